package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC gives s in the composed normal form. Text that has it already, as almost
// all text does, comes back as it is, without a copy.
func NFC(s string) string {
	if isPlainlyNFC(s) {
		return s
	}
	return norm.NFC.String(s)
}

// NFCBytes is [NFC] for bytes. The result is b itself when b is normal already.
func NFCBytes(b []byte) []byte {
	if isPlainlyNFC(b) {
		return b
	}
	return norm.NFC.Bytes(b)
}

// isPlainlyNFC tells whether s holds only characters that no normal form
// changes or joins: those below U+0300, the letters from U+1E00 to U+1EFF and
// common punctuation. It looks at first bytes only, several times faster than
// the tables of the norm package, and says no to all that needs those.
func isPlainlyNFC[T string | []byte](s T) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c < 0xCC:
		case c == 0xE1 && i+1 < len(s) && 0xB8 <= s[i+1] && s[i+1] <= 0xBB:
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] > 0x81: // U+2000 and U+2001 change
		default:
			return false
		}
	}
	return true
}

// Upper gives s in capitals, composed: "đường thủy" is "ĐƯỜNG THỦY".
func Upper(s string) string {
	return strings.ToUpper(NFC(s))
}

// UpperFirst gives s with a capital in front, for a phrase that begins a line. s is composed.
func UpperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
