package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
)

// oneWord are words of one and of two syllables that members ask for alone, beside those of queries.txt: in nearly all
// posts, in some, in few, in none.
var oneWord = []string{
	"công", "đoàn", "cong", "hội", "và", "ngày", "2021", "infographic", "th", "ng", "tr", "covid", "xyz",
	"công đoàn", "cong doan", "đoàn viên", "học bổng", "hiến máu", "hien mau", "hội nghị", "bảo hiểm", "đại hội", "tập huấn",
}

// longer are queries that move more: of several words, or looked for a second time with another spelling.
var longer = []string{"27/HD-CĐVC", "4/11/2020", "an toàn vệ sinh lao động", "dantranh", "infograhic"}

// A query of one word moves little over the line, from index.json to the ten first posts and the counts beside them:
// the manifest, the shards, the posts, with the headers of each answer.
func TestSearchMovesLittle(t *testing.T) {
	searchMovesLittle(t, corpusSite(t), 50_000)
	if !exhaustive() {
		return
	}
	dir := t.TempDir()
	if err := buildCorpusIn(dir, 10_000); err != nil {
		t.Fatal(err)
	}
	searchMovesLittle(t, filepath.Join(dir, "public"), 120_000)
}

func searchMovesLittle(t *testing.T, dir string, most int64) {
	words := slices.Clone(oneWord)
	for _, q := range readQueries(t) {
		if q.Class == "exact" && q.site == "corpus" && exhaustive() {
			words = append(words, q.Query)
		}
	}
	b, wire := openSearch(t, dir)
	type cost struct {
		query string
		bytes int64
		files int
	}
	of := func(query string) cost {
		sent, asked := wire.Load(), len(b.asks())
		eval[int](b, fmt.Sprintf(`askAnew(%q)`, query))
		return cost{query, wire.Load() - sent, len(b.asks()) - asked}
	}
	var costs []cost
	for _, w := range words {
		c := of(w)
		if c.bytes > most || c.bytes < 2000 {
			t.Errorf("%q moves %d bytes in %d files, want at most %d", w, c.bytes, c.files, most)
		}
		costs = append(costs, c)
	}
	slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(b.bytes, a.bytes) })
	t.Logf("bytes and files of %d queries of one word: median %v, most %v", len(costs), costs[len(costs)/2], costs[:5])
	for _, query := range longer {
		t.Logf("for comparison: %v", of(query))
	}
}
