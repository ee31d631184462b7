package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/parallel"
	"bantin/internal/site"
)

// A text is compared by its shingles: every run of five syllables, as a number. Two posts are near-duplicates when
// three quarters of the shingles of the shorter one are in the other, and the shorter is no small part of it.
const (
	shingle     = 5
	leastCommon = 75 // per cent of the shorter text
	leastLength = 40 // per cent of the longer text
	leastWords  = 60 // shorter texts are alike by nature
)

// Of all shingles a quarter is looked up, the same ones in every text (their numbers are multiples of sample); and of the posts that
// have one, the oldest few. So each post is compared with few others, and the work grows with the number of posts, not
// with its square.
const (
	sample = 4
	oldest = 4
)

// repeats tells which posts repeat that of another unit, and names the first.
func repeats(s *site.Site) (out []diag.Diagnostic) {
	posts := make([]*site.Post, 0, len(s.All))
	for _, p := range s.All {
		if p.State != site.Removed && len(p.Body.HTML) > leastWords {
			posts = append(posts, p)
		}
	}
	slices.SortFunc(posts, func(a, b *site.Post) int {
		return cmp.Or(a.Date.Compare(b.Date.Time), strings.Compare(a.File, b.File))
	})
	texts := make([][]uint32, len(posts))
	parallel.Do(len(posts), func(i int) { texts[i] = shingles(posts[i].Body.HTML) })

	index := make(map[uint32][oldest]int32) // places in posts, from 1
	for i, text := range texts {
		if first := firstAlike(posts, texts, index, i); first >= 0 {
			p, q := posts[i], posts[first]
			unit := "–"
			if len(q.Units) > 0 {
				unit = q.Units[0].Title
			}
			out = append(out, diag.New(p.File, int(p.TitlePos.Line), int(p.TitlePos.Column), "near-duplicate",
				strconv.Itoa(common(text, texts[first])*100/len(text)), q.File, unit))
		}
		for _, n := range text {
			if n%sample != 0 {
				continue
			}
			list := index[n]
			if at := slices.Index(list[:], 0); at >= 0 {
				list[at] = int32(i + 1)
				index[n] = list
			}
		}
	}
	return out
}

// firstAlike gives the oldest post that a post repeats and that is of other units; -1 for none.
func firstAlike(posts []*site.Post, texts [][]uint32, index map[uint32][oldest]int32, i int) int {
	if len(texts[i]) == 0 || posts[i].Source != nil {
		return -1 // what names its source is a reprint
	}
	shared, sampled := make(map[int32]int), 0
	for _, n := range texts[i] {
		if n%sample != 0 {
			continue
		}
		sampled++
		for _, at := range index[n] {
			if at > 0 {
				shared[at]++
			}
		}
	}
	first := -1
	for at, n := range shared {
		other := int(at - 1)
		if n*4 < sampled || first >= 0 && other > first || sharesUnit(posts[i], posts[other]) {
			continue
		}
		a, b := len(texts[i]), len(texts[other])
		if min(a, b)*100 >= max(a, b)*leastLength && common(texts[i], texts[other])*100 >= min(a, b)*leastCommon {
			first = other
		}
	}
	return first
}

func sharesUnit(p, q *site.Post) bool {
	return slices.ContainsFunc(p.Units, func(u *site.Unit) bool { return slices.Contains(q.Units, u) })
}

// common counts what is in both of two sorted lists.
func common(a, b []uint32) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// shingles gives the shingles of a text, sorted, each once; none of a short one.
func shingles(html string) []uint32 {
	words := syllables(html)
	if len(words) < leastWords {
		return nil
	}
	all := make([]uint32, 0, len(words)-shingle+1)
	for i := range len(words) - shingle + 1 {
		h := uint64(14695981039346656037)
		for _, w := range words[i : i+shingle] {
			h = (h ^ uint64(w)) * 1099511628211
			h ^= h >> 29
		}
		all = append(all, uint32(h>>16))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// syllables gives a number for each syllable of HTML, whatever its case. Tags and entities part them.
func syllables(html string) (all []uint32) {
	all = make([]uint32, 0, len(html)/7)
	h, in := uint32(0), false
	end := func() {
		if in {
			all, in = append(all, h), false
		}
	}
	for i := 0; i < len(html); {
		c := html[i]
		switch {
		case c == '<' || c == '&':
			end()
			closing := byte('>')
			if c == '&' {
				closing = ';'
			}
			if n := strings.IndexByte(html[i:], closing); n > 0 {
				i += n
			}
			i++
			continue
		case c < utf8.RuneSelf:
			if low := c | 0x20; 'a' <= low && low <= 'z' || '0' <= c && c <= '9' {
				if !in {
					h, in = 2166136261, true
				}
				h = (h ^ uint32(low)) * 16777619
			} else {
				end()
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(html[i:])
		i += size
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			end()
			continue
		}
		if !in {
			h, in = 2166136261, true
		}
		h = (h ^ uint32(unicode.ToLower(r))) * 16777619
	}
	end()
	return all
}
