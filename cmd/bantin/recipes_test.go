package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// workflow is what the tests need to know of a workflow of GitHub.
type workflow struct {
	Env  map[string]string
	Jobs map[string]struct {
		If    string
		Steps []step
	}
}

type step struct {
	ID, If, Name, Uses, Run string
	Env, With               map[string]string
}

// runner does what the service's machines do with a job: it runs the steps whose condition holds. The actions that
// the recipes use are few, and of each it does what matters here.
type runner struct {
	*testing.T
	dir, home, saved string // the checkout; the home of the machine; what is kept between runs
	event, sha       string
	target           string
	env              map[string]string
	outputs          map[string]string // "STEP.NAME"
	failed           bool
	log              bytes.Buffer
}

// run runs a job of the workflow of a folder.
func (r *runner) run(job string) {
	r.Helper()
	var w workflow
	text, err := os.ReadFile(filepath.Join(r.dir, ".github", "workflows", "publish.yml"))
	if err != nil {
		r.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &w); err != nil {
		r.Fatal(err)
	}
	r.env = map[string]string{"GITHUB_SHA": r.sha, "RUNNER_TEMP": r.home, "CI": "true"}
	maps.Copy(r.env, w.Env)
	r.env["BANTIN_TARGET"] = r.target
	if r.outputs == nil {
		r.outputs = make(map[string]string)
	}
	for _, s := range w.Jobs[job].Steps {
		if !r.holds(s.If) {
			continue
		}
		if s.Uses != "" {
			r.use(s)
			continue
		}
		if err := r.shell(s); err != nil {
			fmt.Fprintf(&r.log, "%s: %v\n", s.Name, err)
			r.failed = true
		}
	}
}

// value gives what an expression stands for.
func (r *runner) value(expression string) string {
	name := strings.TrimSpace(expression)
	if literal, ok := strings.CutPrefix(name, "'"); ok {
		return strings.TrimSuffix(literal, "'")
	}
	switch {
	case name == "github.event_name":
		return r.event
	case name == "github.run_id":
		return "1"
	case strings.HasPrefix(name, "env."):
		return r.env[name[len("env."):]]
	case strings.HasPrefix(name, "secrets."), strings.HasPrefix(name, "hashFiles("), strings.HasPrefix(name, "runner."):
		return ""
	case strings.HasPrefix(name, "steps."):
		return r.outputs[strings.Replace(name[len("steps."):], ".outputs.", ".", 1)]
	case strings.HasPrefix(name, "needs.build.outputs."):
		return r.outputs["site."+name[len("needs.build.outputs."):]]
	}
	r.Fatalf("what is %s?", expression)
	return ""
}

// holds tells whether the condition of a step holds.
func (r *runner) holds(condition string) bool {
	always := false
	for term := range strings.SplitSeq(condition, "&&") {
		term = strings.TrimSpace(term)
		a, b, equal := strings.Cut(term, " == ")
		if !equal {
			a, b, _ = strings.Cut(term, " != ")
		}
		switch {
		case term == "":
		case term == "!cancelled()":
			always = true
		case b == "":
			r.Fatalf("what is %s?", condition)
		case (r.value(a) == r.value(b)) != equal:
			return false
		}
	}
	return always || !r.failed
}

var expression = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// shell runs the commands of a step as the service does: bash, ending at the first error.
func (r *runner) shell(s step) error {
	output := filepath.Join(r.home, "output")
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
	cmd.Dir, cmd.Stdout, cmd.Stderr = r.dir, &r.log, &r.log
	cmd.Env = append(os.Environ(), "HOME="+r.home, "GITHUB_OUTPUT="+output, "GITHUB_PATH="+filepath.Join(r.home, "path"))
	for _, env := range []map[string]string{r.env, s.Env} {
		for k, v := range env {
			cmd.Env = append(cmd.Env, k+"="+expression.ReplaceAllStringFunc(v, func(e string) string { return r.value(e[3 : len(e)-2]) }))
		}
	}
	err := cmd.Run()
	text, e := os.ReadFile(output)
	if e == nil {
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
			r.outputs[s.ID+"."+name] = value
		}
		e = os.Remove(output)
	}
	if e != nil && !errors.Is(e, os.ErrNotExist) {
		r.Fatal(e)
	}
	return err
}

