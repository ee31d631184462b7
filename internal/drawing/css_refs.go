package drawing

import "strings"

// sheet notes the references of a style sheet as it is published.
func (r *svgRefs) sheet(css string) {
	if mayRefer(css) {
		r.sheetRules(cssTokens(css), false)
	}
}

// sheetRules notes a list of rules; those of @keyframes may be for any element.
func (r *svgRefs) sheetRules(t []cssToken, frames bool) {
	for len(t) > 0 {
		if t[0].kind == cssSpace || t[0].is('}') {
			t = t[1:]
			continue
		}
		prelude, block, rest, _ := cssRule(t)
		t = rest
		if len(prelude) > 0 && prelude[0].kind == cssAt {
			if prelude[0].text != "font-face" {
				r.sheetRules(block, frames || strings.HasSuffix(prelude[0].text, "keyframes"))
			}
			continue
		}
		refs := r.declarations(block)
		switch {
		case len(refs) == 0:
		case frames:
			r.rule(refs, svgKey{'*', ""})
		default:
			r.rule(refs, selectorKeys(prelude)...)
		}
	}
}

// rule notes a rule for all elements that have one of the keys.
func (r *svgRefs) rule(refs []svgRef, keys ...svgKey) {
	if r.styles == nil {
		r.styles = make(map[svgKey][]int32)
	}
	for _, k := range keys {
		r.styles[k] = append(r.styles[k], int32(len(r.rules)))
	}
	r.rules = append(r.rules, refs)
}

// selectorKeys gives, for each selector of a list, something that every element which it selects has.
func selectorKeys(t []cssToken) []svgKey {
	var keys []svgKey
	all := svgKey{'*', ""}
	key, depth := all, 0
	for i, token := range t {
		switch {
		case token.kind == cssFunc, token.is('('), token.is('['):
			depth++
		case token.is(')'), token.is(']'):
			depth--
		case depth > 0:
		case token.is(','):
			keys = append(keys, key)
			key = all
		case token.kind == cssSpace, token.is('>'), token.is('+'), token.is('~'):
			// What follows is what is selected, unless it is only space before the end.
			if rest := trimSpace(t[i:min(len(t), i+3)]); len(rest) > 0 && !rest[0].is(',') {
				key = all
			}
		case token.is('|'): // what stood before was a namespace
			key = all
		case token.kind != cssWord:
		case i > 0 && t[i-1].is('#'):
			key = svgKey{'#', token.text}
		case i > 0 && t[i-1].is('.') && key.kind != '#':
			key = svgKey{'.', token.text}
		case (i == 0 || !t[i-1].is(':')) && key.kind == '*':
			key = svgKey{' ', token.text}
		}
	}
	return append(keys, key)
}
