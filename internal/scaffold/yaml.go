package scaffold

import (
	"strings"
	"unicode"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// sheet is front matter while it is written.
type sheet struct{ strings.Builder }

// key writes a key with its value, and a comment behind it if there is one.
func (s *sheet) key(name, value, comment string) {
	s.WriteString(name + ": " + value)
	if comment != "" {
		s.WriteString(" # " + remark(comment))
	}
	s.WriteByte('\n')
}

// text writes a key whose value is text that someone has typed.
func (s *sheet) text(name, value string) { s.key(name, scalar(value), "") }

// hints writes lines as comments: what a key would look like, to be uncommented.
func (s *sheet) hints(lines ...string) {
	for _, line := range lines {
		s.WriteString("# " + line + "\n")
	}
}

// remark makes text fit for a comment.
func remark(text string) string {
	return diag.Harmless(strings.Join(strings.Fields(text), " "))
}

// scalar writes one line of text as YAML, in quotes unless every reader of YAML
// takes it for that text without.
func scalar(text string) string {
	switch {
	case isPlain(text):
		return text
	case !strings.ContainsAny(text, `"\`):
		return `"` + text + `"`
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// isPlain tells whether text may stand without quotes: letters, figures and
// harmless signs that begin with a letter or figure, and are neither a number, a
// date nor one of the words that YAML takes for true, false or nothing.
func isPlain(text string) bool {
	letters, spaces := 0, 0
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || i > 0 && unicode.Is(unicode.Mn, r):
			letters++
		case '0' <= r && r <= '9':
		case i == 0:
			return false
		case r == ' ':
			spaces++
		case !strings.ContainsRune(",.;()+-/!?…–—“”‘’", r):
			return false
		}
	}
	if letters == 0 || strings.HasSuffix(text, " ") {
		return false
	}
	if first := text[0]; '0' <= first && first <= '9' {
		return spaces > 0 // 1e5, 0x1F, 2021-05-27T08
	}
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null", "có", "không":
		return false
	}
	return true
}

// Line makes what a person typed into one line of text, as the reader of front
// matter sees it: NFC, single spaces, without invisible characters; and with Vietnamese letters for
// those that only look like them, before an address is made of them. ok is false when it
// holds characters that no text may have.
func Line(typed string) (text string, ok bool) {
	ok = true
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case viet.IsHidden(r):
			return -1
		case r < ' ', r >= 0x7F && r < 0xA0, r == 0xFFFE, r == 0xFFFF, r == unicode.ReplacementChar:
			ok = false
		}
		return r
	}, typed)
	words := strings.Fields(text)
	for i, word := range words {
		if !strings.ContainsRune(word, '@') && !strings.Contains(word, "://") {
			words[i] = withoutTwins(word)
		}
	}
	return viet.NFC(strings.Join(words, " ")), ok
}

// withoutTwins puts đ for ð, and Latin letters for Cyrillic and Greek ones in a Latin word. A
// word that would still have others stays as it is.
func withoutTwins(word string) string {
	mended := viet.NFC(word)
	for {
		r, want, _ := viet.LookAlike(mended)
		if r == 0 {
			break
		}
		mended = strings.ReplaceAll(mended, string(r), string(want))
	}
	if strings.ContainsFunc(mended, func(r rune) bool { return unicode.In(r, unicode.Cyrillic, unicode.Greek) }) {
		return word
	}
	return mended
}

// inMarkdown escapes what Markdown would take for its own in the description of a picture.
var inMarkdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "~", `\~`,
)
