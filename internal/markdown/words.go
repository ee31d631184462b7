package markdown

import "bytes"

// countWords counts what viet.Count counts, the syllables, in HTML: what stands
// between white space and has a letter or figure, and parts of it between which
// a dash or stroke stands. Tags and entities count for nothing.
func countWords(html []byte) int {
	words, inWord := 0, false
	for i := 0; i < len(html); i++ {
		switch c := html[i]; {
		case c <= ' ':
			inWord = false
		case c == '<':
			n := bytes.IndexByte(html[i:], '>')
			if n < 0 {
				return words
			}
			i += n
		case c == '&':
			if n := bytes.IndexByte(html[i:], ';'); n > 0 {
				i += n
			}
		case inWord:
			if c == '-' || c == '/' || c == 0xE2 && isDash(html[i:]) {
				inWord = !parts(html, i)
			}
		case c == 0xC2 || c == 0xE2:
			// NBSP, dashes, quotes and dots are no words; letters do not begin with these bytes.
		case c > 0xC2 || alphanumeric(c):
			inWord = true
			words++
			for i+1 < len(html) && goesOn[html[i+1]] {
				i++
			}
		}
	}
	return words
}

// goesOn has the bytes at which a word goes on whatever comes next.
var goesOn = func() (on [256]bool) {
	for c := range on {
		on[c] = c > ' ' && c != '<' && c != '&' && c != '-' && c != '/' && c != 0xE2
	}
	return on
}()

func isDash(b []byte) bool {
	return bytes.HasPrefix(b, []byte("–")) || bytes.HasPrefix(b, []byte("—"))
}

// parts reports whether the dash at html[i] stands between two letters.
func parts(html []byte, i int) bool {
	next := i + 1
	if html[i] == 0xE2 {
		next = i + 3
	}
	return i > 0 && next < len(html) && letterByte(html[i-1]) && (letterByte(html[next]) && html[next] != 0xE2)
}

// letterByte reports whether c is a letter of ASCII or part of another character.
func letterByte(c byte) bool { return c >= 0x80 || 'a' <= c|0x20 && c|0x20 <= 'z' }
