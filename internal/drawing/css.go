package drawing

import "strings"

// cssKind is what a cssToken is. The kinds are coarser than those of CSS Syntax
// 3: tokens written one after the other give the text again, and that is all they are for.
type cssKind uint8

const (
	cssSpace  cssKind = iota // white space and comments
	cssWord                  // a name, a number, a unit, or a part of one
	cssString                // with its quotes
	cssFunc                  // the name before a bracket, in lower case; the bracket is part of it
	cssURL                   // what stands in url(), without quotes
	cssAt                    // a name after @, in lower case
	cssDelim                 // any other character
	cssBad                   // a backslash, an open string: nothing that is published
)

type cssToken struct {
	kind cssKind
	text string
}

// is tells whether the token is that one character.
func (t cssToken) is(c byte) bool { return t.kind == cssDelim && t.text[0] == c }

// cssTokens takes a style apart.
func cssTokens(s string) []cssToken {
	var all []cssToken
	for i := 0; i < len(s); {
		t, n := cssNext(s[i:])
		all = append(all, t)
		i += n
	}
	return all
}

// cssNext gives the first token of s, which is not empty, and its length.
func cssNext(s string) (cssToken, int) {
	switch c := s[0]; {
	case cssIsSpace(c):
		n := len(s) - len(strings.TrimLeft(s, " \t\r\n\f"))
		return cssToken{cssSpace, " "}, n
	case strings.HasPrefix(s, "/*"):
		// What a comment parts stays parted: "a/**/b" is not "ab".
		end := strings.Index(s[2:], "*/")
		if end < 0 {
			return cssToken{cssSpace, "/**/"}, len(s)
		}
		return cssToken{cssSpace, "/**/"}, end + 4
	case c == '"', c == '\'':
		return cssQuoted(s)
	case c == '@':
		n := cssWordEnd(s[1:]) + 1
		return cssToken{cssAt, strings.ToLower(s[1:n])}, n
	case cssIsWord(c):
		n := cssWordEnd(s)
		if n == len(s) || s[n] != '(' {
			return cssToken{cssWord, s[:n]}, n
		}
		name := strings.ToLower(s[:n])
		if name == "url" {
			t, m := cssAddress(s[n+1:])
			return t, n + 1 + m
		}
		return cssToken{cssFunc, name}, n + 1
	case c == '\\', c < ' ', c == 0x7f:
		return cssToken{cssBad, s[:1]}, 1
	}
	return cssToken{cssDelim, s[:1]}, 1
}

func cssIsSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func cssIsWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c >= 0x80
}

func cssWordEnd(s string) int {
	n := 0
	for n < len(s) && cssIsWord(s[n]) {
		n++
	}
	return n
}

// cssQuoted reads a string. One with a backslash, a line break or without an end is bad.
func cssQuoted(s string) (cssToken, int) {
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == s[0]:
			return cssToken{cssString, s[:i+1]}, i + 1
		case c == '\\', c < ' ':
			return cssToken{cssBad, s[:i+1]}, i + 1
		}
	}
	return cssToken{cssBad, s}, len(s)
}

// cssAddress reads what follows "url(", up to and with the closing bracket.
func cssAddress(s string) (cssToken, int) {
	end := strings.IndexByte(s, ')')
	if end < 0 {
		return cssToken{cssBad, "url("}, len(s)
	}
	ref := strings.Trim(s[:end], " \t\r\n\f")
	if len(ref) > 0 && (ref[0] == '"' || ref[0] == '\'') {
		t, n := cssQuoted(strings.TrimLeft(s, " \t\r\n\f"))
		if t.kind != cssString || n != len(ref) {
			return cssToken{cssBad, "url(" + ref}, end + 1
		}
		ref = ref[1 : n-1]
	}
	return cssToken{cssURL, ref}, end + 1
}

// localID tells whether a reference leads to a part of the drawing itself, and is written without tricks.
func localID(ref string) bool {
	if len(ref) < 2 || ref[0] != '#' {
		return false
	}
	for _, c := range []byte(ref) {
		if c <= ' ' || c == 0x7f || strings.IndexByte(`"'()\<>`, c) >= 0 {
			return false
		}
	}
	return true
}

// trimSpace leaves out white space and comments at both ends.
func trimSpace(t []cssToken) []cssToken {
	for len(t) > 0 && t[0].kind == cssSpace {
		t = t[1:]
	}
	for len(t) > 0 && t[len(t)-1].kind == cssSpace {
		t = t[:len(t)-1]
	}
	return t
}

// cssWrite appends tokens as text.
func cssWrite(b *strings.Builder, tokens []cssToken) {
	for i, t := range tokens {
		switch t.kind {
		case cssSpace:
			if i == 0 || tokens[i-1].kind != cssSpace {
				b.WriteString(t.text)
			}
		case cssFunc:
			b.WriteString(t.text + "(")
		case cssURL:
			b.WriteString("url(" + t.text + ")")
		case cssAt:
			b.WriteString("@" + t.text)
		default:
			b.WriteString(t.text)
		}
	}
}
