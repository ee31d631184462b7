package build

import (
	"io/fs"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/site"
)

const postsFolder = "content/posts/"

// joined is a site with its pictures and all that is wrong with them.
type joined struct {
	source   *content.Source
	site     *site.Site
	pictures map[string]media.Picture
	problems diag.List
	// spoilt are pictures with errors that only posts name which are held back.
	spoilt map[string]bool
}

// join makes a site of its source. Posts that are to be held back for reasons
// that the site cannot know (a picture that is no picture, a warning under --strict) are
// marked as bad, and the site is made anew, until there are no more of them.
func join(src *content.Source, files fs.FS, o Options) *joined {
	now := time.Now()
	if o.Now != nil {
		now = o.Now(src.Settings.Zone)
	}
	options := site.Options{Now: now, Drafts: o.Drafts, Future: o.Future, HoldBack: o.HoldBack}
	j := &joined{source: src, spoilt: make(map[string]bool)}
	j.problems.Merge(&src.Problems)
	for {
		s, problems := site.New(j.source, options)
		pictures, bad := media.Inspect(files, pictureFiles(s, src))
		j.site, j.pictures = s, pictures
		j.problems.Merge(&problems)
		j.problems.Add(bad...)
		if o.Strict {
			j.problems.Strict()
		}
		if !o.HoldBack || !j.holdMore() {
			return j
		}
	}
}

// pictureFiles are the files that pages name, and those of static/, which any page may name.
func pictureFiles(s *site.Site, src *content.Source) []string {
	var all []string
	for _, f := range s.Files {
		all = append(all, f.Source)
	}
	for name := range src.Files {
		if strings.HasPrefix(name, "static/") {
			all = append(all, name)
		}
	}
	return all
}

// holdMore marks the posts whose errors site did not see, and tells whether there were any.
func (j *joined) holdMore() bool {
	hold := make(map[string]bool)
	var users map[string][]string
	for _, d := range j.problems.All() {
		if d.Severity != diag.Error || j.isHeld(d.File) {
			continue
		}
		if users == nil {
			users = j.users()
		}
		posts := users[d.File]
		if j.isPost(d.File) {
			posts = []string{d.File} // also one that waits: a draft has only warnings, but not under --strict
		}
		if slices.Contains(posts, "") {
			continue // a page that is no post shows it too
		}
		for _, p := range posts {
			hold[p] = true
			j.spoilt[d.File] = true
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

// users gives for every file the posts that show it, which an error in it
// spoils. "" stands for all that is no post.
func (j *joined) users() map[string][]string {
	users := make(map[string][]string)
	note := func(user string, targets []site.Target, images ...*content.Image) {
		for _, t := range targets {
			if t.File != "" {
				users[t.File] = append(users[t.File], user)
			}
		}
		for _, i := range images {
			if i != nil {
				users[i.File.Path] = append(users[i.File.Path], user)
			}
		}
	}
	for _, p := range j.site.All {
		note(p.File, p.Targets, p.Cover)
		for i := range p.Images {
			note(p.File, nil, &p.Images[i])
		}
	}
	for _, x := range j.site.Topics {
		note("", x.Targets, x.Cover)
	}
	for _, x := range j.site.Units {
		note("", x.Targets, x.Cover)
	}
	for _, x := range j.site.Campaigns {
		note("", x.Targets, x.Cover)
	}
	for _, x := range j.site.Pages {
		note("", x.Targets, x.Cover)
	}
	if logo := j.site.Settings.Organization.Logo; logo != nil {
		note("", nil, &content.Image{File: *logo})
	}
	return users
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
func (j *joined) stops(d diag.Diagnostic) bool { return j.site.Blocking(d) && !j.spoilt[d.File] }
