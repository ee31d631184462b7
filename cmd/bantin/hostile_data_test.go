package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/viet"
)

// auditData looks at a finished file that is no page.
func auditData(t *testing.T, name string, data []byte) {
	t.Helper()
	base := path.Base(name)
	switch {
	case base == "_headers", base == "_redirects", base == ".htaccess":
		auditOrders(t, name, data)
	case strings.HasSuffix(base, ".xml") && !strings.HasPrefix(name, "2021/"):
		auditXML(t, name, data)
	case base == "feed.json":
		var feed struct {
			Items []struct {
				URL  string `json:"url"`
				Text string `json:"content_html"`
			}
		}
		if err := json.Unmarshal(data, &feed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, item := range feed.Items {
			auditText(t, name+" "+item.URL, item.Text)
		}
	case strings.HasSuffix(base, ".json"):
		if !json.Valid(data) {
			t.Errorf("%s is no JSON", name)
		}
	case base == "data.csv":
		auditCSV(t, name, data)
	case base == "data.xlsx":
		auditWorkbook(t, name, data)
	case strings.HasSuffix(base, ".svg"):
		auditDrawing(t, name, data)
	}
}

// auditXML wants a feed or sitemap that every reader takes, with texts that are no more than texts.
func auditXML(t *testing.T, name string, data []byte) {
	t.Helper()
	if bytes.Contains(data, []byte("<!")) || bytes.Count(data, []byte("<?")) != 1 {
		t.Errorf("%s: CDATA, a document type or an order", name)
	}
	if i := bytes.IndexFunc(data, func(r rune) bool { return turns(r) || r < ' ' && r != '\n' && r != '\t' || r == 0xFFFD }); i >= 0 {
		t.Errorf("%s: hidden characters: %q", name, data[max(0, i-80):min(len(data), i+40)])
	}
	var text strings.Builder
	inside := false
	for reader := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			inside = x.Name.Local == "content" || x.Name.Local == "encoded"
			text.Reset()
			for _, a := range x.Attr {
				if (a.Name.Local == "href" || a.Name.Local == "url") && !strings.HasPrefix(a.Value, hostileBase+"/") {
					t.Errorf("%s: %s leads to %s", name, x.Name.Local, a.Value)
				}
				if a.Name.Local == "type" && a.Value == "xhtml" {
					t.Errorf("%s: markup that is not text", name)
				}
			}
		case xml.CharData:
			text.Write(x)
		case xml.EndElement:
			if s := text.String(); inside {
				auditText(t, name, s)
			} else if n := x.Name.Local; (n == "loc" || n == "link" || n == "guid") && s != "" && !strings.HasPrefix(s, hostileBase+"/") {
				t.Errorf("%s: %s leads to %s", name, n, s)
			}
			inside = false
			text.Reset()
		}
	}
}

// isFormula tells whether a spreadsheet would reckon with the text of a cell.
func isFormula(s string) bool {
	s = strings.TrimLeft(s, " \u00a0\u3000\u200b\ufeff\t\r\n")
	return s != "" && strings.ContainsRune("=+-@＝＋－＠|", []rune(s)[0])
}

// auditCSV wants no formula in any cell, not even where a program takes commas or tabs for the bounds of cells.
func auditCSV(t *testing.T, name string, data []byte) {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if isFormula(cell) || strings.ContainsFunc(cell, func(r rune) bool { return r < ' ' || turns(r) }) {
				t.Errorf("%s: a formula: %q", name, cell)
			}
			for i, part := range strings.Split(cell, ",") {
				if i > 0 && isFormula(strings.TrimLeft(part, "\"")) {
					t.Errorf("%s: a formula behind a comma: %q", name, cell)
				}
			}
		}
	}
}

// auditWorkbook wants a workbook without formulas, programs, and links to anywhere but the site.
func auditWorkbook(t *testing.T, name string, data []byte) {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, f := range book.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		if bad := regexp.MustCompile(`(?i)<f[ >/]|vba|macro|ddeLink|externalLink|oleObject|<xcalcf|HYPERLINK &quot;`).Find(text); bad != nil && !strings.HasSuffix(f.Name, "sharedStrings.xml") {
			t.Errorf("%s: %s: %s", name, f.Name, bad)
		}
		for _, m := range regexp.MustCompile(`Target="([^"]*)" TargetMode="External"`).FindAllSubmatch(text, -1) {
			if !bytes.HasPrefix(m[1], []byte(hostileBase+"/")) {
				t.Errorf("%s: leads to %s", name, m[1])
			}
		}
		for reader := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := reader.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %s: %v", name, f.Name, err)
				break
			}
		}
	}
}

