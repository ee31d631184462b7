package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"bantin/internal/cache"
	"bantin/internal/content"
	"bantin/internal/depot"
	"bantin/internal/diag"
	"bantin/internal/document"
	"bantin/internal/limits"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/photo"
	"bantin/internal/render"
)

// workshop is what pictures and cards are made with.
type workshop struct {
	files plainFS
	root  *os.Root
	cache *cache.Cache
	maker *photo.Maker
	ready *render.Ready // nil: layouts are made ready for each build
	// shows is true where files are rendered to be looked at: a full disk is no reason not to.
	shows bool
	// scratch is the cache's folder where the site's own could not be made; "" else.
	scratch string
	// depot is the cache that machines share, nil for none. drawsCards is true when share cards are not asked for there.
	depot      *depot.Depot
	drawsCards atomic.Bool
	// photos and cards count what was made.
	photos, cards counter
}

// workshopOptions say for which site a workshop is.
type workshopOptions struct {
	state    string // its state folder
	out      string // its output folder, "" when that does not matter
	files    *siteFS
	settings *content.Settings
	progress *parallel.Progress
	shared   Shared
	readOnly bool // the shared cache is not written to
}

// cacheFolder is where the cache lies in the state folder.
const cacheFolder = "cache"

// unusedFor is how long the cache keeps what no build has used. Branches and
// previews of one site share the cache, so that what one needs not, another may.
const unusedFor = 60 * 24 * time.Hour

// openWorkshop opens the cache of a site. A site folder that is only lent for
// reading has one that lasts as long as the build; anything else that keeps the
// cache from being used is an error, since every build would be slow without a word.
func openWorkshop(ctx context.Context, o workshopOptions) (*workshop, error) {
	w := &workshop{files: plainFS{o.files}}
	dir := filepath.Join(o.state, cacheFolder)
	if err := notLinks(o.state, dir); err != nil {
		return nil, err
	}
	if info, err := os.Lstat(dir); err == nil && info.Mode().IsRegular() {
		os.Remove(dir) // a file in the place of the cache; if it stays, what follows tells
	}
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		w.root, err = os.OpenRoot(dir)
	}
	if err == nil && !writable(w.root) {
		err = errors.Join(fs.ErrPermission, w.root.Close())
	}
	if err != nil {
		if !isReadOnly(err) {
			return nil, err
		}
		if w.scratch, err = os.MkdirTemp("", "bantin-cache-"); err != nil {
			return nil, err
		}
		if w.root, err = os.OpenRoot(w.scratch); err != nil {
			return nil, err
		}
	}
	if w.cache, err = cache.Open(w.root); err != nil {
		w.root.Close()
		return nil, err
	}
	if w.depot, err = o.shared.depot(ctx, w.cache, o); err != nil {
		w.root.Close()
		return nil, err
	}
	making := photo.Options{Cache: w.cache, MaxPixels: o.settings.MaxPixels, Progress: o.progress, Made: func(k cache.Key, bytes int64) {
		w.photos.add(bytes)
		w.depot.Share(k)
	}}
	if w.depot != nil {
		making.Fetch = w.depot.Fetch
	}
	w.maker = photo.New(w.files, making)
	return w, nil
}

// lost tells whether the folder of the cache has been removed: it may be deleted at any time, and what is
// open is then a folder that no file can be made in.
func (w *workshop) lost() bool {
	now, err := os.Stat(w.root.Name())
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	open, err := w.root.Stat(".")
	return err == nil && !os.SameFile(now, open)
}

// writable tells whether files can be made in a folder.
func writable(root *os.Root) bool {
	const probe = ".writable"
	f, err := root.Create(probe)
	if err != nil {
		return !isReadOnly(err) // others come again, with a better message
	}
	f.Close()
	err = root.Remove(probe)
	return err == nil || errors.Is(err, fs.ErrNotExist) // another build has probed too
}

func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

func (w *workshop) close() {
	w.depot.Close()
	w.maker.Close()
	w.cache.Close() // what it forgets is only work done again
	w.root.Close()
	if w.scratch != "" {
		os.RemoveAll(w.scratch)
	}
}

// prune removes from the cache what the tree has no use for or, once a day,
// what none has had for long. Only who asks for it is told of a failure: the site is written.
func (w *workshop) prune(tree *output.Tree, unused bool) (int, error) {
	const mark = "pruned"
	age := time.Duration(0)
	if !unused {
		if info, err := w.root.Stat(mark); err == nil && time.Since(info.ModTime()) < 24*time.Hour {
			return 0, nil
		}
		age = unusedFor
	}
	for _, f := range tree.Files() {
		if f.Key != ([32]byte{}) { // pages have none
			w.cache.Head(f.Key) // a share card that was not even rendered is in use all the same
		}
	}
	n, _, err := w.cache.Prune(age)
	if unused {
		return n, err
	}
	if w.root.WriteFile(mark, nil, 0o666) == nil {
		now := time.Now()
		w.root.Chtimes(mark, now, now)
	}
	return n, nil
}

// author gives the author that a document names, as document.Author, which need not read it again
// while it is the same. A document that cannot be read has none: that is reported elsewhere.
func (w *workshop) author(path string) string {
	sum, err := w.cache.Sum(w.files, path)
	if err != nil {
		return ""
	}
	key := part(sum, authorPart)
	if known, ok := w.cache.Head(key); ok {
		return string(known)
	}
	who, err := document.Author(w.files, path)
	if err == nil {
		w.cache.Put(key, []byte(who), nil) // what is not kept is looked up again
	}
	return who
}

