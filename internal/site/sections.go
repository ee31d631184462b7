package site

import (
	"cmp"
	"slices"
	"time"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// sections makes topics, units, campaigns and pages, their names and their addresses.
func (b *builder) sections() {
	src := b.src
	b.topics, b.units = newNameIndex[Topic](), newNameIndex[Unit]()
	b.campaigns, b.kinds = newNameIndex[Campaign](), newNameIndex[content.Kind]()
	n := len(src.Posts) + len(src.Topics) + len(src.Units) + len(src.Campaigns) + len(src.Pages)
	b.docs = make([]doc, len(src.Posts), n)
	b.byFile = make(map[string]*doc, n)

	paths := b.s.Lang.Paths
	for _, t := range src.Topics {
		b.s.Topics = append(b.s.Topics, &Topic{Topic: t, List: List{URL: "/" + paths.Topics + "/" + t.ID + "/", Feed: true}})
	}
	for _, u := range src.Units {
		b.s.Units = append(b.s.Units, &Unit{Unit: u, List: List{URL: "/" + paths.Units + "/" + u.ID + "/", Feed: true}})
	}
	for _, c := range src.Campaigns {
		b.s.Campaigns = append(b.s.Campaigns, &Campaign{Campaign: c, List: List{URL: "/" + paths.Campaigns + "/" + c.ID + "/", Feed: true}})
	}
	for _, p := range src.Pages {
		b.s.Pages = append(b.s.Pages, &Page{Page: p, URL: "/" + p.ID + "/"})
	}
	b.sortSections()
	b.sectionDocs()
	b.sectionNames()
	b.successors()
	b.targets()
	for f := range b.s.Forms {
		b.s.Forms[f] = &List{URL: "/" + paths.Forms[f] + "/", Feed: true}
	}
	b.s.Latest = &List{URL: "/" + paths.Latest + "/"}
	b.s.Models = &List{URL: "/" + paths.Models + "/"}
}

func (b *builder) sortSections() {
	s := b.s
	slices.SortFunc(s.Topics, func(x, y *Topic) int { return compareMeta(&x.Meta, &y.Meta) })
	slices.SortFunc(s.Units, func(x, y *Unit) int { return compareMeta(&x.Meta, &y.Meta) })
	slices.SortFunc(s.Pages, func(x, y *Page) int { return compareMeta(&x.Meta, &y.Meta) })
	slices.SortFunc(s.Campaigns, func(x, y *Campaign) int {
		return cmp.Or(compareOrder(x.Order, y.Order), viet.Compare(x.Title, y.Title), y.From.Compare(x.From), cmp.Compare(x.ID, y.ID))
	})
	for i, t := range s.Topics {
		t.index = i
	}
	for i, u := range s.Units {
		u.index = i
	}
}

// compareOrder puts those with an order before those without.
func compareOrder(x, y int) int {
	switch {
	case x == y:
		return 0
	case x == 0:
		return 1
	case y == 0:
		return -1
	}
	return cmp.Compare(x, y)
}

func compareMeta(x, y *content.Meta) int {
	return cmp.Or(compareOrder(x.Order, y.Order), viet.Compare(x.Title, y.Title), cmp.Compare(x.ID, y.ID))
}

// sectionDocs notes the files of topics, units, campaigns and pages.
func (b *builder) sectionDocs() {
	add := func(m *content.Meta, url string, targets *[]Target, cover *string) *doc {
		b.docs = append(b.docs, doc{
			file: m.File, dir: m.Dir, url: url, pos: m.TitlePos, body: m.Body,
			cover: m.Cover, targets: targets, coverURL: cover,
		})
		return &b.docs[len(b.docs)-1]
	}
	for _, t := range b.s.Topics {
		add(&t.Meta, t.URL, &t.Targets, &t.CoverURL).list = &t.List
	}
	for _, u := range b.s.Units {
		add(&u.Meta, u.URL, &u.Targets, &u.CoverURL).list = &u.List
	}
	for _, c := range b.s.Campaigns {
		d := add(&c.Meta, c.URL, &c.Targets, &c.CoverURL)
		d.list, d.campaign = &c.List, c
	}
	for _, p := range b.s.Pages {
		add(&p.Meta, p.URL, &p.Targets, &p.CoverURL)
	}
	for i := len(b.src.Posts); i < len(b.docs); i++ {
		b.byFile[b.docs[i].file] = &b.docs[i]
	}
}

// sectionNames fills the name indexes.
func (b *builder) sectionNames() {
	b.topics.fill(topicNames(b.s.Topics), func(m *content.Meta, n content.Name, other *Topic) {
		b.report(&b.problems, b.byFile[m.File], n.Pos, "one-name-twice", "", n.Text, other.File)
	})
	b.units.fill(unitNames(b.s.Units), func(m *content.Meta, n content.Name, other *Unit) {
		b.report(&b.problems, b.byFile[m.File], n.Pos, "one-name-twice", "", n.Text, other.File)
	})
	b.campaigns.fillUnique(campaignNames(b.s.Campaigns))
	for i := range b.s.Vocabulary.Kinds {
		k := &b.s.Vocabulary.Kinds[i]
		b.kinds.addID(k.ID, k)
	}
	for i := range b.s.Vocabulary.Kinds {
		k := &b.s.Vocabulary.Kinds[i]
		b.kinds.add(k.Title, k)
	}
}

// successors joins units to those that followed them.
func (b *builder) successors() {
	for _, u := range b.s.Units {
		if next := b.unit(b.byFile[u.File], u.Unit.Successor); next != nil && next != u {
			u.Successor = next
			next.Former = append(next.Former, u)
		}
	}
}

// targets finds what the targets of campaigns count and whose they are. The
// units' shares need not add up to a given total: an activity of two units counts
// for both, and an office may leave some of the total to all, or ask for more to be
// safe. Their sum fits its type: a file has at most 2,000 of them, each at most 10^15.
func (b *builder) targets() {
	for _, c := range b.s.Campaigns {
		if c.Target == nil {
			continue
		}
		d := b.byFile[c.File]
		c.TargetMetric = b.metric(c.Target.Metric.Text)
		var said []string // the names of TargetUnits, as they stand there
		for _, t := range c.Target.Units {
			u := b.unit(d, t.Unit)
			if u == nil {
				continue
			}
			if i := slices.IndexFunc(c.TargetUnits, func(x UnitTarget) bool { return x.Unit == u }); i >= 0 {
				b.report(&b.problems, d, t.Unit.Pos, "target-twice", "", u.Title, said[i])
				continue
			}
			c.TargetUnits, said = append(c.TargetUnits, UnitTarget{Unit: u, N: t.N}), append(said, t.Unit.Text)
		}
		slices.SortStableFunc(c.TargetUnits, func(x, y UnitTarget) int { return cmp.Compare(x.Unit.index, y.Unit.index) })
	}
}

// metric finds a metric of the vocabulary by its id.
func (b *builder) metric(id string) *content.MetricDef {
	if i, ok := b.s.metric[id]; ok {
		return &b.s.Vocabulary.Metrics[i]
	}
	return nil
}

// existed tells whether a unit existed on any of the days from first to last.
func (u *Unit) existed(first, last int32, zone *time.Location) bool {
	if !u.From.IsZero() && dayNumber(u.From.In(zone)) > last {
		return false
	}
	return u.To.IsZero() || dayNumber(u.To.In(zone)) >= first
}

// Goal is what is to be reached of a campaign's TargetMetric: by a unit its own share; of nil in all, which is the total
// that is given or else the sum of the shares. 0 : there is none.
func (c *Campaign) Goal(u *Unit) int64 {
	if u == nil && c.Target != nil && c.Target.Total > 0 {
		return c.Target.Total
	}
	sum := int64(0)
	for _, t := range c.TargetUnits {
		if u == nil || t.Unit == u {
			sum += t.N
		}
	}
	return sum
}

// Phase tells whether a campaign is before, in or after its time. Its last day
// belongs to it wholly; one without end stays in it.
func (c *Campaign) Phase(now time.Time) Phase {
	zone := c.From.Location()
	today := dayNumber(now.In(zone))
	switch {
	case today < dayNumber(c.From):
		return Before
	case !c.To.IsZero() && today > dayNumber(c.To.In(zone)):
		return After
	}
	return During
}
