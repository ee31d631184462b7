package viet

import (
	"fmt"
	"time"
)

// Date writes the day in figures: "27/05/2021".
func Date(t time.Time) string { return t.Format("02/01/2006") }

// DayMonth writes the day without its year: "27/05".
func DayMonth(t time.Time) string { return t.Format("02/01") }

// OfficialDate writes the day as official letters do: "ngày 05 tháng 02 năm
// 2021", "ngày 01 tháng 9 năm 2021". Days below 10 and the months 1 and 2 have a
// leading zero, the other months do not (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func OfficialDate(t time.Time) string {
	year, month, day := t.Date()
	layout := "ngày %02d tháng %d năm %d"
	if month <= time.February {
		layout = "ngày %02d tháng %02d năm %d"
	}
	return fmt.Sprintf(layout, day, int(month), year)
}

// NewsDate writes the day as over a news story: "Thứ Năm, 27/05/2021".
func NewsDate(t time.Time) string { return Weekday(t.Weekday()) + ", " + Date(t) }

// Weekday names a day of the week as at the beginning of a sentence, "Thứ Hai"
// to "Chủ nhật" (capitals: Nghị định 30/2020/NĐ-CP, Phụ lục II); "" for a number
// that is no weekday.
func Weekday(d time.Weekday) string {
	switch d {
	case time.Monday:
		return "Thứ Hai"
	case time.Tuesday:
		return "Thứ Ba"
	case time.Wednesday:
		return "Thứ Tư"
	case time.Thursday:
		return "Thứ Năm"
	case time.Friday:
		return "Thứ Sáu"
	case time.Saturday:
		return "Thứ Bảy"
	case time.Sunday:
		return "Chủ nhật"
	}
	return ""
}

// DateRange writes the days from and to with what they share only once:
// "23–25/04/2021", "28/04–02/05/2021", "30/12/2021–02/01/2022". One day, or no
// end (a zero to), is a [Date]; days in the wrong order are turned round.
func DateRange(from, to time.Time) string {
	if to.IsZero() {
		return Date(from)
	}
	if to.Before(from) {
		from, to = to, from
	}
	switch {
	case Date(from) == Date(to):
		return Date(to)
	case from.Year() != to.Year():
		return Date(from) + "–" + Date(to)
	case from.Month() != to.Month():
		return DayMonth(from) + "–" + Date(to)
	}
	return from.Format("02") + "–" + Date(to)
}
