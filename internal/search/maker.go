package search

import (
	"bytes"
	"cmp"
	"path"
	"strconv"
	"sync"
	"time"

	"bantin/internal/content"
	"bantin/internal/site"
)

// maker knows of a site what its documents are made of. Documents are numbered from the oldest, so that a new post
// changes few files.
type maker struct {
	s      *site.Site
	zone   *time.Location
	topics map[*site.Topic]int
	units  map[*site.Unit]int
	// group is how many documents lie in one file.
	group   int
	scratch sync.Pool // of *[]byte
}

func newMaker(s *site.Site) *maker {
	m := &maker{
		s: s, zone: s.Now.Location(), group: groupOf(len(s.Posts)),
		topics: make(map[*site.Topic]int, len(s.Topics)), units: make(map[*site.Unit]int, len(s.Units)),
		scratch: sync.Pool{New: func() any { return new([]byte) }},
	}
	for i, t := range s.Topics {
		m.topics[t] = i
	}
	for i, u := range s.Units {
		m.units[u] = i
	}
	return m
}

// The sizes of sites at which files become larger.
const (
	smallSite  = 2_000
	middleSite = 20_000
)

// groupOf is how many documents lie in one file of a site with so many.
func groupOf(posts int) int {
	switch {
	case posts <= smallSite:
		return 2
	case posts <= middleSite:
		return 4
	}
	return 8
}

// groups is how many files of documents there are.
func (m *maker) groups() int { return (len(m.s.Posts) + m.group - 1) / m.group }

// post gives a document.
func (m *maker) post(doc int) *site.Post { return m.s.Posts[len(m.s.Posts)-1-doc] }

// plain is the text of a document: its body, its captions and what else it shows.
type plain struct {
	text           []byte
	body, captions int // where they end
}

// plain gives the text of a post, in the memory of b. It has room for 8 more bytes.
func (m *maker) plain(b []byte, p *site.Post) plain {
	b = b[:0]
	if p.Body != nil {
		b = cut(appendText(b, p.Body.HTML), 0, maxBody)
	}
	t := plain{body: len(b)}
	if p.Cover != nil {
		b = appendLine(b, p.Cover.Caption)
	}
	for i := range p.Images {
		b = appendLine(b, p.Images[i].Caption)
	}
	b = cut(b, t.body, maxRest)
	t.captions = len(b)
	b = appendLine(b, p.Number)
	for _, basis := range p.Basis {
		b = appendLine(b, basis)
	}
	for _, a := range p.Attachments {
		b = appendLine(b, cmp.Or(a.Title, path.Base(a.File.Path)))
	}
	b = appendLine(b, p.Author)
	t.text = cut(b, t.captions, maxRest)
	if cap(t.text)-len(t.text) < 8 {
		t.text = append(t.text, 0, 0, 0, 0, 0, 0, 0, 0)[:len(t.text)]
	}
	return t
}

// index adds the postings of a document.
func (m *maker) index(x *indexer, doc int, t *plain) {
	p := m.post(doc)
	names, date := m.names(x, p), m.date(x, p)
	x.add(x.line(p.Title), inTitle)
	x.add(x.line(p.Summary), inSummary)
	body := x.read(t.text[:t.body])
	x.add(body, bodyWeight(len(body)))
	x.add(x.read(t.text[t.body:t.captions]), inCaption)
	x.add(x.read(t.text[t.captions:]), inBody)
	x.add(x.line(p.Number), inNumber-inBody)
	for _, n := range names {
		x.addName(n, inName, inName)
	}
	x.addName(date, inDate, inDates)
	x.finish(uint32(doc))
}

// names gives the names that a post is found by.
func (m *maker) names(x *indexer, p *site.Post) []terms {
	all := x.found[:0]
	all = append(all, x.name(p.Form, func() []string { return []string{m.s.Lang.Words.Forms[p.Form]} }))
	for _, t := range p.Topics {
		all = append(all, x.name(t, func() []string { return namesOf(&t.Meta) }))
	}
	for _, u := range p.Units {
		all = append(all, x.name(u, func() []string { return namesOf(&u.Meta) }))
	}
	if c := p.Campaign; c != nil {
		all = append(all, x.name(c, func() []string { return namesOf(&c.Meta) }))
	}
	x.found = all
	return all
}

// namesOf gives all that a topic, unit or campaign is called.
func namesOf(m *content.Meta) []string {
	all := []string{m.Title, m.Short}
	for _, a := range m.Aliases {
		all = append(all, a.Text)
	}
	return all
}

// date gives the terms of a post's date, in words and in figures, with zeros before small numbers and without: a page
// shows 05/02/2021, people type 5/2/2021, and who types a zero wants what has it first.
func (m *maker) date(x *indexer, p *site.Post) terms {
	when := p.Date.In(m.zone)
	year, month, day := when.Date()
	return x.name([3]int{year, int(month), day}, func() []string {
		layouts := []string{"ngày 2 tháng 1 năm 2006", "ngày 02 tháng 01 năm 2006", "2/1/2006", "02/01/2006", "2006-1-2", time.DateOnly}
		if m.s.Lang.Code == "en" {
			layouts[0], layouts[1] = "2 January 2006", "02 January 2006"
		}
		for i, l := range layouts {
			layouts[i] = when.Format(l)
		}
		return layouts
	})
}

// file appends a file of documents.
func (m *maker) file(b []byte, group int) []byte {
	scratch := m.scratch.Get().(*[]byte)
	b = append(b, docsHead...)
	for doc := group * m.group; doc < min((group+1)*m.group, len(m.s.Posts)); doc++ {
		t := m.plain(*scratch, m.post(doc))
		*scratch = t.text
		b = m.document(b, doc, t.text)
	}
	m.scratch.Put(scratch)
	return closeList(b)
}

const docsHead = `{"version":` + version + `,"docs":[`

// closeList ends the list that an object ends with, and the object. Each entry of the list ends with a comma.
func closeList(b []byte) []byte { return append(bytes.TrimSuffix(b, []byte{','}), "]}\n"...) }

// document appends what a page shows of a document, and a comma.
func (m *maker) document(b []byte, doc int, text []byte) []byte {
	p := m.post(doc)
	b = append(b, `{"u":`...)
	b = appendString(b, m.s.Href(p.URL))
	b = append(b, `,"t":`...)
	b = appendString(b, p.Title)
	b = append(b, `,"d":"`...)
	b = p.Date.In(m.zone).AppendFormat(b, time.DateOnly)
	b = append(b, `","f":`...)
	b = strconv.AppendInt(b, int64(p.Form), 10)
	b = append(b, `,"o":`...)
	b = appendList(b, m.topicsOf(p))
	b = append(b, `,"n":`...)
	b = appendList(b, m.unitsOf(p))
	b = append(b, `,"s":`...)
	b = appendString(b, p.Summary)
	b = append(b, `,"b":`...)
	b = appendString(b, text)
	return append(b, "},"...)
}

// topicsOf gives the places of a post's topics in the manifest.
func (m *maker) topicsOf(p *site.Post) []int {
	all := make([]int, len(p.Topics))
	for i, t := range p.Topics {
		all[i] = m.topics[t]
	}
	return all
}

// unitsOf gives the places of a post's units in the manifest.
func (m *maker) unitsOf(p *site.Post) []int {
	all := make([]int, len(p.Units))
	for i, u := range p.Units {
		all[i] = m.units[u]
	}
	return all
}

func appendList(b []byte, list []int) []byte {
	b = append(b, '[')
	for i, n := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, ']')
}
