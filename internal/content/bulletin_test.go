package content

import (
	"testing"
	"time"
)

func TestParseMonth(t *testing.T) {
	for s, want := range map[string][2]int{
		"2021-05": {2021, 5}, "5/2021": {2021, 5}, " 05.2021 ": {2021, 5}, "2021-5": {2021, 5}, "12/2021": {2021, 12},
		"": {}, "5": {}, "2021": {}, "13/2021": {}, "0/2021": {}, "5/21": {}, "2021-005": {}, "27/5/2021": {}, "5/2021/": {}, "-5/2021": {}, "0000-05": {}, "năm/2021": {},
	} {
		year, month, ok := ParseMonth(s)
		if ok != (want[0] > 0) || ok && (year != want[0] || month != time.Month(want[1])) {
			t.Errorf("ParseMonth(%q) = %d, %d, %v", s, year, month, ok)
		}
	}
}

func TestParseQuarter(t *testing.T) {
	for s, want := range map[string][2]int{
		"2021-2": {2021, 2}, "2/2021": {2021, 2}, "II/2021": {2021, 2}, "iv/2021": {2021, 4}, "2021-Q3": {2021, 3}, "q1/2021": {2021, 1}, "2021-III": {2021, 3},
		"": {}, "2021": {}, "5/2021": {}, "0/2021": {}, "V/2021": {}, "2021-05": {}, "IIII/2021": {}, "II2021": {}, "2/21": {},
	} {
		year, quarter, ok := ParseQuarter(s)
		if ok != (want[0] > 0) || ok && (year != want[0] || quarter != want[1]) {
			t.Errorf("ParseQuarter(%q) = %d, %d, %v", s, year, quarter, ok)
		}
	}
}
