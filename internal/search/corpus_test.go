package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

var corpusWords = strings.Fields(`công đoàn cơ sở trao quà cho đoàn viên khó khăn hội nghị tập huấn kỹ năng chuyển đổi số phong trào thi đua
sáng kiến học bổng hiến máu nhân đạo an toàn lao động chăm lo đời sống thăm hỏi bệnh viện trường học tư vấn pháp luật nghị quyết kế hoạch
kết quả chất lượng đổi mới thủ tục hành chính môi trường xanh phường xã tỉnh đơn vị tổ chức tham gia triển khai thực hiện phối hợp tổng kết`)

var zone = time.FixedZone("", 7*60*60)

// emptySite is a site with topics, units and a campaign, and no posts.
func emptySite() *site.Site {
	s := &site.Site{
		Settings: &content.Settings{Search: true, Path: "/ban-tin", Title: "Bản tin"},
		Lang:     lang.For("vi"), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, zone),
		Abbreviations: []content.Abbreviation{{Short: "CĐCS", Long: "công đoàn cơ sở"}, {Short: "GD&ĐT", Long: "Giáo dục và Đào tạo"},
			{Short: "CBCC", Long: "cán bộ, công chức"}},
	}
	for i := range 12 {
		s.Topics = append(s.Topics, &site.Topic{Topic: &content.Topic{Meta: content.Meta{ID: fmt.Sprintf("chu-de-%d", i), Title: fmt.Sprintf("Chủ đề số %d", i)}}})
	}
	for i := range 60 {
		m := content.Meta{ID: fmt.Sprintf("don-vi-%d", i), Title: fmt.Sprintf("Công đoàn cơ sở Sở số %d", i)}
		if i%2 == 0 {
			m.Short, m.Aliases = fmt.Sprintf("Sở %d", i), []content.Name{{Text: fmt.Sprintf("CĐCS sở %d", i)}}
		}
		s.Units = append(s.Units, &site.Unit{Unit: &content.Unit{Meta: m}})
	}
	s.Campaigns = []*site.Campaign{{Campaign: &content.Campaign{Meta: content.Meta{ID: "dot-1", Title: "Tháng Công nhân"}}}}
	return s
}

// addPost puts a post before those of a site: it is the newest.
func addPost(s *site.Site, p *content.Post, topics, units []int) *site.Post {
	n := len(s.Posts)
	if p.Date.IsZero() {
		p.Date = viet.Moment{Time: time.Date(2019, 3, 1, 8, 0, 0, 0, zone).Add(time.Duration(n) * 31 * time.Hour)}
	}
	post := &site.Post{Post: p, URL: fmt.Sprintf("/bai-%d/", n)}
	for _, i := range topics {
		post.Topics = append(post.Topics, s.Topics[i])
	}
	for _, i := range units {
		post.Units = append(post.Units, s.Units[i])
	}
	s.Posts = append([]*site.Post{post}, s.Posts...)
	return post
}

// corpus is a site of n posts as long as those of internal/build: the same for the same n.
func corpus(n int) *site.Site {
	s := emptySite()
	r := rand.New(rand.NewPCG(uint64(n), 7))
	words := func(count int) string {
		w := make([]string, count)
		for i := range w {
			w[i] = corpusWords[r.IntN(len(corpusWords))]
		}
		return strings.Join(w, " ")
	}
	posts := make([]*site.Post, 0, n)
	for i := range n {
		var b strings.Builder
		for p := range 8 {
			if p == 4 {
				fmt.Fprintf(&b, "<h2 id=\"a\">%s</h2>\n<ul>\n<li><strong>%s</strong>: %s</li>\n<li>%s</li>\n</ul>\n", words(6), words(2), words(12), words(15))
			}
			fmt.Fprintf(&b, "<p>%s.</p>\n", words(45))
		}
		p := &content.Post{Title: words(12), Summary: words(20), Body: &markdown.Document{HTML: b.String()}}
		one := *s
		post := addPost(&one, p, []int{r.IntN(12)}, []int{r.IntN(60)})
		post.URL, p.Date.Time = fmt.Sprintf("/bai-%d/", i), time.Date(2019, 3, 1, 8, 0, 0, 0, zone).Add(time.Duration(i)*time.Hour)
		posts = append(posts, post)
	}
	for i := range posts {
		s.Posts = append(s.Posts, posts[n-1-i])
	}
	return s
}

// rendered gives all files of an index, by path.
func rendered(tb testing.TB, s *site.Site, o Options) map[string][]byte {
	tb.Helper()
	var t output.Tree
	Files(&t, s, o)
	if c := t.Finish(); len(c) > 0 {
		tb.Fatal("files at one path: ", c)
	}
	all := make(map[string][]byte)
	for _, f := range t.Files() {
		var w bytes.Buffer
		if err := f.Render(&w); err != nil {
			tb.Fatal(err)
		}
		all[f.Path] = w.Bytes()
	}
	return all
}

// BenchmarkStageSearch makes the index of 10,000 posts, on all processors, and renders its files.
func BenchmarkStageSearch(b *testing.B) {
	const posts = 10_000
	s := corpus(posts)
	postings := 0
	for _, forms := range read(b, rendered(b, s, Options{}), "tim-kiem/").postings {
		for _, list := range forms {
			postings += len(list)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var w bytes.Buffer
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		t := new(output.Tree)
		Files(t, s, Options{})
		size = 0
		for _, f := range t.Files() {
			w.Reset()
			if err := f.Render(&w); err != nil {
				b.Fatal(err)
			}
			size += w.Len()
		}
	}
	runtime.ReadMemStats(&after)
	b.SetBytes(int64(size))
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*posts), "µs/post")
	// All that is allocated, so no more can be held at one time.
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N*postings), "B/posting")
}
