package publish

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"bantin/internal/output"
)

func sampleManifest() *manifest {
	return &manifest{baseURL: "https://example.org/tin", entries: []entry{
		{path: "2021/đồng hồ/ảnh #1.jpg", class: asset, source: "content/posts/ảnh.jpg", hash: sha256.Sum256([]byte("a")), size: 3, since: 1_700_000_000},
		{path: "index.html", class: page},
		{path: "index.html.gz", class: sidecar, how: "gzip", hash: sha256.Sum256([]byte("b"))},
	}}
}

// FuzzManifest holds that nothing on a target can make us name a file beside it, or
// one twice, and that what is understood means the same when it is written again.
func FuzzManifest(f *testing.F) {
	f.Add(sampleManifest().encode())
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		m, err := decodeManifest(packed)
		if err != nil {
			return
		}
		seen := make(map[string]bool)
		for _, e := range m.entries {
			if !output.ValidPath(e.path) || isOwn(e.path) || seen[e.path] || e.size < 0 {
				t.Fatalf("%+v", e)
			}
			seen[e.path] = true
		}
		again, err := decodeManifest(m.encode())
		if err != nil || again.baseURL != m.baseURL || len(again.entries) != len(m.entries) {
			t.Fatalf("%v", err)
		}
	})
}

func TestManifestDamaged(t *testing.T) {
	m := sampleManifest()
	whole := m.encode()
	got, err := decodeManifest(whole)
	if err != nil || got.baseURL != m.baseURL || len(got.entries) != 3 || got.entries[0] != m.entries[0] || got.entries[2] != m.entries[2] {
		t.Fatalf("%+v, %v", got, err)
	}
	for i := range whole {
		if i == 3 || i >= 4 && i < 10 { // flags, time and system in gzip's head change nothing, or much
			continue
		}
		broken := bytes.Clone(whole)
		broken[i] ^= 1
		if _, err := decodeManifest(broken); err == nil {
			t.Errorf("byte %d changed, and nobody noticed", i)
		}
	}
	for n := range len(whole) {
		if _, err := decodeManifest(whole[:n]); err == nil {
			t.Errorf("the first %d bytes are taken for the whole", n)
		}
	}
	// Checksums are no signature: what they are right for is looked at too.
	for _, bad := range []entry{
		{path: "../x", class: page}, {path: "/etc/passwd", class: page}, {path: LockFile, class: page}, {path: "a\x00", class: page},
		{path: "a", class: 'x'}, {path: "a", class: page, size: -1}, {path: "", class: page}, {path: "a\tb", class: page}, {path: "a", class: page, how: "x y"},
	} {
		if _, err := decodeManifest((&manifest{entries: []entry{bad}}).encode()); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	twice := &manifest{entries: []entry{{path: "a", class: page}, {path: "a", class: page}}}
	if _, err := decodeManifest(twice.encode()); err == nil {
		t.Error("a path is there twice")
	}
}
