package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FirstSentences gives the first n sentences of a text, all of it when it has no more. A sentence ends with “.”, “!”, “?”
// or “…”, with the quotes and brackets that it closes, before white space and what may begin another: a capital, a
// figure, a quote, a dash. The point of an abbreviation (“TP. Hội An”, “ThS. …”), of an initial and of a number at the
// beginning (“1. …”, “II. …”) ends none. Where a point may be either, what stands around it decides: see isAbbreviation. White space around
// the text is left out.
func FirstSentences(s string, n int) string {
	s = strings.TrimSpace(s)
	start := 0 // of the sentence
	for i, r := range s {
		if n <= 0 {
			return ""
		}
		if i < start || !strings.ContainsRune(".!?…", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		end += len(s[end:]) - len(strings.TrimLeft(s[end:], ".!?…"))
		end += len(s[end:]) - len(strings.TrimLeft(s[end:], `”’"»)]`))
		rest := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
		if len(rest) == len(s[end:]) || !beginsSentence(rest) || r == '.' && isAbbreviation(s[start:i], rest) {
			continue
		}
		if n--; n == 0 {
			return s[:end]
		}
		start = len(s) - len(rest)
	}
	if n <= 0 {
		return ""
	}
	return s
}

// beginsSentence tells whether a text may be the beginning of a sentence.
func beginsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune(`“‘"«([–—-`, r)
}

// isAbbreviation tells whether a point between the text of a sentence and what follows is not the end of the sentence:
//
//   - behind a number or a letter at its beginning: “1.”, “II.”, “a.”;
//   - behind the short name of a place, or an English title, which end hardly any;
//   - behind a Vietnamese title, unless people are counted by it: “ThS. Hương”, but “có 12 ThS. Hội thảo …”;
//   - behind a word that stands before figures: “No. 5”, “tr. 12”, but “1,2 tr. Số tiền này …”;
//   - behind a capital, and what is a title before names only, where a name follows, which has two capitals: “CN. Nguyễn An”,
//     “ông J. R. Smith”, but “hội trường A. Sau đó …”, “chiều CN. Thứ Hai …”.
func isAbbreviation(sentence, rest string) bool {
	before, word := cutLastWord(sentence)
	switch {
	case word == "":
		return false
	case strings.TrimSpace(before) == "" && (utf8.RuneCountInString(word) == 1 || strings.Trim(word, "0123456789") == "" || strings.Trim(word, "IVX") == ""):
		return true
	}
	switch last := word[strings.LastIndexByte(word, '.')+1:]; last {
	case "TP", "Tp", "TX", "Tx", "P", "Q", "H", "NXB", "Nxb", "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "vs":
		return true
	case "ThS", "Ths", "TS", "Ts", "PGS", "GS", "BS", "KS", "LS":
		_, counted := cutLastWord(strings.TrimSpace(before))
		return counted == "" || strings.Trim(counted, "0123456789.") != ""
	case "No", "tr", "ĐT", "Đt", "SĐT":
		return rest[0] >= '0' && rest[0] <= '9'
	case "TT", "Tt", "CN":
		return beginsName(rest)
	default:
		r, size := utf8.DecodeRuneInString(last)
		return size == len(last) && unicode.IsUpper(r) && (beginsName(rest) || strings.HasSuffix(strings.TrimSpace(before), "."))
	}
}

// cutLastWord takes the last word off a text, without the bracket or quote that it stands behind.
func cutLastWord(s string) (before, word string) {
	i := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(“‘", r) })
	_, size := utf8.DecodeRuneInString(s[max(i, 0):])
	if i < 0 {
		size, i = 0, 0
	}
	return s[:i], s[i+size:]
}

// beginsName tells whether a text begins with a name: two words with capitals, which a sentence seldom has but for a weekday.
func beginsName(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	r, _ := utf8.DecodeRuneInString(first)
	next, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r) && unicode.IsUpper(next) && first != "Thứ"
}
