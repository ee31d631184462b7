package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// hugePNG is the head of a picture of w × h pixels and an empty body.
func hugePNG(w, h uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return bytes.Join([][]byte{[]byte(pngMagic), chunk("IHDR", string(size)+"\x08\x02\x00\x00\x00"), chunk("IDAT", ""), chunk("IEND", "")}, nil)
}

func TestInspectSizes(t *testing.T) {
	jpg := plainJPEG(t, 40, 30)
	turned := func(n uint16) []byte { return insert(jpg, 2, seg(0xe1, exif(binary.BigEndian, n))) }
	long := bytes.Repeat(seg(0xe1, "http://ns.adobe.com/xmp/extension/\x00"+strings.Repeat("x", 60000)), 5)
	files := map[string]struct {
		data []byte
		want Picture
	}{
		"a.jpg":     {jpg, Picture{40, 30}},
		"A.JPEG":    {jpg, Picture{40, 30}},
		"turn1.jpg": {turned(1), Picture{40, 30}},
		"turn4.jpg": {turned(4), Picture{40, 30}},
		"turn5.jpg": {turned(5), Picture{30, 40}},
		"turn8.jpg": {turned(8), Picture{30, 40}},
		"long.jpg":  {insert(turned(6), 2, long), Picture{30, 40}},
		"tail.jpg":  {append(bytes.Clone(jpg), "SEFT trailer of a telephone"...), Picture{40, 30}},
		"a.png":     {plainPNG(t), Picture{20, 10}},
		"tail.png":  {append(plainPNG(t), "screenshot data"...), Picture{20, 10}},
		"limit.png": {hugePNG(10000, 6000), Picture{10000, 6000}},
		"a.gif":     {plainGIF(t), Picture{9, 7}},
		"a.webp":    {plainWebP(t), Picture{1, 1}},
		"moving.webp": {riff(riffChunk("VP8X", "\x02\x00\x00\x00\x1f\x00\x00\x0f\x00\x00"), riffChunk("ANIM", "\x00\x00\x00\x00\x00\x00")),
			Picture{32, 16}},
	}
	fsys := fstest.MapFS{"a.pdf": {Data: []byte("%PDF-")}, "a.mp4": {Data: []byte("\x00")}}
	paths := []string{"a.pdf", "a.jpg", "a.mp4"} // one twice
	for name, f := range files {
		fsys[name] = &fstest.MapFile{Data: f.data}
		paths = append(paths, name)
	}
	pics, problems := Inspect(fsys, paths)
	for _, d := range problems {
		t.Errorf("%s: %s %q", d.File, d.Code, d.Args)
	}
	for name, f := range files {
		if pics[name] != f.want {
			t.Errorf("%s is %v, want %v", name, pics[name], f.want)
		}
	}
	if len(pics) != len(files) {
		t.Errorf("%d pictures, want %d", len(pics), len(files))
	}
}

