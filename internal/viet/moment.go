package viet

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// The years that a date may have: anything else is a slip of the finger.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Moment is a point in time, or a day where DateOnly: then at its midnight.
type Moment struct {
	time.Time
	DateOnly bool
}

// DateError says why a text is no date. Kind is "month" (5/27/2021), "day"
// (31/2/2021), "year" (not 1900 to 2200, or two digits), "time" (25:70, also an
// impossible zone) or "form" (anything else). Value is the offending part as it
// was written, the whole text for "form".
type DateError struct{ Kind, Value string }

func (e *DateError) Error() string {
	switch e.Kind {
	case "month":
		return fmt.Sprintf("there is no month %s (write day/month/year)", e.Value)
	case "day":
		return fmt.Sprintf("the month has no day %s", e.Value)
	case "year":
		return fmt.Sprintf("%s is not a year from %d to %d", e.Value, firstYear, lastYear)
	case "time":
		return fmt.Sprintf("there is no time %s", e.Value)
	}
	return fmt.Sprintf("%q is not a date such as 27/05/2021 or 2021-05-27 08:30", e.Value)
}

// ParseMoment reads a date as editors write it, the day before the month:
// 27/5/2021, 27-05-2021 08:30, 27.5.2021; or the year first, as in RFC 3339 and
// YAML: 2021-05-27, 2021-05-27 08:30, 2021-05-27T08:30:00+07:00, 2021-05-27
// 08:30:00.5 +0700. Seconds may be left out everywhere. Without a zone the text
// means loc, nil being UTC. The error is a *[DateError].
func ParseMoment(s string, loc *time.Location) (Moment, error) {
	if loc == nil {
		loc = time.UTC
	}
	text := strings.TrimSpace(s)
	day, rest, kind, value := cutDay(text)
	if kind != "" {
		return Moment{}, dateError(kind, value, text)
	}
	if rest == "" {
		return Moment{Time: Day(day.year, time.Month(day.month), day.day, loc), DateOnly: true}, nil
	}
	if rest[0] == 'T' || rest[0] == 't' {
		rest = rest[1:]
	} else {
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		if len(trimmed) == len(rest) {
			return Moment{}, dateError("form", "", text)
		}
		rest = trimmed
	}
	at, rest, kind, value := cutClock(rest)
	if kind != "" {
		return Moment{}, dateError(kind, value, text)
	}
	zone, kind, value := parseZone(strings.TrimLeftFunc(rest, unicode.IsSpace))
	if kind != "" {
		return Moment{}, dateError(kind, value, text)
	}
	in := loc
	if zone != nil {
		in = zone
	}
	t := time.Date(day.year, time.Month(day.month), day.day, at.hour, at.minute, at.second, at.nano, in)
	return Moment{Time: inSite(t, zone, loc)}, nil
}

// Day is when a day begins in a zone: at midnight, or at 01:00 where that day's clocks
// are put forward at midnight. Of such a midnight time.Date makes one of the day before.
func Day(year int, month time.Month, day int, loc *time.Location) time.Time {
	t := time.Date(year, month, day, 0, 0, 0, 0, loc)
	if t.Hour() >= 12 {
		_, m, s := t.Clock()
		t = t.Add(time.Duration(24-t.Hour())*time.Hour - time.Duration(m)*time.Minute - time.Duration(s)*time.Second)
	}
	return t
}

// Midnight is when the day of t begins in t's own zone, as Day tells.
func Midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return Day(y, m, d, t.Location())
}

func dateError(kind, value, text string) error {
	if kind == "form" {
		value = text
	}
	return &DateError{Kind: kind, Value: value}
}

// inSite gives a time whose zone was written in loc, if the offset there is the
// same, so that it prints with the name of the zone.
func inSite(t time.Time, zone, loc *time.Location) time.Time {
	if zone == nil {
		return t
	}
	local := t.In(loc)
	_, written := t.Zone()
	if _, offset := local.Zone(); offset == written {
		return local
	}
	return t
}

type calendarDay struct{ year, month, day int }

// cutDay reads the date at the front of s. Kind and value are those of a
// DateError, kind "" when all is well.
func cutDay(s string) (d calendarDay, rest, kind, value string) {
	first, rest := figures(s)
	if first == "" || rest == "" || !strings.ContainsRune("-/.", rune(rest[0])) {
		return d, "", "form", ""
	}
	sep := rest[0]
	month, rest := figures(rest[1:])
	if month == "" || len(month) > 2 || rest == "" || rest[0] != sep {
		return d, "", "form", ""
	}
	last, rest := figures(rest[1:])
	year, day := last, first
	if len(first) > 2 {
		year, day = first, last
	}
	if day == "" || len(day) > 2 || year == "" {
		return d, "", "form", ""
	}
	d.year = number(year)
	if len(year) != 4 || d.year < firstYear || d.year > lastYear {
		return d, "", "year", year
	}
	d.month = number(month)
	if d.month < 1 || d.month > 12 {
		return d, "", "month", month
	}
	d.day = number(day)
	if d.day < 1 || d.day > daysIn(d.year, d.month) {
		return d, "", "day", day
	}
	return d, rest, "", ""
}

// daysIn counts the days of a month: the day before the first of the next one.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

type clock struct{ hour, minute, second, nano int }

// cutClock reads hours, minutes, and seconds with a fraction if they are there.
func cutClock(s string) (c clock, rest, kind, value string) {
	hour, rest := figures(s)
	if hour == "" || len(hour) > 2 || rest == "" || rest[0] != ':' {
		return c, "", "form", ""
	}
	minute, rest := figures(rest[1:])
	if len(minute) != 2 {
		return c, "", "form", ""
	}
	second := "00"
	if rest != "" && rest[0] == ':' {
		if second, rest = figures(rest[1:]); len(second) != 2 {
			return c, "", "form", ""
		}
		if rest != "" && rest[0] == '.' {
			var fraction string
			fraction, rest = figures(rest[1:]) // YAML allows none after the dot
			c.nano = number((fraction + "000000000")[:9])
		}
	}
	c.hour, c.minute, c.second = number(hour), number(minute), number(second)
	if c.hour > 23 || c.minute > 59 || c.second > 59 {
		return c, "", "time", s[:len(s)-len(rest)]
	}
	return c, rest, "", ""
}

// parseZone reads Z, +7, +07, +0700 or +07:00; nil for an empty text.
func parseZone(s string) (zone *time.Location, kind, value string) {
	switch {
	case s == "":
		return nil, "", ""
	case s == "Z" || s == "z":
		return time.UTC, "", ""
	case s[0] != '+' && s[0] != '-':
		return nil, "form", ""
	}
	hour, rest := figures(s[1:])
	minute := "00"
	switch {
	case rest != "" && rest[0] == ':' && len(hour) <= 2:
		if minute, rest = figures(rest[1:]); len(minute) != 2 {
			return nil, "form", ""
		}
	case len(hour) == 4:
		hour, minute = hour[:2], hour[2:]
	}
	if hour == "" || len(hour) > 2 || rest != "" {
		return nil, "form", ""
	}
	if number(hour) > 23 || number(minute) > 59 {
		return nil, "time", s
	}
	offset := number(hour)*3600 + number(minute)*60
	if s[0] == '-' {
		offset = -offset
	}
	return time.FixedZone("", offset), "", ""
}

// number reads figures that are known to be few; too many give -1, which is out
// of every range.
func number(figures string) int {
	n, err := strconv.Atoi(figures)
	if err != nil {
		return -1
	}
	return n
}
