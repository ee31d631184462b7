package markdown

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/viet"
)

// quickly are bodies that quick must take, for they are what it is for.
var quickly = []string{
	"", "\n", "Một dòng", "Hai\ndòng\n\n\nvà hết\n", "Cứng  \nmềm \nhết  \n", "  \n\nSau dòng trống\n   \n",
	"## Mục một\n\nLời.\n\n### Mục con  \nLời.\n## Mục một\n", "# Một\n#### Bốn\n", "#hashtag không phải mục\n",
	"- một\n- hai\n- **ba**: bốn\n\nLời.\n", "Gồm:\n- một\n- hai\n", "Gồm:\n1. một\n2. hai\n", "5) năm\n6) sáu\n", "* sao\n* sao\n\n\n## Mục\n", "+ cộng\n",
	"**Đậm** và *nghiêng*, *nghiêng **đậm** nghiêng*, (**ngoặc**). **Hết.**\n", "**Đậm\nhai dòng** hết\n",
	"Xem [trang](/2022/03/bai/), [tệp](a%20b.pdf \"Tiêu đề\"), [**đậm**](x) và **[liên kết](y)**.\n", "[một](a)[hai](b)\n",
	"[ngoài](https://example.vn/a?b=c&d=e#f) và [thư](mailto:a@b.vn)\n",
	"![Ảnh](anh.jpg)\n", "![Ảnh \"đẹp\"](anh.jpg \"Chú thích: 'một' -- hai...\")\n\nLời ![ảnh](b.png \"x\") trong dòng.\n",
	"| Nội dung | Số |\n|---|---:|\n| **một** | 1 |\n| | 2 |\n", "|a|\n|:-:|\n", "| | Số |\n| --- | :--- |\n",
	"\"Trích\" 'một' -- hai --- ba... bốn & năm > sáu; R&D &amp; &#8203; A.B w.C 1.250 08:30\n", "2021 là năm. 15/4 là ngày\n",
	"> Lời.\n>\n> — Người *nói*\n\nTiếp\n", "> Một\n>\n> Hai\n\n> Khác\n", "> — Không phải tên\n", "> Lời\n>\n> —\n",
	"&#8203;\n\nDòng đầu\n", "Chữ [a b](javascript:alert) xấu\n", "![Ảnh](tel:113)\n", "Hết!\n",
	body, "Một \u00A0 hai\n", "“Ngoặc kép” – ‘đơn’ …\n",
}

// slowly are bodies that quick must leave alone, each for a rule that it does not know.
var slowly = []string{
	"> a\n> b\n", "> a\nb\n", ">a\n", ">\n> a\n", "> - a\n", "> > a\n", "> ![a b](c)\n", "> a\n>\n", "a\n> b\n", "    mã\n", "- a\n\n- b\n", "- a\n  b\n", "- a\n  - b\n", "- a\nlười\n", "- a\n* b\n", "1. a\n2) b\n", "Lời\n2. hai\n", "-\n", "- # a\n",
	"a\n---\n", "a\n===\n", "***\n", "- - -\n", "---\n", "<b>a</b>\n", "a <!-- b -->\n", "`mã`\n", "```\nmã\n```\n", "~~a~~\n", "_a_\n", "a\\*b\n", "a\\\nb\n",
	"[a]: /b\n\n[a]\n", "a[^1]\n\n[^1]: b\n", "[^1](x)\n", "- [ ] việc\n", "- [x](y)\n", "a\n: b\n", "## a ##\n", "##\n", "#######\n",
	"https://a.vn\n", "www.a.vn\n", "WwW.a.vn\n", "a@b.vn\n", "youtu.be/aaaaaaaaaaa\n", "***a***\n", "a*b*c\n", "a * b\n", "**a*\n", "**a\n", "*a **b* c**\n",
	"[a](b c)\n", "[a](b(c))\n", "[a](<b>)\n", "[a]()\n", "[a] (b)\n", "[a\nb](c)\n", "[![a](b)](c)\n", "![a](b) ![c](d)\n", "![](a)\n", "[a](b \"c\\\"\")\n",
	"|a|b|\n|-|\n", "|a|\n|-|\n|b|c|\n", "|a|\n|-|\nb\n", "|a\n|-|\n", "a|b\n-|-\n", "|a|\n|-|\n\n|b|\n|-|\n", "|a|\n", "|a\\|b|\n|-|\n",
	"\tmã\n", "a\r\nb\n", "một\u200Bhai\n", " thụt\n",
}

func TestQuick(t *testing.T) {
	c := newConverter()
	for _, src := range quickly {
		if !sameQuickly(t, c, src) {
			t.Errorf("%q is left to goldmark", src)
		}
	}
	for _, src := range slowly {
		if sameQuickly(t, c, src) {
			t.Errorf("%q is taken", src)
		}
	}
	if sameQuickly(t, c, strings.Repeat("*a* ", maxSigns)) || sameQuickly(t, c, strings.Repeat("a ", maxQuick)) {
		t.Error("there is no end to what is taken")
	}
}

