package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHashtag is the longest hashtag, without its #; networks take no longer ones for one.
const maxHashtag = 100

// Hashtag gives a name as networks take it for a hashtag: "Hiến máu tình nguyện" is "#HienMauTinhNguyen". The rule:
//
//   - words are what stands between signs and spaces; a hyphen parts words, too;
//   - đ becomes d and marks fall off, as in addresses; other scripts are left out;
//   - every word begins with a capital, and its other letters stay as they are written, so that abbreviations keep
//     theirs: "CĐCS Sở Y tế" is "#CDCSSoYTe", "phòng, chống Covid-19" is "#PhongChongCovid19";
//   - of a name in capitals throughout, of two words or more, only the first letters keep them: "HIẾN MÁU" is "#HienMau".
//
// It is "" when no letter is left, since networks take no number for a hashtag, and for names that are too long for one.
func Hashtag(s string) string {
	s = NFC(s)
	words := strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) && !isMark(r) && !isInvisible(r) })
	shout := len(words) > 1 && !strings.ContainsFunc(s, unicode.IsLower)
	tag := []byte{'#'}
	letters := false
	for _, w := range words {
		first := true
		for _, r := range w {
			c := byte(0)
			switch _, bare, _ := Letter(r); {
			case bare > 0 && (first || unicode.IsUpper(r) && !shout):
				c, letters = bare-'a'+'A', true
			case bare > 0:
				c, letters = bare, true
			case r < utf8.RuneSelf && isDigit(byte(r)):
				c = byte(r)
			default:
				continue
			}
			tag = append(tag, c)
			first = false
		}
	}
	if !letters || len(tag) > maxHashtag+1 {
		return ""
	}
	return string(tag)
}
