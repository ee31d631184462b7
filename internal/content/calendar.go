package content

import (
	_ "embed"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/viet"
)

// CalendarFile is where the days to mark are, below the site folder.
const CalendarFile = "content/calendar.yaml"

// The calendars of a site that has none, by its language. They hold solar days
// only: what lies on another day each year is for the site to enter.
var (
	//go:embed calendar.yaml
	defaultCalendar []byte
	//go:embed calendar.en.yaml
	defaultCalendarEN []byte
)

// lastSince is the latest year that an occasion may have begun in.
const lastSince = 2200

// Occasion is a day to mark: every year, or on the dates that are given year by year.
type Occasion struct {
	Title string
	// Month and Day are those of every year; 0 where Dates are given. 29 February
	// stands for the last day of that month.
	Month time.Month
	Day   int
	// Dates are single days, at 00:00 in the site's zone, in order.
	Dates []time.Time
	// Since is the year it began in; 0: not given. It is not marked before.
	Since    int
	Campaign Name // Text "" for none
	Pos      Pos  // of the entry
}

var occasionKeys = []key[Occasion]{
	{"day", func(r *reader, n *node, o *Occasion) { o.Day, o.Month = r.dayOfYear(n) }},
	{"date", func(r *reader, n *node, o *Occasion) { o.Dates = r.dates(n) }},
	{"title", func(r *reader, n *node, o *Occasion) { o.Title = r.text(n) }},
	{"since", func(r *reader, n *node, o *Occasion) { o.Since = r.since(n) }},
	{"campaign", func(r *reader, n *node, o *Occasion) { o.Campaign = r.name(n) }},
}

// readCalendar reads calendar.yaml into s; without one the site has the days
// that are built in.
func (l *listing) readCalendar(r *reader, fsys fs.FS, s *Source) error {
	r.begin(CalendarFile)
	if l.calendar != nil {
		src, err := r.readFile(fsys, *l.calendar)
		if err != nil {
			return err
		}
		if src != nil {
			s.Calendar = r.occasions(src)
		}
		s.Problems.Add(r.problem...)
		return nil
	}
	builtIn := defaultCalendar
	if s.Settings.Language == "en" {
		builtIn = defaultCalendarEN
	}
	s.Calendar = r.occasions(builtIn)
	return nil
}

// occasions reads the entries of a calendar. Those without a day or a title are left out.
func (r *reader) occasions(src []byte) (all []Occasion) {
	root := r.parseYAMLList(src)
	if root == nil {
		return nil
	}
	r.bound("calendar", root)
	seen := make(map[occasionDay][]int)
	readList(r, root, occasionKeys, func(entry *node, o Occasion) {
		o.Pos = entry.pos
		titled := r.require(entry, entry.pos, "title") && o.Title != ""
		if !r.hasDay(entry) || o.Day == 0 && len(o.Dates) == 0 || !titled {
			return
		}
		r.checkSince(entry, &o)
		if o.repeats(seen) {
			r.report(place(entry, "title"), "occasion-twice", o.Title)
		}
		all = append(all, o)
	})
	return all
}

// hasDay wants an entry to have one of day and date.
func (r *reader) hasDay(entry *node) bool {
	day, date := !isMissing(entry, "day"), !isMissing(entry, "date")
	switch {
	case day && date:
		r.report(place(entry, "date"), "occasion-day-twice")
	case !day && !date:
		r.report(entry.pos, "occasion-day-missing")
	}
	return day != date
}

// checkSince compares the year that an occasion began in with its dates.
func (r *reader) checkSince(entry *node, o *Occasion) {
	for _, d := range o.Dates {
		if d.Year() < o.Since {
			r.report(place(entry, "since"), "occasion-since", strconv.Itoa(o.Since), strconv.Itoa(d.Year()))
			return
		}
	}
}

// occasionDay is a day with what is marked on it, to find entries that stand twice.
type occasionDay struct {
	title string
	month time.Month
	day   int
}

// repeats tells whether the title was seen on one of the entry's days before, and notes them with
// their years, 0 for every year.
func (o *Occasion) repeats(seen map[occasionDay][]int) (twice bool) {
	title := viet.NameKey(o.Title)
	note := func(year int, month time.Month, day int) {
		at := occasionDay{title, month, day}
		twice = twice || year == 0 && len(seen[at]) > 0 || slices.Contains(seen[at], 0) || slices.Contains(seen[at], year)
		seen[at] = append(seen[at], year)
	}
	if o.Day != 0 {
		note(0, o.Month, o.Day)
	}
	for _, d := range o.Dates {
		note(d.Date())
	}
	return twice
}

// dayOfYear reads a day of every year: 28/7, 28-7, 28.7.
func (r *reader) dayOfYear(n *node) (day int, month time.Month) {
	s := r.text(n)
	if s == "" {
		return 0, 0
	}
	mark := strings.IndexFunc(s, isDateMark)
	if mark < 0 || !isShort(s[:mark]) || !isShort(s[mark+1:]) {
		r.report(n.pos, "occasion-day", s)
		return 0, 0
	}
	day, _ = strconv.Atoi(s[:mark])
	m, _ := strconv.Atoi(s[mark+1:])
	// A leap year has all days that any year has.
	if at := time.Date(2000, time.Month(m), day, 0, 0, 0, 0, time.UTC); m < 1 || m > 12 || day < 1 || at.Day() != day {
		r.report(n.pos, "occasion-no-day", s)
		return 0, 0
	}
	return day, time.Month(m)
}

// isShort tells whether s is one figure or two.
func isShort(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(s) == 1 || len(s) == 2
}

// dates reads one date or a list of them, in order of time.
func (r *reader) dates(n *node) (all []time.Time) {
	r.texts(n, func(v Name) {
		if d := dayOf(r.parseMoment(v.Text, v.Pos), r.settings.Zone); !d.IsZero() {
			all = append(all, d)
		}
	})
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// since reads the year that something began in.
func (r *reader) since(n *node) int {
	year, ok := r.count(n)
	if ok && (year < 1 || year > lastSince) {
		r.report(n.pos, "date-year", r.text(n))
		return 0
	}
	return int(year)
}
