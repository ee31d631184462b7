// Package build is the pipeline: a site folder becomes a finished site.
package build

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bantin/internal/board"
	"bantin/internal/card"
	"bantin/internal/content"
	"bantin/internal/depot"
	"bantin/internal/diag"
	"bantin/internal/feed"
	"bantin/internal/host"
	"bantin/internal/kit"
	"bantin/internal/lang"
	"bantin/internal/limits"
	"bantin/internal/official"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/portable"
	"bantin/internal/render"
	"bantin/internal/report"
	"bantin/internal/search"
	"bantin/layouts"
	"bantin/static"
)

// Options are what a build is asked for.
type Options struct {
	// Dir is the site folder.
	Dir string
	// Out is the output folder; "" for public in the site folder.
	Out string
	// BaseURL takes the place of base_url in site.yaml; "" for that.
	BaseURL string
	// Now gives the moment that the site is built for, in the site's time zone; nil for the present.
	Now func(zone *time.Location) time.Time
	// Drafts and Future publish posts that would wait.
	Drafts, Future bool
	// HoldBack leaves out posts with errors instead of giving up.
	HoldBack bool
	// Strict counts warnings as errors.
	Strict bool
	// Prune removes from the cache what this build has no use for.
	Prune bool
	// Most is how much the site may have; zero: limits.Site.
	Most limits.Totals
	// Relative makes a site that opens from a folder, as package portable tells. It is not for publishing.
	Relative bool
	// Shared is the cache that machines share.
	Shared Shared
	// Pictures and Progress, if not nil, are kept up to date while pictures are made and the site is rendered.
	Pictures, Progress *parallel.Progress
}

// Result is what a build has come to.
type Result struct {
	// Problems are all that were found, sorted, with their source lines.
	Problems diag.List
	// Failed is true when an error among them stopped the build: nothing was written.
	Failed bool
	// Held are the files of the posts that were left out for their errors, sorted.
	Held []string
	// Posts is how many posts have a page.
	Posts int
	// Out is the output folder, absolute, without symbolic links.
	Out string
	// Output tells what was written.
	Output output.Result
	// Pruned is how many records were removed from the cache.
	Pruned int
	// Shared tells what came from the cache that machines share, and went there.
	Shared depot.Result
	// Stages tell how long each stage took, in their order.
	Stages []Stage
}

// stateFolder holds what a build remembers for the next one; below the site folder.
const stateFolder = ".bantin"

