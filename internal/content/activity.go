package content

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// lexicon is the vocabulary as the reader of activities asks it.
type lexicon struct {
	kinds, metrics map[string]bool
	titles         map[string]string // a kind's title, folded, to its id
	kindNames      []string          // ids and titles, for suggestions
	activityNames  []string          // keys of an activity and metrics
	metricNames    []string
}

func newLexicon(v *Vocabulary) *lexicon {
	l := &lexicon{kinds: make(map[string]bool), metrics: make(map[string]bool), titles: make(map[string]string)}
	for _, k := range v.Kinds {
		l.kinds[k.ID] = true
		l.titles[viet.NameKey(k.Title)] = k.ID
		l.kindNames = append(l.kindNames, k.ID)
	}
	for _, m := range v.Metrics {
		l.metrics[m.ID] = true
		l.metricNames = append(l.metricNames, m.ID)
	}
	l.activityNames = append(namesOf(activityKeys), l.metricNames...)
	return l
}

// activityMatter is an activity while it is read.
type activityMatter struct {
	Activity
	toPos Pos
}

var activityKeys = []key[activityMatter]{
	{"kind", func(r *reader, n *node, a *activityMatter) { a.Kind = r.kind(n) }},
	{"date", func(r *reader, n *node, a *activityMatter) {
		a.From, a.To = r.days(n)
		a.DatePos = n.pos
	}},
	{"from", func(r *reader, n *node, a *activityMatter) { a.From, a.DatePos = r.day(n), n.pos }},
	{"to", func(r *reader, n *node, a *activityMatter) { a.To, a.toPos = r.day(n), n.pos }},
	{"units", func(r *reader, n *node, a *activityMatter) { a.Units = r.names(n) }},
	{"time", func(r *reader, n *node, a *activityMatter) { a.Time, a.TimePos = r.text(n), n.pos }},
	{"place", func(r *reader, n *node, a *activityMatter) { a.Place, a.PlacePos = r.text(n), n.pos }},
	{"id", func(r *reader, n *node, a *activityMatter) { a.ID = r.text(n) }},
	{"aggregate", func(r *reader, n *node, a *activityMatter) { a.Aggregate = r.bool(n) }},
}

// activities reads what was done. All keys that are not ours are metrics.
func (r *reader) activities(n *node) (all []Activity) {
	if n.shape != list {
		r.report(n.pos, "bad-list")
		return nil
	}
	for i := range n.items {
		item := &n.items[i]
		if item.shape == absent {
			continue
		}
		if item.shape != dict {
			r.report(item.pos, "bad-map")
			continue
		}
		a := r.activity(item)
		if a.ID != "" && slices.ContainsFunc(all, func(b Activity) bool { return b.ID == a.ID }) {
			r.report(place(item, "id"), "activity-twice", a.ID)
			continue
		}
		all = append(all, a)
	}
	return all
}

func (r *reader) activity(n *node) Activity {
	r.activityMatter = activityMatter{Activity: Activity{Pos: n.pos, DatePos: n.pos, TimePos: n.pos, PlacePos: n.pos}}
	a := &r.activityMatter
	for i := range n.fields {
		f := &n.fields[i]
		if row := rowOf(activityKeys, f.key); row != nil {
			if f.value.shape != absent {
				r.bound(f.key, &f.value)
				row.read(r, &f.value, a)
			}
			continue
		}
		if !r.words.metrics[f.key] {
			cure, _ := viet.Nearest(f.key, r.words.activityNames)
			r.suggest(f.pos, "unknown-activity-key", cure, f.key)
		} else if f.value.shape != absent {
			if v, ok := r.count(&f.value); ok {
				if len(a.Metrics) == limits.Metrics {
					r.report(f.pos, "too-many-metrics", strconv.Itoa(limits.Metrics))
					break
				}
				a.Metrics = append(a.Metrics, Metric{f.key, v, f.value.pos})
			}
		}
	}
	r.require(n, n.pos, "kind")
	r.activityDates(n, a)
	return a.Activity
}

// activityDates checks the dates of an activity against each other.
func (r *reader) activityDates(n *node, a *activityMatter) {
	has := func(name string) bool {
		v := n.get(name)
		return v != nil && v.shape != absent
	}
	switch {
	case has("date") && (has("from") || has("to")):
		r.report(place(n, "date"), "date-twice")
	case has("to") && !has("from"):
		r.report(a.toPos, "key-missing", "from")
	case has("from") && !has("to"):
		a.To = a.From
	case has("to"):
		r.ordered(a.From, a.To, a.toPos)
	}
}

// kind reads the kind of an activity: its id, or its title in any case.
func (r *reader) kind(n *node) Name {
	k := r.name(n)
	if k.Text == "" || r.words.kinds[k.Text] {
		return k
	}
	if id, ok := r.words.titles[viet.NameKey(k.Text)]; ok {
		k.Text = id
		return k
	}
	cure, _ := viet.Nearest(k.Text, r.words.kindNames)
	r.suggest(k.Pos, "unknown-kind", cure, k.Text)
	return k
}

// days reads a day, or the first and last of several: "23–25/4/2021",
// "30/4–2/5/2021", "23/4/2021 - 25/4/2021".
func (r *reader) days(n *node) (from, to time.Time) {
	s := r.text(n)
	if s == "" {
		return from, to
	}
	first, last, ok := cutDays(s)
	if !ok {
		from = dayOf(r.parseMoment(s, n.pos), r.settings.Zone)
		return from, from
	}
	// The first day leaves out what it shares with the last: "23", "30/4".
	parts := strings.FieldsFunc(last, isDateMark)
	given := len(strings.FieldsFunc(first, isDateMark))
	if given < 3 && len(parts) == 3 {
		first = strings.Join(append(strings.FieldsFunc(first, isDateMark), parts[given:]...), "/")
	}
	to = dayOf(r.parseMoment(last, n.pos), r.settings.Zone)
	if !to.IsZero() {
		from = dayOf(r.parseMoment(first, n.pos), r.settings.Zone)
		r.ordered(from, to, n.pos)
	}
	return from, to
}

func isDateMark(c rune) bool { return c == '/' || c == '.' || c == '-' }

// cutDays parts a range of days at its dash. A hyphen parts days only between
// spaces or where slashes part their figures.
func cutDays(s string) (first, last string, ok bool) {
	i := strings.IndexAny(s, "–—")
	if i < 0 {
		if i = strings.Index(s, " - "); i >= 0 {
			i++
		} else if strings.Contains(s, "/") {
			i = strings.IndexByte(s, '-')
		}
	}
	if i < 0 {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	first, last = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+size:])
	return first, last, first != "" && last != ""
}
