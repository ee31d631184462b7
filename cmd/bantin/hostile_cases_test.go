package main

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// attempt is one try to do with content what content may not do.
type attempt struct {
	name string
	text string
	// codes are those of the problems one of which refuses it; none where it is published as what it is: text.
	codes []string
}

// slug is the attempt's name with the kind of table that it comes from, as part of addresses and file names.
func (a *attempt) slug(kind string) string { return kind + "-" + a.name }

// attempts reads a table of testdata/hostile: sections that begin with “== name (quoted) [codes]”.
func attempts(t *testing.T, table string) (all []attempt) {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile/" + table + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	_, sections, _ := strings.Cut(string(data), "\n== ")
	for section := range strings.SplitSeq(sections, "\n== ") {
		head, text, _ := strings.Cut(section, "\n")
		head, codes := cutCodes(head)
		name, isQuoted := strings.CutSuffix(head, " (quoted)")
		a := attempt{name: name, text: strings.TrimSuffix(text, "\n"), codes: codes}
		if isQuoted {
			a.text = unquoted(t, strings.TrimSpace(text))
		}
		all = append(all, a)
	}
	return all
}

// attemptedTexts reads the table of texts: lines of a name, perhaps codes, and a Go string.
func attemptedTexts(t *testing.T) (all []attempt) {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile/texts.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		at := strings.IndexByte(line, '"')
		name, codes := cutCodes(strings.TrimSpace(line[:at]))
		all = append(all, attempt{name: name, text: unquoted(t, line[at:]), codes: codes})
	}
	return all
}

// cutCodes takes “[code,code]” from the end of the head of an attempt.
func cutCodes(head string) (name string, codes []string) {
	name, list, found := strings.Cut(strings.TrimSuffix(head, "]"), "[")
	if found {
		codes = strings.Split(list, ",")
	}
	return strings.TrimSpace(name), codes
}

func unquoted(t *testing.T, s string) string {
	t.Helper()
	plain, err := strconv.Unquote(s)
	if err != nil {
		t.Fatalf("%v: %s", err, s)
	}
	return plain
}

// quotedYAML is a text as a YAML string in quotes, which is one in JSON, too.
func quotedYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r >= 0x7f:
			if r > 0xffff {
				b.WriteString(`\U` + hexadecimal(r, 8))
			} else {
				b.WriteString(`\u` + hexadecimal(r, 4))
			}
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func hexadecimal(r rune, digits int) string {
	s := strconv.FormatInt(int64(r), 16)
	return strings.Repeat("0", digits-len(s)) + s
}
