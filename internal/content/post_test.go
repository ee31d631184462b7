package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	for text, want := range map[string]Form{
		"tin": News, "Tin": News, "Bài viết": Article, "bài  VIẾT": Article, "Ảnh": Photos, "Hình ảnh": Photos, "photos": Photos,
		"Infographic": Infographic, "VIDEO": VideoForm, "Văn bản": Document, "Thông báo": Notice, "notice": Notice, "": News,
	} {
		p, _ := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\nform: "+text+"\n---\n")
		if p.Form != want {
			t.Errorf("%q is form %d", text, p.Form)
		}
	}
	s := loadSite(t, map[string]string{"content/site.yaml": plainSite, "content/posts/a.md": "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\nform: hinh-anhh\n---\n"})
	if d := s.Problems.All()[0]; d.Suggestion != "hinh-anh" {
		t.Errorf("suggestion %q", d.Suggestion)
	}
}

// TestNothing wants a key with nothing after it to be as if it were not there.
func TestNothing(t *testing.T) {
	var src strings.Builder
	src.WriteString("---\n")
	for _, k := range postKeys {
		switch k.name {
		case "title", "date", "topic", "unit":
			src.WriteString(k.name + ": 1/1/2021\n")
		default:
			src.WriteString(k.name + ":\n")
		}
	}
	src.WriteString("---\n")
	p, found := load(t, "content/posts/a.md", src.String())
	if len(found) > 0 || p.Held {
		t.Error(found)
	}
}

func TestBools(t *testing.T) {
	for text, want := range map[string]bool{"true": true, "yes": true, "Có": true, "\"yes\"": true, "false": false, "No": false, "không": false} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\ncommended: "+text+"\n---\n")
		if p.Commended != want || len(found) > 0 {
			t.Errorf("%s is %v, %v", text, p.Commended, found)
		}
	}
}

// TestHeld wants a post with errors to keep what its address is made of.
func TestHeld(t *testing.T) {
	for name, src := range map[string]string{
		"a missing unit": "---\ntitle: Học Bác\ndate: 19/5/2021\ntopic: t\n---\n",
		"bad YAML":       "---\ntitle: Học Bác\ndate: 19/5/2021\nimages:\n\t- a\n---\n",
		"no end":         "---\ntitle: \"Học Bác\"\ndate: 19/5/2021\n\nNội dung\n",
		"bad TOML":       "+++\ntitle = \"Học Bác\"\ndate = 2021-05-19\nunit = thư viện\n+++\n",
		"bad JSON":       "{\n  \"title\": \"Học Bác\",\n  \"date\": \"2021-05-19\",\n}\n",
	} {
		p, found := load(t, "content/posts/a.md", src)
		if !p.Held || p.Title != "Học Bác" || p.Slug != "hoc-bac" || p.Date.Day() != 19 || len(found) == 0 {
			t.Errorf("%s: held %v, %q, %q, %v: %v", name, p.Held, p.Title, p.Slug, p.Date, found)
		}
	}
	p, _ := load(t, "content/posts/2021-05-19-hoc-bac.md", "---\n\xff\n---\n")
	if !p.Held || p.Slug != "hoc-bac" || p.Date.Day() != 19 {
		t.Errorf("not UTF-8: %+v", p)
	}
}

// TestDraft wants nothing but warnings of a draft.
func TestDraft(t *testing.T) {
	for _, src := range []string{
		"---\ndraft: có\ndate: 5/27/2021\nform: gì đó\n---\n",
		"---\ndraft: true\ntitle: [nhap\n---\n",
	} {
		s := loadSite(t, map[string]string{"content/site.yaml": plainSite, "content/posts/nhap.md": src})
		if p := s.Posts[0]; !p.Draft || p.Held || p.Slug != "nhap" {
			t.Errorf("%+v", p)
		}
		if s.Problems.Len() == 0 || s.Problems.Errors() > 0 {
			t.Errorf("%q: %v", src, s.Problems.All())
		}
	}
}

func TestUnknownKeys(t *testing.T) {
	for setting, want := range map[string]string{"warn": "warning title", "error": "error title", "ignore": ""} {
		s := loadSite(t, map[string]string{
			"content/site.yaml":  plainSite + "unknown_keys: " + setting + "\n",
			"content/posts/a.md": "---\ntitle: T\ntitel: b\ndate: 1/6/2021\ntopic: t\nunit: u\n---\n",
		})
		got := ""
		for _, d := range s.Problems.All() {
			got += d.Severity.String() + " " + d.Suggestion
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", setting, got, want)
		}
	}
}

// TestEmpty wants values with nothing in them to count as missing.
func TestEmpty(t *testing.T) {
	for _, src := range []string{"---\n---\n", "---\ntitle: \"\"\ndate: \"\"\ntopic: []\nunit: [\"\", ~]\n---\n", "+++\n+++", "{}\n", "---json\n---\n", "---\n# chú thích\n---"} {
		p, found := load(t, "content/posts/a.md", src)
		var codes []string
		for _, f := range found {
			codes = append(codes, strings.Fields(f)[1])
		}
		slices.Sort(codes)
		if want := []string{"date-missing", "title-missing", "topic-missing", "unit-missing"}; !slices.Equal(codes, want) || p.Slug != "a" {
			t.Errorf("%q gives %v, %q", src, found, p.Slug)
		}
	}
}

