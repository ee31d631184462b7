package report

import (
	"fmt"
	"math/rand/v2"
	"time"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// hostile are titles that programs misread.
var hostile = []string{
	"CĐCS Sở Y tế", "=1+1", "+84 235", "-2", "@SUM(A1)", "a;b\"c\"", "\tthụt vào", "hai\ndòng", "_x0041_", "<b>&amp;'", "🌱 Xanh", "  hai  cách  ",
	"=HYPERLINK(\"http://x.example\")", "0012", "1.250", "2021-05-27", "TRUE", "#REF!", "'nháy", "ﻷ", "a\u200bb", "a\x0bb\x1b[31m", "\ufffe", "＝1",
}

// odd is a hostile title. The ids make titles differ, so that none is another's name.
func odd(r *rand.Rand, id string) string { return hostile[r.IntN(len(hostile))] + " " + id }

// randomSite makes a site that is sound but odd: hostile titles, activities
// shared by posts and by units, repeated, without numbers, of zero.
func randomSite(r *rand.Rand) *content.Source {
	src := small()
	src.Posts, src.Units, src.Topics, src.Campaigns = nil, nil, nil, nil
	src.Vocabulary.Kinds, src.Vocabulary.Metrics = nil, nil
	zone := src.Settings.Zone
	meta := func(kind, id string) content.Meta {
		return content.Meta{File: "content/" + kind + "/" + id + ".md", Dir: "content/" + kind, ID: id, Title: odd(r, id), Body: &markdown.Document{}}
	}
	ids := func(prefix string, n int) []string {
		var out []string
		for i := range n {
			out = append(out, fmt.Sprint(prefix, i))
		}
		return out
	}
	units, topics, campaigns := ids("don-vi-", 1+r.IntN(6)), ids("chu-de-", 1+r.IntN(4)), ids("dot-", r.IntN(3))
	kinds, metrics := ids("loai-", 1+r.IntN(4)), ids("so-", 1+r.IntN(5))
	for _, id := range metrics {
		src.Vocabulary.Metrics = append(src.Vocabulary.Metrics, content.MetricDef{ID: id, Title: odd(r, id), Unit: hostile[r.IntN(len(hostile))], SelfDeclared: r.IntN(2) == 0})
	}
	for _, id := range kinds {
		src.Vocabulary.Kinds = append(src.Vocabulary.Kinds, content.Kind{ID: id, Title: odd(r, id), Group: "g"})
	}
	for _, id := range topics {
		src.Topics = append(src.Topics, &content.Topic{Meta: meta("topics", id)})
	}
	for _, id := range units {
		u := &content.Unit{Meta: meta("units", id), Members: -1}
		if r.IntN(4) == 0 {
			u.From = time.Date(2021, time.Month(1+r.IntN(12)), 1, 0, 0, 0, 0, zone)
		}
		src.Units = append(src.Units, u)
	}
	for _, id := range campaigns {
		c := &content.Campaign{Meta: meta("campaigns", id), From: time.Date(2021, time.Month(1+r.IntN(6)), 1, 0, 0, 0, 0, zone)}
		if r.IntN(2) == 0 {
			c.To = c.From.AddDate(0, 3, 0)
		}
		src.Campaigns = append(src.Campaigns, c)
	}
	src.Posts = randomPosts(r, zone, units, topics, campaigns, kinds, metrics)
	return src
}

// some picks one to three of a list.
func some(r *rand.Rand, list []string) []content.Name {
	var out []content.Name
	for _, i := range r.Perm(len(list))[:1+r.IntN(min(3, len(list)))] {
		out = append(out, content.Name{Text: list[i]})
	}
	return out
}

// randomPosts makes posts of these units, topics and campaigns, with activities.
func randomPosts(r *rand.Rand, zone *time.Location, units, topics, campaigns, kinds, metrics []string) []*content.Post {
	var out []*content.Post
	shared := make(map[string]content.Activity)
	for i := range r.IntN(40) {
		slug := fmt.Sprintf("bai-%02d", i)
		p := &content.Post{
			File: "content/posts/" + slug + ".md", Dir: "content/posts", Title: odd(r, slug), Slug: slug, Form: content.Form(r.IntN(content.NumForms)),
			Date:   viet.Moment{Time: time.Date(2020+r.IntN(3), time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), 0, 0, 0, zone)},
			Topics: some(r, topics), Units: some(r, units), Body: &markdown.Document{}, Commended: r.IntN(5) == 0,
		}
		if len(campaigns) > 0 && r.IntN(2) == 0 {
			p.Campaign = some(r, campaigns)[0]
		}
		for range r.IntN(3) {
			a := content.Activity{Kind: some(r, kinds)[0], Aggregate: r.IntN(6) == 0, Place: hostile[r.IntN(len(hostile))]}
			for _, m := range some(r, metrics) {
				if r.IntN(3) > 0 {
					a.Metrics = append(a.Metrics, content.Metric{ID: m.Text, N: []int64{0, 1, 86, 1_250, 75_000_000, 900_000_000_000_000}[r.IntN(6)]})
				}
			}
			if r.IntN(2) == 0 {
				a.Units = some(r, units)
			}
			if r.IntN(3) == 0 { // told by several posts
				id := fmt.Sprint("viec-", r.IntN(3))
				if told, ok := shared[id]; ok {
					told.Units = a.Units
					a = told
				}
				a.ID = id
				shared[id] = a
			}
			p.Activities = append(p.Activities, a)
		}
		out = append(out, p)
	}
	return out
}

// largeSite has n posts, every second of which tells of an activity.
func largeSite(n int) *content.Source {
	src := small()
	first := src.Posts[0]
	src.Posts = nil
	for i := range n {
		p := *first
		p.Slug = fmt.Sprintf("hoi-nghi-hoc-tap-quan-triet-nghi-quyet-%05d", i)
		p.Title = fmt.Sprintf("Hội nghị học tập, quán triệt Nghị quyết lần thứ %d", i)
		p.File = "content/posts/" + p.Slug + ".md"
		p.Date.Time = first.Date.AddDate(0, 0, -i%3650)
		if i%2 == 0 {
			p.Activities = nil
		}
		src.Posts = append(src.Posts, &p)
	}
	return src
}
