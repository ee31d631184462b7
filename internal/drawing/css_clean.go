package drawing

import (
	"slices"
	"strings"

	"bantin/internal/limits"
)

// cssCleaner leaves of a style what is on the lists; tell is called with what is left out.
type cssCleaner struct{ tell func(string) }

// attribute cleans what stands in a style attribute.
func (c *cssCleaner) attribute(s string) string {
	var b strings.Builder
	c.declarations(&b, cssTokens(s), false)
	return b.String()
}

// value cleans the value of an attribute that is read as CSS; ok is false when nothing of it may stay.
func (c *cssCleaner) value(name, s string) (clean string, ok bool) {
	if !strings.ContainsAny(s, "\\(\"'@<{}/") {
		return s, true
	}
	tokens := trimSpace(cssTokens(s))
	if bad := unsafeValue(tokens, false); bad != "" {
		c.tell(name + ": " + bad)
		return "", false
	}
	var b strings.Builder
	cssWrite(&b, tokens)
	return b.String(), true
}

// sheet cleans a style sheet.
func (c *cssCleaner) sheet(s string) string {
	var b strings.Builder
	c.rules(&b, cssTokens(s), 0)
	return b.String()
}

// rules cleans a list of rules, of a sheet or of a rule such as @media.
func (c *cssCleaner) rules(b *strings.Builder, t []cssToken, depth int) {
	for len(t) > 0 {
		if t[0].kind == cssSpace || t[0].is(';') || t[0].is('}') {
			t = t[1:]
			continue
		}
		if n := htmlComment(t); n > 0 { // style sheets of old pages stand in them
			t = t[n:]
			continue
		}
		prelude, block, rest, hasBlock := cssRule(t)
		t = rest
		prelude = trimSpace(prelude)
		switch {
		case len(prelude) > 0 && prelude[0].kind == cssAt:
			c.atRule(b, prelude, block, hasBlock, depth)
		case !hasBlock: // not a rule; readers pass over it too
		default:
			c.styleRule(b, prelude, block)
		}
	}
}

// htmlComment is the number of tokens of "<!--" or "-->" at the beginning.
func htmlComment(t []cssToken) int {
	switch {
	case len(t) >= 3 && t[0].is('<') && t[1].is('!') && t[2].text == "--":
		return 3
	case len(t) >= 2 && t[0].text == "--" && t[1].is('>'):
		return 2
	}
	return 0
}

// cssRule parts the first rule from the rest: up to a semicolon, or to the end of its block.
func cssRule(t []cssToken) (prelude, block, rest []cssToken, hasBlock bool) {
	for i := range t {
		switch {
		case t[i].is(';') && t[0].kind == cssAt:
			return t[:i], nil, t[i+1:], false
		case t[i].is('{'):
			depth := 0
			for j := i; j < len(t); j++ {
				switch {
				case t[j].is('{'):
					depth++
				case t[j].is('}'):
					if depth--; depth == 0 {
						return t[:i], t[i+1 : j], t[j+1:], true
					}
				}
			}
			return t[:i], t[i+1:], nil, true // readers close it at the end
		}
	}
	return t, nil, nil, false
}

func (c *cssCleaner) atRule(b *strings.Builder, prelude, block []cssToken, hasBlock bool, depth int) {
	name := prelude[0].text
	switch name {
	case "charset", "namespace": // say nothing of the look
		return
	case "media", "supports", "keyframes", "-webkit-keyframes":
		if !hasBlock || depth == limits.DrawingRules || unsafePrelude(prelude[1:]) != "" {
			break
		}
		cssWrite(b, prelude)
		b.WriteString("{")
		c.rules(b, block, depth+1)
		b.WriteString("}\n")
		return
	case "font-face":
		var face strings.Builder
		c.declarations(&face, block, true)
		if s := face.String(); strings.Contains(s, "src:") && len(trimSpace(prelude[1:])) == 0 {
			b.WriteString("@font-face{" + s + "}\n")
			return
		}
	}
	if slices.ContainsFunc(prelude, func(t cssToken) bool { return t.kind == cssBad }) {
		c.tell(cssText(prelude)) // the name is only a part of what stands there
		return
	}
	c.tell("@" + name)
}

