package markdown

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/limits"
)

// TestCounts has bodies of as many of each as may be, which are taken, and of one more, which that very code refuses.
func TestCounts(t *testing.T) {
	c := newConverter()
	for _, x := range []struct {
		code string
		most int
		body func(n int) string
	}{
		{"too-many-links", limits.Links, func(n int) string { return strings.Repeat("[a](/b/)\n\n", n) }},
		{"too-many-body-pictures", limits.BodyPictures, func(n int) string { return strings.Repeat("![a](b.jpg)\n\n", n) }},
		{"too-many-footnotes", limits.Notes, notes},
		{"too-many-cells", limits.Cells, func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|b|\n", n-1) }},
		{"too-many-cells", limits.Cells, func(n int) string { // in several tables
			return strings.Repeat("a|b\n-|-\nc|d\n\n", (limits.Cells-4)/4) + "|a|\n|-|\n" + strings.Repeat("|b|\n", n-limits.Cells+3)
		}},
		{"nested-too-deep", limits.MaxBlocks, func(n int) string { return strings.Repeat("> ", n) + "a\n" }},
		{"body-too-long", int(limits.Body), func(n int) string { return strings.Repeat("a", n) }},
	} {
		for _, more := range []int{0, 1} {
			_, found := c.Convert("a.md", 1, []byte(x.body(x.most+more)))
			var codes []string
			for _, d := range found {
				codes = append(codes, d.Code)
				if d.Line < 1 || d.Column < 1 || d.Severity != diag.Error {
					t.Errorf("%s: %+v", x.code, d)
				}
			}
			if got := strings.Join(codes, " "); more == 0 && got != "" || more == 1 && got != x.code {
				t.Errorf("%d of %s give %q", x.most+more, x.code, got)
			}
		}
	}
}

// notes has n footnotes.
func notes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b\n\n", i, i)
	}
	return b.String()
}

// TestHostileMemory converts the longest bodies that may be, of signs that lead parsers astray: none may take the memory
// of a small machine.
func TestHostileMemory(t *testing.T) {
	c := newConverter()
	for _, unit := range []string{"[", "*a ", "> ", "|a", "|a|b|\n", "- a\n", "- ", "1. a\n\n", "`", "[^a]", "![a](b)", "a", "a\n\n", "# a\n"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		c.Convert("a.md", 1, []byte(strings.Repeat(unit, (1<<19)/len(unit))))
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 250<<20 {
			t.Errorf("%q: %d MB", unit, n>>20)
		} else if n > 120<<20 {
			t.Logf("%q: %d MB", unit, n>>20)
		}
	}
	for _, body := range []string{notes(10_000), nested("- "), nested("> ")} {
		c.Convert("a.md", 1, []byte(body))
	}
}
