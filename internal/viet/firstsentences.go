package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FirstSentences gives the first n sentences of a text, all of it when it has no more. A sentence ends with “.”, “!”, “?”
// or “…”, with the quotes and brackets that it closes, before white space and what may begin another: a capital, a
// figure, a quote, a dash. None ends inside a quotation that is closed in its paragraph: see quotations. The point of an
// abbreviation (“TP. Hội An”, “ThS. …”), of an initial, of a number at the beginning (“1. …”, “II. …”) and of one in a list
// (“gồm: 1. …; 2. …”) ends none. Where a point may be either, what stands around it decides: see isAbbreviation. White
// space around the text is left out. The time it takes grows as the text does, whatever stands there.
func FirstSentences(s string, n int) string {
	s = strings.TrimSpace(s)
	if n <= 0 {
		return ""
	}
	quoted := quotations(s) // those that end further on
	start, end := 0, 0      // of the sentence; of the last points and what they close
	for i, r := range s {
		if i < end || !strings.ContainsRune(".!?…", r) {
			continue
		}
		points := strings.TrimLeft(s[i:], ".!?…")
		single := r == '.' && len(points) == len(s)-i-1
		end = len(s) - len(strings.TrimLeft(points, `”’"»)]`))
		for len(quoted) > 0 && quoted[0].end <= end {
			quoted = quoted[1:]
		}
		rest := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
		if len(rest) == len(s[end:]) || !beginsSentence(rest) || len(quoted) > 0 && quoted[0].start < i || single && isAbbreviation(s[start:i], rest) {
			continue
		}
		if n--; n == 0 {
			return s[:end]
		}
		start = len(s) - len(rest)
	}
	return s
}

// span is a part of a text.
type span struct{ start, end int }

// quotations finds, in order, the outermost quotations of a text: from “, « or a straight quote to the one that closes it in
// the same paragraph, before an empty line. One that nothing closes is none. A straight quote behind a letter or a figure
// opens nothing (a screen of 32"); one that looks like an opening, behind white space and before a word, closes nothing.
func quotations(s string) (all []span) {
	var curly, angle []int // the openings not closed yet
	straight := -1
	for i, r := range s {
		from := -1
		switch r {
		case '\n':
			if strings.HasPrefix(s[i:], "\n\n") {
				curly, angle, straight = curly[:0], angle[:0], -1
			}
		case '“':
			curly = append(curly, i)
		case '”':
			from, curly = pop(curly)
		case '«':
			angle = append(angle, i)
		case '»':
			from, angle = pop(angle)
		case '"':
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			switch {
			case straight < 0 && !unicode.IsLetter(before) && !unicode.IsDigit(before), unicode.IsSpace(before) && unicode.IsLetter(after):
				straight = i
			default:
				from, straight = straight, -1
			}
		}
		if from < 0 {
			continue
		}
		for last := len(all) - 1; last >= 0 && all[last].end > from; last-- { // inside this one, or across its beginning
			from, all = min(from, all[last].start), all[:last]
		}
		all = append(all, span{from, i + utf8.RuneLen(r)})
	}
	return all
}

// pop takes the last off a row of places, -1 if there is none.
func pop(places []int) (last int, others []int) {
	if len(places) == 0 {
		return -1, places
	}
	return places[len(places)-1], places[:len(places)-1]
}

// beginsSentence tells whether a text may be the beginning of a sentence.
func beginsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune(`“‘"«([–—-`, r)
}

// pointed spells abbreviations that may have points inside without them.
var pointed = strings.NewReplacer("Th.S", "ThS", "đ.c", "đ/c", "Đ.c", "đ/c", "Đ.C", "đ/c")

// isAbbreviation tells whether a point between the text of a sentence and what follows is not the end of the sentence:
//
//   - behind a number or a letter at its beginning, “1.”, “II.”, “a.”, or in a list: see isListMark;
//   - behind the short name of a place, or an English title, which end hardly any;
//   - behind a Vietnamese title, unless people are counted by it: “ThS. Hương”, “đ/c. An”, but “có 12 ThS. Hội thảo …”;
//   - behind a word that stands before figures: “No. 5”, “tr. 12”, but “1,2 tr. Số tiền này …”;
//   - behind a capital, and what is a title before names only, where a name follows, which has two capitals: “CN. Nguyễn An”,
//     “ông J. R. Smith”, but “hội trường A. Sau đó …”, “chiều CN. Thứ Hai …”.
func isAbbreviation(sentence, rest string) bool {
	before, word := cutLastWord(sentence)
	before = strings.TrimSpace(before)
	switch {
	case word == "":
		return false
	case isNumbering(word) && (before == "" || isListMark(before, word)):
		return true
	}
	word = pointed.Replace(word)
	switch last := word[strings.LastIndexByte(word, '.')+1:]; last {
	case "TP", "Tp", "TX", "Tx", "P", "Q", "H", "NXB", "Nxb", "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "vs":
		return true
	case "ThS", "Ths", "TS", "Ts", "TSKH", "PGS", "GS", "BS", "BSCKI", "BSCKII", "CKI", "CKII", "DS", "ĐD", "KS", "KTS", "LS",
		"NGƯT", "NGND", "NSƯT", "NSND", "đ/c", "Đ/c", "Đ/C":
		_, counted := cutLastWord(before)
		return counted == "" || strings.Trim(counted, "0123456789.") != ""
	case "No", "tr", "ĐT", "Đt", "SĐT":
		return rest[0] >= '0' && rest[0] <= '9'
	case "TT", "Tt", "CN":
		return beginsName(rest)
	default:
		r, size := utf8.DecodeRuneInString(last)
		return size == len(last) && unicode.IsUpper(r) && (beginsName(rest) || strings.HasSuffix(before, "."))
	}
}

// isNumbering tells whether a word may number a part of a text: a figure, a Roman one, a letter.
func isNumbering(word string) bool {
	return utf8.RuneCountInString(word) == 1 || strings.Trim(word, "0123456789") == "" || strings.Trim(word, "IVX") == ""
}

// isListMark tells whether what may number a part does so in a list inside a sentence, by the text before it:
//
//   - behind “;”: “1. Chào hỏi; 2. Kiến thức”;
//   - behind “,”, unless it goes on a row of its like: “1. Chào hỏi, 2. Kiến thức”, but “các lớp 10, 11, 12. Sau đó …”;
//   - behind “:”, if it is the first of its kind: “gồm 3 phần: 1. Chào hỏi”, but “Số lượng: 20. Thời gian: …”.
//
// No list has a hundred parts: “tháng 5, 2021.” ends.
func isListMark(before, word string) bool {
	if word[0] >= '0' && word[0] <= '9' && len(word) > 2 {
		return false
	}
	switch before[len(before)-1] {
	case ';':
		return true
	case ',':
		_, former := cutLastWord(before[:len(before)-1])
		return former != "" && !isNumbering(former) && (former[0] < '0' || former[0] > '9')
	case ':':
		return word == "1" || word == "I" || word == "A" || word == "a"
	}
	return false
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
	first := s
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		first = s[:i]
	}
	r, _ := utf8.DecodeRuneInString(first)
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s[len(first):], " "))
	return unicode.IsUpper(r) && unicode.IsUpper(next) && first != "Thứ"
}
