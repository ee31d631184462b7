package search

import "unicode/utf8"

// Gap says what stands between a token and the one before it.
type Gap uint8

// The gaps.
const (
	Broken Gap = iota // a sentence ends, a line, a quotation; nothing stands before
	Spaced            // neighbours
	Joined            // neighbours without a space: 08/HD-LĐLĐ, 27/5/2021, 500.000đ
)

// Token is a word or number of a text.
type Token struct {
	// Bare is the form by which it is found ("doan"), Exact tells it from its look-alikes ("đoan`").
	Bare, Exact string
	// Start and End are byte offsets.
	Start, End int
	Gap        Gap
}

// Tokens takes a text apart as the index does. The rules are in the comment of this package.
func Tokens(text string) []Token {
	var all []Token
	s := scanner{text: []byte(text)}
	for s.next() {
		f := fold(s.text[s.start:s.end])
		all = append(all, Token{f.bare, f.exact, s.start, s.end, s.gap})
	}
	return all
}

// scanner finds the tokens of a text.
type scanner struct {
	text []byte
	// start and end are those of the token found, gap what stands before it.
	start, end int
	gap        Gap
}

// Classes of the first bytes of characters.
const (
	byteApart = iota // a character that parts
	byteWord         // an ASCII letter or figure
	byteTwo          // a letter in two bytes, but for × and ÷
	byteThree        // a letter in three bytes if the second one is from B8 to BB
	byteMark         // a mark, in two bytes
	byteRare         // to be looked up
)

var byteClasses = func() (t [256]uint8) {
	for c := range 0x80 {
		if isWord(byte(c)) {
			t[c] = byteWord
		}
	}
	for c := 0xC3; c <= 0xC8; c++ { // U+00C0 to U+023F
		t[c] = byteTwo
	}
	t[0xE1] = byteThree // U+1E00 to U+1EFF and others
	t[0xCC] = byteMark  // U+0300 to U+033F
	for c := 0xC9; c <= 0xF4; c++ {
		if t[c] == byteApart {
			t[c] = byteRare
		}
	}
	return t
}()

// next finds the next token.
func (s *scanner) next() bool {
	text, before := s.text, s.end
	at := before
	for at < len(text) {
		class := byteClasses[text[at]]
		if class == byteWord {
			break
		}
		if class != byteApart {
			if size, kind := character(text[at:]); kind == inside {
				break
			} else {
				at += size
				continue
			}
		}
		at++
	}
	if at == len(text) {
		return false
	}
	s.start, s.end = at, wordEnd(text, at)
	if isFigure(text[at]) && s.end-at <= 3 {
		s.end = thousands(text, at, s.end)
	}
	switch {
	case before == 0:
		s.gap = Broken
	case at == before+1 && text[before] == ' ':
		s.gap = Spaced
	default:
		s.gap = gapOf(text, before, at)
	}
	return true
}

// wordEnd gives the end of the token that begins at a letter or figure.
func wordEnd(text []byte, at int) int {
	for at < len(text) {
		switch byteClasses[text[at]] {
		case byteWord:
			at++
			continue
		case byteApart:
			return at
		case byteTwo:
			if at+1 < len(text) && text[at+1]&0xC0 == 0x80 && (text[at] != 0xC3 || text[at+1] != 0x97 && text[at+1] != 0xB7) {
				at += 2
				continue
			}
			return at
		case byteThree:
			if at+2 < len(text) && 0xB8 <= text[at+1] && text[at+1] <= 0xBB && text[at+2]&0xC0 == 0x80 {
				at += 3
				continue
			}
		}
		size, kind := character(text[at:])
		if kind == apart {
			return at
		}
		at += size
	}
	return at
}

// character tells what the first character is.
func character(text []byte) (size, kind int) {
	r, size := utf8.DecodeRune(text)
	return size, classOf(r)
}

// thousands gives the end of a number whose first figures stand from start to end: of 1.250.000 as a whole, if its groups
// go on to a clean end.
func thousands(text []byte, start, end int) int {
	if text[start] == '0' || end == len(text) || text[end] != '.' && text[end] != ',' {
		return end
	}
	for _, c := range text[start:end] {
		if !isFigure(c) {
			return end
		}
	}
	sign, at := text[end], end
	for at < len(text) && text[at] == sign {
		next := wordEnd(text, at+1)
		if next == at+1 || isDong(text[at+1:]) {
			break // the end of a sentence
		}
		if next > at+4 && isDong(text[at+4:]) {
			next = at + 4
		}
		if next != at+4 || !isFigure(text[at+1]) || !isFigure(text[at+2]) || !isFigure(text[at+3]) {
			return end
		}
		at = next
	}
	return at
}

// isDong tells whether a text begins with đ, which is written right behind sums: 500.000đ.
func isDong(text []byte) bool {
	return len(text) > 1 && text[0] == 0xC4 && (text[1] == 0x91 || text[1] == 0x90)
}

// gapOf tells what stands between two tokens, the first of which ends at from and the second begins at to.
func gapOf(text []byte, from, to int) Gap {
	gap := text[from:to]
	switch string(gap) {
	case "", "/", "-", "&", "\u2011", "\u2013":
		return Joined
	case ".", ",":
		if isFigure(text[from-1]) && isFigure(text[to]) {
			return Joined
		}
		return Broken
	}
	for len(gap) > 0 {
		switch {
		case gap[0] == ' ' || gap[0] == '\t':
			gap = gap[1:]
		case len(gap) > 1 && gap[0] == 0xC2 && gap[1] == 0xA0: // no-break space
			gap = gap[2:]
		default:
			return Broken
		}
	}
	return Spaced
}
