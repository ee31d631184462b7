package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"bantin/internal/parallel"
)

// merger puts together what several indexers have found, each in a range of documents, in the order of the documents.
// Terms are sorted by their keys: a bare form, or two with a space. The space sorts before all that a form may hold, so
// the order of keys by their bytes is that of pairs of forms.
type merger struct {
	from []*indexer
	// bares are the bare forms that occur, sorted. exact are the exact forms, sorted by their bare one; bareOf gives its place.
	bares  []string
	exact  []string
	bareOf []uint32
	// rank gives for each indexer and word its place in exact.
	rank [][]uint32
	// terms are in order of their first bare form; those of bare form i begin at starts[i].
	terms  []ref
	starts []int
	// keys are by first bare form.
	keys []keys
}

// ref is a term of one indexer.
type ref struct {
	// second is the bare form behind the first one, from 1; 0 for a word alone.
	second        uint32
	first, behind uint32 // exact forms
	term          uint32 // word or pair of the indexer
	from          uint32 // the indexer
}

// keys are those that begin with one bare form.
type keys struct {
	// text is what a shard holds of them, each with a comma behind it.
	text []byte
	list []key
	// posts is how many documents have the bare form.
	posts int
}

type key struct {
	second uint32
	end    int // of its part of the text
}

// merge puts indexers together. They are of no use any more.
func merge(from []*indexer, posts, workers int) *merger {
	m := &merger{from: from}
	m.rankWords()
	m.collect()
	m.keys = make([]keys, len(m.bares))
	// Without errors and with a context that is never done there is none to return.
	_ = parallel.Each(context.Background(), workers, len(m.bares), func() func(int) error {
		w := &keyWriter{merger: m, seen: make([]uint32, posts)}
		return func(i int) error {
			m.keys[i] = w.write(uint32(i))
			return nil
		}
	})
	m.from, m.terms = nil, nil
	return m
}

// rankWords sorts the words of all indexers.
func (m *merger) rankWords() {
	place := make(map[string]uint32)
	var all []form
	for _, x := range m.from {
		for i := range x.words {
			w := &x.words[i]
			if _, seen := place[w.exact]; w.size > 0 && !seen {
				place[w.exact] = 0
				all = append(all, w.form)
			}
		}
	}
	slices.SortFunc(all, func(a, b form) int {
		return cmp.Or(strings.Compare(a.bare, b.bare), strings.Compare(a.exact, b.exact))
	})
	m.exact, m.bareOf = make([]string, len(all)), make([]uint32, len(all))
	for i, f := range all {
		if n := len(m.bares); n == 0 || m.bares[n-1] != f.bare {
			m.bares = append(m.bares, f.bare)
		}
		m.exact[i], m.bareOf[i] = f.exact, uint32(len(m.bares)-1)
		place[f.exact] = uint32(i)
	}
	for _, x := range m.from {
		rank := make([]uint32, len(x.words))
		for i := range x.words {
			rank[i] = place[x.words[i].exact]
		}
		m.rank = append(m.rank, rank)
	}
}

// collect puts the terms of all indexers in order of their first bare form.
func (m *merger) collect() {
	m.starts = make([]int, len(m.bares)+1)
	m.each(func(first uint32, _ ref) { m.starts[first+1]++ })
	for i := range m.bares {
		m.starts[i+1] += m.starts[i]
	}
	m.terms = make([]ref, m.starts[len(m.bares)])
	next := slices.Clone(m.starts)
	m.each(func(first uint32, r ref) {
		m.terms[next[first]] = r
		next[first]++
	})
}

// each visits all terms with their first bare form.
func (m *merger) each(visit func(first uint32, r ref)) {
	for from, x := range m.from {
		rank := m.rank[from]
		for i := range x.words {
			if x.words[i].size > 0 {
				visit(m.bareOf[rank[i]], ref{first: rank[i], term: uint32(i), from: uint32(from)})
			}
		}
		for i := range x.pairs {
			if p := &x.pairs[i]; p.size > 0 {
				first, behind := rank[p.first], rank[p.second]
				visit(m.bareOf[first], ref{m.bareOf[behind] + 1, first, behind, uint32(i), uint32(from)})
			}
		}
	}
}

