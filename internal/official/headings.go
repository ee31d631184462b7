package official

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"bantin/internal/lang"
	"bantin/internal/viet"
)

// chunk is a stretch of Markdown from a heading of the first three levels to the next.
type chunk struct {
	level        int    // 0: before the first heading
	title        string // without marks of emphasis
	line, column int    // of the title, in the file, from 1
	src          []byte // with the heading
	heading      int    // how many lines are the heading
}

// body is a chunk without its heading, and the line of the file that it begins in.
func (c *chunk) body() (src []byte, line int) {
	src = c.src
	for range c.heading {
		_, src, _ = bytes.Cut(src, []byte("\n"))
	}
	return src, c.line + c.heading
}

// cut parts a text at its headings, as CommonMark has them (0.31, 4.2 and 4.3; of those
// that are underlined, the ones of a single line). It is done on the source, for each chunk needs its place.
func cut(src []byte, line int) []chunk {
	lines := bytes.SplitAfter(src, []byte("\n"))
	all := []chunk{{line: line}}
	begin, offset, fence := 0, 0, ""
	open := func(c chunk, from int) {
		all[len(all)-1].src = src[begin:from]
		all, begin = append(all, c), from
	}
	for i, text := range lines {
		inside := fence != ""
		fence = fenceAfter(text, fence)
		if !inside && fence == "" {
			if level, title, column := atx(text); level > 0 && level <= 3 {
				open(chunk{level: level, title: title, line: line + i, column: column, heading: 1}, offset)
			} else if level := underline(text); level > 0 && i > 0 && isTitle(lines, i-1) {
				title := plain(string(lines[i-1]))
				open(chunk{level: level, title: title, line: line + i - 1, column: 1, heading: 2}, offset-len(lines[i-1]))
			}
		}
		offset += len(text)
	}
	all[len(all)-1].src = src[begin:]
	if len(bytes.TrimSpace(all[0].src)) == 0 {
		all = all[1:]
	}
	return all
}

// unindented takes up to three spaces off a line; nil for one that is indented as code.
func unindented(line []byte) []byte {
	text := bytes.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || bytes.HasPrefix(text, []byte("\t")) {
		return nil
	}
	return bytes.TrimRight(text, " \t\n")
}

// fenceAfter gives the fence that the text after a line stands in, "" for none.
func fenceAfter(line []byte, fence string) string {
	text := string(unindented(line))
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(text, mark)
		n := len(text) - len(rest)
		switch {
		case n < 3:
		case fence == "" && (mark == "~" || !strings.Contains(rest, mark)):
			return text[:n]
		case fence != "" && fence[:1] == mark && n >= len(fence) && rest == "":
			return ""
		}
	}
	return fence
}

// atx reads a heading such as "## III. Đánh giá"; level 0 for any other line.
func atx(line []byte) (level int, title string, column int) {
	text := string(unindented(line))
	rest := strings.TrimLeft(text, "#")
	level = len(text) - len(rest)
	if level == 0 || level > 6 || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return 0, "", 0
	}
	words := strings.TrimLeft(rest, " \t")
	column = utf8.RuneCount(line[:bytes.IndexByte(line, '#')]) + level + len(rest) - len(words) + 1
	if closed := strings.TrimRight(words, "#"); closed == "" || strings.HasSuffix(closed, " ") {
		words = closed
	}
	return level, plain(words), column
}

// underline tells the level of the heading that a line may end, 0 for none.
func underline(line []byte) int {
	text := string(unindented(line))
	switch {
	case text == "":
		return 0
	case strings.Trim(text, "=") == "":
		return 1
	case strings.Trim(text, "-") == "":
		return 2
	}
	return 0
}

// isTitle tells whether a line is a paragraph as far as it goes.
func isTitle(lines [][]byte, i int) bool {
	text := unindented(lines[i])
	if len(text) == 0 || bytes.ContainsAny(text[:1], "#>-*+|`~=") {
		return false
	}
	return i == 0 || len(bytes.TrimSpace(lines[i-1])) == 0
}

// plain takes marks of emphasis off a title.
func plain(title string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "__", "", "`", "", "*", "").Replace(title))
}

// find gives the place that a heading names, and the title that it gives to a
// section it calls by number only in part.
func find(w *lang.Report, title string) (at place, own string, ok bool) {
	number, rest := cutRoman(title)
	if number == 0 {
		at, ok = named(w, rest)
		return at, "", ok
	}
	at = place{section: number}
	if rest == "" {
		return at, "", true
	}
	switch other, known := named(w, rest); {
	case known && other == at:
		return at, "", true
	case known: // "III. Kết quả": which of the two is meant?
		return place{}, "", false
	}
	return at, rest, true
}

// named finds a place by its title alone, after whatever number.
func named(w *lang.Report, title string) (place, bool) {
	title = withoutNumber(title)
	for i, name := range w.Sections {
		if viet.SameName(title, name) {
			return place{section: i + 1}, true
		}
	}
	for _, section := range []int{results, judgment} {
		if p, ok := partOfSection(w, section, title); ok {
			return p, true
		}
	}
	return place{}, false
}

// partsOf are the titles of a section's parts.
func partsOf(w *lang.Report, section int) []string {
	switch section {
	case results:
		return w.Results[:]
	case judgment:
		return w.Judgment[:]
	}
	return nil
}

// partOfSection finds a part of a section by its title.
func partOfSection(w *lang.Report, section int, title string) (place, bool) {
	title = withoutNumber(title)
	for i, name := range partsOf(w, section) {
		if viet.SameName(title, name) {
			return place{section, i + 1}, true
		}
	}
	return place{}, false
}

// nearest gives the heading that an unknown one most likely means, "" for none.
func nearest(w *lang.Report, title string) string {
	_, rest := cutRoman(title)
	var all []string
	all = append(all, w.Sections[:]...)
	all = append(append(all, w.Results[:]...), w.Judgment[:]...)
	name, _ := viet.Nearest(withoutNumber(rest), all)
	return name
}

// cutRoman cuts a Roman number from 1 to 5 off a title, with the mark after it.
func cutRoman(title string) (n int, rest string) {
	word, rest, _ := strings.Cut(title, " ")
	word = strings.TrimRight(word, ".):")
	for i := range 5 {
		if word == roman(i+1) {
			return i + 1, strings.TrimSpace(rest)
		}
	}
	return 0, title
}

// withoutNumber takes "1.", "2)" or "a)" off a title.
func withoutNumber(title string) string {
	word, rest, ok := strings.Cut(title, " ")
	if !ok {
		return title
	}
	mark := strings.TrimRight(word, ".)")
	if mark == word || strings.Trim(mark, "0123456789") != "" && utf8.RuneCountInString(mark) > 1 {
		return title
	}
	return strings.TrimSpace(rest)
}
