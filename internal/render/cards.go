package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync/atomic"
	"time"

	"bantin/internal/content"
	"bantin/internal/site"
)

// card is the ready list card of a post.
func (r *renderer) card(p *site.Post) template.HTML { return r.listed(p).first }

// line is the ready line of a post in the archive.
func (r *renderer) line(p *site.Post) template.HTML { return r.listed(p).second }

func (r *renderer) listed(p *site.Post) *pair {
	return ready(r, &r.posts[p.Index], r.layouts.card, r.layouts.line, p, (*renderer).cardView)
}

// pair is the two ready pieces of a post or an activity. Nearly all are wanted in both, so one view and one text serve the two.
type pair struct{ first, second template.HTML }

// ready gives the pieces of a post or an activity, which are made when one is first asked for.
func ready[T, View any](r *renderer, pieces *atomic.Pointer[pair], first, second *layout, of T, viewOf func(*renderer, T) View) *pair {
	if done := pieces.Load(); done != nil {
		return done
	}
	view := viewOf(r, of)
	var n int
	html := pooled(func(w *bytes.Buffer) {
		execute(w, first, &view)
		n = w.Len()
		execute(w, second, &view)
	})
	made := &pair{html[:n], html[n:]}
	pieces.Store(made)
	return made
}

func (r *leaf) cards(posts []*site.Post) template.HTML { return r.joined(posts, r.card) }

func (r *leaf) lines(posts []*site.Post) template.HTML { return r.joined(posts, r.line) }

// joined is the same piece of several posts, one after the other.
func (r *leaf) joined(posts []*site.Post, piece func(*site.Post) template.HTML) template.HTML {
	if len(posts) == 0 {
		return ""
	}
	return r.piece(func(w *bytes.Buffer) {
		for _, p := range posts {
			w.WriteString(string(piece(p)))
		}
	})
}

// execute runs a piece. Pieces are tried when they are parsed, so that an error
// here is one of a layout that fails on some values only. It is thrown to the
// page that needs the piece: see add.
func execute(w *bytes.Buffer, t *layout, view any) {
	if err := t.Execute(w, view); err != nil {
		panic(err)
	}
}

func (r *renderer) cardView(p *site.Post) Card {
	c := Card{
		URL: r.href(p.URL), Title: p.Title, Form: p.Form.ID(), Summary: p.Summary,
		Date: r.date(p.Date.Time), Count: r.cardCount(p), Mark: r.mark(p), Extra: p.Extra,
	}
	c.Topic, c.FormName, c.Unit = r.labels(p)
	c.Kicker = kicker(c.FormName, c.Topic)
	c.Picture = r.cardPicture(p, widestCard)
	if p.Form == content.Photos && len(p.Images) > 0 {
		c.Photos = r.format.count(r.words.Post.PhotoCount, len(p.Images))
	}
	if p.Video != nil && p.Video.Duration > 0 {
		c.Length = length(p.Video.Duration)
	}
	return c
}

// labels are the words around a post's headline: its main topic, its form unless
// it is news or an article, and its first unit; each may be "".
func (r *renderer) labels(p *site.Post) (topic, form, unit string) {
	if len(p.Topics) > 0 {
		topic = p.Topics[0].Title
	}
	if p.Form != content.News && p.Form != content.Article {
		form = r.words.Forms[p.Form]
	}
	if len(p.Units) > 0 {
		unit = shortName(&p.Units[0].Meta)
	}
	return topic, form, unit
}

// kicker stands over a headline: form and topic, either of which may be "".
func kicker(form, topic string) string {
	if form == "" || topic == "" {
		return form + topic
	}
	return form + " · " + topic
}

// cardPicture is the cover; an infographic shows its first sheet, whose words the headline repeats.
func (r *renderer) cardPicture(p *site.Post, widest int) *Picture {
	img, address := p.Picture()
	if img == nil {
		return nil
	}
	alt := img.Alt
	if p.Form == content.Infographic {
		alt = ""
	}
	return r.picture(img.File.Path, address, alt, widest)
}

// cardCount is the first number of the first activity.
func (r *renderer) cardCount(p *site.Post) *Figure {
	for _, a := range p.Activities {
		if f := r.activityFigures(a, 1, metricLabel); len(f) > 0 {
			return &f[0]
		}
	}
	return nil
}

// activityFigures are the first numbers of an activity, in the words of their labels.
func (r *renderer) activityFigures(a *site.Activity, most int, label func(*content.MetricDef) string) []Figure {
	all := make([]Figure, 0, min(most, len(a.Metrics)))
	for _, m := range a.Metrics {
		def := r.metrics[m.ID]
		if def == nil || len(all) == most {
			continue
		}
		all = append(all, Figure{N: r.format.number(m.N), Label: label(def)})
	}
	return all
}

// figureLabel is what stands under a number: its own label, or its title with
// the unit where the title does not say it ("lượt dự thi", "số tiền, đồng").
func (r *renderer) figureLabel(m *content.MetricDef) string {
	name, unit := r.metricName(m)
	switch title := lowerFirst(name); {
	case name == m.Title && m.Label != "" && m.Label != m.Unit:
		return m.Label
	case unit == "" || strings.Contains(title, unit):
		return title
	default:
		return title + ", " + unit
	}
}

// metricName is what a metric is called where it stands alone, and its unit, "" where the name says it.
func (r *renderer) metricName(m *content.MetricDef) (name, unit string) {
	if name = r.words.Report.Metrics.Name(m.ID, m.Title); name != m.Title {
		return name, ""
	}
	return name, m.Unit
}

// metricLabel is what follows a number in a line.
func metricLabel(m *content.MetricDef) string {
	switch {
	case m.Label != "":
		return m.Label
	case m.Unit != "":
		return m.Unit
	}
	return m.Title
}

// metricPhrase follows n among other numbers, so that each says what it counts: the words that a
// report has for it, its own label, its title where that begins with the unit ("bài trên Facebook"),
// the unit alone for a bare number of them ("cuộc"), or both ("tấm pa nô").
func (r *renderer) metricPhrase(m *content.MetricDef, n int64) string {
	if p := r.words.Report.Metrics.For(m.ID, m.Title); p != nil {
		text := p.Text
		if n == 1 && p.One != "" {
			text = p.One
		}
		if label, ok := strings.CutPrefix(text, "{} "); ok {
			return label
		}
	}
	title, unit := lowerFirst(m.Title), lowerFirst(m.Unit)
	switch {
	case m.Label != "" && m.Label != m.Unit:
		return m.Label
	case unit == "" || r.format.english() || strings.HasPrefix(title, unit):
		return title
	case strings.HasPrefix(title, "số "):
		return m.Unit
	}
	return m.Unit + " " + title
}

// mark is the word over a post that is shown in a preview only.
func (r *renderer) mark(p *site.Post) string {
	switch {
	case p.Draft:
		return r.words.List.Draft
	case p.Future:
		return r.words.List.Future
	}
	return ""
}

func (r *renderer) date(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return Date{ISO: t.In(r.format.zone).Format("2006-01-02"), Text: r.format.date(t), Short: r.format.dayMonth(t)}
}

func shortName(m *content.Meta) string {
	if m.Short != "" {
		return m.Short
	}
	return m.Title
}
