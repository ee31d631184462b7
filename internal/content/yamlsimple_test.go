package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sameTrees reads a block both ways, if it is simple, and compares.
func sameTrees(t *testing.T, block []byte) (simple bool) {
	t.Helper()
	var s simpleYAML
	got, ok := s.parse(block, 2)
	if !ok {
		return false
	}
	r := newReader(defaultSettings(), nil, nil)
	r.begin("content/posts/a.md")
	want := r.parseFullYAML(block, 2)
	if want == nil || len(r.problem) > 0 {
		t.Fatalf("%q is taken for simple, but %v", block, r.problem)
	}
	if d := cmp.Diff(placeless(want), placeless(got), cmp.AllowUnexported(node{}, field{}), cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("%q (-full +simple):\n%s", block, d)
	}
	return true
}

// placeless forgets the places of values that are not there: they have no use.
func placeless(n *node) *node {
	if n.shape == absent {
		n.pos = Pos{}
	}
	for i := range n.items {
		placeless(&n.items[i])
	}
	for i := range n.fields {
		placeless(&n.fields[i].value)
	}
	return n
}

func TestSimpleYAML(t *testing.T) {
	for _, c := range []struct {
		block  string
		simple bool
	}{
		{"title: Hội nghị\n", true},
		{"title: Hội nghị", true},
		{"title: Hội nghị: học tập # ghi chú\ndate: 1/2/2021\n", true},
		{"# đầu\n\ntitle:   a  # b\n  # giữa\nunit:\ntopic: null\n", true},
		{"title: \"a: b\"  # c\nunit: 'd'\n", true},
		{"topic: [a, \"b, c\", Học tập , 'd']\nunit: []\n", true},
		{"a:\n  - b\n  - c: d\n    e: f\n\n  - g\nh:\n- i: j\nk: l\n", true},
		{"a:\n  b:\n    c: d\n  e:\nf: g\n", true},
		{"a:\n- b:\n  - c\n  d: e\n-  f:   g\n   h: i\n", true},
		{"a: 7:00–11:30\nb: 1.250\nc: yes\nd: #x\n", true},
		{"a: x#y\nb: (c)\nd: /e/\n", true},
		{"title: a\n  b\n", false},
		{"title: a\ntitle: b\n", false},
		{"title: |\n  a\n", false},
		{"title: \"a\\n\"\n", false},
		{"title: 'a''b'\n", false},
		{"title: \"a\"b\n", false},
		{"title: \"a\"#b\n", false},
		{"title: [a, b: c]\n", false},
		{"title: [a, [b]]\n", false},
		{"title: [a,]\n", false},
		{"title: [a] b\n", false},
		{"title: *a\n", false},
		{"title: &a b\n", false},
		{"title: !a b\n", false},
		{"title: - b\n", false},
		{"title :b\n", false},
		{"title:b\n", false},
		{"Tiêu đề: b\n", false},
		{"a:\n - b\n  - c\n", false},
		{"a:\n  - b\n - c\n", false},
		{"a:\n    b: c\n  d: e\n", false},
		{"a: b\n c: d\n", false},
		{"- a\n", false},
		{" a: b\n", false},
		{"a:\n  - Nghị quyết: số 8\n", false},
		{"a:\n  - b c: d\n", false},
		{"a:\n\t- b\n", false},
		{"a: b\tc\n", false},
		{"a: b\u2028c\n", false},
		{"a: b\u0085c\n", false},
		{"--- a: b\n", false},
		{"", false},
	} {
		if got := sameTrees(t, []byte(c.block)); got != c.simple {
			t.Errorf("%q: simple is %v", c.block, got)
		}
	}
	deep := strings.Repeat("a:\n", 30)
	for i := range 30 {
		deep = strings.Replace(deep, "\na", "\n"+strings.Repeat(" ", i+1)+"a", 1)
	}
	if sameTrees(t, []byte(deep)) {
		t.Error("30 levels are simple")
	}
}

// FuzzSimpleYAML wants the simple reader to give what the full parser gives,
// or nothing.
func FuzzSimpleYAML(f *testing.F) {
	block := strings.Split(fullYAML, "---\n")[1]
	for _, src := range []string{block, "a:\n  - b: c\n    d: [e, 'f']\n  - g # h\ni:\n- j\n", "a: 'b' # c\nd: \"e\"\nf: g: h:\n"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if isText(src) {
			sameTrees(t, src)
		}
	})
}

// isText tells whether src could come out of readFile.
func isText(src []byte) bool {
	return invalidAt(src) == len(src) && !strings.ContainsAny(string(src), "\x00\r")
}
