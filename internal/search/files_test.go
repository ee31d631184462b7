package search

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
)

const below = "tim-kiem/"

// odd are texts that random posts are made of, beside plain words.
var odd = []string{"CĐCS", "GD&ĐT", "gd đt", "công đoàn cơ sở", "cán bộ, công chức", "CBCC", "08/HD-LĐLĐ", "1.250.000", "1.250.00", "27/5/2021", "(", "“", "”", ".", ",", "…",
	"hòa", "hoà", "HÒA", "ho\u0300a", "quý", "qúy", "kỹ", "kĩ", "Đ", "Ð", "\u00a0", "đường", "nghiêng", "trường", "Σ", "й", "x\u0301", "COVID-19", "\U0001F600", "a.b", "&", "y", "ý",
	"rấtdàirấtdàirấtdàirấtdàirấtdàirấtdài"}

func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		if r.IntN(4) == 0 {
			b.WriteString(odd[r.IntN(len(odd))])
		} else {
			b.WriteString(corpusWords[r.IntN(len(corpusWords))])
		}
		if r.IntN(12) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func randomSite(r *rand.Rand, n int) *site.Site {
	s := emptySite()
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
	for range n {
		p := &content.Post{Title: randomText(r, r.IntN(12)), Summary: randomText(r, r.IntN(20)), Form: content.Form(r.IntN(content.NumForms))}
		if r.IntN(8) > 0 {
			var html strings.Builder
			for range r.IntN(5) {
				fmt.Fprintf(&html, "<p>%s<br>\n%s <strong>%s</strong></p>\n", escape.Replace(randomText(r, r.IntN(40))), escape.Replace(randomText(r, 3)),
					escape.Replace(randomText(r, 2)))
			}
			p.Body = &markdown.Document{HTML: html.String()}
		}
		if r.IntN(3) == 0 {
			p.Cover = &content.Image{Caption: randomText(r, 6)}
			p.Images = []content.Image{{Caption: randomText(r, 4)}, {}}
			p.Number, p.Basis, p.Author = "08/HD-LĐLĐ", []string{"12-HD/BTGTU"}, "Ban Tuyên giáo"
			p.Attachments = []content.Attachment{{File: content.FileRef{Path: "a/huong-dan.pdf"}}}
		}
		topics := r.Perm(len(s.Topics))[:1+r.IntN(2)]
		units := r.Perm(len(s.Units))[:1+r.IntN(2)]
		post := addPost(s, p, topics, units)
		if r.IntN(3) == 0 {
			post.Campaign = s.Campaigns[0]
		}
	}
	return s
}

// naive is the index of a site made in the plainest way.
func naive(s *site.Site) map[string]map[string][]posting {
	all := make(map[string]map[string][]posting)
	n := len(s.Posts)
	for doc := range n {
		for t, w := range weights(s, s.Posts[n-1-doc]) {
			if all[t.bare] == nil {
				all[t.bare] = make(map[string][]posting)
			}
			impact := 1 + int(float64(30*w)/float64(w+2500)+0.5)
			all[t.bare][t.exact] = append(all[t.bare][t.exact], posting{doc, impact})
		}
	}
	return all
}

