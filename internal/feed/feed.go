package feed

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/render"
	"bantin/internal/site"
)

// length is how many posts a feed holds.
const length = 20

// channel is one feed.
type channel struct {
	title, subtitle string
	url             string // of the page that it follows, from the site's root
	posts           []*site.Post
}

// writer holds what all feeds of a site need.
type writer struct {
	s    *site.Site
	pics map[string]media.Picture
	zone *time.Location // of the site
}

// Files adds the feeds, the sitemaps, robots.txt and the description of the search. pics are the sizes of
// pictures by their source files.
func Files(t *output.Tree, s *site.Site, pics map[string]media.Picture) {
	f := &writer{s: s, pics: pics, zone: s.Now.Location()}
	whole := channel{title: s.Settings.Title, subtitle: s.Settings.Description, url: "/", posts: s.Posts}
	add := func(name string, c channel, write func(*bytes.Buffer, channel)) {
		c.posts = c.posts[:min(len(c.posts), length)]
		t.Add(output.File{Path: strings.TrimPrefix(c.url, "/") + name, Kind: output.Feed, Render: func(w *bytes.Buffer) error {
			write(w, c)
			return nil
		}})
	}
	add("feed.xml", whole, f.atom)
	add("rss.xml", whole, f.rss)
	add("feed.json", whole, f.json)
	part := func(title, subtitle string, l *site.List) {
		add("feed.xml", channel{title + " – " + s.Settings.Title, subtitle, l.URL, l.Posts}, f.atom)
	}
	for _, x := range s.Topics {
		part(x.Title, x.Description, &x.List)
	}
	for _, x := range s.Units {
		part(x.Title, x.Description, &x.List)
	}
	for form, l := range s.Forms {
		part(s.Lang.Words.FormLists[form], s.Lang.Words.FormLedes[form], l)
	}
	for _, x := range s.Campaigns {
		part(x.Title, x.Description, &x.List)
	}
	sitemaps(t, s)
	openSearch(t, s)
}

// updated is when a post was last changed. A change that is yet to come has not been made.
func updated(p *site.Post, now time.Time) time.Time {
	if p.Updated.After(p.Date.Time) && !p.Updated.After(now) {
		return p.Updated.Time
	}
	return p.Date.Time
}

// newest is when the first posts of a list, those of a feed, were last changed; zero for an empty one.
func newest(posts []*site.Post, now time.Time) time.Time {
	var t time.Time
	for _, p := range posts[:min(len(posts), length)] {
		if u := updated(p, now); u.After(t) {
			t = u
		}
	}
	return t
}

// updated is when a channel was last changed: that of the site when it is empty,
// the epoch when that is too, for formats want one.
func (f *writer) updated(c channel) time.Time {
	t := newest(c.posts, f.s.Now)
	if t.IsZero() {
		t = f.s.Updated
	}
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.In(f.zone)
}

// person is who answers for a post.
type person struct{ name, url string }

// authors are the writer when a post names one, and its units; the organization when there is neither.
func (f *writer) authors(p *site.Post) []person {
	var all []person
	if p.Author != "" {
		all = append(all, person{name: p.Author})
	}
	for _, u := range p.Units {
		all = append(all, person{u.Title, f.s.Abs(u.URL)})
	}
	if all == nil {
		all = append(all, f.publisher())
	}
	return all
}

func (f *writer) publisher() person {
	return person{cmp.Or(f.s.Settings.Organization.Name, f.s.Settings.Title), f.s.Abs("/")}
}

// category is a topic or campaign of a post.
type category struct{ id, title string }

func categories(p *site.Post) []category {
	all := make([]category, 0, len(p.Topics)+1)
	for _, t := range p.Topics {
		all = append(all, category{t.ID, t.Title})
	}
	if p.Campaign != nil {
		all = append(all, category{p.Campaign.ID, p.Campaign.Title})
	}
	return all
}

// enclosure is a file that belongs to a post.
type enclosure struct{ url, kind, title string }

