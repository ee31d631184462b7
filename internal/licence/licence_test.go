package licence

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "make texts.txt anew")

// linked gives the modules that are linked into the program on any of its systems, each with the folders of it that are.
func linked(t *testing.T) map[string]map[string]bool {
	t.Helper()
	all := make(map[string]map[string]bool)
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-json=Dir,Module", "bantin/cmd/bantin")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
			var p struct {
				Dir    string
				Module *struct {
					Path, Dir string
					Main      bool
				}
			}
			if err := dec.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if p.Module == nil || p.Module.Main {
				continue
			}
			folders := all[p.Module.Path]
			if folders == nil {
				folders = map[string]bool{p.Module.Dir: true}
				all[p.Module.Path] = folders
			}
			// What was copied into a module may have a licence of its own, beside it or above.
			for dir := p.Dir; dir != p.Module.Dir; dir = path.Dir(dir) {
				folders[dir] = true
			}
		}
	}
	return all
}

// TestModulesAreAllowed: no module comes in, with another or by itself, before somebody has said what it is good for.
func TestModulesAreAllowed(t *testing.T) {
	t.Parallel()
	modules := linked(t)
	listed := make(map[string]bool)
	last := ""
	for _, p := range Parts() {
		if p.SPDX == "" || p.Use == "" || listed[p.Name] {
			t.Errorf("parts.txt: %q is there twice, or has no licence or reason", p.Name)
		}
		listed[p.Name] = true
		if !p.IsModule() {
			continue
		}
		if modules[p.Name] == nil {
			t.Errorf("parts.txt: %s is not linked into the program any more: take it out", p.Name)
		}
		if p.Name < last {
			t.Errorf("parts.txt: %s stands after %s", p.Name, last)
		}
		last = p.Name
	}
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		if !listed[name] {
			t.Errorf("%s is linked into the program: is it needed? then give the reason in parts.txt", name)
		}
	}
}

// words that are in every copy of a licence.
var words = map[string]string{
	"MIT": "Permission is hereby granted, free of charge", "ISC": "Permission to use, copy, modify, and/or distribute this software",
	"BSD-2-Clause": "Redistribution and use in source and binary forms", "BSD-3-Clause": "Redistribution and use in source and binary forms",
	"Apache-2.0": "http://www.apache.org/licenses/", "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "CC0-1.0": "CC0-1.0",
}

// text is a licence with those whom it is for.
type text struct {
	of   []string // "NAME: FILE"
	body string
}

// TestTexts holds the licences that the program shows against those that lie beside the sources, and what parts.txt says against both.
func TestTexts(t *testing.T) {
	t.Parallel()
	var all []text
	of := make(map[string]string)
	add := func(name, file string) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		body := strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")) + "\n"
		of[name] += body
		title := name + ": " + path.Base(file)
		if i := slices.IndexFunc(all, func(t text) bool { return t.body == body }); i >= 0 {
			all[i].of = append(all[i].of, title)
			return
		}
		all = append(all, text{[]string{title}, body})
	}
	for _, own := range ours {
		add(own.name, own.file)
	}
	goroot := cmp.Or(os.Getenv("GOROOT"), strings.TrimSpace(run(t, "go", "env", "GOROOT")))
	add("Go standard library", goroot+"/LICENSE")
	add("Go standard library", goroot+"/PATENTS")
	modules := linked(t)
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		for _, dir := range slices.Sorted(maps.Keys(modules[name])) {
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if isLicence(e.Name()) && e.Type().IsRegular() {
					add(name, dir+"/"+e.Name())
				}
			}
		}
	}
	for _, p := range Parts() {
		if of[p.Name] == "" {
			t.Errorf("%s has no text of a licence", p.Name)
		}
		for id := range strings.SplitSeq(p.SPDX, " AND ") {
			if word, known := words[id]; !known || !strings.Contains(of[p.Name], word) {
				t.Errorf("%s: is its licence %s?", p.Name, id)
			}
		}
	}
	var b strings.Builder
	for i, one := range all {
		if i > 0 {
			b.WriteString("\n\n")
		}
		for _, title := range one.of {
			b.WriteString("== " + title + "\n")
		}
		b.WriteString("\n" + one.body)
	}
	if *update {
		if err := os.WriteFile("texts.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if Texts != b.String() {
		t.Error("texts.txt is not what the sources say: go test ./internal/licence -update")
	}
}

// ours are the licences that lie in this repository.
var ours = []struct{ name, file string }{
	{"bantin", "../../LICENSE"},
	{"libwebp", "../webp/libwebp-COPYING"}, {"libwebp", "../webp/libwebp-PATENTS"}, {"wasi-libc", "../webp/wasi-libc-COPYRIGHT"},
	{"Literata", "../../static/fonts/OFL-Literata.txt"}, {"Literata", "../card/OFL-Literata.txt"},
	{"PhotoSwipe", "../../static/photoswipe/LICENSE"},
}

func isLicence(name string) bool {
	return regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents|ofl)|-(copying|copyright|patents)$`).MatchString(name)
}

// TestNoLicenceIsForgotten: whoever brings something into this repository brings its licence, and has it shown.
func TestNoLicenceIsForgotten(t *testing.T) {
	var here []string
	for _, own := range ours {
		here = append(here, path.Clean(own.file[len("../"):]))
	}
	for _, root := range []string{"cmd", "internal", "layouts", "static"} {
		err := fs.WalkDir(os.DirFS("../.."), root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && d.Name() == "testdata" {
				return cmp.Or(err, fs.SkipDir)
			}
			from := path.Clean("../" + name)
			if d.Type().IsRegular() && isLicence(d.Name()) && !strings.HasSuffix(name, ".go") && !slices.Contains(here, strings.TrimPrefix(from, "../internal/")) && !slices.Contains(here, from) {
				t.Errorf("%s is not among those that the program shows", name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v on %s", name, err, runtime.GOOS)
	}
	return string(out)
}
