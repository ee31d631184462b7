// Package kit makes share kits: what whoever posts a link to a post on Facebook or Zalo needs, ready to be copied. A kit lies beside
// the page of its post:
//
//	kit.json             captions, hashtags, and where the pictures are
//	qr.svg, qr.png       the address as a QR code, to print and to send
//	square.1a2b3c4d.jpg  the square card, to be posted as a picture (.png for one without a picture)
//
// Which posts have one site decides (site.Post.Kit): the newest, as many as share_kit of site.yaml says. A Maker makes that of any
// other post too, for the preview.
package kit

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"strings"

	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/render"
	"bantin/internal/site"
)

// Kit is what kit.json says. All addresses are whole.
type Kit struct {
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Captions Captions `json:"captions"`
	// Hashtags are those of topics, units and campaign: "#HienMauTinhNguyen".
	Hashtags []string `json:"hashtags"`
	// Card is the picture that networks show with the link, Square the card to be posted as a picture; nil where there is none.
	Card   *Picture `json:"card"`
	Square *Picture `json:"square"`
	// QR is nil for an address that is longer than any code can hold.
	QR *QR `json:"qr"`
}

// Captions are the texts to post with the link, by network.
type Captions struct {
	Facebook Caption `json:"facebook"`
	Zalo     Caption `json:"zalo"`
}

// Caption is a text in two lengths. Lines end with "\n"; the last one has no end.
type Caption struct {
	Short string `json:"short"`
	Long  string `json:"long"`
}

// Picture is a picture to be shared.
type Picture struct {
	URL    string      `json:"url"`
	Type   string      `json:"type"` // "image/jpeg" or "image/png"
	Width  json.Number `json:"width"`
	Height json.Number `json:"height"`
	Alt    string      `json:"alt"`
}

// QR are the files of the address as a QR code.
type QR struct {
	SVG string `json:"svg"`
	PNG string `json:"png"`
}

// Maker makes the kits of a site. It is safe for concurrent use.
type Maker struct {
	s      *site.Site
	shares *render.Shares
	base   string // of all addresses
	host   string // that cards name
	qr     *media.QR
}

// New gives a Maker for a site whose pages have been made.
func New(s *site.Site, shares *render.Shares) *Maker {
	return &Maker{s: s, shares: shares, base: s.Settings.BaseURL, host: s.Settings.Host, qr: new(media.QR)}
}

// Published gives a Maker that names the addresses by which readers will know the posts, by the base_url of site.yaml,
// where the site is shown at another one.
func (m *Maker) Published() *Maker {
	other := *m
	other.base, other.host = m.s.Settings.Declared.URL, m.s.Settings.Declared.Host
	return &other
}

// abs is the whole address of what is at an address of the site.
func (m *Maker) abs(u string) string {
	return m.base + strings.TrimPrefix(m.s.Abs(u), m.s.Settings.BaseURL)
}

// Add adds the files of all kits of the site to a tree.
func (m *Maker) Add(t *output.Tree) {
	for _, p := range m.s.Posts {
		if p.Kit {
			for _, f := range m.Files(p) {
				t.Add(f)
			}
		}
	}
}

// Files are those of a post's kit, whether or not the site has them. An address that is longer than any QR code can hold has none.
func (m *Maker) Files(p *site.Post) []output.File {
	address := m.abs(p.URL)
	code := func(name string, write func(*bytes.Buffer, string) error) output.File {
		return output.File{
			Path: p.URL[1:] + name, Kind: output.Asset, Source: p.File,
			Key:    sha256.Sum256([]byte(media.QRVersion + name + address)),
			Render: func(w *bytes.Buffer) error { return write(w, address) },
		}
	}
	all := []output.File{
		{Path: p.URL[1:] + site.KitFile, Kind: output.Data, Source: p.File, Render: func(w *bytes.Buffer) error { return m.write(w, p) }},
	}
	if len(address) <= media.MaxQR {
		all = append(all, code(site.QRFile, m.qr.WriteSVG), code(site.QRPicture, m.qr.WritePNG))
	}
	if _, f, ok := m.shares.Square(p, m.host); ok {
		all = append(all, f)
	}
	return all
}

// Card is the file of the picture that networks show with the link to a post; false where that is none of its own.
func (m *Maker) Card(p *site.Post) (output.File, bool) {
	_, f, ok := m.shares.Card(p, m.host)
	return f, ok && f.Path != ""
}

// Kit is that of a post.
func (m *Maker) Kit(p *site.Post) *Kit {
	address := m.abs(p.URL)
	k := &Kit{URL: address, Title: p.Title, Hashtags: hashtags(p)}
	if len(address) <= media.MaxQR {
		k.QR = &QR{SVG: m.abs(p.URL + site.QRFile), PNG: m.abs(p.URL + site.QRPicture)}
	}
	k.Captions = m.captions(p, k)
	if v, _, ok := m.shares.Card(p, m.host); ok {
		k.Card = m.picture(v)
	}
	if v, _, ok := m.shares.Square(p, m.host); ok {
		k.Square = m.picture(v)
	}
	return k
}

func (m *Maker) picture(v render.Shown) *Picture {
	address := m.base + strings.TrimPrefix(v.Address, m.s.Settings.BaseURL)
	return &Picture{URL: address, Type: v.Type, Width: json.Number(v.Width), Height: json.Number(v.Height), Alt: v.Alt}
}

// write writes kit.json.
func (m *Maker) write(w *bytes.Buffer, p *site.Post) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m.Kit(p))
}
