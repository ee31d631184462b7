package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"

	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/search"
)

const (
	searchScript = "../../static/search.js"
	searchSource = "../../internal/search/script/search.js" // of the same, with its types
)

// The script of the search is small enough to be there when the first letters are typed.
func TestSearchScriptIsSmall(t *testing.T) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte(readFile(t, searchScript))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 8192 {
		t.Errorf("search.js is sent in %d bytes, want at most 8192", b.Len())
	}
}

func TestSearchScriptTypes(t *testing.T) {
	tsc := need(t, "TypeScript", "../../.ci/node_modules/typescript/bin/tsc")
	node := need(t, "Node.js", "node")
	t.Parallel()
	out, err := exec.Command(node, tsc, "--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2020",
		"--lib", "dom,dom.iterable,es2020", "--module", "es2020", searchSource).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// scriptTab is a tab in which the functions of the script are those of the object S.
func scriptTab(t *testing.T, browser context.Context, files map[string][]byte) *tab {
	t.Helper()
	server := httptest.NewServer(strict(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch name := strings.TrimPrefix(r.URL.Path, "/"); name {
		case "":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, "<!doctype html><title>–</title>")
		case "search.js":
			http.ServeFile(w, r, searchScript)
		default:
			w.Header().Set("Content-Type", "application/json")
			w.Write(files[name])
		}
	})))
	t.Cleanup(server.Close)
	b := newTab(t, browser, 800, 600, 1)
	b.open(server.URL+"/", "load")
	eval[bool](b, `import('/search.js').then((m) => { window.S = m; return true; })`)
	return b
}

// folds compares how the script and the program take texts apart; texts are UTF-16, sound or not.
func folds(t *testing.T, browser context.Context, texts [][]uint16) {
	t.Helper()
	// Numbers, as JSON has no halves of surrogate pairs.
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	b := scriptTab(t, browser, map[string][]byte{"texts.json": input})
	got := strings.Split(eval[string](b, `fetch('/texts.json').then((r) => r.json()).then((texts) => texts.map((units) => {
		let text = '';
		for (let i = 0; i < units.length; i += 5000) text += String.fromCharCode(...units.slice(i, i + 5000));
		return S.tokens(text).map((t) => [t.bare, t.exact, t.start, t.end, t.joined ? 2 : t.pair ? 1 : 0].join(' ')).join('|');
	}).join('\n'))`), "\n")
	if len(got) != len(texts) {
		t.Fatalf("%d answers for %d texts", len(got), len(texts))
	}
	wrong := 0
	for i, units := range texts {
		if want := goTokens(units); got[i] != want {
			g, w := strings.Split(got[i], "|"), strings.Split(want, "|")
			at := 0
			for at < min(len(g), len(w)) && g[at] == w[at] {
				at++
			}
			t.Errorf("text %d %.60q, token %d:\n script  %.200q\n program %.200q", i, string(utf16.Decode(units)), at, g[min(at, len(g)-1)], w[min(at, len(w)-1)])
			if wrong++; wrong > 10 {
				return
			}
		}
	}
}

// goTokens are the program's tokens, with offsets as the script counts them.
func goTokens(units []uint16) string {
	text := string(utf16.Decode(units))
	at := make([]int, len(text)+1) // by byte
	n := 0
	for i, r := range text {
		at[i] = n
		n += utf16.RuneLen(r)
	}
	at[len(text)] = n
	var all []string
	for _, token := range search.Tokens(text) {
		all = append(all, fmt.Sprintf("%s %s %d %d %d", token.Bare, token.Exact, at[token.Start], at[token.End], token.Gap))
	}
	return strings.Join(all, "|")
}

// The parts of all Vietnamese syllables.
const (
	syllableOnsets = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
	syllableRhymes = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
		" e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu" +
		" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong" +
		" ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt" +
		" u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt uy uya uych uyên" +
		" uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu" +
		" y yên yêm yêng yêt yêu ych ynh"
)

