package site

import (
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
)

// Addresses that every site has, beside those of its lists.
const (
	HomeURL        = "/"
	FeedURL        = "/feed.xml"
	RSSURL         = "/rss.xml"
	JSONFeedURL    = "/feed.json"
	SitemapURL     = "/sitemap.xml"
	NewsSitemapURL = "/news-sitemap.xml"
	RobotsURL      = "/robots.txt"
	NotFoundURL    = "/404.html"
	OpenSearchURL  = "/opensearch.xml" // only with the search
)

// TopicsURL is the address of the list of topics.
func (s *Site) TopicsURL() string { return "/" + s.Lang.Paths.Topics + "/" }

// UnitsURL is the address of the list of units.
func (s *Site) UnitsURL() string { return "/" + s.Lang.Paths.Units + "/" }

// CampaignsURL is the address of the list of campaigns.
func (s *Site) CampaignsURL() string { return "/" + s.Lang.Paths.Campaigns + "/" }

// ActivityURL is the address of the activity page.
func (s *Site) ActivityURL() string { return "/" + s.Lang.Paths.Activity + "/" }

// YearURL is the address of the activity page of a year.
func (s *Site) YearURL(year int) string { return s.ActivityURL() + padded(year, 4) + "/" }

// MonthURL is the address of the activity page of a month.
func (s *Site) MonthURL(year int, month time.Month) string {
	return s.YearURL(year) + padded(int(month), 2) + "/"
}

// ArchiveRootURL is the address of the archive.
func (s *Site) ArchiveRootURL() string { return "/" + s.Lang.Paths.Archive + "/" }

// ArchiveURL is the address of a month of the archive.
func (s *Site) ArchiveURL(year int, month time.Month) string {
	return s.ArchiveRootURL() + padded(year, 4) + "/" + padded(int(month), 2) + "/"
}

// SearchURL is the address of the search page.
func (s *Site) SearchURL() string { return "/" + s.Lang.Paths.Search + "/" }

// GalleryYearURL is the address of a form's gallery of one year.
func (s *Site) GalleryYearURL(f content.Form, year int) string {
	return "/" + s.Lang.Paths.Forms[f] + "/" + padded(year, 4) + "/"
}

// GalleryTopicURL is the address of a form's gallery of one topic.
func (s *Site) GalleryTopicURL(f content.Form, t *Topic) string {
	return "/" + s.Lang.Paths.Forms[f] + "/" + s.Lang.Paths.Topics + "/" + t.ID + "/"
}

// FeedURL is the address of a list's own feed, "" when it has none.
func (l *List) FeedURL() string {
	if !l.Feed {
		return ""
	}
	return l.URL + "feed.xml"
}

func padded(n, width int) string {
	var buf [20]byte
	return string(appendPadded(buf[:0], n, width))
}

// PageURL is the address of page n of a list, from 1.
func (s *Site) PageURL(l *List, n int) string {
	if n <= 1 {
		return l.URL
	}
	return l.URL + s.Lang.Paths.Page + "/" + strconv.Itoa(n) + "/"
}

// PageCount is how many pages a list has, at least 1.
func (s *Site) PageCount(l *List) int { return s.pages(len(l.Posts)) }

func (s *Site) pages(posts int) int {
	size := s.Settings.PageSize
	if size < 1 {
		size = 20
	}
	return max(1, (posts+size-1)/size)
}

// Href gives what stands in href or src for an address of this site: base_url's
// path in front and everything escaped that may not stand in a URL, quotes
// too. Full addresses, mailto: and anchors are only escaped. The result still
// needs & escaped where it goes into HTML.
func (s *Site) Href(u string) string { return HrefUnder(s.Settings.Path, u) }

// HrefUnder is Site.Href for a path of base_url.
func HrefUnder(base, u string) string {
	switch {
	case !isPath(u):
		return escape(u, false)
	case !isPlain(u):
		u = escapePath(u)
	}
	return base + u
}

// Abs gives the full address, with scheme and host, of an address of this
// site. Full addresses and the like stay.
func (s *Site) Abs(u string) string {
	if !isPath(u) {
		return escape(u, false)
	}
	if !isPlain(u) {
		u = escapePath(u)
	}
	return s.origin + s.Settings.Path + u
}

// isPath tells an address of this site from "//host/", "#x", full addresses and "".
func isPath(u string) bool {
	return strings.HasPrefix(u, "/") && !strings.HasPrefix(u, "//")
}

// isPlain tells whether an address needs no escaping, which is so for all but files.
func isPlain(u string) bool {
	for i := range len(u) {
		switch c := u[i]; {
		case 'a' <= c && c <= 'z', '-' <= c && c <= '9', 'A' <= c && c <= 'Z', c == '_':
		default:
			return false
		}
	}
	return true
}

// escapePath escapes an address of this site. In its path a per cent sign is
// itself, because addresses are kept unescaped; a query or anchor was written
// by an editor and may hold escapes.
func escapePath(u string) string {
	end := strings.IndexAny(u, "?#")
	if end < 0 {
		return escape(u, true)
	}
	return escape(u[:end], true) + escape(u[end:], false)
}

// escape writes as %XX what a URL may not hold (RFC 3986, 2 and 3.3) and
// apostrophes, which are dangerous in attributes. % is escaped too if percent is
// set or if no two hexadecimal figures follow.
func escape(u string, percent bool) string {
	n := 0
	for i := range len(u) {
		if mustEscape(u, i, percent) {
			n++
		}
	}
	if n == 0 {
		return u
	}
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(u)+2*n)
	for i := range len(u) {
		c := u[i]
		if mustEscape(u, i, percent) {
			out = append(out, '%', hex[c>>4], hex[c&15])
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

func mustEscape(u string, i int, percent bool) bool {
	switch c := u[i]; {
	case c <= ' ', c >= 0x7F:
		return true
	case c == '%':
		return percent || i+2 >= len(u) || !isHex(u[i+1]) || !isHex(u[i+2])
	default:
		return strings.IndexByte("\"'<>\\^`{|}", c) >= 0
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
