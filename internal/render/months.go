package render

import (
	"cmp"
	"slices"
	"time"

	"bantin/internal/site"
)

// monthOf is the part of a list that lies in a month.
type monthOf[T any] struct {
	period
	items []T
}

// byMonth cuts a list that is in the order of time, forth or back, at the months of a zone.
func byMonth[T any](all []T, at func(T) time.Time, zone *time.Location) []monthOf[T] {
	var months []monthOf[T]
	start := 0
	for i, item := range all {
		year, month, _ := at(item).In(zone).Date()
		p := period{year, month}
		if n := len(months); n > 0 && months[n-1].period == p {
			months[n-1].items = all[start : i+1]
			continue
		}
		start = i
		months = append(months, monthOf[T]{p, all[i : i+1]})
	}
	return months
}

func sortNewest(all []period) {
	slices.SortFunc(all, func(a, b period) int { return cmp.Or(cmp.Compare(b.year, a.year), cmp.Compare(b.month, a.month)) })
}

// monthID is the id that the links to a month of a list lead to.
func monthID(p period) string { return site.MonthAnchor(p.year, int(p.month))[1:] }
