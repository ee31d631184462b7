package check

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/site"
)

// Input is a finished site with what is known of it.
type Input struct {
	Tree *output.Tree
	Site *site.Site
	// Pictures are the sizes of pictures and their variants by source file, as pages were made with them.
	Pictures map[string]media.Picture
	// Files is the site folder: texts are looked up in it for the place of a problem.
	Files fs.FS
	// Known are the problems that a build has found: what they say is not said again.
	Known []diag.Diagnostic
	// Progress, if not nil, is kept up to date while pages are read.
	Progress *parallel.Progress
}

// Run reads all pages and feeds of a finished site, each once, and tells what is wrong with them and with
// the texts that they were made of. The list is in no order. The error is that of a page that cannot be rendered, or of ctx.
func Run(ctx context.Context, in Input) (diag.List, error) {
	c := newChecker(in)
	if err := c.readPages(ctx); err != nil {
		return diag.List{}, err
	}
	if err := c.readFiles(ctx); err != nil {
		return diag.List{}, err
	}
	c.anchors()
	c.orphans()
	c.heads()
	c.pictures()
	c.weights()
	if err := c.machineFiles(ctx); err != nil {
		return diag.List{}, err
	}
	l := c.report()
	if set := in.Site.Settings; !strings.HasPrefix(set.BaseURL, "https://") {
		pos, _ := c.sources.find(content.SiteFile, set.BaseURL) // not there when another was chosen
		l.Add(diag.New(content.SiteFile, int(pos.Line), int(pos.Column), "base-url-http", set.BaseURL+"/"))
	}
	more := Texts(in.Site, in.Files, in.Known)
	l.Merge(&more)
	return l, nil
}

// checker is the work on one site.
type checker struct {
	Input
	files []output.File
	index map[string]int32 // path to place in files
	pages []int32          // places of those that are read as pages
	facts []facts          // of all files, by place
	// linked has what pages lead to: a bit for each place.
	linked   bits
	distant  []distant
	measured map[int32]measure
	findings []finding
	sources  *sources
}

// facts are what is kept of a page when it has been read.
type facts struct {
	title       string // of the page, as in title
	shared      string // og:title
	description string
	noindex     bool
	listed      bool     // search engines and networks may show it
	ids         []uint64 // digests of its ids and names, sorted
	size        int
	styles      []int32 // files of CSS, scripts and pictures that it loads
	scripts     []int32
	eager, lazy []int32
	image       preview
}

// preview is the picture that a page offers to networks.
type preview struct {
	raw                 string // og:image; "" when there is none, or it cannot be one
	file                int32
	width, height, kind string // as the page says
}

// finding is a problem of a page. The page's address is the last argument of its message.
type finding struct {
	page int32
	code string
	// raw is the value of the attribute that is wrong, by which its place is looked for; "" for none.
	raw  string
	args []string
	// softer says that it is a warning whatever the catalogue says, harder that it is an error.
	softer, harder bool
}

// distant is a link to an anchor of another page.
type distant struct {
	page, file int32
	anchor     uint64
	raw        string
}

func newChecker(in Input) *checker {
	c := &checker{Input: in, files: in.Tree.Files()}
	c.index = make(map[string]int32, len(c.files))
	for i := range c.files {
		f := &c.files[i]
		c.index[f.Path] = int32(i)
		if isPage(f) {
			c.pages = append(c.pages, int32(i))
		}
	}
	c.facts = make([]facts, len(c.files))
	c.linked = newBits(len(c.files))
	c.sources = newSources(c)
	return c
}

// isPage tells the files that are read as pages: static ones too.
func isPage(f *output.File) bool {
	return f.Kind == output.Page || f.Kind == output.Redirect || strings.HasSuffix(f.Path, ".html") || strings.HasSuffix(f.Path, ".htm")
}

// readPages renders and reads all pages, several at once, and forgets each.
func (c *checker) readPages(ctx context.Context) error {
	if c.Progress != nil {
		c.Progress.Total.Store(int64(len(c.pages)))
	}
	workers := make(chan *worker, 256) // more than machines have processors
	err := parallel.Each(ctx, 0, len(c.pages), func() func(int) error {
		w := &worker{checker: c, known: make(map[string]dest), linked: newBits(len(c.files))}
		workers <- w
		return func(i int) error {
			if c.Progress != nil {
				c.Progress.Done.Add(1)
			}
			return w.read(c.pages[i])
		}
	})
	close(workers)
	for w := range workers {
		c.linked.add(w.linked)
		c.distant = append(c.distant, w.distant...)
		c.findings = append(c.findings, w.findings...)
	}
	return err
}

// find notes a problem of a page.
func (c *checker) find(f finding) { c.findings = append(c.findings, f) }

// address is where a reader finds a file, from the site's root.
func address(p string) string {
	if p == "index.html" {
		return "/"
	}
	if dir, ok := strings.CutSuffix(p, "/index.html"); ok {
		return "/" + dir + "/"
	}
	return "/" + p
}

// address is that of a page.
func (c *checker) address(page int32) string { return address(c.files[page].Path) }

// at gives the place of what lies at a path from the site's root, with or without the slash at its end.
func (c *checker) at(p string) (int32, bool) {
	slash := strings.HasSuffix(p, "/")
	p = strings.TrimPrefix(path.Clean("/"+p), "/")
	if !slash && p != "" {
		if i, ok := c.index[p]; ok {
			return i, true
		}
	}
	if p != "" {
		p += "/"
	}
	i, ok := c.index[p+"index.html"]
	return i, ok
}

// render gives the bytes of a file.
func (c *checker) render(i int32, buf *bytes.Buffer) error {
	buf.Reset()
	return c.files[i].Render(buf)
}

// bits is a set of places.
type bits []uint64

func newBits(n int) bits        { return make(bits, (n+63)/64) }
func (b bits) set(i int32)      { b[i/64] |= 1 << (i % 64) }
func (b bits) has(i int32) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bits) add(other bits) {
	for i := range b {
		b[i] |= other[i]
	}
}
