package viet

import (
	"errors"
	"math"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n      int64
		vi, en string
	}{
		{0, "0", "0"},
		{7, "7", "7"},
		{999, "999", "999"},
		{1000, "1.000", "1,000"},
		{-1, "-1", "-1"},
		{-999, "-999", "-999"},
		{-1234, "-1.234", "-1,234"},
		{1234567, "1.234.567", "1,234,567"},
		{75000000, "75.000.000", "75,000,000"},
		{math.MaxInt64, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"},
		{math.MinInt64, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
	} {
		if got := Number(c.n); got != c.vi {
			t.Errorf("Number(%d) = %q, want %q", c.n, got, c.vi)
		}
		if got := NumberEN(c.n); got != c.en {
			t.Errorf("NumberEN(%d) = %q, want %q", c.n, got, c.en)
		}
	}
}

func TestParseCount(t *testing.T) {
	for in, want := range map[string]int64{
		"0":                        0,
		"7":                        7,
		"007":                      7,
		"1250":                     1250,
		" 1250\n":                  1250,
		"1.250":                    1250,
		"1 250":                    1250,
		"1\u00a0250":               1250,
		"1\u202f250":               1250,
		"1\u2009250\u00a0000":      1250000,
		"12.500":                   12500,
		"125.000":                  125000,
		"1.250.000":                1250000,
		"1000000000000000":         1e15,
		"1.000.000.000.000.000":    1e15,
		"000999999999999999":       999_999_999_999_999,
		"000000000000000000000001": 1,
	} {
		got, err := ParseCount(in)
		if err != nil || got != want {
			t.Errorf("ParseCount(%+q) = %d, %v; want %d", in, got, err, want)
		}
	}
}

func TestParseCountRefuses(t *testing.T) {
	for in, want := range map[string]CountError{
		"1,250":                      {"ambiguous", "1,250"},
		" 1.25 ":                     {"ambiguous", "1.25"},
		"1.2500":                     {"ambiguous", "1.2500"},
		"1250.000":                   {"ambiguous", "1250.000"},
		"0.250":                      {"ambiguous", "0.250"},
		"01.250":                     {"ambiguous", "01.250"},
		"1.250,5":                    {"ambiguous", "1.250,5"},
		"12,5":                       {"ambiguous", "12,5"},
		"1.250 000":                  {"ambiguous", "1.250 000"},
		"1.25.000":                   {"ambiguous", "1.25.000"},
		"12 34":                      {"ambiguous", "12 34"},
		"-5":                         {"negative", "-5"},
		"−5":                         {"negative", "−5"},
		"- 1.250":                    {"negative", "- 1.250"},
		"-1,5":                       {"negative", "-1,5"},
		"":                           {"form", ""},
		"  ":                         {"form", ""},
		"-":                          {"form", "-"},
		"--5":                        {"form", "--5"},
		"+5":                         {"form", "+5"},
		".250":                       {"form", ".250"},
		"1.250.":                     {"form", "1.250."},
		"1..250":                     {"form", "1..250"},
		"1  250":                     {"form", "1  250"},
		"1_250":                      {"form", "1_250"},
		"0x10":                       {"form", "0x10"},
		"1e3":                        {"form", "1e3"},
		"86 người":                   {"form", "86 người"},
		"86 ngươ\u0300i":             {"form", "86 ngươ\u0300i"},
		"gần 300":                    {"form", "gần 300"},
		"1\n250":                     {"form", "1\n250"},
		"１２":                         {"form", "１２"},
		"1000000000000001":           {"range", "1000000000000001"},
		"1.000.000.000.000.001":      {"range", "1.000.000.000.000.001"},
		"10 000 000 000 000 000":     {"range", "10 000 000 000 000 000"},
		"9223372036854775808":        {"range", "9223372036854775808"},
		"9.223.372.036.854.775.808":  {"range", "9.223.372.036.854.775.808"},
		"99999999999999999999999999": {"range", "99999999999999999999999999"},
	} {
		_, err := ParseCount(in)
		var got *CountError
		if !errors.As(err, &got) || *got != want {
			t.Errorf("ParseCount(%+q): %#v, want %#v", in, err, want)
		} else if got.Error() == "" {
			t.Errorf("ParseCount(%+q): no words", in)
		}
	}
}

func TestParseDuration(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"0":        0,
		"90":       90 * time.Second,
		" 2:45 ":   2*time.Minute + 45*time.Second,
		"02:45":    2*time.Minute + 45*time.Second,
		"0:00":     0,
		"125:30":   125*time.Minute + 30*time.Second,
		"1:02:03":  time.Hour + 2*time.Minute + 3*time.Second,
		"10:00:00": 10 * time.Hour,
		"3600":     time.Hour,
	} {
		got, err := ParseDuration(in)
		if err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %v, %v; want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", ":", "2:", ":45", "2:5", "2:60", "2:345", "1:60:00", "1:2:03", "1:02:03:04",
		"-1", "+1", "1.5", "2m45s", "2:4５", "2 45", "99999999", "9999999:00:00", "99999999999999999999", "hai phút"} {
		if got, err := ParseDuration(in); err == nil {
			t.Errorf("ParseDuration(%q) = %v, want an error", in, got)
		}
	}
}