func TestInspectSVGSizes(t *testing.T) {
	for attrs, want := range map[string]Picture{
		`width="120" height="80"`:                        {120, 80},
		`width="120px" height="1in"`:                     {120, 96},
		`width="10mm" height="10mm" viewBox="0 0 5 5"`:   {38, 38},
		`viewBox="0 0 300 150"`:                          {300, 150},
		`viewBox="0,0,300.6,150"`:                        {301, 150},
		`width="100%" height="100%" viewBox="0 0 30 10"`: {30, 10},
		`width="60" viewBox="0 0 30 10"`:                 {60, 20},
		`height="60" viewBox="0 0 30 10"`:                {180, 60},
		`width="0.1" height="0.2"`:                       {1, 1},
		`width="60"`:                                     {},
		``:                                               {},
		`width="-5" height="NaN"`:                        {},
		`width="1e9" height="Inf" viewBox="0 0 0 0"`:     {},
		`x:width="5" x:height="5" xmlns:x="urn:x"`:       {},
	} {
		fsys := fstest.MapFS{"a.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" ` + attrs + `/>`)}}
		pics, problems := Inspect(fsys, []string{"a.svg"})
		if got, ok := pics["a.svg"]; !ok || got != want || len(problems) > 0 {
			t.Errorf("%s: %v %v, want %v", attrs, got, problems, want)
		}
	}
}

func TestInspectProblems(t *testing.T) {
	jpg, pngData := plainJPEG(t, 40, 30), plainPNG(t)
	for _, c := range []struct{ name, data, want string }{
		{"cut.jpg", string(jpg[:len(jpg)/2]), "bad-image []"},
		{"cut.png", string(pngData[:len(pngData)-14]), "bad-image []"},
		{"cut.webp", string(plainWebP(t)[:30]), "bad-image []"},
		{"empty.jpg", "", "bad-image []"},
		{"lfs.jpg", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "bad-image []"},
		{"short.gif", "GIF89a", "bad-image []"},
		{"nothing.png", string(hugePNG(0, 5)), "bad-image []"},
		{"png.jpg", string(pngData), "wrong-image-type [JPEG PNG]"},
		{"jpg.webp", string(jpg), "wrong-image-type [WebP JPEG]"},
		{"page.png", "<!doctype html><title>404</title>", "wrong-image-type [PNG HTML]"},
		{"svg.png", "<svg/>", "wrong-image-type [PNG SVG]"},
		{"jpg.svg", string(jpg), "wrong-image-type [SVG JPEG]"},
		{"avif.jpg", "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "wrong-image-type [JPEG AVIF]"},
		{"iphone.jpg", "\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1", "heic-image []"},
		{"iphone.HEIC", "\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1", "heic-image []"},
		{"named.heic", string(jpg), "heic-image []"},
		{"huge.png", string(hugePNG(10000, 6001)), "image-too-large [10000 6001]"},
		{"bad.svg", "<svg><g></svg>", "bad-image []"},
		{"cut.svg", "<svg><g>", "bad-image []"},
		{"other.svg", "<?xml version='1.0'?><plan/>", "bad-image []"},
		{"packed.svg", "\x1f\x8b\x08", "bad-image []"},
		{"utf16.svg", "<?xml version='1.0' encoding='UTF-16'?><svg/>", "bad-image []"},
	} {
		pics, problems := Inspect(fstest.MapFS{c.name: {Data: []byte(c.data)}}, []string{c.name})
		if len(problems) != 1 || len(pics) != 0 {
			t.Errorf("%s: %v, %v", c.name, pics, problems)
			continue
		}
		if got := fmt.Sprint(problems[0].Code, " ", problems[0].Args); got != c.want || problems[0].File != c.name {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	_, problems := Inspect(fstest.MapFS{}, []string{"b.jpg", "a.jpg"})
	if len(problems) != 2 || problems[0].File != "a.jpg" || problems[0].Code != "unreadable-image" {
		t.Errorf("missing files: %v", problems)
	}
}

func TestUnsafeSVG(t *testing.T) {
	const head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
	for _, c := range []struct{ body, want string }{
		{`<script>alert(1)</script>`, "2:1 <script>"},
		{"<g>\n  <SCRIPT/></g>", "3:3 <SCRIPT>"},
		{`<x:script xmlns:x="http://www.w3.org/2000/svg"/>`, "2:1 <script>"},
		{"<text>Đoàn</text><rect onload='a()'/>", "2:18 onload="},
		{`<rect OnClick="a()"/>`, "2:1 OnClick="},
		{`<foreignObject/>`, "2:1 <foreignObject>"},
		{`<a xlink:href="java&#10;script:a()"/>`, "2:1 href=\"java\nscript:a()\""},
		{`<use href="https://example.org/a.svg#b"/>`, `2:1 href="https://example.org/a.svg#b"`},
		{`<image href="//example.org/a.png"/>`, `2:1 href="//example.org/a.png"`},
		{`<image href="a.png"/>`, `2:1 href="a.png"`},
		{`<image href="data:image/svg+xml,x"/>`, `2:1 href="data:image/svg+xml,x"`},
		{`<use href="data:image/png;base64,x"/>`, `2:1 href="data:image/png;base64,x"`},
		{`<rect style="fill:url(http://e.org/)"/>`, "2:1 style: url(http://e.org/)"},
		{`<rect fill="url( 'http://e.org/')"/>`, "2:1 fill: url(http://e.org/')"},
		{`<rect style="fill:u\72l(http://e.org/)"/>`, "2:1 style: \\"},
		{`<style>@import "a.css";</style>`, "2:8 <style> @import"},
		{`<style>a{fill:url(#ok) url(x)}</style>`, "2:8 <style> url(x)}"},
		{`<style><![CDATA[ @IMPORT 'a' ]]></style>`, "2:8 <style> @import"},
		{`<set attributeName="href" to="#b"/>`, `2:1 attributeName="href"`},
		{`<animate attributeName="xlink:href"/>`, `2:1 attributeName="xlink:href"`},
		{`<animate attributeName="fill" values="javascript:a()"/>`, `2:1 values="javascript:a()"`},
		{`<g xml:base="https://e.org/"/>`, `2:1 base="https://e.org/"`},
		{`<iframe/>`, "2:1 <iframe>"},
		{`<?xml-stylesheet href="a.css"?>`, "2:1 <?xml-stylesheet?>"},
	} {
		_, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(head + c.body + "</svg>")}}, []string{"a.svg"})
		if len(problems) != 1 {
			t.Errorf("%s: %v", c.body, problems)
			continue
		}
		d := problems[0]
		if got := fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Args[0]); d.Code != "unsafe-svg" || got != c.want {
			t.Errorf("%s: %s %q, want %q", c.body, d.Code, got, c.want)
		}
	}
	doctype := "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg><text>&a;</text></svg>"
	_, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(doctype)}}, []string{"a.svg"})
	if len(problems) != 1 || problems[0].Line != 2 || problems[0].Args[0] != "<!DOCTYPE>" {
		t.Errorf("DOCTYPE: %v", problems)
	}
	const plain = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg width='3' height='2'/>"
	if pics, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(plain)}}, []string{"a.svg"}); len(problems) != 0 || pics["a.svg"] != (Picture{3, 2}) {
		t.Errorf("plain DOCTYPE: %v %v", pics, problems)
	}
	many := head + strings.Repeat("<script/>", 50) + "</svg>"
	if _, problems = Inspect(fstest.MapFS{"a.svg": {Data: []byte(many)}}, []string{"a.svg"}); len(problems) != maxUnsafe {
		t.Errorf("%d problems of one drawing", len(problems))
	}
}

