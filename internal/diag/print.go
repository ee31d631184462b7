package diag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// The colours of a terminal (ECMA-48, SGR).
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	green  = "\x1b[1;32m"
	faint  = "\x1b[2m"
	reset  = "\x1b[0m"
)

// Text prints problems for people:
//
//	content/posts/hoc-bac.md:5:7: error: MESSAGE; HINT [code]
//	    the source line
//	    ^
//
// A problem without a file begins with its severity.
func Text(w io.Writer, l *List, lang string, colour bool) error {
	paint := func(code, s string) string {
		if !colour {
			return s
		}
		return code + s + reset
	}
	out := bufio.NewWriter(w)
	for i := range l.all {
		d := &l.all[i]
		severity := paint(red, "error:")
		if d.Severity == Warning {
			severity = paint(yellow, "warning:")
		}
		if place := d.place(); place != "" {
			out.WriteString(paint(bold, place) + " ")
		}
		fmt.Fprintf(out, "%s %s %s\n", severity, d.sentence(lang), paint(faint, "["+d.Code+"]"))
		if d.Excerpt == "" {
			continue
		}
		fmt.Fprintf(out, "    %s\n", d.Excerpt)
		if d.Caret >= 0 {
			fmt.Fprintf(out, "    %s%s\n", strings.Repeat(" ", d.Caret), paint(green, "^"))
		}
	}
	return out.Flush()
}

// place is "file:line:column:", as far as it is known, harmless to print also when the file's name ends with a colon.
func (d *Diagnostic) place() string {
	switch {
	case d.File == "":
		return ""
	case d.Line < 1:
		return Harmless(d.File + ":")
	case d.Column < 1:
		return Harmless(fmt.Sprintf("%s:%d:", d.File, d.Line))
	}
	return Harmless(fmt.Sprintf("%s:%d:%d:", d.File, d.Line, d.Column))
}

// sentence is the message with its cure.
func (d *Diagnostic) sentence(lang string) string {
	message, hint := d.Message(lang), d.Hint(lang)
	if hint == "" {
		return message
	}
	return message + "; " + hint
}

// JSON prints problems for programs, one object a line, with the keys file,
// line, column, severity, code, message and hint. Lines and columns that are
// not known are 0.
func JSON(w io.Writer, l *List, lang string) error {
	out := bufio.NewWriter(w)
	for i := range l.all {
		d := &l.all[i]
		fmt.Fprintf(out, `{"file":%s,"line":%d,"column":%d,"severity":%s,"code":%s,"message":%s,"hint":%s}`+"\n",
			quote(d.File), d.Line, d.Column, quote(d.Severity.String()), quote(d.Code), quote(d.Message(lang)), quote(d.Hint(lang)))
	}
	return out.Flush()
}

// quote makes a JSON string that keeps its value exactly and is yet harmless to print.
func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	s = strings.TrimSuffix(b.String(), "\n")
	b.Reset()
	for _, r := range s {
		switch {
		case r <= 0x7e || !hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, hi, lo)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return commandsInJSON.Replace(b.String())
}

// commandsInJSON spells with escapes what would begin a workflow command.
var commandsInJSON = strings.NewReplacer("::", `:\u003a`, "##[", `##\u005b`)

// GitHub prints problems as workflow commands, which show on the pull request:
// "::error file=…,line=…,col=…::MESSAGE; HINT [code]". Prefix is the path from
// the repository's root to the site folder, "" when they are one.
func GitHub(w io.Writer, l *List, lang, prefix string) error {
	out := bufio.NewWriter(w)
	for i := range l.all {
		d := &l.all[i]
		fmt.Fprintf(out, "::%s", d.Severity)
		if d.File != "" {
			fmt.Fprintf(out, " file=%s", Harmless(githubProperty.Replace(path.Join(prefix, d.File))))
			if d.Line > 0 {
				fmt.Fprintf(out, ",line=%d", d.Line)
			}
			if d.Line > 0 && d.Column > 0 {
				fmt.Fprintf(out, ",col=%d", d.Column)
			}
		}
		fmt.Fprintf(out, "::%s\n", githubData.Replace(d.sentence(lang)+" ["+d.Code+"]"))
	}
	return out.Flush()
}

// What a workflow command takes as its own: the percent sign and line ends in
// its text, and in its properties also the signs that part them.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
