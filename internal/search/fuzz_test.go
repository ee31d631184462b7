package search

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// asked is a question to the script that sites get: how it takes a query apart, and what it finds in an index.
type asked struct {
	Query string
	Files map[string]string // of the index, by path
}

// answered is its answer.
type answered struct {
	Error          string
	Parsed, Sought []struct { // of the query, and of what was sought in the end, perhaps corrected
		Bare, Exact          string
		Start, End           int // in UTF-16
		Pair, Joined, Prefix bool
		Marked               bool
		Quote                int
	}
	Found []string // addresses of posts
	Total int
}

// harness runs the script in Node.js: a question a line, an answer a line.
const harness = `
import { createInterface } from 'node:readline';
const { parse, Index, seeker, snippet } = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const answer = { Error: '', Parsed: [], Sought: [], Found: [], Total: 0 };
  try {
    const { Query, Files } = JSON.parse(line);
    const fetcher = async (url) => ({ ok: url in Files, status: 404, json: async () => JSON.parse(Files[url]) });
    answer.Parsed = parse(Query);
    const index = await Index.open('tim-kiem/index.json', fetcher);
    const found = await index.search(Query, { facets: true });
    answer.Sought = found.words;
    answer.Found = found.results.map(({ u }) => u);
    answer.Total = found.total;
    const seek = seeker(found.words, index.manifest.abbreviations);
    for (const post of found.results) {
      seek(post.t, post.level);
      snippet(post, seek);
    }
  } catch (err) {
    answer.Error = String(err.stack || err);
  }
  console.log(JSON.stringify(answer));
}`

// node starts the script. Without Node.js the test is left out, but not in CI.
func node(tb testing.TB) func(asked) answered {
	tb.Helper()
	exe, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatal("Node.js is missing")
		}
		tb.Skip("Node.js is missing: the script of the search is not asked")
	}
	script, err := filepath.Abs(published)
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(exe, "--input-type=module", "-e", harness, "file://"+filepath.ToSlash(script))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	answers := bufio.NewReader(out)
	return func(q asked) (a answered) {
		text, err := json.Marshal(q)
		if err == nil {
			_, err = in.Write(append(text, '\n'))
		}
		line := []byte(nil)
		if err == nil {
			line, err = answers.ReadBytes('\n')
		}
		if err == nil || err == io.EOF {
			err = json.Unmarshal(line, &a)
		}
		if err != nil {
			tb.Fatalf("the script answers %q: %v", line, err)
		}
		return a
	}
}

// FuzzQuery: whatever a post is called and whatever is sought, the script of the search page takes the query apart into the
// words that the index has of the same text, finds the post by each of its title's words and by its whole title, and never fails.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"Công đoàn 08/HD-LĐLĐ", "“Giọt hồng” 1.250.000đ", "hoà HÒA ho\u0300a qúy kỹ", "CĐCS, GD&ĐT", "0905 00 0", "a\u0315\u0300 ı İ ß Σίς \u1e9b\u0323", "\U0001F600x\u2028y\x00", "x y z __proto__ constructor"} {
		f.Add(s, s)
		f.Add(s, "\""+s)
	}
	ask := node(f)
	f.Fuzz(func(t *testing.T, title, query string) {
		if !utf8.ValidString(title) || !utf8.ValidString(query) || len(title) > 300 || len(query) > 300 {
			return // both are UTF-8 by then
		}
		s := emptySite()
		s.Topics, s.Units = s.Topics[:1], s.Units[:1]
		addPost(s, &content.Post{Title: "Tin khác", Summary: "Công đoàn cơ sở", Body: &markdown.Document{}}, []int{0}, []int{0})
		post := addPost(s, &content.Post{Title: title, Body: &markdown.Document{}}, []int{0}, []int{0})
		files := make(map[string]string)
		for name, text := range rendered(t, s, Options{Workers: 1}) {
			files[name] = string(text)
		}
		a := ask(asked{query, files})
		if a.Error != "" || a.Total < len(a.Found) || a.Total > len(s.Posts) {
			t.Fatalf("%q: %d of %d found: %s", query, len(a.Found), a.Total, a.Error)
		}
		samePieces(t, query, a)
		words := Tokens(title)
		for i := range min(len(words), 4) {
			findable(t, ask, files, title[words[i].Start:words[i].End], post)
		}
		if len(words) > 0 {
			findable(t, ask, files, title, post)
		}
	})
}

// findable wants a post to be found by a text that it has.
func findable(t *testing.T, ask func(asked) answered, files map[string]string, text string, post *site.Post) {
	t.Helper()
	for _, query := range []string{text, text + " "} { // the last word is begun, then whole
		a := ask(asked{query, files})
		if a.Error != "" || !strings.Contains(strings.Join(a.Found, "\n")+"\n", post.URL+"\n") {
			t.Fatalf("%q of %q finds %q; sought %+v; %s", query, post.Title, a.Found, a.Sought, a.Error)
		}
	}
}

// samePieces compares how the script and the program take a query apart.
func samePieces(t *testing.T, query string, a answered) {
	t.Helper()
	all := Tokens(query)
	if len(a.Parsed) != min(len(all), 16) {
		t.Fatalf("%q has %d words, for the script %d", query, len(all), len(a.Parsed))
	}
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	for i, got := range a.Parsed {
		want := all[i]
		start, end := units(query[:want.Start]), units(query[:want.End])
		last := i == len(a.Parsed)-1 && want.End == len(query)
		if got.Bare != want.Bare || got.Exact != want.Exact || got.Start != start || got.End != end || got.Pair != (want.Gap != Broken) ||
			got.Joined != (want.Gap == Joined) || got.Prefix && !last {
			t.Errorf("word %d of %q is %+v, for the script %+v", i, query, want, got)
		}
	}
}
