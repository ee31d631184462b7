package build

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/printer"
	"bantin/internal/render"
	"bantin/internal/site"
)

// BulletinOptions are which bulletin is to be printed.
type BulletinOptions struct {
	// Dir is the site folder.
	Dir string
	// Now gives the moment that the site is made for, in the site's time zone; nil for the present.
	Now func(zone *time.Location) time.Time
	// HoldBack leaves out posts with errors instead of giving up.
	HoldBack bool
	// Choose gives the bulletin, of any time, or nil for none.
	Choose func(*site.Site) *site.Bulletin
	// Reading asks for the version that is read to a meeting.
	Reading bool
	// Shared is the cache that machines share; it is only read.
	Shared Shared
	// Pictures, if not nil, is kept up to date while pictures are made.
	Pictures *parallel.Progress
}

// Printed is what the making of a bulletin has come to.
type Printed struct {
	// Problems are all that were found, sorted, with their source lines.
	Problems diag.List
	// Failed is true when an error among them stopped it.
	Failed bool
	// Held are the files of the posts that were left out for their errors, sorted.
	Held []string
	// Bulletin is the one that was chosen; nil for none.
	Bulletin *site.Bulletin
	// Page is the bulletin as a page that needs nothing but itself; nil without one.
	Page []byte
}

// Bulletin makes the page of one bulletin and writes nothing but the cache. The error is the environment's.
func Bulletin(ctx context.Context, o BulletinOptions) (*Printed, error) {
	dir, files, err := openOwn(o.Dir)
	if err != nil {
		return nil, err
	}
	defer files.close()
	src, err := content.Load(files, content.Options{Converter: converter})
	if err != nil {
		return nil, err
	}
	work, err := openWorkshop(ctx, workshopOptions{
		state: filepath.Join(dir, stateFolder), files: files, settings: src.Settings, progress: o.Pictures, shared: o.Shared, readOnly: true,
	})
	if err != nil {
		return nil, err
	}
	defer work.close()
	work.shows = true // a full disk is no reason not to print
	j, err := work.join(ctx, src, Options{Now: o.Now, HoldBack: o.HoldBack})
	if err != nil {
		return nil, err
	}
	r := &Printed{Problems: j.problems, Held: j.held()}
	if r.Failed = slices.ContainsFunc(r.Problems.All(), j.stops); !r.Failed {
		if r.Bulletin = o.Choose(j.site); r.Bulletin != nil {
			err = r.makePage(work, j, o.Reading)
		}
	}
	files.tidy(&r.Problems)
	return r, err
}

// makePage renders the page of the bulletin, with all that it shows. Only what the page asks for is made.
func (r *Printed) makePage(w *workshop, j *joined, reading bool) error {
	in, err := w.input(j)
	if err != nil {
		return err
	}
	in.Bulletins = []*site.Bulletin{r.Bulletin}
	tree := new(output.Tree)
	bad, err := render.Pages(tree, in)
	if err != nil {
		return err
	}
	if len(bad) > 0 {
		r.Problems.Add(bad...)
		r.Failed = true
		return nil
	}
	w.addFiles(tree, j)
	tree.Finish()
	address := r.Bulletin.URL
	if reading {
		address = j.site.ReadingURL(r.Bulletin)
	}
	r.Page, err = printer.Single(tree, strings.TrimPrefix(address, "/")+"index.html", j.site.Settings.BaseURL)
	if wrong := new(render.LayoutError); errors.As(err, &wrong) {
		r.Problems.Add(wrong.Diagnostic)
		r.Failed, err = true, nil
	}
	return err
}
