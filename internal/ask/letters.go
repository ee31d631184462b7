package ask

import (
	"io"
	"os"
	"unicode/utf8"
)

// letters reads whole letters from a terminal: bytes of one that has not arrived
// in full wait for the others. Over a slow line they come one by one, and bubbletea would drop them.
type letters struct {
	*os.File
	begun []byte // of a letter, never more than three
}

// Read implements io.Reader. It may read nothing, without an error.
func (l *letters) Read(p []byte) (int, error) {
	if len(p) < 2*utf8.UTFMax {
		return 0, io.ErrShortBuffer
	}
	n := copy(p, l.begun)
	more, err := l.File.Read(p[n:])
	n += more
	l.begun = l.begun[:0]
	if err != nil {
		return n, err
	}
	whole := n
	for i := n - 1; i >= max(n-utf8.UTFMax+1, 0); i-- {
		if utf8.RuneStart(p[i]) {
			if !utf8.FullRune(p[i:n]) {
				whole = i
			}
			break
		}
	}
	l.begun = append(l.begun, p[whole:n]...)
	return whole, nil
}
