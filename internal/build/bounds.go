package build

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/output"
)

// heavy tells of the files that are too large to be published. Those of static/ that no page names are told of
// by package content.
func (a files) heavy(src *content.Source) (all []diag.Diagnostic) {
	for path, p := range a {
		size, most := limits.Bytes(src.Files[path].Size), content.MostBytes(path)
		if most > 0 && size > most && len(p.places) > 0 {
			all = append(all, diag.New(path, 0, 0, "file-too-heavy", path, size.UpTo(), most.String()))
		}
	}
	slices.SortFunc(all, func(a, b diag.Diagnostic) int { return strings.Compare(a.File, b.File) })
	return all
}

// longPaths warns of files of the site, and of their sources, whose paths are too long for Windows below an ordinary
// folder, once for each source.
func longPaths(tree *output.Tree) (all []diag.Diagnostic) {
	told := make(map[string]bool)
	for _, f := range tree.Files() {
		path := f.Path
		if len(f.Source) > len(path) {
			path = f.Source
		}
		if len(path) <= limits.WindowsPath || told[f.Source] || isTooLong(f.Source) {
			continue
		}
		if n := len(utf16.Encode([]rune(path))); n > limits.WindowsPath {
			told[f.Source] = true
			all = append(all, diag.New(f.Source, 0, 0, "path-too-long", path, strconv.Itoa(n), strconv.Itoa(limits.WindowsPath)))
		}
	}
	return all
}

// isTooLong tells of sources whose names are longer than any system takes, which package content reports.
func isTooLong(source string) bool {
	return len(source) > limits.Path || len(source)-strings.LastIndexByte(source, '/')-1 > limits.PathPart
}
