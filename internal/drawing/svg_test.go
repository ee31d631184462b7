package drawing

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the cleaned drawings")

const svgHead = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"

// errHuge refuses a drawing.
var errHuge = errors.New("huge picture")

// judge is a Picture function that knows pictures by their first letters, and cuts photos off at their secrets.
func judge(kind string, data []byte) ([]byte, bool, error) {
	switch {
	case string(data) == "huge":
		return nil, false, errHuge
	case kind == "jpeg":
		data, _, _ = bytes.Cut(data, []byte("secret"))
		return data, bytes.HasPrefix(data, []byte("\xff\xd8")), nil
	}
	return data, kind == "png" && bytes.HasPrefix(data, []byte("\x89PNG")), nil
}

func cleaned(t testing.TB, data string) (string, Found) {
	t.Helper()
	var w bytes.Buffer
	found, err := Clean(&w, []byte(data), judge)
	if err != nil {
		t.Fatalf("%.80s: %v", data, err)
	}
	return w.String(), found
}

// TestCleanedAway holds what is left out and told, and that no trace of it is published.
func TestCleanedAway(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`<script>alert(1)</script>`, "2:1 <script>"},
		{"<g>\n  <SCRIPT/></g>", "3:3 <SCRIPT>"},
		{`<x:script xmlns:x="http://www.w3.org/2000/svg"/>`, "2:1 <script>"},
		{`<h:script xmlns:h="http://www.w3.org/1999/xhtml">a()</h:script>`, "2:1 <script>"},
		{"<text>Đoàn</text><rect onload='a()'/>", "2:18 onload="},
		{`<rect OnClick="a()"/>`, "2:1 OnClick="},
		{`<foreignObject/>`, "2:1 <foreignObject>"},
		{`<a xlink:href="java&#10;script:a()"/>`, "2:1 href=\"java\nscript:a()\""},
		{`<a href=" https://example.org/"><text>Đọc thêm</text></a>`, `2:1 href="https://example.org/"`},
		{`<use href="https://example.org/a.svg#b"/>`, `2:1 href="https://example.org/a.sv…`},
		{`<image href="//example.org/a.png"/>`, `2:1 href="//example.org/a.png"`},
		{`<image href="a.png"/>`, `2:1 href="a.png"`},
		{`<image href="data:image/svg+xml,x"/>`, `2:1 href="data:image/svg+xml,x"`},
		{`<image href="data:image/png;base64,PHN2Zy8+"/>`, `2:1 href="data:image/png;base64,PH…`},
		{`<image href="data:image/jpeg;base64,iVBORw0KGgo="/>`, `2:1 href="data:image/jpeg;base64,i…`},
		{`<image href="data:image/png;base64,iVBOR!"/>`, `2:1 href="data:image/png;base64,iV…`},
		{`<image href="data:image/png,iVBORw0KGgo="/>`, `2:1 href="data:image/png,iVBORw0KG…`},
		{`<image href="#a"/>`, `2:1 href="#a"`},
		{`<use href="data:image/png;base64,iVBORw0KGgo="/>`, `2:1 href="data:image/png;base64,iV…`},
		{`<rect style="fill:url(http://e.org/)"/>`, "2:1 fill: url(http://e.org/)"},
		{`<rect fill="url( 'http://e.org/')"/>`, "2:1 fill: url(http://e.org/)"},
		{`<rect fill="URL(http://e.org/#a)"/>`, "2:1 fill: url(http://e.org/#a)"},
		{`<rect style="fill:u\72l(http://e.org/)"/>`, `2:1 fill: u\72l(http://e.org/)`},
		{`<rect style="fill:url(/**/http://e.org)"/>`, "2:1 fill: url(/**/http://e.org)"},
		{`<rect style="fill:image-set('a.png' 1x)"/>`, "2:1 fill: image-set()"},
		{`<rect style="fil:red"/>`, "2:1 fil:"},
		{`<style>@import "a.css";</style>`, "2:1 @import"},
		{`<style>a{fill:url(#ok) url(x)}</style>`, "2:1 fill: url(x)"},
		{`<style><![CDATA[ @IMPORT 'a' ]]></style>`, "2:1 @import"},
		{`<style>@font-face{font-family:a;src:url(data:font/woff2;base64,x)}</style>`, "2:1 src: url(data:font/woff2;base6…, @font-face"},
		{`<style>\61{fill:red}</style>`, `2:1 <style> \61`},
		{`<style>@\69mport "a.css"</style>`, `2:1 @\69mport "a.css"`},
		{`<rect style="f\69ll:url(x)"/>`, `2:1 f\69ll:url(x)`},
		{`<rect style="fill:{a}"/>`, `2:1 fill: {a}`},
		{`<rect style="fill:url(http://e.org/a)" onclick="a()"/><script/>`, `2:1 <script>, onclick=, fill: url(http://e.org/a)`},
		{`<style type="text/xsl"><a/></style>`, `2:1 <style type="text/xsl">`},
		{`<set attributeName="href" to="#b"/>`, `2:1 attributeName="href"`},
		{`<set attributeName="onclick" to="a()"/>`, `2:1 attributeName="onclick", to: a()`},
		{`<animate attributeName="xlink:href"/>`, `2:1 attributeName="xlink:href"`},
		{`<animate attributeName="fill" values="red;url(http://e.org/)"/>`, `2:1 values: url(http://e.org/)`},
		{`<g xml:base="https://e.org/"/>`, `2:1 xml:base="https://e.org/"`},
		{`<iframe/>`, "2:1 <iframe>"},
		{`<?xml-stylesheet href="a.css"?>`, "2:1 <?xml-stylesheet?>"},
	} {
		data := svgHead + c.body + "</svg>"
		out, found := cleaned(t, data)
		if got := fmt.Sprintf("%d:%d %s", found.Line, found.Column, found.Told); got != c.want {
			t.Errorf("%s: %q, want %q", c.body, got, c.want)
		}
		if err := harmless(out); err != nil {
			t.Errorf("%s: %v in %s", c.body, err, out)
		}
		if _, again := cleaned(t, out); again.Told != "" {
			t.Errorf("%s: told again: %q", c.body, again.Told)
		}
	}
}

