package build

import (
	"context"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/document"
	"bantin/internal/kit"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
)

const postsFolder = "content/posts/"

// joined is a site with its pictures and all that is wrong with them.
type joined struct {
	source   *content.Source
	site     *site.Site
	files    files
	pictures map[string]media.Picture
	// unmade are pictures that nobody has looked at yet, in a Live: they are shown as they are.
	unmade   map[string]bool
	kits     *kit.Maker // nil as long as there are no pages
	problems diag.List
}

// join makes a site of its source, and its pictures.
func (w *workshop) join(ctx context.Context, src *content.Source, o Options) (*joined, error) {
	options := site.Options{Now: clock(o.Now, src.Settings.Zone), Drafts: o.Drafts, Future: o.Future, HoldBack: o.HoldBack}
	return settle(src, options, o.Strict, func(j *joined) ([]diag.Diagnostic, error) {
		j.files = namedFiles(j.site, src)
		made, bad, err := w.maker.Make(ctx, j.files.pictures())
		if err != nil {
			return nil, err
		}
		j.pictures = made
		return w.fileProblems(j.files, bad, j.files.heavy(src)), nil
	})
}

// fileProblems puts what is wrong with pictures, and what is with other files, where it can be mended.
func (w *workshop) fileProblems(named files, pictures, heavy []diag.Diagnostic) (all []diag.Diagnostic) {
	for _, d := range slices.Concat(pictures, heavy, document.Problems(named.others(), w.author)) {
		all = append(all, named.moved(d)...)
	}
	return all
}

// clock gives the moment that a site is made for.
func clock(now func(*time.Location) time.Time, zone *time.Location) time.Time {
	if now == nil {
		return time.Now()
	}
	return now(zone)
}

// settle makes a site of its source; check, which may be nil, finds what the
// site cannot know. Posts that are to be held back for such reasons (a picture
// that is no picture, a warning under --strict) are marked as bad, and the site
// is made anew, until there are no more of them.
func settle(src *content.Source, o site.Options, strict bool, check func(*joined) ([]diag.Diagnostic, error)) (*joined, error) {
	j := &joined{source: src}
	j.problems.Merge(&src.Problems)
	for {
		s, problems := site.New(j.source, o)
		j.site = s
		j.problems.Merge(&problems)
		if check != nil {
			found, err := check(j)
			if err != nil {
				return nil, err
			}
			j.problems.Add(found...)
		}
		if strict {
			j.problems.Strict()
		}
		if !o.HoldBack || !j.holdMore() {
			return j, nil
		}
	}
}

// holdMore marks the posts whose errors site did not see, and tells whether there were any.
func (j *joined) holdMore() bool {
	hold := make(map[string]bool)
	for _, d := range j.problems.All() {
		// Also a post that waits: a draft has only warnings, but not under --strict.
		if d.Severity == diag.Error && !j.isHeld(d.File) && j.isPost(d.File) {
			hold[d.File] = true
		}
	}
	if len(hold) == 0 {
		return false
	}
	src := *j.source
	src.Posts = slices.Clone(src.Posts)
	for i, p := range src.Posts {
		if hold[p.File] {
			bad := *p
			bad.Held = true
			src.Posts[i] = &bad
		}
	}
	j.source = &src
	return true
}

// held are the files of the posts that are held back.
func (j *joined) held() []string {
	var all []string
	for _, h := range j.site.Held {
		all = append(all, h.File)
	}
	return all
}

// heldPosts are the posts that are held back, with their addresses: who publishes the site leaves their pages alone.
func (j *joined) heldPosts() []output.Held {
	var all []output.Held
	for _, h := range j.site.Held {
		all = append(all, output.Held{File: h.File, Address: h.URL})
	}
	return all
}

// isHeld tells whether a file is a post that is held back.
func (j *joined) isHeld(file string) bool {
	_, held := slices.BinarySearchFunc(j.site.Held, file, func(h site.Held, file string) int { return strings.Compare(h.File, file) })
	return held
}

// isPost tells whether a file is a post, published or not.
func (j *joined) isPost(file string) bool {
	_, found := slices.BinarySearchFunc(j.source.Posts, file, func(p *content.Post, file string) int { return strings.Compare(p.File, file) })
	return found
}

// stops tells whether a problem stops the build.
func (j *joined) stops(d diag.Diagnostic) bool { return j.site.Blocking(d) }
