package site

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// everyState is one post of each state, all with a picture, an activity and an old address.
func everyState() *content.Source {
	with := func(p *content.Post) {
		aliases("/cu/" + p.Slug + "/")(p)
		act("- hoi-nghi - - - so-cuoc=1")(p)
		commended(p)
		refs("anh.jpg")(p)
	}
	return files(sourceOf(
		post("thuong", "2021-05-01", with), post("nhap", "2021-05-02", with, draft), post("hen", "2021-12-01 09:01", with),
		post("het-han", "2021-05-03", with, expires("2021-11-30")), post("con-han", "2021-05-04", with, expires("2021-12-01")),
		post("go", "2021-05-05", with, removed), post("khong-ngay", "", with, draft),
	), "content/posts/anh.jpg")
}

func TestStates(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"default", Options{}, `
lists: /2021/05/con-han/ /2021/05/thuong/
pages: /2021/05/con-han/ /2021/05/go/ /2021/05/het-han/ /2021/05/thuong/
topic: /2021/05/con-han/ /2021/05/thuong/
models: /2021/05/con-han/ /2021/05/thuong/
activities: /2021/05/con-han/ /2021/05/het-han/ /2021/05/thuong/
counted: 3 3
files: /2021/05/con-han/anh.jpg /2021/05/het-han/anh.jpg /2021/05/thuong/anh.jpg
redirects: /cu/con-han/ /cu/go/ /cu/het-han/ /cu/thuong/`},
		{"drafts and future", Options{Drafts: true, Future: true}, `
lists: /2021/12/hen/ /2021/05/con-han/ /2021/05/nhap/ /2021/05/thuong/
pages: /2021/05/con-han/ /2021/05/go/ /2021/05/het-han/ /2021/05/nhap/ /2021/05/thuong/ /2021/12/hen/
topic: /2021/12/hen/ /2021/05/con-han/ /2021/05/nhap/ /2021/05/thuong/
models: /2021/12/hen/ /2021/05/con-han/ /2021/05/nhap/ /2021/05/thuong/
activities: /2021/12/hen/ /2021/05/con-han/ /2021/05/het-han/ /2021/05/nhap/ /2021/05/thuong/
counted: 5 5
files: /2021/05/con-han/anh.jpg /2021/05/het-han/anh.jpg /2021/05/nhap/anh.jpg /2021/05/thuong/anh.jpg /2021/12/hen/anh.jpg
redirects: /cu/con-han/ /cu/go/ /cu/hen/ /cu/het-han/ /cu/nhap/ /cu/thuong/`},
	} {
		s := healthy(t, everyState(), c.o)
		var b strings.Builder
		fmt.Fprintf(&b, "lists: %s\npages: %s\ntopic: %s\nmodels: %s\nactivities:", urls(s.Posts), urls(s.All), urls(s.Topics[1].List.Posts), urls(s.Models.Posts))
		for _, a := range s.Activities {
			b.WriteString(" " + urls(a.Posts))
		}
		r := s.Rollup(Filter{})
		fmt.Fprintf(&b, "\ncounted: %d %d\nfiles:", r.Posts, r.Activities)
		for _, f := range s.Files {
			b.WriteString(" " + f.URL)
		}
		b.WriteString("\nredirects:")
		for _, f := range s.Redirects {
			b.WriteString(" " + f.From)
		}
		same(t, c.name, b.String(), c.want)
		for _, p := range s.All {
			if gone := p.State == Removed; gone && (p.Related != nil || p.Activities != nil || p.Topics != nil || p.Targets != nil || p.Prev != nil) {
				t.Errorf("%s: something of %s is left", c.name, p.URL)
			}
			if p.Draft != (p.Slug == "nhap") || p.Future != (p.Slug == "hen") {
				t.Errorf("%s: %s: draft %v, future %v", c.name, p.URL, p.Draft, p.Future)
			}
		}
	}
}

func TestNeighboursAndUpdated(t *testing.T) {
	s := healthy(t, sourceOf(
		post("a", "2021-05-01"), post("b", "2021-05-01"), post("c", "2021-05-02 07:00", func(p *content.Post) {
			p.Updated = viet.Moment{Time: at("2021-06-01")}
		}), post("d", "2021-05-03", expires("2021-05-04")),
	), Options{})
	same(t, "order", urls(s.Posts), "/2021/05/c/ /2021/05/b/ /2021/05/a/")
	b := s.Posts[1]
	if b.Next != s.Posts[0] || b.Prev != s.Posts[2] || s.Posts[0].Next != nil || s.Posts[2].Prev != nil {
		t.Error("neighbours are wrong")
	}
	if !s.Updated.Equal(at("2021-05-02 07:00")) { // a mended post is no newer post
		t.Error("updated", s.Updated)
	}
	if empty := healthy(t, sourceOf(), Options{}); !empty.Updated.IsZero() || empty.Latest == nil || len(empty.Archive) != 0 {
		t.Error("an empty site is not empty")
	}
}

