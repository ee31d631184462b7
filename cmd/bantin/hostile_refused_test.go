package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// wholeSite are attempts outside of posts: each a file, what it holds and the codes one of which refuses it. They
// stop the build, so that none gets into a site whose posts are fine.
var wholeSite = []struct{ file, text, codes string }{
	{"content/topics/-x.md", "---\ntitle: x\n---\n", "bad-id"},
	{`content/topics/a b.md`, "---\ntitle: xx\n---\n", "bad-id"},
	{`content/topics/"><script>alert(1)<.md`, "---\ntitle: y\n---\n", "bad-id"},
	{"content/units/x..%2f..%2fx.md", "---\ntitle: x\n---\n", "bad-id"},
	{"content/units/chữ.md", "---\ntitle: y\n---\n", "bad-id"},
	{"content/units/a\u202eb.md", "---\ntitle: z\n---\n", "bad-id"},
	{"content/campaigns/=1+1.md", "---\ntitle: x\nfrom: 1/5/2021\n---\n", "bad-id"},
	{"content/campaigns/a\nb.md", "---\ntitle: y\nfrom: 1/5/2021\n---\n", "bad-id"},
	{"content/pages/{{x}}.md", "---\ntitle: x\n---\n", "bad-id"},
	{"content/pages/_headers.md", "---\ntitle: x\n---\n", "bad-id"},
	{"content/pages/tin.md", "---\ntitle: x\n---\n", "reserved-address"},
	{"content/pages/tim-kiem.md", "---\ntitle: x\n---\n", "reserved-address"},
	{"content/pages/hoat-dong.md", "---\ntitle: x\n---\n", "reserved-address"},
	{"content/topics/kiem-soat.md", "---\ntitle: \"a\\x1b[2Jb\"\n---\n", "control-character"},
	{"content/topics/khong-utf8.md", "---\ntitle: a\xc0\xbcb\n---\n", "not-utf8"},
	{"content/topics/nul.md", "---\ntitle: a\x00b\n---\n", "nul-byte"},
	{"content/topics/bi-danh.md", "---\ntitle: t1\naliases: [/_worker.js, /x.css]\n---\n", "bad-alias"},
	{"content/topics/bi-danh-2.md", "---\ntitle: t2\naliases: /../x/\n---\n", "bad-alias"},
	{"content/topics/bi-danh-3.md", "---\ntitle: t3\naliases: /tin/\n---\n", "alias-taken"},
	{"content/topics/anh-bia.md", "---\ntitle: t4\ncover: ../../../secret.png\ncover_alt: x\n---\n", "path-outside"},
	{"content/topics/than.md", "---\ntitle: t5\n---\n[x](javascript:alert(1))\n", "bad-link-scheme"},
	{"content/topics/trung-1.md", "---\ntitle: Trùng\n---\n", ""},
	{"content/topics/trung-2.md", "---\ntitle: \"Tru\u0300ng\"\n---\n", "one-name-twice"},
	{"content/units/thu.md", "---\ntitle: t6\ncontact: {email: \"a@example.org?bcc=b@evil.example\"}\n---\n", "bad-email"},
	{"content/units/thu-2.md", "---\ntitle: t7\ncontact: {email: \"\\\"><script>@example.org\"}\n---\n", "bad-email"},
	{"content/campaigns/can-cu.md", "---\ntitle: x1\nfrom: 1/5/2021\nbasis: [{title: x, url: 'javascript:alert(1)'}]\n---\n", "bad-url"},
	{"content/campaigns/can-cu-2.md", "---\ntitle: x2\nfrom: 1/5/2021\nbasis: [{title: x, file: /etc/passwd}]\n---\n", "file-type"},
	{"content/campaigns/can-cu-3.md", "---\ntitle: x3\nfrom: 1/5/2021\nbasis: [{title: x, url: 'https://a@evil.example/'}]\n---\n", "bad-url"},
	{"content/posts/a\xffb.md", "x", "file-name"},
	{"content/posts/x.MD", "---\ntitle: x\n---\n", "date-missing"},
}

// settings are attempts within site.yaml: a line each, and the code that refuses it.
var hostileSettings = []struct{ line, codes string }{
	{`base_url: "https://example.org/\"><script>alert(1)</script>?x"`, "bad-base-url"},
	{`timezone: ../../../etc/passwd`, "bad-timezone"},
	{`permalink: /../{slug}/`, "bad-permalink"},
	{`language: ../en`, "bad-choice"},
	{`host: "netlify\nX: y"`, "bad-choice"},
	{`organization: {logo: ../../secret.png, email: "a@example.org&bcc=b@evil.example"}`, "path-outside"},
	{`social: {facebook: "javascript:alert(1)", zalo: "https://zalo.me@evil.example/"}`, "bad-url"},
	{`figures: ["<script>"]`, "unknown-figure"},
	{`max_megapixels: 999999`, "bad-megapixels"},
	{`page_size: -1`, "count-negative,bad-page-size,count-form"},
}