// auditDrawing wants a drawing that does nothing, also where it is opened by itself.
func auditDrawing(t *testing.T, name string, data []byte) {
	t.Helper()
	if name == "icon.svg" {
		return // ours
	}
	for reader := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := reader.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch x := token.(type) {
		case xml.Directive, xml.ProcInst:
			t.Errorf("%s: %v", name, x)
		case xml.StartElement:
			if x.Name.Space != "http://www.w3.org/2000/svg" || slices.Contains([]string{"script", "foreignObject", "iframe", "handler", "listener"}, x.Name.Local) {
				t.Errorf("%s: %v", name, x.Name)
			}
			for _, a := range x.Attr {
				if v := strings.ToLower(a.Value); a.Name.Local == "attributeName" && (strings.HasPrefix(v, "on") || strings.HasSuffix(v, "href")) {
					t.Errorf("%s: animates %s", name, v)
				}
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || a.Name.Local == "base" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") || strings.Contains(a.Value, "//") && !strings.HasPrefix(a.Name.Local, "xmlns") && a.Name.Space != "xmlns" {
					t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
				}
			}
		}
	}
}

// orders are the forms of all lines that a host may find in its files.
var orders = map[string]string{
	"_headers":   `#.*|/\S*|  [A-Z][A-Za-z-]+: [^\r\n]*|  #.*`,
	"_redirects": `#.*|/tin/[!-~]+ /tin/[!-~]+ 301!`,
	".htaccess":  `#.*|</?(IfModule|Files|FilesMatch)\b[^\r\n]*>|(ErrorDocument 404|AddDefaultCharset|AddType|ForceType|Header|SetEnvIf) [^\r\n]*|RedirectMatch 301 "\^/tin/([^"\\]|\\.)*\$" "/tin/[^"\s]*"`,
}

// auditOrders wants only lines of known forms, and nothing that stands for something else where a name was given.
func auditOrders(t *testing.T, name string, data []byte) {
	t.Helper()
	form := regexp.MustCompile(`^(?:` + orders[name] + `)$`)
	redirects := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && !form.MatchString(line) {
			t.Errorf("%s: %q", name, line)
		}
		if !strings.HasPrefix(line, "#") && strings.Contains(line, "/cu-") {
			redirects++
			if name == "_redirects" && strings.ContainsAny(line, "*:") {
				t.Errorf("%s: a pattern: %s", name, line)
			}
		}
		if strings.Contains(line, "${") || strings.Contains(line, "evil") && strings.Contains(line, "://evil") {
			t.Errorf("%s: %s", name, line)
		}
	}
	if name != "_headers" && redirects < 8 {
		t.Errorf("%s: %d redirects", name, redirects)
	}
}

// shown is a text as it is to be seen: composed, on one line, without hidden characters.
func shownText(s string) string {
	s = strings.Map(func(r rune) rune {
		if turns(r) || strings.ContainsRune("\u00ad\u200b\u2060\ufeff", r) || 0xE0001 <= r && r <= 0xE007F ||
			0xE0100 <= r && r <= 0xE01EF || strings.ContainsRune("\u034f\u115f\u180e\u3164\ufff9", r) {
			return -1
		}
		return r
	}, viet.NFC(s))
	return strings.TrimSpace(s)
}

// wordsOf is the text of the first element of a page that is looked for.
func wordsOf(doc *html.Node, is func(*html.Node) bool) (string, bool) {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			var b strings.Builder
			for c := range n.Descendants() {
				if c.Type == html.TextNode {
					b.WriteString(c.Data)
				}
			}
			return b.String(), true
		}
	}
	return "", false
}

// auditWords wants a text of an attempt to be seen as it was written, and to be told to machines so, too.
func auditWords(t *testing.T, a attempt, name string, doc *html.Node) {
	t.Helper()
	want := shownText(a.text)
	if got, _ := wordsOf(doc, func(n *html.Node) bool { return n.Data == "h1" }); got != want {
		t.Errorf("%s: the heading is %q, want %q", name, got, want)
	}
	if got, _ := wordsOf(doc, func(n *html.Node) bool { return n.Data == "title" }); !strings.HasPrefix(got, want+" | ") {
		t.Errorf("%s: the title is %q, want %q", name, got, want)
	}
	ld, _ := wordsOf(doc, func(n *html.Node) bool { return attribute(n, "type") == "application/ld+json" })
	var graph struct {
		Graph []struct {
			Headline string
			Author   struct{ Name string }
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(ld), &graph); err != nil || len(graph.Graph) == 0 || graph.Graph[0].Headline != want || graph.Graph[0].Author.Name != want {
		t.Errorf("%s: machines read %+v, %v", name, graph, err)
	}
	for n := range doc.Descendants() {
		if n.Data == "meta" && attribute(n, "property") == "og:title" && attribute(n, "content") != want {
			t.Errorf("%s: networks read %q", name, attribute(n, "content"))
		}
		if href := attribute(n, "href"); n.Data == "a" && strings.HasPrefix(href, "mailto:?") {
			auditMail(t, name, href, want)
		}
	}
}

// auditMail wants a mail with a subject and a text, to nobody.
func auditMail(t *testing.T, name, address, subject string) {
	t.Helper()
	q, err := url.ParseQuery(strings.ReplaceAll(strings.TrimPrefix(address, "mailto:?"), "+", "%2B"))
	if err != nil || len(q) != 2 || q.Get("subject") != subject || !strings.HasPrefix(q.Get("body"), hostileBase+"/") || strings.ContainsAny(address, "#\"<> ") {
		t.Errorf("%s: a mail %s: %v", name, address, err)
	}
}
