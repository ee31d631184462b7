package render

import (
	"bytes"
	"html/template"
	"strings"

	"bantin/internal/content"
	"bantin/internal/site"
)

// deed is the ready line of an activity in a list, with all its numbers.
func (r *renderer) deed(a *site.Activity) template.HTML { return r.listedDeed(a).first }

// told is what a table says of an activity beside its numbers.
func (r *renderer) told(a *site.Activity) template.HTML { return r.listedDeed(a).second }

func (r *renderer) listedDeed(a *site.Activity) *pair {
	return ready(r, &r.deeds[a.Index], r.layouts.deed, r.layouts.told, a, (*renderer).deedView)
}

// deedList is the lines of activities. They are not joined: long lists would be copied once more.
func (r *renderer) deedList(all []*site.Activity) []template.HTML {
	list := make([]template.HTML, len(all))
	for i, a := range all {
		list[i] = r.deed(a)
	}
	return list
}

func (r *renderer) deedView(a *site.Activity) Deed {
	d := Deed{
		From: a.From.Format("2006-01-02"), When: r.format.stretch(a.From, a.To), Kind: a.Kind.Title, Place: a.Place,
		Units: strings.Join(unitNames(a.Units), ", "),
	}
	for _, m := range a.Metrics {
		if def := r.metrics[m.ID]; def != nil {
			d.Figures = append(d.Figures, Figure{N: r.format.number(m.N), Label: r.metricPhrase(def, m.N)})
		}
	}
	if a.Aggregate {
		d.Note = r.words.Act.Aggregate
	}
	for _, p := range a.Posts {
		d.Posts = append(d.Posts, *r.postLink(p))
	}
	return d
}

func unitNames(units []*site.Unit) []string {
	all := make([]string, len(units))
	for i, u := range units {
		all[i] = shortName(&u.Meta)
	}
	return all
}

// deedRow is a row of a table of activities: day, what is told of it, a cell for
// each metric. Numbers that only repeat others stand in parentheses.
func (r *renderer) deedRow(w *bytes.Buffer, a *site.Activity, columns []*content.MetricDef) {
	w.WriteString("<tr><td>")
	escape(w, r.format.stretch(a.From, a.To))
	w.WriteString("</td><td>")
	w.WriteString(string(r.told(a)))
	w.WriteString("</td>")
	for _, def := range columns {
		w.WriteString(`<td class="n">`)
		switch n, given := metricOf(a, def); {
		case !given:
			w.WriteString(none)
		case a.Aggregate:
			w.WriteByte('(')
			w.WriteString(r.format.number(n))
			w.WriteByte(')')
		default:
			w.WriteString(r.format.number(n))
		}
		w.WriteString("</td>")
	}
	w.WriteString("</tr>\n")
}

// metricOf is the number that an activity gives for a metric; false when it gives none.
func metricOf(a *site.Activity, def *content.MetricDef) (int64, bool) {
	for i := range a.Metrics {
		if a.Metrics[i].ID == def.ID {
			return a.Metrics[i].N, true
		}
	}
	return 0, false
}
