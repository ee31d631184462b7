package filename

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOnWindows(t *testing.T) {
	for _, bad := range []string{
		"con", "CON", "Con.jpg", "aux.md", "nul.tar.gz", "prn", "com1", "COM9.txt", "lpt1.pdf", "com¹", "LPT³.x", "conin$", "CONOUT$.txt",
		"aux .jpg", "con  ", "a.", "a..", "a ", "...", "a:b", "anh.jpg:x", "a<b", "a>b", `a"b`, "a|b", "a?b", "a*b", `a\b`, "a/b", "a\tb", "a\x00",
	} {
		if OnWindows(bad) {
			t.Errorf("%q passes", bad)
		}
		if safe := Safe(bad); !OnWindows(safe) || len(safe) > len(bad)+1 {
			t.Errorf("%q is made %q", bad, safe)
		}
	}
	for _, good := range []string{
		".", "..", "a", "con-1", "con cái.jpg", "concert", "com", "com0", "com10", "lpt", "lpt12", "auxiliary", "x.con", "x.aux", "null", ".nul",
		"ảnh.JPG", "công đoàn", " a", ".htaccess", "com¹²", "d'à", "cón", "a..b", "prn_", "comb", "coma.md",
	} {
		if !OnWindows(good) {
			t.Errorf("%q does not pass", good)
		}
		if safe := Safe(good); safe != good && strings.Trim(good, ".") != "" {
			t.Errorf("%q is made %q", good, safe)
		}
	}
}

func TestFirstBad(t *testing.T) {
	for path, want := range map[string]string{
		"content/posts/2021/aux/anh.jpg": "aux", "/2021/05/con/": "con", "/a/b/": "", "": "", "/": "", "static/a./b:c": "a.", "static/com1.d/x": "com1.d",
	} {
		if got := FirstBad(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"anh.jpg", "Anh.JPG", "ANH.jpg"}, {"đơn-vị", "ĐƠN-VỊ", "Đơn-Vị"}, {"kelvin", "\u212aelvin", "KELVIN"}, {"so", "ſo"},
		{"ảnh ế", "ẢNH Ế"}, {"σ", "ς", "Σ"}, {"å", "Å", "\u212b"},
	} {
		for _, name := range same {
			if Fold(name) != Fold(same[0]) {
				t.Errorf("%q and %q are not one", name, same[0])
			}
			if Fold(Fold(name)) != Fold(name) {
				t.Errorf("%q is folded twice", name)
			}
		}
	}
	if Fold("anh") == Fold("ảnh") || Fold("d") == Fold("đ") {
		t.Error("accents count")
	}
}

// FuzzSafe: what Safe gives, Windows can hold; it is made safe once; and folding does not change whether a name is safe.
func FuzzSafe(f *testing.F) {
	for _, seed := range []string{"con", "aux .jpg", "a.", "a:b", "com¹.tar.gz", "...", "\u212aon", "ảnh. .", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || !utf8.ValidString(name) {
			return // no name of a site's file
		}
		safe := Safe(name)
		if !OnWindows(safe) || Safe(safe) != safe {
			t.Errorf("%q is made %q, then %q", name, safe, Safe(safe))
		}
		if OnWindows(name) && name != "." && name != ".." && !strings.Contains(name, "\x7f") && safe != name {
			t.Errorf("%q is fine and is made %q", name, safe)
		}
	})
}
