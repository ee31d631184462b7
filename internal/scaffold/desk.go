package scaffold

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/filename"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// Desk is a site folder in which something new is written.
type Desk struct {
	// Site is the site as it is, drafts and posts of later dates among its posts.
	Site *site.Site
	// Problems are those of site.yaml, with their source lines. With an error
	// among them nothing can be written.
	Problems diag.List

	root   *os.Root
	source *content.Source
	before map[string]int // the errors that the site has already, counted
}

// Open reads a site folder. now gives the moment that it is in a zone; nil: the real time.
// Posts with errors do not stand in the way of a new one. The
// error is the environment's: no such folder, a disk that cannot be read. Who has a Desk must close it.
func Open(ctx context.Context, dir string, now func(*time.Location) time.Time) (*Desk, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	d := &Desk{root: root, before: make(map[string]int)}
	if d.source, err = content.Load(root.FS(), content.Options{}); err == nil {
		err = ctx.Err()
	}
	if err != nil {
		d.Close()
		return nil, err
	}
	at := time.Now()
	if now != nil {
		at = now(d.source.Settings.Zone)
	}
	var problems diag.List
	d.Site, problems = d.join(d.source, at)
	for _, p := range problems.All() {
		d.before[identity(p)]++
		if p.File == content.SiteFile {
			d.Problems.Add(p)
		}
	}
	d.Problems.Sort()
	d.Problems.Excerpts(func(file string) ([]byte, error) { return root.ReadFile(file) })
	return d, nil
}

// Close ends the work in the folder.
func (d *Desk) Close() { d.root.Close() }

// join makes a site of a source, with all posts published, and gives all errors.
func (d *Desk) join(src *content.Source, now time.Time) (*site.Site, diag.List) {
	s, problems := site.New(src, site.Options{Now: now, Drafts: true, Future: true})
	problems.Add(src.Problems.All()...)
	var errs diag.List
	for _, p := range problems.All() {
		if p.Severity == diag.Error || slices.Contains(addressCodes, p.Code) {
			errs.Add(p) // an address that is taken is a warning for a draft, but not worth beginning with
		}
	}
	return s, errs
}

// addressCodes are the problems of two things at one address.
var addressCodes = []string{"same-address", "address-case", "reserved-address", "alias-taken"}

// identity tells problems apart wherever they stand in their file.
func identity(p diag.Diagnostic) string {
	return p.File + "\x00" + p.Code + "\x00" + strings.Join(p.Args, "\x00")
}

// words are those of the site's language.
func (d *Desk) words() *words { return wordsOf(d.Site.Settings.Language) }

// A RefusedError tells what would be wrong with the site if the new file were there.
type RefusedError struct {
	// Problems have their source lines.
	Problems diag.List
}

func (e *RefusedError) Error() string {
	p := e.Problems.All()[0]
	return p.File + ": " + p.Message("en")
}

// A TakenError tells that the place of a new file is taken.
type TakenError struct{ Path string }

func (e *TakenError) Error() string { return e.Path + " exists" }

// A NameError tells that a name cannot be that of a file.
type NameError struct{ Name string }

func (e *NameError) Error() string { return fmt.Sprintf("%q cannot be the name of a file", e.Name) }

// checkName refuses names of no letters, that of a folder's own page (a post called so would take the whole
// month for its folder), and those that Windows keeps for devices.
func checkName(name string) error {
	if name == "" || name == "index" || !filename.OnWindows(name) {
		return &NameError{name}
	}
	return nil
}

// check reads the stage as a build would, and holds the file that is new in it against the site.
func (s *stage) check(file string) error {
	d := s.desk
	fresh, err := content.Load(s.root.FS(), content.Options{Converter: func(c *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: c.Language, Words: lang.For(c.Language).Words.Body})
	}})
	if err != nil {
		return err
	}
	all := *d.source
	all.Posts = byFile(all.Posts, fresh.Posts, func(p *content.Post) string { return p.File })
	all.Topics = byFile(all.Topics, fresh.Topics, func(t *content.Topic) string { return t.File })
	all.Units = byFile(all.Units, fresh.Units, func(u *content.Unit) string { return u.File })
	all.Campaigns = byFile(all.Campaigns, fresh.Campaigns, func(c *content.Campaign) string { return c.File })
	all.Files = maps.Clone(all.Files)
	maps.Copy(all.Files, fresh.Files)
	all.Problems = diag.List{}
	all.Problems.Add(d.source.Problems.All()...)
	for _, p := range fresh.Problems.All() {
		if p.File != content.SiteFile && p.File != content.VocabularyFile {
			all.Problems.Add(p)
		}
	}
	_, problems := d.join(&all, d.Site.Now)
	refused := new(RefusedError)
	seen := maps.Clone(d.before)
	for _, p := range problems.All() {
		if seen[identity(p)]--; seen[identity(p)] >= 0 {
			continue
		}
		if p.File != file && slices.Contains(addressCodes, p.Code) {
			// Of two at one address the other may be at fault for a build, but it was there first.
			p = diag.New(file, 0, 0, "same-address", p.Args[0], p.File)
		}
		refused.Problems.Add(p)
	}
	if refused.Problems.Len() == 0 {
		return nil
	}
	refused.Problems.Sort()
	refused.Problems.Excerpts(func(file string) ([]byte, error) {
		if data, err := s.root.ReadFile(file); err == nil {
			return data, nil
		}
		return d.root.ReadFile(file)
	})
	return refused
}

func byFile[T any](old, fresh []T, file func(T) string) []T {
	return slices.SortedFunc(slices.Values(slices.Concat(old, fresh)), func(a, b T) int {
		return cmp.Compare(file(a), file(b))
	})
}
