package site

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/markdown"
)

// bulletins is sourceOf with bulletins of so many months.
func bulletins(months int, posts ...*content.Post) *content.Source {
	src := sourceOf(posts...)
	src.Settings.Bulletin.Months = months
	return src
}

func part(p content.Part) func(*content.Post) { return func(c *content.Post) { c.Bulletin = p } }

func length(n int) func(*content.Post) {
	return func(c *content.Post) { c.Body = &markdown.Document{Words: n} }
}

func TestBulletins(t *testing.T) {
	posts := []*content.Post{
		post("a", "2021-11-30"), post("b", "2021-10-01"), post("c", "2021-07-09"), post("d", "2021-06-30 23:59"), post("e", "2020-12-31"),
		post("mai", "2022-01-01"), post("nhap", "2021-09-01", draft),
	}
	for months, want := range map[int]string{
		0: "",
		1: "/ban-tin/2021/11/ 11 a\n/ban-tin/2021/quy-4/ 0 a b",
		3: "/ban-tin/2021/11/ 11 a\n/ban-tin/2021/10/ 10 b\n/ban-tin/2021/07/ 7 c\n/ban-tin/2021/quy-4/ 0 a b\n/ban-tin/2021/quy-3/ 0 c",
		content.All: "/ban-tin/2021/11/ 11 a\n/ban-tin/2021/10/ 10 b\n/ban-tin/2021/07/ 7 c\n/ban-tin/2021/06/ 6 d\n/ban-tin/2020/12/ 12 e\n" +
			"/ban-tin/2021/quy-4/ 0 a b\n/ban-tin/2021/quy-3/ 0 c\n/ban-tin/2021/quy-2/ 0 d\n/ban-tin/2020/quy-4/ 0 e",
	} {
		s := healthy(t, bulletins(months, posts...), Options{})
		var got strings.Builder
		for _, b := range s.Bulletins() {
			fmt.Fprint(&got, b.URL, " ", b.Number)
			for _, p := range b.Posts {
				fmt.Fprint(&got, " ", p.Slug)
			}
			fmt.Fprintln(&got)
		}
		same(t, fmt.Sprint(months, " months"), got.String(), want)
	}
}

// Any month can be asked for; numbers count from the first that the settings name.
func TestBulletinOfAnyTime(t *testing.T) {
	src := bulletins(1, post("a", "2021-11-30"), post("e", "2019-02-28"))
	src.Settings.Bulletin.FirstYear, src.Settings.Bulletin.FirstMonth = 2019, 2
	s := healthy(t, src, Options{})
	if b := s.MonthBulletin(2019, 2); b.Number != 1 || urls(b.Posts) != "/2019/02/e/" || b.To.Format("2/1/2006") != "28/2/2019" {
		t.Errorf("%+v", b)
	}
	if b := s.MonthBulletin(2021, 11); b.Number != 34 {
		t.Errorf("November 2021 has number %d", b.Number)
	}
	if b := s.MonthBulletin(2018, 12); b.Number != 0 || len(b.Posts) > 0 {
		t.Errorf("before the first: %+v", b)
	}
	if b := s.QuarterBulletin(2019, 1); b.Number != 0 || len(b.Posts) != 1 || b.From.Format("2/1/2006") != "1/1/2019" {
		t.Errorf("%+v", b)
	}
}

func TestBulletinContents(t *testing.T) {
	sheet := func(c *content.Post) {
		c.Form = content.Infographic
		c.Images = []content.Image{{Alt: "x", File: content.FileRef{Path: "content/posts/x.png", Text: "x.png"}}}
	}
	src := bulletins(1,
		post("moi-nhat", "2021-11-30", length(900)),
		post("bo", "2021-11-29", part(content.PartSkip)),
		post("hinh", "2021-11-28", sheet, part(content.PartFull)),
		post("van-ban", "2021-11-27", func(c *content.Post) { c.Form = content.Document; c.Commended = true }),
		post("hay", "2021-11-26", length(900), func(c *content.Post) { c.Commended = true }),
		post("ngan", "2021-11-25", topics("hoc-tap"), length(90)),
		post("dai-ca-bai", "2021-11-24", topics("hoc-tap"), length(900), part(content.PartFull), func(c *content.Post) { c.Form = content.Notice }),
		post("ngan-tom-tat", "2021-11-23", topics("hoc-tap", "phap-luat"), length(10), part(content.PartSummary)),
	)
	src.Files["content/posts/x.png"] = content.File{Size: 1}
	s := healthy(t, src, Options{})
	c := s.Bulletins()[0].Contents()
	var got strings.Builder
	fmt.Fprintln(&got, "lead", c.Lead.Slug, c.Lead.InFull, "sheet", c.Sheet.Slug, c.Sheet.InFull, "more", c.More)
	for _, x := range c.Sections {
		fmt.Fprint(&got, x.Topic.ID)
		for _, i := range x.Items {
			fmt.Fprint(&got, " ", i.Slug, " ", i.InFull)
		}
		fmt.Fprintln(&got, len(x.Lines))
	}
	want := "lead hay false sheet hinh true more 0\n"
	for _, topic := range s.Topics {
		switch topic.ID {
		case "hoc-tap":
			want += "hoc-tap ngan true dai-ca-bai true ngan-tom-tat false0\n"
		case "phap-luat":
			want += "phap-luat moi-nhat false van-ban false0\n"
		}
	}
	same(t, "contents", got.String(), want)
	sections, more := s.Bulletins()[0].Reading()
	n := 0
	for _, x := range sections {
		n += len(x.Items)
	}
	if n != 7 || more != 0 {
		t.Errorf("%d are read, %d more", n, more)
	}
}

// However many there are: 60 have a text, those first that their editors want, and no post is lost.
func TestBulletinOfMany(t *testing.T) {
	var posts []*content.Post
	for i := range 700 {
		posts = append(posts, post(fmt.Sprintf("p%03d", i), fmt.Sprintf("2021-11-%02d", 1+i%28)))
	}
	posts[0].Bulletin = content.PartSummary // the oldest day
	b := healthy(t, bulletins(1, posts...), Options{}).Bulletins()[0]
	c := b.Contents()
	items, lines, first := 0, 0, false
	for _, s := range c.Sections {
		items, lines = items+len(s.Items), lines+len(s.Lines)
		for _, i := range s.Items {
			first = first || i.Slug == "p000"
		}
	}
	if items != 60 || lines != 540 || c.More != 99 || c.Lead == nil || !first {
		t.Errorf("%d items, %d lines, %d more, with the wanted one: %v", items, lines, c.More, first)
	}
	if _, more := b.Reading(); more != 640 {
		t.Errorf("%d are not read", more)
	}
}

func TestBulletinAddresses(t *testing.T) {
	s, problems := New(bulletins(1,
		post("a", "2021-11-30"), post("b", "2021-01-30"),
		post("links", "2021-11-01", func(c *content.Post) {
			c.Body = body("/ban-tin/", "/ban-tin/2021/11/", "/ban-tin/2021/11/doc/", "/ban-tin/2021/quy-4/", "/ban-tin/2021/01/")
		}),
		post("alias", "2021-11-02", func(c *content.Post) { c.Aliases = names("/ban-tin/2021/11/doc/") }),
	), Options{Now: now})
	got := listed(problems)
	if s == nil || strings.Count(got, "\n") > 2 || !strings.Contains(got, "/ban-tin/2021/01/") || !strings.Contains(got, "/ban-tin/2021/11/doc/") {
		t.Errorf("only the link to a month without a bulletin and the old address at one are wrong:\n%s", got)
	}
}
