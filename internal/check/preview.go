package check

import (
	"bytes"
	"context"
	"encoding/binary"
	"strconv"
	"strings"

	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/parallel"
)

// The limits of pictures in previews: Facebook shows none that is heavier than 8 MB or smaller than 200 × 200, and
// a small square of one below 600 × 315. WhatsApp shows none above 600 KB, in practice often none above 300 KB.
const (
	maxPicture    = 600 << 10
	wantedPicture = 300 << 10
	leastPicture  = 200
	wantedWidth   = 600
	wantedHeight  = 315
)

// checkImageAddress looks at the address of the picture for previews.
func (w *worker) checkImageAddress() {
	h := &w.head
	raw := h.tags[ogImage].value
	if raw == "" {
		return
	}
	base := w.Site.Settings.BaseURL
	if scheme, _ := cutScheme(raw); scheme != "http" && scheme != "https" || !strings.HasPrefix(raw, base+"/") {
		w.find("preview-picture-address", raw, raw, base+"/")
		return
	}
	d := w.resolve([]byte(raw)) // no & needs decoding: the value is decoded
	if d.file < 0 || w.files[d.file].Kind == output.Redirect || w.files[d.file].Kind == output.Page {
		w.find("preview-picture-missing", raw, raw)
		return
	}
	w.f.image = preview{raw, d.file, h.tags[ogWidth].value, h.tags[ogHeight].value, h.tags[ogKind].value}
}

// measure is what is known of a file that pages load.
type measure struct {
	size          int64
	format        media.Format
	width, height int
	// slow says that the picture comes in passes: a progressive JPEG, an interlaced PNG. Some networks show none.
	slow bool
}

// readFiles looks at the files that pages load: at pictures for previews always, at the size of others unless it is known.
func (c *checker) readFiles(ctx context.Context) error {
	c.measured = make(map[int32]measure)
	wanted := make(map[int32]bool)
	known := c.knownSizes()
	for _, i := range c.pages {
		f := &c.facts[i]
		for _, list := range [][]int32{f.styles, f.scripts, f.eager, f.lazy} {
			for _, file := range list {
				if size, ok := known[file]; ok {
					c.measured[file] = measure{size: size}
				} else {
					wanted[file] = true
				}
			}
		}
		if f.image.raw != "" {
			wanted[f.image.file] = true
		}
	}
	todo := make([]int32, 0, len(wanted))
	for file := range wanted {
		todo = append(todo, file)
	}
	found := make([]measure, len(todo))
	err := parallel.Each(ctx, 0, len(todo), func() func(int) error {
		var buf bytes.Buffer
		return func(i int) error {
			if err := c.render(todo[i], &buf); err != nil {
				return err
			}
			found[i] = measured(buf.Bytes())
			return nil
		}
	})
	for i, file := range todo {
		c.measured[file] = found[i]
	}
	return err
}

// knownSizes are those of the variants of pictures, which need not be read.
func (c *checker) knownSizes() map[int32]int64 {
	known := make(map[int32]int64)
	add := func(url, source string) {
		p := c.Pictures[source]
		for _, list := range [][]media.Variant{p.WebP, p.Plain} {
			for i := range list {
				if list[i].Blob == media.Source {
					continue
				}
				if at, ok := c.index[strings.TrimPrefix(media.Address(url, &p, &list[i]), "/")]; ok {
					known[at] = list[i].Size
				}
			}
		}
	}
	for _, f := range c.Site.Files {
		add(f.URL, f.Source)
	}
	for source := range c.Pictures {
		if name, ok := strings.CutPrefix(source, "static/"); ok {
			add("/"+name, source)
		}
	}
	return known
}

// measured looks at the bytes of a file.
func measured(data []byte) measure {
	m := measure{size: int64(len(data)), format: media.Sniff(data[:min(len(data), media.SniffLen)])}
	switch m.format {
	case media.JPEG:
		m.jpeg(data)
	case media.PNG:
		if len(data) > 28 { // the IHDR chunk comes first (PNG, 11.2.2)
			m.width, m.height = int(binary.BigEndian.Uint32(data[16:])), int(binary.BigEndian.Uint32(data[20:]))
			m.slow = data[28] != 0
		}
	}
	return m
}

// jpeg reads the frame header, which has the size and tells how the picture is coded (ITU-T T.81, B.2.2).
func (m *measure) jpeg(data []byte) {
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xff {
			i++
			continue
		}
		marker := data[i+1]
		switch {
		case marker == 0xff:
			i++
			continue
		case marker == 0 || marker == 1 || 0xd0 <= marker && marker <= 0xd8:
			i += 2
			continue
		case marker == 0xda || marker == 0xd9:
			return
		}
		if 0xc0 <= marker && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc {
			if i+9 <= len(data) {
				m.height, m.width = int(binary.BigEndian.Uint16(data[i+5:])), int(binary.BigEndian.Uint16(data[i+7:]))
			}
			m.slow = marker != 0xc0 && marker != 0xc1
			return
		}
		i += 2 + max(2, int(binary.BigEndian.Uint16(data[i+2:])))
	}
}

// pictures looks at what the pictures for previews are. One that several pages share is told once.
func (c *checker) pictures() {
	for _, i := range c.pages {
		p := &c.facts[i].image
		if p.raw == "" {
			continue
		}
		m := c.measured[p.file]
		found := func(code string, args ...string) *finding {
			c.find(finding{page: i, code: code, raw: p.raw, args: append([]string{p.raw}, args...)})
			return &c.findings[len(c.findings)-1]
		}
		switch {
		case m.format != media.JPEG && m.format != media.PNG:
			found("preview-picture-type", kindName(m.format))
			continue
		case m.slow:
			found("preview-picture-type", slowName(m.format)).softer = true
		}
		if m.size > wantedPicture {
			found("preview-picture-heavy", strconv.FormatInt(m.size>>10, 10), strconv.Itoa(wantedPicture>>10)).harder = m.size > maxPicture
		}
		if m.width < wantedWidth || m.height < wantedHeight {
			found("preview-picture-small", pixels(m.width, m.height), pixels(wantedWidth, wantedHeight)).harder = m.width < leastPicture || m.height < leastPicture
		}
		if p.width != strconv.Itoa(m.width) || p.height != strconv.Itoa(m.height) {
			if p.width != "" && p.height != "" { // else they are told to be missing
				found("preview-picture-size", p.width+" × "+p.height, pixels(m.width, m.height))
			}
		} else if p.kind != "" && p.kind != mediaType(m.format) {
			found("preview-picture-type", p.kind+" ≠ "+mediaType(m.format)).softer = true
		}
	}
}

func pixels(w, h int) string { return strconv.Itoa(w) + " × " + strconv.Itoa(h) }

func mediaType(f media.Format) string { return "image/" + strings.ToLower(string(f)) }

func kindName(f media.Format) string { return named(string(f)) }

func slowName(f media.Format) string {
	if f == media.JPEG {
		return "progressive JPEG"
	}
	return "interlaced PNG"
}