// TestCleanedSilently holds what goes without a word, and what stays as it is.
func TestCleanedSilently(t *testing.T) {
	const x = "data:image/png;base64,"
	for _, c := range []struct{ body, want string }{
		{`<linearGradient id="a"/><rect fill="url(#a)" style="stroke:url('#a')"/><use xlink:href="#a"/>`,
			`<linearGradient id="a"/><rect fill="url(#a)" style="stroke:url(#a)"/><use xlink:href="#a"/>`},
		{"<style>\n.a{fill:#c00;font-family:\"Be Vietnam Pro\"} .b>c , d{clip-path:url( \"#c\" )}</style>",
			"<style>.a{fill:#c00;font-family:&quot;Be Vietnam Pro&quot;}\n.b&gt;c , d{clip-path:url(#c)}\n</style>"},
		{`<style><!-- .a{} --></style><style/>`, `<style/><style/>`},
		{`<style>@media print{.a{fill:red}}@charset "x";@namespace url(y);</style>`, "<style>@media print{.a{fill:red}\n}\n</style>"},
		{`<g style=" -inkscape-stroke:none; FILL : Red !important ;; "/>`, `<g style="fill:Red !important"/>`},
		{`<g style="--a: 1px; stroke-width:calc(var(--a) * 2)"/>`, `<g style="--a:1px;stroke-width:calc(var(--a) * 2)"/>`},
		{`<metadata><a href="http://purl.org/dc/"/></metadata>`, ``},
		{`<!-- <script> --><title>on script: url(x)</title>`, `<title>on script: url(x)</title>`},
		{`<animate attributeName="opacity" values="0;1" dur="1s"/>`, `<animate attributeName="opacity" values="0;1" dur="1s"/>`},
		{`<text> a <tspan>&lt;b&gt; &amp;  c</tspan><![CDATA[<d>]]>&#13;</text>`, `<text> a <tspan>&lt;b&gt; &amp;  c</tspan>&lt;d&gt;&#13;</text>`},
		{`<g data-name="của Lan" i:x="1" xmlns:i="urn:i" xlink:type="simple" focusable="false"> text <i:a><rect/></i:a></g>`, `<g/>`},
		{`<g aria-label="Lan &quot;&#10;" xml:space="preserve" xml:lang="vi"/>`, "<g aria-label=\"Lan &quot;\n\" xml:space=\"preserve\" xml:lang=\"vi\"/>"},
		{`<?php x?><s:g xmlns:s="http://www.w3.org/2000/svg"/>`, `<g/>`},
		{`<use href=""/>`, `<use/>`},
		{`<image href="` + x + ` iVBORw0KGgoAAAAASUVORK5CYII"/>`, `<image href="` + x + `iVBORw0KGgoAAAAASUVORK5CYII="/>`},
	} {
		out, found := cleaned(t, svgHead+c.body+"</svg>")
		if found.Told != "" {
			t.Errorf("%s: told %q", c.body, found.Told)
		}
		_, body, _ := strings.Cut(out, ">\n")
		if body != c.want+"</svg>\n" {
			t.Errorf("%s\n got %s\nwant %s", c.body, body, c.want)
		}
		if err := harmless(out); err != nil {
			t.Errorf("%s: %v", c.body, err)
		}
	}
}

