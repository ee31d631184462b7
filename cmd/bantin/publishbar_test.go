package main

import (
	"strings"
	"testing"
	"time"
)

func TestSendingBar(t *testing.T) {
	began := time.Date(2021, 5, 27, 8, 30, 0, 0, time.UTC)
	s := &speed{began: began}
	const all = 60_000_000
	for tenth := range 100 {
		s.note(began.Add(time.Duration(tenth+1)*time.Second/10), int64(tenth+1)*100_000) // a megabyte a second
	}
	if got, want := s.line(1204, 13_172, 10_000_000, all, 0, "vi"), "████░░░░░░░░░░░░░░░░░░░░ 1.204/13.172 tệp · 1,0 MB/s · còn 0:50"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := s.line(1204, 13_172, 10_000_000, all, 3, "en"); !strings.HasSuffix(got, " 1,204/13,172 files · 1.0 MB/s · 0:50 left · 3 retries") {
		t.Error(got)
	}
	// The rate is that of the last seconds.
	for tenth := range 100 {
		s.note(began.Add(10*time.Second+time.Duration(tenth+1)*time.Second/10), 10_000_000+int64(tenth+1)*10_000)
	}
	if got := s.line(2000, 13_172, 11_000_000, all, 0, "vi"); !strings.HasSuffix(got, " · 100 kB/s · còn 8:10") {
		t.Error(got)
	}
	if got := s.line(13_172, 13_172, all, all, 0, "vi"); !strings.HasSuffix(got, " 13.172/13.172 tệp") {
		t.Error(got)
	}
	// Nothing but removals.
	none := &speed{began: began}
	none.note(began, 0)
	if got := none.line(5, 10, 0, 0, 0, "vi"); got != "████████████░░░░░░░░░░░░ 5/10 tệp" {
		t.Error(got)
	}
	for seconds, want := range map[int]string{0: "0:00", 59: "0:59", 61: "1:01", 3600: "1:00:00", 7384: "2:03:04"} {
		if got := clock(time.Duration(seconds) * time.Second); got != want {
			t.Errorf("%d s: %s, want %s", seconds, got, want)
		}
	}
}
