package content

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bantin/internal/diag"
	"bantin/internal/limits"
)

// codesOf are the codes of a site's problems, each once.
func codesOf(s *Source) (all []string) {
	for _, d := range s.Problems.All() {
		all = append(all, d.Code)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// lines repeats a line with the number of each in it.
func lines(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

const postHead = "---\ntitle: T\ndate: 1/2/2021\ntopic: t\nunit: u\n"

// TestBounds writes as much as may be, which is taken, and one more, which that very code refuses.
func TestBounds(t *testing.T) {
	post := func(more string, body ...string) map[string]string {
		return map[string]string{"content/posts/a.md": postHead + more + "---\n" + strings.Join(body, "")}
	}
	yaml := func(name, text string) map[string]string {
		return map[string]string{name: text}
	}
	metrics := func(n int) string {
		return "kinds:\n  - {id: k, title: K}\nmetrics:\n" + lines(n, "  - {id: m%d, title: M, unit: u}\n")
	}
	for _, c := range []struct {
		code string
		most int
		site func(n int) map[string]string
	}{
		{"text-too-long", limits.Title, func(n int) map[string]string {
			return map[string]string{"content/posts/a.md": "---\ntitle: " + strings.Repeat("ờ", n) + "\ndate: 1/2/2021\ntopic: t\nunit: u\n---\n"}
		}},
		{"text-too-long", limits.Summary, func(n int) map[string]string { return post("summary: " + strings.Repeat("ờ", n) + "\n") }},
		{"text-too-long", limits.Caption, func(n int) map[string]string {
			return post("images:\n  - {file: a.jpg, alt: A, caption: " + strings.Repeat("ờ", n) + "}\n")
		}},
		{"text-too-long", limits.Line, func(n int) map[string]string { return post("basis: [" + strings.Repeat("ờ", n) + "]\n") }},
		{"text-too-long", limits.Line, func(n int) map[string]string { return post("basis:\n  - Nghị: " + strings.Repeat("ờ", n) + "\n") }},
		{"text-too-long", limits.Prose, func(n int) map[string]string { return post("removed: " + strings.Repeat("ờ", n) + "\n") }},
		{"text-too-long", limits.Title, func(n int) map[string]string {
			return post("activities:\n  - {kind: hoi-nghi, place: " + strings.Repeat("ờ", n) + "}\n")
		}},
		{"list-too-long", limits.Names, func(n int) map[string]string {
			return map[string]string{"content/posts/a.md": "---\ntitle: T\ndate: 1/2/2021\ntopic: t\nunit: [" + lines(n, "u%d, ") + "]\n---\n"}
		}},
		{"list-too-long", limits.Aliases, func(n int) map[string]string { return post("aliases:\n" + lines(n, "  - /a/%d/\n")) }},
		{"list-too-long", limits.Images, func(n int) map[string]string {
			return post("images:\n" + lines(n, "  - {file: %d.jpg, alt: A}\n"))
		}},
		{"list-too-long", limits.Attachments, func(n int) map[string]string { return post("attachments:\n" + lines(n, "  - {file: %d.pdf}\n")) }},
		{"list-too-long", limits.Activities, func(n int) map[string]string {
			return post("activities:\n" + lines(n, "  - {kind: hoi-nghi, time: “%d”}\n"))
		}},
		{"list-too-long", limits.List, func(n int) map[string]string {
			return post("corrections:\n" + lines(n, "  - {date: 1/2/2021, text: “%d”}\n"))
		}},
		{"list-too-long", limits.Menu, func(n int) map[string]string {
			return yaml("content/site.yaml", plainSite+"menu:\n"+lines(n, "  - {title: A, url: /%d/}\n"))
		}},
		{"list-too-long", limits.List, func(n int) map[string]string {
			return yaml(CalendarFile, lines(n, "- {day: 1/2, title: A%d}\n"))
		}},
		{"list-too-long", limits.List, func(n int) map[string]string { return yaml(AbbreviationsFile, "XYZ: ["+lines(n, "một%d, ")+"]\n") }},
		{"list-too-long", limits.List, func(n int) map[string]string { return yaml(VocabularyFile, metrics(n)) }},
		{"too-many-metrics", limits.Metrics, func(n int) map[string]string {
			s := post("activities:\n  - kind: k\n" + lines(n, "    m%d: 1\n"))
			s[VocabularyFile] = metrics(n)
			return s
		}},
		{"yaml-large", limits.Keys, func(n int) map[string]string { return yaml(AbbreviationsFile, lines(n, "XA%d: một hai\n")) }},
		{"yaml-large", int(limits.FrontMatter), func(n int) map[string]string {
			return yaml(CalendarFile, "- {day: 1/2, title: A}\n"+strings.Repeat("#", n-23))
		}},
		{"front-matter-large", int(limits.FrontMatter), func(n int) map[string]string {
			return post(strings.Repeat("#", n-len(postHead)+3) + "\n")
		}},
		{"front-matter-large", limits.Keys, func(n int) map[string]string { return post("extra:\n" + lines(n, "  k%d: 1\n")) }},
		{"front-matter-deep", limits.Depth, func(n int) map[string]string {
			return post("extra: {a: " + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "}\n")
		}},
		{"file-too-large", int(limits.TextFile), func(n int) map[string]string {
			return map[string]string{"content/posts/a.md": strings.Repeat("a", n)}
		}},
		{"yaml-large", int(limits.TextFile), func(n int) map[string]string { return yaml(AbbreviationsFile, strings.Repeat("#", n)) }},
		{"bad-slug", limits.Slug, func(n int) map[string]string { return post("slug: " + strings.Repeat("a", n) + "\n") }},
		{"bad-alias", limits.Alias, func(n int) map[string]string {
			return post("aliases: [/" + strings.Repeat("ab/", n/3) + strings.Repeat("a", n-3*(n/3)-1) + "]\n")
		}},
		{"name-too-long", limits.PathPart, func(n int) map[string]string {
			return map[string]string{"static/" + strings.Repeat("a", n): "a"}
		}},
		{"name-too-long", limits.PathPart, func(n int) map[string]string {
			return map[string]string{"content/posts/" + strings.Repeat("a", n) + "/a.txt": "a"}
		}},
		{"name-too-long", limits.Path, func(n int) map[string]string {
			return map[string]string{"static/" + strings.Repeat("ab/", (n-9)/3) + strings.Repeat("a", n-7-(n-9)/3*3): "a"}
		}},
		{"file-too-heavy", int(limits.Layout), func(n int) map[string]string {
			return map[string]string{"layouts/post.html": strings.Repeat("a", n)}
		}},
	} {
		for n, refused := range map[int]bool{c.most: false, c.most + 1: true} {
			files := c.site(n)
			if files[SiteFile] == "" {
				files[SiteFile] = plainSite
			}
			s := loadSite(t, files)
			found := codesOf(s)
			if c.most == int(limits.TextFile) { // what it holds is wrong in another way
				found = slices.DeleteFunc(found, func(code string) bool { return code == "front-matter-missing" || code == "yaml-large" && !refused })
			}
			if !refused && len(found) > 0 || refused && !slices.Equal(found, []string{c.code}) {
				t.Errorf("%s: %d of %d give %v", c.code, n, c.most, found)
			}
			if refused && s.Problems.Len() > 1 {
				t.Errorf("%s is told %d times", c.code, s.Problems.Len())
			}
			for _, d := range s.Problems.All() {
				if d.Code == c.code && (d.File == "" || d.Line < 1 && c.code != "name-too-long" && c.code != "file-too-heavy") {
					t.Errorf("%s has no place: %+v", c.code, d)
				}
			}
		}
	}
}

// TestTotals has a site of just as much as may be, and of one more.
func TestTotals(t *testing.T) {
	files := fstest.MapFS{
		"content/site.yaml":     {Data: []byte(plainSite)},
		"content/posts/a.md":    {Data: []byte(postHead + "---\n")},
		"content/posts/b.md":    {Data: []byte(strings.Replace(postHead, "T", "U", 1) + "---\n")},
		"content/posts/anh.jpg": {Data: make([]byte, 400)},
		"static/b.png":          {Data: make([]byte, 500)},
		"layouts/post.html":     {Data: make([]byte, 100)},
	}
	all := limits.Totals{Posts: 2, Files: 6, Pictures: 2, Size: 1000}
	for code, most := range map[string]limits.Totals{
		"":                  all,
		"too-many-posts":    {Posts: 1, Files: 6, Pictures: 2, Size: 1000},
		"too-many-files":    {Posts: 2, Files: 5, Pictures: 2, Size: 1000},
		"too-many-pictures": {Posts: 2, Files: 6, Pictures: 1, Size: 1000},
		"site-too-large":    {Posts: 2, Files: 6, Pictures: 2, Size: 999},
	} {
		s, err := Load(files, Options{Most: most})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(codesOf(s), " "); got != code {
			t.Errorf("%+v gives %q, want %q", most, got, code)
		}
	}
}

// TestHostileFiles reads files that were made to be slow: each has to end in a moment, with few problems and little memory.
func TestHostileFiles(t *testing.T) {
	const size = 256 << 10
	matters := []string{
		"aliases:\n" + lines(100_000, "  - /a%d/\n"), // 1.5 MB
		"aliases:\n" + lines(12_000, "  - /a%d/\n"),
		"a: &a [x]\n" + lines(9000, "b%d: *a\n"), "x: *a\n" + lines(9000, "- *a%d\n"),
		"a0: &a0 x\n" + func() (s string) {
			for i := range 30 {
				s += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), ", "))
			}
			return s
		}(),
		"extra: " + strings.Repeat("[", size/2), "extra: " + strings.Repeat("{a: ", size/4), "extra:\n" + strings.Repeat(" ", size/2) + "a: 1\n",
		"extra: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000), lines(20_000, "k%d: a\n"), strings.Repeat("k: a\n", size/5),
		lines(8000, "title: a: %d\n"), "title: " + strings.Repeat("a: ", size/3), "title: " + strings.Repeat("'", size-100), "title: " + strings.Repeat("\"", size-100),
		"summary: >\n" + strings.Repeat("  a\n\n", size/6), "extra:\n" + strings.Repeat("- ", size/3), "extra:\n" + strings.Repeat("? ", size/3),
		strings.Repeat("!a ", size/3), strings.Repeat("|", size/2), strings.Repeat("#", size-100), "title: " + strings.Repeat("ạ\u0323", size/6),
		"activities:\n" + lines(6000, "- {kind: hoi-nghi, x%d: 1}\n"), "activities:\n- kind: k\n" + lines(1900, "  khong-co-%d: 1\n"),
		"images:\n" + lines(9000, "- {file: %d.jpg}\n"), "unit: [" + strings.Repeat("a, ", size/4) + "]\n",
	}
	settings := []string{SiteFile, VocabularyFile, CalendarFile, AbbreviationsFile}
	for i, m := range matters {
		others := []string{"---\n" + m, "+++\n" + m + "\n+++\n", "{" + m}
		hostile(t, "content/posts/a.md", "---\n"+m+"\n---\n")
		hostile(t, "content/posts/a.md", others[i%len(others)])
		hostile(t, settings[i%len(settings)], m)
	}
	hostile(t, "content/posts/a.md", "---\n"+strings.Repeat("a: b\n", 1<<20)+"---\n") // 5 MB
	hostile(t, AbbreviationsFile, lines(1990, "XA%d: [một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười]\n"))
	hostile(t, AbbreviationsFile, lines(1990, "XA%d:\n"))
	hostile(t, CalendarFile, lines(999, "- {day: 1/2, title: A, since: %d}\n"))
	hostile(t, VocabularyFile, "kinds:\n"+lines(999, "- {id: k%d, title: K, metrics: [a, b, c, d, e, f]}\n")+"metrics:\n"+lines(999, "- {id: m%d, title: M}\n"))
}