// spellings are a syllable in a tone with the mark on each of its vowels, composed and decomposed.
func spellings(letters, mark string) []string {
	if mark == "" {
		return []string{letters, norm.NFD.String(letters)}
	}
	var all []string
	for i, r := range letters {
		if strings.ContainsRune("aăâeêioôơuưy", r) {
			end := i + len(string(r))
			one := letters[:end] + mark + letters[end:]
			all = append(all, norm.NFC.String(one), norm.NFD.String(one))
		}
	}
	return all
}

// The script folds every Vietnamese syllable as the program does, wherever the tone is written.
func TestSearchScriptFoldsSyllables(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	var texts [][]uint16
	for _, onset := range append(strings.Fields(syllableOnsets), "") {
		var all []string
		for rhyme := range strings.FieldsSeq(syllableRhymes) {
			for _, mark := range []string{"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"} {
				same := spellings(onset+rhyme, mark)
				for _, one := range same {
					if a, b := search.Tokens(one)[0], search.Tokens(same[0])[0]; a.Exact != b.Exact || a.Bare != b.Bare {
						t.Fatalf("%q is %v, %q is %v", one, a, same[0], b)
					}
				}
				all = append(all, same...)
				all = append(all, strings.ToUpper(same[0]))
			}
		}
		texts = append(texts, utf16.Encode([]rune(strings.Join(all, " "))))
	}
	folds(t, browser, texts)
}

// So it does with every character of the planes' beginnings, and with whatever one may type or paste.
func TestSearchScriptFoldsAnything(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	var texts [][]uint16
	for block := 0; block < 0x10000; block += 0x400 {
		var units []uint16
		for c := block; c < block+0x400; c++ {
			units = append(units, 'a', uint16(c), 'b', ' ', uint16(c), '1', uint16(c), '2', ' ')
		}
		texts = append(texts, units)
	}
	r := rand.New(rand.NewPCG(2021, 27))
	for range 10000 {
		units := make([]uint16, 0, 40)
		for range r.IntN(24) {
			units = append(units, randomCharacter(r)...)
		}
		texts = append(texts, units)
	}
	folds(t, browser, texts)
}

// randomCharacter gives any character, more often those that search minds, or half of a pair.
func randomCharacter(r *rand.Rand) []uint16 {
	const (
		letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƠQUYkỳộỄ"
		marks   = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
		signs   = " .,/-&–\u2011\u00a0\t\n“”\"()|"
	)
	pick := func(s string) []uint16 { all := []rune(s); return utf16.Encode(all[r.IntN(len(all)):][:1]) }
	switch r.IntN(10) {
	case 0, 1, 2:
		return pick(letters)
	case 3:
		return pick(marks)
	case 4:
		return pick(signs)
	case 5:
		return pick("0123456789")
	case 6:
		return []uint16{uint16(0xC0 + r.IntN(0x500))}
	case 7:
		return []uint16{uint16(0x1E00 + r.IntN(0x200))}
	case 8:
		return []uint16{uint16(r.IntN(0x10000))} // surrogates too, alone
	}
	return utf16.Encode([]rune{rune(0x10000 + r.IntN(0x100000))})
}

// numberString writes a number as the files of the index do.
func numberString(v int) string {
	const alphabet = `#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_` + "`" + `abcdefghijklmnopqrstuvwxyz{|}~`
	if v < 61 {
		return alphabet[v : v+1]
	}
	return alphabet[61+(v-61)%30:][:1] + numberString((v-61)/30)
}

func TestSearchScriptReadsNumbers(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	want := []int{0, 1, 60, 61, 90, 91, 1890, 1891, 1892, 99999, 1<<20 - 1, 1<<31 - 1}
	for v := range 4000 {
		want = append(want, v)
	}
	var text strings.Builder
	for _, v := range want {
		text.WriteString(numberString(v))
	}
	b := scriptTab(t, browser, nil)
	if got := eval[[]int](b, `[...S.numbers(`+strconv.Quote(text.String())+`)]`); !slices.Equal(got, want) {
		t.Errorf("the script reads %v…", got[:20])
	}
}

