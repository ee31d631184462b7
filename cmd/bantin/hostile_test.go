package main

import (
	"bytes"
	"path"
	"regexp"
	"testing"
)

// What content tries to be more than text and pictures is refused, with its place and its cure, or published as the
// text that it is: on every page, in every feed and file of data.
func TestHostileContent(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newHostileSite(t)
	r := s.run("build", "--now", "2021-06-01", "--hold-back", "--format", "json")
	all := problemsOf(t, r)
	for _, p := range all {
		if _, ok := s.tried[p.File]; !ok && p.Severity == "error" {
			t.Errorf("%+v", p)
		}
	}
	for file, a := range s.tried {
		s.judge(file, a, all)
	}
	if r.status != 3 {
		t.Fatalf("status %d", r.status)
	}
	files := everyFile(t, s.dir+"/public")
	for _, name := range []string{"dau-attachment-server-program/tai-lieu-php.txt", "dau-attachment-server-program-case/tai-lieu-PhP5.pdf", "dau-image-server-program/anh-phtml.png"} {
		if files["2021/05/"+name] == nil {
			t.Errorf("no %s", name)
		}
	}
	program := regexp.MustCompile(`(?i)\.(php\d*|phtml|shtml|cgi|asp)\.`)
	for name, data := range files {
		if program.MatchString(name) {
			t.Errorf("%s: a name that web servers may run", name)
		}
		if bytes.Contains(data, []byte(elsewhereWords)) {
			t.Errorf("%s has what lies outside the site", name)
		}
		if path.Ext(name) == ".html" {
			auditPage(t, name, data)
		} else {
			auditData(t, name, data)
		}
	}
	for _, a := range s.texts {
		name := "2021/05/" + a.slug("chu") + "/index.html"
		auditWords(t, a, name, auditPage(t, name, files[name]))
	}
	t.Logf("%d attempts, %d finished files", s.cases, len(files))
	t.Run("in a browser", s.openAll)
}
