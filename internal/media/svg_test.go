package media

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the cleaned drawings")

const svgHead = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"

func cleaned(t testing.TB, data string) (string, cleaning) {
	t.Helper()
	var w bytes.Buffer
	found, err := cleanSVG(&w, []byte(data))
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
		_, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(data)}}, []string{"a.svg"}, 0)
		if len(problems) != 1 {
			t.Errorf("%s: %v", c.body, problems)
			continue
		}
		d := problems[0]
		if got := fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Args[1]); d.Code != "svg-cleaned" || d.Args[0] != "a.svg" || got != c.want {
			t.Errorf("%s: %s %q, want %q", c.body, d.Code, got, c.want)
		}
		out, _ := cleaned(t, data)
		if err := harmless(out); err != nil {
			t.Errorf("%s: %v in %s", c.body, err, out)
		}
		if _, again := cleaned(t, out); len(again.told) > 0 {
			t.Errorf("%s: told again: %q", c.body, again.told)
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
		if len(found.told) > 0 {
			t.Errorf("%s: told %q", c.body, found.told)
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

// TestCleanData holds that a photo inside a drawing is stripped too.
func TestCleanData(t *testing.T) {
	in := dataAddress("image/jpg", insert(plainJPEG(t, 8, 8), 2, seg(0xfe, "secret"), seg(0xe1, exif(binary.BigEndian, 1))))
	out, found := cleaned(t, svgHead+`<image xlink:href="`+in+`"/></svg>`)
	if want := dataAddress("image/jpeg", plainJPEG(t, 8, 8)); !strings.Contains(out, `"`+want+`"`) || len(found.told) > 0 {
		t.Errorf("got %s, told %q", out, found.told)
	}
}

func TestRefusedSVG(t *testing.T) {
	deep := func(n int) string { return svgHead + strings.Repeat("<g>", n) + strings.Repeat("</g>", n) + "</svg>" }
	for _, c := range []struct{ data, want string }{
		{"<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg><text>&a;</text></svg>", "2:1 unsafe-svg [a.svg <!DOCTYPE>]"},
		{svgHead + "<!ENTITY a 'b'></svg>", "2:1 unsafe-svg [a.svg <!ENTITY>]"},
		{deep(256), "2:766 unsafe-svg [a.svg <g> > 256]"},
		{"<svg>" + strings.Repeat(" ", maxSVG), "1:1 unsafe-svg [a.svg > 16 MB]"},
		{"<svg><g/>\n<g></svg>", "2:10 bad-image [a.svg]"},
		{"<svg/>\n<svg/>", "2:1 bad-image [a.svg]"},
		{"<svg/>text", "1:7 bad-image [a.svg]"},
		{"<svg>&nbsp;</svg>", "1:12 bad-image [a.svg]"},
		{`<svg><g id="a" id="b"/></svg>`, "1:6 bad-image [a.svg]"},
		{`<svg xmlns="http://www.w3.org/1999/xhtml"/>`, "1:1 bad-image [a.svg]"},
		{"<svg>\xff</svg>", "1:7 bad-image [a.svg]"},
	} {
		files := fstest.MapFS{"a.svg": {Data: []byte(c.data)}}
		pics, problems := Inspect(files, []string{"a.svg"}, 0)
		if len(problems) != 1 || len(pics) != 0 {
			t.Errorf("%.60s: %v", c.data, problems)
			continue
		}
		d := problems[0]
		if got := fmt.Sprintf("%d:%d %s %v", d.Line, d.Column, d.Code, d.Args); got != c.want {
			t.Errorf("%.60s: %s, want %s", c.data, got, c.want)
		}
		var w bytes.Buffer
		if err := Write(&w, files, "a.svg"); err != nil || w.String() != `<svg xmlns="http://www.w3.org/2000/svg"/>`+"\n" {
			t.Errorf("%.60s is published as %.80s", c.data, &w)
		}
	}
	for _, data := range []string{
		"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg width='3' height='2'/>",
		deep(255),
		"<!--" + strings.Repeat("Giấy phép ", 99) + "--><svg/>",
		"<?xml version='1.0' encoding='ISO-8859-1'?><svg><title>caf\xe9</title></svg>",
	} {
		if pics, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(data)}}, []string{"a.svg"}, 0); len(problems) != 0 || len(pics) != 1 {
			t.Errorf("%.60s: %v", data, problems)
		}
	}
	out, _ := cleaned(t, string(utf8XML([]byte("<?xml version='1.0' encoding='ISO-8859-1'?><svg><title>caf\xe9</title></svg>"))))
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
		_, problems := Inspect(fstest.MapFS{"a.svg": {Data: []byte(svgHead + "<g>" + body[:strings.LastIndexByte(body, '>')+1] + "</g></svg>")}}, []string{"a.svg"}, 0)
		if len(problems) != 1 {
			t.Errorf("%.60s: %v", body, problems)
			continue
		}
		got := problems[0].Args[1]
		if !strings.HasPrefix(got, want[0]) || !strings.HasSuffix(got, want[1]) || utf8.RuneCountInString(got) > 200 {
			t.Errorf("%.60s: %s", body, got)
		}
	}
}

// TestDrawings cleans exports of drawing programs: what the program kept for itself goes, the
// picture stays, and nothing is told but of the hostile one.
func TestDrawings(t *testing.T) {
	files, err := os.ReadDir("testdata/drawings")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		base, ok := strings.CutSuffix(f.Name(), ".svg")
		if !ok || strings.HasSuffix(base, ".clean") {
			continue
		}
		t.Run(base, func(t *testing.T) {
			data, err := os.ReadFile(path.Join("testdata/drawings", f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			out, found := cleaned(t, string(data))
			if (base == "hostile") != (len(found.told) > 0) {
				t.Errorf("told %q", found.told)
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
			golden := "testdata/drawings/" + base + ".clean.svg"
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
	files, err := os.ReadDir("testdata/drawings")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile("testdata/drawings/" + file.Name())
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
		if _, err := cleanSVG(&once, utf8XML(data)); err != nil {
			if once.Len() > 0 {
				t.Fatal("an error and a drawing")
			}
			return
		}
		if err := harmless(once.String()); err != nil {
			t.Fatalf("%v in %s", err, &once)
		}
		found, err := cleanSVG(&twice, once.Bytes())
		if err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("cleaned twice: %v\n%s\n%s", err, &once, &twice)
		}
		if len(found.told) > 0 {
			t.Fatalf("the second cleaning leaves out %q of %s", found.told, &once)
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