// keep appends what the cache, or that which machines share, holds under a key of a share card, or else makes it and puts it there.
func (w *workshop) keep(buf *bytes.Buffer, key [32]byte, draw func(*bytes.Buffer) error) error {
	made := cache.Made(key)
	if w.cache.Blob(buf, made, 0) == nil {
		return nil
	}
	if !w.drawsCards.Load() && w.depot.Fetch(made, isCard) && w.cache.Blob(buf, made, 0) == nil {
		return nil
	}
	start := buf.Len()
	if err := draw(buf); err != nil {
		return err
	}
	err := w.cache.Put(made, nil, [][]byte{buf.Bytes()[start:]})
	if err == nil {
		w.cards.add(int64(buf.Len() - start))
		w.depot.Share(made)
	}
	if w.shows {
		return nil // what is not kept is drawn again
	}
	return err
}

// logo is the organization's logo for share cards, nil for the drawn mark.
func (w *workshop) logo(j *joined) image.Image {
	logo := j.site.Settings.Organization.Logo
	if logo == nil {
		return nil
	}
	p := j.pictures[logo.Path]
	if len(p.Plain) == 0 {
		return nil // a drawing
	}
	var buf bytes.Buffer
	v := p.UpTo(96)
	var err error
	if v.Blob == media.Source {
		err = media.Write(&buf, w.files, logo.Path)
	} else {
		err = w.maker.Copy(&buf, logo.Path, v.Blob)
	}
	if err != nil {
		return nil // the page shows it all the same
	}
	img, _, err := image.Decode(&buf)
	if err != nil {
		return nil
	}
	return img
}

// published gives a file of content/ as it is published, and the key of its bytes. It is a cache.ChangedError when
// its bytes are not those that pages tell of: so many, and, of a picture, those that its variants were made of.
func (w *workshop) published(source string, size int64) (key [32]byte, render func(*bytes.Buffer) error) {
	sum, n, err := w.cache.Measure(w.files, source)
	told := err != nil || w.shows || n == size && w.maker.Is(source, sum)
	if err == nil && told {
		key = part(sum, media.Source)
	}
	return key, func(buf *bytes.Buffer) error {
		if !told {
			return &cache.ChangedError{File: source}
		}
		reading := cache.NewReading(w.files)
		if err := media.Write(buf, reading, source); err != nil {
			return err
		}
		if err == nil && reading.Key() != sum {
			return &cache.ChangedError{File: source}
		}
		return nil
	}
}

// isTold tells whether a file of static/ has the bytes that its address and its variants were made of.
func (w *workshop) isTold(source string, read, named [32]byte) bool {
	return w.shows || (named == [32]byte{} || read == named) && w.maker.Is(source, read)
}

// addFiles adds the files that pages name, with the variants of pictures, to
// the tree. Those of static/ are there already: their variants are missing.
func (w *workshop) addFiles(tree *output.Tree, j *joined) {
	for _, f := range j.site.Files {
		path := strings.TrimPrefix(f.URL, "/")
		if !output.ValidPath(path) {
			j.problems.Add(diag.New(f.Source, 0, 0, "file-name", path))
			continue
		}
		p, sound := j.pictures[f.Source]
		if !sound && media.Named(f.Source) != media.Unknown && !j.unmade[f.Source] {
			continue // a draft's picture with an error: nobody knows what is in it
		}
		file := output.File{Path: path, Kind: output.Asset, Source: f.Source, Large: limits.Bytes(j.source.Files[f.Source].Size) > limits.AtOnce}
		if p.Full.Type != "" {
			file.Key = part(p.Key, p.Full.Blob)
			file.Render = func(buf *bytes.Buffer) error { return w.maker.Copy(buf, f.Source, p.Full.Blob) }
		} else {
			file.Key, file.Render = w.published(f.Source, f.Size)
		}
		tree.Add(file)
		w.addVariants(tree, f.URL, f.Source, &p)
	}
	for source := range j.files {
		if name, ok := strings.CutPrefix(source, "static/"); ok {
			p := j.pictures[source]
			w.addVariants(tree, "/"+name, source, &p)
		}
	}
}

// addVariants adds the variants of a picture that is published at an address.
func (w *workshop) addVariants(tree *output.Tree, address, source string, p *media.Picture) {
	for _, list := range [][]media.Variant{p.WebP, p.Plain} {
		for i := range list {
			v := &list[i]
			if v.Blob == media.Source {
				continue
			}
			at, key := media.Address(address, p, v)[1:], part(p.Key, v.Blob)
			if other, taken := tree.Get(at); taken && other.Key == key {
				continue // the same picture under another name, "a.jpg" and "a.jpeg"
			}
			tree.Add(output.File{Path: at, Kind: output.Asset, Key: key, Render: func(buf *bytes.Buffer) error {
				return w.maker.Copy(buf, source, v.Blob)
			}})
		}
	}
}

// stripping is the version of what media.Write does.
const stripping = 2

// authorPart is the part of a document that is its author's name.
const authorPart = 1 << 15

// part is the key of what is made of a record, or of a source.
func part(key [32]byte, blob int) [32]byte {
	return sha256.Sum256(append(key[:], byte(blob), byte(blob>>8), stripping))
}
