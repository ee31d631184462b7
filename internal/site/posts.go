package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// readPosts orders the posts of the source, decides which are published, finds
// their names and gives them addresses.
func (b *builder) readPosts() {
	arena := make([]Post, len(b.src.Posts))
	b.posts = make([]*Post, len(arena))
	for i, p := range b.src.Posts {
		b.posts[i] = &arena[i]
		arena[i] = Post{Post: p, failed: p.Held || b.spoilt[p.File]}
	}
	slices.SortFunc(b.posts, func(x, y *Post) int {
		return cmp.Or(y.Date.Compare(x.Date.Time), cmp.Compare(y.File, x.File))
	})
	topics, units := 0, 0
	for _, p := range b.posts {
		topics += len(p.Post.Topics)
		units += len(p.Post.Units)
	}
	topicArena, unitArena := make([]*Topic, topics), make([]*Unit, units)
	for i, p := range b.posts {
		p.rank = int32(i)
		b.place(p)
		b.docs[i] = doc{
			file: p.File, dir: p.Dir, pos: p.TitlePos, body: p.Body, post: p,
			cover: p.Cover, targets: &p.Targets, coverURL: &p.CoverURL,
		}
		d := &b.docs[i]
		b.byFile[p.File] = d
		p.Topics, topicArena = topicArena[:0:len(p.Post.Topics)], topicArena[len(p.Post.Topics):]
		p.Units, unitArena = unitArena[:0:len(p.Post.Units)], unitArena[len(p.Post.Units):]
		b.readNames(d)
		p.URL = b.s.postURL(p)
		d.url = p.URL
		p.published = p.published && p.URL != ""
		if p.State == Removed {
			p.Topics, p.Units, p.Campaign = nil, nil, nil
		}
	}
}

// place sets a post's day and whether it is published.
func (b *builder) place(p *Post) {
	c := p.Post
	date := c.Date.In(b.zone)
	p.day = dayNumber(date)
	p.month = monthNumber(date)
	p.Draft = c.Draft
	p.Future = c.Date.After(b.s.Now)
	p.published = p.dated() && (!p.Draft || b.o.Drafts) && (!p.Future || b.o.Future)
	switch {
	case c.Removed != "":
		p.State = Removed
	case !c.Expires.IsZero() && !c.Expires.After(b.s.Now):
		p.State = Expired
	}
}

// dated tells whether a post has a place in time. A post without a date is an error of its file.
func (p *Post) dated() bool { return !p.Date.IsZero() }

// permalinkPart is a piece of an address: literal text, or a field when name is not "".
type permalinkPart struct{ text, name string }

// parsePermalink splits "/{year}/{month}/{slug}/" into its pieces.
func parsePermalink(pattern string) []permalinkPart {
	pattern = "/" + strings.Trim(pattern, "/") + "/"
	var parts []permalinkPart
	for pattern != "" {
		before, rest, found := strings.Cut(pattern, "{")
		if before != "" {
			parts = append(parts, permalinkPart{text: before})
		}
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		parts = append(parts, permalinkPart{name: name})
		pattern = after
	}
	return parts
}

// postURL gives the address of a post, "" when it lacks something that the address needs.
func (s *Site) postURL(p *Post) string {
	if !p.dated() {
		return ""
	}
	var buf [160]byte
	u := buf[:0]
	year, month := int(p.month/12), int(p.month%12)+1
	for _, part := range s.permalink {
		before := len(u)
		switch part.name {
		case "":
			u = append(u, part.text...)
		case "year":
			u = appendPadded(u, year, 4)
		case "month":
			u = appendPadded(u, month, 2)
		case "day":
			u = appendPadded(u, p.Date.In(s.Now.Location()).Day(), 2)
		case "slug":
			u = append(u, p.Slug...)
		case "topic":
			if len(p.Topics) > 0 {
				u = append(u, p.Topics[0].ID...)
			}
		case "unit":
			if len(p.Units) > 0 {
				u = append(u, p.Units[0].ID...)
			}
		}
		if len(u) == before {
			return ""
		}
	}
	return string(u)
}

// appendPadded appends n with leading zeros to the given width.
func appendPadded(dst []byte, n, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for ; n > 0 || width > 0; n, width = n/10, width-1 {
		i--
		digits[i] = byte('0' + n%10)
	}
	return append(dst, digits[i:]...)
}

// dayNumber counts the days from 1 January 1970 to the day that t shows in its own zone.
func dayNumber(t time.Time) int32 {
	_, offset := t.Zone()
	seconds := t.Unix() + int64(offset)
	day := seconds / 86400
	if seconds%86400 < 0 {
		day--
	}
	return int32(day)
}

// monthNumber counts months since the year 0 in t's own zone.
func monthNumber(t time.Time) int32 {
	y, m, _ := t.Date()
	return int32(y)*12 + int32(m) - 1
}

// dayTime is the inverse of dayNumber: 00:00 of a day in a zone.
func dayTime(day int32, zone *time.Location) time.Time {
	y, m, d := time.Unix(int64(day)*86400, 0).UTC().Date()
	return viet.Day(y, m, d, zone)
}

// isGallery tells whether a form has galleries by topic and year.
func isGallery(f content.Form) bool {
	return f == content.Photos || f == content.Infographic || f == content.VideoForm
}
