package drawing

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sameDrawing wants the elements, the attributes and the shown text of a drawing to be the same, but for
// the names of programs, the spelling of styles, and pictures.
func sameDrawing(t *testing.T, before, after string) {
	t.Helper()
	list := func(s string) []string {
		var all []string
		texts, skip := 0, 0
		d := xml.NewDecoder(strings.NewReader(s))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				return all
			}
			if err != nil {
				t.Fatal(err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				if skip > 0 || tok.Name.Space != svgSpace || tok.Name.Local == "metadata" || tok.Name.Local == "foreignObject" {
					skip++
					continue
				}
				line := tok.Name.Local
				for _, a := range tok.Attr {
					if (a.Name.Space == "" || a.Name.Space == xlinkSpace || a.Name.Space == xmlSpace) && a.Name.Local != "xmlns" &&
						a.Name.Local != "style" && !strings.HasPrefix(a.Name.Local, "data-") && !strings.HasPrefix(a.Value, "data:") {
						line += " " + a.Name.Local + "=" + a.Value
					}
				}
				if all = append(all, line); tok.Name.Local == "text" {
					texts++
				}
			case xml.EndElement:
				if skip > 0 {
					skip--
				} else if tok.Name.Local == "text" {
					texts--
				}
			case xml.CharData:
				if texts > 0 && skip == 0 {
					all = append(all, string(tok))
				}
			}
		}
	}
	if diff := cmp.Diff(list(before), list(after)); diff != "" {
		t.Errorf("the drawing has changed (-before +after): %s", diff)
	}
}

// harmless is written without a look at the lists of the program: it says what a
// published drawing must never hold.
func harmless(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	inStyle := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("no XML: %w", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if err := harmlessElement(tok); err != nil {
				return err
			}
			inStyle = tok.Name.Local == "style"
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if inStyle {
				if err := harmlessCSS(string(tok)); err != nil {
					return err
				}
			}
		default:
			return fmt.Errorf("%T", tok)
		}
	}
}

func harmlessElement(e xml.StartElement) error {
	if e.Name.Space != "http://www.w3.org/2000/svg" {
		return fmt.Errorf("element of %q", e.Name.Space)
	}
	switch n := strings.ToLower(e.Name.Local); n {
	case "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "link", "meta", "base", "handler", "listener",
		"html", "body", "metadata", "cursor", "tref", "font-face-uri", "discard":
		return fmt.Errorf("<%s>", n)
	}
	var seen []xml.Name
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(a.Value)
		if slices.Contains(seen, a.Name) {
			return fmt.Errorf("%s= twice", name)
		}
		seen = append(seen, a.Name)
		switch {
		case a.Name.Space == "" && name == "xmlns", a.Name.Space == "xmlns":
			if value != "http://www.w3.org/2000/svg" && !(name == "xlink" && value == "http://www.w3.org/1999/xlink") {
				return fmt.Errorf("xmlns %s", value)
			}
		case strings.HasPrefix(name, "on"), name == "base", name == "src", name == "ping", name == "action", strings.HasPrefix(name, "data"):
			return fmt.Errorf("%s=", name)
		case name == "href":
			picture := e.Name.Local == "image" || e.Name.Local == "feImage"
			raster := slices.ContainsFunc([]string{"png", "jpeg", "gif", "webp"}, func(f string) bool { return strings.HasPrefix(value, "data:image/"+f+";base64,") })
			if !strings.HasPrefix(value, "#") && !(picture && raster) {
				return fmt.Errorf("href %s", value)
			}
		case name == "attributename" && (strings.HasPrefix(value, "on") || strings.HasSuffix(value, "href") || value == "style"):
			return fmt.Errorf("animation of %s", value)
		case a.Name.Space == "" && !free(a.Name.Local):
			if err := harmlessCSS(a.Value); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// free are attributes that may hold any text: nothing reads it as an address or a style.
func free(name string) bool { // as XML has it, upper and lower case
	return svgAttribute(name) == attrPlain && !svgPresentation(name) || strings.HasPrefix(name, "aria-")
}

func harmlessCSS(s string) error {
	low := strings.ToLower(s)
	for _, bad := range []string{"\\", "@import", "expression(", "image(", "image-set(", "src(", "-moz-binding", "behavior", "attr(", "element("} {
		// A function of CSS is one only outside of strings; strings are let off.
		if strings.Contains(unquote(low), bad) {
			return errors.New(bad)
		}
	}
	for _, after := range strings.Split(unquote(low), "url(")[1:] {
		if !strings.HasPrefix(after, "#") {
			return fmt.Errorf("url(%s", after)
		}
	}
	return nil
}

// unquote leaves out CSS strings and comments.
func unquote(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\'' {
			end := strings.IndexByte(s[i+1:], s[i])
			if end < 0 {
				return b.String() + s[i:]
			}
			i += end + 1
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
