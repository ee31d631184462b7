package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// size is that of each hostile body in bytes, an eighth of the limit.
const size = 1 << 18

// hostile are bodies of signs that lead parsers astray.
func hostile() []string {
	units := []string{
		"[", "![", "*", "_a", "<", "`", "> ", "- ", "|", "&", "[^", "(", "[](", "\" ", "]", "](", "[a](b ", "[a](<b",
		"*a_ ", "*a ", "**a ", "a**b", "~a", "~", "_", "a*", "`a", "<a ", "<!--", "<?", "<![CDATA[", "<!A", "<a b='", "&#", "&a", "\\",
		"[a]: b\n", "[a]:\n", "[a][b", "[^a]", "[^a]: b\n", "> > ", "1. ", "\n", "- \n", "a\n", "> a\n", "|a", "a|b\n-|-\n", "|\n", "-\n", "=\n", "a\n=\n",
		"# a\n", ": a\n", "a\n: b\n", "http://", "https://a.b/", "www.", "www.a.b", "a@", "a@b.c ", "@", ":", ".", "...", "-", "'", "'a", "\"a",
		"<b>", "</b>", "<div>\n", "<\n", "```\n", "~~~\n", "    a\n", "\t", "![a](b)", "[![a](b)](c)", "[a](b)", "<http://a.b>", "a  \n", "\\\n",
		"x\u00ad", "\u202e", "\x00", "\r", "đ", "Ð", "C«ng ", "oâ", "\xff", "- a\n\n", "* * ", "[ ]", "- [ ] a\n", "[x](y \"", "[x](y '", "[x](y (", "a_", "_a_ ", "*_", "**_",
		"|`\\|`|\n", "[]", "[a]", "![]()", "[a\n", "<a\n", "`\n", "*\n", "``", "`a``", "|a|b|\n", "{", "%", "💡",
	}
	var bodies []string
	for _, unit := range units {
		bodies = append(bodies, strings.Repeat(unit, size/len(unit)))
	}
	const half = size / 2
	return append(bodies,
		strings.Repeat("[", half)+strings.Repeat("]", half),
		strings.Repeat("![", half/2)+strings.Repeat("](a)", half/4),
		strings.Repeat("*", half)+"a"+strings.Repeat("*", half),
		strings.Repeat("*a ", half/3)+strings.Repeat(" a*", half/3),
		strings.Repeat("> ", 20000)+"a", strings.Repeat("- ", 20000)+"a",
		strings.Repeat("- ", 49)+strings.Repeat("\n", size),
		strings.Repeat("|a", size/8)+"\n"+strings.Repeat("|-", size/8)+"\n"+strings.Repeat("|\n", size/4),
		"|a|b\n|-|-\n"+strings.Repeat("|`\\|`|\n", size/8),
		nested("- "), nested("> "), ticks(), strings.Repeat("a", size), strings.Repeat("a ", half), strings.Repeat(body, size/len(body)),
		"[^a]: b\n\n"+strings.Repeat("[^a]", size/8),
		footnotes(5000),
		strings.Repeat("*a", 4000)+strings.Repeat("[a](b)", size/8),
		strings.Repeat("<a x=\"y\" ", size/16), "<a "+strings.Repeat("b ", half),
		strings.Repeat("a\n", size/4)+"===", "<!--\n"+strings.Repeat("a\n", size/4),
		strings.Repeat("[", 900)+strings.Repeat("a](b)", size/8),
	)
}

// nested is a list or quote that goes one level deeper with each line.
func nested(marker string) string {
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		if marker == "- " {
			b.WriteString(strings.Repeat("  ", n) + "- a\n")
		} else {
			b.WriteString(strings.Repeat(marker, n) + "a\n")
		}
	}
	return b.String()
}

// ticks has runs of backticks of all lengths, none of which is closed.
func ticks() string {
	var b strings.Builder
	for n := 1; b.Len() < size; n++ {
		b.WriteString(strings.Repeat("`", n) + "a")
	}
	return b.String()
}

func footnotes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b [c](d)\n\n", i, n-i)
	}
	return b.String()
}

// TestHostile converts them all: each must end, well or with an error. What
// takes quadratic time here would keep the test from ending at all.
func TestHostile(t *testing.T) {
	c := newConverter()
	for _, src := range hostile() {
		start := time.Now()
		doc, diags := c.Convert("post.md", 1, []byte(src))
		if took := time.Since(start); took > 200*time.Millisecond {
			t.Logf("%.20q… (%d bytes): %v, %d bytes of HTML, %d problems", src, len(src), took, len(doc.HTML), len(diags))
		}
	}
}
