package site

import "testing"

// No ending of a program is left within a published name, where some web servers would find it.
func TestPublishedName(t *testing.T) {
	for name, want := range map[string]string{
		"bao-cao.pdf":           "bao-cao.pdf",
		"bao-cao.20210527.pdf":  "bao-cao.20210527.pdf",
		"v1.2.chinh-thuc.docx":  "v1.2.chinh-thuc.docx",
		"a.php.pdf":             "a-php.pdf",
		"a.PHP5.jpg":            "a-PHP5.jpg",
		"a.x.phtml.shtml.b.txt": "a.x-phtml-shtml.b.txt",
		"php.pdf":               "php.pdf",
		"a.b#c%d.png":           "a.b-c-d.png",
	} {
		if got := publishedName(name); got != want {
			t.Errorf("%s is published as %s, want %s", name, got, want)
		}
	}
}
