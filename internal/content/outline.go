package content

import (
	"bytes"

	"bantin/internal/diag"
)

// Role says what a file of a site folder is, by its place.
type Role string

// The roles; NoRole is that of a file that holds nothing to be read.
const (
	NoRole         Role = ""
	PostRole       Role = "post"
	TopicRole      Role = "topic"
	UnitRole       Role = "unit"
	CampaignRole   Role = "campaign"
	PageRole       Role = "page"
	SettingsRole   Role = "site"
	VocabularyRole Role = "activities"
	CalendarRole   Role = "calendar"
	// AbbreviationsRole is that of a map whose keys are the site's own.
	AbbreviationsRole Role = "abbreviations"
)

// RoleOf tells what a file is by its path below the site folder (NFC).
func RoleOf(file string) Role {
	switch file {
	case SiteFile:
		return SettingsRole
	case VocabularyFile:
		return VocabularyRole
	case CalendarFile:
		return CalendarRole
	case AbbreviationsFile:
		return AbbreviationsRole
	}
	return [...]Role{NoRole, PostRole, TopicRole, UnitRole, CampaignRole, PageRole}[kindOf(file)]
}

// Leaf is a text, a number or a date of front matter, where it stands.
type Leaf struct {
	// Path are the keys that lead to it, from the top; "" for each list on the way.
	Path []string
	// Text is the value as it was written, in NFC; escapes are decoded.
	Text string
	// Quoted is true for text in quotes or in a block, which is never a number or a date of its own.
	Quoted bool
	// Key is true for a key of a map. Its Path is that of its value.
	Key bool
	// Joined is true for "- Nghị quyết: số 8": an entry that is text, and that YAML takes for a map.
	Joined bool
	// At is the offset of its first byte in Outline.Text.
	At int
}

// Outline is what stands where in one file, for those who change no more of it than they must.
type Outline struct {
	// Text is the file as it is read: NFC, LF only, without a BOM.
	Text []byte
	// Syntax is "yaml", "toml" or "json".
	Syntax string
	// Start and End are the bounds of the front matter in Text, without its fence; of a YAML file, the whole.
	Start, End int
	// Body is where the Markdown begins; the end of Text for files without.
	Body int
	// Leaves are those of the front matter, keys included, in the order of the file.
	Leaves []Leaf
}

// ReadOutline reads one file for its places. inLine tells whether a list at a path
// holds texts, so that an entry with a colon is one. A file that cannot be read has no outline, and
// problems that say why; others have problems only with their values, and those are left to Load.
func ReadOutline(file string, src []byte, inLine func(path []string) bool) (*Outline, []diag.Diagnostic) {
	r := newReader(&Settings{}, nil, nil)
	r.begin(file)
	text := r.plain(bytes.Clone(src))
	if text == nil {
		return nil, r.problem
	}
	o := &Outline{Text: text, Syntax: "yaml", End: len(text), Body: len(text)}
	var root *node
	line := 1
	switch RoleOf(file) {
	case SettingsRole, VocabularyRole, AbbreviationsRole:
		root = r.parseYAMLFile(text)
		o.Start, o.End = yamlBounds(text)
	case CalendarRole:
		root = r.parseYAMLList(text)
		o.Start, o.End = yamlBounds(text)
	default:
		m, ok := r.split(text)
		if !ok {
			return nil, r.problem
		}
		root, line = r.parse(m), m.line
		o.Syntax = [...]string{"yaml", "toml", "json"}[m.syntax]
		o.Body = len(text) - len(m.body)
		o.Start = offsetOf(text, Pos{int32(line), 1})
		if m.syntax == jsonSyntax {
			o.Start = bytes.Index(text, m.block)
		}
		o.End = o.Start + len(m.block)
	}
	if root == nil {
		return nil, r.problem
	}
	w := leafWalk{out: o, at: newOffsets(text), inLine: inLine}
	w.visit(nil, root)
	return o, nil
}

// yamlBounds gives the bounds of a YAML file's text between the marks around it.
func yamlBounds(text []byte) (start, end int) {
	block := yamlFile(text)
	if end = len(block); !bytes.Equal(block, text[:end]) {
		for start < end && text[start] == block[start] {
			start++
		}
		start = min(lineEnd(text, start)+1, end)
	}
	return start, end
}

// leafWalk collects the leaves of a tree.
type leafWalk struct {
	out    *Outline
	at     *offsets
	inLine func(path []string) bool
}

func (w *leafWalk) visit(path []string, n *node) {
	path = path[:len(path):len(path)]
	switch n.shape {
	case scalar:
		w.add(Leaf{Path: path, Text: n.text, Quoted: n.quoted, At: w.at.of(n.pos)})
	case list:
		path = append(path, "")
		for i := range n.items {
			item := &n.items[i]
			if item.shape == dict && w.inLine != nil && w.inLine(path) {
				if text, ok := textOf(item); ok {
					w.add(Leaf{Path: path, Text: text, Joined: true, At: w.at.of(item.pos)})
					continue
				}
			}
			w.visit(path, item)
		}
	case dict:
		for i := range n.fields {
			f := &n.fields[i]
			below := append(path, f.key)
			w.add(Leaf{Path: below, Text: f.key, Key: true, At: w.at.of(f.pos)})
			w.visit(below, &f.value)
		}
	}
}

func (w *leafWalk) add(l Leaf) { w.out.Leaves = append(w.out.Leaves, l) }

// offsets turns lines and columns into byte offsets.
type offsets struct {
	src    []byte
	starts []int // of the lines
}

func newOffsets(src []byte) *offsets {
	o := &offsets{src: src, starts: []int{0}}
	for i, c := range src {
		if c == '\n' {
			o.starts = append(o.starts, i+1)
		}
	}
	return o
}

// of gives the offset of a place, the end of the text for one behind it.
func (o *offsets) of(p Pos) int {
	if int(p.Line) > len(o.starts) {
		return len(o.src)
	}
	at := o.starts[max(p.Line, 1)-1]
	for col := int32(1); col < p.Column && at < len(o.src) && o.src[at] != '\n'; col++ {
		at++
		for at < len(o.src) && o.src[at]&0xC0 == 0x80 {
			at++
		}
	}
	return at
}

func offsetOf(src []byte, p Pos) int { return newOffsets(src).of(p) }

// QuoteColons gives YAML with single quotes around the plain texts that hold a colon, or
// begin with a mark that YAML keeps for itself: what a reader of YAML that knows nothing of the
// rules of this package takes them for. block is the front matter of an Outline. The result is block
// itself when nothing is to be quoted.
func QuoteColons(block []byte) []byte {
	if plain := plainBreaks(block); !bytes.Equal(plain, block) {
		return block // quotes would not stand where they belong
	}
	r := newReader(&Settings{}, nil, nil)
	lines := yamlLines{r: r, src: block, first: 1}
	if fixed, ok := lines.scan(); ok {
		return fixed
	}
	return block
}
