package official

import (
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// results is section II: all of it in a few sentences, then part by part. A part
// with nothing in it is left out.
func (c *composer) results() []Block {
	all := append(c.written(results, 0), c.summary()...)
	n := 0
	for i, title := range c.w.Results {
		said := c.written(results, i+1)
		found := c.doneIn(i + 1)
		if len(found)+len(said) == 0 {
			continue
		}
		n++
		all = append(all, Block{Part: numbered(n, title)})
		all = append(append(all, found...), said...)
	}
	return append(all, Block{Note: c.source()})
}

func numbered(n int, title string) string { return strconv.Itoa(n) + ". " + title }

// summary says how much there was in all, and how much of the campaign's target it is.
func (c *composer) summary() []Block {
	w := &c.w.Done
	if c.roll.Activities == 0 && c.roll.Posts == 0 {
		return []Block{{Text: w.Nothing}}
	}
	activities := c.count(w.Activities, c.roll.Activities)
	if n := c.joint(); n > 0 {
		activities += " " + c.count(w.Joint, n)
	}
	posts := c.count(w.Posts, c.roll.Posts)
	all := []Block{{Text: lang.Fill(w.Sum, activities, posts)}}
	switch {
	case c.roll.Activities == 0:
		all[0].Text = lang.Fill(w.OnlyPosts, posts)
	case c.roll.Posts == 0:
		all[0].Text = lang.Fill(w.OnlyActivities, activities)
	}
	if target := c.target(); target != "" {
		all = append(all, Block{Text: target})
	}
	return all
}

// joint counts the activities of several units.
func (c *composer) joint() int {
	n := 0
	for _, a := range c.r.Activities {
		if !a.Aggregate && len(a.Units) > 1 {
			n++
		}
	}
	return n
}

// goal is the target that the report's numbers can be held against: a campaign's as a whole, or
// that of the unit asked for. A part of a campaign has none.
func (c *composer) goal() (m *content.MetricDef, n int64) {
	f := &c.r.Filter
	if f.Campaign == nil || f.Campaign.TargetMetric == nil || !f.From.IsZero() || !f.To.IsZero() || f.Topic != nil {
		return nil, 0
	}
	if n = f.Campaign.Goal(f.Unit); n == 0 {
		return nil, 0
	}
	return f.Campaign.TargetMetric, n
}

// target says how much of the target is reached, with both terms.
func (c *composer) target() string {
	w := &c.w.Done
	m, goal := c.goal()
	if m == nil || goal <= 0 {
		return ""
	}
	reached, none := w.Target, w.TargetNone
	if c.r.Filter.Unit != nil {
		reached, none = w.Own, w.OwnNone
	}
	done, ok := given(c.roll.Metrics, m)
	if !ok {
		return lang.Fill(none, quoted(c.metricName(m)), c.n(goal), c.unit(m))
	}
	text := lang.Fill(reached, quoted(c.metricName(m)), c.n(done), c.n(goal), c.unit(m), c.s.Lang.Percent(done, goal))
	if shares := c.shares(); c.r.Filter.Unit == nil && len(shares) > 0 {
		reached := 0
		for _, u := range c.roll.Units {
			if n, ok := given(u.Metrics, m); ok && shares[u.Unit] > 0 && n >= shares[u.Unit] {
				reached++
			}
		}
		if reached == 0 {
			text += " " + lang.Fill(w.TargetUnitsNone, c.n(int64(len(shares))))
		} else {
			text += " " + lang.Fill(w.TargetUnits, c.n(int64(reached)), c.n(int64(len(shares))))
		}
	}
	return text
}

// shares are the units' own targets.
func (c *composer) shares() map[*site.Unit]int64 {
	if m, _ := c.goal(); m == nil {
		return nil
	}
	all := make(map[*site.Unit]int64)
	for _, u := range c.r.Filter.Campaign.TargetUnits {
		if u.N > 0 {
			all[u.Unit] = u.N
		}
	}
	return all
}

// given is the sum of a metric, false when nobody gave it.
func given(sums []site.Sum, m *content.MetricDef) (int64, bool) {
	for _, s := range sums {
		if s.Metric.ID == m.ID {
			return s.N, true
		}
	}
	return 0, false
}

// source says where the numbers come from, of which day the newest is, and what is not in them.
func (c *composer) source() string {
	text := lang.Fill(c.w.Done.SourceEmpty, c.s.Settings.Title)
	if newest := c.newest(); !newest.IsZero() {
		text = lang.Fill(c.w.Done.Source, c.s.Settings.Title, c.date(newest))
	}
	if c.roll.HeldBack > 0 {
		text += " " + c.count(c.w.Done.HeldBack, c.roll.HeldBack)
	}
	return text
}

// newest is when the newest post was published that is counted or tells of what is counted; a
// notice may tell of days to come, and a post of the next period of an activity in this one.
func (c *composer) newest() time.Time {
	var last time.Time
	note := func(posts []*site.Post) {
		for _, p := range posts {
			if p.Date.After(last) {
				last = p.Date.Time
			}
		}
	}
	note(c.r.Posts)
	for _, a := range c.r.Activities {
		note(a.Posts)
	}
	return last
}

// partOfGroup says which part of section II a group of the vocabulary belongs to.
// Groups that a site adds belong to the last.
func partOfGroup(group string) int {
	switch group {
	case "mieng":
		return 1
	case "mang":
		return 2
	case "truc-quan":
		return 3
	case "thi-dua", "hoi-thi":
		return 4
	}
	return 5
}

// held tells whether one says of a group's activities that they were held.
func held(group string) bool {
	switch group {
	case "thi-dua", "mang", "truc-quan":
		return false
	}
	return true
}

// group is a group of the vocabulary with what was done of it.
type group struct {
	id, title string
	kinds     []*site.KindRow
}

// groups are those of a part in which something was done, by the vocabulary.
func (c *composer) groups(part int) []group {
	var all []group
	known := make(map[string]bool)
	collect := func(id, title string, belongs func(group string) bool) {
		g := group{id: id, title: title}
		for i := range c.roll.Kinds {
			if belongs(c.roll.Kinds[i].Kind.Group) {
				g.kinds = append(g.kinds, &c.roll.Kinds[i])
			}
		}
		if len(g.kinds) > 0 {
			all = append(all, g)
		}
	}
	for _, g := range c.s.Vocabulary.Groups {
		known[g.ID] = true
		if partOfGroup(g.ID) == part {
			collect(g.ID, g.Title, func(id string) bool { return id == g.ID })
		}
	}
	// Kinds of no group, and of one that the vocabulary does not describe.
	last := len(c.w.Results)
	collect("", c.w.Done.Other, func(id string) bool {
		if known[id] {
			return false
		}
		return partOfGroup(id) == part || id == "" && part == last
	})
	return all
}

// letters number the groups of a part.
const letters = "abcdđeghiklmnopqrstuvxy"

// doneIn is what was done of a part.
func (c *composer) doneIn(part int) []Block {
	var all []Block
	if part == 2 {
		all = c.published()
	}
	groups := c.groups(part)
	for i, g := range groups {
		if len(groups) > 1 && i < len([]rune(letters)) {
			all = append(all, Block{Group: string([]rune(letters)[i]) + ") " + c.groupTitle(g)})
		}
		all = append(all, c.group(g)...)
	}
	if part == 2 {
		if self := c.self(); self != "" {
			all = append(all, Block{Text: self})
		}
	}
	return all
}

// groupTitle is that of the vocabulary; the default one of the last says less than a heading should.
func (c *composer) groupTitle(g group) string { return c.w.Groups.Name(g.id, g.title) }

// group says what was done of a group: one kind in a sentence, several as a list under their sums.
func (c *composer) group(g group) []Block {
	lead := c.w.Done.Carried
	if held(g.id) {
		lead = c.w.Done.Held
	}
	if len(g.kinds) == 1 {
		return []Block{{Text: lang.Fill(lead, c.kindWith(g.kinds[0])) + "."}}
	}
	n := 0
	list := make([]string, len(g.kinds))
	for i, k := range g.kinds {
		n += k.Activities
		list[i] = c.kindWith(k)
	}
	text := c.count(c.w.Done.Activities, n)
	if sums := c.shared(g.kinds); len(sums) > 0 {
		text = lang.Fill(c.w.Done.With, text, c.metrics(sums, c.ofKinds(g.kinds...)))
	}
	return []Block{{Text: lang.Fill(lead, lang.Fill(c.w.Done.Including, text)), Lead: true}, listed(list)}
}

// kindWith says how many activities of a kind there were, with their numbers.
func (c *composer) kindWith(k *site.KindRow) string {
	var sums []site.Sum
	for _, s := range k.Metrics {
		if told(s.Metric) {
			sums = append(sums, s)
		}
	}
	if len(sums) == 0 {
		return c.kind(k)
	}
	return lang.Fill(c.w.Done.With, c.kind(k), c.metrics(sums, c.ofKinds(k)))
}

// told tells whether a metric is said with its kind: what units declare
// themselves has its own sentence, and how often is said with the activities.
func told(m *content.MetricDef) bool { return !m.SelfDeclared && m.ID != times }

// shared adds up the metrics that more than one of several kinds gave, in the order of the vocabulary.
func (c *composer) shared(kinds []*site.KindRow) []site.Sum {
	var all []site.Sum
	for i := range c.s.Vocabulary.Metrics {
		m := &c.s.Vocabulary.Metrics[i]
		sum, givers := int64(0), 0
		for _, k := range kinds {
			if n, ok := given(k.Metrics, m); ok {
				sum += n
				givers++
			}
		}
		if givers > 1 && told(m) {
			all = append(all, site.Sum{Metric: m, N: sum})
		}
	}
	return all
}

// published says what the site has published, by form.
func (c *composer) published() []Block {
	if c.roll.Posts == 0 {
		return nil
	}
	var forms []string
	for _, f := range c.roll.Forms {
		text := c.count(c.w.Done.Forms[f.Form], f.Posts)
		if f.Form == content.Photos {
			if n := c.photos(); n > 0 {
				text += " " + c.count(c.w.Done.Photos, n)
			}
		}
		forms = append(forms, text)
	}
	if len(forms) == 1 {
		return []Block{{Text: lang.Fill(c.w.Done.OnSiteOne, c.s.Settings.Title, forms[0])}}
	}
	text := lang.Fill(c.w.Done.OnSite, c.s.Settings.Title, c.count(c.w.Done.Posts, c.roll.Posts), strings.Join(forms, ", "))
	return []Block{{Text: text}}
}

// photos counts the pictures of photo stories.
func (c *composer) photos() int {
	n := 0
	for _, p := range c.r.Posts {
		if p.Form == content.Photos {
			n += len(p.Images)
		}
	}
	return n
}

// self says what units declare themselves.
func (c *composer) self() string {
	var sums []site.Sum
	for _, s := range c.roll.Metrics {
		if s.Metric.SelfDeclared {
			sums = append(sums, s)
		}
	}
	if len(sums) == 0 {
		return ""
	}
	return lang.Fill(c.w.Done.Self, c.metrics(sums, nil))
}
