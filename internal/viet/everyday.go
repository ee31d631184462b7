package viet

// IsEveryday tells in one quick look whether a text has nothing in it but what
// almost all Vietnamese text is made of: ASCII without controls but the line
// feed, the letters of Latin alphabets, no-break spaces, and the dashes, quotes
// and dots of U+2002 to U+203F.
//
// Such text is valid UTF-8 in NFC; it has no invisible characters, no line breaks
// but line feeds, and neither [Legacy] nor [LookAlike] finds anything in it. Of
// other text nothing is known. Every byte of a site is looked at here, so it is an
// automaton that takes a step for a byte without asking (2 µs for a post of
// 3.8 kB; the looks that it replaces take ten times as long).
func IsEveryday[T string | []byte](s T) bool {
	state := uint64(atStart)
	for i := range len(s) {
		state = everyday[s[i]] >> (state & stateMask)
	}
	state &= stateMask
	return state == atStart || state == afterA || state == afterU
}

// The states of IsEveryday are where in a row of the table the next state
// stands. They lie four bits apart and have six, of which the lower two are zero.
const (
	atStart   = 4 * iota
	afterA    // after a, e or o, where VNI writes tones as õ and hats as â, ê
	afterU    // after u or y, where it writes tones only
	inTail    // one more byte, any
	inC2      // only the no-break space
	inC3      // à to ý, without ð, ø and û
	inC3A     // the same after A: without õ, â, ê
	inC3U     // the same after U: without õ
	inC6      // ư; without Ɖ
	inE1      // U+1E00 to U+1EFF
	inE2      // U+2002 to U+203F
	inE280    // their last byte
	refused   // for good
	stateMask = 0x3C
)

// everyday has a row for every byte: by state, the state after it.
var everyday = func() (rows [256]uint64) {
	for c := range rows {
		for from := atStart; from <= refused; from += 4 {
			rows[c] |= uint64(afterByte(from, byte(c))) << from
		}
	}
	return rows
}()

// afterByte gives the state after a byte.
func afterByte(state int, c byte) int {
	tail := c&0xC0 == 0x80
	switch state {
	case atStart, afterA, afterU:
		return afterFirst(state, c)
	case inTail:
	case inC2:
		tail = c == 0xA0
	case inC3, inC3A, inC3U:
		switch c | 0x20 { // capitals stand 0x20 before
		case 0xB0 /* ð */, 0xB8 /* ø */, 0xBB /* û */ :
			tail = false
		case 0xB5 /* õ */ :
			tail = tail && state == inC3
		case 0xA2 /* â */, 0xAA /* ê */ :
			tail = tail && state != inC3A
		}
	case inC6:
		tail = tail && c != 0x89
	case inE1:
		if 0xB8 <= c && c <= 0xBB {
			return inTail
		}
		return refused
	case inE2:
		if c == 0x80 {
			return inE280
		}
		return refused
	case inE280: // neither what NFC changes, nor marks of direction, zero width and line breaks
		tail = tail && c >= 0x82 && c != 0x8B && c != 0x8E && c != 0x8F && (c < 0xA8 || c > 0xAE)
	default:
		return refused
	}
	if tail {
		return atStart
	}
	return refused
}

// afterFirst is afterByte for the first byte of a character.
func afterFirst(state int, c byte) int {
	switch c {
	case 'a', 'e', 'o', 'A', 'E', 'O':
		return afterA
	case 'u', 'y', 'U', 'Y':
		return afterU
	case '\n':
		return atStart
	case 0xC2:
		return inC2
	case 0xC3:
		return inC3 + state // afterA and afterU follow atStart as their states do here
	case 0xC4, 0xC5, 0xC7, 0xC8:
		return inTail
	case 0xC6:
		return inC6
	case 0xE1:
		return inE1
	case 0xE2:
		return inE2
	}
	if ' ' <= c && c <= '~' {
		return atStart
	}
	return refused
}
