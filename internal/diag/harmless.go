package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Harmless gives text from files in a form that can only be read, whatever
// shows it. Anyone who may write a post could otherwise colour or clear a
// terminal (control characters), reverse what a reviewer reads (bidirectional
// controls, "Trojan Source"), hide a difference (zero-width characters) or
// give orders to the CI that prints the log ("::" and "##[" begin its commands).
// Such characters become <U+202E>, bytes that are not UTF-8 <0xFF>, "::" becomes ": :"
// and "##[" becomes "## [". Tabs become spaces.
func Harmless(s string) string {
	if isHarmless(s) {
		return s
	}
	var b strings.Builder
	var e escaper
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(e.next(s[i:i+n], r))
		i += n
	}
	return b.String()
}

func isHarmless(s string) bool {
	for _, r := range s {
		if r < ' ' || r == ':' || r == '[' || r >= 0x7f && hidden(r) || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// hidden tells whether a character is not seen but acts: controls, format
// characters (bidirectional, zero-width, tags), line and paragraph separators.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// escaper replaces characters one by one. It remembers the last two, since
// commands are only known by what stands before.
type escaper struct{ before, last rune }

// next gives what to show for the next character r, which is encoded as raw.
func (e *escaper) next(raw string, r rune) string {
	before, last := e.before, e.last
	e.before, e.last = last, r
	switch {
	case r == utf8.RuneError && len(raw) == 1:
		return fmt.Sprintf("<0x%02X>", raw[0])
	case r == '\t':
		return " "
	case hidden(r):
		return fmt.Sprintf("<U+%04X>", r)
	case r == ':' && last == ':':
		return " :"
	case r == '[' && last == '#' && before == '#':
		return " ["
	}
	return raw
}
