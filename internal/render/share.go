package render

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"strconv"

	"bantin/internal/cache"
	"bantin/internal/card"
	"bantin/internal/content"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/site"
)

// preview is a picture that networks show with a link.
type preview struct {
	address       string // whole
	kind          string // media type
	alt           string
	width, height string
	tags          string // ready tags; "" for a picture of few pages
}

// maxPreview is the heaviest picture that every network takes: WhatsApp is the
// strictest, and in practice shows none above it.
const maxPreview = 300 << 10

// The least size of a picture that networks show large.
const leastWidth, leastHeight = 600, 315

// sharer gives pages their previews, by the address of the page or of the
// first page of its list.
type sharer struct {
	*renderer
	made []sharing
	host string // that cards name; "" for that of base_url
}

// sharing is a preview with the address of its page, and the card to be added, if one is.
type sharing struct {
	address string
	preview *preview
	card    output.File
}

// addPreviews gives every page and list a picture for previews: its cover where that is
// wide, else a card drawn for it. The card's name changes with what it shows, as networks keep the
// picture of an address for good. It shows no totals, which would change it with every post.
func (r *renderer) addPreviews(t *output.Tree) {
	r.previews = make(map[string]*preview, len(r.s.All))
	s, w := &sharer{renderer: r}, r.words
	org := r.s.Settings.Organization.Name
	if org == r.s.Settings.Title {
		org = ""
	}
	s.page("/", org, r.s.Settings.Title)
	s.page(r.s.Latest.URL, org, w.Latest)
	s.page(r.s.Models.URL, org, w.Models)
	s.page(r.s.TopicsURL(), org, w.Topics)
	s.page(r.s.UnitsURL(), org, w.Units)
	s.page(r.s.CampaignsURL(), org, w.Campaigns)
	s.page(r.s.ArchiveRootURL(), org, w.Archive)
	for f := range content.NumForms {
		s.page(r.s.Forms[f].URL, org, w.FormLists[f])
	}
	for _, g := range r.s.Galleries {
		title := strconv.Itoa(g.Year)
		if g.Topic != nil {
			title = g.Topic.Title
		}
		s.page(g.List.URL, w.FormLists[g.Form], title)
	}
	for _, x := range r.s.Topics {
		s.named(x.List.URL, w.Topics, "", &x.Meta, x.CoverURL)
	}
	for _, x := range r.s.Units {
		s.named(x.List.URL, w.Units, "", &x.Meta, x.CoverURL)
	}
	for _, x := range r.s.Campaigns {
		s.named(x.List.URL, w.Campaigns, r.format.period(x.From, x.To), &x.Meta, x.CoverURL)
	}
	for _, x := range r.s.Pages {
		s.named(x.URL, org, "", &x.Meta, x.CoverURL)
	}
	s.periods(org)
	for _, m := range append(s.made, r.sharedPosts()...) {
		if m.card.Path != "" {
			t.Add(m.card)
		}
		if m.preview != nil {
			r.previews[m.address] = m.preview
		}
	}
}

// sharedPosts are the previews of posts; most of the work is to digest what each card shows.
func (r *renderer) sharedPosts() []sharing {
	all := make([]sharing, len(r.s.All))
	err := parallel.Each(context.Background(), 0, len(all), func() func(int) error {
		s := &sharer{renderer: r}
		return func(i int) error {
			if p := r.s.All[i]; p.State != site.Removed {
				s.made = s.made[:0]
				if s.post(p); len(s.made) > 0 {
					all[i] = s.made[0]
				}
			}
			return nil
		}
	})
	if err != nil {
		panic(err) // no worker fails
	}
	return all
}

// periods are the months of the archive, and the activity pages.
func (s *sharer) periods(org string) {
	activity := func(kicker string, p period) { s.page(s.activityURL(p), kicker, s.activityTitle(p)) }
	activity(org, period{})
	for _, y := range s.s.Archive {
		activity(s.words.Activity, period{year: y.Year})
		for _, m := range y.Months {
			activity(s.words.Activity, period{m.Year, m.Month})
			s.page(m.List.URL, s.words.Archive, s.format.month(s.words.List.MonthTitle, m.Year, m.Month))
		}
	}
}

// page gives a page without a cover its preview.
func (s *sharer) page(address, kicker, title string) {
	s.share(address, "", card.Spec{Kicker: kicker, Title: title}, nil, "")
}

// named does so for a topic, unit, campaign or page.
func (s *sharer) named(address, kicker, date string, m *content.Meta, coverURL string) {
	s.share(address, m.File, card.Spec{Kicker: kicker, Title: m.Title, Date: date}, m.Cover, coverURL)
}

