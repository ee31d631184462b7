package scaffold

import (
	"encoding/json"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

func starterOf(language string) map[string]string {
	all := make(map[string]string)
	for _, f := range starterFiles(StarterOptions{Language: language, Now: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC), Source: "https://example.org/x.git", Version: "v1"}) {
		all[f.name] = string(f.data)
	}
	return all
}

// The starter has the same files in both languages, but for the names of what
// is written; all of them are what they are named for, and nothing is left to be filled in.
func TestStarter(t *testing.T) {
	var shapes []string
	for _, language := range []string{"vi", "en"} {
		var shape []string
		for name, text := range starterOf(language) {
			switch path.Ext(name) {
			case ".json":
				text := regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAllString(text, "")
				if err := json.Unmarshal([]byte(text), new(any)); err != nil {
					t.Errorf("%s/%s: %v", language, name, err)
				}
			case ".yml", ".yaml":
				if err := yaml.Unmarshal([]byte(text), new(any)); err != nil {
					t.Errorf("%s/%s: %v", language, name, err)
				}
			}
			if left := regexp.MustCompile(`@[A-Z]+@`).FindString(text); left != "" || !utf8.ValidString(text) || viet.NFC(text) != text || strings.Contains(text, "\r") {
				t.Errorf("%s/%s: %q, or not plain text", language, name, left)
			}
			if c, _, _ := viet.LookAlike(text); c != 0 {
				t.Errorf("%s/%s: a letter of another alphabet, %q", language, name, c)
			}
			if strings.HasPrefix(name, "content/") && path.Base(name) != "site.yaml" {
				name = path.Dir(regexp.MustCompile(`posts/20\d\d/\d\d/[^/]+/`).ReplaceAllString(name, "posts/20/0/x/")) + "/*" + path.Ext(name)
			}
			shape = append(shape, name)
		}
		slices.Sort(shape)
		shapes = append(shapes, strings.Join(shape, "\n"))
	}
	if shapes[0] != shapes[1] || !strings.Contains(shapes[0], ".github/workflows/publish.yml") || !strings.Contains(shapes[0], ".gitignore") {
		t.Errorf("the languages differ:\n%s\n\n%s", shapes[0], shapes[1])
	}
	if posts := starterOf("vi"); !strings.Contains(posts["content/posts/2026/02/goc-doc-sach/index.md"], "date: 2026-02-25\n") || !strings.Contains(posts["content/posts/2026/03/chao-mung.md"], "date: 2026-03-03\n") {
		t.Error("the posts are not dated from the beginning of the site")
	}
}

// The workflow of GitHub gives no job more rights than it needs, and pull requests publish nothing.
func TestWorkflow(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		var w struct {
			Permissions map[string]string
			Env         map[string]string
			Jobs        map[string]struct {
				If          string
				Permissions map[string]string
				Steps       []struct{ If, Uses, Run string }
			}
		}
		if err := yaml.Unmarshal([]byte(starterOf(language)[".github/workflows/publish.yml"]), &w); err != nil {
			t.Fatal(err)
		}
		build, deploy := w.Jobs["build"], w.Jobs["deploy"]
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" || build.Permissions["pages"] != "read" || build.Permissions["id-token"] != "" ||
			deploy.If != "needs.build.outputs.pages == 'true'" || deploy.Permissions["pages"] != "write" || deploy.Permissions["contents"] != "" {
			t.Errorf("rights: %v, %v, %v", w.Permissions, build.Permissions, deploy)
		}
		if w.Env["BANTIN_SOURCE"] != "https://example.org/x.git" || w.Env["BANTIN_VERSION"] != "v1" {
			t.Errorf("%v", w.Env)
		}
		for _, s := range build.Steps {
			mine := strings.HasPrefix(s.If, "github.event_name != 'pull_request' && ")
			if strings.Contains(s.Run, "pages=true") && !mine || strings.Contains(s.Run, "bantin publish") && !strings.HasPrefix(s.If, "steps.site.outputs.began != '' && ") || strings.Contains(s.Run, "${{") {
				t.Errorf("%+v", s)
			}
			if name, version, _ := strings.Cut(s.Uses, "@"); name != "" && strings.Count(version, ".") != 2 {
				t.Errorf("%s is not pinned", s.Uses)
			}
		}
	}
}

// What the program prints of a problem is found by the task of VS Code.
func TestTaskFindsProblems(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		text := regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAllString(starterOf(language)[".vscode/tasks.json"], "")
		var tasks struct {
			Tasks []struct {
				ProblemMatcher []struct {
					Pattern struct {
						Regexp                                      string
						File, Line, Column, Severity, Message, Code int
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(text), &tasks); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			problem diag.Diagnostic
			want    string
		}{
			{diag.New("content/posts/2021/05/học: bác.md", 5, 7, "unknown-unit", "X"), "content/posts/2021/05/học: bác.md|5|7|error|unknown-unit"},
			{diag.New("content/posts/a.md", 0, 0, "same-address", "/a/", "b.md"), "content/posts/a.md|||error|same-address"},
			{diag.New("static/a.jpg", 0, 0, "unused-picture", "static/a.jpg"), "static/a.jpg|||warning|unused-picture"},
		} {
			var list diag.List
			list.Add(test.problem)
			var out strings.Builder
			if err := diag.Text(&out, &list, language, false); err != nil {
				t.Fatal(err)
			}
			found := 0
			for _, m := range tasks.Tasks[0].ProblemMatcher {
				p := m.Pattern
				got := regexp.MustCompile(p.Regexp).FindStringSubmatch(strings.TrimSuffix(out.String(), "\n"))
				if got == nil {
					continue
				}
				found++
				line, column := "", ""
				if p.Line > 0 {
					line, column = got[p.Line], got[p.Column]
				}
				if all := strings.Join([]string{got[p.File], line, column, got[p.Severity], got[p.Code]}, "|"); all != test.want {
					t.Errorf("%s is read as %s", out.String(), all)
				}
			}
			if found != 1 {
				t.Errorf("%d patterns find %s", found, out.String())
			}
		}
	}
}

func entries(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// A beginning that does not come to its end leaves nothing, and takes no other's place.
func TestBeginningIsAllOrNothing(t *testing.T) {
	o := StarterOptions{Language: "vi", Now: time.Now(), Source: "x", Version: "y"}
	dir := t.TempDir()
	b, err := Begin(dir+"/a/b/c", o)
	if err != nil {
		t.Fatal(err)
	}
	b.Cancel()
	if left := entries(t, dir); len(left) > 0 {
		t.Errorf("cancelled: %v", left)
	}

	// Someone else is quicker, in a folder that was not there and in one that was.
	for _, exists := range []bool{false, true} {
		target := t.TempDir() + "/site"
		if exists {
			os.Mkdir(target, 0o777)
		}
		if b, err = Begin(target, o); err != nil {
			t.Fatal(err)
		}
		os.MkdirAll(target, 0o777)
		if err := os.WriteFile(target+"/README.md", []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := b.Finish(); err == nil {
			t.Error("finished over the work of another")
		}
		data, _ := os.ReadFile(target + "/README.md")
		if left := entries(t, target); len(left) != 1 || string(data) != "mine" || len(entries(t, path.Dir(target))) != 1 {
			t.Errorf("exists %v: left %v, %v", exists, left, entries(t, path.Dir(target)))
		}
	}
}
