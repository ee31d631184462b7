package site

import (
	"cmp"
	"slices"
	"strings"
)

// makeLists puts the posts into their lists. Each list is counted first, so
// that all of them share one piece of memory without gaps.
func (b *builder) makeLists() {
	s := b.s
	listed, counted, all := 0, 0, 0
	for _, p := range b.posts {
		if !b.shown(p) {
			continue
		}
		all++
		if p.State != Removed {
			counted++
		}
		if p.State == Listed {
			listed++
		}
	}
	s.Posts, s.All, s.counted = make([]*Post, 0, listed), make([]*Post, 0, all), nil
	for _, p := range b.posts {
		if !b.shown(p) {
			continue
		}
		s.All = append(s.All, p)
		if p.State == Listed {
			s.Posts = append(s.Posts, p)
		}
	}
	s.counted = s.Posts
	if counted > listed {
		s.counted = slices.DeleteFunc(slices.Clone(s.All), func(p *Post) bool { return p.State == Removed })
	}
	slices.SortFunc(s.All, func(x, y *Post) int { return strings.Compare(x.URL, y.URL) })
	for i, p := range s.All {
		p.Index = i
	}
	b.fillLists()
	b.fillCounted()
	b.makeGalleries()
	for i, p := range s.Posts {
		if i > 0 {
			p.Next = s.Posts[i-1]
		}
		if i+1 < len(s.Posts) {
			p.Prev = s.Posts[i+1]
		}
	}
}

// eachList visits the lists of a listed post that are not simply stretches of another list.
func (b *builder) eachList(p *Post, visit func(l *List)) {
	visit(b.s.Latest)
	visit(b.s.Forms[p.Form])
	for _, t := range p.Topics {
		visit(&t.List)
		if isGallery(p.Form) {
			visit(&b.gallery(galleryKey{form: p.Form, topic: t}).List)
		}
	}
	if isGallery(p.Form) {
		visit(&b.gallery(galleryKey{form: p.Form, year: int(p.month / 12)}).List)
	}
	for _, u := range p.Units {
		visit(&u.List)
	}
	if p.Campaign != nil {
		visit(&p.Campaign.List)
	}
	if p.Commended {
		visit(b.s.Models)
	}
}

// lists are those that eachList visits.
func (b *builder) lists() []*List {
	s := b.s
	all := append([]*List{s.Latest, s.Models}, s.Forms[:]...)
	for _, x := range s.Topics {
		all = append(all, &x.List)
	}
	for _, x := range s.Units {
		all = append(all, &x.List)
	}
	for _, x := range s.Campaigns {
		all = append(all, &x.List)
	}
	for _, x := range b.galleries {
		all = append(all, &x.List)
	}
	return all
}

func (b *builder) fillLists() {
	s := b.s
	lists := b.lists()
	if s.Latest.n != len(s.Posts) { // some were left out since they were counted
		for _, l := range lists {
			l.n = 0
		}
		for _, p := range s.Posts {
			b.eachList(p, func(l *List) { l.n++ })
		}
	}
	total := 0
	for _, l := range lists {
		total += l.n
	}
	arena := make([]*Post, total)
	for _, l := range lists {
		l.Posts, arena = arena[:0:l.n], arena[l.n:]
	}
	for _, p := range s.Posts {
		if len(p.Topics) > 0 {
			p.at[0] = int32(len(p.Topics[0].List.Posts))
		}
		if len(p.Units) > 0 {
			p.at[1] = int32(len(p.Units[0].List.Posts))
		}
		if p.Campaign != nil {
			p.at[2] = int32(len(p.Campaign.List.Posts))
		}
		b.eachList(p, func(l *List) { l.Posts = append(l.Posts, p) })
	}
}

// fillCounted gives topics, units and campaigns the posts that the roll-up counts: expired ones too.
func (b *builder) fillCounted() {
	s := b.s
	if len(s.counted) > len(s.Posts) {
		for _, p := range s.counted {
			for _, t := range p.Topics {
				t.counted = append(t.counted, p)
			}
			for _, u := range p.Units {
				u.counted = append(u.counted, p)
			}
			if p.Campaign != nil {
				p.Campaign.counted = append(p.Campaign.counted, p)
			}
		}
		return
	}
	for _, t := range s.Topics {
		t.counted = t.List.Posts
	}
	for _, u := range s.Units {
		u.counted = u.List.Posts
	}
	for _, c := range s.Campaigns {
		c.counted = c.List.Posts
	}
}

// makeGalleries orders the galleries that have a post: by form, topics before years, years newest first.
func (b *builder) makeGalleries() {
	for _, g := range b.galleries {
		if len(g.List.Posts) > 0 {
			b.s.Galleries = append(b.s.Galleries, g)
		}
	}
	slices.SortFunc(b.s.Galleries, func(x, y *Gallery) int {
		place := func(g *Gallery) int {
			if g.Topic == nil {
				return len(b.s.Topics)
			}
			return g.Topic.index
		}
		return cmp.Or(cmp.Compare(x.Form, y.Form), cmp.Compare(place(x), place(y)), cmp.Compare(y.Year, x.Year))
	})
}

// makeArchive makes the years and months with a post or an activity. Posts and
// activities are in order of time, so a month's are stretches of them.
func (b *builder) makeArchive() {
	s := b.s
	live := make(map[int32]*Month)
	month := func(n int32) *Month {
		m := live[n]
		if m == nil {
			m = b.month(n)
			live[n] = m
		}
		return m
	}
	for _, p := range s.counted {
		month(p.month)
	}
	for i := 0; i < len(s.Posts); {
		n, from := s.Posts[i].month, i
		for i < len(s.Posts) && s.Posts[i].month == n {
			i++
		}
		month(n).List.Posts = s.Posts[from:i:i]
	}
	for i := 0; i < len(s.Activities); {
		n, from := s.Activities[i].month, i
		for i < len(s.Activities) && s.Activities[i].month == n {
			i++
		}
		month(n).Activities = s.Activities[from:i:i]
	}
	var numbers []int32
	for n := range live {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range slices.Backward(numbers) {
		m := live[n]
		if last := len(s.Archive) - 1; last < 0 || s.Archive[last].Year != m.Year {
			s.Archive = append(s.Archive, &Year{Year: m.Year})
		}
		y := s.Archive[len(s.Archive)-1]
		y.Months = append(y.Months, m)
		y.Posts += len(m.List.Posts)
	}
}
