package search

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "write what is made: the table in script/search.js, and static/search.js of it")

// The script folds with the same table.
func TestTable(t *testing.T) {
	const name = scriptSource
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "// table:begin\n", "// table:end\n"
	head, rest, ok := strings.Cut(string(text), begin)
	old, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s lacks the lines that its table stands between", name)
	}
	if old == Table() {
		return
	}
	if !*update {
		t.Fatalf("%s has another table; go test ./internal/search -run TestTable -update\n%s", name, Table())
	}
	if err := os.WriteFile(name, []byte(head+begin+Table()+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Công đoàn viên chức", "công/cong đoan`/doan viên/vien chưc'/chuc"},
		{"ĐOÀN ÐOÀN ðoàn Ɖoàn", "đoan`/doan đoan`/doan đoan`/doan đoan`/doan"},
		{"hòa hoà HO\u0300A ho\u00e0", "hoa`/hoa hoa`/hoa hoa`/hoa hoa`/hoa"},
		{"quý qúy kỹ kĩ mỹ ý y tế thúy nguy", "quy'/qui quy'/qui ky~/ki ki~/ki my~/mi y'/y y/y tê'/te thuy'/thuy nguy/nguy"},
		{"khuyến. Mãi", "khuyên'/khuyen| mai~/mai"},
		{"08/HD-LĐLĐ", "08/8=hd/hd=lđlđ/ldld"},
		{"GD&ĐT, KT–XH", "gd/gd=đt/dt| kt/kt=xh/xh"},
		{"27/5/2021 08:30", "27/27=5/5=2021/2021 08/8| 30/30"},
		{"1.250 1,250,000 1.250.00 1.250,5 1250 0.500 1.250.", "1250/1250 1250000/1250000 1/1=250/250=00/0 1250/1250=5/5 1250/1250 0/0=500/500 1250/1250"},
		{"1.250a 12.3456 1.250,000", "1/1=250a/250a 12/12=3456/3456 1250/1250=000/0"},
		{"500.000đ 1.250.000Đồng 3.000.đ 4.000đ.000 500đ", "500000/500000=đ/d 1250000/1250000=đông`/dong 3000/3000| đ/d 4000/4000=đ/d| 000/0 500đ/500d"},
		{"Covid-19 covid19", "covid/covid=19/19 covid19/covid19"},
		{"công  đoàn\u00a0viên\tchức", "công/cong đoan`/doan viên/vien chưc'/chuc"},
		{"công\nđoàn - viên “chức”", "công/cong| đoan`/doan| viên/vien| chưc'/chuc"},
		{"a\u0301\u0306 \u0301b é\u0303", "ă'/a| b/b e'/e"},
		{"straße Ærø naïve España", "straße/straße ærø/ærø naive/naive espana~/espana"},
		{"Σίσυφος Йод", "σισυφος'/σισυφος иод/иод"},
		{"x\xffy 5×6 \u212a", "x/x| y/y 5/5| 6/6"},
		{"", ""},
		{"… — ☑ 😀", ""},
		{strings.Repeat("a", 60) + "\u0301 " + strings.Repeat("0", 50), strings.Repeat("a", 40) + "'/" + strings.Repeat("a", 40) + " " + strings.Repeat("0", 40) + "/0"},
	} {
		var b strings.Builder
		for i, x := range Tokens(c.text) {
			b.WriteString(map[bool]string{true: "", false: map[Gap]string{Broken: "| ", Spaced: " ", Joined: "="}[x.Gap]}[i == 0])
			b.WriteString(x.Exact + "/" + x.Bare)
		}
		if b.String() != c.want {
			t.Errorf("%q: %s, want %s", c.text, &b, c.want)
		}
	}
}

