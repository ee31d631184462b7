package site

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/markdown"
)

// anyOf picks from a list.
func anyOf[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// randomPost makes a post of which anything may be odd.
func randomPost(r *rand.Rand, name string) *content.Post {
	date := anyOf(r, "2021-05-27", "2021-05-27 08:30", "2021-01-01 00:10", "2020-12-31 23:59", "2022-03-01", "2019-07-07", "2021-12-01 09:00")
	if r.IntN(15) == 0 {
		date = ""
	}
	p := post(name, date, form(content.Form(r.IntN(content.NumForms))), topics(anyOf(r, "phap-luat", "Học  tập", "zzz")),
		units(anyOf(r, "thu-vien", "so-y-te", "CĐCS Sở Nội vụ"), anyOf(r, "so-y-te", "Sở Mây")))
	edits := []func(*content.Post){
		draft, removed, commended, expires("2021-11-01"), slug(anyOf(r, "a", "A", "tin-moi", "", "trang")), campaign(anyOf(r, "he", "mo", "Tết")),
		aliases(anyOf(r, "/cu/", "/Cu/", "/2021/05/a/", "//", "/%zz", "/tin-moi/trang/2/", "/hoat-dong/2021/don-vi/x/", "x")),
		refs(anyOf(r, "a.md", "../b.md", "#x", "/2021/05/a/", "anh.jpg", "", "/", "?", "/%", "https://example.org/news", "//", "x:", "!/", "!x", "/tin-moi/trang/2/", "../../../..", "C:\\a", "."),
			anyOf(r, "!anh.jpg", "/2021/05/a/anh.jpg", "!//x", "/feed.xml", "/hoat-dong/2021/loai/hoi-nghi/", "/dot/he/danh-sach/", "mailto:", "https://example.org/newsx", "a.md#")),
		act(anyOf(r, "- hoi-nghi - - - so-cuoc=1", "x hien-mau 2021-05-01 2021-06-02 so-y-te,thu-vien luot-nguoi=5", "x hoi-nghi - - - luot-nguoi=5", "x zzz - - Sở luot-nguoi=6 la=1", "- khac - - - luot-nguoi=7 +")),
		func(p *content.Post) { p.Held = true }, func(p *content.Post) { p.Topics, p.Units = nil, nil },
		func(p *content.Post) {
			p.Cover = &content.Image{File: ref(anyOf(r, "content/posts/anh.jpg", "static/x.png", "", "content/posts/ANH.jpg"))}
		},
		func(p *content.Post) { p.Video = &content.Video{File: ref("content/posts/phim.mp4")} },
	}
	for _, edit := range edits {
		if r.IntN(5) == 0 {
			edit(p)
		}
	}
	return p
}

// randomSource makes a site of which anything may be odd.
func randomSource(r *rand.Rand) *content.Source {
	var posts []*content.Post
	for i := range r.IntN(60) {
		posts = append(posts, randomPost(r, fmt.Sprintf("%s%02d", anyOf(r, "a", "b", "thu-muc/"), i)+anyOf(r, "", "", "/")))
	}
	src := sourceOf(posts...)
	files(src, "content/posts/anh.jpg", "content/posts/phim.mp4", "static/x.png", "static/index.html")
	withCampaign(withCampaign(src, "he", "2021-05-01", "2021-07-31"), "mo", "2021-10-01", "")
	src.Settings.Permalink = anyOf(r, "/{year}/{month}/{slug}/", "/{year}/{month}/{slug}/", "/{slug}/", "/{topic}/{unit}/{day}/{slug}/", "")
	src.Units[0].Successor = names(anyOf(r, "so-y-te", "thu-vien", "Sở Mây"))[0]
	src.Units[1].From, src.Units[2].To = at("2021-02-01"), at("2021-06-01")
	src.Units[2].Aliases = names(anyOf(r, "so-noi-vu", "cu", "/tin-moi/", "CĐCS Sở Nội vụ"))
	src.Campaigns[0].Target = &content.Target{Metric: names("luot-nguoi")[0], Units: []content.UnitTarget{{Unit: names("so-y-te")[0]}}}
	src.Settings.Menu = []content.MenuItem{{Title: "x", URL: anyOf(r, "/", "x", "/a/", "/2021/05/")}}
	return src
}

// TestRandomSites: whatever a source holds, New does not panic, does not depend
// on the order in which it is given anything, and what it makes holds together.
func TestRandomSites(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		src := randomSource(r)
		o := Options{Now: now, Drafts: r.IntN(2) == 0, Future: r.IntN(2) == 0, HoldBack: r.IntN(3) > 0}
		s, problems := New(src, o)
		checkSums(t, s)
		if o.HoldBack {
			checkLive(t, s)
		}
		before := outline(s) + listed(problems)
		r.Shuffle(len(src.Posts), func(i, j int) { src.Posts[i], src.Posts[j] = src.Posts[j], src.Posts[i] })
		slices.Reverse(src.Units)
		slices.Reverse(src.Topics)
		s, problems = New(src, o)
		if after := outline(s) + listed(problems); after != before {
			t.Fatalf("seed %d: the order of the source matters:\n%s\nthen\n%s", seed, before, after)
		}
	}
}

