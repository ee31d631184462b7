package main

import (
	"fmt"
	"time"

	"bantin/internal/publish"
	"bantin/internal/viet"
)

// showSending draws a bar while files are sent, with the rate and the time that is left.
func (p *invocation) showSending(progress *publish.Progress) (stop func()) {
	s := &speed{began: time.Now()}
	return p.showLine(func() string {
		files, bytes := progress.Files.Done.Load(), progress.Bytes.Done.Load()
		s.note(time.Now(), bytes)
		return s.line(files, progress.Files.Total.Load(), bytes, progress.Bytes.Total.Load(), progress.Retries.Load(), p.lang)
	})
}

// speed measures how fast bytes go out, by the last seconds.
type speed struct {
	began   time.Time
	samples []sample // a tenth of a second apart or more, the oldest first
}

type sample struct {
	at    time.Time
	bytes int64
}

// window is how far back the rate looks: less and it jumps, more and it comes late.
const window = 5 * time.Second

func (s *speed) note(now time.Time, bytes int64) {
	s.samples = append(s.samples, sample{now, bytes})
	for len(s.samples) > 2 && now.Sub(s.samples[1].at) > window {
		s.samples = s.samples[1:]
	}
}

// rate is in bytes a second; 0 while nothing can be said.
func (s *speed) rate() float64 {
	first, last := sample{s.began, 0}, s.samples[len(s.samples)-1]
	if last.at.Sub(s.began) > window && len(s.samples) > 1 {
		first = s.samples[0]
	}
	seconds := last.at.Sub(first.at).Seconds()
	if seconds <= 0 {
		return 0
	}
	return max(float64(last.bytes-first.bytes)/seconds, 0)
}

// line is “████░░░░ 1.204/13.172 tệp · 12,4 MB/s · còn 0:42”.
func (s *speed) line(files, allFiles, done, all, retries int64, lang string) string {
	number := text{"", ""}
	number.vi = fmt.Sprintf("%s/%s tệp", viet.Number(files), viet.Number(allFiles))
	number.en = fmt.Sprintf("%s/%s files", viet.NumberEN(files), viet.NumberEN(allFiles))
	share, total := done, all
	if all == 0 {
		share, total = files, allFiles // nothing but removals
	}
	line := drawn(share, total, 24) + " " + number.in(lang)
	if rate := s.rate(); rate > 0 && done < all {
		left := time.Duration(float64(all-done) / rate * float64(time.Second)).Round(time.Second)
		line += fmt.Sprintf(text{" · %s/s · còn %s", " · %s/s · %s left"}.in(lang), inBytes(int64(rate), lang), clock(left))
	}
	if retries > 0 {
		line += fmt.Sprintf(text{" · thử lại %d lần", " · %d retries"}.in(lang), retries)
	}
	return line
}

// clock writes a duration as 0:42 or 1:02:03.
func clock(d time.Duration) string {
	s := int64(d.Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
