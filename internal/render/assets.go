package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"bantin/internal/cache"
	"bantin/internal/limits"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/viet"
)

// addStatic copies the static files under their own names, and style sheets
// and scripts also under a name that changes with their bytes, so that they may
// be kept by browsers for good.
func (r *renderer) addStatic(t *output.Tree) error {
	r.assets = make(map[string]string)
	return fs.WalkDir(r.in.Static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("static: %w", err)
		}
		if d.IsDir() || strings.HasSuffix(name, ".go") {
			return nil
		}
		ext := path.Ext(name)
		if ext != ".css" && ext != ".js" {
			r.addAsset(t, name, viet.NFC(name), [sha256.Size]byte{})
			r.assets[name] = "/" + viet.NFC(name)
			return nil
		}
		data, err := fs.ReadFile(r.in.Static, name)
		if err != nil {
			return fmt.Errorf("static: %w", err)
		}
		sum := sha256.Sum256(data)
		hashed := viet.NFC(strings.TrimSuffix(name, ext)) + "." + hex.EncodeToString(sum[:5]) + ext
		r.assets[name] = "/" + hashed
		r.addAsset(t, name, viet.NFC(name), sum)
		r.addAsset(t, name, hashed, sum)
		return nil
	})
}

// addAsset adds a file. sum is the hash of the bytes that addresses tell of; zero: they tell nothing.
func (r *renderer) addAsset(t *output.Tree, name, at string, sum [sha256.Size]byte) {
	source := "static/" + viet.NFC(name)
	if full := r.in.Pictures[source].Full; full.Type != "" {
		t.Add(output.File{Path: at, Kind: output.Asset, Source: source, Render: func(w *bytes.Buffer) error {
			return r.in.Copy(w, source, full.Blob)
		}})
		return
	}
	t.Add(output.File{Path: at, Kind: output.Asset, Source: "static/" + name, Large: isLarge(r.in.Static, name), Render: func(w *bytes.Buffer) error {
		reading := cache.NewReading(r.in.Static)
		err := media.Write(w, reading, name)
		if errors.Is(err, fs.ErrNotExist) {
			return &cache.ChangedError{File: source} // it was listed
		}
		if err != nil {
			return err
		}
		if r.in.IsTold != nil && !r.in.IsTold(source, reading.Key(), sum) {
			return &cache.ChangedError{File: source}
		}
		return nil
	}})
}

// isLarge tells whether a file is one that is written by itself.
func isLarge(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Size() > int64(limits.AtOnce)
}
