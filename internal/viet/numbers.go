package viet

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Number writes n with dots between the thousands: 1.234.567, -1.234.
func Number(n int64) string { return grouped(n, '.') }

// NumberEN writes n with commas between the thousands: 1,234,567.
func NumberEN(n int64) string { return grouped(n, ',') }

func grouped(n int64, sep byte) string {
	var figures, out [32]byte
	plain := strconv.AppendInt(figures[:0], n, 10)
	buf := out[:0]
	if n < 0 {
		buf = append(buf, '-')
		plain = plain[1:]
	}
	for i, c := range plain {
		if i > 0 && (len(plain)-i)%3 == 0 {
			buf = append(buf, sep)
		}
		buf = append(buf, c)
	}
	return string(buf)
}

// CountError says why a text is no whole number. Kind is "ambiguous" (1,250,
// 1.25), "negative", "range" (more than [MaxCount]) or "form" (anything
// else); Value is the text without the white space around it.
type CountError struct{ Kind, Value string }

func (e *CountError) Error() string {
	switch e.Kind {
	case "ambiguous":
		return fmt.Sprintf("%q may be a decimal (write 1250 or 1.250)", e.Value)
	case "negative":
		return fmt.Sprintf("%q is less than zero", e.Value)
	case "range":
		return fmt.Sprintf("%q is too great", e.Value)
	}
	return fmt.Sprintf("%q is not a whole number", e.Value)
}

// MaxCount is the largest number that is taken: a million billion. What is
// larger is a slip, and thousands of such numbers can be added in an int64.
const MaxCount = 1_000_000_000_000_000

// ParseCount reads a whole number from 0 to [MaxCount] as editors write it: 1250, 1.250, or
// "1 250" with any kind of single space. What may mean a decimal is refused. The
// error is a *[CountError].
func ParseCount(s string) (int64, error) {
	text := strings.TrimSpace(s)
	refuse := func(kind string) (int64, error) {
		return 0, &CountError{Kind: kind, Value: text}
	}
	figures := text
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(text, minus); ok {
			figures = strings.TrimSpace(rest)
		}
	}
	form := countForm(figures)
	switch {
	case form == "form":
		return refuse("form")
	case len(figures) < len(text):
		return refuse("negative")
	case form != "":
		return refuse(form)
	}
	var n int64
	for i := range len(figures) {
		if !isDigit(figures[i]) {
			continue
		}
		d := int64(figures[i] - '0')
		if n = n*10 + d; n > MaxCount {
			return refuse("range")
		}
	}
	return n, nil
}

// countForm looks at figures and what stands between them: "" for a number,
// else a kind of CountError.
func countForm(s string) string {
	var sep rune // between the groups, 0 before the first
	group, first := 0, true
	ambiguous := false
	for _, r := range s {
		if isFigure(r) {
			group++
			continue
		}
		if isCountSpace(r) {
			r = ' '
		}
		if group == 0 || r != '.' && r != ',' && r != ' ' {
			return "form"
		}
		if r == ',' || sep != 0 && r != sep || first && (group > 3 || s[0] == '0') || !first && group != 3 {
			ambiguous = true
		}
		sep, group, first = r, 0, false
	}
	switch {
	case group == 0:
		return "form"
	case ambiguous, !first && group != 3:
		return "ambiguous"
	}
	return ""
}

// isCountSpace tells whether r is a space that groups figures: the common one,
// no-break, figure, thin and narrow no-break space.
func isCountSpace(r rune) bool {
	switch r {
	case ' ', 0x00A0, 0x2007, 0x2009, 0x202F:
		return true
	}
	return false
}

// maxDuration keeps a running time far from overflow; no video lasts longer.
const maxDuration = 1000 * time.Hour

// ParseDuration reads a running time: minutes and seconds ("2:45"), with hours
// in front ("1:02:03"), or seconds alone ("90").
func ParseDuration(s string) (time.Duration, error) {
	text := strings.TrimSpace(s)
	parts := strings.Split(text, ":")
	bad := fmt.Errorf("%q is not a running time such as 2:45", text)
	if len(parts) > 3 {
		return 0, bad
	}
	var total time.Duration
	for i, part := range parts {
		n, rest := figures(part)
		if n == "" || rest != "" || len(n) > 7 || i > 0 && (len(n) != 2 || n > "59") {
			return 0, bad
		}
		v, err := strconv.Atoi(n)
		if err != nil {
			return 0, bad
		}
		total = total*60 + time.Duration(v)
	}
	if total > maxDuration/time.Second {
		return 0, bad
	}
	return total * time.Second, nil
}

// figures cuts the ASCII digits off the front of s.
func figures(s string) (digits, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}