// use does what an action does.
func (r *runner) use(s step) {
	r.Helper()
	name, version, _ := strings.Cut(s.Uses, "@")
	if !regexp.MustCompile(`^v\d+\.\d+\.\d+$`).MatchString(version) {
		r.Errorf("%s is not pinned", s.Uses)
	}
	kept, here := filepath.Join(r.saved, filepath.Base(s.With["path"])), filepath.Join(r.dir, s.With["path"])
	switch name {
	case "actions/checkout", "actions/setup-go", "actions/deploy-pages":
	case "actions/configure-pages":
		r.outputs[s.ID+".base_url"] = "https://pages.example/trang"
	case "actions/cache":
		if s.ID == "program" { // the program of the test is on the path
			r.outputs["program.cache-hit"] = "true"
		}
	case "actions/cache/restore":
		if text, err := os.ReadFile(kept); err == nil {
			r.write(here, text)
		}
	case "actions/cache/save":
		text, err := os.ReadFile(here)
		if err != nil {
			r.Fatal(err)
		}
		r.write(kept, text)
		os.Remove(here) // the next run has another machine
	case "actions/upload-artifact", "actions/upload-pages-artifact":
		if _, err := os.Stat(filepath.Join(here, "index.html")); err != nil {
			r.Errorf("%s: %v", name, err)
		}
	default:
		r.Fatalf("what is %s?", s.Uses)
	}
}

func (r *runner) write(name string, text []byte) {
	r.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		r.Fatal(err)
	}
}

// newSiteWithRecipes makes a starter site, or the sample site with the workflow of this repository.
func newSiteWithRecipes(t *testing.T, language string) string {
	dir := filepath.Join(t.TempDir(), "trang")
	if language != "" {
		out, err := exec.Command("bantin", "init", dir, "--language", language, "--source", "https://git.example/bantin.git", "--now", "2021-05-03").CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return dir
	}
	sampleSite(t)
	for _, name := range []string{"content", ".bantin/cache"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(shared.dir, "sample", name))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, ".github", "workflows"), os.DirFS("../../.github/workflows")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The steps of the workflows do, with the real program and a folder to publish to, what they are there for.
func TestWorkflows(t *testing.T) {
	need(t, "bash", "bash")
	for name, language := range map[string]string{"vi": "vi", "en": "en", "repository": ""} {
		if language != "vi" && (!exhaustive() || testing.Short()) {
			continue // the three differ in words and in where the program comes from
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, home := newSiteWithRecipes(t, language), t.TempDir()
			target := filepath.Join(home, "web")
			if err := os.Mkdir(target, 0o755); err != nil {
				t.Fatal(err)
			}
			run := func(event, sha, target string) *runner {
				t.Helper()
				r := &runner{T: t, dir: dir, home: home, saved: filepath.Join(home, "saved"), event: event, sha: sha, target: target}
				r.run("build")
				if r.outputs["site.pages"] == "true" && !r.failed {
					r.run("deploy")
				}
				t.Logf("%s:\n%s", event, r.log.String())
				return r
			}
			publishesToTarget(t, run, dir, home, target)
			checksPullRequests(t, run, dir)
			publishesToPages(t, run, dir)
		})
	}
}

type runs func(event, sha, target string) *runner

