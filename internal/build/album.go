package build

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/photo"
	"bantin/internal/viet"
)

// album knows the pictures of a site that is kept in memory, so that only those that have changed are looked at.
type album struct {
	mu    sync.Mutex
	shots map[string]shot
	// wanted are those that nobody has made yet, and maker who will.
	wanted []photo.Request
	maker  *photo.Maker
	// round counts what was forgotten.
	round int
}

// shot is what is known of a picture.
type shot struct {
	use      photo.Use
	picture  media.Picture
	sound    bool
	problems []diag.Diagnostic
}

func newAlbum() *album { return &album{shots: make(map[string]shot)} }

// forget drops what is known of pictures that may have changed: those at and below the paths, or, with nil, all.
func (a *album) forget(changed []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(changed) != 0 || changed == nil {
		a.round++
	}
	if changed == nil {
		clear(a.shots)
	}
	gone := make(content.PathSet)
	for _, name := range changed {
		if path.Ext(name) != ".md" {
			gone[viet.NFC(name)] = true
		}
	}
	if len(gone) > 0 {
		maps.DeleteFunc(a.shots, func(known string, _ shot) bool { return gone.Holds(known) })
	}
}

// look gives the pictures that are made, what is wrong with them, and which are not made yet.
func (a *album) look(maker *photo.Maker, requests []photo.Request) (made map[string]media.Picture, problems []diag.Diagnostic, unmade map[string]bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	slices.SortFunc(requests, func(x, y photo.Request) int { return strings.Compare(x.Path, y.Path) })
	var unknown []photo.Request
	for _, r := range requests {
		if s, ok := a.shots[r.Path]; !ok || s.use != r.Use {
			unknown = append(unknown, r)
		}
	}
	found, bad, rest := maker.Made(unknown)
	a.wanted, a.maker = rest, maker
	unmade = make(map[string]bool, len(rest))
	for _, r := range rest {
		unmade[r.Path] = true
	}
	a.take(unknown, found, bad, unmade)
	made = make(map[string]media.Picture, len(requests))
	for _, r := range requests {
		s, ok := a.shots[r.Path]
		if !ok || s.use != r.Use {
			continue
		}
		if problems = append(problems, s.problems...); s.sound {
			made[r.Path] = s.picture
		}
	}
	return made, problems, unmade
}

// take notes what was found of the requests but the unmade ones.
func (a *album) take(requests []photo.Request, found map[string]media.Picture, bad []diag.Diagnostic, unmade map[string]bool) {
	problems := make(map[string][]diag.Diagnostic)
	for _, d := range bad {
		problems[d.File] = append(problems[d.File], d)
	}
	for _, r := range requests {
		if !unmade[r.Path] {
			p, sound := found[r.Path]
			a.shots[r.Path] = shot{use: r.Use, picture: p, sound: sound, problems: problems[r.Path]}
		}
	}
}

// make makes what is wanted.
func (a *album) make(ctx context.Context) error {
	a.mu.Lock()
	wanted, maker, round := a.wanted, a.maker, a.round
	a.mu.Unlock()
	if len(wanted) == 0 {
		return nil
	}
	found, bad, err := maker.Make(ctx, wanted)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if round == a.round { // else a file may be another by now; what was made of it is in the cache
		a.take(wanted, found, bad, nil)
	}
	return nil
}
