package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// The files of an index as anyone may read them, and nothing of the code that writes them.
type (
	manifestFile struct {
		Version, Posts, Group int
		Years                 [][2]int
		Topics, Units, Forms  [][2]string
		Terms                 [][2]string
		Docs, Dict, Facets    string
		FacetBytes            int
		Abbreviations         [][2]string
	}
	termsFile struct {
		Version int
		Keys    map[string]map[string]string
	}
	docFile struct {
		Version int
		Docs    []docEntry
	}
	docEntry struct {
		U, T, D string
		F       int
		O, N    []int
		S, B    string
	}
	dictFile struct {
		Version  int
		Keys, DF string
	}
	facetsFile struct {
		Version           int
		Topics, Units     [][]int
		Topic, Unit, Form string
	}
)

// posting is one document of a term.
type posting struct{ doc, impact int }

// index is an index read.
type index struct {
	manifest manifestFile
	// postings are by key and exact form.
	postings map[string]map[string][]posting
	shards   []string // the first key of each
	docs     []docEntry
	df       map[string]int // as written
	facets   facetsFile
}

const alphabet = `#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_` + "`" + `abcdefghijklmnopqrstuvwxyz{|}~`

func numbers(tb testing.TB, text string) (all []int) {
	tb.Helper()
	v, scale := 0, 1
	for i := range len(text) {
		d := strings.IndexByte(alphabet, text[i])
		if d < 0 {
			tb.Fatalf("%q is no figure", text[i])
		}
		v += d * scale
		scale *= 30
		if d < 61 {
			all = append(all, v)
			v, scale = 0, 1
		}
	}
	if scale != 1 {
		tb.Fatalf("%q ends within a number", text)
	}
	return all
}

func read(tb testing.TB, files map[string][]byte, folder string) *index {
	tb.Helper()
	x := &index{postings: make(map[string]map[string][]posting), df: make(map[string]int)}
	used := 1
	take := func(name, hash string, to any) []byte {
		tb.Helper()
		used++
		if hash != "" {
			name += "." + hash
		}
		text, ok := files[folder+name+".json"]
		if !ok {
			tb.Fatalf("no file %s", name)
		}
		sum := sha256.Sum256(text)
		if !strings.HasPrefix(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])), hash) {
			tb.Errorf("%s does not hold what its name says", name)
		}
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(to); err != nil {
			tb.Fatalf("%s: %v\n%s", name, err, text)
		}
		return text
	}
	m := &x.manifest
	if err := json.Unmarshal(files[folder+"index.json"], m); err != nil {
		tb.Fatalf("index.json: %v\n%s", err, files[folder+"index.json"])
	}
	for i, t := range m.Terms {
		var f termsFile
		text := take(fmt.Sprintf("terms/%d", i), t[1], &f)
		x.addShard(tb, i, &f, len(text))
	}
	for i := range (m.Posts + m.Group - 1) / m.Group {
		hash := ""
		if m.Docs != "" {
			hash = m.Docs[4*i : 4*i+4]
		}
		var f docFile
		take(fmt.Sprintf("docs/%d", i), hash, &f)
		if want := min(m.Group, m.Posts-i*m.Group); len(f.Docs) != want || f.Version != 1 {
			tb.Fatalf("docs/%d has %d documents, not %d", i, len(f.Docs), want)
		}
		x.docs = append(x.docs, f.Docs...)
	}
	var d dictFile
	take("dict", m.Dict, &d)
	keys := strings.FieldsFunc(d.Keys, func(r rune) bool { return r == '\n' })
	if len(keys) != len(d.DF) || !slices.IsSorted(keys) || len(keys) > 4000 {
		tb.Fatalf("the dictionary has %d keys and %d counts", len(keys), len(d.DF))
	}
	for i, k := range keys {
		x.df[k] = strings.IndexByte(alphabet, d.DF[i])
	}
	if text := take("facets", m.Facets, &x.facets); len(text) != m.FacetBytes {
		tb.Errorf("facets has %d bytes, not %d", len(text), m.FacetBytes)
	}
	if m.Docs != "" && used != len(files) {
		tb.Errorf("%d files, the manifest names %d", len(files), used)
	}
	return x
}

// addShard adds the postings of a shard, whose keys come after all before.
func (x *index) addShard(tb testing.TB, i int, f *termsFile, size int) {
	tb.Helper()
	keys := make([]string, 0, len(f.Keys))
	for k, forms := range f.Keys {
		keys = append(keys, k)
		if x.postings[k] != nil {
			tb.Fatalf("key %q is in two shards", k)
		}
		x.postings[k] = make(map[string][]posting)
		for exact, text := range forms {
			gaps, impacts, ok := strings.Cut(text, " ")
			g := numbers(tb, gaps)
			if !ok || len(g) != len(impacts) || len(g) == 0 {
				tb.Fatalf("%s of %q: %d gaps, %d impacts", exact, k, len(g), len(impacts))
			}
			doc := -1
			for j, gap := range g {
				doc += gap + 1
				x.postings[k][exact] = append(x.postings[k][exact], posting{doc, strings.IndexByte(alphabet, impacts[j])})
			}
		}
	}
	slices.Sort(keys)
	first := x.manifest.Terms[i][0]
	if i == 0 && first != "" || i > 0 && (len(keys) == 0 || first != keys[0]) {
		tb.Errorf("shard %d begins with %q, the manifest says %q", i, keys[:min(1, len(keys))], first)
	}
	if i > 0 && x.shards[i-1] >= first {
		tb.Errorf("shards %d and %d are not in order", i-1, i)
	}
	if n := len(x.shards); n > 0 && x.manifest.Terms[n-1][0] >= first {
		tb.Errorf("shard %d begins with %q", i, first)
	}
	if x.manifest.Docs != "" && size > shardSize(x.manifest.Posts) && len(keys) > 1 {
		tb.Errorf("shard %d has %d bytes and %d keys", i, size, len(keys))
	}
	x.shards = append(x.shards, first)
}

// checkDictionary holds the dictionary against the postings.
func (x *index) checkDictionary(tb testing.TB) {
	tb.Helper()
	least, outside := math.MaxInt, 0
	for key, forms := range x.postings {
		if strings.Contains(key, " ") {
			continue
		}
		docs := make(map[int]bool)
		for _, list := range forms {
			for _, p := range list {
				docs[p.doc] = true
			}
		}
		want := min(90, int(math.Round(4*math.Log2(1+float64(len(docs))))))
		got, in := x.df[key]
		switch {
		case in && got != want:
			tb.Errorf("%q: df %d, want %d", key, got, want)
		case in:
			least = min(least, got)
		default:
			outside = max(outside, want)
		}
	}
	if outside > 0 && (len(x.df) != 4000 || outside > least) {
		tb.Errorf("the dictionary has %d keys and lacks one of df %d; the rarest in it has %d", len(x.df), outside, least)
	}
	for key := range x.df {
		if x.postings[key] == nil {
			tb.Errorf("the dictionary has %q, which no document has", key)
		}
	}
}
