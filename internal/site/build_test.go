package site

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

var zone = time.FixedZone("+07", 7*60*60)

// at reads "2021-05-27" or "2021-05-27 08:30" in the zone of the tests.
func at(s string) time.Time {
	form := "2006-01-02 15:04"
	if len(s) == len("2006-01-02") {
		form = form[:len(s)]
	}
	t, err := time.ParseInLocation(form, s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// now is when the sites of the tests are built.
var now = at("2021-12-01 09:00")

func names(list ...string) []content.Name {
	var out []content.Name
	for i, s := range list {
		out = append(out, content.Name{Text: s, Pos: content.Pos{Line: 4, Column: int32(i + 1)}})
	}
	return out
}

// body makes a document with a hole for each reference, on lines from 10; those with "!" in
// front are pictures, those that begin with "## " headings.
func body(refs ...string) *markdown.Document {
	d := &markdown.Document{}
	for i, r := range refs {
		if id, ok := strings.CutPrefix(r, "## "); ok {
			d.Headings = append(d.Headings, markdown.Heading{Level: 2, ID: id, Text: id})
			continue
		}
		ref := markdown.Ref{Line: 10 + i, Column: 3}
		if ref.Dest = strings.TrimPrefix(r, "!"); ref.Dest != r {
			ref.Kind = markdown.Image
		}
		d.Refs = append(d.Refs, ref)
	}
	return d
}

// sourceOf makes a site below https://example.org/news/ with two topics and three units.
func sourceOf(posts ...*content.Post) *content.Source {
	src := &content.Source{
		Settings: &content.Settings{
			Title: "Công đoàn", BaseURL: "https://example.org/news", Host: "example.org", Path: "/news",
			Language: "vi", Zone: zone, Permalink: "/{year}/{month}/{slug}/", PageSize: 20, Search: true,
		},
		Vocabulary: &content.Vocabulary{
			Kinds: []content.Kind{{ID: "hoi-nghi", Title: "Hội nghị"}, {ID: "hien-mau", Title: "Hiến máu"}, {ID: "khac", Title: "Khác"}},
			Metrics: []content.MetricDef{
				{ID: "so-cuoc", Title: "Số cuộc"}, {ID: "luot-nguoi", Title: "Lượt người"}, {ID: "luot-nu", Title: "Nữ"},
			},
		},
		Files: map[string]content.File{},
		Posts: posts,
	}
	for _, t := range []string{"phap-luat Pháp luật", "hoc-tap Học tập"} {
		id, title, _ := strings.Cut(t, " ")
		src.Topics = append(src.Topics, &content.Topic{Meta: meta("topics", id, title)})
	}
	for _, u := range []string{"thu-vien CĐCS Thư viện tỉnh", "so-noi-vu CĐCS Sở Nội vụ", "so-y-te CĐCS Sở Y tế"} {
		id, title, _ := strings.Cut(u, " ")
		src.Units = append(src.Units, &content.Unit{Meta: meta("units", id, title), Members: -1})
	}
	slices.SortFunc(src.Posts, func(x, y *content.Post) int { return strings.Compare(x.File, y.File) })
	return src
}

func meta(folder, id, title string) content.Meta {
	return content.Meta{
		File: "content/" + folder + "/" + id + ".md", Dir: "content/" + folder, ID: id, Title: title,
		TitlePos: content.Pos{Line: 2, Column: 8},
	}
}

// post makes a post of the topic phap-luat and the unit thu-vien in content/posts/NAME.md, or in a
// folder if the name ends with a slash; edits change it.
func post(name, date string, edits ...func(*content.Post)) *content.Post {
	file := "content/posts/" + name + ".md"
	if strings.HasSuffix(name, "/") {
		file = "content/posts/" + name + "index.md"
		name = strings.TrimSuffix(name, "/")
	}
	p := &content.Post{
		File: file, Dir: path.Dir(file), Title: path.Base(name), Slug: viet.Slug(path.Base(name)),
		Topics: names("phap-luat"), Units: names("thu-vien"),
		TitlePos: content.Pos{Line: 2, Column: 8}, SlugPos: content.Pos{Line: 3, Column: 7},
	}
	if date != "" {
		p.Date = viet.Moment{Time: at(date), DateOnly: !strings.Contains(date, ":")}
	}
	for _, edit := range edits {
		edit(p)
	}
	return p
}

func draft(p *content.Post)     { p.Draft = true }
func removed(p *content.Post)   { p.Removed = "Đã gỡ theo yêu cầu." }
func commended(p *content.Post) { p.Commended = true }

func expires(date string) func(*content.Post) {
	return func(p *content.Post) { p.Expires = at(date).AddDate(0, 0, 1) }
}

func slug(s string) func(*content.Post) { return func(p *content.Post) { p.Slug = s } }

func form(f content.Form) func(*content.Post) { return func(p *content.Post) { p.Form = f } }

func topics(list ...string) func(*content.Post) {
	return func(p *content.Post) { p.Topics = names(list...) }
}

func units(list ...string) func(*content.Post) {
	return func(p *content.Post) { p.Units = names(list...) }
}

func campaign(id string) func(*content.Post) {
	return func(p *content.Post) { p.Campaign = names(id)[0] }
}

func aliases(list ...string) func(*content.Post) {
	return func(p *content.Post) { p.Aliases = names(list...) }
}

func refs(list ...string) func(*content.Post) {
	return func(p *content.Post) { p.Body = body(list...) }
}

// act adds an activity: "id kind from to unit,unit metric=n …", "-" for what is not given; "+" adds aggregate.
func act(text string) func(*content.Post) {
	return func(p *content.Post) {
		f := strings.Fields(text)
		pos := content.Pos{Line: 6, Column: 5}
		a := content.Activity{Pos: pos, DatePos: pos, TimePos: pos, PlacePos: pos}
		word := func(i int) string {
			if f[i] == "-" {
				return ""
			}
			return f[i]
		}
		a.ID, a.Kind.Text = word(0), word(1)
		if w := word(2); w != "" {
			a.From, a.To = at(w), at(w)
		}
		if w := word(3); w != "" {
			a.To = at(w)
		}
		if w := word(4); w != "" {
			a.Units = names(strings.Split(w, ",")...)
		}
		for i, w := range f[5:] {
			if w == "+" {
				a.Aggregate = true
				continue
			}
			var n int64
			id, number, _ := strings.Cut(w, "=")
			fmt.Sscan(number, &n)
			a.Metrics = append(a.Metrics, content.Metric{ID: id, N: n, Pos: content.Pos{Line: 7, Column: int32(i + 1)}})
		}
		p.Activities = append(p.Activities, a)
	}
}

func files(src *content.Source, list ...string) *content.Source {
	for _, f := range list {
		src.Files[f] = content.File{Size: 1}
	}
	return src
}

func withCampaign(src *content.Source, id, from, to string) *content.Source {
	c := &content.Campaign{Meta: meta("campaigns", id, id), From: at(from)}
	if to != "" {
		c.To = at(to)
	}
	src.Campaigns = append(src.Campaigns, c)
	return src
}

// listed prints problems, one a line, with their arguments and suggestion.
// Spare pictures, of which the sources of tests have many, are not among them.
func listed(l diag.List) string {
	var b strings.Builder
	for _, d := range l.All() {
		if d.Code == "unused-picture" {
			continue
		}
		fmt.Fprintf(&b, "%s:%d %s %s %s", strings.TrimPrefix(d.File, "content/"), d.Line, d.Severity, d.Code, strings.Join(d.Args, "|"))
		if d.Suggestion != "" {
			fmt.Fprintf(&b, " → %s", d.Suggestion)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// healthy makes a site and fails if anything is wrong with it.
func healthy(t testing.TB, src *content.Source, o Options) *Site {
	t.Helper()
	if o.Now.IsZero() {
		o.Now = now
	}
	s, problems := New(src, o)
	if listed(problems) != "" {
		t.Fatalf("problems:\n%s", listed(problems))
	}
	return s
}

// urls joins the addresses of posts.
func urls(posts []*Post) string {
	var out []string
	for _, p := range posts {
		out = append(out, p.URL)
	}
	return strings.Join(out, " ")
}

// same compares two texts line by line for the reader.
func same(t testing.TB, what, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("%s:\ngot\n%s\nwant\n%s", what, strings.TrimSpace(got), strings.TrimSpace(want))
	}
}