// order is the order of terms of one first bare form.
func order(a, b ref) int {
	switch {
	case a.second != b.second:
		return cmp.Compare(a.second, b.second)
	case a.first != b.first:
		return cmp.Compare(a.first, b.first)
	case a.behind != b.behind:
		return cmp.Compare(a.behind, b.behind)
	}
	return cmp.Compare(a.from, b.from)
}

// name gives a key as it is written.
func (m *merger) name(first, second uint32) string {
	if second == 0 {
		return m.bares[first]
	}
	return m.bares[first] + " " + m.bares[second-1]
}

// keyWriter writes the keys of one bare form after the other.
type keyWriter struct {
	*merger
	impacts []byte
	// seen holds by document the last bare form, from 1, that was found in it in one of several exact forms.
	seen []uint32
}

// write gives the keys that begin with a bare form.
func (w *keyWriter) write(first uint32) keys {
	terms := w.terms[w.starts[first]:w.starts[first+1]]
	slices.SortFunc(terms, order)
	k := keys{text: make([]byte, 0, w.room(first, terms))}
	for len(terms) > 0 {
		second := terms[0].second
		n := 1
		for n < len(terms) && terms[n].second == second {
			n++
		}
		posts := w.key(&k, first, terms[:n])
		if second == 0 {
			k.posts = posts
		}
		k.list = append(k.list, key{second, len(k.text)})
		terms = terms[n:]
	}
	return k
}

// room is at least how long the text of some terms becomes.
func (w *keyWriter) room(first uint32, terms []ref) int {
	n := 0
	for _, r := range terms {
		n += len(w.exact[r.first]) + len(w.bares[first]) + 20 + int(w.term(r).size)
		if r.second > 0 {
			n += len(w.exact[r.behind]) + len(w.bares[r.second-1])
		}
	}
	return n
}

func (w *keyWriter) term(r ref) *term {
	if r.second == 0 {
		return &w.from[r.from].words[r.term].term
	}
	return &w.from[r.from].pairs[r.term].term
}

// key writes one key with all its exact forms, and tells in how many documents a word is.
func (w *keyWriter) key(k *keys, first uint32, terms []ref) (posts int) {
	b := append(k.text, '"')
	b = append(b, w.name(first, terms[0].second)...)
	b = append(b, `":{`...)
	for len(terms) > 0 {
		r := terms[0]
		n := 1
		for n < len(terms) && terms[n].first == r.first && terms[n].behind == r.behind {
			n++
		}
		b = append(b, '"')
		b = append(b, w.exact[r.first]...)
		if r.second > 0 {
			b = append(b, ' ')
			b = append(b, w.exact[r.behind]...)
		}
		b = append(b, `":"`...)
		start := len(b)
		b = w.gaps(b, terms[:n])
		if r.second == 0 {
			posts += w.count(b[start:], first)
		}
		b = append(b, ' ')
		b = append(b, w.impacts...)
		b = append(b, `",`...)
		terms = terms[n:]
	}
	b[len(b)-1] = '}'
	k.text = append(b, ',')
	return posts
}

// gaps appends the gaps of one exact form, from all indexers, and leaves the impacts.
func (w *keyWriter) gaps(b []byte, terms []ref) []byte {
	impacts, next := w.impacts[:0], uint32(0)
	for _, r := range terms {
		t := w.term(r)
		list := w.from[r.from].postings.all(t)
		if next > 0 { // its first gap does not know of the indexer before
			doc, size := number(list)
			b = appendNumber(b, doc-next)
			impacts = append(impacts, list[size])
			list = list[size+1:]
		}
		next = t.next
		for i := 0; i < len(list); i++ {
			b = append(b, list[i])
			if ends(list[i]) {
				i++
				impacts = append(impacts, list[i])
			}
		}
	}
	w.impacts = impacts
	return b
}

// count tells how many documents of a list were not in those of other exact forms of the same bare one.
func (w *keyWriter) count(gaps []byte, first uint32) (posts int) {
	doc := -1
	for len(gaps) > 0 {
		gap, size := number(gaps)
		gaps = gaps[size:]
		doc += int(gap) + 1
		if w.seen[doc] != first+1 {
			w.seen[doc] = first + 1
			posts++
		}
	}
	return posts
}
