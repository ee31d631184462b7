package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"html/template"
	"strconv"
	"sync"
	"time"

	"bantin/internal/lang"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
)

// The widest pictures on boards, in pixels: one variant for all screens, so that what a screen has kept is what it needs.
// A photo covers two thirds of the screen, an infographic a third.
const (
	widestSlide = 1600
	widestSheet = 1200
)

// mostNumbers is how many figures find room on a board.
const mostNumbers = 4

// boardWorker is the service worker of the boards. It is no static file: its folder is what it may work for.
//
//go:embed boardworker.js
var boardWorker []byte

// addBoards adds the boards, a file beside each that tells when it has changed, and the worker.
func (r *renderer) addBoards(t *output.Tree) {
	boards := r.s.Boards()
	if len(boards) == 0 {
		return
	}
	data := func(address string, kind output.Kind, write func() ([]byte, error)) {
		t.Add(output.File{Path: address[1:], Kind: kind, Render: func(w *bytes.Buffer) error {
			data, err := write()
			w.Write(data)
			return err
		}})
	}
	data(r.s.BoardWorkerURL(), output.Asset, func() ([]byte, error) { return boardWorker, nil })
	campaigns := sync.OnceValue(r.boardCampaigns)
	for i := range boards {
		b := &shownBoard{Board: &boards[i], campaigns: campaigns}
		b.numbers = sync.OnceValues(func() (*Numbers, string) { return r.boardNumbers(b.Board) })
		edition := sync.OnceValues(func() (text string, err error) {
			defer catchLayoutError(&err)
			return r.edition(b)
		})
		r.add(t, b.URL, "", func(r *leaf) (*layout, any) {
			text, err := edition()
			if err != nil {
				panic(err) // the page cannot be made either
			}
			return r.layouts.board, r.boardView(b, text)
		})
		data(b.EditionURL(r.s), output.Data, func() ([]byte, error) {
			text, err := edition()
			return []byte(text + "\n"), err
		})
	}
}

// shownBoard is a board with what its page and its edition have in common, or all boards.
type shownBoard struct {
	*site.Board
	campaigns func() []Aside
	numbers   func() (n *Numbers, of string)
}

// edition is the digest of a board: of its page as it is without one, with addresses in place of their codes.
func (r *renderer) edition(b *shownBoard) (string, error) {
	w, room := buffers.Get().(*bytes.Buffer), buffers.Get().(*bytes.Buffer)
	defer buffers.Put(w)
	defer buffers.Put(room)
	w.Reset()
	room.Reset()
	if err := r.layouts.board.Execute(w, (&leaf{renderer: r, room: room}).boardView(b, "")); err != nil {
		return "", err
	}
	sum := sha256.Sum256(w.Bytes())
	return hex.EncodeToString(sum[:8]), nil
}

func (r *leaf) boardView(b *shownBoard, edition string) *Board {
	set, words := r.s.Settings, &r.words.Board
	v := &Board{
		Lang: r.s.Lang.Code, Name: set.Title, Publisher: set.Organization.Name, Edition: edition,
		EditionURL: r.href(b.EditionURL(r.s)), Worker: r.href(r.s.BoardWorkerURL()), Seconds: strconv.Itoa(set.Board.Seconds),
	}
	title := words.Title
	if b.Unit != nil {
		v.Name, v.Publisher = b.Unit.Title, set.Title
		title = lang.Fill(words.TitleOf, shortName(&b.Unit.Meta))
	}
	if v.Publisher == v.Name {
		v.Publisher = ""
	}
	v.Meta = r.metaHTML(&meta{title: title, description: words.Lede, address: b.URL, robots: noindexFollow})
	if logo := set.Organization.Logo; logo != nil {
		v.Logo = r.boardPicture(logo.Path, r.s.LogoURL, "", widestSrc)
	}
	for _, p := range b.Posts {
		v.Slides = append(v.Slides, r.slide(p, widestSlide, edition != ""))
	}
	v.Asides = r.asides(b, edition != "")
	return v
}

