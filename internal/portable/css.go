package portable

import (
	"bytes"
	"encoding/base64"
	"path"
	"regexp"
	"strings"
)

// cssParts finds comments, the address of an @import, url(…) and other strings in CSS; the
// address is in one of the groups, still quoted.
var cssParts = regexp.MustCompile(`(?is)/\*.*?(?:\*/|$)|@import\s+("[^"]*"|'[^']*')|\burl\(\s*("[^"]*"|'[^']*'|[^)"'\s]*)\s*\)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`)

// css appends CSS that lies in the file at a path, with the addresses of url() and @import turned. Fonts
// of the site are put in whole. Comments and strings are not looked into.
func (s *site) css(w *bytes.Buffer, at string, src []byte) {
	last := 0
	for _, m := range cssParts.FindAllSubmatchIndex(src, -1) {
		group := 2
		if m[group] < 0 {
			group = 4
		}
		if m[group] < 0 {
			continue
		}
		address := strings.Trim(string(src[m[group]:m[group+1]]), `"'`)
		turned := s.font(at, address)
		if turned == "" {
			turned = s.relative(at, address, resource)
		}
		if turned == address {
			continue
		}
		w.Write(src[last:m[group]])
		w.WriteString(`"` + strings.NewReplacer(`"`, "%22", `\`, "%5C", "\n", "%0A").Replace(turned) + `"`)
		last = m[group+1]
	}
	w.Write(src[last:])
}

// font gives a font of the site as an address that holds its bytes; "" when the address is none.
func (s *site) font(at, address string) string {
	clean, _, _ := strings.Cut(address, "#")
	clean, _, _ = strings.Cut(clean, "?")
	kind, ok := map[string]string{".woff2": "woff2", ".woff": "woff", ".ttf": "ttf", ".otf": "otf"}[strings.ToLower(path.Ext(clean))]
	if !ok {
		return ""
	}
	name, ok := s.lies(at, clean)
	if !ok {
		return ""
	}
	f, ok := s.tree.Get(name)
	if !ok {
		return ""
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		return "" // the build ends with this error, when the font itself is written
	}
	return "data:font/" + kind + ";base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}
