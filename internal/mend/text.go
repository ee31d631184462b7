package mend

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// letterEdits mend letters in the texts of front matter.
func (d *draft) letterEdits() (edits []edit) {
	for i := range d.o.Leaves {
		l := &d.o.Leaves[i]
		u := useOf(d.role, l)
		if u != textUse && u != titleUse {
			continue
		}
		want, n := mendLetters(l.Text)
		if n == 0 {
			continue
		}
		if isName(d.role, l) && !d.entries {
			continue
		}
		if d.role == content.PostRole && joined(l.Path) == "title" && d.slugChanges(l.Text, want) {
			d.titles = append(d.titles, d.file)
			continue
		}
		edits = d.within(edits, i, Letters, want, mendLetters)
	}
	return edits
}

// isName tells whether a text is one that other files may name a thing by.
func isName(role content.Role, l *content.Leaf) bool {
	switch role {
	case content.TopicRole, content.UnitRole, content.CampaignRole:
		return len(l.Path) == 1 && (l.Path[0] == "title" || l.Path[0] == "short")
	}
	return false
}

// slugChanges tells whether the address of a post changes with its title.
func (d *draft) slugChanges(title, mended string) bool {
	for i := range d.o.Leaves {
		if l := &d.o.Leaves[i]; !l.Key && joined(l.Path) == "slug" && strings.TrimSpace(l.Text) != "" {
			return false
		}
	}
	return viet.Slug(title) != viet.Slug(mended)
}

// hiddenEdits take hidden characters out of titles and summaries.
func (d *draft) hiddenEdits() (edits []edit) {
	for i := range d.o.Leaves {
		l := &d.o.Leaves[i]
		if useOf(d.role, l) == titleUse {
			if want, n := without(l.Text, viet.IsHidden); n > 0 {
				edits = d.within(edits, i, Hidden, want, func(s string) (string, int) { return without(s, viet.IsHidden) })
			}
		}
	}
	return edits
}

// without takes characters out of a text and counts them.
func without(s string, unwanted func(rune) bool) (string, int) {
	n := 0
	s = strings.Map(func(r rune) rune {
		if unwanted(r) {
			n++
			return -1
		}
		return r
	}, s)
	return s, n
}

// within adds an edit that mends the source of a leaf's text as its text is
// mended: escapes and line breaks in it stay as they are.
func (d *draft) within(edits []edit, leaf int, kind Kind, want string, mend func(string) (string, int)) []edit {
	l := &d.o.Leaves[leaf]
	from, to, ok := d.span(l)
	if !ok {
		// Text of several lines, or with escapes: up to the next thing, unless a comment may be there.
		from, to = l.At, d.o.End
		for i := range d.o.Leaves {
			if at := d.o.Leaves[i].At; at > from && at < to {
				to = at
			}
		}
		if to <= from || bytes.IndexByte(d.o.Text[from:to], '#') >= 0 {
			return edits
		}
	}
	with, n := mend(string(d.o.Text[from:to]))
	return append(edits, edit{from: from, to: to, with: with, kind: kind, n: n, leaf: leaf, want: want})
}

// mendBody mends hidden characters and letters in the Markdown of a file.
func (d *draft) mendBody() {
	body := d.o.Text[d.o.Body:]
	if isPlain(string(body)) && bytes.IndexFunc(body, markdown.Invisible) < 0 {
		return
	}
	var edits []edit
	for i := 0; i < len(body); {
		r, size := utf8.DecodeRune(body[i:])
		if markdown.Invisible(r) {
			at := d.o.Body + i
			edits = append(edits, edit{from: at, to: at + size, kind: Hidden, n: 1, leaf: -1})
		}
		i += size
	}
	d.take(edits, d.samePage)
	body = d.o.Text[d.o.Body:]
	if _, n := mendLetters(string(body)); n == 0 || bytes.IndexFunc(body, markdown.Invisible) >= 0 {
		return
	}
	edits = nil
	for _, p := range markdown.WordPlaces(body) {
		if with, n := mendLetters(string(body[p.From:p.To])); n > 0 {
			edits = append(edits, edit{from: d.o.Body + p.From, to: d.o.Body + p.To, with: with, kind: Letters, n: n, leaf: -1})
		}
	}
	d.take(edits, d.sameLinks)
}

// samePage tells whether a body makes the same page as before.
func (d *draft) samePage(o *content.Outline, _ []edit) bool {
	was, now := d.current(), d.convert(o)
	return was.HTML == now.HTML && was.Lead == now.Lead && likeRefs(was, now) && d.sameMatter(o)
}

// sameLinks tells whether a body leads to the same places as before and can be led to by the same
// anchors; its words may differ.
func (d *draft) sameLinks(o *content.Outline, _ []edit) bool {
	was, now := d.current(), d.convert(o)
	return likeRefs(was, now) && slices.Equal(was.Anchors, now.Anchors) && d.sameMatter(o) &&
		slices.EqualFunc(was.Headings, now.Headings, func(a, b markdown.Heading) bool { return a.ID == b.ID && a.Level == b.Level })
}

// current gives the page that the body makes as it is.
func (d *draft) current() *markdown.Document {
	if d.page == nil {
		d.page = d.convert(d.o)
	}
	return d.page
}

func (d *draft) convert(o *content.Outline) *markdown.Document {
	doc, _ := d.converter.Convert(d.file, 1, o.Text[o.Body:])
	return doc
}

func (d *draft) sameMatter(o *content.Outline) bool {
	return bytes.Equal(o.Text[:o.Body], d.o.Text[:d.o.Body])
}

func likeRefs(a, b *markdown.Document) bool {
	return slices.EqualFunc(a.Refs, b.Refs, func(a, b markdown.Ref) bool {
		return a.Kind == b.Kind && a.Dest == b.Dest && a.Span == b.Span
	})
}

// spaceEdits take away what ends lines without being seen, but for the two spaces
// that break a line of Markdown, and those in code and HTML.
func (d *draft) spaceEdits(from, to int) (edits []edit) {
	text := d.o.Text
	var verbatim []markdown.Range
	if from == d.o.Body {
		verbatim = markdown.VerbatimPlaces(text[from:to])
	}
	for at := from; at < to; {
		end := lineEnd(text, at)
		if end > to {
			end = to
		}
		line := text[at:end]
		kept := len(bytes.TrimRight(line, " \t"))
		for len(verbatim) > 0 && from+verbatim[0].To <= at {
			verbatim = verbatim[1:]
		}
		if len(verbatim) > 0 && from+verbatim[0].From < end {
			kept = len(line)
		}
		if kept < len(line) && !(from == d.o.Body && breaks(line[kept:], text[min(end+1, to):to])) {
			edits = append(edits, edit{from: at + kept, to: end, kind: Spaces, n: 1, leaf: -1})
		}
		at = end + 1
	}
	return edits
}

// breaks tells whether spaces at the end of a line may break it: two or more, and the text goes on.
func breaks(spaces, rest []byte) bool {
	return bytes.HasPrefix(spaces, []byte("  ")) && len(bytes.TrimSpace(rest[:lineEnd(rest, 0)])) > 0
}

// lastLine ends the file with a line feed.
func (d *draft) lastLine() []edit {
	n := len(d.o.Text)
	if n == 0 || d.o.Text[n-1] == '\n' {
		return nil
	}
	return []edit{{from: n, to: n, with: "\n", kind: LastLine, n: 1, leaf: -1}}
}
