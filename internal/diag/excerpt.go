package diag

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxExcerpt is how many characters of a source line are shown.
const maxExcerpt = 120

// Excerpts fills in the source lines of the problems. Each file is read once; a
// file that read cannot give, or that is UTF-16, has no excerpts. Sort the list first.
func (l *List) Excerpts(read func(file string) ([]byte, error)) {
	for i := 0; i < len(l.all); {
		file := l.all[i].File
		end := i + 1
		for end < len(l.all) && l.all[end].File == file {
			end++
		}
		excerptsOf(file, l.all[i:end], read)
		i = end
	}
}

// excerptsOf fills in the excerpts of one file's problems.
func excerptsOf(file string, all []Diagnostic, read func(file string) ([]byte, error)) {
	for i := range all {
		all[i].Caret = -1
	}
	var lines [][]byte
	for i := range all {
		d := &all[i]
		if file == "" || d.Line < 1 {
			continue
		}
		if lines == nil {
			text, err := read(file)
			if err != nil || bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
				return
			}
			lines = bytes.Split(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\n"))
		}
		if d.Line <= len(lines) {
			d.Excerpt, d.Caret = excerpt(lines[d.Line-1], d.Column)
		}
	}
}

// excerpt makes a line fit to be shown and says where in it the column (from
// 1; 0 unknown) has come to stand.
func excerpt(raw []byte, column int) (text string, caret int) {
	// Columns count the characters of composed text, as files are read.
	line := string(norm.NFC.Bytes(bytes.TrimRight(raw, " \t\r")))
	count := utf8.RuneCountInString(line)
	from, to := 0, count
	if count > maxExcerpt {
		from = max(0, min(column-1-maxExcerpt/2, count-maxExcerpt))
		to = from + maxExcerpt
	}
	var b strings.Builder
	width, at := 0, 0
	caret = -1
	put := func(s string) {
		b.WriteString(s)
		width += utf8.RuneCountInString(s)
	}
	if from > 0 {
		put("…")
	}
	var e escaper
	for i := 0; i < len(line); at++ {
		r, n := utf8.DecodeRuneInString(line[i:])
		if at >= from && at < to {
			shown := e.next(line[i:i+n], r)
			if at == column-1 {
				caret = width
				if len(shown) > 1 && shown[0] == ' ' {
					caret++ // the space put before a character is not the character
				}
			}
			put(shown)
		}
		i += n
	}
	if to < count {
		put("…")
	}
	if column > count {
		caret = width // the end of the line
	}
	return b.String(), caret
}
