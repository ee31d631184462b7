package render

import (
	"bytes"
	"html/template"
	"strconv"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
)

// addPaged adds every page of a list. view makes the page with the given posts; its number counts from 1.
func (r *renderer) addPaged(t *output.Tree, l *site.List, view func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any)) {
	pages := r.s.PageCount(l)
	size := r.pageSize()
	for n := 1; n <= pages; n++ {
		posts := l.Posts[(n-1)*size : min(n*size, len(l.Posts))]
		r.add(t, r.s.PageURL(l, n), "", func(r *leaf) (*layout, any) { return view(r, n, posts, r.pager(l, n, pages)) })
	}
}

func (r *renderer) pageSize() int {
	if n := r.s.Settings.PageSize; n > 0 {
		return n
	}
	return 20
}

// pager shows the ends, the current page and its neighbours: 1 … 4 [5] 6 … 12.
func (r *leaf) pager(l *site.List, n, pages int) *Pager {
	if pages < 2 {
		return nil
	}
	p := &Pager{Number: strconv.Itoa(n), Count: strconv.Itoa(pages)}
	if n > 1 {
		p.Prev = r.href(r.s.PageURL(l, n-1))
	}
	if n < pages {
		p.Next = r.href(r.s.PageURL(l, n+1))
	}
	p.Items = r.piece(func(w *bytes.Buffer) {
		last := 0
		for _, i := range []int{1, n - 1, n, n + 1, pages} {
			if i <= last || i > pages {
				continue
			}
			if i > last+1 {
				w.WriteString("<span>…</span> ")
			}
			r.pageNumber(w, l, i, i == n)
			last = i
		}
	})
	return p
}

func (r *renderer) pageNumber(w *bytes.Buffer, l *site.List, n int, current bool) {
	if current {
		w.WriteString(`<span aria-current="page">`)
	} else {
		w.WriteString("<a")
		attr(w, "href", r.s.Href(r.s.PageURL(l, n)))
		w.WriteByte('>')
	}
	w.WriteString(`<span class="vh">`)
	escape(w, r.words.List.Page)
	w.WriteString(" </span>")
	w.WriteString(strconv.Itoa(n))
	if current {
		w.WriteString("</span> ")
	} else {
		w.WriteString("</a> ")
	}
}

// pageTitle tells the pages of a list apart.
func (r *renderer) pageTitle(title string, n int) string {
	if n == 1 {
		return title
	}
	return lang.Fill(r.words.List.PageTitle, title, strconv.Itoa(n))
}

// listFrame is the frame of a page of a list.
func (r *leaf) listFrame(l *site.List, n int, title, description string, trail *trail) Frame {
	if n > 1 {
		description = r.pageTitle(title, n) + ". " + description
	}
	m := meta{
		title: r.pageTitle(title, n), description: description, address: r.s.PageURL(l, n), feed: l.FeedURL(), trail: trail, picture: r.previews[l.URL],
	}
	return r.framed(r.section(m.address), r.metaHTML(&m))
}

func (r *renderer) addLists(t *output.Tree) {
	w := r.words
	r.addList(t, r.s.Latest, w.Latest, w.LatestLede, w.List.Empty)
	r.addModels(t)
	for f := range content.NumForms {
		form := content.Form(f)
		if form == content.Photos || form == content.Infographic || form == content.VideoForm {
			r.addGallery(t, &site.Gallery{List: *r.s.Forms[f], Form: form})
			continue
		}
		r.addList(t, r.s.Forms[f], w.FormLists[f], w.FormLedes[f], w.List.Empty)
	}
	for _, g := range r.s.Galleries {
		r.addGallery(t, g)
	}
}

func (r *renderer) addList(t *output.Tree, l *site.List, title, lede, empty string) {
	trail := r.makeTrail()
	r.addPaged(t, l, func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any) {
		return r.layouts.list, r.listView(l, n, title, lede, empty, trail, posts, pager)
	})
}

func (r *leaf) listView(l *site.List, n int, title, lede, empty string, trail *trail, posts []*site.Post, pager *Pager) *List {
	v := &List{
		Frame: r.listFrame(l, n, title, lede, trail), Crumbs: trail.html, Title: title,
		Heading: r.words.List.Heading, Cards: r.cards(posts), Empty: empty, Pager: pager,
	}
	if n == 1 {
		v.Lede = lede
	}
	return v
}

// addGallery adds a gallery: a form's posts, or those of one topic or year.
func (r *renderer) addGallery(t *output.Tree, g *site.Gallery) {
	name := r.words.FormLists[g.Form]
	title, trail := name, r.makeTrail()
	switch {
	case g.Topic != nil:
		title = name + ": " + g.Topic.Title
		trail = r.makeTrail(crumb{name, r.s.Forms[g.Form].URL})
	case g.Year != 0:
		title = name + " " + strconv.Itoa(g.Year)
		trail = r.makeTrail(crumb{name, r.s.Forms[g.Form].URL})
	}
	description := r.words.FormLedes[g.Form]
	if title != name {
		description = title + ". " + description
	}
	topics, years := r.filters(g)
	l := &g.List
	heading := r.format.count(r.words.List.Posts, len(l.Posts))
	r.addPaged(t, l, func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any) {
		return r.layouts.gallery, &Gallery{
			Frame: r.listFrame(l, n, title, description, trail), Crumbs: trail.html, Title: title,
			Lede: r.words.FormLedes[g.Form], Form: g.Form.ID(), Heading: heading,
			Topics: topics, Years: years, Cards: r.galleryCards(posts), Empty: r.words.List.Empty, Pager: pager,
		}
	})
}

// early is how many pictures of a gallery a phone shows before its reader scrolls, at most.
const early = 2

// galleryCards are cards whose first pictures load at once.
func (r *leaf) galleryCards(posts []*site.Post) template.HTML {
	n := min(early, len(posts))
	first := r.joined(posts[:n], func(p *site.Post) template.HTML {
		view := r.cardView(p)
		view.Early = true
		return pooled(func(w *bytes.Buffer) { execute(w, r.layouts.card, &view) })
	})
	return first + r.cards(posts[n:])
}

// filters are the other galleries of the same form, with how many posts each holds.
func (r *renderer) filters(g *site.Gallery) (topics, years []Choice) {
	all := r.s.Forms[g.Form]
	choice := func(title string, l *site.List, current bool) Choice {
		return Choice{title, r.href(l.URL), r.format.number(int64(len(l.Posts))), current}
	}
	topics = append(topics, choice(r.words.List.AnyTopic, all, g.Topic == nil && g.Year == 0))
	years = append(years, choice(r.words.List.AnyYear, all, g.Topic == nil && g.Year == 0))
	for _, other := range r.s.Galleries {
		switch {
		case other.Form != g.Form:
		case other.Topic != nil:
			topics = append(topics, choice(other.Topic.Title, &other.List, other.Topic == g.Topic))
		default:
			years = append(years, choice(strconv.Itoa(other.Year), &other.List, other.Year == g.Year))
		}
	}
	return topics, years
}
