package markdown

import "bytes"

// countWords counts what viet.Count counts, the syllables, in HTML: what stands
// between white space and has a letter or figure, and parts of it between which
// a dash or stroke stands. Tags and entities count for nothing.
//
// Syllables are short and of all lengths, so a branch at the end of each would be
// guessed wrong (15 µs for a post); a step of the automaton has none (4 µs).
func countWords(html []byte) int {
	words, state := 0, uint16(outOfWord)
	for i := 0; i < len(html); i++ {
		step := wordSteps[html[i]]
		if step < wordSign {
			state = step >> (state & inWord)
			words += int(state / wordBegins & 1)
			continue
		}
		switch c := html[i]; c {
		case '<':
			n := bytes.IndexByte(html[i:], '>')
			if n < 0 {
				return words
			}
			i += n
		case '&':
			if n := bytes.IndexByte(html[i:], ';'); n > 0 {
				i += n
			}
		default:
			if state&inWord != 0 && (c != 0xE2 || isDash(html[i:])) && parts(html, i) {
				state = outOfWord
			}
		}
	}
	return words
}

// The states of countWords say where in a step the next state stands.
const (
	outOfWord  = 0
	inWord     = 8
	wordBegins = 16      // set in the state at the first letter
	wordSign   = 1 << 15 // no step: a byte to look at
)

// wordSteps has for every byte the states that follow each.
var wordSteps = func() (steps [256]uint16) {
	for i := range steps {
		out, in := outOfWord, inWord
		switch c := byte(i); {
		case c <= ' ':
			in = outOfWord
		case c == '<', c == '&', c == '-', c == '/', c == 0xE2:
			steps[i] = wordSign
			continue
		case c == 0xC2: // NBSP and signs, as dashes, quotes and dots behind 0xE2, are no words
		case c > 0xC2, alphanumeric(c):
			out = inWord | wordBegins
		}
		steps[i] = uint16(out | in<<inWord)
	}
	return steps
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
