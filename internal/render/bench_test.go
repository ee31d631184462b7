package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"bantin/internal/output"
	embedded "bantin/layouts"
	"bantin/static"
)

// big is a site of 1,000 posts without pictures; page 20 of its list of all posts is in the middle.
func big(tb testing.TB, layouts fs.FS) *renderer {
	var b strings.Builder
	b.WriteString("-- content/site.yaml --\ntitle: Bản tin\nbase_url: https://example.org/\n")
	for i := range 12 {
		fmt.Fprintf(&b, "-- content/topics/t%d.md --\n---\ntitle: Chủ đề %d\n---\n", i, i)
	}
	for i := range 60 {
		fmt.Fprintf(&b, "-- content/units/u%d.md --\n---\ntitle: CĐCS Đơn vị %d\n---\n", i, i)
	}
	text := strings.Repeat("Đoạn văn kể lại một việc làm của đoàn viên trong tuần qua ở đơn vị. ", 8)
	for i := range 1000 {
		fmt.Fprintf(&b, "-- content/posts/p%d.md --\n---\ntitle: Bài số %d về một hoạt động của đoàn viên\ndate: 2021-%02d-%02d 08:30\ntopic: t%d\nunit: u%d\nsummary: Tóm tắt của bài số %d, một câu.\nactivities:\n  - {kind: hoi-nghi, luot-nguoi: %d}\n---\n%s\n\n## Mục\n\n%s[bài khác](p%d.md)\n",
			i, i, i%12+1, i%28+1, i%12, i%60, i, i+1, text, text, (i+7)%1000)
	}
	r := newRenderer(Input{Site: load(tb, files(b.String())), Layouts: layouts, Static: static.FS})
	if err := r.addStatic(new(output.Tree)); err != nil {
		tb.Fatal(err)
	}
	problems, err := r.parseLayouts()
	problems = append(problems, r.makeFrame()...)
	if err != nil || len(problems) > 0 {
		tb.Fatal(err, problems)
	}
	return r
}

// plain is a set of layouts as short as those that other generators are measured with.
func plain() fs.FS {
	all := fstest.MapFS{}
	names, _ := fs.Glob(embedded.FS, "*.html")
	for _, name := range names {
		data, _ := fs.ReadFile(embedded.FS, name)
		all[name] = &fstest.MapFile{Data: data}
	}
	set := func(name, text string) { all[name] = &fstest.MapFile{Data: []byte(text)} }
	set("card.html", `<article class="card"><h3><a href="{{.URL}}">{{.Title}}</a></h3><p class="meta"><time datetime="{{.Date.ISO}}">{{.Date.Text}}</time> {{.Topic}} {{.Unit}}</p><p>{{.Summary}}</p></article>`)
	set("list.html", `{{define "main"}}<h1>{{.Title}}</h1>{{.Cards}}{{with .Pager}}<nav>{{with .Prev}}<a rel="prev" href="{{.}}">Trước</a>{{end}} {{.Number}}/{{.Count}} {{with .Next}}<a rel="next" href="{{.}}">Sau</a>{{end}}</nav>{{end}}{{end}}`)
	set("post.html", `{{define "main"}}<article>{{.Crumbs}}<h1>{{.Title}}</h1>
<p class="meta"><time datetime="{{.DateTime}}">{{.Date.Text}}</time> {{range .Units}}<a href="{{.URL}}">{{.Title}}</a>{{end}} {{.Author}}</p>
<p class="lead">{{.Summary}}</p>
{{range .Activities}}<dl><dt>Hình thức</dt><dd>{{.Kind}}</dd>{{range .Figures}}<dt>{{.Label}}</dt><dd>{{.N}}</dd>{{end}}</dl>{{end}}
<div class="body">{{.Body}}</div>
<ul class="share"><li><a href="{{.Share.Facebook}}">Facebook</a></li></ul>
<section><h2>Cùng chủ đề</h2>{{.Related}}</section>
<nav>{{with .Older}}<a rel="prev" href="{{.URL}}">{{.Title}}</a>{{end}} {{with .Newer}}<a rel="next" href="{{.URL}}">{{.Title}}</a>{{end}}</nav></article>{{end}}`)
	return all
}

func benchPosts(b *testing.B, layouts fs.FS) {
	r := big(b, layouts)
	for _, p := range r.s.All {
		r.card(p)
	}
	var w bytes.Buffer
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		w.Reset()
		if err := r.postPage(r.s.All[i%1000]).Render(&w); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.SetBytes(int64(w.Len()))
}

func BenchmarkPostPage(b *testing.B)      { benchPosts(b, embedded.FS) }
func BenchmarkPostPagePlain(b *testing.B) { benchPosts(b, plain()) }

func benchLists(b *testing.B, layouts fs.FS) {
	r := big(b, layouts)
	l := r.s.Latest
	trail := r.makeTrail()
	var w bytes.Buffer
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		w.Reset()
		n := i%50 + 1
		f := r.pageFile(r.s.PageURL(l, n), "", func(r *leaf) (*layout, any) {
			return r.layouts.list, r.listView(l, n, "Tin mới", "Tất cả.", "", trail, l.Posts[(n-1)*20:n*20], r.pager(l, n, 50))
		})
		if err := f.Render(&w); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkListPage(b *testing.B)      { benchLists(b, embedded.FS) }
func BenchmarkListPagePlain(b *testing.B) { benchLists(b, plain()) }

func BenchmarkCard(b *testing.B) {
	r := big(b, embedded.FS)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		v := r.cardView(r.s.All[i%1000])
		pooled(func(w *bytes.Buffer) { execute(w, r.layouts.card, &v) })
		i++
	}
}

func BenchmarkLayouts(b *testing.B) {
	r := big(b, embedded.FS)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.parseLayouts(); err != nil {
			b.Fatal(err)
		}
	}
}