// enclosures are the cover, a video file and the files to download.
func (f *writer) enclosures(p *site.Post) []enclosure {
	var all []enclosure
	add := func(url, file, title string) {
		if kind := media.TypeOf(file); url != "" && kind != "" {
			all = append(all, enclosure{f.s.Abs(url), kind, title})
		}
	}
	if p.Cover != nil && p.CoverURL != "" {
		url, _ := f.image(p.Cover, p.CoverURL)
		all = append(all, enclosure{url, media.TypeOf(url), p.Cover.Alt})
	}
	if p.Video != nil {
		add(p.VideoURL, p.Video.File.Path, p.Title)
	}
	for i, a := range p.Attachments {
		if i < len(p.AttachmentURLs) {
			add(p.AttachmentURLs[i], a.File.Path, cmp.Or(a.Title, path.Base(a.File.Path)))
		}
	}
	return all
}

// body appends a post's full text as HTML: cover, text, gallery, video, files.
func (f *writer) body(w *bytes.Buffer, p *site.Post) {
	if p.Cover != nil && p.CoverURL != "" {
		f.figure(w, p.Cover, p.CoverURL)
	}
	if p.Video != nil {
		url := ""
		if p.Video.YouTube != "" {
			url = "https://www.youtube.com/watch?v=" + p.Video.YouTube
		} else if p.VideoURL != "" {
			url = f.s.Abs(p.VideoURL)
		}
		if url != "" {
			link(w, url, f.s.Lang.Words.Forms[content.VideoForm]+": "+p.Title)
		}
	}
	if p.Body != nil {
		render.Body(w, f.s, p.Body, anchored(p), f.pics, true)
	}
	for i := range p.Images {
		if i < len(p.ImageURLs) && p.ImageURLs[i] != "" {
			f.figure(w, &p.Images[i], p.ImageURLs[i])
		}
	}
	for i, a := range p.Attachments {
		if i < len(p.AttachmentURLs) && p.AttachmentURLs[i] != "" {
			link(w, f.s.Abs(p.AttachmentURLs[i]), cmp.Or(a.Title, path.Base(a.File.Path)))
		}
	}
}

// anchored are the targets of a post's text; those within the post itself get its address, for in a
// reader of feeds there is no page around them.
func anchored(p *site.Post) []site.Target {
	targets := p.Targets
	for i, t := range p.Targets {
		if !strings.HasPrefix(t.URL, "#") {
			continue
		}
		if &targets[0] == &p.Targets[0] {
			targets = slices.Clone(p.Targets)
		}
		targets[i].URL = p.URL + t.URL
	}
	return targets
}

// image gives the whole address of a picture for feeds, and its size.
func (f *writer) image(m *content.Image, url string) (string, media.Variant) {
	p := f.pics[m.File.Path]
	v := p.UpTo(render.WidestFeed)
	return f.s.Abs(media.Address(url, &p, &v)), v
}

func (f *writer) figure(w *bytes.Buffer, m *content.Image, url string) {
	w.WriteString(`<figure><img src="`)
	url, v := f.image(m, url)
	escape(w, url)
	w.WriteString(`" alt="`)
	escape(w, m.Alt)
	w.WriteByte('"')
	if v.Width > 0 {
		attr(w, "width", itoa(v.Width))
		attr(w, "height", itoa(v.Height))
	}
	w.WriteByte('>')
	if m.Caption != "" || m.Credit != "" {
		w.WriteString("<figcaption>")
		escape(w, m.Caption)
		if m.Caption != "" && m.Credit != "" {
			w.WriteByte(' ')
		}
		escape(w, m.Credit)
		w.WriteString("</figcaption>")
	}
	w.WriteString("</figure>\n")
}

func link(w *bytes.Buffer, url, text string) {
	w.WriteString(`<p><a href="`)
	escape(w, url)
	w.WriteString(`">`)
	escape(w, text)
	w.WriteString("</a></p>\n")
}