func (c *cssCleaner) styleRule(b *strings.Builder, selector, block []cssToken) {
	if bad := unsafePrelude(selector); bad != "" {
		c.tell("<style> " + bad)
		return
	}
	if len(selector) == 0 {
		return
	}
	cssWrite(b, selector)
	b.WriteString("{")
	c.declarations(b, block, false)
	b.WriteString("}\n")
}

// unsafePrelude names what may not stand before a block: a selector is made of
// names, brackets and signs, with a few functions.
func unsafePrelude(prelude []cssToken) string {
	for _, t := range prelude {
		switch t.kind {
		case cssBad:
			return cssText(prelude)
		case cssURL, cssAt:
			return badCSS(t)
		case cssFunc:
			switch t.text {
			case "not", "is", "where", "has", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "lang", "and", "or":
			default:
				return badCSS(t)
			}
		case cssDelim:
			if strings.Contains("{};<!", t.text) {
				return t.text
			}
		}
	}
	return ""
}

// declarations cleans properties with their values.
func (c *cssCleaner) declarations(b *strings.Builder, t []cssToken, face bool) {
	first := true
	for len(t) > 0 {
		var d []cssToken
		d, t = cssDeclaration(t)
		d = trimSpace(d)
		if len(d) == 0 {
			continue
		}
		name, value, ok := cssProperty(d)
		if !ok {
			c.tell(cssText(d))
			continue
		}
		switch bad := unsafeValue(value, face); {
		case len(value) == 0, cssSilent(name): // means nothing here
			continue
		case bad != "":
			c.tell(name + ": " + bad)
			continue
		case !cssAllowed(name) && !(face && (name == "src" || name == "unicode-range")):
			c.tell(name + ":")
			continue
		}
		if !first {
			b.WriteString(";")
		}
		first = false
		b.WriteString(name + ":")
		cssWrite(b, value)
	}
}

// cssDeclaration parts the first declaration from the rest, at a semicolon outside of brackets.
func cssDeclaration(t []cssToken) (d, rest []cssToken) {
	depth := 0
	for i := range t {
		switch {
		case t[i].kind == cssFunc, t[i].is('('), t[i].is('{'), t[i].is('['):
			depth++
		case t[i].is(')'), t[i].is('}'), t[i].is(']'):
			depth--
		case t[i].is(';') && depth <= 0:
			return t[:i], t[i+1:]
		}
	}
	return t, nil
}

// cssProperty gives the property of a declaration, in lower case, and its value.
func cssProperty(d []cssToken) (name string, value []cssToken, ok bool) {
	if d[0].kind != cssWord {
		return "", nil, false
	}
	after := trimSpace(d[1:])
	if len(after) == 0 {
		return d[0].text, nil, true
	}
	if !after[0].is(':') {
		return "", nil, false
	}
	name = d[0].text
	if !strings.HasPrefix(name, "--") { // names of variables differ by case
		name = strings.ToLower(name)
	}
	return name, trimSpace(after[1:]), true
}

// unsafeValue names the first thing that may not stand in a value, or the whole
// value when that thing alone says nothing; "" when all may.
func unsafeValue(value []cssToken, face bool) string {
	depth := 0
	for _, t := range value {
		switch t.kind {
		case cssBad:
			return cssText(value)
		case cssAt:
			return badCSS(t)
		case cssURL:
			if !localID(t.text) {
				return badCSS(t)
			}
		case cssFunc:
			if !cssFunction(t.text) && !(face && (t.text == "local" || t.text == "format")) {
				return badCSS(t)
			}
			depth++
		case cssDelim:
			switch t.text[0] {
			case '(':
				depth++
			case ')':
				depth--
			case '{', '}', '<', '>', '`', '$', '^', '~', '|':
				return cssText(value)
			}
			if depth < 0 {
				return cssText(value)
			}
		}
	}
	if depth != 0 {
		return cssText(value)
	}
	return ""
}

// cssText is a part of a style as a message shows it.
func cssText(t []cssToken) string {
	var b strings.Builder
	cssWrite(&b, t)
	return b.String()
}

// badCSS is a token as a message names it.
func badCSS(t cssToken) string {
	switch t.kind {
	case cssURL:
		return "url(" + t.text + ")"
	case cssFunc:
		return t.text + "()"
	case cssAt:
		return "@" + t.text
	}
	return t.text
}
