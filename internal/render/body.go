package render

import (
	"bytes"
	"html/template"
	"sync"

	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/media"
	"bantin/internal/site"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Body writes a body with its holes filled: links, pictures and videos.
// targets are one for each of html.Refs; a link that leads nowhere keeps its
// words only, a picture that leads nowhere is left out. With absolute, for
// readers of feeds, addresses are whole and a video is a plain link.
func Body(w *bytes.Buffer, s *site.Site, html *markdown.Document, targets []site.Target, pics map[string]media.Picture, absolute bool) {
	if html == nil {
		return
	}
	html.Write(w, func(i int, open bool) {
		ref := &html.Refs[i]
		var t site.Target
		if i < len(targets) {
			t = targets[i]
		}
		switch ref.Kind {
		case markdown.Link:
			writeLink(w, s, ref, &t, open, absolute)
		case markdown.Image:
			writeImage(w, s, ref, &t, pics, absolute)
		case markdown.YouTube:
			writeFacade(w, &s.Lang.Words, ref, absolute)
		}
	})
}

func writeLink(w *bytes.Buffer, s *site.Site, ref *markdown.Ref, t *site.Target, open, absolute bool) {
	if t.URL == "" {
		return
	}
	if !open {
		w.WriteString("</a>")
		return
	}
	w.WriteString("<a")
	attr(w, "href", target(s, t, absolute))
	if ref.Title != "" {
		attr(w, "title", ref.Title)
	}
	w.WriteByte('>')
}

func writeImage(w *bytes.Buffer, s *site.Site, ref *markdown.Ref, t *site.Target, pics map[string]media.Picture, absolute bool) {
	if t.URL == "" {
		return
	}
	p := pics[t.File]
	if absolute {
		v := p.UpTo(WidestFeed)
		startImage(w, s.Abs(media.Address(t.URL, &p, &v)), ref, sizeAttrs("", v.Width, v.Height))
		w.WriteByte('>')
		return
	}
	if p.Hash == "" { // a drawing, a moving picture, or one of another host
		startImage(w, s.Href(t.URL), ref, sizeAttrs("", p.Width, p.Height))
		w.WriteString(` loading="lazy" decoding="async">`)
		return
	}
	w.WriteString("<picture>")
	if set := srcset(s, t.URL, &p, p.WebP, widestAny); set != "" {
		w.WriteString(`<source type="image/webp" ` + string(set) + ` sizes="` + bodySizes + `">`)
	}
	src := p.UpTo(widestSrc)
	startImage(w, s.Href(media.Address(t.URL, &p, &src)), ref, sizeAttrs("", p.Width, p.Height))
	if set := srcset(s, t.URL, &p, p.Plain, widestAny); set != "" {
		w.WriteString(" " + string(set) + ` sizes="` + bodySizes + `"`)
	}
	if class := tone(&p); class != "" {
		attr(w, "class", class)
	}
	w.WriteString(` loading="lazy" decoding="async"></picture>`)
}

// bodySizes says how wide a picture in a text is shown: as wide as the text,
// which has 40rem at most.
const bodySizes = "auto, (min-width: 42rem) 40rem, 100vw"

// WidestFeed is the widest variant of a picture in feeds, whose readers know no srcset.
const WidestFeed = 1200

func startImage(w *bytes.Buffer, src string, ref *markdown.Ref, size template.HTMLAttr) {
	w.WriteString("<img")
	attr(w, "src", src)
	attr(w, "alt", ref.Alt)
	if ref.Title != "" {
		attr(w, "title", ref.Title)
	}
	if size != "" {
		w.WriteString(" " + string(size))
	}
}

// Addresses of a video at YouTube. The player's host sets no cookie before the video plays.
const (
	youTubeWatch = "https://www.youtube.com/watch?v="
	youTubeEmbed = "https://www.youtube-nocookie.com/embed/"
)

func writeFacade(w *bytes.Buffer, words *lang.Words, ref *markdown.Ref, absolute bool) {
	title := ref.Title
	if title == "" {
		title = words.Post.Play
	}
	if absolute {
		w.WriteString(`<p><a href="` + youTubeWatch)
		escape(w, ref.Dest)
		w.WriteString(`">`)
		escape(w, words.Post.Watch)
		w.WriteString("</a></p>")
		return
	}
	w.WriteString(`<figure><a class="facade" rel="noopener" href="` + youTubeWatch)
	escape(w, ref.Dest)
	w.WriteString(`" data-embed="` + youTubeEmbed)
	escape(w, ref.Dest)
	w.WriteString(`?autoplay=1"><span><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M7 4v16l13-8z"/></svg><b>`)
	escape(w, title)
	w.WriteString("</b></span></a><figcaption>")
	escape(w, words.Post.PlayNotice)
	w.WriteString("</figcaption></figure>")
}

// body is a text of this site as finished HTML.
func (r *leaf) body(doc *markdown.Document, targets []site.Target) template.HTML {
	switch {
	case doc == nil:
		return ""
	case len(doc.Refs) == 0:
		return template.HTML(doc.HTML)
	}
	return r.piece(func(w *bytes.Buffer) { Body(w, r.s, doc, targets, r.in.Pictures, false) })
}

// pooled gives what write has written, which must be finished HTML.
func pooled(write func(w *bytes.Buffer)) template.HTML {
	w := buffers.Get().(*bytes.Buffer)
	w.Reset()
	write(w)
	text := template.HTML(w.String())
	buffers.Put(w)
	return text
}