// Run builds a site. Mistakes of editors are in the result; the error is the
// environment's: a folder that cannot be read or written, a wrong option.
func Run(ctx context.Context, o Options) (*Result, error) {
	dir, out, err := folders(o)
	if err != nil {
		return nil, err
	}
	files, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer files.close()

	var stages stopwatch
	stages.start(Comparing)
	// Two builds at once would overtake each other: the one that has read older content might write last.
	state := filepath.Join(dir, stateFolder)
	os.MkdirAll(state, 0o777) // openWorkshop tells when it cannot be made
	unlock, err := output.Lock(state, out)
	if err != nil {
		return nil, err
	}
	defer unlock()
	repeats, err := look(&o, files, state, out)
	if err != nil {
		return nil, err
	}
	if r, err := repeats.result(ctx, &o, files, state, out); r != nil || err != nil {
		if r != nil {
			r.Stages = stages.stop()
		}
		return r, err
	}
	stages.start(Reading)
	src, err := content.Load(files, content.Options{BaseURL: o.BaseURL, Converter: converter, Most: o.Most})
	if err != nil {
		return nil, err
	}
	stages.start(Joining)
	work, err := openWorkshop(ctx, workshopOptions{
		state: state, out: out, files: files, settings: src.Settings, progress: o.Pictures, shared: o.Shared,
	})
	if err != nil {
		return nil, err
	}
	defer work.close()
	j, err := work.join(ctx, src, o)
	if err != nil {
		return nil, err
	}
	stages.start(Planning)
	tree, err := work.finish(j)
	if err != nil {
		return nil, err
	}
	stages.start(Writing)
	last, err := output.ReadManifest(state, out)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(j.problems.All(), j.stops) {
		j.problems.Add(gone(last, tree, j)...)
	}

	r := &Result{Problems: j.problems, Held: j.held(), Posts: len(j.site.All), Out: out}
	if o.Strict {
		r.Problems.Strict()
	}
	if r.Failed = slices.ContainsFunc(r.Problems.All(), j.stops); !r.Failed {
		written := tree
		if o.Relative {
			written = portable.Tree(tree, j.site.Settings.BaseURL, j.site.Lang.Code)
		}
		err = work.whileFetching(ctx, func() []output.File { return work.drawnCards(tree, j) }, func() (err error) {
			r.Output, err = output.Write(ctx, written, output.Options{
				Dir: out, State: state, Locked: true, Preview: o.Drafts || o.Future || o.Relative, Progress: o.Progress,
				BaseURL: j.site.Settings.BaseURL, Held: j.heldPosts(),
			})
			return err
		})
		if bad := new(render.LayoutError); errors.As(err, &bad) {
			// Found while rendering, before anything has changed.
			r.Problems.Add(bad.Diagnostic)
			r.Failed, err = true, nil
		}
	}
	if err == nil && !r.Failed {
		r.Pruned, err = work.prune(tree, o.Prune)
	}
	r.Shared = work.depot.Close()
	r.Problems.Add(r.Shared.Problems...)
	files.tidy(&r.Problems)
	if err == nil && !r.Failed {
		repeats.remember(j, work, r)
	}
	r.Stages = stages.stop()
	return r, err
}

// folders gives the site folder and the output folder, without symbolic links.
func folders(o Options) (dir, out string, err error) {
	if dir, err = ownPath(o.Dir); err != nil {
		return "", "", err
	}
	if out = o.Out; out == "" {
		out = filepath.Join(dir, "public")
		if err := notLinks(out); err != nil {
			return "", "", err
		}
	}
	if err := notLinks(filepath.Join(dir, stateFolder)); err != nil {
		return "", "", err
	}
	out, err = output.CheckFolder(out, dir, []string{"content", "layouts", "static", stateFolder, ".git"})
	return dir, out, err
}

// ownPath is a folder's path, absolute and without symbolic links.
func ownPath(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(dir)
}

// openOwn opens a site folder by its own path, which it gives; it must be closed.
func openOwn(dir string) (string, *siteFS, error) {
	dir, err := ownPath(dir)
	if err != nil {
		return "", nil, err
	}
	files, err := openFolder(dir)
	return dir, files, err
}

// finish puts all files of the finished site into a tree, and adds what is wrong with layouts and static files to j.
func (w *workshop) finish(j *joined) (*output.Tree, error) {
	tree := new(output.Tree)
	tree.Grow(2*len(j.site.All) + 1000) // a page and a card each
	in, err := w.input(j)
	if err != nil {
		return nil, err
	}
	in.Shares = new(render.Shares)
	problems, err := render.Pages(tree, in)
	if err != nil {
		return nil, err
	}
	j.problems.Add(problems...)
	if len(problems) == 0 {
		j.kits = kit.New(j.site, in.Shares)
		j.kits.Add(tree)
	}
	if problems, err = official.Check(in.Layouts); err != nil {
		return nil, err
	}
	j.problems.Add(problems...)
	for name := range j.source.Files {
		if path, ok := strings.CutPrefix(name, "static/"); ok && !output.ValidPath(path) {
			j.problems.Add(diag.New(name, 0, 0, "file-name", path))
		}
	}
	feed.Files(tree, j.site, j.pictures)
	report.Files(tree, j.site)
	board.Files(tree, j.site)
	search.Files(tree, j.site, search.Options{Lazy: w.shows})
	w.addFiles(tree, j)
	host.Files(tree, j.site)
	collide := colliding(&j.problems)
	for _, c := range tree.Finish() {
		if !collide[c.First.Source] && !collide[c.Second.Source] {
			j.problems.Add(taken(c))
		}
	}
	j.problems.Add(longPaths(tree)...)
	return tree, nil
}

