package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// small is a site with one activity and two posts in two years.
func small() *content.Source {
	zone := time.FixedZone("+07", 7*60*60)
	meta := func(kind, id string) content.Meta {
		return content.Meta{File: "content/" + kind + "/" + id + ".md", Dir: "content/" + kind, ID: id, Title: id, Body: &markdown.Document{}}
	}
	post := func(slug string, year int, month time.Month) *content.Post {
		return &content.Post{
			File: "content/posts/" + slug + ".md", Dir: "content/posts", Title: slug, Slug: slug,
			Date:   viet.Moment{Time: time.Date(year, month, 15, 8, 0, 0, 0, zone)},
			Topics: []content.Name{{Text: "phap-luat"}}, Units: []content.Name{{Text: "so-noi-vu"}}, Body: &markdown.Document{},
		}
	}
	first := post("hoi-nghi", 2020, 12)
	first.Campaign = content.Name{Text: "bau-cu"}
	first.Activities = []content.Activity{{Kind: content.Name{Text: "hoi-nghi"}, Metrics: []content.Metric{{ID: "luot-nguoi", N: 86}}}}
	return &content.Source{
		Settings: &content.Settings{
			Title: "Bản tin", BaseURL: "https://example.org", Host: "example.org", Language: "vi",
			Zone: zone, Permalink: "/{year}/{month}/{slug}/", PageSize: 20,
		},
		Vocabulary: &content.Vocabulary{
			Groups:  []content.Group{{ID: "g", Title: "G"}},
			Kinds:   []content.Kind{{ID: "hoi-nghi", Title: "Hội nghị", Group: "g", Metrics: []string{"luot-nguoi"}}},
			Metrics: []content.MetricDef{{ID: "luot-nguoi", Title: "Lượt người", Unit: "lượt", Label: "lượt người"}},
		},
		Posts:     []*content.Post{first, post("tin", 2021, 5)},
		Topics:    []*content.Topic{{Meta: meta("topics", "phap-luat")}},
		Units:     []*content.Unit{{Meta: meta("units", "so-noi-vu"), Members: -1}},
		Campaigns: []*content.Campaign{{Meta: meta("campaigns", "bau-cu"), From: time.Date(2020, 11, 1, 0, 0, 0, 0, zone)}},
		Files:     map[string]content.File{},
	}
}

func TestFiles(t *testing.T) {
	s, problems := site.New(small(), site.Options{Now: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)})
	for _, d := range problems.All() {
		t.Errorf("the sample has a problem: %s %s %q", d.File, d.Code, d.Args)
	}
	tree := new(output.Tree)
	Files(tree, s)
	type numbers struct {
		From, To          string
		Campaign          *string
		Posts, Activities int
		Metrics           map[string]int
	}
	for folder, want := range map[string]numbers{
		"hoat-dong/":         {From: "2020-12-15", To: "2021-05-15", Posts: 2, Activities: 1, Metrics: map[string]int{"luot-nguoi": 86}},
		"hoat-dong/2020/":    {From: "2020-01-01", To: "2020-12-31", Posts: 1, Activities: 1, Metrics: map[string]int{"luot-nguoi": 86}},
		"hoat-dong/2020/12/": {From: "2020-12-01", To: "2020-12-31", Posts: 1, Activities: 1, Metrics: map[string]int{"luot-nguoi": 86}},
		"hoat-dong/2021/":    {From: "2021-01-01", To: "2021-12-31", Posts: 1},
		"hoat-dong/2021/05/": {From: "2021-05-01", To: "2021-05-31", Posts: 1},
		"dot/bau-cu/":        {From: "2020-11-01", Posts: 1, Activities: 1, Metrics: map[string]int{"luot-nguoi": 86}},
	} {
		var got numbers
		var b bytes.Buffer
		f, ok := tree.Get(folder + "data.json")
		if !ok || f.Kind != output.Data {
			t.Fatalf("%sdata.json is missing, or no data", folder)
		}
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.From != want.From || got.To != want.To || got.Posts != want.Posts || got.Activities != want.Activities || got.Metrics["luot-nguoi"] != want.Metrics["luot-nguoi"] ||
			(got.Campaign != nil) != strings.HasPrefix(folder, "dot/") {
			t.Errorf("%s: %+v, want %+v", folder, got, want)
		}
		if f, ok = tree.Get(folder + "data.csv"); !ok {
			t.Fatalf("%sdata.csv is missing", folder)
		}
		b.Reset()
		if err := f.Render(&b); err != nil || !strings.HasPrefix(b.String(), "\ufefftable;id;title;posts;activities;joint") {
			t.Errorf("%sdata.csv: %v, %.60q", folder, err, b.String())
		}
	}
	for _, folder := range []string{"hoat-dong/", "hoat-dong/2020/", "hoat-dong/2021/", "dot/bau-cu/"} {
		var b bytes.Buffer
		f, ok := tree.Get(folder + "data.xlsx")
		if !ok || f.Kind != output.Data {
			t.Fatalf("%sdata.xlsx is missing, or no data", folder)
		}
		if err := f.Render(&b); err != nil || !strings.HasPrefix(b.String(), "PK") {
			t.Errorf("%sdata.xlsx: %v, %.10q", folder, err, b.String())
		}
	}
	// Months have no workbook.
	if tree.Len() != 16 {
		t.Errorf("%d files, want 16", tree.Len())
	}
}

// TestKeyOrder reads the keys in the order they stand in, with no eye for the layout.
func TestKeyOrder(t *testing.T) {
	var b bytes.Buffer
	JSON(&b, sample())
	d := json.NewDecoder(&b)
	var keys []string
	depth, key := 0, false
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch v := token.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				depth++
			} else {
				depth--
			}
			key = depth == 1
		default:
			if depth == 1 && key {
				keys = append(keys, token.(string))
			}
			key = depth == 1 && !key
		}
	}
	want := []string{"from", "to", "campaign", "unit", "posts", "activities", "held_back", "metrics", "forms", "kinds", "topics", "units", "months", "commended"}
	if !slices.Equal(keys, want) {
		t.Errorf("keys are %q, want %q", keys, want)
	}
}
