package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

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
		r.addAsset(t, name, viet.NFC(name))
		ext := path.Ext(name)
		if ext != ".css" && ext != ".js" {
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
		r.addAsset(t, name, hashed)
		return nil
	})
}

func (r *renderer) addAsset(t *output.Tree, name, at string) {
	source := "static/" + viet.NFC(name)
	if full := r.in.Pictures[source].Full; full.Type != "" {
		t.Add(output.File{Path: at, Kind: output.Asset, Source: source, Render: func(w *bytes.Buffer) error {
			return r.in.Copy(w, source, full.Blob)
		}})
		return
	}
	t.Add(output.File{Path: at, Kind: output.Asset, Source: "static/" + name, Render: func(w *bytes.Buffer) error {
		return media.Write(w, r.in.Static, name)
	}})
}
