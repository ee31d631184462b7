package site

import (
	"path"
	"slices"
	"strings"
	"sync"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// nearby finds what an editor may have meant by a name that leads nowhere. Its
// indexes are made when the first mistake asks for them: a healthy site pays nothing.
type nearby struct {
	src   *content.Source
	files sync.Once
	// lower maps paths in lower case to files, folders the names in a folder, bases the slug of a name to the files that have it.
	lower   map[string]string
	folders map[string][]string
	bases   map[string][]string

	pages sync.Once
	// slugs maps the last part of an address to the pages that end with it, parents an address to those one step below.
	slugs, parents map[string][]string
}

// indexFiles makes the indexes of files.
func (b *builder) indexFiles() {
	n := &b.near
	n.files.Do(func() {
		all := make([]string, 0, len(n.src.Files)+len(b.byFile))
		for f := range n.src.Files {
			all = append(all, f)
		}
		for f := range b.byFile {
			all = append(all, f)
		}
		slices.Sort(all)
		n.lower = make(map[string]string, len(all))
		n.folders, n.bases = make(map[string][]string), make(map[string][]string, len(all))
		for _, f := range all {
			n.lower[strings.ToLower(f)] = f
			dir, base := path.Dir(f), path.Base(f)
			if base == "index.md" { // a folder post is known by its folder
				dir, base = path.Dir(dir), path.Base(dir)
			}
			n.folders[dir] = append(n.folders[dir], path.Base(base))
			n.bases[viet.Slug(base)] = append(n.bases[viet.Slug(base)], f)
		}
	})
}

// indexPages makes the indexes of addresses.
func (b *builder) indexPages() {
	n := &b.near
	n.pages.Do(func() {
		n.slugs, n.parents = make(map[string][]string, len(b.claims)), make(map[string][]string)
		for i := range b.claims {
			u := b.claims[i].url
			dir, slug := splitPage(u)
			n.slugs[slug] = append(n.slugs[slug], u)
			n.parents[dir] = append(n.parents[dir], u)
		}
		for _, list := range n.slugs {
			slices.Sort(list)
		}
		for _, list := range n.parents {
			slices.Sort(list)
		}
	})
}

// splitPage splits "/2021/05/a/" into "/2021/05" and "a", in lower case.
func splitPage(u string) (dir, slug string) {
	u = strings.ToLower(strings.TrimSuffix(u, "/"))
	i := strings.LastIndexByte(u, '/')
	if i < 0 {
		return "", u
	}
	return u[:i], u[i+1:]
}

// nowhere reports a link or picture that leads nowhere.
func (r *resolver) nowhere(d *doc, l link) {
	if l.image {
		if strings.HasPrefix(l.path, "/") {
			l.path = "static" + path.Clean(l.path)
		}
		r.missing(d, l)
		return
	}
	if !strings.HasPrefix(l.path, "/") {
		if right := r.rightCase(l.path); right != "" {
			r.report(&r.problems, d, l.pos, "file-case", relative(d.dir, right), l.text)
			return
		}
		r.broken(d, l, r.nearFile(d.dir, l.text))
		return
	}
	r.broken(d, l, r.nearPage(l.path))
}

func (r *resolver) broken(d *doc, l link, suggestion string) {
	r.report(&r.problems, d, l.pos, "broken-link", suggestion, l.text)
}

// missing reports a file that does not exist, or exists with other capitals:
// both are the same on Windows and macOS, but not on the web.
func (r *resolver) missing(d *doc, l link) {
	if right := r.rightCase(l.path); right != "" {
		r.report(&r.problems, d, l.pos, "file-case", relative(d.dir, right), l.text)
		return
	}
	dir, base := path.Split(l.path)
	suggestion := nearest(base, r.near.folders[path.Clean(dir)])
	if suggestion != "" {
		suggestion = relative(d.dir, dir+suggestion)
	}
	r.report(&r.problems, d, l.pos, "missing-file", suggestion, l.text)
}

// rightCase finds the file whose path differs in case only.
func (b *builder) rightCase(p string) string {
	b.indexFiles()
	if f := b.near.lower[strings.ToLower(p)]; f != p {
		return f
	}
	return ""
}

// nearFile suggests what a relative reference may have meant: the same with
// slashes the right way round or with its ending, a file of that name elsewhere, a near
// name in the same folder, or a web address without its beginning.
func (b *builder) nearFile(from, text string) string {
	b.indexFiles()
	p, _, _ := splitURL(strings.ReplaceAll(strings.TrimSpace(text), `\`, "/"))
	full := path.Join(from, p)
	for _, try := range []string{full, full + ".md"} {
		if _, ok := b.near.lower[strings.ToLower(try)]; ok {
			return relative(from, b.near.lower[strings.ToLower(try)])
		}
	}
	base := path.Base(full)
	for _, name := range []string{base, base + ".md"} {
		if same := b.near.bases[viet.Slug(name)]; len(same) > 0 {
			return relative(from, same[0])
		}
	}
	if near := nearest(base, b.near.folders[path.Dir(full)]); near != "" {
		return relative(from, path.Join(path.Dir(full), near))
	}
	if host, _, _ := strings.Cut(p, "/"); strings.HasPrefix(host, "www.") || strings.HasSuffix(host, ".vn") || strings.HasSuffix(host, ".com") {
		return "https://" + p
	}
	return ""
}

// nearPage suggests an address: the same with other capitals or in another
// month, else a near one beside it.
func (b *builder) nearPage(u string) string {
	b.indexPages()
	u = pageAddress(u)
	if c := b.at(u); c != nil {
		return c.url
	}
	dir, slug := splitPage(u)
	if same := b.near.slugs[slug]; len(same) > 0 && len(slug) > len("2021") {
		return same[0]
	}
	beside := b.near.parents[dir]
	slugs := make([]string, len(beside))
	for i, a := range beside {
		_, slugs[i] = splitPage(a)
	}
	if near := nearest(slug, slugs); near != "" {
		return beside[slices.Index(slugs, near)]
	}
	return ""
}

// nearest is viet.Nearest over few enough candidates to be quick.
func nearest(name string, candidates []string) string {
	const most = 2000
	s, _ := viet.Nearest(name, candidates[:min(len(candidates), most)])
	return s
}

// relative gives the path to a file as it is written in a folder of content/;
// static files are written from the site's root.
func relative(from, to string) string {
	if static, ok := strings.CutPrefix(to, "static/"); ok {
		return "/" + static
	}
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
