// Package board gives the headlines of lobby boards as lines for text boards: what runs along the LEDs over a gate. Such
// boards know few letters and no layout, so a file is plain UTF-8 with one headline a line, without a BOM, and a
// line holds
//
//   - capitals by Vietnamese rules, composed: "Đường thủy" is "ĐƯỜNG THỦY", with each mark in its letter;
//   - of signs only those of a keyboard: quotes, dashes and dots of books become " ' - and "...", all space is a blank;
//     what cannot be seen, pictures such as emoji, and letters that are not Latin are left out, for a board shows a box
//     in their place;
//   - no more characters than site.yaml allows (board.line_length), cut between words with "..." at the end.
package board

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Files adds the lines of every board of a site, beside the board.
func Files(t *output.Tree, s *site.Site) {
	for _, b := range s.Boards() {
		t.Add(output.File{Path: b.LinesURL(s)[1:], Kind: output.Data, Render: func(w *bytes.Buffer) error {
			for _, p := range slices.Concat(b.Posts, b.Sheets) {
				if line := Line(p.Title, s.Settings.Board.LineLength); line != "" {
					w.WriteString(line)
					w.WriteByte('\n')
				}
			}
			return nil
		}})
	}
}

const dots = "..."

// Line is a text as a line of at most so many characters, of which there must be more than the dots have.
func Line(text string, most int) string {
	words := strings.Fields(viet.Upper(keyboard(text)))
	line := strings.Join(words, " ")
	if utf8.RuneCountInString(line) <= most {
		return line
	}
	room := most - len(dots)
	var cut []string
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if room -= n; room < 0 {
			if len(cut) == 0 { // one long word: some of it rather than nothing
				cut = append(cut, string([]rune(w)[:n+room]))
			}
			break
		}
		cut = append(cut, w)
		room-- // the blank after it
	}
	return strings.TrimRight(strings.Join(paired(cut), " "), " .,;:!?-/(") + dots
}

// paired gives the words of a line that was cut without a quote that opens there and does not end there.
func paired(words []string) []string {
	for _, quote := range []string{`"`, "'"} {
		open := -1
		for i, w := range words {
			inner, opens := strings.CutPrefix(strings.TrimLeft(w, "(["), quote)
			switch {
			case strings.Contains(inner, quote), opens && inner == "" && open >= 0: // it ends; a quote that stands alone may do both
				open = -1
			case opens:
				open = i
			}
		}
		if open >= 0 {
			words[open] = strings.Replace(words[open], quote, "", 1)
		}
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// signs are what stands for the signs of books on boards that know those of a keyboard.
var signs = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "′", "'", "″", `"`,
	"–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "…", dots, "•", "-", "·", "-", "×", "x",
)

// nothing is what is left of a name in another script that was left out: "Tokyo (東京)".
var nothing = strings.NewReplacer("()", "", `""`, "")

// keyboard gives a text with the signs of a keyboard, in one line.
func keyboard(text string) string {
	return nothing.Replace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r < ' ' || unicode.In(r, unicode.C, unicode.So, unicode.Sk, unicode.Me) || r >= 0xFE00 && r <= 0xFE0F || r == utf8.RuneError:
			return -1
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r), unicode.IsMark(r) && !unicode.Is(unicode.Inherited, r):
			return -1 // of another script, such as Chinese; what Latin letters carry is of none
		}
		return r
	}, signs.Replace(viet.NFC(text))))
}
