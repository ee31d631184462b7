package build

import (
	"context"
	"io/fs"
	"slices"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/site"
)

// LoadOptions are how a site is read without building it.
type LoadOptions struct {
	Dir string
	// Now sets the clock as Options.Now does; nil: the real time.
	Now func(zone *time.Location) time.Time
	// HoldBack leaves out posts with errors.
	HoldBack bool
	// BaseURL takes the place of base_url in site.yaml; "" for that.
	BaseURL string
}

// Loaded is a site that was read and not built.
type Loaded struct {
	Site *site.Site
	// Source is what Site is made of.
	Source *content.Source
	// Problems are those that reading has found, sorted, with their source lines. A build finds more.
	Problems diag.List
	// Failed is true when an error blocks the site.
	Failed bool
	// Layouts are the site's own layouts over the embedded ones.
	Layouts fs.FS

	files *siteFS
}

// Close ends the reading of Layouts.
func (l *Loaded) Close() { l.files.close() }

// Load reads the content of a site folder: names, dates, numbers and all that
// front matter says, and of bodies only the summaries of good models. It renders nothing and writes
// nothing, so the folder may be lent for reading, or be in use by a build. What is wrong in
// bodies and pictures it does not find: no number depends on that. The
// error is the environment's. Who has a Loaded must close it.
func Load(ctx context.Context, o LoadOptions) (*Loaded, error) {
	files, err := openFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	l := &Loaded{files: files}
	if err := l.load(ctx, o); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

func (l *Loaded) load(ctx context.Context, o LoadOptions) error {
	src, err := content.Load(l.files, content.Options{BaseURL: o.BaseURL, Converter: converter, SummariesOnly: true})
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	j, err := settle(src, site.Options{Now: clock(o.Now, src.Settings.Zone), HoldBack: o.HoldBack, NoBodies: true}, false, nil)
	if err != nil {
		return err
	}
	l.Site, l.Source, l.Layouts, l.Problems = j.site, j.source, layoutsOf(l.files), j.problems
	l.Failed = slices.ContainsFunc(l.Problems.All(), j.stops)
	l.files.tidy(&l.Problems)
	return ctx.Err()
}
