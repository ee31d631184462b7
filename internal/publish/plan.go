package publish

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// Options say how a site is published.
type Options struct {
	// Adopt takes over a target that holds files of somebody else, or the site of another address.
	Adopt bool
	// Preview lets a build with drafts or posts of later dates through.
	Preview bool
	// Keep is how long files stay whose names change with their bytes, after the site needs them no more: pages that
	// are still open or in some cache ask for them.
	Keep time.Duration
	// MaxDeletes is how many pages may go.
	MaxDeletes Limit
	// Purge are addresses of which nothing stays but what the built site has there: from "/", or whole.
	Purge []string
	// Compress names encodings: "gzip", "br".
	Compress []string
	// Verify compares the target with what its manifest says, by listing it.
	Verify bool
	// BreakLock takes the target from somebody who has died while publishing.
	BreakLock bool
	// Who is shown to others while the target is locked.
	Who string
	// Now is the time that Keep counts from.
	Now time.Time
}

// Limit is how many of the pages on a target may go.
type Limit struct {
	N       int
	Percent bool // N is in hundredths of the pages
}

// holds tells whether so many of all may go.
func (l Limit) holds(n, all int) bool {
	if l.Percent {
		return n*100 <= l.N*all
	}
	return n <= l.N
}

// Plan is what a publish will do.
type Plan struct {
	// New, Changed and Deleted are the files that will be sent and removed, by path.
	New, Changed, Deleted []Change
	// Unchanged is how many files stay as they are, Bytes how much is to be sent.
	Unchanged int
	Bytes     int64
	// Held are the addresses of pages that stay because their posts are held back.
	Held []string
	// Kept is how many files stay though the site needs them no more, for a while or for good (share cards).
	Kept int
	// Unsure are addresses of pages that stay though the folder has them no more, because no build remembers what it wrote.
	Unsure []string
	// Leftover are addresses of posts that have gone, or have been removed, and of which files are kept.
	Leftover []string
	// StillThere are addresses that were to be purged and at which the built site has a page.
	StillThere []string
	// Foreign are files on the target that nobody published, found by listing.
	Foreign []string
	// First is true when the target has never been published to. Damaged is true when its manifest cannot be read. Other is
	// the address of the site that it held, when that is another.
	First, Damaged bool
	Other          string

	site     *Site
	target   Target
	options  Options
	progress *Progress
	seen     []byte   // the manifest's bytes when the plan was made
	now      manifest // what the target holds; entries of things that will change are still as they are
	items    []item   // to be sent, in no order
	drops    []drop
	// deletes are files that go at the end: first pages and what leads to them, then what they were shown with.
	deletes [2][]string
	after   manifest // what the target will hold
}

// Change is a file that changes on the target.
type Change struct {
	Path string
	// Address is where readers find it.
	Address string
	// Kind is "page", "redirect", "feed", "data" or "asset".
	Kind string
	Size int64
}

// item is a file to be sent.
type item struct {
	path   string
	file   *file // that it is made from
	coding string
	headers
	group group
	entry entry // what will be known of it, but for the size
}

// drop is a file to be removed before a group is sent, which it would stand in the way of.
type drop struct {
	path  string
	group group
}

// The reasons why nothing can be published, beside *Error, *LockedError and those of OpenSite.
var (
	// ErrForeign says that the target holds files that nobody published. Plan.Foreign names them, or Damaged says why they are not known.
	ErrForeign = errors.New("the target holds foreign files")
	// ErrOtherSite says that the target holds the site of Plan.Other.
	ErrOtherSite = errors.New("the target holds another site")
	// ErrPreview says that the site shows drafts or posts of later dates.
	ErrPreview = errors.New("the site is a preview")
	// ErrMoved says that somebody else has published since the plan was made.
	ErrMoved = errors.New("the target has changed since the plan was made")
	// ErrLockLost says that somebody else has taken the target over while we published.
	ErrLockLost = errors.New("somebody else has taken over the target")
)

// BrakeError says that more pages would go than may.
type BrakeError struct {
	Going, All int
	Limit      Limit
}

func (e *BrakeError) Error() string { return fmt.Sprintf("%d of %d pages would go", e.Going, e.All) }

