package build

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/kit"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/render"
	"bantin/internal/site"
)

// LiveOptions are how a site is kept in memory.
type LiveOptions struct {
	Dir string
	// BaseURL takes the place of base_url in site.yaml; "" for that.
	BaseURL string
	// Now gives the moment that the site is shown for, asked anew for each View; nil: the present.
	Now func(zone *time.Location) time.Time
	// Shared is the cache that machines share. It is read, when pictures are made, and not written to: what waits to be
	// published is nobody else's yet.
	Shared Shared
	// Pictures, if not nil, is kept up to date while pictures are made.
	Pictures *parallel.Progress
}

// Live keeps a site in memory and makes it anew when files change. Drafts and posts of later
// dates are shown. Its methods but MakePictures are for one goroutine at a time.
type Live struct {
	o      LiveOptions
	files  *siteFS
	loader *content.Loader
	work   *workshop
	// retired are workshops that Views may still use.
	retired []*workshop
	album   *album
	state   string
	pixels  int64
	// posts are those of the last View, in their last good versions, by file.
	posts []*content.Post
	last  *View
}

// View is a site at one moment. It does not change.
type View struct {
	// Site and Tree are nil as long as something outside posts has been wrong since the start.
	Site *site.Site
	Tree *output.Tree
	// Kits makes the share kit of any post of Site, and is nil without one.
	Kits *kit.Maker
	// Problems are all that were found, sorted, with their source lines.
	Problems diag.List
	// Failed is true when an error keeps the site from being made, one outside posts or one that spoils the last good version
	// of a post, too: Site and Tree are those of the last good View.
	Failed bool
	// Broken are the posts with errors, by file, sorted: the site shows their last good version, if there is one.
	Broken []string
	// Missing is how many pictures are shown as they are until MakePictures has made them.
	Missing int
}

// broken tells whether a problem is one of a post with errors.
func (v *View) broken(d diag.Diagnostic) bool {
	_, is := slices.BinarySearch(v.Broken, d.File)
	return is
}

// OpenLive opens a site folder; it must be closed. The error is the environment's.
func OpenLive(o LiveOptions) (*Live, error) {
	dir, files, err := openOwn(o.Dir)
	if err != nil {
		return nil, err
	}
	return &Live{
		o: o, files: files, state: filepath.Join(dir, stateFolder),
		loader: content.NewLoader(files, content.Options{BaseURL: o.BaseURL, Converter: converter}),
		album:  newAlbum(),
	}, nil
}

// Close ends the reading of the folder. No View can be rendered any more.
func (l *Live) Close() {
	if l.work != nil {
		l.work.close()
	}
	for _, w := range l.retired {
		w.close()
	}
	l.files.close()
}

// Files are those of the folder, found by the composed (NFC) form of their names; links are not followed.
func (l *Live) Files() fs.FS { return plainFS{l.files} }

// RealName gives the path of a file as the file system spells it, which need not be composed. It is for all goroutines.
func (l *Live) RealName(file string) string { return l.files.real(file) }

// Lost tells whether the folder has been removed that the last View takes its pictures from. The next Update makes it anew.
func (l *Live) Lost() bool { return l.work != nil && l.work.lost() }

// Update makes a View of what the folder holds now. changed are the paths below it, as the file
// system spells them, of files and folders that may have changed, were made or removed since the last call; nil:
// any may have. When it takes no more than the text of one post to tell the two apart, first is called at
// once with the last View but for that post's page; it may be nil. The error is the environment's; the last View is good still.
func (l *Live) Update(ctx context.Context, changed []string, first func(*View)) (*View, error) {
	l.files.forget()
	src, err := l.loader.Load(ctx, changed)
	if errors.Is(err, fs.ErrNotExist) { // a file has gone since it was listed
		src, err = l.loader.Load(ctx, nil)
	}
	if err != nil {
		return nil, err
	}
	if err := l.prepare(ctx, src, changed); err != nil {
		return nil, err
	}
	if v := l.retold(src, changed); v != nil && first != nil {
		first(v)
	}
	j, v, err := l.settle(ctx, src)
	if err != nil {
		return nil, err
	}
	stops := func(d diag.Diagnostic) bool { return j.stops(d) && !v.broken(d) }
	if v.Failed = v.Failed || slices.ContainsFunc(v.Problems.All(), stops); !v.Failed {
		found := j.problems.Len()
		if v.Tree, err = l.work.finish(j); err != nil {
			return nil, err
		}
		v.Problems.Add(j.problems.All()[found:]...) // of layouts and addresses
		v.Failed = slices.ContainsFunc(v.Problems.All(), stops)
	}
	switch {
	case !v.Failed:
		v.Site, v.Kits, l.posts = j.site, j.kits, j.source.Posts
	case l.last != nil:
		v.Site, v.Tree, v.Kits = l.last.Site, l.last.Tree, l.last.Kits
	default:
		v.Tree = nil
	}
	v.Problems.Add(l.work.depot.Counts().Problems...)
	l.files.tidy(&v.Problems)
	l.last = v
	return v, nil
}