// slide is a post on a board; without a code its address stands there.
func (r *leaf) slide(p *site.Post, widest int, code bool) Slide {
	s := Slide{Card: r.cardView(p), QR: template.HTML(p.URL)}
	if code {
		s.QR = r.code(p.URL)
	}
	if img, address := p.Picture(); img != nil {
		s.Picture = r.boardPicture(img.File.Path, address, img.Alt, widest)
	}
	return s
}

// boardPicture is a picture in the one variant that boards have of it.
func (r *renderer) boardPicture(source, address, alt string, widest int) *Picture {
	if address == "" {
		return nil
	}
	p := r.in.Pictures[source]
	one := p.UpTo(widest)
	src := r.href(media.Address(address, &p, &one))
	return &Picture{URL: src, Src: src, Large: src, Alt: alt, Attrs: sizeAttrs("", one.Width, one.Height), Tone: tone(&p), Tall: p.Height > p.Width}
}

// code is an address of this site as a QR code; "" for one that no code can hold.
func (r *leaf) code(address string) template.HTML {
	return r.piece(func(w *bytes.Buffer) {
		start := w.Len()
		if err := r.qr.Write(w, r.s.Abs(address)); err != nil {
			w.Truncate(start)
		}
	})
}

// asides are what stands beside the headlines: infographics, and between them the numbers and the campaigns.
func (r *leaf) asides(b *shownBoard, code bool) []Aside {
	var others []Aside
	if n, of := b.numbers(); n != nil {
		others = append(others, Aside{Numbers: n, Of: of})
	}
	others = append(others, b.campaigns()...)
	var all []Aside
	for i := range max(len(b.Sheets), len(others)) {
		if i < len(b.Sheets) {
			s := r.slide(b.Sheets[i], widestSheet, code)
			all = append(all, Aside{Sheet: &s, QR: s.QR})
		}
		if i < len(others) {
			all = append(all, others[i])
		}
	}
	return all
}

// boardCampaigns are the campaigns that run, for all boards. How many days one has left is not told: a screen shows the last
// build for as long as there is no other, and the days would stand still.
func (r *renderer) boardCampaigns() []Aside {
	if !r.s.Settings.Board.Campaigns {
		return nil
	}
	p := &leaf{renderer: r, room: new(bytes.Buffer)} // its room is never used again
	var all []Aside
	for _, c := range r.runningCampaigns() {
		b := p.band(c)
		b.Kicker = p.format.period(c.From, c.To)
		all = append(all, Aside{Campaign: &b, QR: p.code(c.List.URL)})
	}
	return all
}

// boardNumbers are the figures of the newest year in which there is a post, and whose they are; a unit's own, where it has some.
func (r *renderer) boardNumbers(b *site.Board) (n *Numbers, of string) {
	if !r.s.Settings.Board.Figures || len(r.s.Posts) == 0 {
		return nil, ""
	}
	newest := r.s.Posts[0].Date.Time
	if u := b.Unit; u != nil {
		if n := r.yearNumbers(newest, site.Filter{Unit: u}); n != nil {
			return n, shortName(&u.Meta)
		}
	}
	set := r.s.Settings
	return r.yearNumbers(newest, site.Filter{}), cmp.Or(set.Organization.Name, set.Title)
}

// yearNumbers are the figures of the year of a day; nil when there are none.
func (r *renderer) yearNumbers(day time.Time, f site.Filter) *Numbers {
	year := day.In(r.format.zone).Year()
	span := yearFilter(year, r.format.zone)
	f.From, f.To = span.From, span.To
	var roll *site.Rollup
	if f.Unit == nil {
		roll = r.rollups.of(period{year: year})
	} else {
		roll = r.s.Rollup(f)
	}
	if roll == nil {
		return nil
	}
	figures := given(r.totals(roll, period{year: year}, r.bandTotals(roll), nil))
	if len(figures) == 0 {
		return nil
	}
	return &Numbers{Title: lang.Fill(r.words.List.InNumbers, strconv.Itoa(year)), Figures: figures[:min(len(figures), mostNumbers)]}
}
