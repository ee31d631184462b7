package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="30" height="20">`

// Drawings made to do harm are refused, or published without the harm; always with a word to the editor.
func TestHostileDrawings(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	uses := func(levels, each int) string {
		var b strings.Builder
		b.WriteString(svgHead + `<g id="a0"><rect width="1" height="1"/></g>`)
		for i := range levels {
			fmt.Fprintf(&b, `<g id="a%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), each))
		}
		return b.String() + "</svg>"
	}
	utf16 := func(text string) string {
		b := []byte("\xff\xfe")
		for _, r := range text {
			b = binary.LittleEndian.AppendUint16(b, uint16(r))
		}
		return string(b)
	}
	drawings := []string{
		svgHead + strings.Repeat("<g>", 100_000) + strings.Repeat("</g>", 100_000) + "</svg>",
		uses(10, 10),
		svgHead + `<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>`,
		`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + svgHead + `<text>&x;</text></svg>`,
		`<!DOCTYPE svg [<!ATTLIST rect onclick CDATA "alert(1)">]>` + svgHead + `<rect/></svg>`,
		utf16(`<?xml version="1.0" encoding="UTF-16"?>` + svgHead + `<script>alert(1)</script></svg>`),
		`<?xml version="1.0" encoding="UTF-7"?>` + svgHead + `+ADw-script+AD4-alert(1)+ADw-/script+AD4-</svg>`,
		`<?xml-stylesheet href="https://evil.example/a.css"?>` + svgHead + `<rect/></svg>`,
		svgHead + `<a href="&#106;ava&#9;script:alert(1)"><rect/></a></svg>`,
		svgHead + `<a xlink:href=" JaVaScRiPt:alert(1)"><rect/></a></svg>`,
		svgHead + `<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script></svg>`,
		svgHead + `<image xmlns:e="http://www.w3.org/1999/xlink" e:href="https://evil.example/x.png"/></svg>`,
		svgHead + `<image href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;"/></svg>`,
		svgHead + `<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/></svg>`,
		svgHead + `<style>@\69mport "https://evil.example/a.css";</style></svg>`,
		svgHead + `<style><![CDATA[rect{fill:u/**/rl(https://evil.example/a)} @media all{rect{fill:url("https://evil.example/b")}}]]></style></svg>`,
		svgHead + `<rect style="fill:image-set('https://evil.example/a' 1x)"/></svg>`,
		svgHead + `<rect style="--a:url(https://evil.example/a);fill:var(--a)"/></svg>`,
		svgHead + `<rect style="cursor:url(https://evil.example/a),auto"/></svg>`,
		svgHead + `<rect fill="url(https://evil.example/a#b)"/></svg>`,
		svgHead + `<rect filter="url(//evil.example/a#b)" mask="URL( 'https://evil.example/a#b' )"/></svg>`,
		svgHead + `<style>rect{fill:red}</style><style>&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;</style></svg>`,
		svgHead + `<title><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></title></svg>`,
		svgHead + `<set attributeName="onload" to="alert(1)"/></svg>`,
		svgHead + `<animate attributeName="href" from="https://evil.example/" to="javascript:alert(1)"/></svg>`,
		svgHead + `<rect` + strings.Repeat(` onload="alert(1)"`, 2) + `/></svg>`,
		svgHead + `<text>` + strings.Repeat("x", 17<<20) + `</text></svg>`,
		"<!--" + strings.Repeat(" ", 20_000) + "-->" + svgHead + "<script>alert(1)</script></svg>",
		svgHead + "</svg><script>alert(1)</script>",
		svgHead + `<rect xml:base="https://evil.example/" fill="url(a.svg#b)"/></svg>`,
		svgHead + `<filter id="f"><feImage xlink:href="https://evil.example/a"/></filter></svg>`,
		svgHead + `<a ping="https://evil.example/" href="#x"><rect/></a></svg>`,
	}
	for i, d := range drawings {
		s.cover(fmt.Sprintf("ve-%02d", i), fmt.Sprintf("ve-%02d.svg", i), d)
	}
	r := s.build(3, "--hold-back")
	told := r.problems()
	for i, d := range drawings {
		slug := fmt.Sprintf("ve-%02d", i)
		said := ""
		for _, line := range told {
			if strings.HasPrefix(line, "content/posts/"+slug+".md:7:8: ") {
				said = line
			}
		}
		if said == "" && i != 2 && i != 21 { // a circle shows nothing, words in a style are no tags
			t.Errorf("not a word of %.200s", d)
		}
		if len(said) > 1000 || strings.Contains(said, "[unreadable-image]") {
			t.Errorf("of %.200s: %.1200s", d, said)
		}
		data, err := os.ReadFile(filepath.Join(s.dir, "public/2021/05", slug, slug+".svg"))
		if held := strings.Contains(said, ": error: "); held != (err != nil) {
			t.Errorf("%s: held back %v, %v", slug, held, err)
		}
		if err != nil {
			continue
		}
		if bad := regexp.MustCompile(`(?i)<script|evil|javascript|alert|onload|onclick|data:|<!DOCTYPE|<!ENTITY|@import|url\([^#]`).Find(data); bad != nil {
			t.Errorf("%s of %.200s is published as %.300s", bad, d, data)
		}
		for reader := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := reader.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s is not well-formed: %v", slug, err)
				break
			}
		}
		if i == 1 {
			t.Errorf("ten billion shapes are published: %.200s", data)
		}
	}
}

