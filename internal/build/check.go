package build

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"bantin/internal/check"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/outside"
	"bantin/internal/parallel"
	"bantin/internal/render"
)

// CheckOptions are what a check is asked for.
type CheckOptions struct {
	// Dir is the site folder.
	Dir string
	// BaseURL takes the place of base_url in site.yaml; "" for that.
	BaseURL string
	// Now gives the moment that the site is checked for, in the site's time zone; nil for the present.
	Now func(zone *time.Location) time.Time
	// Drafts and Future check posts that would wait.
	Drafts, Future bool
	// Strict counts warnings as errors.
	Strict bool
	// Edit, if not nil, gives what is checked in place of the finished site: tests break it.
	Edit func(*output.Tree) *output.Tree
	// Outside, if not nil, asks other hosts whether the addresses exist that texts lead to. Its answers are kept in the state folder.
	Outside *outside.Asker
	// Shared is the cache that machines share.
	Shared Shared
	// Pictures and Progress, if not nil, are kept up to date while pictures are made and pages are read.
	Pictures, Progress *parallel.Progress
}

// Checked is what a check has come to.
type Checked struct {
	// Problems are all that were found, sorted, with their source lines.
	Problems diag.List
	// Failed is true when there is an error among them.
	Failed bool
	// Unread is true when errors in the content left no pages to be read.
	Unread bool
	// Pages is how many pages were read, Asked how many addresses elsewhere they lead to.
	Pages, Asked int
}

// Check makes a site as Run does, reads its finished pages in place of writing them, and tells all that is wrong. Nothing is
// written but what the state folder remembers. The error is the environment's.
func Check(ctx context.Context, o CheckOptions) (*Checked, error) {
	dir, files, err := openOwn(o.Dir)
	if err != nil {
		return nil, err
	}
	defer files.close()
	src, err := content.Load(files, content.Options{BaseURL: o.BaseURL, Converter: converter})
	if err != nil {
		return nil, err
	}
	state := filepath.Join(dir, stateFolder)
	work, err := openWorkshop(ctx, workshopOptions{state: state, files: files, settings: src.Settings, progress: o.Pictures, shared: o.Shared})
	if err != nil {
		return nil, err
	}
	defer work.close()
	work.shows = true // a full disk is no problem of the site
	j, err := work.join(ctx, src, Options{Now: o.Now, Drafts: o.Drafts, Future: o.Future})
	if err != nil {
		return nil, err
	}
	tree, err := work.finish(j)
	if err != nil {
		return nil, err
	}
	if _, out, err := folders(Options{Dir: dir}); err == nil && !slices.ContainsFunc(j.problems.All(), j.stops) {
		last, err := output.ReadManifest(state, out)
		if err != nil {
			return nil, err
		}
		j.problems.Add(gone(last, tree, j)...)
	}
	if o.Edit != nil {
		tree = o.Edit(tree)
	}
	r := new(Checked)
	if err := r.read(ctx, j, tree, plainFS{files}, o, filepath.Join(state, "outside.json")); err != nil {
		return nil, err
	}
	if r.Problems.Merge(&j.problems); o.Strict {
		r.Problems.Strict()
	}
	r.Problems.Add(work.depot.Close().Problems...)
	files.tidy(&r.Problems)
	r.Failed = r.Problems.Errors() > 0
	return r, nil
}

// read checks the pages, or only the texts when the content has errors.
func (r *Checked) read(ctx context.Context, j *joined, tree *output.Tree, folder fs.FS, o CheckOptions, answers string) error {
	if r.Unread = slices.ContainsFunc(j.problems.All(), j.stops); r.Unread {
		r.Problems = check.Texts(j.site, folder, j.problems.All())
		return nil
	}
	for _, f := range tree.Files() {
		if f.Kind == output.Page {
			r.Pages++
		}
	}
	found, err := check.Run(ctx, check.Input{
		Tree: tree, Site: j.site, Pictures: j.pictures, Files: folder, Known: j.problems.All(), Progress: o.Progress,
	})
	if bad := new(render.LayoutError); errors.As(err, &bad) {
		r.Problems.Add(bad.Diagnostic)
		return nil
	}
	if err != nil {
		return err
	}
	r.Problems = found
	if o.Outside != nil {
		problems, asked, err := askOutside(ctx, o.Outside, j.site, folder, answers)
		r.Problems.Add(problems...)
		r.Asked = asked
		return err
	}
	return nil
}