func TestListsAndGalleries(t *testing.T) {
	src := sourceOf(
		post("tin", "2021-05-01"),
		post("anh1", "2020-05-01", form(content.Photos), topics("hoc-tap", "phap-luat", "Học tập")),
		post("anh2", "2021-01-01 00:10", form(content.Photos), units("so-y-te", "thu-vien"), campaign("bau-cu")),
		post("info", "2021-02-01", form(content.Infographic), topics("hoc-tap"), commended),
	)
	withCampaign(src, "bau-cu", "2021-01-01", "")
	s := healthy(t, src, Options{})
	var b strings.Builder
	line := func(l *List) { fmt.Fprintf(&b, "%s: %s\n", l.URL, urls(l.Posts)) }
	line(s.Latest)
	line(s.Models)
	for _, l := range []*List{s.Forms[content.News], s.Forms[content.Photos], s.Forms[content.Infographic], s.Forms[content.VideoForm]} {
		line(l)
	}
	for _, x := range s.Topics {
		line(&x.List)
	}
	for _, u := range s.Units {
		line(&u.List)
	}
	line(&s.Campaigns[0].List)
	for _, g := range s.Galleries {
		line(&g.List)
	}
	for _, y := range s.Archive {
		fmt.Fprintln(&b, y.Year, y.Posts)
		for _, m := range y.Months {
			line(&m.List)
		}
	}
	same(t, "lists", b.String(), `
/tin-moi/: /2021/05/tin/ /2021/02/info/ /2021/01/anh2/ /2020/05/anh1/
/mo-hinh-hay/: /2021/02/info/
/tin/: /2021/05/tin/
/hinh-anh/: /2021/01/anh2/ /2020/05/anh1/
/infographic/: /2021/02/info/
/video/: 
/chu-de/hoc-tap/: /2021/02/info/ /2020/05/anh1/
/chu-de/phap-luat/: /2021/05/tin/ /2021/01/anh2/ /2020/05/anh1/
/don-vi/so-noi-vu/: 
/don-vi/so-y-te/: /2021/01/anh2/
/don-vi/thu-vien/: /2021/05/tin/ /2021/02/info/ /2021/01/anh2/ /2020/05/anh1/
/dot/bau-cu/: /2021/01/anh2/
/hinh-anh/chu-de/hoc-tap/: /2020/05/anh1/
/hinh-anh/chu-de/phap-luat/: /2021/01/anh2/ /2020/05/anh1/
/hinh-anh/2021/: /2021/01/anh2/
/hinh-anh/2020/: /2020/05/anh1/
/infographic/chu-de/hoc-tap/: /2021/02/info/
/infographic/2021/: /2021/02/info/
2021 3
/luu-tru/2021/05/: /2021/05/tin/
/luu-tru/2021/02/: /2021/02/info/
/luu-tru/2021/01/: /2021/01/anh2/
2020 1
/luu-tru/2020/05/: /2020/05/anh1/`)
}

// TestArchiveHasActivities: a month exists for an activity that began in it, or an expired post.
func TestArchiveHasActivities(t *testing.T) {
	s := healthy(t, sourceOf(
		post("a", "2021-05-01", act("- hoi-nghi 2020-12-31 2021-01-02 -"), act("- hoi-nghi 2021-12-02 - -"), act("- hoi-nghi 2021-12-01 - -")),
		post("b", "2021-03-01", expires("2021-03-02")),
	), Options{})
	var got []string
	for _, y := range s.Archive {
		for _, m := range y.Months {
			got = append(got, fmt.Sprintf("%s%d%d", m.URL, len(m.List.Posts), len(m.Activities)))
		}
	}
	same(t, "months", strings.Join(got, " "), "/luu-tru/2021/12/01 /luu-tru/2021/05/10 /luu-tru/2021/03/00 /luu-tru/2020/12/01")
	if len(s.Posts[0].Activities) != 3 {
		t.Error("the post shows", len(s.Posts[0].Activities), "activities")
	}
}

func TestRelated(t *testing.T) {
	src := sourceOf(
		post("goc", "2021-05-10", campaign("bau-cu")),
		post("dot", "2020-01-01", campaign("bau-cu"), topics("hoc-tap"), units("so-y-te")),
		post("gan", "2021-05-11"),
		post("xa", "2019-05-11"),
		post("chu-de", "2021-05-12", units("so-y-te")),
		post("don-vi", "2021-05-09", topics("hoc-tap"), units("so-y-te", "thu-vien")),
		post("la", "2021-05-10", topics("hoc-tap"), units("so-y-te")),
	)
	withCampaign(src, "bau-cu", "2021-01-01", "")
	s := healthy(t, src, Options{})
	for _, p := range s.Posts {
		if p.Slug == "goc" {
			same(t, "related", urls(p.Related), "/2021/05/gan/ /2019/05/xa/ /2021/05/chu-de/ /2020/01/dot/")
		}
	}
}

// TestRelatedIsBest: in lists that are short enough to be looked through
// wholly, nobody is closer than those that were picked.
func TestRelatedIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		src := sourceOf()
		for i := range relatedReach {
			src.Posts = append(src.Posts, post(fmt.Sprint("p", i), fmt.Sprintf("2021-%02d-10", 1+r.IntN(11)),
				topics([]string{"hoc-tap", "phap-luat"}[r.IntN(2)]), units([]string{"thu-vien", "so-y-te"}[r.IntN(2)])))
		}
		src.Posts[0].Expires = at("2021-11-11")
		s := healthy(t, src, Options{})
		for _, p := range s.All {
			var best []*Post
			for _, q := range s.Posts {
				if q != p && (q.Topics[0] == p.Topics[0] || q.Units[0] == p.Units[0]) {
					best = append(best, q)
				}
			}
			slices.SortStableFunc(best, func(x, y *Post) int { return kinship(p, y) - kinship(p, x) })
			if got, want := urls(p.Related), urls(best[:min(4, len(best))]); got != want {
				t.Fatalf("%s: %s, want %s", p.URL, got, want)
			}
		}
	}
}
