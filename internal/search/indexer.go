package search

import (
	"encoding/binary"
	"slices"

	"bantin/internal/content"
)

// Weights, in thousandths of a word of a text of some 300 syllables. What a name says counts once, however often it says it.
const (
	inTitle   = 8000
	inNumber  = 8000
	inSummary = 3000
	inName    = 2500 // of a topic, unit, campaign or form
	inCaption = 1500
	inBody    = 1000
	inDate    = 500
	inDates   = 4000 // of a pair of its words: each says little, together they are a day
)

// Impacts are from 1 to maxImpact; half is the weight that gets half of it.
const (
	maxImpact = 31
	half      = 2500
)

// impactOf is how much a term with a weight says of a document, whatever other documents there are.
func impactOf(sum uint32) uint32 {
	t := uint64(sum)
	return uint32(1 + ((maxImpact-1)*t+(t+half)/2)/(t+half))
}

// roughly gives an impact to one part in eight, for large sites: three bits instead of five make the lists of frequent
// words much shorter, and where many documents have a word, those that are nearly alike may stand in any order.
func roughly(impact uint32) uint32 { return impact | 3 }

// bodyWeight is the weight of a word of a body of n words: the longer a text, the less each of its words says.
func bodyWeight(n int) uint32 {
	return uint32(1000 * inBody / (400 + 2*min(n, 2000)))
}

// word is a token in its exact form.
type word struct {
	form
	term
	// starts is true when a short or long form of an abbreviation begins with it.
	starts bool
}

// pair is two words that stand side by side.
type pair struct {
	first, second uint32
	term
}

// broken marks a word in a text that is no neighbour of the one before it.
const broken = 1 << 31

// indexer reads documents, one after the other, and keeps the postings of their terms. Words and pairs are numbered from 1.
type indexer struct {
	// rough says that impacts are written roughly.
	rough    bool
	words    []word
	pairs    []pair
	postings postings
	byPair   table             // first and second word → pair
	byShort  table             // tokens of up to 8 bytes as they stand in texts → word
	byLong   map[string]uint32 // longer ones
	byExact  map[string]uint32
	same     map[uint32][]synonym // by first word

	// What is kept while a document is read.
	text             []byte
	list             []uint32 // words of a text; those that are no neighbours of the one before are marked
	inWords, inPairs []uint32 // terms with a sum
	found            []terms
	names            map[any]terms
}

// terms are those of a name.
type terms struct{ words, pairs []uint32 }

// synonym is another form of what a text says.
type synonym struct{ from, to []uint32 }

func newIndexer(abbreviations []content.Abbreviation) *indexer {
	x := &indexer{
		words: make([]word, 1), pairs: make([]pair, 1),
		byLong: make(map[string]uint32), byExact: make(map[string]uint32),
		same: make(map[uint32][]synonym), names: make(map[any]terms),
	}
	for _, a := range abbreviations {
		short, long := slices.Clone(x.line(a.Short)), slices.Clone(x.line(a.Long))
		if len(short) > 0 && len(long) > 0 {
			x.equate(short, long)
			x.equate(long, short)
		}
	}
	return x
}

func (x *indexer) equate(from, to []uint32) {
	for i, w := range from {
		from[i] = w &^ broken
	}
	x.same[from[0]] = append(x.same[from[0]], synonym{from, slices.Clone(to)})
	x.words[from[0]].starts = true
}

// line gives the words of a text until the next call of line or read.
func (x *indexer) line(text string) []uint32 {
	x.text = append(slices.Grow(x.text[:0], len(text)+8), text...)
	return x.read(x.text)
}

// read is line for a text with room for 8 more bytes behind it.
func (x *indexer) read(text []byte) []uint32 {
	list := x.list[:0]
	s := scanner{text: text}
	for s.next() {
		w := x.word(s.text[s.start:s.end])
		if s.gap == Broken {
			w |= broken
		}
		list = append(list, w)
	}
	x.list = list
	return list
}

// word gives the number of a token. Behind it there are 8 more bytes at least.
func (x *indexer) word(token []byte) uint32 {
	if len(token) > 8 {
		w := x.byLong[string(token)]
		if w == 0 {
			w = x.exact(token)
			x.byLong[string(token)] = w
		}
		return w
	}
	// No token has a byte 0, so all are different.
	key := binary.LittleEndian.Uint64(token[:8]) << (64 - 8*len(token))
	w := x.byShort.at(key).value
	if w == 0 {
		w = x.exact(token)
		x.byShort.put(key, w)
	}
	return w
}

