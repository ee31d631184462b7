package content

import (
	_ "embed"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// AbbreviationsFile is where a site's own abbreviations are, below the site folder.
const AbbreviationsFile = "content/abbreviations.yaml"

// The abbreviations that every site has, by its language.
var (
	//go:embed abbreviations.yaml
	defaultAbbreviations []byte
	//go:embed abbreviations.en.yaml
	defaultAbbreviationsEN []byte
)

// Abbreviation is a short form that texts and readers use, and what it stands for:
// whoever searches for one finds the other, too.
type Abbreviation struct {
	// Short is as it is written: "CĐCS", "GD&ĐT". Long has at least one letter, as Short has.
	Short, Long string
}

// readAbbreviations reads abbreviations.yaml over those that are built in.
func (l *listing) readAbbreviations(r *reader, fsys fs.FS, s *Source) error {
	r.begin(AbbreviationsFile)
	builtIn := defaultAbbreviations
	if s.Settings.Language == "en" {
		builtIn = defaultAbbreviationsEN
	}
	s.Abbreviations = r.abbreviations(builtIn, nil)
	if l.abbreviations == nil {
		return nil
	}
	src, err := r.readFile(fsys, *l.abbreviations)
	if err != nil {
		return err
	}
	if src != nil {
		s.Abbreviations = r.abbreviations(src, s.Abbreviations)
	}
	s.Problems.Add(r.problem...)
	return nil
}

// abbreviations reads a file over a list: an entry takes the place of those of its short form, one
// with nothing after it takes them away.
func (r *reader) abbreviations(src []byte, known []Abbreviation) []Abbreviation {
	root := r.parseYAMLFile(src)
	if root == nil {
		return known
	}
	has, own := make(map[string]bool), make(map[string]bool)
	for _, a := range known {
		has[viet.NameKey(a.Short)] = true
	}
	var all []Abbreviation
	seen := make(map[string]string)
	for i := range root.fields {
		f := &root.fields[i]
		short := strings.Join(strings.Fields(viet.NFC(f.key)), " ")
		if !isTerm(short, limits.Abbreviation) {
			r.report(f.pos, "bad-abbreviation", f.key)
			continue
		}
		key := viet.NameKey(short)
		if other, twice := seen[key]; twice {
			r.report(f.pos, "abbreviation-twice", short, other)
			continue
		}
		seen[key] = short
		if f.value.shape == absent && !has[key] {
			cure, _ := viet.Nearest(short, shortForms(known))
			r.suggest(f.pos, "abbreviation-nothing", cure, short)
		}
		own[key] = true
		r.bound(AbbreviationsFile, &f.value)
		all = append(all, r.longForms(short, &f.value)...)
	}
	rest := slices.DeleteFunc(slices.Clone(known), func(a Abbreviation) bool { return own[viet.NameKey(a.Short)] })
	return append(rest, all...)
}

// longForms reads what an abbreviation stands for: one text or several.
func (r *reader) longForms(short string, n *node) (all []Abbreviation) {
	if n.shape == absent {
		return nil
	}
	r.texts(n, func(long Name) {
		if !isTerm(long.Text, limits.LongForm) || viet.NameKey(long.Text) == viet.NameKey(short) {
			r.report(long.Pos, "abbreviation-long", short, long.Text)
			return
		}
		all = append(all, Abbreviation{short, long.Text})
	})
	return all
}

// isTerm tells whether s can be searched for: it has a letter, and no more than some characters.
func isTerm(s string, most int) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && controlAt(s) < 0 && utf8.RuneCountInString(s) <= most
}

func shortForms(all []Abbreviation) []string {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.Short
	}
	return names
}
