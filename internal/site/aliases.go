package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// claimAliases claims the old addresses that lead to the pages of today.
func (b *builder) claimAliases() {
	slugs := func(d *doc, root string, names []content.Name) {
		for _, n := range names {
			switch {
			case strings.HasPrefix(n.Text, "/"):
				b.alias(d, n, aliasURL(n.Text))
			case viet.IsSlug(n.Text) && root+n.Text+"/" != d.url && b.free(root+n.Text+"/", root):
				b.alias(d, n, root+n.Text+"/")
			}
		}
	}
	s := b.s
	for _, t := range s.Topics {
		slugs(b.byFile[t.File], s.TopicsURL(), t.Aliases)
	}
	for _, u := range s.Units {
		slugs(b.byFile[u.File], s.UnitsURL(), u.Aliases)
	}
	for _, c := range s.Campaigns {
		slugs(b.byFile[c.File], s.CampaignsURL(), c.Aliases)
	}
	for _, p := range s.Pages {
		slugs(b.byFile[p.File], "/", p.Aliases)
	}
	for _, draft := range []bool{false, true} {
		for _, p := range slices.Backward(b.posts) {
			if p.Draft != draft || p.URL == "" {
				continue
			}
			for _, n := range p.Aliases {
				b.alias(b.doc(p), n, aliasURL(n.Text))
			}
		}
	}
	for _, c := range b.aliases {
		if file := b.fileAbove(c.url); file != nil {
			b.report(&b.problems, c.doc, c.pos, "alias-taken", "", c.url, file.owner())
		}
	}
}

// fileAbove finds a file that lies where an address needs a folder: "/cu.html" for "/cu.html/a/".
func (b *builder) fileAbove(u string) *claim {
	for dir := path.Dir(path.Clean(u)); dir != "/"; dir = path.Dir(dir) {
		if c := b.at(dir); c != nil {
			return c
		}
	}
	return nil
}

// free tells whether a former id may become an address: one that is another topic's or unit's id or
// name is reported with the names already.
func (b *builder) free(u, root string) bool {
	if root != b.s.TopicsURL() && root != b.s.UnitsURL() {
		return true
	}
	return b.at(u) == nil
}

// alias claims an old address for a page.
func (b *builder) alias(d *doc, n content.Name, u string) {
	if u == "" {
		b.report(&b.problems, d, n.Pos, "bad-alias", "", n.Text)
		return
	}
	if old := b.at(u); old != nil && !b.isAlias(old) {
		b.report(&b.problems, d, n.Pos, "alias-taken", "", u, old.owner())
		return
	}
	if b.reserved(u) {
		b.report(&b.problems, d, n.Pos, "alias-taken", "", u, u)
		return
	}
	if !isForPages(u) {
		b.report(&b.problems, d, n.Pos, "bad-alias", "", n.Text)
		return
	}
	c := claim{url: u, file: d.file, doc: d, pos: n.Pos}
	if b.claim(d, c) && (d.post == nil || d.post.published) {
		b.aliases = append(b.aliases, c)
	}
}

// isForPages tells whether a page that leads on may lie at an old address: not where browsers would run it or take it
// for a style, and not where hosts look for their orders.
func isForPages(u string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(u, "/")), "/")
	switch first {
	case "_headers", "_redirects", "_worker.js", "_routes.json", ".htaccess", "web.config", "cname":
		return false
	}
	switch strings.ToLower(extension(u)) {
	case ".js", ".mjs", ".cjs", ".css", ".json", ".svg", ".wasm":
		return false
	}
	return true
}

// isAlias tells whether a claim is that of an old address.
func (b *builder) isAlias(c *claim) bool { return c.doc != nil && c.url != c.doc.url && !c.poster }

// aliasURL gives an old address in the form of addresses here, "" when no page
// can lie there; nor do pages lie in .git or .well-known.
func aliasURL(text string) string {
	if strings.Contains(text, "%") {
		if plain, err := url.PathUnescape(text); err == nil {
			text = viet.NFC(plain)
		}
	}
	if !isPath(text) || strings.Contains(text, "/.") || strings.ContainsAny(text, "?#\\") || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7F }) {
		return ""
	}
	return pageAddress(text)
}

// pageAddress cleans a path and gives it the slash at its end that pages have, unless its end names a file.
func pageAddress(p string) string {
	clean := path.Clean(p)
	if base := path.Base(clean); base == "index.html" {
		clean = path.Dir(clean)
	} else if extension(base) != "" && !strings.HasSuffix(p, "/") {
		return clean
	}
	if clean == "/" {
		return clean
	}
	return clean + "/"
}