// publishesToTarget: a push publishes; a run by the clock ends at once, unless a moment has come, something was pushed
// that is not published, or nothing ever was.
func publishesToTarget(t *testing.T, run runs, dir, home, target string) {
	note := filepath.Join(home, "saved", ".bantin-published")
	if r := run("schedule", "a1", target); r.failed || r.outputs["site.began"] == "" {
		t.Fatal("the first run by the clock publishes nothing")
	}
	pages := len(everyFile(t, target))
	if pages < 50 || !fileExists(target, "index.html") {
		t.Fatalf("%d files are published", pages)
	}
	if r := run("schedule", "a1", target); r.failed || r.outputs["due.skip"] != "true" || r.outputs["site.began"] != "" {
		t.Error("a run by the clock builds though nothing has changed")
	}
	if r := run("schedule", "a2", target); r.failed || r.outputs["site.began"] == "" {
		t.Error("what was pushed and not published is forgotten")
	}
	if err := os.WriteFile(note, []byte("a2 2021-05-02T00:00:00Z\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := run("schedule", "a2", target); r.failed || r.outputs["site.began"] == "" {
		t.Error("a moment has come, and nothing is built")
	}
	if text, err := os.ReadFile(note); err != nil || !regexp.MustCompile(`^a2 202\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$`).Match(text) || strings.Contains(string(text), "2021") {
		t.Errorf("the note is %q: %v", text, err)
	}
	broken := filepath.Join(dir, "content", "posts", "hong.md")
	if err := os.WriteFile(broken, []byte("---\ntitle: Bài hỏng\ndate: 2021-05-02\ntopic: không có\n---\nx\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := run("push", "a3", target); r.failed || !strings.Contains(r.log.String(), "::error file=") {
		t.Error("a post with errors stops the others")
	}
	settings := filepath.Join(dir, "content", "site.yaml")
	text, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, append(slices.Clone(text), "language: fr\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := run("push", "a4", target); !r.failed || len(everyFile(t, target)) < pages {
		t.Error("broken settings do not fail the run, or harm what is published")
	}
	if err := errors.Join(os.WriteFile(settings, text, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// checksPullRequests: mistakes fail the run and show at their lines, and there is a preview all the same.
func checksPullRequests(t *testing.T, run runs, dir string) {
	r := run("pull_request", "b1", "")
	preview := ""
	for _, name := range []string{"xem-truoc", "preview"} {
		if fileExists(dir, name+"/index.html") {
			preview = name
		}
	}
	if !r.failed || !strings.Contains(r.log.String(), "::error file=content/posts/hong.md,line=4") || preview == "" {
		t.Error("mistakes of a pull request are not shown, or there is no preview")
	}
	if err := os.Remove(filepath.Join(dir, "content", "posts", "hong.md")); err != nil {
		t.Fatal(err)
	}
	if r := run("pull_request", "b2", ""); r.failed || r.outputs["site.began"] != "" {
		t.Error("a healthy pull request fails, or is published")
	}
}

// publishesToPages: without a target the site goes to the pages of the service, with their address.
func publishesToPages(t *testing.T, run runs, dir string) {
	if r := run("push", "c1", ""); r.failed || r.outputs["site.pages"] != "true" {
		t.Error("nothing for Pages")
	}
	if home, err := os.ReadFile(filepath.Join(dir, "public", "index.html")); err != nil || !bytes.Contains(home, []byte(`href="https://pages.example/trang/"`)) {
		t.Errorf("the site has another address: %v", err)
	}
	if r := run("schedule", "c1", ""); r.failed || r.outputs["due.skip"] != "true" {
		t.Error("what was deployed is not remembered")
	}
}

func fileExists(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// The scripts of GitLab's jobs do the same.
func TestGitLabJobs(t *testing.T) {
	need(t, "bash", "bash")
	t.Parallel()
	dir, home := newSiteWithRecipes(t, "en"), t.TempDir()
	text, err := os.ReadFile(filepath.Join(dir, ".gitlab-ci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var jobs map[string]any
	if err := yaml.Unmarshal(text, &jobs); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(home, "web")
	if err := os.Mkdir(target, 0o755); err != nil {
		t.Fatal(err)
	}
	run := func(job, source, sha string) (string, error) {
		var lines []string
		for _, line := range jobs[job].(map[string]any)["script"].([]any) {
			lines = append(lines, line.(string))
		}
		cmd := exec.Command("bash", "-eo", "pipefail", "-c", strings.Join(lines, "\n"))
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CI_PIPELINE_SOURCE="+source, "CI_COMMIT_SHA="+sha, "CI_PAGES_URL=https://pages.example/trang", "BANTIN_TARGET="+target)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	for _, c := range []struct {
		job, source, sha string
		fails            bool
		says             string
	}{
		{"check", "merge_request_event", "a1", false, ""},
		{"pages", "push", "a1", false, "public: "},
		{"publish", "push", "a1", false, "public: "},
		{"publish", "schedule", "a1", false, "Nothing has changed since"},
		{"publish", "schedule", "a2", false, "public: "},
	} {
		out, err := run(c.job, c.source, c.sha)
		if (err != nil) != c.fails || !strings.Contains(out, c.says) || c.source != "schedule" && strings.Contains(out, "Nothing") {
			t.Errorf("%s, %s: %v\n%s", c.job, c.source, err, out)
		}
	}
	if !fileExists(dir, "preview/index.html") || !fileExists(target, "index.html") || !fileExists(dir, "public/index.html") {
		t.Error("something is missing")
	}
}
