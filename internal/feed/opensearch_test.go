package feed

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"
)

// description is what a browser reads of opensearch.xml.
type description struct {
	XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string
	LongName    string
	Description string
	URLs        []struct {
		Type     string `xml:"type,attr"`
		Rel      string `xml:"rel,attr"`
		Method   string `xml:"method,attr"`
		Template string `xml:"template,attr"`
	} `xml:"Url"`
	Image struct {
		Type string `xml:"type,attr"`
		URL  string `xml:",chardata"`
	}
	Language, InputEncoding, OutputEncoding string
}

func TestOpenSearch(t *testing.T) {
	long := strings.Repeat("Công đoàn viên chức ", 20)
	for _, c := range []struct {
		name, base, title, short, language string
		shortName                          string
	}{
		{"plain", "https://example.org", "Bản tin", "", "vi", "Bản tin"},
		{"below a path", "https://example.org/tin <tức>", "A & <b>", "", "en", "A & <b>"},
		{"short title", "https://example.org", "Bản tin Công đoàn Viên chức", "Bản tin CĐ", "vi", "Bản tin CĐ"},
		{"nothing short", "https://example.org", "Bản tin Công đoàn, Viên chức", "", "vi", "Bản tin Công"},
		{"16 characters", "https://example.org", "Bản tin Công đoà", "", "vi", "Bản tin Công đoà"},
		{"17 characters", "https://example.org", "Bản tin Công đoàn", "", "vi", "Bản tin Công"},
		{"a comma at the end", "https://example.org", "Công đoàn tỉnh, thành phố", "", "vi", "Công đoàn tỉnh"},
		{"long", "https://example.org", long, long, "vi", "Công đoàn viên"},
		{"one long word", "https://example.org", strings.Repeat("a", 40), "", "vi", strings.Repeat("a", 16)},
	} {
		src := source(c.base)
		src.Settings.Search, src.Settings.Title, src.Settings.ShortTitle, src.Settings.Language = true, c.title, c.short, c.language
		s, tree := build(t, src, nil)
		var d description
		if err := xml.Unmarshal([]byte(read(t, tree, "opensearch.xml")), &d); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if d.ShortName != c.shortName {
			t.Errorf("%s: ShortName %q, want %q", c.name, d.ShortName, c.shortName)
		}
		for _, text := range []struct {
			value string
			most  int
		}{{d.ShortName, 16}, {d.LongName, 48}, {d.Description, 1024}} {
			if n := utf8.RuneCountInString(text.value); n == 0 || n > text.most {
				t.Errorf("%s: %q has %d characters, at most %d are allowed", c.name, text.value, n, text.most)
			}
		}
		if len(d.URLs) != 2 || d.URLs[0].Type != "text/html" || d.URLs[0].Method != "get" || d.URLs[0].Template != s.Abs(s.SearchURL())+"?q={searchTerms}" ||
			d.URLs[1].Rel != "self" || d.URLs[1].Template != s.Abs("/opensearch.xml") {
			t.Errorf("%s: %+v", c.name, d.URLs)
		}
		if d.Image.Type != "image/svg+xml" || d.Image.URL != s.Abs("/icon.svg") || d.Language != c.language || d.InputEncoding != "UTF-8" || d.OutputEncoding != "UTF-8" {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
	_, tree := build(t, source("https://example.org"), nil)
	if _, ok := tree.Get("opensearch.xml"); ok {
		t.Error("a site without a search describes one")
	}
}