// outline prints what a site is made of.
func outline(s *Site) string {
	var b strings.Builder
	for _, p := range s.All {
		fmt.Fprintln(&b, p.URL, p.State, p.CoverURL, p.Targets, urls(p.Related))
	}
	fmt.Fprintln(&b, urls(s.Posts), s.Redirects, s.Files, s.Menu, s.Held)
	b.WriteString(toldAs(s.Activities) + rollupAs(s.Rollup(Filter{})) + sourceURLs(s))
	for _, g := range s.Galleries {
		fmt.Fprintln(&b, g.URL, urls(g.List.Posts))
	}
	return b.String()
}

// checkSums: the months of a roll-up add up to its total, and no unit has more than the total.
func checkSums(t *testing.T, s *Site) {
	t.Helper()
	filters := []Filter{{}, {From: at("2021-01-01"), To: at("2021-12-31")}, {From: at("2021-05-01")}}
	for _, c := range s.Campaigns {
		filters = append(filters, Filter{Campaign: c}, Filter{Campaign: c, Unit: s.Units[0]})
	}
	for _, u := range s.Units {
		filters = append(filters, Filter{Unit: u})
	}
	for _, f := range filters {
		r := s.Rollup(f)
		posts, activities, forms := 0, 0, 0
		sums := map[string]int64{}
		for _, m := range r.Months {
			posts += m.Posts
			activities += m.Activities
			for _, x := range m.Metrics {
				sums[x.Metric.ID] += x.N
			}
		}
		for _, f := range r.Forms {
			forms += f.Posts
		}
		total := map[string]int64{}
		for _, x := range r.Metrics {
			total[x.Metric.ID] = x.N
		}
		if posts != r.Posts || activities != r.Activities || forms != r.Posts || !maps.Equal(sums, total) {
			t.Fatalf("months do not add up:\n%s", rollupAs(r))
		}
		for _, u := range r.Units {
			if u.Posts > r.Posts || u.Activities > r.Activities || u.Joint > u.Activities {
				t.Fatalf("a unit has too much:\n%s", rollupAs(r))
			}
		}
	}
}

// checkLive: with posts held back, every link leads to something that is there.
func checkLive(t *testing.T, s *Site) {
	t.Helper()
	live := map[string]bool{"/": true, "/feed.xml": true, s.Latest.URL: true, "/x.png": true, "/tin-moi/trang/2/": true}
	for _, p := range s.All {
		if live[p.URL] {
			t.Fatalf("two things at %s", p.URL)
		}
		live[p.URL] = true
	}
	for _, f := range s.Files {
		live[f.URL] = true
	}
	for i := range s.Sources {
		live[s.Sources[i].URL] = true
	}
	for _, p := range s.All {
		for i, target := range p.Targets {
			u, _, _ := strings.Cut(target.URL, "#")
			u, _, _ = strings.Cut(u, "?")
			if u != "" && !target.External && !strings.HasPrefix(u, "mailto:") && !live[u] {
				t.Fatalf("%s: %q leads to %q", p.URL, p.Body.Refs[i].Dest, u)
			}
		}
		for _, q := range p.Related {
			if q == p || q.State != Listed || !live[q.URL] {
				t.Fatalf("%s: related to %s", p.URL, q.URL)
			}
		}
	}
}

// TestNewIsDeterministic: the number of processors does not show, and the source is not written to.
func TestNewIsDeterministic(t *testing.T) {
	src := bigSource(1000)
	freeze := func() []byte {
		var b bytes.Buffer
		enc := gob.NewEncoder(&b)
		for _, p := range src.Posts {
			if err := enc.Encode([]any{p.File, p.Title, fmt.Sprint(p.Topics, p.Units, p.Activities, p.Body.Refs)}); err != nil {
				t.Fatal(err)
			}
		}
		return b.Bytes()
	}
	gob.Register([]markdown.Ref{})
	frozen := freeze()
	var want string
	for i := range 4 {
		old := runtime.GOMAXPROCS(1 + i*3)
		s, problems := New(src, Options{Now: now})
		runtime.GOMAXPROCS(old)
		got := outline(s) + listed(problems)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatal("two builds differ")
		}
	}
	if !bytes.Equal(frozen, freeze()) {
		t.Error("New changed its source")
	}
}
