package render

import (
	"bytes"
	"cmp"
	"encoding/hex"

	"bantin/internal/cache"
	"bantin/internal/card"
	"bantin/internal/content"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
)

// Shares tells what share kits show of posts. Pages makes it ready; then it is for all goroutines.
type Shares struct{ r *renderer }

// Shown is a picture to be shared.
type Shown struct {
	// Address is whole, Type "image/jpeg" or "image/png".
	Address, Type, Alt string
	// Width and Height are pixels, in figures.
	Width, Height string
}

// Card is the picture that networks show with the link to a post, and the file that it lies in beside the page, with no Path where
// it is a picture of the post itself; false when there is none. It names a host, "" for that of base_url.
func (s *Shares) Card(p *site.Post, host string) (Shown, output.File, bool) {
	made := &sharer{renderer: s.r, host: host}
	if p.State != site.Removed {
		made.post(p)
	}
	if len(made.made) == 0 {
		return Shown{}, output.File{}, false
	}
	return made.made[0].preview.shown(), made.made[0].card, true
}

func (v *preview) shown() Shown { return Shown{v.address, v.kind, v.alt, v.width, v.height} }

// Square is a post's square card and the file that it lies in, beside the page; false where no cards are
// drawn. It is drawn when the file is rendered, and names a host as Card does.
func (s *Shares) Square(p *site.Post, host string) (Shown, output.File, bool) {
	r := s.r
	if r.in.Cards == nil || p.State == site.Removed {
		return Shown{}, output.File{}, false
	}
	spec := r.postSpec(p)
	spec.Square, spec.Site, spec.Host = true, r.s.Settings.Title, cmp.Or(host, r.s.Settings.Host)
	img, address := p.Picture()
	blob := 0
	if img != nil && address != "" {
		if pic := r.in.Pictures[img.File.Path]; pic.Piece.Type != "" {
			spec.Kind, spec.Picture = card.Photo, pic.Name
			if p.Form == content.Infographic {
				spec.Kind = card.Sheet
			}
			blob = squarePicture(&pic, spec.Kind)
		}
	}
	key := r.in.Cards.Key(&spec)
	at := p.URL + "square." + hex.EncodeToString(key[:4]) + "." + spec.Type()
	return (&sharer{renderer: r}).preview(at, spec.Type(), spec.Title, card.Side, card.Side).shown(), output.File{
		Path: at[1:], Kind: output.Asset, Source: p.File, Key: cache.Made(key), Render: func(w *bytes.Buffer) error {
			return r.in.Keep(w, key, func(w *bytes.Buffer) error { return r.drawWith(w, &spec, img, blob) })
		},
	}, true
}

// squarePicture chooses the part of a picture's record that a square card shows: the narrowest that is wide enough, else the
// widest. What a wide card shows of a photo is good for it, too.
func squarePicture(pic *media.Picture, kind card.Kind) (blob int) {
	need := card.Side
	if kind == card.Sheet {
		need = card.SquareSheetWidth
	}
	best := pic.Piece
	for _, v := range pic.Plain {
		if v.Blob != media.Source && best.Width < need && v.Width > best.Width {
			best = v
		}
	}
	return best.Blob
}

// Figures are the first numbers that a post reports, at most so many: the sums of its activities. Those that repeat what others reported
// are shown only where there is nothing else.
func (s *Shares) Figures(p *site.Post, most int) []Figure {
	for _, repeated := range []bool{false, true} {
		var order []string
		sums := make(map[string]int64)
		for _, a := range p.Activities {
			if a.Aggregate != repeated {
				continue
			}
			for _, m := range a.Metrics {
				if _, known := sums[m.ID]; !known {
					order = append(order, m.ID)
				}
				sums[m.ID] += m.N
			}
		}
		var all []Figure
		for _, id := range order {
			if sums[id] == 1 && len(order) > 1 {
				continue // "1 cuộc": the other numbers say that it took place
			}
			if def := s.r.metrics[id]; def != nil && len(all) < most {
				all = append(all, Figure{N: s.r.format.number(sums[id]), Label: s.r.metricPhrase(def, sums[id])})
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// When is the day of what a post tells, where it tells of one activity, else its own: "06/12/2025", "23–25/04/2021".
func (s *Shares) When(p *site.Post) string {
	if len(p.Activities) == 1 {
		return s.r.format.dateRange(p.Activities[0].From, p.Activities[0].To)
	}
	return s.r.format.date(p.Date.Time)
}
