package mend

import (
	"strings"
	"time"

	"bantin/internal/viet"
)

// isoDate gives a date as 2021-05-27 or 2021-05-27 08:30, with seconds and zone as they
// are written; ok is false when it is that already, or no date.
func isoDate(text string, zone *time.Location) (iso string, ok bool) {
	m, err := viet.ParseMoment(text, zone)
	if err != nil {
		return "", false
	}
	text = strings.TrimSpace(text)
	day, rest := text, ""
	if i := strings.IndexFunc(text, func(r rune) bool { return r != '/' && r != '-' && r != '.' && (r < '0' || r > '9') }); i >= 0 {
		day, rest = text[:i], text[i:]
	}
	iso = m.Format(time.DateOnly)
	if day == iso && (rest == "" || isClock(rest)) {
		return "", false
	}
	if rest != "" {
		if rest[0] == 'T' || rest[0] == 't' {
			rest = rest[1:]
		}
		rest = strings.TrimSpace(rest)
		if len(rest) > 1 && rest[1] == ':' {
			rest = "0" + rest
		}
		iso += " " + rest
	}
	again, err := viet.ParseMoment(iso, zone)
	if err != nil || again.DateOnly != m.DateOnly || !again.Equal(m.Time) {
		return "", false
	}
	return iso, iso != text
}

// isClock tells whether what follows a day begins as " 08:30" or "T08:30" does.
func isClock(rest string) bool {
	return len(rest) > 3 && strings.IndexByte(" Tt", rest[0]) >= 0 && rest[1] <= '9' && rest[2] <= '9' && rest[3] == ':'
}
