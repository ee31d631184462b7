package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
)

// fewPages is how many pages may have the same problem before it is the layout's, and told once.
const fewPages = 5

// manyPages is how many problems of one kind without a place are told one by one.
const manyPages = 20

// covers are the findings that a build has told of the same file under another code.
var covers = map[string]string{"heading-order": "heading-jump"}

// report turns what was found into problems with places. What many pages have alike comes from a layout and is told
// once: where it is written, or else with the number of pages.
func (c *checker) report() diag.List {
	var l diag.List
	told := make(map[string]bool)
	for _, d := range c.Known {
		told[d.File+" "+d.Code] = true
	}
	slices.SortStableFunc(c.findings, func(a, b finding) int {
		return cmp.Or(strings.Compare(a.code, b.code), strings.Compare(a.raw, b.raw), slices.Compare(a.args, b.args), cmp.Compare(a.page, b.page))
	})
	var loose []groupOf // without a place, of one code
	for i := 0; i < len(c.findings); {
		end := i + 1
		for end < len(c.findings) && alike(&c.findings[i], &c.findings[end]) {
			end++
		}
		group := slices.DeleteFunc(slices.Clone(c.findings[i:end]), func(f finding) bool {
			known := covers[f.code]
			return known != "" && told[c.files[f.page].Source+" "+known]
		})
		if group = slices.CompactFunc(group, func(a, b finding) bool { return a.page == b.page }); len(group) > 0 {
			placed, rest := c.group(group)
			l.Add(placed...)
			loose = append(loose, rest...)
		}
		if end == len(c.findings) || c.findings[end].code != c.findings[i].code {
			l.Add(c.loose(loose)...)
			loose = nil
		}
		i = end
	}
	return l
}

// groupOf is a finding that so many pages have. file and pos are where a layout has it, if one does.
type groupOf struct {
	finding
	pages int
	file  string
	pos   content.Pos
}

// loose gives the problems of findings of one code that have no place in the source of their page. What
// one place of a layout does to many pages is told once, also when it is another value on each. Many without any place come from a
// layout all the same; but pages that nothing leads to are each to be named.
func (c *checker) loose(all []groupOf) (out []diag.Diagnostic) {
	slices.SortStableFunc(all, func(a, b groupOf) int {
		return cmp.Or(strings.Compare(a.file, b.file), cmp.Compare(a.pos.Line, b.pos.Line), cmp.Compare(a.pos.Column, b.pos.Column), cmp.Compare(a.page, b.page))
	})
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].file == all[i].file && all[end].pos == all[i].pos {
			end++
		}
		g := all[i:end]
		if g[0].file != "" || len(g) > manyPages && g[0].code != "orphan-page" {
			pages := 0
			for j := range g {
				pages += g[j].pages
			}
			nearest := slices.MinFunc(g, func(a, b groupOf) int { return c.nearer(a.page, b.page) })
			nearest.pages = pages
			g = []groupOf{nearest}
		}
		for j := range g {
			out = append(out, c.looseProblem(&g[j]))
		}
		i = end
	}
	return out
}

// nearer compares pages by how short their addresses are.
func (c *checker) nearer(a, b int32) int {
	return cmp.Or(cmp.Compare(len(c.address(a)), len(c.address(b))), cmp.Compare(a, b))
}

func (c *checker) looseProblem(g *groupOf) diag.Diagnostic {
	file, pos := g.file, g.pos
	if file == "" && g.pages == 1 {
		file = c.files[g.page].Source
		if strings.HasPrefix(file, "static/") {
			pos, _ = c.sources.find(file, g.raw)
		}
	}
	return c.problem(&g.finding, file, pos, g.pages)
}

// alike tells whether two findings are the same. A heading of a layout follows others of each page.
func alike(a, b *finding) bool {
	return a.code == b.code && a.raw == b.raw && (a.code == "heading-order" || slices.Equal(a.args, b.args))
}

// group gives the problems with a place that stand for one finding on several pages, or else what is left of it.
func (c *checker) group(all []finding) (out []diag.Diagnostic, rest []groupOf) {
	for i := range all {
		if e := c.sources.entry(c.files[all[i].page].Path); e != nil {
			if pos, ok := c.placeIn(e, &all[i]); ok {
				out = append(out, c.problem(&all[i], e.file, pos, 1))
			}
		}
	}
	if len(out) > 0 && len(out) <= max(fewPages, len(all)/2) {
		return out, nil // what shows the same elsewhere comes from there
	}
	// The page nearest to home stands for the others.
	first := slices.MinFunc(all, func(a, b finding) int { return c.nearer(a.page, b.page) })
	raw := first.raw
	if first.code == "heading-order" {
		raw = ">" + raw + "<" // its text
	}
	if file, pos, ok := c.sources.inLayouts(raw); ok {
		return nil, []groupOf{{first, len(all), file, pos}}
	}
	if len(all) > fewPages {
		return nil, []groupOf{{finding: first, pages: len(all)}}
	}
	if len(out) > 0 {
		return out, nil
	}
	for i := range all {
		rest = append(rest, groupOf{finding: all[i], pages: 1})
	}
	return nil, rest
}

// placeIn finds where in its source what is wrong with a page was written.
func (c *checker) placeIn(e *entry, f *finding) (content.Pos, bool) {
	switch f.code {
	case "page-title-twice", "page-title-long", "preview-title":
		return e.title, true
	case "description-twice", "description-long":
		return c.sources.find(e.file, c.facts[f.page].description)
	case "heading-order":
		return c.sources.find(e.file, f.raw)
	case "preview-picture-heavy", "preview-picture-small", "preview-picture-type":
		if len(e.pictures) > 0 {
			return e.pictures[0].pos, true
		}
	}
	if f.raw == "" {
		return content.Pos{}, false
	}
	return c.sources.place(e, f.raw)
}

// problem is the problem of so many pages, at a place.
func (c *checker) problem(f *finding, file string, pos content.Pos, pages int) diag.Diagnostic {
	page := c.Site.Settings.Path + c.address(f.page)
	if pages > 1 {
		page += " (+" + strconv.Itoa(pages-1) + ")"
	}
	d := diag.New(file, int(pos.Line), int(pos.Column), f.code, append(slices.Clone(f.args), page)...)
	e := c.sources.entry(c.files[f.page].Path)
	switch {
	case f.softer, e != nil && e.draft:
		d.Severity = diag.Warning
	case f.harder:
		d.Severity = diag.Error
	}
	return d
}
