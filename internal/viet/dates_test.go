package viet

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata" // the machine may have no zones
)

var hanoi = time.FixedZone("+07", 7*3600)

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 30, 0, 0, hanoi)
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		t                              time.Time
		date, dayMonth, official, news string
	}{
		{day(2021, 5, 27), "27/05/2021", "27/05", "ngày 27 tháng 5 năm 2021", "Thứ Năm, 27/05/2021"},
		{day(2021, 2, 5), "05/02/2021", "05/02", "ngày 05 tháng 02 năm 2021", "Thứ Sáu, 05/02/2021"},
		{day(2021, 1, 31), "31/01/2021", "31/01", "ngày 31 tháng 01 năm 2021", "Chủ nhật, 31/01/2021"},
		{day(2021, 9, 1), "01/09/2021", "01/09", "ngày 01 tháng 9 năm 2021", "Thứ Tư, 01/09/2021"},
		{day(2021, 3, 9), "09/03/2021", "09/03", "ngày 09 tháng 3 năm 2021", "Thứ Ba, 09/03/2021"},
		{day(2021, 12, 20), "20/12/2021", "20/12", "ngày 20 tháng 12 năm 2021", "Thứ Hai, 20/12/2021"},
		{day(2020, 2, 29), "29/02/2020", "29/02", "ngày 29 tháng 02 năm 2020", "Thứ Bảy, 29/02/2020"},
	} {
		for _, v := range []struct{ got, want string }{
			{Date(c.t), c.date}, {DayMonth(c.t), c.dayMonth}, {OfficialDate(c.t), c.official}, {NewsDate(c.t), c.news},
		} {
			if v.got != v.want || v.got != NFC(v.got) {
				t.Errorf("%v: %q, want %q", c.t, v.got, v.want)
			}
		}
	}
}

func TestWeekday(t *testing.T) {
	want := []string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", ""}
	for i, w := range want {
		if got := Weekday(time.Weekday(i)); got != w {
			t.Errorf("Weekday(%d) = %q, want %q", i, got, w)
		}
	}
}