// input is what pages are made of.
func (w *workshop) input(j *joined) (in render.Input, err error) {
	in = render.Input{
		Site:     j.site,
		Layouts:  layoutsOf(w.files.siteFS),
		Static:   layered{sub(w.files.siteFS, "static"), static.FS},
		Pictures: j.pictures,
		Copy:     w.maker.Copy,
		Keep:     w.keep,
		IsTold:   w.isTold,
		Ready:    w.ready,
	}
	if j.site.Settings.ShareCards {
		in.Cards, err = card.New(w.logo(j))
	}
	return in, err
}

// colliding gives the files whose addresses are known to be taken: site tells
// so, with the line, of pages and the files beside them.
func colliding(problems *diag.List) map[string]bool {
	files := make(map[string]bool)
	for _, d := range problems.All() {
		if slices.Contains([]string{"same-address", "reserved-address", "alias-taken", "address-taken"}, d.Code) {
			files[d.File] = true
		}
	}
	return files
}

// taken tells of two files at one path.
func taken(c output.Conflict) diag.Diagnostic {
	first, second := c.First, c.Second
	if second.Source == "" {
		first, second = second, first
	}
	if first.Source == "" {
		return diag.New(second.Source, 0, 0, "reserved-address", address(second.Path))
	}
	return diag.New(second.Source, 0, 0, "address-taken", address(second.Path), first.Source)
}

// gone tells which posts of the last build have lost their address: nothing is
// there now, not even a redirect. A preview's posts were never promised to anyone, and posts
// that are held back come again.
func gone(last *output.Manifest, tree *output.Tree, j *joined) []diag.Diagnostic {
	if last.Preview {
		return nil
	}
	var all []diag.Diagnostic
	for i := range last.Entries {
		e := &last.Entries[i]
		if e.Kind != output.Page || !strings.HasPrefix(e.Source, postsFolder) {
			continue
		}
		if _, still := tree.Get(e.Path); still || j.isHeld(e.Source) || isPoster(last, e, j.site.Lang) {
			continue
		}
		file := ""
		if j.isPost(e.Source) {
			file = e.Source
		}
		all = append(all, diag.New(file, 0, 0, "address-gone", address(e.Path)))
	}
	return all
}

// isPoster tells whether an entry is the poster of a post, which comes and goes with a word in the front matter. People
// meet it on walls; what they scan there leads to the post.
func isPoster(m *output.Manifest, e *output.Entry, words *lang.Table) bool {
	page, ok := strings.CutSuffix(e.Path, words.Paths.Poster+"/index.html")
	if !ok {
		return false
	}
	of := m.Get(page + "index.html")
	return of != nil && of.Source == e.Source
}

// address is where a reader finds a file of the site.
func address(path string) string {
	if dir, ok := strings.CutSuffix(path, "index.html"); ok && (dir == "" || strings.HasSuffix(dir, "/")) {
		return "/" + dir
	}
	return "/" + path
}

// layoutsOf gives the site's own layouts over the embedded ones.
func layoutsOf(files *siteFS) fs.FS { return layered{sub(files, "layouts"), layouts.FS} }

// sub is a folder of the site; one that is missing, or a link to another, is empty.
func sub(files *siteFS, dir string) fs.FS {
	if info, err := fs.Lstat(files.files, dir); err != nil || !info.IsDir() {
		return embed.FS{}
	}
	below, err := fs.Sub(plainFS{files}, dir)
	if err != nil {
		panic(err) // dir is a constant
	}
	return below
}
