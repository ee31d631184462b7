package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/site"
)

// manifest gives the file that a page reads first: what there is, and the names of the others.
func (m *maker) manifest(f *files) []byte {
	posts := len(m.s.Posts)
	b := append([]byte(nil), `{"version":`+version+`,"posts":`...)
	b = strconv.AppendInt(b, int64(posts), 10)
	b = append(b, `,"group":`...)
	b = strconv.AppendInt(b, int64(m.group), 10)
	b = append(b, `,"years":[`...)
	for doc, last := 0, -1; doc < posts; doc++ {
		if year := m.post(doc).Date.In(m.zone).Year(); year != last {
			b = appendList(b, []int{year, doc})
			b = append(b, ',')
			last = year
		}
	}
	b = m.appendNames(trimComma(b))
	b = append(b, `],"terms":[`...)
	for i := range f.shards {
		b = appendPair(b, f.shards[i].first, f.shards[i].hash)
	}
	b = append(trimComma(b), `],"docs":"`...)
	for _, hash := range f.docs {
		b = append(b, hashed(hash, docsHash)...)
	}
	b = append(b, `","dict":"`+f.dictionary.hash+`","facets":"`+f.facets.hash+`","facetBytes":`...)
	b = strconv.AppendInt(b, int64(len(f.facets.text)), 10)
	b = append(b, `,"abbreviations":[`...)
	for _, a := range m.s.Abbreviations {
		if short, long := bares(a.Short), bares(a.Long); short != "" && long != "" {
			b = appendPair(b, short, long)
		}
	}
	return append(trimComma(b), "]}\n"...)
}

// appendNames appends the names of topics, units and forms.
func (m *maker) appendNames(b []byte) []byte {
	b = append(b, `],"topics":[`...)
	for _, t := range m.s.Topics {
		b = appendPair(b, t.ID, t.Title)
	}
	b = append(trimComma(b), `],"units":[`...)
	for _, u := range m.s.Units {
		b = appendPair(b, u.ID, cmp.Or(u.Short, u.Title))
	}
	b = append(trimComma(b), `],"forms":[`...)
	for f := range content.Form(content.NumForms) {
		b = appendPair(b, f.ID(), m.s.Lang.Words.Forms[f])
	}
	return trimComma(b)
}

// appendPair appends a list of two texts, and a comma.
func appendPair(b []byte, first, second string) []byte {
	b = appendString(append(b, '['), first)
	b = appendString(append(b, ','), second)
	return append(b, "],"...)
}

// trimComma takes off the comma that the last entry of a list ends with.
func trimComma(b []byte) []byte {
	if n := len(b) - 1; b[n] == ',' {
		return b[:n]
	}
	return b
}

// bares gives the bare forms of a text, with spaces.
func bares(text string) string {
	var all []string
	for _, t := range Tokens(text) {
		all = append(all, t.Bare)
	}
	return strings.Join(all, " ")
}

// facets gives the file of what each document belongs to.
func (m *maker) facets() []byte {
	topics, topic := m.facet(m.topicsOf)
	units, unit := m.facet(m.unitsOf)
	b := append([]byte(nil), `{"version":`+version+`,"topics":[`...)
	b = append(b, topics...)
	b = append(b, `],"units":[`...)
	b = append(b, units...)
	b = append(b, `],"topic":"`...)
	b = append(b, topic...)
	b = append(b, `","unit":"`...)
	b = append(b, unit...)
	b = append(b, `","form":"`...)
	for doc := range m.s.Posts {
		b = appendNumber(b, uint32(m.post(doc).Form))
	}
	return append(b, "\"}\n"...)
}

// facet gives the combinations of topics or units that documents have, the most frequent first, and for each document
// the number of its own.
func (m *maker) facet(of func(p *site.Post) []int) (combinations, places []byte) {
	number := make(map[string]int)
	var texts []string
	var counts, order []int
	own := make([]int, len(m.s.Posts))
	var key []byte
	for doc := range own {
		key = appendList(key[:0], of(m.post(doc)))
		n, known := number[string(key)]
		if !known {
			n = len(texts)
			number[string(key)] = n
			texts, counts, order = append(texts, string(key)), append(counts, 0), append(order, n)
		}
		counts[n]++
		own[doc] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	place := make([]int, len(order))
	for i, n := range order {
		place[n] = i
		combinations = append(append(combinations, texts[n]...), ',')
	}
	for _, n := range own {
		places = appendNumber(places, uint32(place[n]))
	}
	if len(combinations) > 0 {
		combinations = trimComma(combinations)
	}
	return combinations, places
}