// PurgeError says that an address cannot be purged: nothing is there, or it is no page's.
type PurgeError struct {
	Address string
	// Home is true for the home page, which is no post.
	Home bool
}

func (e *PurgeError) Error() string { return e.Address + ": nothing to purge" }

// Prepare compares a site with a target and makes a plan. Nothing changes. With an
// error that is about the target as it is, the plan is given too, as far as it tells why.
func Prepare(ctx context.Context, s *Site, t Target, o Options) (*Plan, error) {
	p := &Plan{site: s, target: t, options: o, progress: new(Progress)}
	if s.Preview && !o.Preview {
		return p, ErrPreview
	}
	listed, err := p.look(ctx)
	if err != nil {
		return p, err
	}
	if p.now.baseURL != s.BaseURL && !p.First && !p.Damaged {
		if p.Other = p.now.baseURL; !o.Adopt {
			return p, ErrOtherSite
		}
	}
	if (p.First || p.Damaged) && len(listed) > 0 && !o.Adopt {
		p.Foreign = foreign(listed, &p.now, nil)
		return p, ErrForeign
	}
	purged, err := p.purge(ctx, listed)
	if err != nil {
		return p, err
	}
	if err := p.compare(listed, purged); err != nil {
		return p, err
	}
	if listed != nil {
		p.Foreign = foreign(listed, &p.after, purged)
	}
	return p, p.brake(purged)
}

// look finds out what the target holds: by its manifest, else by listing. The list is nil when none was needed.
func (p *Plan) look(ctx context.Context) ([]Object, error) {
	packed, err := getManifest(ctx, p.target)
	if err != nil {
		return nil, err
	}
	p.seen, p.First = packed, packed == nil
	if !p.First {
		m, err := decodeManifest(packed)
		if p.Damaged = err != nil; !p.Damaged {
			p.now = *m
		}
	}
	if !p.First && !p.Damaged && !p.options.Verify && len(p.options.Purge) == 0 {
		return nil, nil
	}
	listed, err := retried(ctx, p.progress, func() ([]Object, error) { return p.target.List(ctx) })
	if err != nil {
		return nil, err
	}
	listed = slices.DeleteFunc(listed, func(o Object) bool { return isOwn(o.Path) })
	slices.SortFunc(listed, func(a, b Object) int { return strings.Compare(a.Path, b.Path) })
	if listed == nil {
		listed = []Object{}
	}
	return listed, nil
}

