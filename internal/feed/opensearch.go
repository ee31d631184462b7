package feed

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// What the names of OpenSearch 1.1 (draft 6) may hold at most, in characters.
const (
	maxShortName   = 16
	maxLongName    = 48
	maxDescription = 1024
)

// openSearch adds the description by which a browser offers the site's search in its own field.
func openSearch(t *output.Tree, s *site.Site) {
	if !s.Settings.Search {
		return
	}
	t.Add(output.File{Path: strings.TrimPrefix(site.OpenSearchURL, "/"), Kind: output.Data, Render: func(w *bytes.Buffer) error {
		describeSearch(w, s)
		return nil
	}})
}

func describeSearch(w *bytes.Buffer, s *site.Site) {
	set, words := s.Settings, &s.Lang.Words
	w.WriteString(xmlHead + `<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">` + "\n")
	line := func(name, text string) {
		element(w, name, text)
		w.WriteByte('\n')
	}
	line("ShortName", shortName(set.ShortTitle, set.Title))
	line("LongName", viet.Excerpt(set.Title, maxLongName))
	line("Description", viet.Excerpt(cmp.Or(lang.Fill(words.Find.Of, set.Title), set.Title), maxDescription))
	w.WriteString(`<Url type="text/html" method="get"`)
	attr(w, "template", s.Abs(s.SearchURL())+"?q={searchTerms}")
	w.WriteString("/>\n" + `<Url type="application/opensearchdescription+xml" rel="self"`)
	attr(w, "template", s.Abs(site.OpenSearchURL))
	w.WriteString("/>\n" + `<Image type="image/svg+xml" width="16" height="16">`)
	escapeText(w, s.Abs("/icon.svg"))
	w.WriteString("</Image>\n")
	line("Language", s.Lang.Code)
	line("InputEncoding", "UTF-8")
	line("OutputEncoding", "UTF-8")
	w.WriteString("</OpenSearchDescription>\n")
}

// shortName is the first of the names that is short enough, or as many words of the first as are.
func shortName(names ...string) string {
	first := ""
	for _, n := range names {
		if n != "" && utf8.RuneCountInString(n) <= maxShortName {
			return n
		}
		first = cmp.Or(first, n)
	}
	// With one word more it is cut for certain, and the mark of that needs a character.
	return strings.TrimRight(strings.TrimSuffix(viet.Excerpt(first+" +", maxShortName+1), "…"), " ,:;–-")
}
