package serve

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"bantin/internal/build"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// post is a post in the lists of the preview's own pages.
type post struct {
	File, Title string
	// URL is "" for a post that has no page: its errors have never let it have one.
	URL          string
	Date         time.Time
	Units, Topic string
	Draft        bool
	Future       bool
	Broken       bool
	State        site.State
}

// allPosts gives the posts of a View, newest first, before them those that were never shown.
func allPosts(v *build.View) []post {
	var all []post
	isBroken := func(file string) bool {
		_, is := slices.BinarySearch(v.Broken, file)
		return is
	}
	shown := make(map[string]bool)
	if v.Site != nil {
		all = make([]post, 0, len(v.Site.All))
		for _, p := range v.Site.All {
			one := post{
				File: p.File, Title: cmp.Or(p.Title, p.File), URL: p.URL, Date: p.Date.In(v.Site.Settings.Zone),
				Draft: p.Draft, Future: p.Future, State: p.State, Broken: isBroken(p.File),
			}
			var units []string
			for _, u := range p.Units {
				units = append(units, cmp.Or(u.Short, u.Title))
			}
			one.Units = strings.Join(units, ", ")
			if len(p.Topics) > 0 {
				one.Topic = p.Topics[0].Title
			}
			if one.Broken {
				shown[p.File] = true
			}
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b post) int { return b.Date.Compare(a.Date) })
	var never []post
	for _, file := range v.Broken {
		if !shown[file] {
			never = append(never, post{File: file, Title: file, Broken: true})
		}
	}
	return append(never, all...)
}

// choose gives the posts that fit the words that someone looks for, accents or none.
func (st *state) choose(words string, fits func(*post) bool) []post {
	var found []post
	wanted := strings.Fields(viet.Fold(words))
	all := st.posts()
	var folded []string
	if len(wanted) > 0 {
		folded = st.folded()
	}
	for i := range all {
		holds := func(word string) bool { return strings.Contains(folded[i], word) }
		if fits != nil && !fits(&all[i]) || slices.ContainsFunc(wanted, func(w string) bool { return !holds(w) }) {
			continue
		}
		found = append(found, all[i])
	}
	return found
}

// foldAll gives what is searched of each post.
func foldAll(all []post) []string {
	folded := make([]string, len(all))
	parallel.Do(len(all), func(i int) {
		p := &all[i]
		folded[i] = viet.Fold(strings.Join([]string{p.Title, p.File, p.Units, p.Topic}, " "))
	})
	return folded
}

// times knows when files were changed, by path below the site folder.
type times struct {
	files fs.FS
	mu    sync.Mutex
	known map[string]time.Time
}

// forget drops what is known of files that have changed; nil: of all.
func (t *times) forget(paths []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if paths == nil {
		clear(t.known)
	}
	for _, p := range paths {
		delete(t.known, viet.NFC(p))
	}
}

// newest gives the posts whose files were changed last.
func (t *times) newest(all []post, n int) []post {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = make(map[string]time.Time)
	}
	var unknown []string
	for i := range all {
		if _, ok := t.known[all[i].File]; !ok {
			unknown = append(unknown, all[i].File)
		}
	}
	found := make([]time.Time, len(unknown))
	parallel.Do(len(unknown), func(i int) {
		if info, err := fs.Stat(t.files, unknown[i]); err == nil {
			found[i] = info.ModTime()
		}
	})
	for i, file := range unknown {
		t.known[file] = found[i]
	}
	type changed struct {
		at int
		by time.Time
	}
	list := make([]changed, 0, len(all))
	for i := range all {
		if when := t.known[all[i].File]; !when.IsZero() {
			list = append(list, changed{i, when})
		}
	}
	slices.SortStableFunc(list, func(a, b changed) int { return b.by.Compare(a.by) })
	var newest []post
	for _, c := range list[:min(n, len(list))] {
		newest = append(newest, all[c.at])
	}
	return newest
}