// getManifest gives the bytes of a target's manifest, nil when it has none.
func getManifest(ctx context.Context, t Target) ([]byte, error) {
	packed, err := retried(ctx, nil, func() ([]byte, error) { return t.Get(ctx, ManifestFile, maxManifest) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if packed == nil && err == nil {
		packed = []byte{}
	}
	return packed, err
}

// foreign gives the files of a list that a manifest does not know and that are not to go.
func foreign(listed []Object, m *manifest, going map[string]bool) []string {
	var all []string
	for _, o := range listed {
		if m.get(o.Path) == nil && !going[o.Path] {
			all = append(all, o.Path)
		}
	}
	return all
}

// compare makes the plan.
func (p *Plan) compare(listed []Object, purged map[string]bool) error {
	items := p.wanted()
	on := make(map[string]*entry, len(p.now.entries))
	for i := range p.now.entries {
		on[p.now.entries[i].path] = &p.now.entries[i]
	}
	if p.options.Verify && !p.First && !p.Damaged {
		distrust(on, listed)
	}
	if p.First || p.Damaged {
		if err := p.recognise(items, listed, on); err != nil {
			return err
		}
	}
	want := make(map[string]*item, len(items))
	for i := range items {
		it := &items[i]
		want[it.path] = it
		p.after.entries = append(p.after.entries, it.entry)
		old := on[it.path]
		it.group = groupOf(it.file, old == nil)
		switch {
		case old == nil:
			p.New = append(p.New, p.change(it.path, it.file.class, it.size(), it.coding != "")...)
		case old.known() && old.hash == it.entry.hash && old.how == it.entry.how:
			p.Unchanged++
			p.after.entries[len(p.after.entries)-1].size = old.size
			continue
		default:
			p.Changed = append(p.Changed, p.change(it.path, it.file.class, it.size(), it.coding != "")...)
		}
		p.Bytes += it.size()
		p.items = append(p.items, *it)
	}
	p.after.baseURL = p.site.BaseURL
	p.settleRest(want, on, purged)
	slices.SortFunc(p.after.entries, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	return nil
}

// size is what an item weighs before it is compressed; a compressed copy counts with its file.
func (it *item) size() int64 {
	if it.entry.class == sidecar {
		return 0
	}
	return it.file.size
}

// wanted gives what the target is to hold of the site, sorted by path.
func (p *Plan) wanted() []item {
	withHeaders := p.target.Traits().Headers
	all := make([]item, 0, len(p.site.files))
	for i := range p.site.files {
		f := &p.site.files[i]
		it := item{path: f.path, file: f, entry: entry{path: f.path, class: f.class, source: f.source, hash: f.hash, size: f.size}}
		pack := len(p.options.Compress) > 0 && isText(f.path) && f.size >= 256
		if withHeaders {
			if pack {
				it.coding = "gzip" // one object has one encoding, and this one everybody knows
			}
			it.headers = headersOf(f, it.coding)
			it.entry.how = it.headers.digest()
		}
		all = append(all, it)
		if !pack || withHeaders {
			continue
		}
		for _, coding := range p.options.Compress {
			name := f.path + suffixes()[coding]
			if p.site.get(name) == nil {
				all = append(all, item{path: name, file: f, coding: coding,
					entry: entry{path: name, class: sidecar, source: f.source, hash: f.hash, how: coding}})
			}
		}
	}
	return all
}

// digest stands for headers in a manifest.
func (h *headers) digest() string {
	sum := sha256.Sum256([]byte(h.contentType + "\n" + h.cacheControl + "\n" + h.encoding))
	return hex.EncodeToString(sum[:4])
}

// distrust forgets what a manifest says of files that the target does not hold as it says.
func distrust(on map[string]*entry, listed []Object) {
	there := make(map[string]*Object, len(listed))
	for i := range listed {
		there[listed[i].Path] = &listed[i]
	}
	for name, e := range on {
		if o := there[name]; o == nil || o.Size != e.size {
			doubted := *e // that of the manifest stays: it tells whether the manifest has to be written anew
			doubted.hash = [sha256.Size]byte{}
			on[name] = &doubted
		}
	}
}

// recognise finds out which files of the site lie on a target without a manifest, by their digests where the target tells them. Of all
// others with the path of a file of the site nothing is known.
func (p *Plan) recognise(items []item, listed []Object, on map[string]*entry) error {
	there := make(map[string]*Object, len(listed))
	for i := range listed {
		there[listed[i].Path] = &listed[i]
	}
	for i := range items {
		it := &items[i]
		o := there[it.path]
		if o == nil {
			continue
		}
		e := it.entry
		e.size = o.Size
		same := false
		if o.MD5 != nil && (it.coding != "" || o.Size == it.file.size) {
			body, err := p.site.packed(it.file, it.coding)
			if err != nil {
				return err
			}
			sum := md5.Sum(body)
			same = bytes.Equal(sum[:], o.MD5)
		}
		if !same {
			e.hash = [sha256.Size]byte{}
		}
		on[it.path] = &e
	}
	return nil
}

// brake stops a plan by which too many pages would go.
func (p *Plan) brake(purged map[string]bool) error {
	all, going := 0, 0
	for i := range p.now.entries {
		e := &p.now.entries[i]
		if e.class != page {
			continue
		}
		all++
		if !purged[e.path] && p.after.get(e.path) == nil {
			going++
		}
	}
	if !p.options.MaxDeletes.holds(going, all) {
		return &BrakeError{going, all, p.options.MaxDeletes}
	}
	return nil
}

// Watch has the progress of Run kept up to date.
func (p *Plan) Watch(progress *Progress) { p.progress = progress }

// Empty tells whether there is nothing to do.
func (p *Plan) Empty() bool {
	return len(p.items) == 0 && len(p.drops) == 0 && len(p.deletes[0])+len(p.deletes[1]) == 0 && !p.forgets()
}

// forgets tells whether the manifest on the target has to change for itself: another address, files no longer needed.
func (p *Plan) forgets() bool {
	return p.First || p.Damaged || p.now.baseURL != p.after.baseURL || !slices.Equal(p.now.entries, p.after.entries)
}
