package search

// Numbers are written with the 91 printable ASCII characters that JSON does not escape, all but space, '!', '"' and '\'.
const (
	figures = 91
	// last is how many of them end a number; the others say that more follows.
	last = 61
	more = figures - last
)

// figure gives the character of a number from 0 to 90.
func figure(v uint32) byte {
	if v += '#'; v >= '\\' {
		v++
	}
	return byte(v)
}

// value gives the number of a character.
func value(c byte) uint32 {
	if c > '\\' {
		c--
	}
	return uint32(c - '#')
}

// ends tells whether a character ends a number.
func ends(c byte) bool { return c <= '`' }

// appendNumber appends a number, its least part first.
func appendNumber(b []byte, v uint32) []byte {
	for v >= last {
		v -= last
		b = append(b, figure(last+v%more))
		v /= more
	}
	return append(b, figure(v))
}

// number reads the number that b begins with, and its length.
func number(b []byte) (v uint32, size int) {
	scale := uint32(1)
	for {
		d := value(b[size])
		size++
		v += d * scale
		if d < last {
			return v, size
		}
		// d is last + the part: the whole is last + part + more * what follows
		scale *= more
	}
}
