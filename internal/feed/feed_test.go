package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"

	"github.com/mmcdole/gofeed"
)

var zone = time.FixedZone("+07", 7*60*60)

func at(day, hour int) viet.Moment {
	return viet.Moment{Time: time.Date(2021, 5, day, hour, 0, 0, 0, zone)}
}

func meta(kind, id, title string) content.Meta {
	dir := "content/" + kind
	return content.Meta{File: dir + "/" + id + ".md", Dir: dir, ID: id, Title: title, Body: &markdown.Document{}}
}

// source is a site with a topic, a unit and a campaign, and no posts.
func source(base string) *content.Source {
	host, path, _ := strings.Cut(strings.TrimPrefix(base, "https://"), "/")
	if path != "" {
		path = "/" + path
	}
	return &content.Source{
		Settings: &content.Settings{
			Title: "Công đoàn & đoàn viên", Description: "Bản tin <của> công đoàn", BaseURL: base, Host: host, Path: path, Language: "vi",
			Zone: zone, Permalink: "/{year}/{month}/{slug}/", PageSize: 20, Organization: content.Organization{Name: "Công đoàn Viên chức tỉnh"},
		},
		Vocabulary: &content.Vocabulary{},
		Topics:     []*content.Topic{{Meta: meta("topics", "phap-luat", "Pháp luật")}},
		Units:      []*content.Unit{{Meta: meta("units", "so-noi-vu", "CĐCS Sở Nội vụ"), Members: -1}},
		Campaigns:  []*content.Campaign{{Meta: meta("campaigns", "bau-cu", "Bầu cử"), From: at(1, 0).Time}},
		Pages:      []*content.Page{{Meta: meta("pages", "gioi-thieu", "Giới thiệu")}},
		Files:      map[string]content.File{},
	}
}

func post(slug, title string, date viet.Moment) *content.Post {
	return &content.Post{
		File: "content/posts/" + slug + ".md", Dir: "content/posts", Title: title, Date: date, Slug: slug,
		Topics: []content.Name{{Text: "phap-luat"}}, Units: []content.Name{{Text: "so-noi-vu"}},
		Summary: "Tóm tắt của " + title, Body: &markdown.Document{HTML: "<p>Nội dung: " + slug + " &amp; hết.</p>\n"},
	}
}

func build(t testing.TB, src *content.Source, pics map[string]media.Picture) (*site.Site, *output.Tree) {
	t.Helper()
	s, problems := site.New(src, site.Options{Now: at(28, 8).Time})
	for _, d := range problems.All() {
		t.Errorf("the sample has a problem: %s %s %q", d.File, d.Code, d.Args)
	}
	tree := new(output.Tree)
	Files(tree, s, pics)
	return s, tree
}

func read(t testing.TB, tree *output.Tree, path string) string {
	t.Helper()
	f, ok := tree.Get(path)
	if !ok {
		t.Fatalf("there is no %s", path)
	}
	var once, twice bytes.Buffer
	if err := errors.Join(f.Render(&once), f.Render(&twice)); err != nil {
		t.Fatal(err)
	}
	if once.String() != twice.String() {
		t.Errorf("%s differs when rendered twice", path)
	}
	return once.String()
}

func wellFormed(t testing.TB, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s is no XML: %v", name, err)
		}
	}
}