// TestQuickOnPosts holds that the posts of this site come out the same, and most of them the quick way.
func TestQuickOnPosts(t *testing.T) {
	c := newConverter()
	posts, taken := 0, 0
	err := filepath.WalkDir("../../content/posts", func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		_, body, found := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		if !found {
			t.Errorf("%s has no front matter", name)
		}
		posts++
		if sameQuickly(t, c, body) {
			taken++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if posts == 0 || taken*4 < posts*3 {
		t.Errorf("only %d of %d posts take the quick way", taken, posts)
	}
}

// TestQuickOnCorpus is TestQuickOnPosts for posts put together from the blocks that editors write.
func TestQuickOnCorpus(t *testing.T) {
	blocks := strings.Split(strings.TrimPrefix(body, "\n"), "\n\n")
	blocks = append(blocks,
		"Xem thêm [bài trước](/2022/03/bai-truoc/) và [văn bản](https://vanban.example/47?a=1&b=2).", "![Hội nghị](anh/hoi-nghi.jpg \"Ảnh: Ban Tuyên giáo\")",
		"- **Chăm lo**: thăm 12 gia đình;\n- **Tuyên truyền**: 3 buổi, *có hỏi đáp*;\n- góp quỹ.", "1. Kế hoạch\n2. Thực hiện\n3. Tổng kết",
		"Dòng một  \ndòng hai\ndòng ba.", "Ngày 15/4/2021, lúc 08:30 – 11:00, \"hội trường B\" (tầng 2)...", "### Chi hội & tổ",
	)
	r := rand.New(rand.NewPCG(1, 2))
	c := newConverter()
	const posts = 500
	taken := 0
	for range posts {
		var b strings.Builder
		for range 3 + r.IntN(10) {
			b.WriteString(blocks[r.IntN(len(blocks))])
			b.WriteString("\n\nMột đoạn ngắn ở giữa.\n\n")
		}
		post := b.String()
		if tables := strings.Count(post, "|---"); sameQuickly(t, c, post) || tables > 1 {
			taken++
		}
	}
	if taken*20 < posts*19 {
		t.Errorf("only %d of %d posts take the quick way", taken, posts)
	}
}

// TestQuickOnPieces puts bodies together from pieces of markup, where chance alone rarely makes a link or a table.
func TestQuickOnPieces(t *testing.T) {
	pieces := []string{
		"a", "một", " ", " ", "  ", "\n", "\n", "\n\n", "*", "**", "*a*", "**b**", "***", "[", "]", "(", ")", "[a b](c)", "![d e](f \"g\")", "![", "](", " \"",
		"> ", "\n> j\n", ">\n", "> k\n>\n> — l", "— ", "# ", "## c\n", "### d", "- ", "\n- e", "* ", "+ ", "1. ", "\n2. f", "3) ", "| ", "|", "\n|-|\n", "| g |\n", "|---|--:|\n", "| h | i |\n", "-", "--", "...", ":", ".", ",",
		"\"", "'", "&", "&amp;", "<", ">", "\\", "`", "_", "~", "!", "=", "://", "www", "@", "ế", "“", "—", "\u00A0", "0", "[x", "^", "/", "×",
	}
	r := rand.New(rand.NewPCG(1, 2))
	c := newConverter()
	taken := 0
	const bodies = 30_000
	for range bodies {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		if sameQuickly(t, c, b.String()) {
			taken++
		}
		if t.Failed() {
			return
		}
	}
	if taken < bodies/10 {
		t.Errorf("only %d of %d bodies say anything", taken, bodies)
	}
}

// FuzzQuick: what quick takes comes out as goldmark has it, in every field and with the same problems.
func FuzzQuick(f *testing.F) {
	for _, file := range []string{"testdata/inline.txtar", "testdata/block.txtar"} {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range archive.Files {
			if strings.HasSuffix(part.Name, ".md") {
				f.Add(string(part.Data))
			}
		}
	}
	for _, src := range append(quickly, slowly...) {
		f.Add(src)
	}
	f.Add(body)
	c := newConverter()
	f.Fuzz(func(t *testing.T, src string) { sameQuickly(t, c, viet.NFC(src)) })
}

// sameQuickly tells whether quick takes a body, and holds that the result is goldmark's.
func sameQuickly(t *testing.T, c *Converter, src string) bool {
	t.Helper()
	if !viet.IsEveryday([]byte(src)) {
		return false
	}
	doc, diags, ok := c.convertQuickly("post.md", 7, []byte(src))
	if !ok {
		return false
	}
	want, wantDiags := c.convert(true, "post.md", 7, []byte(src))
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("%q (-goldmark +quick):\n%s", src, diff)
	}
	if diff := cmp.Diff(wantDiags, diags); diff != "" {
		t.Errorf("%q has problems (-goldmark +quick):\n%s", src, diff)
	}
	return true
}
