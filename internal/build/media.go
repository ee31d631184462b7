package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"path/filepath"
	"slices"
	"time"

	"bantin/internal/cache"
	"bantin/internal/content"
	"bantin/internal/depot"
	"bantin/internal/diag"
	"bantin/internal/kit"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/photo"
	"bantin/internal/render"
	"bantin/internal/site"
)

// MediaOptions say which pictures and share cards are to be made ready for a build.
type MediaOptions struct {
	// Dir is the site folder.
	Dir string
	// BaseURL takes the place of base_url in site.yaml, which cards show; "" for that.
	BaseURL string
	// Now gives the moment that the site is made for, in the site's time zone; nil for the present.
	Now func(zone *time.Location) time.Time
	// Drafts and Future prepare the cards of posts that would wait. Their pictures are always prepared.
	Drafts, Future bool
	// Shard is the share that is made here; the zero Shard is all.
	Shard Shard
	// Shared is the cache that machines share.
	Shared Shared
	// Pictures and Cards, if not nil, are kept up to date.
	Pictures, Cards *parallel.Progress
}

// Shard is one of Of shares, counted from 1. A picture belongs to a share by its bytes, a card by its picture, or, without one, by
// what it shows. So shares are about even, and the same for all who have the same content.
type Shard struct{ N, Of int }

// has tells whether what has this hash belongs to the share.
func (s Shard) has(sum [sha256.Size]byte) bool {
	return s.Of <= 1 || binary.BigEndian.Uint64(sum[:8])%uint64(s.Of) == uint64(s.N-1)
}

// Prepared is what a Media has come to.
type Prepared struct {
	// Problems are those of the share's pictures, and those that keep the site from being made at all, sorted, with their source lines.
	Problems diag.List
	// Failed is true when there is an error among them.
	Failed bool
	// Pictures and Cards count those of the share. Pictures with errors are not among them.
	Pictures, Cards Tally
	// Shared tells what came from the cache that machines share, and went there.
	Shared depot.Result
}

// Media makes the pictures and share cards of a site that a build would make, or a share of them, and writes nothing but the cache.
// What the cache of this machine holds already goes to the shared one, too, if that lacks it. Errors in
// posts leave out the pictures of those posts alone. The error is the environment's.
func Media(ctx context.Context, o MediaOptions) (*Prepared, error) {
	dir, files, err := openOwn(o.Dir)
	if err != nil {
		return nil, err
	}
	defer files.close()
	src, err := content.Load(files, content.Options{BaseURL: o.BaseURL, Converter: converter})
	if err != nil {
		return nil, err
	}
	work, err := openWorkshop(ctx, workshopOptions{
		state: filepath.Join(dir, stateFolder), files: files, settings: src.Settings, progress: o.Pictures, shared: o.Shared,
	})
	if err != nil {
		return nil, err
	}
	defer work.close()
	s := &sharing{workshop: work, o: o}
	r, err := s.prepare(ctx, src)
	if err != nil {
		return nil, err
	}
	r.Shared = work.depot.Close()
	r.Problems.Add(r.Shared.Problems...)
	files.tidy(&r.Problems)
	r.Failed = r.Problems.Errors() > 0
	return r, nil
}

// sharing makes a share of a site's pictures and cards.
type sharing struct {
	*workshop
	o MediaOptions
	j *joined
	// with leads from a picture to the one in whose share it is: the cover of an infographic to its first sheet, as one card is made of both.
	with map[string]string
	// shown leads from a page's file to the picture of its card.
	shown map[string]string
	// ours tells of each picture whether it is in the share.
	ours map[string]bool
}

func (s *sharing) prepare(ctx context.Context, src *content.Source) (*Prepared, error) {
	options := site.Options{Now: clock(s.o.Now, src.Settings.Zone), Drafts: s.o.Drafts, Future: s.o.Future, HoldBack: true}
	j, err := settle(src, options, false, nil)
	if err != nil {
		return nil, err
	}
	r := new(Prepared)
	for _, d := range j.problems.All() {
		if j.stops(d) {
			r.Problems.Add(d)
		}
	}
	if r.Problems.Len() > 0 {
		return r, nil
	}
	s.j, j.files = j, namedFiles(j.site, src)
	s.lookAtPages()
	requests, err := s.share(ctx, j.files.pictures())
	if err != nil {
		return nil, err
	}
	var bad []diag.Diagnostic
	if j.pictures, bad, err = s.maker.Make(ctx, requests); err != nil {
		return nil, err
	}
	for _, d := range bad {
		r.Problems.Add(j.files.moved(d)...)
	}
	fetched := s.depot.Counts().Fetched
	r.Pictures = s.photos.tally(len(j.pictures), fetched)
	cards, err := s.makeCards(ctx)
	if err != nil {
		return nil, err
	}
	r.Cards = s.cards.tally(len(cards), s.depot.Counts().Fetched-fetched)
	s.depot.Complete(slices.Concat(s.records(), cards))
	return r, nil
}