func parse(t testing.TB, name, text string) *gofeed.Feed {
	t.Helper()
	f, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

// rich is a post with all that a feed tells.
func rich() *content.Post {
	p := post("hoc-bac", "Học và làm theo Bác", at(27, 8))
	p.Updated = at(27, 15)
	p.Author = "Nguyễn Thị Hòa"
	p.Campaign = content.Name{Text: "bau-cu"}
	p.Cover = &content.Image{File: content.FileRef{Path: "content/posts/bìa.jpg", Text: "bìa.jpg"}, Alt: `Hội trường "lớn"`, Caption: "Hội nghị", Credit: "Ảnh: Hà"}
	p.Attachments = []content.Attachment{{File: content.FileRef{Path: "content/posts/ke-hoach.pdf", Text: "ke-hoach.pdf"}}}
	p.Video = &content.Video{YouTube: "dQw4w9WgXcQ"}
	const body = "<h2 id=\"muc\">Mục</h2>\n<p>Xem bài trước, xem mục.</p>\n"
	link := func(text, dest string) markdown.Ref {
		i := strings.Index(body, text)
		return markdown.Ref{Kind: markdown.Link, Open: i, Close: i + len(text), Dest: dest}
	}
	p.Body = &markdown.Document{
		HTML:     body,
		Refs:     []markdown.Ref{link("bài trước", "/2021/05/truoc/"), link("mục", "#muc")},
		Headings: []markdown.Heading{{Level: 2, ID: "muc", Text: "Mục"}},
	}
	return p
}

func richSource() *content.Source {
	src := source("https://example.org/tin")
	src.Posts = []*content.Post{rich(), post("truoc", "Bài trước", at(20, 9))}
	src.Files["content/posts/bìa.jpg"] = content.File{Size: 10}
	src.Files["content/posts/ke-hoach.pdf"] = content.File{Size: 10}
	return src
}

func TestFeedsOfSite(t *testing.T) {
	_, tree := build(t, richSource(), map[string]media.Picture{"content/posts/bìa.jpg": {Width: 1200, Height: 800}})
	const address = "https://example.org/tin/2021/05/hoc-bac/"
	for _, name := range []string{"feed.xml", "rss.xml", "feed.json"} {
		text := read(t, tree, name)
		f := parse(t, name, text)
		if f.Title != "Công đoàn & đoàn viên" || f.Description != "Bản tin <của> công đoàn" || f.Link != "https://example.org/tin/" ||
			f.FeedLink != "https://example.org/tin/"+name || f.Language != "vi" {
			t.Errorf("%s: title, description, addresses or language: %q %q %q %q %q", name, f.Title, f.Description, f.Link, f.FeedLink, f.Language)
		}
		if len(f.Items) != 2 {
			t.Fatalf("%s has %d items", name, len(f.Items))
		}
		it := f.Items[0]
		if it.Title != "Học và làm theo Bác" || it.GUID != address || it.Link != address {
			t.Errorf("%s: title or address: %q %q %q", name, it.Title, it.GUID, it.Link)
		}
		if it.PublishedParsed == nil || !it.PublishedParsed.Equal(at(27, 8).Time) || !strings.Contains(it.Published, "+07") {
			t.Errorf("%s: published %q", name, it.Published)
		}
		if name != "rss.xml" && (it.UpdatedParsed == nil || !it.UpdatedParsed.Equal(at(27, 15).Time)) {
			t.Errorf("%s: updated %q", name, it.Updated)
		}
		var authors []string
		for _, a := range it.Authors {
			authors = append(authors, a.Name)
		}
		if it.DublinCoreExt != nil {
			authors = it.DublinCoreExt.Creator
		}
		if got := fmt.Sprint(authors); got != "[Nguyễn Thị Hòa CĐCS Sở Nội vụ]" {
			t.Errorf("%s: authors %s", name, got)
		}
		if len(it.Categories) != 2 {
			t.Errorf("%s: categories %q", name, it.Categories)
		}
		for _, want := range []string{
			`<figure><img src="` + address + `b%C3%ACa.jpg" alt="Hội trường &#34;lớn&#34;" width="1200" height="800"><figcaption>Hội nghị Ảnh: Hà</figcaption></figure>`,
			`<a href="https://example.org/tin/2021/05/truoc/">bài trước</a>`, `<a href="` + address + `#muc">`,
			`<p><a href="` + address + `ke-hoach.pdf">ke-hoach.pdf</a></p>`, "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
		} {
			if !strings.Contains(it.Content, want) {
				t.Errorf("%s lacks %s in:\n%s", name, want, it.Content)
			}
		}
		if strings.Contains(it.Content, `="/`) {
			t.Errorf("%s: an address is not whole:\n%s", name, it.Content)
		}
		if it.Description != "Tóm tắt của Học và làm theo Bác" {
			t.Errorf("%s: summary %q", name, it.Description)
		}
	}
	atom := parse(t, "feed.xml", read(t, tree, "feed.xml"))
	if n := len(atom.Items[0].Enclosures); n != 2 {
		t.Errorf("%d enclosures, want cover and attachment", n)
	}
	if !atom.UpdatedParsed.Equal(at(27, 15).Time) {
		t.Errorf("the feed was updated %s", atom.Updated)
	}
	if rss := read(t, tree, "rss.xml"); !strings.Contains(rss, `<guid isPermaLink="true">`) || !strings.Contains(rss, `medium="image" width="1200"`) {
		t.Error("rss.xml lacks permalink or picture")
	}
}

func TestFeedPaths(t *testing.T) {
	_, tree := build(t, richSource(), nil)
	for _, folder := range []string{"", "chu-de/phap-luat/", "don-vi/so-noi-vu/", "dot/bau-cu/", "tin/", "bai-viet/", "hinh-anh/", "infographic/", "video/", "van-ban/", "thong-bao/"} {
		text := read(t, tree, folder+"feed.xml")
		wellFormed(t, folder, text)
		f := parse(t, folder, text)
		if f.Link != "https://example.org/tin/"+folder || f.FeedLink != f.Link+"feed.xml" {
			t.Errorf("%s leads to %s", folder, f.Link)
		}
		if file, _ := tree.Get(folder + "feed.xml"); file.Kind != output.Feed {
			t.Errorf("%s is of kind %d", folder, file.Kind)
		}
	}
	if tree.Len() != 11+2+3 {
		t.Errorf("%d files", tree.Len())
	}
}

func TestFeedHoldsTwenty(t *testing.T) {
	src := source("https://example.org")
	for i := range 25 {
		src.Posts = append(src.Posts, post(fmt.Sprintf("bai-%02d", i), fmt.Sprintf("Bài %d", i), at(1+i, 8)))
	}
	_, tree := build(t, src, nil)
	for _, name := range []string{"feed.xml", "rss.xml", "feed.json", "don-vi/so-noi-vu/feed.xml"} {
		f := parse(t, name, read(t, tree, name))
		if len(f.Items) != 20 || f.Items[0].Title != "Bài 24" || f.Items[19].Title != "Bài 5" {
			t.Errorf("%s: %d items, first %q", name, len(f.Items), f.Items[0].Title)
		}
	}
}

// atomRequired are the elements that RFC 4287 (4.1.1, 4.1.2) asks for, once each.
func atomRequired(t *testing.T, name, text string) {
	t.Helper()
	var f struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      []string `xml:"id"`
		Title   []string `xml:"title"`
		Updated []string `xml:"updated"`
		Entries []struct {
			ID      []string `xml:"id"`
			Title   []string `xml:"title"`
			Updated []string `xml:"updated"`
			Names   []string `xml:"author>name"`
		} `xml:"entry"`
		Names []string `xml:"author>name"`
	}
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	once := func(what string, values []string) {
		if len(values) != 1 || values[0] == "" {
			t.Errorf("%s: %s is %q", name, what, values)
		}
	}
	once("id", f.ID)
	once("title", f.Title)
	once("updated", f.Updated)
	once("author", f.Names)
	if _, err := time.Parse(time.RFC3339, f.Updated[0]); err != nil {
		t.Error(err)
	}
	for _, e := range f.Entries {
		once("entry id", e.ID)
		once("entry title", e.Title)
		once("entry updated", e.Updated)
		if len(e.Names) == 0 {
			t.Errorf("%s: an entry has no author", name)
		}
	}
}

