package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// maxQuoted is how much of a text a message repeats, in characters.
const maxQuoted = 40

// checkKey warns of what spoils a title or summary without being seen.
func (r *reader) checkKey(root *node, name string) {
	n := root.get(name)
	if n == nil || viet.IsEveryday(n.text) {
		return
	}
	s, pos := n.text, n.pos
	if i := strings.IndexFunc(s, viet.IsHidden); i >= 0 {
		c, _ := utf8.DecodeRuneInString(s[i:])
		r.report(pos, "invisible-character", fmt.Sprintf("U+%04X", c))
	}
	if encoding, i := viet.Legacy(s); encoding != "" {
		r.report(pos, "legacy-encoding", wordAt(s, i))
		return
	}
	if c, _, i := viet.LookAlike(s); c != 0 {
		r.report(pos, "look-alike-letter", wordAt(s, i))
	}
}

// visible leaves hidden characters out.
func visible(s string) string {
	if viet.IsEveryday(s) || strings.IndexFunc(s, viet.IsHidden) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		if viet.IsHidden(c) {
			return -1
		}
		return c
	}, s)
}

// wordAt gives the word around the byte at i.
func wordAt(s string, i int) string {
	i = min(i, len(s))
	start := strings.LastIndexAny(s[:i], " \t\n") + 1
	end := len(s)
	if n := strings.IndexAny(s[i:], " \t\n"); n >= 0 {
		end = i + n
	}
	return viet.Excerpt(s[start:end], maxQuoted)
}

// checkPersonal warns of numbers by which a person can be found, in the title,
// the summary and the body of a post.
func (r *reader) checkPersonal(p *Post, root *node, m matter) {
	if kind, _ := viet.LooksPersonal(p.Title); kind != "" {
		r.report(p.TitlePos, "personal-number")
	}
	if n := root.get("summary"); n != nil {
		if kind, _ := viet.LooksPersonal(p.Summary); kind != "" {
			r.report(n.pos, "personal-number")
		}
	}
	if r.summariesOnly {
		return
	}
	if kind, i := viet.LooksPersonalBytes(m.body); kind != "" {
		r.report(newPlaces(m.body, m.bodyLine).of(i), "personal-number")
	}
}

// salvage takes from a post whose front matter cannot be read what its address
// is made of, line by line. Its problems were reported already.
func (r *reader) salvage(p *Post, m matter) {
	found := node{shape: dict}
	for line := range strings.Lines(string(m.block[:min(len(m.block), int(limits.FrontMatter))])) {
		name, value, ok := strings.Cut(line, ":")
		if !ok || m.syntax == tomlSyntax {
			name, value, ok = strings.Cut(line, "=")
		}
		name = strings.Trim(name, " \t\"{")
		value, _, _ = strings.Cut(value, " #")
		value = strings.Trim(value, " \t\r\n\"',")
		switch name {
		case "title", "date", "slug", "draft":
			if ok && value != "" && found.get(name) == nil {
				found.fields = append(found.fields, field{key: name, value: node{shape: scalar, text: value}})
			}
		}
	}
	reported := r.problem
	in := postMatter{Post: p}
	readKeys(r, &found, postKeys, &in)
	r.namePost(p, in.slug)
	r.problem = reported
	if p.Draft {
		r.lower()
	}
	p.Held = r.held()
	p.TitlePos, p.DatePos, p.SlugPos = Pos{1, 1}, Pos{1, 1}, Pos{1, 1}
}
