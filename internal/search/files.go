package search

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/site"
)

// version is that of the format of all files. A page and files of different versions do not understand each other.
const version = "1"

// Manifest is the name of the file that a page reads first, in the folder of the search page.
const Manifest = "index.json"

// dictionarySize is how many syllables the dictionary has.
const dictionarySize = 4_000

// lazyShards is how many shards of terms a lazy index has.
const lazyShards = 64

// shardSize is how large a shard of terms becomes, in bytes, on a site with so many posts.
func shardSize(posts int) int {
	switch {
	case posts <= smallSite:
		return 12_000
	case posts <= middleSite:
		return 24_000
	}
	return 48_000
}

// Options say how an index is made.
type Options struct {
	// Lazy puts off all work until one of the files is asked for: for a preview. The names of files do not
	// tell of their bytes then, and shards are as many for any site.
	Lazy bool
	// Workers is how many processors are used; 0: all.
	Workers int
}

// Files adds the files of the search to a tree, but for its page. There are none on a site without search.
func Files(t *output.Tree, s *site.Site, o Options) {
	if !s.Settings.Search {
		return
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	m := newMaker(s)
	folder := strings.TrimPrefix(s.SearchURL(), "/")
	if o.Lazy {
		m.addLazy(t, folder, o.Workers)
		return
	}
	made := m.make(o.Workers, true)
	add := func(name string, sum [sha256.Size]byte, render func(b []byte) []byte) {
		t.Add(output.File{Path: folder + name, Kind: output.Index, Key: sum, Render: renderer(render)})
	}
	for i, sum := range made.docs {
		add(numbered("docs", i, hashed(sum, docsHash)), sum, func(b []byte) []byte { return m.file(b, i) })
	}
	for i := range made.shards {
		s := &made.shards[i]
		add(numbered("terms", i, s.hash), s.sum, s.append)
	}
	for _, p := range []part{made.dictionary, made.facets} {
		add(p.name+"."+p.hash+".json", p.sum, func(b []byte) []byte { return append(b, p.text...) })
	}
	t.Add(output.File{Path: folder + Manifest, Kind: output.Data, Render: renderer(func(b []byte) []byte { return append(b, made.manifest...) })})
}

// How many characters of a hash stand in names. There is a file of documents for every few posts, and the manifest
// names them all.
const (
	docsHash = 4
	partHash = 8
)

// hashed gives the first characters of a hash, 5 bits each.
func hashed(sum [sha256.Size]byte, n int) string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:n])
}

// numbered gives the name of one of many files; that of a lazy index has no hash.
func numbered(folder string, i int, hash string) string {
	if hash != "" {
		hash = "." + hash
	}
	return folder + "/" + strconv.Itoa(i) + hash + ".json"
}

// renderer makes of a function that appends to bytes one that appends to a buffer.
func renderer(render func(b []byte) []byte) func(*bytes.Buffer) error {
	return func(w *bytes.Buffer) error {
		w.Write(render(w.AvailableBuffer()))
		return nil
	}
}

// addLazy adds files that are made together when the first of them is asked for.
func (m *maker) addLazy(t *output.Tree, folder string, workers int) {
	made := sync.OnceValue(func() *files { return m.make(workers, false) })
	add := func(name string, render func(b []byte) []byte) {
		t.Add(output.File{Path: folder + name, Kind: output.Data, Render: renderer(render)})
	}
	for i := range m.groups() {
		add(numbered("docs", i, ""), func(b []byte) []byte { return m.file(b, i) })
	}
	for i := range lazyShards {
		add(numbered("terms", i, ""), func(b []byte) []byte {
			if f := made(); i < len(f.shards) {
				return f.shards[i].append(b)
			}
			return new(shard).append(b)
		})
	}
	add("dict.json", func(b []byte) []byte { return append(b, made().dictionary.text...) })
	add("facets.json", func(b []byte) []byte { return append(b, made().facets.text...) })
	add(Manifest, func(b []byte) []byte { return append(b, made().manifest...) })
}

// files are what an index consists of.
type files struct {
	// docs are the hashes of the files of documents, which are made when they are written.
	docs               [][sha256.Size]byte
	shards             []shard
	dictionary, facets part
	manifest           []byte
}

// part is a file that there is one of.
type part struct {
	name string
	text []byte
	hash string // in its name; "" in a lazy index
	sum  [sha256.Size]byte
}

func newPart(name string, text []byte, hash bool) part {
	p := part{name: name, text: text}
	if hash {
		p.sum = sha256.Sum256(text)
		p.hash = hashed(p.sum, partHash)
	}
	return p
}

// make makes all files; without hashes for a lazy index.
func (m *maker) make(workers int, hash bool) *files {
	f := new(files)
	if hash {
		f.docs = make([][sha256.Size]byte, m.groups())
	}
	all := merge(m.read(workers, f.docs), len(m.s.Posts), workers)
	if hash {
		f.shards = all.shards(shardSize(len(m.s.Posts)))
		parallel.Do(len(f.shards), func(i int) { f.shards[i].seal() })
	} else {
		f.shards = all.evenly(lazyShards)
	}
	f.dictionary, f.facets = newPart("dict", all.dictionary(), hash), newPart("facets", m.facets(), hash)
	f.manifest = m.manifest(f)
	return f
}

// read reads all documents, each worker a range of them of about the same length, and gives what they have found in the
// order of the documents. docs, if not nil, get the hashes of the files.
func (m *maker) read(workers int, docs [][sha256.Size]byte) []*indexer {
	ends := m.ranges(workers)
	all := make([]*indexer, len(ends))
	_ = parallel.Each(context.Background(), workers, len(ends), func() func(int) error {
		return func(i int) error {
			from := 0
			if i > 0 {
				from = ends[i-1]
			}
			all[i] = m.readRange(from, ends[i], docs)
			return nil
		}
	})
	return all
}

// ranges gives the ends of ranges of documents. All but the last are whole files.
func (m *maker) ranges(n int) []int {
	posts := len(m.s.Posts)
	if posts == 0 {
		return nil
	}
	const frame = 1000 // what a document costs apart from its body, in bytes of it
	size := func(doc int) int {
		if body := m.post(doc).Body; body != nil {
			return frame + len(body.HTML)
		}
		return frame
	}
	total, done := 0, 0
	for doc := range posts {
		total += size(doc)
	}
	var ends []int
	for doc := range posts {
		done += size(doc)
		if done >= total*(len(ends)+1)/n && (doc+1)%m.group == 0 && doc+1 < posts {
			ends = append(ends, doc+1)
		}
	}
	return append(ends, posts)
}

// readRange reads documents from the first of a file on.
func (m *maker) readRange(from, to int, docs [][sha256.Size]byte) *indexer {
	x := newIndexer(m.s.Abbreviations)
	x.rough = len(m.s.Posts) > middleSite
	var scratch, file []byte
	for doc := from; doc < to; doc++ {
		t := m.plain(scratch, m.post(doc))
		scratch = t.text
		m.index(x, doc, &t)
		if docs == nil {
			continue
		}
		if doc%m.group == 0 {
			file = append(file[:0], docsHead...)
		}
		file = m.document(file, doc, t.text)
		if doc%m.group == m.group-1 || doc == len(m.s.Posts)-1 {
			file = closeList(file)
			docs[doc/m.group] = sha256.Sum256(file)
		}
	}
	x.forget()
	return x
}