// prepare brings up to date what a site is made with.
func (l *Live) prepare(ctx context.Context, src *content.Source, changed []string) error {
	if l.work == nil || l.pixels != src.Settings.MaxPixels || l.work.lost() {
		work, err := openWorkshop(context.WithoutCancel(ctx), workshopOptions{
			state: l.state, files: l.files, settings: src.Settings, progress: l.o.Pictures, shared: l.o.Shared, readOnly: true,
		})
		if err != nil {
			return err
		}
		if l.work != nil {
			l.retired = append(l.retired, l.work)
		}
		work.shows = true
		work.drawsCards.Store(true) // somebody waits
		l.work, l.pixels, l.album = work, src.Settings.MaxPixels, newAlbum()
	}
	inLayouts := func(name string) bool { return name == "layouts" || strings.HasPrefix(name, "layouts/") }
	if changed == nil || l.work.ready == nil || slices.ContainsFunc(changed, inLayouts) {
		l.work.ready = new(render.Ready)
	}
	l.album.forget(changed)
	return nil
}

// settle makes a site of its source. Posts with errors are as they were when they last had none.
func (l *Live) settle(ctx context.Context, src *content.Source) (*joined, *View, error) {
	j, err := l.join(ctx, src)
	if err != nil {
		return nil, nil, err
	}
	v := &View{Missing: len(j.unmade), Broken: j.held()}
	v.Problems.Merge(&j.problems)
	good := l.goodPosts(v.Broken)
	if len(good) == 0 {
		return j, v, nil
	}
	patched := *src
	patched.Posts, patched.Problems = withPosts(src.Posts, good), without(&src.Problems, v.broken)
	found := without(&v.Problems, func(d diag.Diagnostic) bool { return !v.broken(d) })
	if j, err = l.join(ctx, &patched); err != nil {
		return nil, nil, err
	}
	for _, d := range j.problems.All() {
		if !v.broken(d) {
			found.Add(d)
		}
	}
	v.Missing, v.Problems = len(j.unmade), found
	// What a good version rested on has gone: a unit, say. Only the last site has its page.
	v.Failed = slices.ContainsFunc(j.held(), func(file string) bool { return good[file] != nil })
	return j, v, nil
}

func (l *Live) join(ctx context.Context, src *content.Source) (*joined, error) {
	options := site.Options{Now: clock(l.o.Now, src.Settings.Zone), Drafts: true, Future: true, HoldBack: true}
	return settle(src, options, false, func(j *joined) ([]diag.Diagnostic, error) {
		j.files = namedFiles(j.site, src)
		var bad []diag.Diagnostic
		j.pictures, bad, j.unmade = l.album.look(l.work.maker, j.files.pictures())
		return l.work.fileProblems(j.files, bad, j.files.heavy(src)), ctx.Err()
	})
}

// goodPosts are the last good versions of posts, by file.
func (l *Live) goodPosts(files []string) map[string]*content.Post {
	good := make(map[string]*content.Post)
	for _, file := range files {
		i, ok := slices.BinarySearchFunc(l.posts, file, func(p *content.Post, file string) int { return strings.Compare(p.File, file) })
		if ok && !l.posts[i].Held {
			good[file] = l.posts[i]
		}
	}
	return good
}

// withPosts puts posts in the place of those of the same files, or among them, by file.
func withPosts(all []*content.Post, good map[string]*content.Post) []*content.Post {
	kept := make([]*content.Post, 0, len(all)+len(good))
	for _, p := range all {
		if good[p.File] == nil {
			kept = append(kept, p)
		}
	}
	for _, p := range good {
		kept = append(kept, p)
	}
	slices.SortFunc(kept, func(p, q *content.Post) int { return strings.Compare(p.File, q.File) })
	return kept
}

// without gives the problems that are not of a kind.
func without(all *diag.List, drop func(diag.Diagnostic) bool) (kept diag.List) {
	for _, d := range all.All() {
		if !drop(d) {
			kept.Add(d)
		}
	}
	return kept
}

// MakePictures makes the pictures that the last Update missed; the next one shows them. It may
// run beside Update and the rendering of Views, but not beside Close. The error is the environment's, or that of ctx.
func (l *Live) MakePictures(ctx context.Context) error { return l.album.make(ctx) }