func TestAtomRequired(t *testing.T) {
	_, full := build(t, richSource(), nil)
	_, empty := build(t, source("https://example.org"), nil)
	for _, tree := range []*output.Tree{full, empty} {
		for _, name := range []string{"feed.xml", "tin/feed.xml", "chu-de/phap-luat/feed.xml"} {
			atomRequired(t, name, read(t, tree, name))
		}
	}
	if text := read(t, empty, "feed.xml"); !strings.Contains(text, "<updated>1970-01-01T07:00:00+07:00</updated>") {
		t.Errorf("an empty feed has another time:\n%s", text)
	}
	f := parse(t, "feed.json", read(t, empty, "feed.json"))
	if len(f.Items) != 0 || !strings.Contains(read(t, empty, "feed.json"), `"items": []`) {
		t.Error("an empty JSON feed has no list of items")
	}
	parse(t, "rss.xml", read(t, empty, "rss.xml"))
}

func TestHostileText(t *testing.T) {
	for _, title := range []string{
		"]]>", "<script>alert(1)</script>", `"dấu" 'nháy' & <b>`, "Chúc mừng 🎉👩‍👩‍👧", "a\x00b\x0bc\x1fd", "\ufffe\uffff", "ﾃ\uff21", "hỏng \xff\xfe", "&amp; &nbsp; &#0;", "\u2028\u202e",
	} {
		src := source("https://example.org")
		p := post("la", title, at(20, 8))
		p.Author, p.Summary = title, title
		p.Body = &markdown.Document{HTML: "<p>]]&gt; \x02 ]]> " + strings.ToValidUTF8(title, "\ufffd") + "</p>"} // files are UTF-8
		src.Posts = []*content.Post{p}
		src.Settings.Title = title
		_, tree := build(t, src, nil)
		want := clean(title)
		for _, name := range []string{"feed.xml", "rss.xml", "news-sitemap.xml", "sitemap.xml"} {
			wellFormed(t, name, read(t, tree, name))
		}
		for _, name := range []string{"feed.xml", "rss.xml"} {
			var doc struct {
				Atom string `xml:"entry>title"`
				RSS  string `xml:"channel>item>title"`
			}
			if err := xml.Unmarshal([]byte(read(t, tree, name)), &doc); err != nil {
				t.Fatal(err)
			}
			if got := doc.Atom + doc.RSS; got != want {
				t.Errorf("%s: the title is %q, want %q", name, got, want)
			}
		}
		var doc jsonFeed
		if err := json.Unmarshal([]byte(read(t, tree, "feed.json")), &doc); err != nil {
			t.Fatal(err)
		}
	}
}

