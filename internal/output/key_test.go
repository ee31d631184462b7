package output

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// keyed is a tree of one file with a key, which counts how often it is rendered.
func keyed(key byte, words string, rendered *int) *Tree {
	t := new(Tree)
	t.Add(File{Path: "a.jpg", Kind: Asset, Key: [32]byte{key}, Render: func(w *bytes.Buffer) error {
		*rendered++
		w.WriteString(words)
		return nil
	}})
	t.Finish()
	return t
}

func TestKey(t *testing.T) {
	p := newPlace(t)
	renders := func(want int, key byte, words string) {
		t.Helper()
		n := 0
		p.write(keyed(key, words, &n))
		if n != want {
			t.Errorf("rendered %d times, want %d", n, want)
		}
		p.holds("a.jpg", words)
	}
	renders(1, 1, "one")
	old := time.Now().Add(-time.Hour) // the stamps of the last moments are not believed
	if err := os.Chtimes(p.path("a.jpg"), old, old); err != nil {
		t.Fatal(err)
	}
	time.Sleep(30 * time.Millisecond) // the time of change cannot be set
	renders(1, 1, "one")
	renders(0, 1, "one")
	renders(1, 2, "two") // another key
	p.put("a.jpg", "damaged")
	renders(1, 2, "two")
	if err := os.Remove(p.path("a.jpg")); err != nil {
		t.Fatal(err)
	}
	renders(1, 2, "two")
	p.State = ""
	renders(1, 2, "two") // nothing is remembered
}

func TestKeyInManifest(t *testing.T) {
	p := newPlace(t)
	n := 0
	p.write(keyed(7, "x", &n))
	m, err := ReadManifest(p.State, p.Dir)
	if err != nil || len(m.Entries) != 1 || m.Entries[0].Key != [32]byte{7} || m.Entries[0].Source != "" {
		t.Errorf("%+v, %v", m.Entries, err)
	}
}
