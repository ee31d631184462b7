package content

import (
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"bantin/internal/limits"
)

// lengthOf is how long the value of a key may be, in characters.
func lengthOf(key string) int {
	switch key {
	case "title", "short_title", "short", "name", "parent", "author", "source", "time", "place", "number", "id", "kind", "topic", "unit", "units", "campaign":
		return limits.Title
	case "summary", "description":
		return limits.Summary
	case "alt", "caption", "credit", "cover_alt", "cover_caption", "cover_credit":
		return limits.Caption
	case "text", "removed":
		return limits.Prose
	}
	return limits.Line
}

// countOf is how many entries the list of a key may have.
func countOf(key string) int {
	switch key {
	case "topic", "unit", "units":
		return limits.Names
	case "aliases":
		return limits.Aliases
	case "images":
		return limits.Images
	case "attachments":
		return limits.Attachments
	case "activities":
		return limits.Activities
	case "menu":
		return limits.Menu
	}
	return limits.List
}

// bound reports what is too long or too many in the value of a key, and cuts it off: what is
// made of the rest has a size that the rest of the program is made for.
func (r *reader) bound(key string, n *node) {
	most := lengthOf(key)
	r.boundText(n, most)
	if n.shape != list {
		return
	}
	if most := countOf(key); len(n.items) > most {
		r.report(n.items[most].pos, "list-too-long", strconv.Itoa(len(n.items)), strconv.Itoa(most))
		n.items = n.items[:most]
	}
	for i := range n.items {
		item := &n.items[i]
		if item.shape == dict && len(item.fields) == 1 && item.fields[0].pos == item.pos && key == "basis" {
			item = &item.fields[0].value // a title with a colon in it, see textOf
		}
		r.boundText(item, most)
	}
}

func (r *reader) boundText(n *node, most int) {
	if n.shape != scalar || len(n.text) <= most {
		return
	}
	count := utf8.RuneCountInString(n.text)
	if count <= most {
		return
	}
	r.report(n.pos, "text-too-long", strconv.Itoa(count), strconv.Itoa(most))
	n.text = string([]rune(n.text)[:most])
}

// isYAML tells whether the file being read is settings or a vocabulary, and no text.
func (r *reader) isYAML() bool { return path.Ext(r.file) == ".yaml" }

// long reports a file of YAML, or front matter, that is too long.
func (r *reader) long(p Pos) {
	code := "front-matter-large"
	if r.isYAML() {
		code = "yaml-large"
	}
	r.reportOnce(p, code)
}

// MostBytes is how large a file of a site may be, by its path below the site folder. Pictures and
// text files, whose readers know what to say, have no limit here: 0.
func MostBytes(file string) limits.Bytes {
	ext := strings.ToLower(path.Ext(file))
	inStatic := strings.HasPrefix(file, "static/")
	switch is, ok := fileTypes[ext]; {
	case strings.HasPrefix(file, "layouts/"), inStatic && (ext == ".css" || ext == ".js"):
		return limits.Layout
	case ok && is == imageUse, !inStatic && (ext == ".md" || ext == ".yaml"):
		return 0
	case is == videoUse:
		return limits.Film
	}
	return limits.Document
}

// total reports once what the whole site has too many of.
func (l *listing) total(code string, have, most int) (more bool) {
	if have <= most {
		return false
	}
	l.tell(code, strconv.Itoa(most))
	return true
}

// tell reports what is wrong with the site as a whole, once.
func (l *listing) tell(code, most string) {
	if !l.told[code] {
		l.told[code] = true
		l.problem("", code, most)
	}
}

// count counts a file; false when there are too many of its kind, and it is passed over.
func (l *listing) count(f found) bool {
	l.counted.Files++
	if l.total("too-many-files", l.counted.Files, l.most.Files) {
		return false
	}
	if f.kind == postFile {
		l.counted.Posts++
		return !l.total("too-many-posts", l.counted.Posts, l.most.Posts)
	}
	if f.kind == otherFile && fileTypes[strings.ToLower(path.Ext(f.file))] == imageUse {
		l.counted.Pictures++
		return !l.total("too-many-pictures", l.counted.Pictures, l.most.Pictures)
	}
	return true
}

// weigh adds the size of a file, and reports one that is too large.
func (l *listing) weigh(file string, size int64) {
	if l.counted.Size += limits.Bytes(size); l.counted.Size > l.most.Size {
		l.tell("site-too-large", l.most.Size.String())
	}
	most := MostBytes(file)
	if most > 0 && limits.Bytes(size) > most && !strings.HasPrefix(file, "content/") { // of those the posts that name them are told
		l.problem(file, "file-too-heavy", file, limits.Bytes(size).UpTo(), most.String())
	}
}

// named tells whether a path is short enough to be that of a file, on any system and with what is
// added to the names of pictures; else it is reported.
func (l *listing) named(file string) bool {
	switch part := path.Base(file); {
	case len(part) > limits.PathPart:
		l.problem(file, "name-too-long", part, strconv.Itoa(len(part)), strconv.Itoa(limits.PathPart))
	case len(file) > limits.Path:
		l.problem(file, "name-too-long", file, strconv.Itoa(len(file)), strconv.Itoa(limits.Path))
	default:
		return true
	}
	return false
}