// What is marked in a text, and what is shown of it.
func TestSearchScriptMarks(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	b := scriptTab(t, browser, nil)
	for _, c := range []struct {
		query, text string
		level       int
		want        string
	}{
		{"hien mau", "Ngày hội hiến máu, màu hiền", 2, "Ngày hội [hiến máu], [màu hiền]"},
		{"hiến máu ", "Ngày hội hiến máu, màu hiền, mau", 2, "Ngày hội [hiến máu], [màu hiền], [mau]"},
		{"hòa ", "hoà, hoá, hoa hòa", 2, "[hoà], [hoá], [hoa hòa]"},
		{"dân", "đàn dàn dân", 0, "[đàn dàn dân]"},
		{"dân", "đàn dàn dận", 2, "đàn dàn [dận]"},
		{"đoàn v", "Đoàn viên", 2, "[Đoàn viên]"},
		{"đoàn v ", "Đoàn viên", 2, "[Đoàn] viên"},
		{"08/HD", "số 08/HD-LĐLĐ", 2, "số [08/HD]-LĐLĐ"},
		{"cdcs", "Công đoàn cơ sở và CĐCS", 2, "[Công đoàn cơ sở] và [CĐCS]"},
		{"công đoàn cơ sở", "CĐCS", 2, "[CĐCS]"},
		{"<b>", "a <b>b</b>", 2, "a <[b>b]</[b]>"},
		{"", "không gì", 2, "không gì"},
	} {
		got := eval[string](b, fmt.Sprintf(`(() => {
			const seek = S.seeker(S.parse(%q), [['cdcs', 'cong doan co so']]);
			return S.pieces(%[2]q, seek(%[2]q, %[3]d)).map((piece, i) => i %% 2 ? '[' + piece + ']' : piece).join('');
		})()`, c.query, c.text, c.level))
		if got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.query, c.text, got, c.want)
		}
	}
	long := strings.Repeat("Đoạn đầu không có gì đáng kể. ", 40) + "\nỞ đây có hiến máu tình nguyện. " + strings.Repeat("Rồi lại thôi, không có gì. ", 40)
	got := eval[string](b, fmt.Sprintf(`(() => {
		const post = {s: 'Tóm tắt có máu.', b: %q, level: 2};
		return S.snippet(post, S.seeker(S.parse('hien mau'))).map((piece, i) => i %% 2 ? '[' + piece + ']' : piece).join('');
	})()`, long))
	if !strings.HasPrefix(got, "… Ở đây có [hiến máu] tình nguyện. Rồi") || !strings.HasSuffix(got, " …") || len(got) > 400 {
		t.Errorf("the snippet is %q", got)
	}
}

// Queries that mean harm, or nothing, are read without an error.
func TestSearchScriptReadsHostileQueries(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	queries, err := json.Marshal(hostileQueries)
	if err != nil {
		t.Fatal(err)
	}
	b := scriptTab(t, browser, map[string][]byte{"queries.json": queries})
	if got := eval[string](b, `fetch('/queries.json').then((r) => r.json()).then((all) => [...all, '\ud800', 'a\udc00b', '\udbffx\ud83d'].map((q) => {
		const words = S.parse(q);
		if (words.length > 16) return 'many words: ' + q.slice(0, 50);
		S.pieces(q, S.seeker(words, [['cdcs', 'cong doan co so']])(q, 2));
		return '';
	}).join(''))`); got != "" {
		t.Error(got)
	}
}

var hostileQueries = []string{
	strings.Repeat("công đoàn ", 1000), strings.Repeat("a", 10000), strings.Repeat("“", 10000), strings.Repeat("\u0301", 10000),
	"!!! … ??? ///", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "<svg/onload=alert(1)>", "${alert(1)}", "{}{}{{.}}",
	"(.*)+[a-z]{9}\\", "[", "\\", "(?<=a)b|*", "%00%zz", "\x00\x01\u202e", "😀👩‍👩‍👧‍👦🇻🇳", "__proto__", "constructor toString", "hasOwnProperty",
	"' OR 1=1 --", "$& $1 $$", "|", `"công đoàn`, `"" "`, "q=1&topic=x#y", "🏳️‍🌈 hiến máu", "ﬁ ǆ ß İ ı Ω",
}