const bombSize = 384 << 20

// bomb is a lot of nothing as zlib packs it.
func bomb() string {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	none := make([]byte, 1<<20)
	for range bombSize >> 20 {
		w.Write(none)
	}
	w.Close()
	return b.String()
}

// riff is a chunk of a WebP file.
func riff(kind, data string) string {
	b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))
	b = append(b, data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return string(b)
}

// hostilePictures are files that are larger inside than outside, with the problem each has; "" for none.
func hostilePictures(t *testing.T) map[string][2]string {
	small := pngOf(noise(64, 48, 1))
	photo := jpegOf(noise(320, 240, 1))
	head, nothing := small[:33], bomb() // to the end of IHDR
	lossy := picture(t, "lossy.webp")
	frame := lossy[12:]
	segments := func(n int, one string) string {
		return photo[:2] + strings.Repeat(one, n) + photo[2:]
	}
	gif := func(w, h uint16) string {
		b := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16([]byte("GIF89a"), w), h)
		return string(b) + "\x80\x00\x00\x00\x00\x00\xff\xff\xff"
	}
	one := "!\xf9\x04\x00\x01\x00\x00\x00,\x00\x00\x00\x00\xd0\x07\xd0\x07\x00\x02\x02\x44\x01\x00" // says to be 2000 x 2000
	webp := func(chunks string) string { return riff("RIFF", "WEBP"+chunks) }
	canvas := func(w, h uint32) string {
		return riff("VP8X", "\x00\x00\x00\x00"+string([]byte{byte(w - 1), byte((w - 1) >> 8), byte((w - 1) >> 16), byte(h - 1), byte((h - 1) >> 8), byte((h - 1) >> 16)}))
	}
	lying := []byte(frame)
	if at := bytes.Index(lying, []byte("\x9d\x01\x2a")); at > 0 {
		copy(lying[at+3:], "\xff\x3f\xff\x3f") // 16,383 x 16,383
	}
	return map[string][2]string{
		"icc.png":      {head + chunk("iCCP", "a\x00\x00"+nothing) + small[33:], ""},
		"text.png":     {head + chunk("zTXt", "a\x00\x00"+nothing) + strings.Repeat(chunk("tEXt", "a\x00b"), 50_000) + small[33:], ""},
		"pixels.png":   {"\x89PNG\r\n\x1a\n" + chunk("IHDR", "\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00") + chunk("IDAT", nothing) + chunk("IEND", ""), "?"},
		"segments.jpg": {segments(60_000, "\xff\xfe\x00\x04ab"), ""},
		"exif.jpg":     {segments(3000, "\xff\xe1\x00\x20Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), ""},
		"icc.jpg":      {segments(255, "\xff\xe2\xff\xffICC_PROFILE\x00\x01\xff"+strings.Repeat("x", 65_519)), ""},
		"large.gif":    {gif(65_535, 65_535) + ";", "image-too-large"},
		"frames.gif":   {gif(2000, 2000) + strings.Repeat(one, 2000) + ";", "?"},
		"canvas.webp":  {webp(canvas(1<<24, 1<<24) + frame), "?"},
		"small.webp":   {webp(canvas(16, 16) + string(lying)), "?"},
		"lying.webp":   {webp(string(lying)), "?"},
		"length.webp":  {"RIFF\xff\xff\xff\xff" + lossy[8:], "bad-image"},
		"chunks.webp":  {webp(canvas(96, 64) + strings.Repeat(riff("ABCD", "x"), 100_000) + frame), ""},
		"zero.png":     {pngOfSize(0, 10), "bad-image"},
		"zero.gif":     {gif(0, 0) + ";", "bad-image"},
		"minus.png":    {pngOfSize(0x80000001, 2), "bad-image"},
		"header.jpg":   {"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xd9", "image-too-large"},
	}
}

// A picture that is larger inside than outside neither fills the memory nor stops other pictures.
func TestHostilePictures(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	all := hostilePictures(t)
	for file, c := range all {
		s.cover(strings.ReplaceAll(file, ".", "-"), file, c[0])
	}
	s.cover("tot", "tot.png", pngOf(image.NewGray(image.Rect(0, 0, 300, 200))))
	limit := fmt.Sprintf("ulimit -s 1024; ulimit -d %d;", (bombSize-64<<20)>>10) // of memory, in kB; stacks of threads count
	r := s.exec("sh", "-c", limit+` exec bantin "$@"`, "sh", "build", "--now", "2021-06-01", "--hold-back")
	if r.status != 3 {
		t.Fatalf("status %d: %s", r.status, r.stderr)
	}
	for file, c := range all {
		slug, said := strings.ReplaceAll(file, ".", "-"), ""
		for _, line := range r.problems() {
			if strings.HasPrefix(line, "content/posts/"+slug+".md:7:8: error: ") {
				said = line
			}
		}
		want := c[1]
		if want == "" && said != "" || want != "" && want != "?" && !strings.HasSuffix(said, "["+want+"]") || strings.Contains(said, "unreadable") {
			t.Errorf("%s: want %q: %s", file, want, said)
		}
		if said == "" {
			for name, data := range s.shown(slug) {
				if len(data) > 200<<10 && !strings.HasSuffix(name, ".gif") {
					t.Errorf("%s has %d bytes", name, len(data))
				}
			}
		}
	}
	s.one("2021/05/tot/tot.*-300.webp")
}
