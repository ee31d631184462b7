package check

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"bantin/internal/output"
	"bantin/internal/parallel"
)

// The limits of a sitemap and of a news sitemap (sitemaps.org/protocol.html; Google News).
const (
	maxAddresses   = 50_000
	maxSitemap     = 50 << 20
	maxAddress     = 2048
	maxNews        = 1000
	maxFeedProblem = 5 // of one file
)

// machineFiles reads feeds, sitemaps and robots.txt.
func (c *checker) machineFiles(ctx context.Context) error {
	var todo []int32
	for i := range c.files {
		f := &c.files[i]
		if f.Kind == output.Feed || f.Path == "robots.txt" || strings.HasSuffix(f.Path, ".xml") {
			todo = append(todo, int32(i))
		}
	}
	found := make([][]finding, len(todo))
	err := parallel.Each(ctx, 0, len(todo), func() func(int) error {
		var buf bytes.Buffer
		return func(i int) error {
			if err := c.render(todo[i], &buf); err != nil {
				return err
			}
			m := machine{checker: c, file: todo[i], seen: make(map[string]bool)}
			m.read(buf.Bytes())
			found[i] = m.found
			return nil
		}
	})
	for _, all := range found {
		c.findings = append(c.findings, all...)
	}
	return err
}

// machine is the reading of one feed, sitemap or robots.txt.
type machine struct {
	*checker
	file  int32
	seen  map[string]bool // ids, addresses
	found []finding
}

func (m *machine) find(code string, args ...string) {
	if len(m.found) < maxFeedProblem {
		m.found = append(m.found, finding{page: m.file, code: code, args: args})
	}
}

func (m *machine) read(data []byte) {
	switch name := m.files[m.file].Path; {
	case name == "robots.txt":
		m.robots(data)
	case strings.HasSuffix(name, ".json"):
		m.jsonFeed(data)
	default:
		m.xml(data)
	}
}

// element is an XML element with what is in it.
type element struct {
	name     xml.Name
	attrs    []xml.Attr
	text     string
	children []*element
}

// child gives the first child of a name, in the parent's name space unless another is given; nil without one.
func (e *element) child(name string, space ...string) *element {
	want := e.name.Space
	if len(space) > 0 {
		want = space[0]
	}
	for _, c := range e.children {
		if c.name.Local == name && c.name.Space == want {
			return c
		}
	}
	return nil
}

func (e *element) all(name string) (all []*element) {
	for _, c := range e.children {
		if c.name.Local == name && c.name.Space == e.name.Space {
			all = append(all, c)
		}
	}
	return all
}

// value is the text of a child, "" without one.
func (e *element) value(name string, space ...string) string {
	if c := e.child(name, space...); c != nil {
		return strings.TrimSpace(c.text)
	}
	return ""
}

func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// parseXML reads a whole document. Content of entries is kept no longer than its first bytes.
func parseXML(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &element{}
	stack := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && len(root.children) == 1 {
			return root.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: t.Name, attrs: t.Attr}
			top.children = append(top.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
}

func (m *machine) xml(data []byte) {
	if len(data) > maxSitemap { // nothing that is read by machines may be larger
		m.find("feed-limit", strconv.Itoa((len(data)+1<<20-1)>>20)+" MB", strconv.Itoa(maxSitemap>>20)+" MB")
		return
	}
	root, err := parseXML(data)
	if err != nil {
		bad := new(xml.SyntaxError)
		if !errors.As(err, &bad) && m.files[m.file].Kind == output.Asset {
			return // a static file of another encoding
		}
		m.find("feed-syntax", strconv.Itoa(bad.Line))
		return
	}
	switch root.name.Local {
	case "feed":
		m.atom(root)
	case "rss":
		m.rss(root)
	case "urlset":
		m.sitemap(root, "url")
	case "sitemapindex":
		m.sitemap(root, "sitemap")
	case "OpenSearchDescription":
		m.openSearch(root)
	default:
		if m.files[m.file].Kind != output.Asset { // a static file may be anything
			m.find("feed-value", root.name.Local, "<"+root.name.Local+">")
		}
	}
}

// The structure of JSON Feed 1.1, as far as something is asked of it.
type jsonFeed struct {
	Version *string     `json:"version"`
	Title   *string     `json:"title"`
	Home    string      `json:"home_page_url"`
	Feed    string      `json:"feed_url"`
	Items   *[]jsonItem `json:"items"`
}

type jsonItem struct {
	ID       any     `json:"id"`
	URL      string  `json:"url"`
	HTML     *string `json:"content_html"`
	Text     *string `json:"content_text"`
	Date     string  `json:"date_published"`
	Modified string  `json:"date_modified"`
	Files    []struct {
		URL  string `json:"url"`
		Type string `json:"mime_type"`
	} `json:"attachments"`
}

// jsonFeed holds a feed against jsonfeed.org/version/1.1.
func (m *machine) jsonFeed(data []byte) {
	var f jsonFeed
	if err := json.Unmarshal(data, &f); err != nil {
		line := 0
		if bad := new(json.SyntaxError); errors.As(err, &bad) {
			line = 1 + bytes.Count(data[:min(int(bad.Offset), len(data))], []byte("\n"))
		}
		m.find("feed-syntax", strconv.Itoa(line))
		return
	}
	switch {
	case f.Version == nil:
		m.find("feed-missing", "version", "feed")
	case !strings.HasPrefix(*f.Version, "https://jsonfeed.org/version/1"):
		m.find("feed-value", *f.Version, "version")
	}
	if f.Title == nil {
		m.find("feed-missing", "title", "feed")
	}
	if f.Items == nil {
		m.find("feed-missing", "items", "feed")
		return
	}
	m.optional(f.Home, "home_page_url")
	m.optional(f.Feed, "feed_url")
	for i := range *f.Items {
		m.jsonItem(&(*f.Items)[i], "items["+strconv.Itoa(i)+"]")
	}
}

func (m *machine) jsonItem(x *jsonItem, where string) {
	if id, ok := x.ID.(string); ok && id != "" {
		m.once(id)
	} else {
		m.find("feed-missing", "id", where)
	}
	if x.HTML == nil && x.Text == nil {
		m.find("feed-missing", "content_html", where)
	}
	m.optional(x.URL, where+".url")
	m.date(x.Date, rfc3339, where+".date_published", false)
	m.date(x.Modified, rfc3339, where+".date_modified", false)
	for _, f := range x.Files {
		m.optional(f.URL, where+".attachments.url")
		if f.URL == "" || f.Type == "" {
			m.find("feed-missing", "url, mime_type", where+".attachments")
		}
	}
}