func hostile(t *testing.T, name, src string) {
	t.Helper()
	start := time.Now()
	defer func() {
		if took := time.Since(start); took > 100*time.Millisecond {
			t.Logf("%s: %.40q… (%d bytes): %v", name, src, len(src), took)
		}
	}()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s := loadSite(t, map[string]string{SiteFile: plainSite, name: src})
	runtime.ReadMemStats(&after)
	if n := s.Problems.Len(); n > limits.Problems+1 {
		t.Errorf("%s: %.40q… has %d problems", name, src, n)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 200<<20 {
		t.Errorf("%s: %.40q… takes %d MB", name, src, n>>20)
	}
}

// TestErrorAmongWarnings has more warnings than are told, and then an error.
func TestErrorAmongWarnings(t *testing.T) {
	p, _ := load(t, "content/posts/a.md", postHead+lines(limits.Problems+10, "la%d: 1\n")+"---\n[x](la:x)\n")
	if !p.Held {
		t.Error("the post is not held back")
	}
	s := loadSite(t, map[string]string{SiteFile: plainSite, "content/posts/a.md": postHead + "---\n" + lines(limits.Problems+10, "<b%d>\n") + "\n[x](la:x)\n"})
	if !s.Posts[0].Held || s.Problems.Errors() != 1 || s.Problems.All()[s.Problems.Len()-1].Severity != diag.Error {
		t.Errorf("held %t, %d errors of %d", s.Posts[0].Held, s.Problems.Errors(), s.Problems.Len())
	}
}
