package site

import (
	"fmt"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// bigSource makes a healthy site of n posts over ten years, by 60 units on 12
// topics, each with two links and a picture, every second with an activity.
func bigSource(n int) *content.Source {
	src := sourceOf()
	src.Topics, src.Units = nil, nil
	for i := range 12 {
		src.Topics = append(src.Topics, &content.Topic{Meta: meta("topics", fmt.Sprintf("chu-de-%d", i), fmt.Sprintf("Chủ đề số %d", i))})
	}
	for i := range 60 {
		src.Units = append(src.Units, &content.Unit{Meta: meta("units", fmt.Sprintf("don-vi-%d", i), fmt.Sprintf("CĐCS Đơn vị %d", i))})
	}
	for i := range 10 {
		withCampaign(src, fmt.Sprintf("dot-%d", i), fmt.Sprintf("20%d-05-01", 11+i), "")
	}
	src.Posts = make([]*content.Post, n)
	src.Files = make(map[string]content.File, n)
	for i := range n {
		date := at("2021-11-30").Add(-time.Duration(i) * time.Duration(10*365*24*3600/n) * time.Second)
		name := fmt.Sprintf("%s/bai-viet-so-%06d", date.Format("2006/01"), i)
		p := post(name, "", topics(fmt.Sprintf("Chủ đề số %d", i*7%12)), units(fmt.Sprintf("don-vi-%d", i*11%60)), form(content.Form(i%content.NumForms)))
		p.Date = viet.Moment{Time: date}
		if i%5 == 0 {
			p.Units = append(p.Units, names(fmt.Sprintf("CĐCS Đơn vị %d", i*13%60))...)
			p.Campaign = names(fmt.Sprintf("dot-%d", i%10))[0]
		}
		if i%2 == 0 {
			act(fmt.Sprintf("- hoi-nghi - - - so-cuoc=1 luot-nguoi=%d", i%300))(p)
		}
		picture := p.Dir + "/" + p.Slug + ".jpg"
		src.Files[picture] = content.File{Size: 1}
		p.Cover = &content.Image{File: content.FileRef{Path: picture, Text: p.Slug + ".jpg"}}
		p.Body = &markdown.Document{Refs: []markdown.Ref{
			{Dest: "/chu-de/chu-de-3/"}, {Dest: p.Slug + ".md"}, {Kind: markdown.Image, Dest: p.Slug + ".jpg"},
		}}
		src.Posts[i] = p
	}
	return src
}

// BenchmarkStageSite makes a site of what 10,000 files say: names resolved, addresses, lists, links, related posts, activities.
func BenchmarkStageSite(b *testing.B) {
	const posts = 10_000
	src := bigSource(posts)
	b.ReportAllocs()
	for b.Loop() {
		New(src, Options{Now: now})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*posts), "µs/post")
}

// unionSource is a site of n posts, every second with an activity, over ten
// years, with the usual vocabulary: 60 units, 20 topics, 5 campaigns.
func unionSource(b *testing.B, n int) *content.Source {
	usual, err := content.Load(fstest.MapFS{}, content.Options{})
	if err != nil {
		b.Fatal(err)
	}
	src := bigSource(n)
	src.Vocabulary = usual.Vocabulary
	src.Campaigns = src.Campaigns[:5]
	for i := len(src.Topics); i < 20; i++ {
		src.Topics = append(src.Topics, &content.Topic{Meta: meta("topics", fmt.Sprintf("chu-de-%d", i), fmt.Sprintf("Chủ đề số %d", i))})
	}
	for i, p := range src.Posts {
		p.Topics = names(fmt.Sprintf("chu-de-%d", i%20))
		if p.Campaign.Text != "" {
			p.Campaign = names(fmt.Sprintf("dot-%d", i/5%5))[0]
		}
		for j := range p.Activities {
			kind := &src.Vocabulary.Kinds[i/2%len(src.Vocabulary.Kinds)]
			p.Activities[j].Kind.Text = kind.ID
			for _, id := range kind.Metrics {
				p.Activities[j].Metrics = append(p.Activities[j].Metrics, content.Metric{ID: id, N: int64(i % 90)})
			}
		}
	}
	return src
}

// BenchmarkRollups makes the roll-ups of all years, months, campaigns and units
// of a site of 10,000 posts and 5,000 activities, on one processor: its time is
// that of the processor, the collection of garbage with it.
func BenchmarkRollups(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	s, _ := New(unionSource(b, 10_000), Options{Now: now}) // with warnings: campaigns overlap at random
	if len(s.Posts) != 10_000 || len(s.Activities) != 5_000 || len(s.Units) != 60 || len(s.Topics) != 20 || len(s.Campaigns) != 5 {
		b.Fatal(len(s.Posts), len(s.Activities), len(s.Units), len(s.Topics), len(s.Campaigns))
	}
	b.ReportAllocs()
	for b.Loop() {
		s.Rollup(Filter{})
		for _, c := range s.Campaigns {
			s.Rollup(Filter{Campaign: c})
		}
		for _, u := range s.Units {
			s.Rollup(Filter{Unit: u})
		}
		for _, y := range s.Archive {
			s.Rollup(Filter{From: time.Date(y.Year, 1, 1, 0, 0, 0, 0, zone), To: time.Date(y.Year, 12, 31, 0, 0, 0, 0, zone)})
			for _, m := range y.Months {
				first := time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, zone)
				s.Rollup(Filter{From: first, To: first.AddDate(0, 1, -1)})
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/round")
}

func BenchmarkHref(b *testing.B) {
	s := healthy(b, sourceOf(), Options{})
	b.ReportAllocs()
	for b.Loop() {
		s.Href("/2021/05/hoi-nghi-hoc-tap-quan-triet-nghi-quyet/")
	}
}
