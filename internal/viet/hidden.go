package viet

// IsHidden tells the characters that pasting brings along, or somebody hides, and nobody sees: those that turn the direction of
// writing, zero-width ones, soft hyphens, tags and variants in which a whole text can hide, and what looks like nothing or like a space that is none:
// fillers of Hangul, the blank of Braille, separators of Mongolian and of annotations, beams of music. No Vietnamese text
// has them. The joiners U+200C and U+200D and the variants U+FE0E and U+FE0F are not among them: emoji need them.
func IsHidden(r rune) bool {
	switch r {
	case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xE0001:
		return true
	}
	switch {
	case r < 0x180B:
		return false
	case r < 0xFE00:
		return r <= 0x180D || 0x202A <= r && r <= 0x202E || 0x2060 <= r && r <= 0x206F
	case r < 0x10000:
		return r <= 0xFE0D || 0xFFF9 <= r && r <= 0xFFFB
	}
	return 0x1D173 <= r && r <= 0x1D17A || 0xE0020 <= r && r <= 0xE007F || 0xE0100 <= r && r <= 0xE01EF
}