var hostileMenu = []struct{ url, codes string }{
	{"javascript:alert(1)", "bad-menu-url"}, {"JaVaScRiPt:alert(1)", "bad-menu-url"}, {"data:text/html,x", "bad-menu-url"}, {"//evil.example/", "bad-menu-url"},
	{"vbscript:x", "bad-menu-url"}, {"tin/", "bad-menu-url"}, {`/\evil.example/`, "bad-menu-url,broken-link"}, {"https://a@evil.example/", "bad-menu-url"},
	{"tel:*%2306%23", "bad-menu-url"}, {`/"><script>alert(1)</script>`, "broken-link"}, {"file:///etc/passwd", "bad-menu-url"}, {"mailto:", "bad-menu-url"},
}

// links are symbolic links that lead somewhere else, and where to.
var hostileLinks = map[string]string{
	"content/posts/lien-ket.png": "../../../secret.png", "content/posts/thu-muc": "../../..", "content/posts/goc": "/", "content/posts/trong.md": "dia-chi-da-co.md",
	"content/posts/vong": "vong", "content/topics/lien-ket.md": "/etc/passwd", "content/pages/khac": "../../../..", "content/units/dut.md": "khong-co.md",
	"static/tai-ve": "../../..", "static/khoa.txt": "/etc/passwd", "static/.well-known": "/etc", "layouts/post.html": "/etc/passwd",
}

// What would spoil the whole site stops the build: told with its place and its cure, and the site that is there stays.
func TestHostileSite(t *testing.T) {
	t.Parallel()
	s := &hostileSite{pictureSite: newPictureSite(t), tried: make(map[string]attempt)}
	s.dir = filepath.Join(s.dir, "site")
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	s.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\n---\n")
	s.write("../secret.png", elsewhereWords)
	s.post("dia-chi-da-co", "", "Một bài.")
	s.build(0)
	before := everyFile(t, s.dir+"/public")

	for _, one := range wholeSite {
		name := filepath.Join(s.dir, filepath.FromSlash(one.file))
		if os.MkdirAll(filepath.Dir(name), 0o755) != nil || os.WriteFile(name, []byte(one.text), 0o644) != nil {
			continue // a name that this system does not take
		}
		s.tried[one.file] = attempt{codes: strings.FieldsFunc(one.codes, func(r rune) bool { return r == ',' })}
	}
	linked := true
	for name, to := range hostileLinks {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(s.dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if os.Symlink(to, filepath.Join(s.dir, name)) != nil {
			linked = false
			continue
		}
		s.tried[name] = attempt{codes: []string{"symbolic-link"}}
	}
	if !linked {
		t.Log("symbolic links are missing: this system has none, or does not allow them")
	}
	settings := "title: x\n"
	for _, one := range hostileSettings {
		settings += one.line + "\n"
	}
	settings += "menu:\n"
	for _, one := range hostileMenu {
		settings += "  - {title: x, url: " + quotedYAML(one.url) + "}\n"
	}
	s.write("content/site.yaml", settings)
	var all []problem
	hostile := regexp.MustCompile("[\x00-\x09\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(?m)^##\\[|^::(?:set|add|save)")
	for _, format := range []string{"text", "github", "json"} {
		for _, lang := range []string{"vi", "en"} {
			r := s.bantin(1, "build", "--now", "2021-06-01", "--format", format, "--lang", lang)
			if bad := hostile.FindString(r.stdout + r.stderr); bad != "" {
				t.Errorf("--format %s: %q gets to the terminal", format, bad)
			}
			if format == "json" {
				all = problemsOf(t, r)
				s.judgeAll(all)
			}
		}
	}
	if !maps.EqualFunc(before, everyFile(t, s.dir+"/public"), func(a, b []byte) bool { return string(a) == string(b) }) {
		t.Error("the site that was there has changed")
	}
	t.Logf("%d attempts", len(s.tried)+len(hostileSettings)+len(hostileMenu))
}

// judgeAll holds what is said of files and of the lines of site.yaml.
func (s *hostileSite) judgeAll(all []problem) {
	s.Helper()
	for file, a := range s.tried {
		s.judge(strings.ToValidUTF8(file, "\ufffd"), a, all)
	}
	refused := func(line int, what, codes string) {
		s.Helper()
		if !slices.ContainsFunc(all, func(p problem) bool {
			return p.File == "content/site.yaml" && p.Line == line && p.Hint != "" && slices.Contains(strings.Split(codes, ","), p.Code)
		}) {
			s.Errorf("site.yaml:%d: %s: not %s", line, what, codes)
		}
	}
	for i, one := range hostileSettings {
		if one.codes != "unknown-figure" { // a warning
			refused(i+2, one.line, one.codes)
		}
	}
	for i, one := range hostileMenu {
		refused(i+3+len(hostileSettings), one.url, one.codes)
	}
}
