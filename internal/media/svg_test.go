package media

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func dataAddress(kind string, data []byte) string {
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// TestCheckDrawings holds what an editor is told of drawings, and what is published of them.
func TestCheckDrawings(t *testing.T) {
	jpg := plainJPEG(t, 8, 8)
	photo := insert(jpg, 2, seg(0xfe, "secret"), seg(0xe1, exif(binary.BigEndian, 1)))
	image := func(kind string, data []byte) string {
		return "<svg width='8' height='8'>\n<image href='" + dataAddress(kind, data) + "'/></svg>"
	}
	huge := hugePNG(8000, 8000)
	const empty = `<svg xmlns="http://www.w3.org/2000/svg"/>` + "\n"
	const none = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">` + "\n<image/></svg>\n"
	with := func(kind string, data []byte) string {
		return strings.Replace(none, "<image", `<image href="`+dataAddress(kind, data)+`"`, 1)
	}
	for _, c := range []struct{ name, data, problem, published string }{
		{"stripped", image("image/jpg", photo), "", with("image/jpeg", jpg)},
		{"WebP", image("image/webp", plainWebP(t)), "", with("image/webp", plainWebP(t))},
		{"cut off", image("image/png", plainPNG(t)[:60]), "", with("image/png", append(plainPNG(t)[:33:33], chunk("IEND", "")...))},
		{"without a head", image("image/png", []byte(pngMagic)), "2:1 svg-cleaned href=\"data:image/png;base64,iV…", none},
		{"of no size", image("image/png", hugePNG(0, 5)), "2:1 svg-cleaned href=\"data:image/png;base64,iV…", none},
		{"of another type", image("image/png", jpg), "2:1 svg-cleaned href=\"data:image/png;base64,/9…", none},
		{"drawing", image("image/svg+xml", []byte("<svg/>")), "2:1 svg-cleaned href=\"data:image/svg+xml;base6…", none},
		{"too large", image("image/png", huge), "2:1 image-too-large 8000 8000 60", with("image/png", huge)},
		{"script", "<svg width='8' height='8'>\n<image onload='a()'/></svg>", "2:1 svg-cleaned onload=", none},
		{"entity", "<!ENTITY a 'b'><svg/>", "1:1 unsafe-svg <!ENTITY>", empty},
		{"damaged", "<svg>\n<g></svg>", "2:10 bad-image ", empty},
		{"heavy", "<svg>" + strings.Repeat(" ", 16<<20) + "</svg>", "1:1 unsafe-svg > 16 MB", empty},
	} {
		files := fstest.MapFS{"a.svg": {Data: []byte(c.data)}}
		pic, problems := Check(files, "a.svg", 0)
		got := ""
		for _, d := range problems {
			got += fmt.Sprintf("%d:%d %s %s", d.Line, d.Column, d.Code, strings.Join(d.Args[1:], " "))
		}
		if got != c.problem {
			t.Errorf("%s: %q, want %q", c.name, got, c.problem)
		}
		if good := got == "" || strings.Contains(got, "svg-cleaned"); good != (pic.Width == 8) {
			t.Errorf("%s: %v", c.name, pic)
		}
		var w bytes.Buffer
		if err := Write(&w, files, "a.svg"); err != nil || w.String() != c.published {
			t.Errorf("%s: published as\n%.300s, want\n%.300s", c.name, w.String(), c.published)
		}
	}
	files := fstest.MapFS{"a.svg": {Data: []byte(image("image/png", huge))}}
	if pic, problems := Check(files, "a.svg", 64_000_000); len(problems) > 0 || pic.Width != 8 {
		t.Errorf("under a higher limit: %v", problems)
	}
	files["b.svg"] = &fstest.MapFile{Data: []byte(image("image/jpeg", jpg))}
	if _, problems := Check(files, "b.svg", 63); len(problems) != 1 || problems[0].Args[3] != "0.000063" {
		t.Errorf("under a lower limit: %v", problems)
	}
}