// The consonants and rhymes of Vietnamese syllables. What no word has does no harm here.
var (
	onsets = strings.Fields("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
	rhymes = strings.Fields(`a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
		e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
		o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
		ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
		u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt uy uya uych uyên
		uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yên yêm yêng yêt yêu`)
)

// Wherever its tone is written, however it is composed and in whatever case, a syllable has one exact form, which no
// other syllable has; and its bare form is ASCII.
func TestSyllables(t *testing.T) {
	forms := make(map[string]string)
	for _, onset := range append(onsets, "") {
		for _, rhyme := range rhymes {
			for _, tone := range []string{"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"} {
				syllable := onset + rhyme + tone
				exact := ""
				for at, r := range onset + rhyme {
					if !strings.ContainsRune("aăâeêioôơuưy", r) {
						continue
					}
					at += utf8.RuneLen(r)
					written := (onset + rhyme)[:at] + tone + (onset + rhyme)[at:]
					for _, text := range []string{written, norm.NFC.String(written), norm.NFD.String(written), strings.ToUpper(norm.NFC.String(written)),
						strings.ToUpper(norm.NFD.String(written))} {
						all := Tokens(text)
						if len(all) != 1 || exact != "" && all[0].Exact != exact {
							t.Fatalf("%+q: %+v, want %s", text, all, exact)
						}
						if exact = all[0].Exact; strings.ContainsFunc(all[0].Bare, func(r rune) bool { return r < 'a' || r > 'z' }) {
							t.Errorf("%q: bare %q", text, all[0].Bare)
						}
					}
				}
				if other, twice := forms[exact]; twice && other != syllable {
					t.Errorf("%q and %q are both %q", syllable, other, exact)
				}
				forms[exact] = syllable
			}
		}
	}
	if len(forms) < 20_000 {
		t.Errorf("%d syllables", len(forms))
	}
}

// comparable tells whether the normal forms of a text are tokens of the same characters: all its marks are those that
// Latin letters bear, and it is not in the Greek of the ancients, whose letters no table here has composed.
func comparable(text string) bool {
	for _, r := range norm.NFC.String(text) + norm.NFD.String(text) {
		if r == utf8.RuneError || 0x1F00 <= r && r < 0x2000 {
			return false
		}
		var buf [utf8.UTFMax]byte
		if (r < 0x0300 || r > 0x036F) && norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).CCC() > 0 {
			return false
		}
	}
	return true
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Công đoàn 08/HD-LĐLĐ", "1.250.000, 1.250.00", "a\u0301\u0323\u0306", "\u0301a", "Σίσυφος", "\u1e9b\u0323", "x\xff\xe1\xba", "\u0344", "ǖ ṍ ự", "a\u0315\u0300\u05ae"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all := Tokens(text)
		end := 0
		for i, x := range all {
			if x.Start < end || x.End <= x.Start || x.End > len(text) || x.Bare == "" || x.Exact == "" || i == 0 && x.Gap != Broken {
				t.Fatalf("%q: token %d %+v", text, i, x)
			}
			end = x.End
			if strings.ContainsAny(x.Bare+x.Exact, " \"\\\n") || x.Bare != strings.ToLower(x.Bare) {
				t.Fatalf("%q: %+v", text, x)
			}
			ascii := !strings.ContainsFunc(text[x.Start:x.End], func(r rune) bool {
				return r > 0xFF || r == 'ß' || r == 'æ' || r == 'ø' || r == 'þ' || r == 'Æ' || r == 'Ø' || r == 'Þ'
			})
			if ascii && strings.ContainsFunc(x.Bare, func(r rune) bool { return r >= utf8.RuneSelf }) {
				t.Fatalf("%q: bare %q", text, x.Bare)
			}
		}
		// The index reads the same words.
		x := newIndexer(nil)
		list := slices.Clone(x.line(text))
		if len(list) != len(all) {
			t.Fatalf("%q: %d words, %d tokens", text, len(list), len(all))
		}
		for i, w := range list {
			if x.words[w&^broken].form != (form{all[i].Bare, all[i].Exact}) || (w&broken != 0) != (all[i].Gap == Broken) {
				t.Fatalf("%q: word %d %+v, token %+v", text, i, x.words[w&^broken].form, all[i])
			}
		}
		if !comparable(text) {
			return
		}
		nfc, nfd := Tokens(norm.NFC.String(text)), Tokens(norm.NFD.String(text))
		if !slices.EqualFunc(nfc, nfd, func(a, b Token) bool { return a.Bare == b.Bare && a.Exact == b.Exact && a.Gap == b.Gap }) {
			t.Fatalf("%q: NFC %+v, NFD %+v", text, nfc, nfd)
		}
	})
}
