package content

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"bantin/internal/viet"
)

// text reads a value that is one line of text to be shown: line breaks become spaces, and hidden characters are left
// out. One that turns the direction of writing would turn what stands behind it on the page, too.
func (r *reader) text(n *node) string { return strings.TrimSpace(visible(r.line(n))) }

// line reads a value that is one line, with all its characters: names of files and addresses are to be what they are.
func (r *reader) line(n *node) string {
	s, ok := r.written(n)
	if ok && strings.ContainsAny(s, "\n\r\t") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// prose reads text to be shown that keeps its line breaks. It is false, and reported, when
// the value is something else.
func (r *reader) prose(n *node) (string, bool) {
	s, ok := r.written(n)
	return visible(s), ok
}

// written reads text as it was written.
func (r *reader) written(n *node) (string, bool) {
	s, ok := textOf(n)
	switch {
	case !ok && n.shape != absent:
		r.report(n.pos, "bad-text")
	case controlAt(s) >= 0:
		r.report(n.pos, "control-character") // spelt as an escape, "\x1b"
		return "", false
	}
	return s, ok
}

// textOf gives the text that a value is.
func textOf(n *node) (string, bool) {
	switch {
	case n.shape == scalar && n.quoted:
		return viet.NFC(strings.TrimSpace(n.text)), true
	case n.shape == scalar:
		return strings.TrimSpace(n.text), true
	case n.shape == dict && len(n.fields) == 1 && n.fields[0].pos == n.pos:
		// "- Nghị quyết: số 8", which YAML takes for a map: one without braces
		// begins where its first key does.
		if f := &n.fields[0]; f.value.shape == absent {
			return f.key + ":", true
		} else if f.value.shape == scalar {
			return strings.TrimSpace(f.key + ": " + f.value.text), true
		}
	}
	return "", false
}

// notice reads text that is not to be mixed up with yes or no.
func (r *reader) notice(n *node) string {
	if _, ok := yesNo(n); ok && !n.quoted {
		r.report(n.pos, "bad-text")
		return ""
	}
	return r.text(n)
}

// name reads a reference by name.
func (r *reader) name(n *node) Name { return Name{r.line(n), n.pos} }

// texts calls each for one text or every text of a list.
func (r *reader) texts(n *node, each func(Name)) {
	if n.shape != list {
		if v := r.name(n); v.Text != "" {
			each(v)
		}
		return
	}
	for i := range n.items {
		if v := r.name(&n.items[i]); v.Text != "" {
			each(v)
		}
	}
}

// names reads one name or a list of them.
func (r *reader) names(n *node) []Name {
	size := 1
	if n.shape == list {
		size = len(n.items)
	}
	all := make([]Name, 0, size)
	r.texts(n, func(v Name) { all = append(all, v) })
	return all
}

// bool reads yes or no.
func (r *reader) bool(n *node) bool {
	v, ok := yesNo(n)
	if !ok {
		r.report(n.pos, "bad-bool")
	}
	return v
}

func yesNo(n *node) (v, ok bool) {
	if n.shape != scalar {
		return false, false
	}
	switch strings.ToLower(strings.TrimSpace(n.text)) {
	case "true", "yes", "có":
		return true, true
	case "false", "no", "không":
		return false, true
	}
	return false, false
}

// count reads a whole number that is not negative. ok is false, and the
// reason reported, when it is none.
func (r *reader) count(n *node) (v int64, ok bool) {
	s := r.text(n)
	if s == "" {
		return 0, false
	}
	v, err := viet.ParseCount(s)
	if err == nil {
		return v, true
	}
	kind := "form"
	var at *viet.CountError
	if errors.As(err, &at) {
		kind = at.Kind
	}
	r.report(n.pos, "count-"+kind, s, viet.Number(viet.MaxCount))
	return 0, false
}

// moment reads a date, with or without a time. The zero Moment stands for
// one that cannot be read, which is reported.
func (r *reader) moment(n *node) viet.Moment {
	s := r.text(n)
	if s == "" {
		return viet.Moment{}
	}
	return r.parseMoment(s, n.pos)
}

func (r *reader) parseMoment(s string, pos Pos) viet.Moment {
	m, err := viet.ParseMoment(s, r.settings.Zone)
	if err == nil {
		return m
	}
	kind, value := "form", s
	var at *viet.DateError
	if errors.As(err, &at) {
		kind, value = at.Kind, at.Value
	}
	r.report(pos, "date-"+kind, value)
	return viet.Moment{}
}

// day reads a date without its time, at 00:00 in the site's zone.
func (r *reader) day(n *node) time.Time {
	return dayOf(r.moment(n), r.settings.Zone)
}

func dayOf(m viet.Moment, zone *time.Location) time.Time {
	if m.IsZero() {
		return time.Time{}
	}
	return viet.Midnight(m.In(zone))
}

// through reads the end of something: of a date the day still belongs to it.
// It gives the first moment after.
func (r *reader) through(n *node) time.Time {
	m := r.moment(n)
	if m.DateOnly && !m.IsZero() {
		return m.AddDate(0, 0, 1)
	}
	return m.Time
}

// ordered reports an end before its beginning.
func (r *reader) ordered(from, to time.Time, pos Pos) {
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		r.report(pos, "date-order")
	}
}

// address reads an http(s) address.
func (r *reader) address(n *node) string {
	s := r.text(n)
	if s != "" && !isWeb(s) {
		r.report(n.pos, "bad-url", s)
	}
	return s
}

// isWeb tells whether s is an absolute http(s) address. One with a name before its host is none: such names
// only make readers take it for the address of another (https://congdoan.vn@example.org/).
func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && !strings.ContainsAny(s, " \t")
}

// email reads a mail address. Only its shape is looked at, and that nothing in it adds to a mailto: address.
func (r *reader) email(n *node) string {
	s := r.text(n)
	name, host, ok := strings.Cut(s, "@")
	if s != "" && (!ok || name == "" || !strings.Contains(host, ".") || strings.ContainsAny(host, "@ ") || strings.ContainsAny(s, " ?&#%,;:\"<>()[]\\")) {
		r.report(n.pos, "bad-email", s)
	}
	return s
}

// free turns a value into plain Go for a site's own layouts: string, int64,
// float64, bool, []any, map[string]any; nil for nothing.
func free(n *node) any {
	switch n.shape {
	case list:
		all := make([]any, len(n.items))
		for i := range n.items {
			all[i] = free(&n.items[i])
		}
		return all
	case dict:
		return freeMap(n)
	case scalar:
		if n.quoted {
			return viet.NFC(n.text)
		}
		return freeScalar(n.text)
	}
	return nil
}

func freeMap(n *node) map[string]any {
	all := make(map[string]any, len(n.fields))
	for i := range n.fields {
		all[n.fields[i].key] = free(&n.fields[i].value)
	}
	return all
}

func freeScalar(s string) any {
	switch s {
	case "true":
		return true
	case "false":
		return false
	}
	if s[0] == '-' || '0' <= s[0] && s[0] <= '9' {
		if i, err := strconv.ParseInt(s, 10, 64); err == nil {
			return i
		}
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return f
		}
	}
	return s
}
