package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// offered gives the words that can follow on a command line, in the folder of the site of this repository.
func offered(t *testing.T, words ...string) []string {
	t.Helper()
	var out, errs bytes.Buffer
	args := append([]string{"completion", askWords, "--"}, words...)
	if status := run(context.Background(), args, nil, &out, &errs, func(string) string { return "" }); status != done || errs.Len() > 0 {
		t.Errorf("status %d, %s", status, &errs)
	}
	var all []string
	for line := range strings.Lines(out.String()) {
		word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		all = append(all, word)
	}
	return all
}

func TestOffered(t *testing.T) {
	t.Chdir("../..")
	for _, c := range []struct {
		line string // the words, the last of which is being written, perhaps empty
		want string
	}{
		{"bui", "build"},
		{"repo", "report"},
		{"--la", "--lang"},
		{"--lang ", "vi en"},
		{"--lang en bui", "build"},
		{"build --form", "--format"},
		{"build --format ", "text json github"},
		{"build --format j", "json"},
		{"build --format=g", "--format=github"},
		{"build --format = g", "github"},
		{"build --format =", "text json github"},
		{"build --strict --stri", ""},
		{"build ", ":folders"},
		{"build . ", ""},
		{"build --out ", ":files"},
		{"build --now ", ""},
		{"report --unit so-n", "so-noi-vu"},
		{"report . --unit=so-n", "--unit=so-noi-vu"},
		{"report --out x --topic nghi", "nghi-quyet"},
		{"report --campaign sau", "sau-dai-hoi-2021"},
		{"report layouts --campaign sau", "sau-dai-hoi-2021"},
		{"schema --for c", "campaign calendar"},
		{"fix ", ":files"},
		{"fix a b", ":files"},
		{"help hoat", "hoat-dong"},
		{"help noi", "noi-dung"},
		{"help fi", "fix"},
		{"completion ", "bash zsh fish"},
		{"completion bash ", ""},
		{"nothing ", ""},
		{"--unit b", "build bulletin"},
	} {
		got := strings.Join(offered(t, strings.Split(c.line, " ")...), " ")
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
	// Every command and each of its flags is offered.
	if got := offered(t, ""); !slices.Equal(got, commandNames()) {
		t.Errorf("%q", got)
	}
	if got := offered(t, "build", "--"); !slices.Contains(got, "--hold-back") || !slices.Contains(got, "--lang") {
		t.Errorf("%q", got)
	}
	if offered(t) == nil {
		t.Error("nothing without a word")
	}
	t.Chdir(t.TempDir()) // no site
	if got := offered(t, "report", "--unit", ""); got != nil {
		t.Errorf("%q", got)
	}
}

// asked are command lines for real shells; the word after the last space is at the cursor.
var asked = []struct{ line, want string }{
	{"bantin bui", "build"},
	{"bantin report --unit thu-v", "thu-vien-tinh"},
	{"bantin build --format ", "github json text"},
	{"bantin schema --for sit", "site"},
	{"bantin build lay", "layouts"},
}

// inShell runs a script in a shell that finds this program, in the folder of the repository's site.
func inShell(t *testing.T, shell string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing", shell)
		}
		t.Skipf("%s is missing: .ci/run installs it", shell)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(self, filepath.Join(bin, "bantin")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(shell, args...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "LC_ALL=C.UTF-8", "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// answers compares what a shell has printed: a line of words for each that was asked.
func answers(t *testing.T, out string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != len(asked) {
		t.Fatalf("%d lines for %d questions:\n%s", len(lines), len(asked), out)
	}
	for i, line := range lines {
		got := strings.Fields(line)
		for j := range got {
			got[j] = strings.TrimSuffix(got[j], "/")
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != asked[i].want {
			t.Errorf("%q: %q, want %q", asked[i].line, s, asked[i].want)
		}
	}
}

// Names of files come from whoever wrote the site; the shell would run what is in them.
func TestOfferedNamesAreHarmless(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, data := range map[string]string{
		"site.yaml": "title: A\nbase_url: https://example.org\n", "units/$(touch x).md": "---\ntitle: A\n---\n",
		"units/đơn vị.md": "---\ntitle: B\n---\n", "units/so-y-te.md": "---\ntitle: C\n---\n",
	} {
		name = filepath.Join("content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got := offered(t, "new", "post", "--unit", ""); !slices.Equal(got, []string{"so-y-te"}) {
		t.Errorf("%q", got)
	}
}

func TestBashCompletion(t *testing.T) {
	var script strings.Builder
	script.WriteString("eval \"$(bantin completion bash)\"; complete -p bantin >/dev/null || exit 1\n")
	for _, q := range asked {
		words := strings.Split(q.line, " ")
		script.WriteString("COMP_WORDS=('" + strings.Join(words, "' '") + "') COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _bantin; echo \"${COMPREPLY[*]}\"\n")
	}
	answers(t, inShell(t, "bash", "--norc", "-c", script.String()))
}

// zsh completes only for a terminal; what the function hands to zsh's own is looked at.
func TestZshCompletion(t *testing.T) {
	var script strings.Builder
	script.WriteString(`compdef() { [[ $1 == _bantin && $2 == bantin ]] || exit 1 }
_describe() { local one; for one in "${(@P)2}"; do local w=${${one%%:*}}; [[ $w == ${words[CURRENT]}* ]] && print -n -- "$w "; done }
_files() { local one; for one in ${words[CURRENT]}*(/N); do print -n -- "$one "; done }
eval "$(bantin completion zsh)"
`)
	for _, q := range asked {
		words := strings.Split(q.line, " ")
		script.WriteString("words=('" + strings.Join(words, "' '") + "') CURRENT=${#words}; _bantin; print\n")
	}
	answers(t, inShell(t, "zsh", "-f", "-c", script.String()))
}

func TestFishCompletion(t *testing.T) {
	var script strings.Builder
	script.WriteString("bantin completion fish | source\n")
	for _, q := range asked {
		script.WriteString("echo (complete -C '" + q.line + "' | string replace -r '\\t.*' '')\n")
	}
	answers(t, inShell(t, "fish", "--no-config", "-c", script.String()))
}
