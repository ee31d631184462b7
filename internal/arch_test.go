// Package internal holds no code of its own: this test keeps the house in the
// order that README.md beside it describes.
package internal

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

type goPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "bantin/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// levels reads the table of README.md: package to level.
func levels(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| (\\d+) \\| `([a-z/]+)` \\|").FindAllStringSubmatch(string(text), -1)
	if len(rows) < 10 {
		t.Fatalf("README.md: the import table has %d rows", len(rows))
	}
	m := make(map[string]int)
	for _, r := range rows {
		name := "bantin/internal/" + r[2]
		if strings.HasPrefix(r[2], "cmd/") {
			name = "bantin/" + r[2]
		}
		m[name], _ = strconv.Atoi(r[1])
	}
	// They hold files to embed and nothing else.
	m["bantin/layouts"], m["bantin/static"] = 0, 0
	return m
}

func TestImportsGoDown(t *testing.T) {
	level := levels(t)
	seen := make(map[string]bool)
	for _, p := range listPackages(t) {
		if p.ImportPath == "bantin/internal" {
			continue
		}
		seen[p.ImportPath] = true
		own, ok := level[p.ImportPath]
		if !ok {
			t.Errorf("%s has no row in internal/README.md", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, "bantin/") {
				continue
			}
			if l, ok := level[imp]; !ok || l >= own {
				t.Errorf("%s (level %d) imports %s (level %d)", p.ImportPath, own, imp, l)
			}
		}
	}
	for name := range level {
		if !seen[name] {
			t.Errorf("internal/README.md has a row for %s, which does not exist", name)
		}
	}
}

func TestOSPathsStayOutside(t *testing.T) {
	may := []string{"bantin/cmd/bantin", "bantin/internal/build", "bantin/internal/output", "bantin/internal/printer", "bantin/internal/publish", "bantin/internal/watch"}
	for _, p := range listPackages(t) {
		if slices.Contains(p.Imports, "path/filepath") && !slices.Contains(may, p.ImportPath) {
			t.Errorf("%s imports path/filepath: paths inside the program are slash paths", p.ImportPath)
		}
	}
}

func TestEveryModuleHasItsReason(t *testing.T) {
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+(.*)$`)
	n := 0
	for _, m := range direct.FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[2], "// indirect") {
			continue
		}
		n++
		if !strings.Contains(m[2], "// ") {
			t.Errorf("go.mod: %s has no reason beside it", m[1])
		}
	}
	if n == 0 {
		t.Error("go.mod: no direct requirement found")
	}
}

func TestTopLevel(t *testing.T) {
	allowed := []string{"cmd", "content", "layouts", "static", "internal", "go.mod", "go.sum", "README.md", "LICENSE", "public"}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("the top level holds %s", e.Name())
		}
	}
}
