package content

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/viet"
)

// written shows occasions as a calendar would have them.
func written(all []Occasion) (lines []string) {
	for _, o := range all {
		day := ""
		if o.Day != 0 {
			day = fmt.Sprintf("%d/%d", o.Day, o.Month)
		}
		for _, d := range o.Dates {
			day += viet.Date(d) + " "
		}
		line := strings.TrimSpace(day) + " " + o.Title
		if o.Since != 0 {
			line += fmt.Sprint(" since ", o.Since)
		}
		if o.Campaign.Text != "" {
			line += fmt.Sprintf(" in %s at %d:%d", o.Campaign.Text, o.Campaign.Pos.Line, o.Campaign.Pos.Column)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCalendar(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		want string // entries, and problems in brackets
	}{
		"marks":         {"- {day: 28/7, title: A}\n- {day: 28-07, title: B}\n- {day: 1.5, title: C}\n- {day: '01.05', title: D}\n", "28/7 A; 28/7 B; 1/5 C; 1/5 D"},
		"all keys":      {"# Lịch\n---\n- day: 28/7\n  title: Ngày: thành lập\n  since: 1.929\n  campaign: dot-mot\n", "28/7 Ngày: thành lập since 1929 in dot-mot at 6:13"},
		"one date":      {"- date: 12/2/2021\n  title: Tết\n", "12/02/2021 Tết"},
		"dates":         {"- date: [6/2/2027, 2026-02-17, 12.2.2021 08:00]\n  title: Tết\n", "12/02/2021 17/02/2026 06/02/2027 Tết"},
		"dates below":   {"- title: Tết\n  date:\n    - 17/2/2026\n    - 31/2/2027\n", "17/02/2026 Tết; [4:7 date-day]"},
		"leap day":      {"- {day: 29/2, title: A}\n", "29/2 A"},
		"leap date":     {"- {date: 29/2/2021, title: A}\n", "[1:10 date-day]"},
		"no day":        {"- {day: 30/2, title: A}\n- {day: 31/4, title: B}\n- {day: 0/4, title: C}\n- {day: 7/28, title: D}\n- {day: 1/0, title: E}\n", "[1:9 occasion-no-day]; [2:9 occasion-no-day]; [3:9 occasion-no-day]; [4:9 occasion-no-day]; [5:9 occasion-no-day]"},
		"not a day":     {"- {day: 28/7/1929, title: A}\n- {day: mùng 1 Tết, title: B}\n- {day: 28, title: C}\n- {day: /28/7, title: D}\n- {day: 28//7, title: E}\n- {day: 128/7, title: F}\n- {day: +1/-7, title: G}\n", "[1:9 occasion-day]; [2:9 occasion-day]; [3:9 occasion-day]; [4:9 occasion-day]; [5:9 occasion-day]; [6:9 occasion-day]; [7:9 occasion-day]"},
		"days in list":  {"- day: [28/7, 29/7]\n  title: A\n", "[1:8 bad-text]"},
		"both":          {"- day: 28/7\n  date: 28/7/2021\n  title: A\n", "[2:9 occasion-day-twice]"},
		"neither":       {"- title: A\n", "[1:3 occasion-day-missing]"},
		"nothing after": {"- day:\n  title: A\n", "[1:3 occasion-day-missing]"},
		"no title":      {"- day: 28/7\n- day: 29/7\n  title:\n- day: 30/7\n  title: ''\n", "[1:3 key-missing]; [3:3 key-missing]; [5:10 key-missing]"},
		"bad title":     {"- day: 28/7\n  title: [A]\n", "[2:10 bad-text]"},
		"since":         {"- {day: 8/3, title: A, since: 40}\n- {day: 8/3, title: B, since: 0}\n- {day: 8/3, title: C, since: 2201}\n- {day: 8/3, title: D, since: năm 1929}\n- {day: 8/3, title: E, since: -40}\n", "8/3 A since 40; 8/3 B; 8/3 C; 8/3 D; 8/3 E; [2:31 date-year]; [3:31 date-year]; [4:31 count-form]; [5:31 count-negative]"},
		"since later":   {"- {date: [12/2/2021, 17/2/2026], title: A, since: 2022}\n- {date: 12/2/2021, title: B, since: 2021}\n", "12/02/2021 17/02/2026 A since 2022; 12/02/2021 B since 2021; [1:51 occasion-since]"},
		"twice":         {"- {day: 28/7, title: Công đoàn}\n- {day: 28/07, title: công  đoàn}\n- {day: 28/7, title: Khác}\n", "28/7 Công đoàn; 28/7 công  đoàn; 28/7 Khác; [2:23 occasion-twice]"},
		"date and day":  {"- {date: 28/7/2021, title: A}\n- {day: 28/7, title: A}\n- {date: 28/7/2022, title: A}\n", "28/07/2021 A; 28/7 A; 28/07/2022 A; [2:22 occasion-twice]; [3:28 occasion-twice]"},
		"one date more": {"- {date: 28/7/2021, title: A}\n- {date: [28/7/2022, 28/7/2023], title: A}\n- {date: [1/1/2022, 1/1/2022], title: A}\n", "28/07/2021 A; 28/07/2022 28/07/2023 A; 01/01/2022 01/01/2022 A; [3:39 occasion-twice]"},
		"unknown key":   {"- {day: 28/7, titel: B, title: A, lunar: có}\n", "28/7 A; [1:15 unknown-key]; [1:35 unknown-key]"},
		"key twice":     {"- day: 28/7\n  day: 29/7\n  title: A\n", "28/7 A; [2:3 duplicate-key]"},
		"a text":        {"- Tết\n- {day: 28/7, title: A}\n-\n", "28/7 A; [1:3 bad-map]"},
		"a map":         {"occasions:\n  - {day: 28/7, title: A}\n", "[1:1 bad-list]"},
		"a word":        {"không\n", "[1:1 not-a-key]"},
		"off":           {"[]\n", ""},
		"comments":      {"# Không dùng lịch.\n", ""},
		"comments only": {"# Không dùng lịch.\n---\n", ""},
		"nothing":       {" \n", "[1:1 empty-yaml]"},
		"broken":        {"- {day: 28/7\n", "[1:3 bracket-open]"},
		"anchor":        {"- &a {day: 28/7, title: A}\n- *a\n", "[2:3 yaml-anchor]"},
	} {
		t.Run(name, func(t *testing.T) {
			s := loadSite(t, map[string]string{"content/site.yaml": plainSite, CalendarFile: c.src})
			got := written(s.Calendar)
			for _, p := range problems(s) {
				got = append(got, "["+p+"]")
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			for _, d := range s.Problems.All() {
				if d.File != CalendarFile {
					t.Errorf("%s is reported of %s", d.Code, d.File)
				}
			}
		})
	}
}

// The calendar follows what site.yaml says of unknown keys, zone and language.
func TestCalendarSettings(t *testing.T) {
	for how, want := range map[string]string{"warn": "[1:25 unknown-key]", "error": "[1:25 unknown-key]", "ignore": "[]"} {
		s := loadSite(t, map[string]string{
			"content/site.yaml": plainSite + "unknown_keys: " + how + "\ntimezone: Asia/Tokyo\n",
			CalendarFile:        "- {day: 28/7, title: A, luna: có}\n- {date: 12/2/2021, title: B}\n",
		})
		if got := fmt.Sprint(problems(s)); got != want || (how == "error") != (s.Problems.Errors() > 0) {
			t.Errorf("%s: %s", how, got)
		}
		if got := s.Calendar[1].Dates[0]; !got.Equal(time.Date(2021, 2, 12, 0, 0, 0, 0, s.Settings.Zone)) || s.Settings.Zone.String() != "Asia/Tokyo" {
			t.Errorf("%s: %s", how, got)
		}
	}
}

// Without a file a site has the days that are built in, in its own language, and
// both hold the same days.
func TestDefaultCalendar(t *testing.T) {
	vi := loadSite(t, map[string]string{"content/site.yaml": plainSite})
	en := loadSite(t, map[string]string{"content/site.yaml": plainSite + "language: en\n"})
	if found := append(problems(vi), problems(en)...); len(found) > 0 {
		t.Fatal(found)
	}
	if len(vi.Calendar) < 20 || len(vi.Calendar) != len(en.Calendar) {
		t.Fatalf("%d and %d days", len(vi.Calendar), len(en.Calendar))
	}
	for i, o := range vi.Calendar {
		e := en.Calendar[i]
		if e.Day != o.Day || e.Month != o.Month || e.Since != o.Since || e.Title == o.Title || o.Dates != nil || o.Campaign.Text != "" {
			t.Errorf("%+v and %+v", o, e)
		}
		if i > 0 {
			if before := vi.Calendar[i-1]; o.Month < before.Month || o.Month == before.Month && o.Day <= before.Day {
				t.Errorf("%s stands after %s", o.Title, before.Title)
			}
		}
	}
	if !slices.Contains(written(vi.Calendar), "28/7 Ngày thành lập Công đoàn Việt Nam since 1929") {
		t.Error(written(vi.Calendar))
	}
}

// The sample site's calendar takes the place of the one that is built in: it has
// the same days, and shows how those are entered that each year has elsewhere.
func TestSampleCalendar(t *testing.T) {
	s, err := Load(os.DirFS("../.."), Options{})
	if err != nil {
		t.Fatal(err)
	}
	builtIn := written(loadSite(t, map[string]string{"content/site.yaml": plainSite}).Calendar)
	all := written(s.Calendar)
	if !slices.Equal(all[:min(len(builtIn), len(all))], builtIn) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(all, "\n"), strings.Join(builtIn, "\n"))
	}
	for _, want := range []string{"12/02/2021 17/02/2026 06/02/2027 Tết Nguyên đán", "21/04/2021 26/04/2026 16/04/2027 Giỗ Tổ Hùng Vương"} {
		if !slices.Contains(all, want) {
			t.Errorf("no %s in\n%s", want, strings.Join(all, "\n"))
		}
	}
}