// weights gives the weight of each word and pair of a post.
func weights(s *site.Site, p *site.Post) map[form]int {
	all := make(map[form]int)
	add := func(text string, weight int) {
		for t, n := range occurrences(s, text) {
			all[t] += n * weight
		}
	}
	add(p.Title, 8000)
	add(p.Summary, 3000)
	if p.Body != nil {
		text := string(appendText(nil, p.Body.HTML))
		add(text, 1000*1000/(400+2*min(len(Tokens(text)), 2000)))
	}
	if p.Cover != nil {
		add(p.Cover.Caption, 1500)
	}
	for _, m := range p.Images {
		add(m.Caption, 1500)
	}
	add(p.Number, 8000)
	for _, text := range append(slices.Clone(p.Basis), p.Author) {
		add(text, 1000)
	}
	for range p.Attachments {
		add("huong-dan.pdf", 1000)
	}
	name := func(weight, pairs int, texts ...string) {
		once := make(map[form]bool)
		for _, text := range texts {
			for t := range occurrences(s, text) {
				once[t] = true
			}
		}
		for t := range once {
			if strings.Contains(t.bare, " ") {
				all[t] += pairs
			} else {
				all[t] += weight
			}
		}
	}
	called := func(m *content.Meta) {
		texts := []string{m.Title, m.Short}
		for _, a := range m.Aliases {
			texts = append(texts, a.Text)
		}
		name(2500, 2500, texts...)
	}
	name(2500, 2500, s.Lang.Words.Forms[p.Form])
	for _, t := range p.Topics {
		called(&t.Meta)
	}
	for _, u := range p.Units {
		called(&u.Meta)
	}
	if p.Campaign != nil {
		called(&p.Campaign.Meta)
	}
	var dates []string
	for _, layout := range []string{"ngày 2 tháng 1 năm 2006", "ngày 02 tháng 01 năm 2006", "2/1/2006", "02/01/2006", "2006-1-2", "2006-01-02"} {
		dates = append(dates, p.Date.In(zone).Format(layout))
	}
	name(500, 4000, dates...)
	return all
}

// occurrences counts the words and pairs of a text, with those of its synonyms.
func occurrences(s *site.Site, text string) map[form]int {
	all := make(map[form]int)
	one := func(t Token) { all[form{t.Bare, t.Exact}]++ }
	two := func(a, b Token) { all[form{a.Bare + " " + b.Bare, a.Exact + " " + b.Exact}]++ }
	tokens := Tokens(text)
	for i, t := range tokens {
		one(t)
		if i > 0 && t.Gap != Broken {
			two(tokens[i-1], t)
		}
	}
	replace := func(from, to []Token) {
		for i := range tokens {
			if len(tokens)-i < len(from) || !slices.EqualFunc(from, tokens[i:i+len(from)], func(a, b Token) bool { return a.Exact == b.Exact }) {
				continue
			}
			for j, t := range to {
				one(t)
				if j > 0 && t.Gap != Broken {
					two(to[j-1], t)
				}
			}
			if i > 0 && tokens[i].Gap != Broken {
				two(tokens[i-1], to[0])
			}
			if next := i + len(from); next < len(tokens) && tokens[next].Gap != Broken {
				two(to[len(to)-1], tokens[next])
			}
		}
	}
	for _, a := range s.Abbreviations {
		replace(Tokens(a.Short), Tokens(a.Long))
		replace(Tokens(a.Long), Tokens(a.Short))
	}
	return all
}

func comparePostings(t *testing.T, got, want map[string]map[string][]posting) {
	t.Helper()
	for key, forms := range want {
		for exact, list := range forms {
			if g := got[key][exact]; !slices.Equal(g, list) {
				t.Errorf("%q of %q: %v, want %v", exact, key, g, list)
			}
		}
	}
	for key, forms := range got {
		for exact := range forms {
			if want[key][exact] == nil {
				t.Errorf("%q of %q is in the index and in no post", exact, key)
			}
		}
	}
}

// The index holds exactly what the posts say, whatever the number of workers.
func TestIndexIsThatOfThePosts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{0, 1, 2, 3, 4, 5, 17, 63, 200} {
		s := randomSite(r, n)
		files := rendered(t, s, Options{Workers: 1})
		for workers := 2; workers < 6; workers++ {
			if other := rendered(t, s, Options{Workers: workers}); !maps.EqualFunc(files, other, bytes.Equal) {
				t.Errorf("%d posts: %d workers make other files than one", n, workers)
			}
		}
		x := read(t, files, below)
		if x.manifest.Posts != n || len(x.docs) != n {
			t.Fatalf("%d posts, %d documents, want %d", x.manifest.Posts, len(x.docs), n)
		}
		want := naive(s)
		comparePostings(t, x.postings, want)
		x.checkDictionary(t)
		checkDocs(t, s, x)
		lazy := read(t, rendered(t, s, Options{Lazy: true}), below)
		comparePostings(t, lazy.postings, want)
		checkDocs(t, s, lazy)
		if t.Failed() {
			t.Fatalf("%d posts", n)
		}
	}
}