// exact gives the number of a token that was not seen before as it stands.
func (x *indexer) exact(token []byte) uint32 {
	f := fold(token)
	w := x.byExact[f.exact]
	if w == 0 {
		w = uint32(len(x.words))
		x.words = append(x.words, word{form: f})
		x.byExact[f.exact] = w
	}
	return w
}

// add adds a text to the document: its words, and the pairs of neighbours.
func (x *indexer) add(list []uint32, weight uint32) {
	before, starts := uint32(0), false
	for _, w := range list {
		beside := w&broken == 0
		w &^= broken
		x.addWord(w, weight)
		if beside {
			x.addPair(before, w, weight)
		}
		before = w
		starts = starts || x.words[w].starts
	}
	if starts {
		x.addSynonyms(list, weight)
	}
}

func (x *indexer) addWord(w, weight uint32) {
	t := &x.words[w]
	if t.sum == 0 {
		x.inWords = append(x.inWords, w)
	}
	t.sum += weight
}

func (x *indexer) addPair(first, second, weight uint32) {
	key := uint64(first)<<32 | uint64(second)
	p := x.byPair.at(key).value
	if p == 0 {
		p = uint32(len(x.pairs))
		x.pairs = append(x.pairs, pair{first: first, second: second})
		x.byPair.put(key, p)
	}
	t := &x.pairs[p]
	if t.sum == 0 {
		x.inPairs = append(x.inPairs, p)
	}
	t.sum += weight
}

// addSynonyms adds the long forms of abbreviations in a text, and the abbreviations of long forms, with the pairs that
// they make with what stands before and behind.
func (x *indexer) addSynonyms(list []uint32, weight uint32) {
	for i, w := range list {
		w &^= broken
		if !x.words[w].starts {
			continue
		}
		for _, s := range x.same[w] {
			if !begins(list[i:], s.from) {
				continue
			}
			before := uint32(0)
			if i > 0 && list[i]&broken == 0 {
				before = list[i-1] &^ broken
			}
			for j, w := range s.to {
				if j > 0 && w&broken != 0 {
					before = 0
				}
				w &^= broken
				x.addWord(w, weight)
				if before != 0 {
					x.addPair(before, w, weight)
				}
				before = w
			}
			if next := i + len(s.from); next < len(list) && list[next]&broken == 0 {
				x.addPair(before, list[next], weight)
			}
		}
	}
}

// begins tells whether a text begins with some words, whatever stands between them.
func begins(list, words []uint32) bool {
	if len(list) < len(words) {
		return false
	}
	for i, w := range words {
		if list[i]&^broken != w {
			return false
		}
	}
	return true
}

// finish ends a document: its terms get their postings.
func (x *indexer) finish(doc uint32) {
	for _, w := range x.inWords {
		t := &x.words[w].term
		x.postings.add(t, doc, x.impact(t.sum))
		t.sum = 0
	}
	for _, p := range x.inPairs {
		t := &x.pairs[p].term
		x.postings.add(t, doc, x.impact(t.sum))
		t.sum = 0
	}
	x.inWords, x.inPairs = x.inWords[:0], x.inPairs[:0]
}

func (x *indexer) impact(sum uint32) uint32 {
	if x.rough {
		return roughly(impactOf(sum))
	}
	return impactOf(sum)
}

// name gives the terms of a name that several documents have, by what it is the name of. No document is being read.
func (x *indexer) name(of any, texts func() []string) terms {
	known, ok := x.names[of]
	if ok {
		return known
	}
	for _, text := range texts() {
		x.add(x.line(text), 1)
	}
	known = terms{slices.Clone(x.inWords), slices.Clone(x.inPairs)}
	for _, w := range known.words {
		x.words[w].sum = 0
	}
	for _, p := range known.pairs {
		x.pairs[p].sum = 0
	}
	x.inWords, x.inPairs = x.inWords[:0], x.inPairs[:0]
	x.names[of] = known
	return known
}

// addName adds the terms of a name to the document, each once.
func (x *indexer) addName(t terms, weight, pairs uint32) {
	for _, w := range t.words {
		x.addWord(w, weight)
	}
	for _, p := range t.pairs {
		t := &x.pairs[p]
		if t.sum == 0 {
			x.inPairs = append(x.inPairs, p)
		}
		t.sum += pairs
	}
}

// forget lets go of what only reading needs.
func (x *indexer) forget() {
	x.byPair, x.byShort = table{}, table{}
	x.byLong, x.byExact, x.same, x.names = nil, nil, nil, nil
	x.text, x.list, x.inWords, x.inPairs, x.found = nil, nil, nil, nil, nil
}