// clean is what of a text XML can hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// FuzzEscape asserts that any text, in an element and in an attribute, makes
// XML that reads back as the text without the characters XML cannot hold.
func FuzzEscape(f *testing.F) {
	f.Add("]]>&\"'<")
	f.Add("\ufffe\xef\xbf")
	f.Fuzz(func(t *testing.T, text string) {
		var w bytes.Buffer
		w.WriteString("<a")
		line := strings.NewReplacer("\n", "", "\t", "").Replace(text) // attributes fold these
		attr(&w, "b", line)
		w.WriteString(">")
		escapeText(&w, text)
		w.WriteString("</a>")
		var got struct {
			B    string `xml:"b,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(w.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.Text != clean(text) || got.B != clean(line) {
			t.Fatalf("%q gives %q and %q", text, got.Text, got.B)
		}
	})
}

// BenchmarkStageFeeds renders all feeds and sitemaps of a site of 1,000 posts of common length, on one processor. Each
// feed holds twenty posts, so what grows with a site is the sitemap.
func BenchmarkStageFeeds(b *testing.B) {
	const posts = 1000
	src := source("https://example.org")
	paragraph := "<p>Công đoàn cơ sở tổ chức hội nghị học tập nghị quyết cho đoàn viên &amp; người lao động.</p>\n"
	for i := range posts {
		date := at(28, 7)
		date.Time = date.Add(-time.Duration(i) * 40 * time.Hour)
		p := post(fmt.Sprintf("bai-%04d", i), "Bài", date)
		p.Body = &markdown.Document{HTML: strings.Repeat(paragraph, 40)}
		src.Posts = append(src.Posts, p)
	}
	s, _ := build(b, src, nil)
	var w bytes.Buffer
	size, files := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		tree := new(output.Tree)
		Files(tree, s, nil)
		size, files = 0, tree.Len()
		for _, f := range tree.Files() {
			w.Reset()
			if err := f.Render(&w); err != nil {
				b.Fatal(err)
			}
			size += w.Len()
		}
	}
	b.SetBytes(int64(size))
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*files), "µs/file")
}