// checkDocs holds documents and facets against the posts.
func checkDocs(t *testing.T, s *site.Site, x *index) {
	t.Helper()
	topic, unit, formOf := numbers(t, x.facets.Topic), numbers(t, x.facets.Unit), numbers(t, x.facets.Form)
	for i, d := range x.docs {
		p := s.Posts[len(s.Posts)-1-i]
		year := 0
		for _, y := range x.manifest.Years {
			if y[1] <= i {
				year = y[0]
			}
		}
		if d.U != "/ban-tin"+p.URL || d.T != p.Title || d.S != p.Summary || d.D != p.Date.In(zone).Format("2006-01-02") || year != p.Date.In(zone).Year() {
			t.Errorf("document %d: %+v (%d)", i, d, year)
		}
		if p.Body != nil && !strings.HasPrefix(d.B, string(appendText(nil, p.Body.HTML))) || p.Cover != nil && !strings.Contains(d.B, strings.TrimSpace(p.Cover.Caption)) {
			t.Errorf("document %d: %q", i, d.B)
		}
		if x.manifest.Forms[d.F][0] != p.Form.ID() || len(d.O) != len(p.Topics) || len(d.N) != len(p.Units) {
			t.Errorf("document %d: %+v", i, d)
		}
		for j, o := range d.O {
			if x.manifest.Topics[o] != [2]string{p.Topics[j].ID, p.Topics[j].Title} {
				t.Errorf("document %d: topic %v", i, x.manifest.Topics[o])
			}
		}
		if !slices.Equal(x.facets.Topics[topic[i]], d.O) || !slices.Equal(x.facets.Units[unit[i]], d.N) || formOf[i] != d.F {
			t.Errorf("document %d: facets %v %v", i, x.facets.Topics[topic[i]], x.facets.Units[unit[i]])
		}
	}
}

// More words than the dictionary takes, and keys longer than a shard.
func TestManyWords(t *testing.T) {
	s := emptySite()
	for i := range 40 {
		var b strings.Builder
		b.WriteString("<p>")
		for j := range 300 {
			fmt.Fprintf(&b, "w%dx%d ", i, j%(200+i))
		}
		b.WriteString("</p>")
		addPost(s, &content.Post{Title: "Bài", Body: &markdown.Document{HTML: b.String()}}, []int{0}, []int{0})
	}
	x := read(t, rendered(t, s, Options{}), below)
	comparePostings(t, x.postings, naive(s))
	x.checkDictionary(t)
	if len(x.df) != dictionarySize || len(x.shards) < 2 {
		t.Errorf("%d keys in the dictionary, %d shards", len(x.df), len(x.shards))
	}
}

// A new post leaves the files of older ones as they are.
func TestNewPost(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	s := randomSite(r, 21)
	before := rendered(t, s, Options{})
	addPost(s, &content.Post{Title: "Bài mới nhất"}, []int{0}, []int{0})
	after := rendered(t, s, Options{})
	for name, text := range before {
		old := strings.HasPrefix(name, below+"docs/") && !strings.HasPrefix(name, below+"docs/10.")
		if old && !bytes.Equal(after[name], text) {
			t.Errorf("%s has changed", name)
		}
	}
}

func TestKinds(t *testing.T) {
	var eager, lazy output.Tree
	s := corpus(9)
	Files(&eager, s, Options{})
	Files(&lazy, s, Options{Lazy: true})
	for _, f := range eager.Files() {
		if (f.Kind == output.Index) == (f.Path == below+Manifest) || (f.Key == [32]byte{}) != (f.Path == below+Manifest) {
			t.Errorf("%s is of kind %d", f.Path, f.Kind)
		}
	}
	for _, f := range lazy.Files() {
		if f.Kind != output.Data || f.Key != [32]byte{} {
			t.Errorf("%s is of kind %d", f.Path, f.Kind)
		}
	}
	s.Settings.Search = false
	var none output.Tree
	Files(&none, s, Options{})
	if none.Len() > 0 {
		t.Errorf("%d files on a site without search", none.Len())
	}
}
