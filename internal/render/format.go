package render

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bantin/internal/lang"
	"bantin/internal/viet"
)

// format writes dates and numbers in the site's language and zone.
type format struct {
	table *lang.Table
	zone  *time.Location
}

func (f format) english() bool { return f.table.Code == "en" }

// date is "27/05/2021" or "27 May 2021".
func (f format) date(t time.Time) string {
	t = t.In(f.zone)
	if f.english() {
		return t.Format("2 January 2006")
	}
	return viet.Date(t)
}

// dayMonth is "27/05" or "27 May".
func (f format) dayMonth(t time.Time) string {
	t = t.In(f.zone)
	if f.english() {
		return t.Format("2 Jan")
	}
	return viet.DayMonth(t)
}

// newsDate is "Thứ Năm, 27/05/2021" or "Thursday, 27 May 2021".
func (f format) newsDate(t time.Time) string {
	t = t.In(f.zone)
	if f.english() {
		return t.Format("Monday, 2 January 2006")
	}
	return viet.NewsDate(t)
}

// dateRange is "23–25/04/2021" or "23–25 April 2021"; a zero to is open.
func (f format) dateRange(from, to time.Time) string {
	from, to = from.In(f.zone), to.In(f.zone)
	if !f.english() {
		return viet.DateRange(from, to)
	}
	switch {
	case from.Equal(to):
		return f.date(to)
	case from.Year() != to.Year():
		return f.period(from, to)
	case from.Month() != to.Month():
		return from.Format("2 January") + " – " + f.date(to)
	}
	return from.Format("2") + "–" + f.date(to)
}

// period is "22/09/2025–30/12/2025", or "từ 22/09/2025" when it has no end.
func (f format) period(from, to time.Time) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return lang.Fill(f.table.Words.List.Since, f.date(from))
	case from.IsZero():
		return lang.Fill(f.table.Words.List.Until, f.date(to))
	}
	if f.english() { // a date of several words keeps its distance from the dash
		return f.date(from) + " – " + f.date(to)
	}
	return f.date(from) + "–" + f.date(to)
}

// days is how many days of the site's zone lie between two moments: 0 on the same day.
func (f format) days(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		year, month, day := t.In(f.zone).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

func (f format) number(n int64) string { return f.table.Number(n) }

// month fills a pattern of the words with a month and its year: "Tháng 5/2021", "May 2021".
func (f format) month(pattern string, year int, m time.Month) string {
	name := strconv.Itoa(int(m))
	if f.english() {
		name = m.String()
	}
	return lang.Fill(pattern, name, strconv.Itoa(year))
}

// monthName is a month in a sentence: "12", "December".
func (f format) monthName(m time.Month) string {
	if f.english() {
		return m.String()
	}
	return strconv.Itoa(int(m))
}

// stretch is a date without its year, or a stretch of them: "27/05", "23–25/04", "30/12/2021–02/01/2022".
func (f format) stretch(from, to time.Time) string {
	from, to = from.In(f.zone), to.In(f.zone)
	switch {
	case !to.After(from):
		return f.dayMonth(from)
	case from.Year() != to.Year():
		return f.dateRange(from, to)
	case from.Month() != to.Month():
		return f.dayMonth(from) + "–" + f.dayMonth(to)
	case f.english():
		return from.Format("2–") + f.dayMonth(to)
	}
	return from.Format("02–") + f.dayMonth(to)
}

// monthShort is the label under a bar: "T5", "May".
func (f format) monthShort(m time.Month) string {
	if f.english() {
		return m.String()[:3]
	}
	return lang.Fill(f.table.Words.List.MonthShort, strconv.Itoa(int(m)))
}

// count is a number with its noun: "1 bài", "2 posts".
func (f format) count(c lang.Count, n int) string {
	return lang.Fill(c.For(int64(n)), f.number(int64(n)))
}

func (f format) percent(done, goal int64) string { return f.table.Percent(done, goal) }

// size is that of a file: "240 KB".
func (f format) size(n int64) string {
	if n >= 1<<20 {
		tenths := strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64)
		if !f.english() {
			tenths = strings.Replace(tenths, ".", ",", 1)
		}
		return tenths + " MB"
	}
	return strconv.FormatInt(max(1, (n+1023)>>10), 10) + " KB"
}

// length is that of a video: "3:12", "1:02:05".
func length(d time.Duration) string {
	s := int(d / time.Second)
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	if s >= 3600 {
		return strconv.Itoa(s/3600) + ":" + two(s/60%60) + ":" + two(s%60)
	}
	return strconv.Itoa(s/60) + ":" + two(s%60)
}

// lowerFirst is for a name inside a phrase; an abbreviation stays as it is.
func lowerFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	if n == 0 || unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}
