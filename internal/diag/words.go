package diag

import (
	"strconv"
	"strings"
)

// Message says what is wrong, in Vietnamese, or in English for lang "en". It
// is harmless to print: see Harmless.
func (d *Diagnostic) Message(lang string) string {
	return Harmless(fill(d.words(lang).Message, d.Args))
}

// Hint says how to mend it: the nearest valid name if there is one, else the
// cure of the catalogue. It is harmless to print: see Harmless.
func (d *Diagnostic) Hint(lang string) string {
	if d.Suggestion == "" {
		return Harmless(fill(d.words(lang).Hint, d.Args))
	}
	return Harmless(DidYouMean(cut(d.Suggestion), lang))
}

// DidYouMean asks whether the nearest valid name was meant.
func DidYouMean(name, lang string) string {
	if lang == "en" {
		return "did you mean “" + name + "”?"
	}
	return "ý bạn là “" + name + "”?"
}

func (d *Diagnostic) words(lang string) Words {
	e, ok := lookup(d.Code)
	if !ok {
		panic("diag: unknown code " + d.Code)
	}
	if lang == "en" {
		return e.EN
	}
	return e.VI
}

// maxValue is how many characters of a value a text repeats: whoever forgets
// the end of a quote has a whole post for a title.
const maxValue = 200

// cut leaves the beginning of a long value.
func cut(s string) string {
	if len(s) <= maxValue {
		return s
	}
	n := 0
	for i := range s {
		if n == maxValue {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// fill puts arguments in place of the verbs %s (the next one) and %[n]s (the
// nth); %% is a percent sign. Unlike fmt it takes no offence at arguments that
// a text does not use: a hint often needs fewer than its message. Long ones are cut.
func fill(format string, args []string) string {
	var b strings.Builder
	eachVerb(format, func(text string) { b.WriteString(text) }, func(n int) { b.WriteString(cut(args[n])) })
	return b.String()
}

// verbs tells how many arguments a text needs.
func verbs(format string) int {
	most := 0
	eachVerb(format, func(string) {}, func(n int) { most = max(most, n+1) })
	return most
}

// eachVerb takes a text apart: calls text with what stands as it is, and arg with
// the number, from 0, of the argument that stands between.
func eachVerb(format string, text func(string), arg func(n int)) {
	next := 0
	for {
		plain, rest, found := strings.Cut(format, "%")
		text(plain)
		switch {
		case !found:
			return
		case strings.HasPrefix(rest, "%"):
			text("%")
			format = rest[1:]
			continue
		case strings.HasPrefix(rest, "["):
			n, after, _ := strings.Cut(rest[1:], "]")
			number, err := strconv.Atoi(n)
			if err != nil || number < 1 {
				panic("diag: bad verb in " + strconv.Quote(format))
			}
			next, rest = number-1, after
		}
		if !strings.HasPrefix(rest, "s") {
			panic("diag: bad verb in " + strconv.Quote(format))
		}
		arg(next)
		next++
		format = rest[1:]
	}
}
