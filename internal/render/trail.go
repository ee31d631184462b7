package render

import (
	"bytes"
	"html/template"

	"bantin/internal/content"
	"bantin/internal/site"
)

// trail is the way from the home page to the place above a page.
type trail struct {
	html template.HTML
	ld   string // the same as list items of JSON-LD, each followed by a comma
	n    int
}

type trailKey struct {
	form  content.Form // Photos, Infographic, VideoForm; News for all others
	topic *site.Topic
}

// crumb is a page on the way.
type crumb struct{ title, address string }

func (r *renderer) makeTrail(above ...crumb) *trail {
	all := append([]crumb{{r.words.Home, "/"}}, above...)
	t := &trail{n: len(all)}
	links := make([]Link, len(all))
	t.ld = string(pooled(func(w *bytes.Buffer) {
		for i, c := range all {
			links[i] = Link{c.title, r.href(c.address)}
			w.WriteString(`{"@type":"ListItem","position":`)
			w.WriteByte(byte('1' + i))
			w.WriteString(`,"name":`)
			quote(w, c.title)
			w.WriteString(`,"item":`)
			quote(w, r.s.Abs(c.address))
			w.WriteString("},")
		}
	}))
	t.html = pooled(func(w *bytes.Buffer) { execute(w, r.layouts.crumbs, links) })
	return t
}

// makeTrails prepares those of posts: by topic, and by gallery and topic.
func (r *renderer) makeTrails() {
	r.trails = make(map[trailKey]*trail)
	for _, f := range []content.Form{content.News, content.Photos, content.Infographic, content.VideoForm} {
		var above []crumb
		if f != content.News {
			above = append(above, crumb{r.words.FormLists[f], r.s.Forms[f].URL})
		}
		r.trails[trailKey{f, nil}] = r.makeTrail(above...)
		for _, t := range r.s.Topics {
			r.trails[trailKey{f, t}] = r.makeTrail(append(above, crumb{t.Title, t.List.URL})...)
		}
	}
}

func (r *renderer) postTrail(p *site.Post) *trail {
	key := trailKey{form: content.News}
	switch p.Form {
	case content.Photos, content.Infographic, content.VideoForm:
		key.form = p.Form
	}
	if len(p.Topics) > 0 {
		key.topic = p.Topics[0]
	}
	return r.trails[key]
}
