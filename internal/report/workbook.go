package report

import (
	"bytes"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// Report is a roll-up with what it is made of.
type Report struct {
	Site   *site.Site
	Filter site.Filter
	Roll   *site.Rollup
	// Posts and Activities are those that were counted, newest first; activities that only repeat numbers among them.
	Posts      []*site.Post
	Activities []*site.Activity
}

// New makes the report of what a filter selects.
func New(s *site.Site, f site.Filter) *Report {
	posts, activities := s.Select(f)
	return &Report{Site: s, Filter: f, Roll: s.Rollup(f), Posts: posts, Activities: activities}
}

// XLSX appends the tables of a roll-up as a workbook, a sheet each: the whole,
// units, kinds, topics, forms and months. It has the same bytes at any time.
func XLSX(w *bytes.Buffer, r *site.Rollup, words *lang.Table) error {
	return write(w, title(r, words), words, tables(r, words))
}

// Workbook appends a whole report: the tables of XLSX, the list of activities and
// that of posts. It has the same bytes at any time.
func Workbook(w *bytes.Buffer, r *Report) error {
	return write(w, title(r.Roll, r.Site.Lang), r.Site.Lang, r.sheets())
}

func (r *Report) sheets() []*sheet {
	sheets := tables(r.Roll, r.Site.Lang)
	sheets[0].rows = append(r.origin(), sheets[0].rows...)
	return append(sheets, r.activities(), r.posts())
}

// origin are the rows of the summary that say whose report it is.
func (r *Report) origin() [][]cell {
	t, settings := &r.Site.Lang.Words.Book, r.Site.Settings
	var rows [][]cell
	if name := settings.Organization.Name; name != "" {
		rows = append(rows, []cell{inWords(t.Publisher), inWords(name), {}})
	}
	rows = append(rows, []cell{inWords(t.Site), inWords(settings.Title), {}}, []cell{inWords(t.Link), inAddress(r.Site.Abs(site.HomeURL)), {}})
	if !r.Site.Updated.IsZero() {
		rows = append(rows, []cell{inWords(t.Newest), inDays(r.Site.Updated), {}})
	}
	return rows
}

// title says what a roll-up is about: “Số liệu hoạt động: Hè 2021, CĐCS Sở Y tế, 01/06/2021–31/08/2021”.
func title(r *site.Rollup, words *lang.Table) string {
	about := about(site.Filter{From: r.From, To: r.To, Campaign: r.Campaign, Unit: r.Unit, Topic: r.Topic})
	if about == "" {
		return words.Words.Book.TitleAll
	}
	return lang.Fill(words.Words.Book.Title, about)
}

// about names what a filter selects; "" when that is everything.
func about(f site.Filter) string {
	var parts []string
	if f.Campaign != nil {
		parts = append(parts, f.Campaign.Title)
	}
	if f.Unit != nil {
		parts = append(parts, f.Unit.Title)
	}
	if f.Topic != nil {
		parts = append(parts, f.Topic.Title)
	}
	if !f.From.IsZero() || !f.To.IsZero() {
		parts = append(parts, shortDay(f.From)+"–"+shortDay(f.To))
	}
	return strings.Join(parts, ", ")
}

func shortDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("02/01/2006")
}

// cut gives the first n letters of a text.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// columns are the metrics of a table, in the order of the vocabulary, each in
// a column of its own after those that all rows have.
type columns struct {
	list  []*content.MetricDef
	place map[string]int // the column of each
}

func columnsOf(first int, metrics []*content.MetricDef) *columns {
	c := &columns{list: metrics, place: make(map[string]int, len(metrics))}
	for i, m := range metrics {
		c.place[m.ID] = first + i
	}
	return c
}

// heads are the titles of metrics with what they are measured in, unless the title says it.
func (c *columns) heads() []string {
	var out []string
	for _, m := range c.list {
		out = append(out, metricTitle(m))
	}
	return out
}

func metricTitle(m *content.MetricDef) string {
	if m.Unit == "" || strings.Contains(strings.ToLower(m.Title), strings.ToLower(m.Unit)) {
		return m.Title
	}
	return m.Title + " (" + m.Unit + ")"
}