// TestBodyLine wants problems of the body to be at their lines.
func TestBodyLine(t *testing.T) {
	const keys = "title: T\ndate: 1/2/2021\ntopic: t\nunit: u\n"
	for src, line := range map[string]int{
		"---\n" + keys + "---\n<b>x</b>\n":                                                            7,
		"\n\n---\r\n" + keys + "---\r\n\r\n<b>x</b>\n":                                                10,
		"{\"title\": \"T\", \"date\": \"1/2/2021\",\n \"topic\": \"t\", \"unit\": \"u\"}\n\n<b>x</b>": 4,
		"+++\ntitle = \"T\"\ndate = 2021-02-01\ntopic = \"t\"\nunit = \"u\"\n+++\n<b>x</b>":           7,
	} {
		_, found := load(t, "content/posts/a.md", src)
		if len(found) == 0 || found[0] != fmt.Sprintf("%d:1 raw-html", line) {
			t.Errorf("%q gives %v", src, found)
		}
	}
}

// TestSpoiltText warns of letters in a title that nobody sees to be wrong.
func TestSpoiltText(t *testing.T) {
	for title, want := range map[string]string{
		"C«ng ®oµn Viªn chøc": "2:8 legacy-encoding",
		"Ðoàn viên":           "2:8 look-alike-letter",
		"Đoàn\u200b viên":     "2:8 invisible-character",
		"Đoàn\u202e viên":     "2:8 invisible-character",
		"Đoàn\U000e0101 viên": "2:8 invisible-character",
		"Đoàn\u3164 viên":     "2:8 invisible-character",
		"Gọi 0905 123 456":    "2:8 personal-number",
		"Đoàn viên":           "",
	} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: "+title+"\ndate: 1/2/2021\ntopic: t\nunit: u\n---\n")
		if strings.Join(found, "") != want || strings.ContainsAny(p.Title, "\u200b\u202e") {
			t.Errorf("%q gives %v", title, found)
		}
	}
}

// TestControls wants no character in a text that a page cannot hold, however it is spelt.
func TestControls(t *testing.T) {
	const rest = "date: 1/2/2021\ntopic: t\nunit: u\n"
	for src, want := range map[string]string{
		"---\ntitle: \"a\\x1bb\"\n" + rest + "---\n":                                             "2:8 control-character",
		"---\ntitle: \"a\\uFFFFb\"\n" + rest + "---\n":                                           "2:8 control-character",
		"---\ntitle: a\u007fb\n" + rest + "---\n":                                                "2:8 control-character",
		"---\ntitle: \"a\\tb\\r\\nc\"\n" + rest + "---\n":                                        "",
		"---\ntitle: a\nsummary: \"b\\0\"\n" + rest + "---\n":                                    "3:10 control-character",
		"{\"title\": \"a\\u0001\", \"date\": \"1/2/2021\", \"topic\": \"t\", \"unit\": \"u\"}\n": "1:11 control-character",
		"+++\ntitle = \"a\\u0001\"\ndate = \"1/2/2021\"\ntopic = \"t\"\nunit = \"u\"\n+++\n":     "2:9 control-character",
	} {
		if _, found := load(t, "content/posts/a.md", src); strings.Join(found, ", ") != want {
			t.Errorf("%q gives %v, want %s", src, found, want)
		}
	}
}

// TestOldAddresses wants only such as a page can have, for a redirect will lie there.
func TestOldAddresses(t *testing.T) {
	for alias, ok := range map[string]bool{
		"/cu/": true, "/b%C3%A0i-c%C5%A9.html": true, "/a b/": true, "/" + strings.Repeat("x", 200) + "/": true,
		"/" + strings.Repeat("x", 300) + "/": false, strings.Repeat("/a", 900): false, "/a%00/": false, "/%E1%BA/": false,
		"/.bantin-tmp-1/": false, "/%2e%2e/x/": false, "/a\u202eb/": false, "/a/../b/": false, "a/": false, "/": false,
	} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/2/2021\ntopic: t\nunit: u\naliases: "+alias+"\n---\n")
		if (len(p.Aliases) == 1) != ok || (len(found) == 0) != ok {
			t.Errorf("%q gives %v, %v", alias, p.Aliases, found)
		}
	}
}

// TestNotice wants nobody to take a post down by "removed: false".
func TestNotice(t *testing.T) {
	for text, want := range map[string]string{"false": "", "true": "", "không": "", "\"true\"": "true", "Gỡ: theo yêu cầu": "Gỡ: theo yêu cầu"} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/2/2021\ntopic: t\nunit: u\nremoved: "+text+"\n---\n")
		if p.Removed != want || (len(found) > 0) != (want == "") {
			t.Errorf("%s gives %q, %v", text, p.Removed, found)
		}
	}
}
