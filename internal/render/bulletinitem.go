package render

import (
	"bytes"
	"html/template"
	"math"
	"strings"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/media"
	"bantin/internal/site"
	"bantin/internal/viet"
)

const (
	// printedPictures is how many pictures a bulletin has at most: they make paper costly. None may wait to be scrolled to, since
	// Safari would print an empty place, so together they also keep to the budget of what a page loads at once.
	printedPictures = 12
	// Widths of variants in print, in a column of 85 mm: of the infographic, whose letters are small, and of the lead, which is as wide
	// as the sheet on some screens; and of all others, in whose 240 dots an inch nobody sees dots.
	printedWide   = 1200
	printedNarrow = 800
	// longestDigest is how long two sentences may be, in characters, before one must do.
	longestDigest = 320
	// longTitle is how many characters of a title make more than four lines beside a code.
	longTitle = 110
	// manyItems is from how many items on a bulletin is set smaller.
	manyItems = 24
	// moduleMM and leastMM are the least that is printed of a code: a module, and all of it with its border.
	moduleMM, leastMM = 0.5, 18.0
)

// press makes the items of one bulletin.
type press struct {
	*leaf
	room  int   // for so many pictures
	bytes int64 // of their files
	// shown are the posts whose picture is printed.
	shown map[*site.Post]bool
}

// bulletinParts fills what the posts of a bulletin give.
func (r *leaf) bulletinParts(v *Bulletin, c *site.BulletinContents) {
	pr := &press{leaf: r, room: printedPictures, bytes: r.s.Settings.Budgets.Pictures, shown: make(map[*site.Post]bool)}
	if pr.bytes <= 0 {
		pr.bytes = math.MaxInt64
	}
	pr.choosePictures(c)
	if c.Lead != nil {
		item := pr.item(c.Lead, printedWide)
		v.Lead = &item
	}
	n := 0
	for i := range c.Sections {
		s := &c.Sections[i]
		n += len(s.Items)
		id, title := r.topicID(s.Topic)
		part := BulletinPart{Title: title, ID: id}
		for j := range s.Items {
			part.Items = append(part.Items, pr.item(&s.Items[j], printedNarrow))
		}
		for _, p := range s.Lines {
			part.Lines = append(part.Lines, BulletinLine{p.Title, unitName(p), r.href(p.URL), r.date(p.Date.Time)})
		}
		v.Sections = append(v.Sections, part)
		v.Contents = append(v.Contents, Choice{
			Title: title, URL: template.URL("#" + id), Count: r.format.number(int64(len(s.Items) + len(s.Lines))),
		})
	}
	v.Dense = n >= manyItems
	if len(v.Contents) < 2 {
		v.Contents = nil // what lies before one's eyes
	}
	if c.Sheet != nil {
		item := pr.item(c.Sheet, printedWide)
		v.Sheet = &item
	}
}

// choosePictures gives the pictures that there is room for to the lead and the infographic, then to what is made to be
// seen, then to the first post of each topic, then to all others in their order.
func (pr *press) choosePictures(c *site.BulletinContents) {
	take := func(p *site.Post, width int) {
		if img, address := p.Picture(); img != nil && !pr.shown[p] {
			pr.shown[p] = pr.hasRoom(img.File.Path, address, width)
		}
	}
	if c.Lead != nil {
		take(c.Lead.Post, printedWide)
	}
	if c.Sheet != nil {
		take(c.Sheet.Post, printedWide)
	}
	for _, want := range []func(section, i int, p *site.Post) bool{
		func(_, _ int, p *site.Post) bool { return isSeen(p) },
		func(section, i int, _ *site.Post) bool { return i == 0 && section > 0 },
		// The first text stands below the lead on the first page, where there is no room for a second picture.
		func(section, i int, _ *site.Post) bool { return i+section > 0 },
	} {
		for i := range c.Sections {
			for j, item := range c.Sections[i].Items {
				if want(i, j, item.Post) {
					take(item.Post, printedNarrow)
				}
			}
		}
	}
}

// hasRoom tells whether there is room for one more picture, which is then taken.
func (pr *press) hasRoom(source, address string, width int) bool {
	known := pr.in.Pictures[source]
	size := known.UpTo(width).Size
	if size == 0 { // as it was published
		size = pr.fileSize(source, address)
	}
	if pr.room == 0 || size > pr.bytes {
		return false
	}
	pr.room--
	pr.bytes -= size
	return true
}

func (pr *press) item(it *site.Item, width int) BulletinItem {
	p := it.Post
	v := BulletinItem{
		Title: p.Title, Unit: unitName(p), URL: pr.href(p.URL), Date: pr.date(p.Date.Time), Count: pr.cardCount(p),
		Long: utf8.RuneCountInString(p.Title) > longTitle, Infographic: p.Form == content.Infographic, QR: pr.printedQR(pr.s.Abs(p.URL)),
	}
	if pr.shown[p] {
		img, address := p.Picture()
		v.Picture = pr.printed(img.File.Path, address, img.Alt, width)
	}
	if it.InFull {
		v.Text = pr.fullText(p)
	}
	if v.Text == "" {
		v.Summary = digest(p)
	}
	return v
}

func unitName(p *site.Post) string {
	if len(p.Units) == 0 {
		return ""
	}
	return p.Units[0].Title
}

// digest is the post in at most two sentences: its editor's summary, or the beginning of its text.
func digest(p *site.Post) string {
	text := p.Opening()
	for n := 2; n > 0; n-- {
		if short := viet.FirstSentences(text, n); utf8.RuneCountInString(short) <= longestDigest {
			return short
		}
	}
	return viet.Excerpt(text, longestDigest)
}

// printed is a picture whose Src is a variant of a certain width: paper does not choose one by itself.
func (r *renderer) printed(source, address, alt string, width int) *Picture {
	pic := r.picture(source, address, alt, width)
	if pic == nil {
		return nil
	}
	p := r.in.Pictures[source]
	v := p.UpTo(width)
	pic.Src = r.href(media.Address(address, &p, &v))
	return pic
}

// printedQR is the code of an address with the size that it must have on paper; "" for one that no code can hold.
func (r *leaf) printedQR(address string) template.HTML {
	return r.piece(func(w *bytes.Buffer) {
		start := w.Len()
		if err := r.qr.WriteSized(w, address, moduleMM, leastMM); err != nil {
			w.Truncate(start)
		}
	})
}

// fullText is the body of a post as it stands among others: its headings below that of the post, without anchors, with
// the pictures that there is room for.
func (pr *press) fullText(p *site.Post) template.HTML {
	if p.Body == nil {
		return ""
	}
	var body bytes.Buffer
	p.Body.Write(&body, func(i int, open bool) {
		ref := &p.Body.Refs[i]
		var t site.Target
		if i < len(p.Targets) {
			t = p.Targets[i]
		}
		switch {
		case ref.Kind == markdown.Link:
			if strings.HasPrefix(t.URL, "#") {
				t.URL = p.URL + t.URL
			}
			writeLink(&body, pr.s, ref, &t, open, false)
		case ref.Kind == markdown.Image && t.URL != "" && pr.hasRoom(t.File, t.URL, printedNarrow):
			pic := pr.printed(t.File, t.URL, ref.Alt, printedNarrow)
			startImage(&body, string(pic.Src), ref, pic.Attrs)
			body.WriteByte('>')
		}
	})
	return pr.piece(func(w *bytes.Buffer) { writeBelow(w, body.String(), pr.s.Href(p.URL)) })
}
