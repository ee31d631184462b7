// Package diag holds what can be wrong with a site: one Diagnostic is one
// mistake of an editor, with its place, a stable code, a message and a cure in
// Vietnamese and English. Failures of the environment (disk, network) are Go
// errors and never come here.
//
// A diagnostic is created with its code and arguments only; the words are
// looked up in the catalogue (catalogue.go) when it is printed, so that a
// build need not know the reader's language.
package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says whether a problem stops the site.
type Severity uint8

// The two severities. Under --strict warnings count as errors.
const (
	Error Severity = iota
	Warning
)

// String gives the severity as every output format spells it.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Diagnostic is one problem at one place.
type Diagnostic struct {
	// File is the path below the site folder, with slashes; "" when the problem has no file.
	File string
	// Line and Column count from 1, columns in characters; 0 where unknown.
	Line, Column int
	// Code names the kind of problem: lower-case ASCII kebab, a key of the catalogue.
	Code string
	// Severity is that of the catalogue, unless lowered (a draft's errors are warnings).
	Severity Severity
	// Args fill the verbs of the catalogue's message and hint, in order.
	Args []string
	// Suggestion is the nearest valid name, shown as the cure instead of the catalogue's hint.
	Suggestion string
	// Excerpt is the source line as it may be shown: cut, and made harmless; filled in by List.Excerpts.
	Excerpt string
	// Caret is where in Excerpt the problem is, in characters from 0; -1 when the column is unknown.
	Caret int
}

// New makes a diagnostic with the severity of its code. Args fill the verbs of
// the message and the hint in the catalogue. It panics on a code that is not in the
// catalogue and on too few arguments: those are bugs of the caller.
func New(file string, line, column int, code string, args ...string) Diagnostic {
	e, ok := lookup(code)
	if !ok {
		panic("diag: unknown code " + code)
	}
	if len(args) < e.args {
		panic("diag: too few arguments for " + code)
	}
	return Diagnostic{File: file, Line: line, Column: column, Code: code, Severity: e.Severity, Args: args}
}

// Known tells whether New takes a code with so many arguments: whoever reads
// codes from a file may meet those of another version.
func Known(code string, args int) bool {
	e, ok := lookup(code)
	return ok && args >= e.args
}

// Suggest returns d with the nearest valid name as its cure; "" changes nothing.
func (d Diagnostic) Suggest(name string) Diagnostic {
	d.Suggestion = name
	return d
}

// List collects problems. The zero List is ready to use; it is not safe for
// concurrent use: every worker fills its own and the owner merges them.
type List struct{ all []Diagnostic }

// ListOf is a list of problems that are sorted and have their excerpts.
func ListOf(all []Diagnostic) List { return List{all} }

// Add appends problems.
func (l *List) Add(d ...Diagnostic) { l.all = append(l.all, d...) }

// Merge appends all of another list.
func (l *List) Merge(o *List) { l.all = append(l.all, o.all...) }

// All gives the problems in the order of Sort if it was called.
func (l *List) All() []Diagnostic { return l.all }

// Len is the number of problems.
func (l *List) Len() int { return len(l.all) }

// Errors counts the problems of severity Error.
func (l *List) Errors() int {
	n := 0
	for i := range l.all {
		if l.all[i].Severity == Error {
			n++
		}
	}
	return n
}

// Warnings counts the problems of severity Warning.
func (l *List) Warnings() int { return len(l.all) - l.Errors() }

// Strict turns every warning into an error.
func (l *List) Strict() {
	for i := range l.all {
		l.all[i].Severity = Error
	}
}

// AddUpTo appends a problem unless there are already as many as may be told of one file. The first error is told all
// the same: what is wrong must not pass because too much else is.
func AddUpTo(most int, all []Diagnostic, d Diagnostic) []Diagnostic {
	isError := func(d Diagnostic) bool { return d.Severity == Error }
	if len(all) >= most && (!isError(d) || slices.ContainsFunc(all, isError)) {
		return all
	}
	return append(all, d)
}

// Sort orders by file, line, column, code and arguments, and drops repeats.
func (l *List) Sort() {
	slices.SortStableFunc(l.all, compare)
	l.all = slices.CompactFunc(l.all, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Code, b.Code),
		slices.Compare(a.Args, b.Args),
	)
}
