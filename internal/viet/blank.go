package viet

// IsBlank tells the characters that look like nothing, or like a space that is none, and that no Vietnamese text has:
// fillers of Hangul, the blank of Braille, separators of Mongolian and of annotations, beams of music, and the combining grapheme joiner.
// Marks of direction, zero-width spaces and joiners are not among them.
func IsBlank(r rune) bool {
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2800, 0x3164, 0xFFA0:
		return true
	}
	return 0x180B <= r && r <= 0x180D || 0xFE00 <= r && r <= 0xFE0D || 0xFFF9 <= r && r <= 0xFFFB || 0x1D173 <= r && r <= 0x1D17A
}