// TestCleanData holds what becomes of pictures inside a drawing.
func TestCleanData(t *testing.T) {
	in := func(head, data string) string {
		return svgHead + `<g><image xlink:href="` + head + base64.StdEncoding.EncodeToString([]byte(data)) + `"/></g></svg>`
	}
	for head, want := range map[string]string{
		"data:image/jpg;base64,":             "data:image/jpeg;base64,/9h4",
		"DATA:image/JPEG;name=a.jpg;base64,": "data:image/jpeg;base64,/9h4",
		"data:image/png;base64,":             "",
		"data:image/heic;base64,":            "",
	} {
		out, found := cleaned(t, in(head, "\xff\xd8xsecret"))
		if strings.Contains(out, `"`+want+`"`) != (want != "") || strings.Contains(out, "data:") != (want != "") || (found.Told == "") != (want != "") {
			t.Errorf("%s: got %s, told %q", head, out, found.Told)
		}
	}
	var w bytes.Buffer
	found, err := Clean(&w, []byte(in("data:image/png;base64,", "huge")), judge)
	if !errors.Is(err, errHuge) || w.Len() > 0 || found.Line != 2 || found.Column != 4 {
		t.Errorf("a picture that refuses the drawing: %v at %d:%d, %q", err, found.Line, found.Column, &w)
	}
}

func TestRefusedSVG(t *testing.T) {
	deep := func(n int) string { return svgHead + strings.Repeat("<g>", n) + strings.Repeat("</g>", n) + "</svg>" }
	for _, c := range []struct{ data, want string }{
		{"<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg><text>&a;</text></svg>", "2:1 unsafe drawing: <!DOCTYPE>"},
		{svgHead + "<!ENTITY a 'b'></svg>", "2:1 unsafe drawing: <!ENTITY>"},
		{deep(256), "2:766 unsafe drawing: <g> > 256"},
		{"<svg>" + strings.Repeat(" ", MaxSize), "1:1 unsafe drawing: > 16 MB"},
		{"<svg><g/>\n<g></svg>", "2:10 damaged drawing"},
		{"<svg/>\n<svg/>", "2:1 damaged drawing"},
		{"<svg/>text", "1:7 damaged drawing"},
		{"<svg>&nbsp;</svg>", "1:12 damaged drawing"},
		{`<svg><g id="a" id="b"/></svg>`, "1:6 damaged drawing"},
		{`<svg xmlns="http://www.w3.org/1999/xhtml"/>`, "1:1 damaged drawing"},
		{"<svg>\xff</svg>", "1:7 damaged drawing"},
	} {
		var w bytes.Buffer
		found, err := Clean(&w, []byte(c.data), judge)
		if got := fmt.Sprintf("%d:%d %v", found.Line, found.Column, err); got != c.want || w.Len() > 0 {
			t.Errorf("%.60s: %s, want %s", c.data, got, c.want)
		}
	}
	for _, data := range []string{
		"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg width='3' height='2'/>",
		deep(255),
		"<!--" + strings.Repeat("Giấy phép ", 99) + "--><svg/>",
		"<?xml version='1.0' encoding='ISO-8859-1'?><svg><title>caf\xe9</title></svg>",
	} {
		if _, found := cleaned(t, data); found.Told != "" {
			t.Errorf("%.60s: told %q", data, found.Told)
		}
	}
	out, _ := cleaned(t, "<?xml version='1.0' encoding='ISO-8859-1'?><svg><title>caf\xe9</title></svg>")
	if !strings.Contains(out, "<title>café</title>") {
		t.Error(out)
	}
}

