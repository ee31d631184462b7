package photo

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/media"
)

// sampleResult has something in every field.
func sampleResult() result {
	var r result
	fill(reflect.ValueOf(&r.picture).Elem())
	r.picture.Hash = "01010101"
	for i := range r.picture.Plain {
		r.picture.Plain[i].Type = []string{"jpg", "png"}[i]
	}
	r.picture.Plain[1].Blob = media.Source
	r.picture.Piece.Type = "jpg"
	r.problems = append(r.problems, sampleProblem("a/b.webp"))
	return r
}

// fill puts 1, or "webp", into every field.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.String:
		v.SetString("webp")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	}
}

// TestHead writes a result with something in every field and reads it back.
func TestHead(t *testing.T) {
	r := sampleResult()
	data := head(&r)
	got, ok := readHead(data, "a/b.webp", r.picture.Key, r.picture.Key)
	if !ok || !reflect.DeepEqual(got, r) {
		t.Errorf("%t\n%+v, want\n%+v", ok, got, r)
	}
	for i := range data {
		if _, ok := readHead(data[:i], "a/b.webp", r.picture.Key, [32]byte{}); ok {
			t.Errorf("%d bytes of %d are a head, too", i, len(data))
		}
	}
	if _, ok := readHead(append(data, 0), "a/b.webp", r.picture.Key, [32]byte{}); ok {
		t.Error("a byte more is a head, too")
	}
}

// wrongHeads are heads of nothing that this program makes.
func wrongHeads() map[string][]byte {
	heads := map[string][]byte{
		"empty":              {},
		"more than there is": append([]byte{1, 1, 1}, binary.AppendUvarint(nil, 1<<30)...),
		"zeros":              make([]byte, 40),
	}
	for name, change := range map[string]func(p *media.Picture){
		"no width":          func(p *media.Picture) { p.WebP[0].Width = 0 },
		"negative height":   func(p *media.Picture) { p.Plain[1].Height = -1 },
		"too wide":          func(p *media.Picture) { p.Plain[0].Width = maxSide + 1 },
		"too high":          func(p *media.Picture) { p.Piece.Height = 1 << 30 },
		"blob below source": func(p *media.Picture) { p.WebP[1].Blob = -2 },
		"blob of no file":   func(p *media.Picture) { p.WebP[1].Blob = 6 },
		"full is source":    func(p *media.Picture) { p.Full.Blob = media.Source },
		"piece is source":   func(p *media.Picture) { p.Piece.Blob = media.Source },
		"negative size":     func(p *media.Picture) { p.Full.Size = -1 },
		"JPEG as WebP":      func(p *media.Picture) { p.WebP[0].Type = "jpg" },
		"WebP as plain":     func(p *media.Picture) { p.Plain[0].Type = "webp" },
		"variant of none":   func(p *media.Picture) { p.Plain[0].Type = "" },
		"full of other":     func(p *media.Picture) { p.Full.Type = "png" },
		"half a full":       func(p *media.Picture) { p.Full.Type = "" },
		"PNG as piece":      func(p *media.Picture) { p.Piece.Type = "png" },
		"no such tone":      func(p *media.Picture) { p.Tone = 65 },
		"no size":           func(p *media.Picture) { p.Height = 0 },
	} {
		r := sampleResult()
		change(&r.picture)
		heads[name] = head(&r)
	}
	for name, change := range map[string]func(d *diag.Diagnostic){
		"unknown code":       func(d *diag.Diagnostic) { d.Code = "svg-was-cleaned" },
		"too few arguments":  func(d *diag.Diagnostic) { d.Args = d.Args[:1] },
		"error in a record":  func(d *diag.Diagnostic) { d.Code = "bad-image" },
		"a code without end": func(d *diag.Diagnostic) { d.Code = strings.Repeat("x", 1<<16) },
	} {
		r := sampleResult()
		change(&r.problems[0])
		heads[name] = head(&r)
	}
	r := sampleResult()
	last := len(appendString(nil, r.problems[0].Args[1])) + 1
	data := head(&r)
	data[len(data)-last] = 0
	heads["no arguments"] = data[:len(data)-last+1]
	return heads
}

func TestWrongHeads(t *testing.T) {
	for name, data := range wrongHeads() {
		if r, ok := readHead(data, "a/b.webp", cache.Key{}, cache.Key{}); ok || !reflect.DeepEqual(r, result{}) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestWrongRecord: a record that is whole and yet not ours is made again.
func TestWrongRecord(t *testing.T) {
	data, err := os.ReadFile("testdata/lossy.webp")
	if err != nil {
		t.Fatal(err)
	}
	c := openCache(t, t.TempDir())
	m := makerIn(t, newFolder(t, map[string][]byte{"a/b.webp": data}), Options{Cache: c})
	want := makeAll(t, m, []Request{{"a/b.webp", Shown}})["a/b.webp"]
	for name, wrong := range wrongHeads() {
		if err := c.Put(want.Key, wrong, nil); err != nil {
			t.Fatal(err)
		}
		if got := makeAll(t, m, []Request{{"a/b.webp", Shown}})["a/b.webp"]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// TestKeys: a record is of one version of Go, and its variants' names are of all.
func TestKeys(t *testing.T) {
	sum := sha256.Sum256([]byte("picture"))
	name := nameKey(sum, media.JPEG, Logo)
	if key(sum, media.JPEG, Logo) != cache.Made(name) {
		t.Error("the key of a record is not that of what this Go makes")
	}
	by := append(append(append(sum[:], byte(Logo)), media.JPEG...), 0)
	if name != sha256.Sum256(append(by, way...)) || strings.Contains(way, runtime.Version()) {
		t.Error("names are not of the picture and the way alone")
	}
	if nameKey(sum, media.JPEG, Shown|Cover) != nameKey(sum, media.JPEG, Shown) {
		t.Error("a share card renames variants")
	}
}

// FuzzHead: whatever a record holds, reading it ends without panic; what is
// taken comes back when it is written and read again.
func FuzzHead(f *testing.F) {
	r := sampleResult()
	f.Add(head(&r), "a/b.webp")
	f.Add(head(&result{}), "a.svg")
	for _, data := range wrongHeads() {
		f.Add(data, "a/b.webp")
	}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		k := cache.Key{1}
		first, ok := readHead(bytes.Clone(data), path, k, k)
		if !ok {
			return
		}
		again, ok := readHead(head(&first), path, k, k)
		if !ok || !reflect.DeepEqual(again, first) {
			t.Errorf("%+v\nbecame %t\n%+v", first, ok, again)
		}
		for i := range first.problems { // can be printed
			first.problems[i].Message("vi")
			first.problems[i].Hint("en")
		}
		for _, v := range all(first.picture) {
			media.Address("/"+path, &first.picture, &v)
		}
	})
}
