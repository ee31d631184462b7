package document

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

const core = `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kế hoạch</dc:title>%s</cp:coreProperties>`

const odf = `<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><meta:initial-creator>Trần Thị B</meta:initial-creator><dc:creator>Lê C</dc:creator><meta:user-defined>D</meta:user-defined></office:meta></office:document-meta>`

const xmp = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator><rdf:Seq><rdf:li>Nguyễn A</rdf:li> <rdf:li>Lê &amp; C</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"

func TestAuthor(t *testing.T) {
	pdf := func(objects ...string) string { return "%PDF-1.7\n" + strings.Join(objects, "\n") + "\n%%EOF\n" }
	info := func(s string) string { return pdf("1 0 obj\n<< /Title (x) /Author " + s + " >>\nendobj") }
	stream := func(dict, body string) string {
		return fmt.Sprintf("3 0 obj\n<< %s /Length %d >>\nstream\r\n%s\nendstream\nendobj", dict, len(body), body)
	}
	for _, c := range []struct{ name, data, want string }{
		{"a.docx", string(zipOf(t, "word/document.xml", "<a/>", "docProps/core.xml", fmt.Sprintf(core, "<dc:creator>Nguyễn  Văn\nA</dc:creator><cp:lastModifiedBy>Trần B</cp:lastModifiedBy>"), "docProps/app.xml", "<Company>X</Company>")), "Nguyễn Văn A, Trần B"},
		{"a.XLSX", string(zipOf(t, "docProps/core.xml", fmt.Sprintf(core, "<dc:creator>A</dc:creator><cp:lastModifiedBy>A</cp:lastModifiedBy>"))), "A"},
		{"clean.docx", string(zipOf(t, "docProps/core.xml", fmt.Sprintf(core, "<dc:creator></dc:creator><cp:lastModifiedBy> </cp:lastModifiedBy>"))), ""},
		{"long.pptx", string(zipOf(t, "docProps/core.xml", fmt.Sprintf(core, "<dc:creator>"+strings.Repeat("a", 99)+"</dc:creator>"))), strings.Repeat("a", 40) + "…"},
		{"bomb.pptx", string(zipOf(t, "docProps/core.xml", fmt.Sprintf(core, "<dc:creator>A</dc:creator>"+strings.Repeat(" ", 3<<20)+"<dc:creator>B</dc:creator>"))), "A"},
		{"a.odt", string(zipOf(t, "meta.xml", odf)), "Trần Thị B, Lê C"},
		{"cut.odt", string(zipOf(t, "meta.xml", odf))[:90], ""},
		{"empty.docx", "", ""},
		{"other.docx", "%PDF-1.7", ""},
		{"literal.pdf", info(`(Nguyen \(Van\) (A) \101\\)`), `Nguyen (Van) (A) A\`},
		{"split.pdf", info("(A\\\nB\\\r\nC\\nD)"), "ABC D"},
		{"latin.pdf", info("(Ren\xe9 \x90x)"), "René ’x"},
		{"utf16.pdf", info("(\xfe\xff\x01\x10\x00o\x00\xe0\x00n)"), "Đoàn"},
		{"hex.pdf", info("<FEFF 0110 006F 00E0 006E>"), "Đoàn"},
		{"utf8.pdf", info("(\ufeffĐoàn)"), "Đoàn"},
		{"decomposed.pdf", info("(\ufeffĐoa\u0300n)"), "Đoàn"},
		{"tight.pdf", pdf("<</Author(A)/Creator(Word)>>"), "A"},
		{"indirect.pdf", pdf("12 0 obj (B) endobj 2 0 obj (A) endobj", "<< /Author 2 0 R >>"), "A"},
		{"nowhere.pdf", pdf("<< /Author 9 0 R >>"), ""},
		{"twice.pdf", info("(A)") + info("(B)") + info("(A)"), "A, B"},
		{"none.pdf", pdf("<< /Creator (Word) /Producer (Skia) /Authority (x) /AuthorName /x >>"), ""},
		{"objects.pdf", pdf(stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", deflated("1 0 << /Author (A) >>"))), "A"},
		{"image.pdf", pdf(stream("/Type /XObject /Filter /FlateDecode", deflated("/Author (A)")), stream("/Type /XObject", "/Author (B)")), ""},
		{"xmp.pdf", pdf(stream("/Type /Metadata /Subtype /XML", xmp)), "Nguyễn A, Lê & C"},
		{"packed.pdf", pdf(stream("/Type /Metadata /Subtype /XML /Filter /FlateDecode", deflated(strings.Replace(xmp, "<rdf:Desc", `<rdf:Description d:creator="E" xmlns:d="http://purl.org/dc/elements/1.1/"/><rdf:Desc`, 1)))), "E, Nguyễn A, Lê & C"},
		{"encrypted.pdf", pdf("<< /Author (\x01\x02\x03abc) >>", stream("", "x"), "trailer << /Encrypt 5 0 R >>"), ""},
		{"cut.pdf", "%PDF-1.7\n<< /Author (A", "A"},
		{"a.csv", "Tác giả,A", ""},
	} {
		got, err := Author(fstest.MapFS{c.name: {Data: []byte(c.data)}}, c.name)
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
	if _, err := Author(fstest.MapFS{}, "a.pdf"); err == nil {
		t.Error("no error for a missing file")
	}
}

func TestProblems(t *testing.T) {
	files := fstest.MapFS{
		"b.pdf":  {Data: []byte("%PDF-1.7\n<< /Author (B) >>")},
		"a.docx": {Data: zipOf(t, "docProps/core.xml", fmt.Sprintf(core, "<dc:creator>A</dc:creator>"))},
		"c.pdf":  {Data: []byte("%PDF-1.7\n")},
		"d.txt":  {Data: []byte("/Author (D)")},
	}
	author := func(path string) string {
		who, _ := Author(files, path)
		return who
	}
	var got []string
	for _, d := range Problems([]string{"d.txt", "c.pdf", "b.pdf", "a.docx", "b.pdf", "gone.pdf"}, author) {
		got = append(got, fmt.Sprint(d.File, d.Line, " ", d.Code, " ", d.Args))
	}
	if want := "a.docx0 document-author [a.docx A]|b.pdf0 document-author [b.pdf B]"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
	if d := Problems(nil, author); d != nil {
		t.Errorf("of no files: %v", d)
	}
}

// TestAuthorOfExiftool reads what another program writes.
func TestAuthorOfExiftool(t *testing.T) {
	exiftool, err := exec.LookPath("exiftool")
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal("exiftool is not installed")
	case err != nil:
		t.Skip("exiftool is not installed")
	}
	dir := t.TempDir()
	const plain = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n" +
		"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n"
	name := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(name, []byte(plain), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(exiftool, "-q", "-overwrite_original", "-PDF:Author=Đoàn Văn Ế", "-XMP-dc:Creator=Lê Thị Ơ", name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := Author(os.DirFS(dir), "a.pdf")
	if err != nil || !strings.Contains(got, "Đoàn Văn Ế") || !strings.Contains(got, "Lê Thị Ơ") {
		t.Errorf("%q, %v", got, err)
	}
}

// FuzzAuthor asserts that no file of any type makes the search for authors panic, that what it finds is text of bounded
// length, and the same twice.
func FuzzAuthor(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n1 0 obj (B) endobj << /Author 1 0 R >> << /Author (\xfe\xff\x00a) /Author <41> >>"))
	f.Add([]byte("%PDF-1.7\n1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n" + deflated("/Author (\\101)") + "\nendstream"))
	f.Add([]byte("%PDF-1.7\n<< /Type /Metadata >> stream\n" + xmp + "\nendstream"))
	f.Add(zipOf(f, "docProps/core.xml", fmt.Sprintf(core, "<dc:creator>A</dc:creator><cp:lastModifiedBy>B</cp:lastModifiedBy>")))
	f.Add(zipOf(f, "meta.xml", odf))
	names := []string{"a.pdf", "a.docx", "a.odt"}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range names {
			files := fstest.MapFS{name: {Data: data}}
			got, err := Author(files, name)
			if err != nil || got != strings.ToValidUTF8(got, "?") || len(got) > 5000 {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			if again, _ := Author(files, name); again != got {
				t.Errorf("%s: %q, then %q", name, got, again)
			}
		}
	})
}