// TestToldShort holds that the list is short enough to be shown whole, and that elements come first.
func TestToldShort(t *testing.T) {
	var elements, styles strings.Builder
	for i := range 50 {
		fmt.Fprintf(&elements, "<bad%d/>", i)
		fmt.Fprintf(&styles, "<rect style='fill:url(https://e%d.org/ảnh-thật-dài-thật-dài)'/>", i)
	}
	for body, want := range map[string][2]string{
		elements.String():                    {"<bad0>, <bad1>, ", ", <bad9>, …"},
		styles.String() + "<foreignObject/>": {"<foreignObject>, fill: url(", "…, …"},
		"<set attributeName='href'/><script/>" + elements.String()[:14]: {"<script>, <bad0>, <bad1>, attr", "\"href\""},
	} {
		_, found := cleaned(t, svgHead+"<g>"+body[:strings.LastIndexByte(body, '>')+1]+"</g></svg>")
		got := found.Told
		if !strings.HasPrefix(got, want[0]) || !strings.HasSuffix(got, want[1]) || utf8.RuneCountInString(got) > 200 {
			t.Errorf("%.60s: %s", body, got)
		}
	}
}

// TestDrawings cleans exports of drawing programs: what the program kept for itself goes, the
// picture stays, and nothing is told but of the hostile one.
func TestDrawings(t *testing.T) {
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		base, ok := strings.CutSuffix(f.Name(), ".svg")
		if !ok || strings.HasSuffix(base, ".clean") {
			continue
		}
		t.Run(base, func(t *testing.T) {
			data, err := os.ReadFile(path.Join("testdata", f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			out, found := cleaned(t, string(data))
			if (base == "hostile") != (found.Told != "") {
				t.Errorf("told %q", found.Told)
			}
			if err := harmless(out); err != nil {
				t.Error(err)
			}
			for _, s := range []string{"Nguyễn", "NguyenVanA", "nva", "secret", "Generator", "inkscape", "sodipodi", "adobe", "pgf", "ooo:"} {
				if strings.Contains(out, s) {
					t.Errorf("%s is still in the file", s)
				}
			}
			if base != "hostile" {
				sameDrawing(t, string(data), out)
			}
			if again, _ := cleaned(t, out); again != out {
				t.Errorf("cleaned twice: %s", cmp.Diff(out, again))
			}
			golden := "testdata/" + base + ".clean.svg"
			if *update {
				if err := os.WriteFile(golden, []byte(out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out); diff != "" {
				t.Errorf("not as in %s (-want +got): %s", golden, diff)
			}
		})
	}
}

func FuzzCleanSVG(f *testing.F) {
	files, err := os.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if file.IsDir() { // what fuzzing has found
			continue
		}
		data, err := os.ReadFile("testdata/" + file.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`<svg><style>@media a{b{c:d}}/**/e{f:url(#g)!important;--h:{i}}</style><a aria-b="c" href="#d" style="fill:rgb(1,2"/></svg>`))
	f.Add([]byte(`<svg><style>.a,g>b:not(c){fill:url(#p);d:path("M0 0")}@keyframes k{to{stroke:var(--v)}}</style><pattern id="p" href="#q"><use href="#%70"/></pattern>` +
		`<g class="a" style="--v:url(#p);marker:inherit"><set attributeName="class" to="a"/><path marker-mid="url(#p)" d="M0 0h1"/></g></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var once, twice bytes.Buffer
		if _, err := Clean(&once, data, judge); err != nil {
			if once.Len() > 0 {
				t.Fatal("an error and a drawing")
			}
			return
		}
		if err := harmless(once.String()); err != nil {
			t.Fatalf("%v in %s", err, &once)
		}
		found, err := Clean(&twice, once.Bytes(), judge)
		if err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("cleaned twice: %v\n%s\n%s", err, &once, &twice)
		}
		if found.Told != "" {
			t.Fatalf("the second cleaning leaves out %q of %s", found.Told, &once)
		}
	})
}

// FuzzCleanCSS asserts the same of styles alone.
func FuzzCleanCSS(f *testing.F) {
	for _, s := range []string{
		"@media print{a{b:c}}<!-- .d>e{fill:url( '#f' )/**/!important} -->", "fill:rgb(1,2);--a:{b};stroke:'x\\'", "@font-face{src:local('a')format(\"b\")}",
		"a:not(b){c:d;{e:f}}", "@supports (a:b){@media c{d{fill:red}}}", "fill:u\\rl(x);fill:URL(#a b)", "@import/**/'a';b{",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := cssCleaner{tell: func(string) {}}
		for name, clean := range map[string]func(string) string{"sheet": c.sheet, "attribute": c.attribute} {
			once := clean(s)
			if err := harmlessCSS(once); err != nil {
				t.Fatalf("%s: %v in %s", name, err, once)
			}
			if twice := clean(once); twice != once {
				t.Fatalf("%s: %q, then %q", name, once, twice)
			}
		}
	})
}
