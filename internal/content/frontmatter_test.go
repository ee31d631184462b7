package content

import "testing"

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		src, block, body string
		line, bodyLine   int
		problem          string // its code; "" for none
	}{
		{"---\na: b\n---\nLời\n", "a: b\n", "Lời\n", 2, 4, ""},
		{"---\n---\nLời\n", "", "Lời\n", 2, 3, ""},
		{"---\na: b\n---", "a: b\n", "", 2, 3, ""},
		{"---\na: b\n---\n", "a: b\n", "", 2, 4, ""},
		{"\n \t\n--- \na: b\n---\t \nLời", "a: b\n", "Lời", 4, 6, ""},
		{"---\na: |\n  ---\nb: c\n---\n---\n", "a: |\n  ---\nb: c\n", "---\n", 2, 6, ""},
		{"---\na: ---\n----\n--- x\n---\n", "a: ---\n----\n--- x\n", "", 2, 6, ""},
		{"---\n---yaml\n---\n", "---yaml\n", "", 2, 4, ""},
		{"---yaml\na: b\n---\nLời", "a: b\n", "Lời", 2, 4, ""},
		{"+++\na = 1\n---\n+++\nLời", "a = 1\n---\n", "Lời", 2, 5, ""},
		{"---toml\na = 1\n+++\n---\n", "a = 1\n+++\n", "", 2, 5, ""},
		{";;;\n{}\n;;;\nLời", "{}\n", "Lời", 2, 4, ""},
		{"{\"a\": 1}\n\nLời", "{\"a\": 1}", "\nLời", 1, 2, ""},
		{"---", "", "", 2, 2, "front-matter-open"},
		{"---\n", "", "", 2, 2, "front-matter-open"},
		{"---\na: b\n", "a: b\n", "", 2, 3, "front-matter-open"},
		{"---\na: b\n ---\nLời\n", "a: b\n ---\nLời\n", "", 2, 5, "indented-end"},
		{"---\na: b\n\u00a0---\nLời\n", "a: b\n\u00a0---\nLời\n", "", 2, 5, "indented-end"},
		{"Lời\n---\na: b\n---\n", "", "Lời\n---\na: b\n---\n", 0, 1, "front-matter-missing"},
		{"----\na: b\n----\n", "", "----\na: b\n----\n", 0, 1, "front-matter-missing"},
		{"", "", "", 0, 1, "front-matter-missing"},
	} {
		r := newReader(defaultSettings(), nil, nil)
		m, ok := r.split([]byte(c.src))
		problem := ""
		if len(r.problem) > 0 {
			problem = r.problem[0].Code
		}
		if string(m.block) != c.block || string(m.body) != c.body || m.line != c.line || m.bodyLine != c.bodyLine ||
			problem != c.problem || ok != (problem == "") {
			t.Errorf("%q: block %q at %d, body %q at %d, %v, %q", c.src, m.block, m.line, m.body, m.bodyLine, ok, problem)
		}
	}
}