func TestSafeSVG(t *testing.T) {
	for name, body := range map[string]string{
		"gradient": `<linearGradient id="a"/><rect fill="url(#a)" style="stroke:url('#a')"/><use xlink:href="#a"/>`,
		"style":    `<style>.a{fill:#c00;font-family:"Be Vietnam Pro"} .b{clip-path:url(#c)}</style>`,
		"picture":  `<image href="data:image/png;base64,iVBORw0KGgo="/>`,
		"metadata": `<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><a rdf:resource="http://purl.org/dc/"/></rdf:RDF></metadata>`,
		"comment":  `<!-- <script> --><title>on script: url(x)</title>`,
		"motion":   `<animate attributeName="opacity" values="0;1" dur="1s"/>`,
	} {
		data := "\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" + body + "</svg>"
		if _, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(data)}}, []string{"a.svg"}); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// FuzzInspect asserts that no file makes Inspect panic, and that it either gives a size or names a problem.
func FuzzInspect(f *testing.F) {
	f.Add(plainJPEG(f, 8, 8))
	f.Add(plainPNG(f))
	f.Add(plainGIF(f))
	f.Add(plainWebP(f))
	f.Add([]byte(`<svg viewBox="0 0 1 1"><style>url(</style><a href="x"/></svg>`))
	names := []string{"a.jpg", "a.png", "a.gif", "a.webp", "a.svg"}
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := fstest.MapFS{}
		for _, n := range names {
			fsys[n] = &fstest.MapFile{Data: data}
		}
		pics, problems := Inspect(fsys, names)
		found := slices.Collect(maps.Keys(pics))
		for _, d := range problems {
			if !slices.Contains(found, d.File) {
				found = append(found, d.File)
			}
		}
		if len(found) != len(names) {
			t.Fatalf("neither size nor problem: %v of %v", found, names)
		}
	})
}