// records are the keys of the pictures.
func (s *sharing) records() (keys []cache.Key) {
	for _, p := range s.j.pictures {
		keys = append(keys, p.Key)
	}
	return keys
}

// lookAtPages finds out which pictures are on the cards of which pages.
func (s *sharing) lookAtPages() {
	s.with, s.shown = make(map[string]string), make(map[string]string)
	for _, p := range s.j.site.All {
		img, address := p.Picture()
		if img == nil || address == "" || p.State == site.Removed {
			continue
		}
		s.shown[p.File] = img.File.Path
		if p.Cover != nil && p.Cover != img {
			s.with[p.Cover.File.Path] = img.File.Path
		}
	}
	section := func(m *content.Meta) {
		if m.Cover != nil {
			s.shown[m.File] = m.Cover.File.Path
		}
	}
	for _, x := range s.j.site.Topics {
		section(&x.Meta)
	}
	for _, x := range s.j.site.Units {
		section(&x.Meta)
	}
	for _, x := range s.j.site.Campaigns {
		section(&x.Meta)
	}
	for _, x := range s.j.site.Pages {
		section(&x.Meta)
	}
}

// share gives the requests that belong to the share, and always that of the logo, which is on every card.
func (s *sharing) share(ctx context.Context, all []photo.Request) ([]photo.Request, error) {
	in := make([]bool, len(all))
	err := parallel.Each(ctx, 0, len(all), func() func(int) error {
		return func(i int) error {
			in[i] = all[i].Use&photo.Logo != 0 || s.o.Shard.has(s.contents(all[i].Path))
			return nil
		}
	})
	s.ours = make(map[string]bool, len(all))
	var mine []photo.Request
	for i, r := range all {
		s.ours[r.Path] = in[i]
		if in[i] {
			mine = append(mine, r)
		}
	}
	return mine, err
}

// contents is the hash of what decides on the share of a picture.
func (s *sharing) contents(path string) [sha256.Size]byte {
	if first := s.with[path]; first != "" {
		path = first
	}
	sum, err := s.maker.Sum(path)
	if err != nil { // one share has to tell of it
		return sha256.Sum256([]byte(path))
	}
	return sum
}

// makeCards makes the share cards of the share, and gives their keys. Layouts that cannot be used are left to the build.
func (s *sharing) makeCards(ctx context.Context) (keys []cache.Key, err error) {
	if !s.j.site.Settings.ShareCards {
		return nil, nil
	}
	in, err := s.input(s.j)
	if err != nil {
		return nil, err
	}
	tree := new(output.Tree)
	in.Shares = new(render.Shares)
	if problems, err := render.Pages(tree, in); err != nil {
		return nil, err
	} else if len(problems) == 0 {
		kit.New(s.j.site, in.Shares).Add(tree)
	}
	mine := slices.DeleteFunc(s.drawnCards(tree, s.j), func(f output.File) bool {
		if picture := s.shown[f.Source]; picture != "" {
			return !s.ours[picture]
		}
		return !s.o.Shard.has(f.Key)
	})
	for _, f := range mine {
		keys = append(keys, f.Key)
	}
	progress := s.o.Cards
	if progress == nil {
		progress = new(parallel.Progress)
	}
	progress.Total.Store(int64(len(mine)))
	return keys, s.whileFetching(ctx, func() []output.File { return mine }, func() error {
		return parallel.Each(ctx, 0, len(mine), func() func(int) error {
			var buf bytes.Buffer
			return func(i int) error {
				buf.Reset()
				if err := mine[i].Render(&buf); err != nil {
					return err
				}
				progress.Done.Add(1)
				return nil
			}
		})
	})
}
