package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"bantin/internal/site"
)

// JSON appends the roll-up as JSON, its keys in a fixed order and one row a line.
// Metrics that nobody gave are absent; an open end, and a roll-up of everything, are null.
func JSON(w *bytes.Buffer, r *site.Rollup) {
	w.WriteString(`{"from": `)
	day(w, r.From)
	w.WriteString(`, "to": `)
	day(w, r.To)
	w.WriteString(`, "campaign": `)
	if r.Campaign != nil {
		text(w, r.Campaign.ID)
	} else {
		w.WriteString("null")
	}
	w.WriteString(`, "unit": `)
	if r.Unit != nil {
		text(w, r.Unit.ID)
	} else {
		w.WriteString("null")
	}
	if r.Topic != nil { // the files beside pages are never those of a topic
		w.WriteString(`, "topic": `)
		text(w, r.Topic.ID)
	}
	w.WriteString(",\n ")
	counts(w, count{"posts", r.Posts}, count{"activities", r.Activities}, count{"held_back", r.HeldBack})
	w.WriteString(",\n ")
	metrics(w, r.Metrics)
	rows(w, "forms", r.Forms, func(f site.FormRow) {
		id(w, f.Form.ID())
		counts(w, count{"posts", f.Posts})
	})
	rows(w, "kinds", r.Kinds, func(k site.KindRow) {
		id(w, k.Kind.ID)
		counts(w, count{"activities", k.Activities})
		w.WriteString(", ")
		metrics(w, k.Metrics)
	})
	rows(w, "topics", r.Topics, func(t site.TopicRow) {
		id(w, t.Topic.ID)
		counts(w, count{"posts", t.Posts}, count{"activities", t.Activities})
	})
	rows(w, "units", r.Units, func(u site.UnitRow) {
		id(w, u.Unit.ID)
		counts(w, count{"posts", u.Posts}, count{"activities", u.Activities}, count{"joint", u.Joint})
		w.WriteString(", ")
		metrics(w, u.Metrics)
	})
	rows(w, "months", r.Months, func(m site.MonthRow) {
		fmt.Fprintf(w, `"month": "%s", `, monthID(m))
		counts(w, count{"posts", m.Posts}, count{"activities", m.Activities})
		w.WriteString(", ")
		metrics(w, m.Metrics)
	})
	w.WriteString(",\n \"commended\": [")
	for i, p := range r.Commended {
		if i > 0 {
			w.WriteString(", ")
		}
		text(w, p.URL)
	}
	w.WriteString("]}\n")
}

// rows writes an array of objects, one a line; row writes what stands between the braces.
func rows[T any](w *bytes.Buffer, name string, all []T, row func(T)) {
	fmt.Fprintf(w, ",\n \"%s\": [", name)
	for i, r := range all {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteString("\n  {")
		row(r)
		w.WriteByte('}')
	}
	w.WriteByte(']')
}

type count struct {
	key string
	n   int
}

func counts(w *bytes.Buffer, all ...count) {
	for i, c := range all {
		if i > 0 {
			w.WriteString(", ")
		}
		fmt.Fprintf(w, `"%s": %d`, c.key, c.n)
	}
}

func metrics(w *bytes.Buffer, sums []site.Sum) {
	w.WriteString(`"metrics": {`)
	for i, s := range sums {
		if i > 0 {
			w.WriteString(", ")
		}
		text(w, s.Metric.ID)
		w.WriteString(": ")
		w.Write(strconv.AppendInt(w.AvailableBuffer(), s.N, 10))
	}
	w.WriteByte('}')
}

func id(w *bytes.Buffer, s string) {
	w.WriteString(`"id": `)
	text(w, s)
	w.WriteString(", ")
}

// text writes a JSON string. encoding/json escapes what HTML and JavaScript would misread, too.
func text(w *bytes.Buffer, s string) {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a form in JSON
	}
	w.Write(b)
}

// day writes a date, null when there is none.
func day(w *bytes.Buffer, t time.Time) {
	if t.IsZero() {
		w.WriteString("null")
		return
	}
	w.WriteByte('"')
	w.Write(t.AppendFormat(w.AvailableBuffer(), time.DateOnly))
	w.WriteByte('"')
}

func monthID(m site.MonthRow) string { return fmt.Sprintf("%04d-%02d", m.Year, m.Month) }
