package render

import (
	"strconv"

	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
)

func (r *renderer) addArchive(t *output.Tree) {
	months := r.archiveMonths()
	r.add(t, r.s.ArchiveRootURL(), "", func(r *leaf) (*layout, any) { return r.layouts.archive, r.archiveView(months) })
	for i, m := range months {
		trail := r.makeTrail(crumb{r.words.Archive, r.s.ArchiveRootURL()})
		l := &m.List
		r.addPaged(t, l, func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any) {
			title := r.format.month(r.words.List.MonthTitle, m.Year, m.Month)
			v := &Archive{
				Frame: r.listFrame(l, n, title, r.monthLede(m, title), trail), Crumbs: trail.html, Title: title,
				Heading: r.words.List.Heading, Empty: r.words.List.Empty, Pager: pager, Years: r.archiveYears(m),
			}
			if n == 1 {
				v.Lede = r.format.count(r.words.List.Posts, len(l.Posts)) + "."
				v.Occasions = r.occasionsIn(m.Year, m.Month)
			}
			v.Lines = r.lines(posts)
			if i+1 < len(months) {
				v.Older = r.monthLink(months[i+1])
			}
			if i > 0 {
				v.Newer = r.monthLink(months[i-1])
			}
			return r.layouts.archive, v
		})
	}
}

func (r *renderer) monthLede(m *site.Month, title string) string {
	return title + ": " + r.format.count(r.words.List.Posts, len(m.List.Posts)) + ". " + r.words.ArchiveLede
}

// archiveMonths are all months with an address, newest first.
func (r *renderer) archiveMonths() []*site.Month {
	var all []*site.Month
	for _, y := range r.s.Archive {
		all = append(all, y.Months...)
	}
	return all
}

func (r *renderer) monthLink(m *site.Month) *Link {
	return &Link{r.format.month(r.words.List.MonthTitle, m.Year, m.Month), r.href(m.List.URL)}
}

// archiveView shows the newest month that has posts.
func (r *leaf) archiveView(months []*site.Month) *Archive {
	w, trail := r.words, r.makeTrail()
	m := meta{title: w.Archive, description: w.ArchiveLede, address: r.s.ArchiveRootURL(), trail: trail}
	v := &Archive{
		Frame: r.framed(r.section(m.address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Archive, Lede: w.ArchiveLede,
		Heading: w.List.Heading, Empty: w.List.Empty, Years: r.archiveYears(nil), Occasions: r.occasionsNow(),
	}
	for _, month := range months {
		posts := month.List.Posts
		if len(posts) == 0 {
			continue
		}
		v.Heading = r.format.month(w.List.MonthTitle, month.Year, month.Month)
		v.Lines = r.lines(posts[:min(len(posts), r.pageSize())])
		link := r.monthLink(month)
		link.Title = lang.Fill(w.List.AllOf, r.format.count(w.List.Posts, len(posts)))
		if len(posts) > r.pageSize() {
			v.More = link
		}
		break
	}
	return v
}

// archiveYears are all months with how many posts each has.
func (r *renderer) archiveYears(current *site.Month) []ArchiveYear {
	var all []ArchiveYear
	for _, y := range r.s.Archive {
		a := ArchiveYear{Year: strconv.Itoa(y.Year), ID: "_" + strconv.Itoa(y.Year)}
		for i := len(y.Months) - 1; i >= 0; i-- {
			m := y.Months[i]
			a.Months = append(a.Months, Choice{
				Title: r.format.monthShort(m.Month), URL: r.href(m.List.URL),
				Count: r.dash(int64(len(m.List.Posts))), Current: m == current,
			})
		}
		all = append(all, a)
	}
	return all
}
