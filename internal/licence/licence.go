// Package licence lists what is in the program and was written elsewhere, and under which terms it may be passed on.
//
// parts.txt is written by hand. texts.txt is made of the licences that lie beside the sources: after a change of
// modules run “go test ./internal/licence -update”. Both are held against what is really linked.
package licence

import (
	_ "embed"
	"strings"
)

//go:embed parts.txt
var parts string

// Texts are the licences in full. Each begins with a line “== NAME: FILE”, or several such lines where several parts
// have the same one. The first is that of the program itself.
//
//go:embed texts.txt
var Texts string

// Part is one thing that was written elsewhere.
type Part struct {
	Name string // a module's path, or what the thing is called
	SPDX string // its licence, as an SPDX expression
	Use  string // what it is good for here, in English
}

// IsModule tells whether the part is a Go module.
func (p Part) IsModule() bool { return strings.Contains(p.Name, "/") }

// Parts gives all parts: first those that are no Go modules, then the modules by path.
func Parts() []Part {
	var all []Part
	for line := range strings.Lines(parts) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(line, " | ")
		spdx, use, _ := strings.Cut(rest, " | ")
		all = append(all, Part{name, spdx, use})
	}
	return all
}
