package site

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
)

// reportUnused warns of pictures below content/ that no page names: most are
// forgotten. Beside files with errors of their own, which may name anything, and posts that were
// taken down, which may still have their pictures, all are passed over.
func (b *builder) reportUnused() {
	var pictures []string
	for name := range b.src.Files {
		if strings.HasPrefix(name, "content/") && fileType(name) == imageFile {
			pictures = append(pictures, name)
		}
	}
	if len(pictures) == 0 {
		return
	}
	used := make(map[string]bool, len(pictures))
	quiet := make(map[string]bool) // folders
	for i := range b.docs {
		d := &b.docs[i]
		for _, f := range d.files {
			used[f.Source] = true
		}
		if d.removed() || d.post != nil && d.post.failed { // a name that was written wrongly
			quiet[d.dir] = true
		}
	}
	for _, f := range b.s.Files { // those of site.yaml
		used[f.Source] = true
	}
	for file := range b.spoilt {
		quiet[path.Dir(file)] = true
	}
	slices.Sort(pictures)
	for _, name := range pictures {
		if !used[name] && !quiet[path.Dir(name)] {
			b.problems.Add(diag.New(name, 0, 0, "unused-picture", name))
		}
	}
}
