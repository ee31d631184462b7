package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
)

// marking is a source with a calendar.
func marking(entries ...content.Occasion) *content.Source {
	return &content.Source{
		Settings: &content.Settings{Language: "vi", Permalink: "/{year}/{month}/{slug}/", PageSize: 20, Zone: zone},
		Campaigns: []*content.Campaign{
			{Meta: content.Meta{File: "content/campaigns/sau-dai-hoi.md", ID: "sau-dai-hoi", Title: "Sau đại hội"}, From: at("2021-05-23")},
		},
		Calendar: entries,
	}
}

func every(day int, month time.Month, title string, since int) content.Occasion {
	return content.Occasion{Title: title, Day: day, Month: month, Since: since}
}

func TestOccasions(t *testing.T) {
	calendar := []content.Occasion{
		every(1, 1, "Tết Dương lịch", 0),
		every(28, 7, "Công đoàn", 1929),
		every(27, 7, "Liệt sĩ", 1947),
		every(29, 2, "Nhuận", 1996),
		every(28, 7, "Cùng ngày", 2021),
		every(10, 10, "Chuyển đổi số", 2022),
		every(31, 12, "Cuối năm", 0),
		{Title: "Nguyên đán", Dates: []time.Time{at("2021-02-12"), at("2026-02-17")}, Since: 2021},
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"order", "2021-07-26", "2021-07-28", "27/7/2021 Liệt sĩ 74; 28/7/2021 Công đoàn 92; 28/7/2021 Cùng ngày"},
		{"one day", "2021-07-27", "2021-07-27", "27/7/2021 Liệt sĩ 74"},
		{"hours do not count", "2021-07-27 23:59", "2021-07-28 00:01", "27/7/2021 Liệt sĩ 74; 28/7/2021 Công đoàn 92; 28/7/2021 Cùng ngày"},
		{"nothing", "2021-07-29", "2021-10-09", ""},
		{"turned round", "2021-07-29", "2021-07-26", ""},
		{"new year", "2021-12-30", "2022-01-02", "31/12/2021 Cuối năm; 1/1/2022 Tết Dương lịch"},
		{"two years", "2020-12-31", "2022-01-01", "31/12/2020 Cuối năm; 1/1/2021 Tết Dương lịch; 12/2/2021 Nguyên đán; 28/2/2021 Nhuận 25; " +
			"27/7/2021 Liệt sĩ 74; 28/7/2021 Công đoàn 92; 28/7/2021 Cùng ngày; 31/12/2021 Cuối năm; 1/1/2022 Tết Dương lịch"},
		{"leap year", "2020-02-28", "2020-03-01", "29/2/2020 Nhuận 24"},
		{"common year", "2021-02-27", "2021-03-01", "28/2/2021 Nhuận 25"},
		{"not a leap year", "2100-02-27", "2100-03-01", "28/2/2100 Nhuận 104"},
		{"dates of other years", "2022-02-01", "2022-02-27", ""},
		{"years of a date", "2026-02-17", "2026-02-17", "17/2/2026 Nguyên đán 5"},
		{"before it began", "2021-10-10", "2021-10-10", ""},
		{"as it began", "2022-10-10", "2022-10-10", "10/10/2022 Chuyển đổi số"},
		{"first year", "2023-10-10", "2023-10-10", "10/10/2023 Chuyển đổi số 1"},
	} {
		s, problems := New(marking(slices.Clone(calendar)...), Options{Now: now})
		if problems.Len() > 0 {
			t.Fatal(problems.All())
		}
		if got := show(s.Occasions(at(c.from), at(c.to))); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func show(all []Marked) string {
	var lines []string
	for _, m := range all {
		y, month, d := m.Day.Date()
		line := fmt.Sprintf("%d/%d/%d %s", d, month, y, m.Title)
		if m.Years > 0 {
			line += fmt.Sprint(" ", m.Years)
		}
		if m.Campaign != nil {
			line += " " + m.Campaign.List.URL
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

// A day is one of the site's zone: the evening of the 27th in London is the 28th in Vietnam.
func TestOccasionsZone(t *testing.T) {
	evening := time.Date(2021, 7, 27, 18, 0, 0, 0, time.UTC)
	s, _ := New(marking(every(27, 7, "Liệt sĩ", 0), every(28, 7, "Công đoàn", 0)), Options{Now: evening})
	if got := show(s.Occasions(evening, evening)); got != "28/7/2021 Công đoàn" {
		t.Error(got)
	}
	if got := show(s.Occasions(s.Now, s.Now)); got != "28/7/2021 Công đoàn" {
		t.Error(got)
	}
	if day := s.Occasions(evening, evening)[0].Day; day.Format(time.RFC3339) != "2021-07-28T00:00:00+07:00" {
		t.Error(day)
	}
}

func TestOccasionCampaign(t *testing.T) {
	in := func(text string, line int32) content.Occasion {
		o := every(28, 7, "Công đoàn "+text, 0)
		o.Campaign = content.Name{Text: text, Pos: content.Pos{Line: line, Column: 13}}
		return o
	}
	s, problems := New(marking(in("sau-dai-hoi", 1), in("Sau đại hội", 2), in("sau-dai-hoo", 3), in("", 4)), Options{Now: now})
	want := "28/7/2021 Công đoàn sau-dai-hoi /dot/sau-dai-hoi/; 28/7/2021 Công đoàn Sau đại hội /dot/sau-dai-hoi/; " +
		"28/7/2021 Công đoàn sau-dai-hoo; 28/7/2021 Công đoàn "
	if got := show(s.Occasions(at("2021-07-28"), at("2021-07-28"))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if problems.Len() != 1 {
		t.Fatal(problems.All())
	}
	d := problems.All()[0]
	if d.File != content.CalendarFile || d.Line != 3 || d.Column != 13 || d.Code != "unknown-campaign" || d.Suggestion != "sau-dai-hoi" || !s.Blocking(d) {
		t.Errorf("%+v", d)
	}
}