func (s *sharer) post(p *site.Post) {
	img, address := p.Picture()
	if s.in.Cards == nil && img == nil {
		return // without cards only a picture can be shown
	}
	spec := s.postSpec(p)
	if p.Form == content.Infographic {
		if p.CoverURL != "" && s.in.Pictures[p.Cover.File.Path].Piece.Width == card.Width {
			img, address = p.Cover, p.CoverURL // made for it
		} else {
			spec.Kind = card.Sheet
		}
	}
	s.share(p.URL, p.File, spec, img, address)
}

// postSpec is what every card of a post says.
func (r *renderer) postSpec(p *site.Post) card.Spec {
	topic, form, unit := r.labels(p)
	spec := card.Spec{Kicker: kicker(form, topic), Title: p.Title, Unit: unit, Date: r.format.date(p.Date.Time)}
	if f := r.cardCount(p); f != nil {
		spec.N, spec.Label = f.N, f.Label
	}
	return spec
}

// share gives the page at an address, made of file, its preview; img, with its own address, may be nil.
func (s *sharer) share(address, file string, spec card.Spec, img *content.Image, imgURL string) {
	var pic media.Picture
	if img != nil && imgURL != "" {
		pic = s.in.Pictures[img.File.Path]
	}
	switch {
	case s.in.Cards == nil:
		if v, ok := s.fits(&pic, img, imgURL); ok {
			s.made = append(s.made, sharing{address: address, preview: s.preview(media.Address(imgURL, &pic, &v), v.Type, img.Alt, v.Width, v.Height)})
		}
		return
	case pic.Piece.Type != "" && pic.Piece.Width == card.Width:
		source, piece := img.File.Path, pic.Piece
		s.add(address, file, pic.Name, piece.Type, img.Alt, func(w *bytes.Buffer) error { return s.in.Copy(w, source, piece.Blob) })
		return
	case pic.Piece.Type == "":
		spec.Kind = card.Text
	default:
		spec.Picture = pic.Name
		if spec.Kind == card.Text {
			spec.Kind = card.Photo
		}
	}
	spec.Site, spec.Host = s.s.Settings.Title, cmp.Or(s.host, s.s.Settings.Host)
	key := s.in.Cards.Key(&spec)
	s.add(address, file, key, spec.Type(), spec.Title, func(w *bytes.Buffer) error {
		return s.in.Keep(w, key, func(w *bytes.Buffer) error { return s.draw(w, &spec, img, &pic) })
	})
}

func (s *sharer) draw(w *bytes.Buffer, spec *card.Spec, img *content.Image, pic *media.Picture) error {
	return s.drawWith(w, spec, img, pic.Piece.Blob)
}

// drawWith draws a card with a part of a picture's record; a Text card has none.
func (r *renderer) drawWith(w *bytes.Buffer, spec *card.Spec, img *content.Image, blob int) error {
	var piece bytes.Buffer
	if spec.Kind != card.Text {
		if err := r.in.Copy(&piece, img.File.Path, blob); err != nil {
			return err
		}
	}
	return r.in.Cards.Draw(w, spec, piece.Bytes())
}

// add puts a card beside the page that it stands for.
func (s *sharer) add(address, file string, key [32]byte, ending, alt string, render func(w *bytes.Buffer) error) {
	at := address + "share." + hex.EncodeToString(key[:4]) + "." + ending
	s.made = append(s.made, sharing{
		address: address, preview: s.preview(at, ending, alt, card.Width, card.Height),
		card: output.File{Path: at[1:], Kind: output.Asset, Source: file, Key: cache.Made(key), Render: render},
	})
}

func (s *sharer) preview(address, ending, alt string, width, height int) *preview {
	kind := "image/jpeg"
	if ending == "png" {
		kind = "image/png"
	}
	return &preview{address: s.s.Abs(address), kind: kind, alt: alt, width: strconv.Itoa(width), height: strconv.Itoa(height)}
}

// fits finds what networks can show of a picture as it is: a JPEG or PNG that is large enough and not too heavy.
func (s *sharer) fits(pic *media.Picture, img *content.Image, imgURL string) (media.Variant, bool) {
	for i := len(pic.Plain) - 1; i >= 0; i-- {
		v := pic.Plain[i]
		if v.Blob == media.Source {
			v.Size = s.fileSize(img.File.Path, imgURL)
		}
		if v.Size <= maxPreview && v.Width >= leastWidth && v.Height >= leastHeight {
			return v, true
		}
	}
	return media.Variant{}, false
}

// previewOf is the picture of a page: its own, that of its address, or the site's.
func (r *renderer) previewOf(m *meta) *preview {
	if m.picture != nil {
		return m.picture
	}
	for _, address := range []string{m.address, "/"} {
		if p := r.previews[address]; p != nil {
			return p
		}
	}
	return &r.frame.meta.card
}