func TestDateRange(t *testing.T) {
	for _, c := range []struct {
		from, to time.Time
		want     string
	}{
		{day(2021, 4, 23), day(2021, 4, 25), "23–25/04/2021"},
		{day(2021, 4, 1), day(2021, 4, 3), "01–03/04/2021"},
		{day(2021, 4, 28), day(2021, 5, 2), "28/04–02/05/2021"},
		{day(2021, 12, 30), day(2022, 1, 2), "30/12/2021–02/01/2022"},
		{day(2021, 5, 1), day(2022, 5, 1), "01/05/2021–01/05/2022"},
		{day(2021, 5, 27), day(2021, 5, 27), "27/05/2021"},
		{day(2021, 5, 27), day(2021, 5, 27).Add(10 * time.Hour), "27/05/2021"},
		{day(2021, 5, 27), time.Time{}, "27/05/2021"},
		{day(2021, 4, 25), day(2021, 4, 23), "23–25/04/2021"},
	} {
		if got := DateRange(c.from, c.to); got != c.want {
			t.Errorf("DateRange(%v, %v) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestParseMoment(t *testing.T) {
	for in, want := range map[string]string{
		"2021-05-27":                       "2021-05-27",
		" 2021-05-27\r\n":                  "2021-05-27",
		"2021-5-7":                         "2021-05-07",
		"2021/05/27":                       "2021-05-27",
		"27/5/2021":                        "2021-05-27",
		"27/05/2021":                       "2021-05-27",
		"27-5-2021":                        "2021-05-27",
		"27.05.2021":                       "2021-05-27",
		"29/2/2020":                        "2020-02-29",
		"1/1/1900":                         "1900-01-01",
		"31/12/2200":                       "2200-12-31",
		"2021-05-27 08:30":                 "2021-05-27T08:30:00+07:00",
		"2021-05-27 8:30":                  "2021-05-27T08:30:00+07:00",
		"2021-05-27 00:00":                 "2021-05-27T00:00:00+07:00",
		"2021-05-27T08:30":                 "2021-05-27T08:30:00+07:00",
		"2021-05-27T08:30:15":              "2021-05-27T08:30:15+07:00",
		"27/05/2021 08:30":                 "2021-05-27T08:30:00+07:00",
		"27-05-2021  08:30:15":             "2021-05-27T08:30:15+07:00",
		"27.5.2021\u00a023:59":             "2021-05-27T23:59:00+07:00",
		"2021-05-27T08:30:00+07:00":        "2021-05-27T08:30:00+07:00",
		"2021-05-27T08:30:00Z":             "2021-05-27T08:30:00Z",
		"2021-05-27T08:30Z":                "2021-05-27T08:30:00Z",
		"2021-05-27t08:30:00.5Z":           "2021-05-27T08:30:00.5Z",
		"2021-05-27t08:30:00.50-05:00":     "2021-05-27T08:30:00.5-05:00",
		"2021-05-27 08:30:00.":             "2021-05-27T08:30:00+07:00",
		"2021-05-27 08:30:00 +0700":        "2021-05-27T08:30:00+07:00",
		"2021-05-27 08:30 +7":              "2021-05-27T08:30:00+07:00",
		"2021-05-27 08:30:00.125 -5":       "2021-05-27T08:30:00.125-05:00",
		"2021-05-27 08:30:00 +0545":        "2021-05-27T08:30:00+05:45",
		"2021-05-27 08:30:00 z":            "2021-05-27T08:30:00Z",
		"27/05/2021 08:30 +09:00":          "2021-05-27T08:30:00+09:00",
		"2021-05-27 08:30:00.123456789987": "2021-05-27T08:30:00.123456789+07:00",
	} {
		m, err := ParseMoment(in, hanoi)
		got := m.Format(time.RFC3339Nano)
		if m.DateOnly {
			got = m.Format(time.DateOnly)
			if h, min, s := m.Clock(); h+min+s != 0 || m.Location() != hanoi {
				t.Errorf("ParseMoment(%q) = %v: not midnight of the site", in, m.Time)
			}
		}
		if err != nil || got != want {
			t.Errorf("ParseMoment(%+q) = %s, %v; want %s", in, got, err, want)
		}
	}
}

func TestParseMomentZone(t *testing.T) {
	m, err := ParseMoment("2021-05-27 08:30 +0700", hanoi)
	if err != nil || m.Location() != hanoi {
		t.Errorf("a zone like the site's is %v, %v", m.Location(), err)
	}
	if m, err = ParseMoment("2021-05-27", nil); err != nil || m.Location() != time.UTC {
		t.Errorf("no zone at all is %v, %v", m.Location(), err)
	}
}

func TestParseMomentRefuses(t *testing.T) {
	for in, want := range map[string]DateError{
		"5/27/2021":                 {"month", "27"},
		"2021-27-05":                {"month", "27"},
		"2021-13-01":                {"month", "13"},
		"01/00/2021":                {"month", "00"},
		"31/2/2021":                 {"day", "31"},
		"29/2/2021":                 {"day", "29"},
		"29/2/1900":                 {"day", "29"},
		"31/4/2021":                 {"day", "31"},
		"32/1/2021":                 {"day", "32"},
		"0/1/2021":                  {"day", "0"},
		"2021-05-00":                {"day", "00"},
		"27/5/21":                   {"year", "21"},
		"21-05-27":                  {"year", "27"},
		"27/5/1899":                 {"year", "1899"},
		"27/5/2201":                 {"year", "2201"},
		"27/5/0021":                 {"year", "0021"},
		"27/5/202":                  {"year", "202"},
		"27/5/20210":                {"year", "20210"},
		"202-05-27":                 {"year", "202"},
		"0000-05-27":                {"year", "0000"},
		"27/5/99999999999999999999": {"year", "99999999999999999999"},
		"27/5/2021 25:70":           {"time", "25:70"},
		"27/5/2021 24:00":           {"time", "24:00"},
		"27/5/2021 08:60":           {"time", "08:60"},
		"2021-05-27T08:30:60Z":      {"time", "08:30:60"},
		"2021-05-27 08:30 +25:00":   {"time", "+25:00"},
		"2021-05-27 08:30 +0799":    {"time", "+0799"},
		"":                          {"form", ""},
		" ":                         {"form", ""},
		"27/5":                      {"form", "27/5"},
		"27/5/":                     {"form", "27/5/"},
		"27/5-2021":                 {"form", "27/5-2021"},
		"27 5 2021":                 {"form", "27 5 2021"},
		"2021":                      {"form", "2021"},
		"20210527":                  {"form", "20210527"},
		"2021-05":                   {"form", "2021-05"},
		"2021-005-27":               {"form", "2021-005-27"},
		"2021-05-027":               {"form", "2021-05-027"},
		"-2021-05-27":               {"form", "-2021-05-27"},
		"2021-05-27Z":               {"form", "2021-05-27Z"},
		"2021-05-27+07:00":          {"form", "2021-05-27+07:00"},
		"2021-05-27T":               {"form", "2021-05-27T"},
		"2021-05-27 08":             {"form", "2021-05-27 08"},
		"2021-05-27 08:3":           {"form", "2021-05-27 08:3"},
		"2021-05-27 008:30":         {"form", "2021-05-27 008:30"},
		"2021-05-27 08:30:":         {"form", "2021-05-27 08:30:"},
		"2021-05-27 08:30 +":        {"form", "2021-05-27 08:30 +"},
		"2021-05-27 08:30 +07:0":    {"form", "2021-05-27 08:30 +07:0"},
		"2021-05-27 08:30 +007":     {"form", "2021-05-27 08:30 +007"},
		"2021-05-27 08:30 ICT":      {"form", "2021-05-27 08:30 ICT"},
		"27/5/2021 sáng":            {"form", "27/5/2021 sáng"},
		"27 tháng 5 năm 2021":       {"form", "27 tháng 5 năm 2021"},
		"hôm qua":                   {"form", "hôm qua"},
		"２７/５/２０２１":                 {"form", "２７/５/２０２１"},
	} {
		m, err := ParseMoment(in, hanoi)
		var got *DateError
		if !errors.As(err, &got) || *got != want {
			t.Errorf("ParseMoment(%q) = %v, %#v; want %#v", in, m, err, want)
		} else if got.Error() == "" {
			t.Errorf("ParseMoment(%q): no words", in)
		}
	}
}

// TestDay: a day is never the one before, also where its clocks are put forward at midnight.
func TestDay(t *testing.T) {
	for _, c := range []struct{ zone, day, begins string }{
		{"Asia/Ho_Chi_Minh", "2021-06-01", "2021-06-01T00:00:00+07:00"},
		{"America/Asuncion", "2017-10-01", "2017-10-01T01:00:00-03:00"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"},
		{"Asia/Beirut", "2019-03-31", "2019-03-31T01:00:00+03:00"},
		{"America/Havana", "2021-03-14", "2021-03-14T01:00:00-04:00"},
		{"America/New_York", "2021-03-14", "2021-03-14T00:00:00-05:00"},
		{"America/Havana", "2021-11-07", "2021-11-07T00:00:00-04:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		m, err := ParseMoment(c.day, zone)
		if got := m.Format(time.RFC3339); err != nil || got != c.begins {
			t.Errorf("%s in %s begins at %s, want %s (%v)", c.day, c.zone, got, c.begins, err)
		}
	}
}
