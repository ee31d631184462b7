package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// This file makes small sites by chance and knows what was done in them: a story is a
// post, a deed an activity. Days are text ("2021-05-31") of the site's zone, so that
// counting them needs no calendar. What is counted how is written down
// once more in report_count_test.go.

// worldNow is the moment of every build and report of a world.
const (
	worldNow   = "2021-09-15T12:00:00+07:00"
	worldToday = "2021-09-15"
)

var (
	worldUnits   = []string{"u0", "u1", "u2", "u3", "u4"}
	worldTopics  = []string{"t0", "t1", "t2"}
	worldKinds   = []string{"k0", "k1", "k2"}
	worldMetrics = []string{"mzero", "mone", "mtwo"}
	worldForms   = []string{"tin", "bai-viet", "van-ban", "thong-bao"}
)

// story is a post as its file says it.
type story struct {
	name, day, clock string // of the site's zone
	zoned            bool   // written in UTC
	form             string
	units, topics    []string
	campaign         string
	draft            bool
	removed          bool
	expires          string
	good             bool
	deeds            []deed
}

// deed is what a story tells of an activity; "" and nil where it says nothing.
type deed struct {
	id, kind, from, to string
	units              []string
	numbers            map[string]int64
	aggregate          bool
}

// world is a site with everything that makes counting hard.
type world struct {
	stories []*story
	// unitDays are the first and last day of units, campaignDays those of campaigns.
	unitDays, campaignDays map[string][2]string
}

// newWorld makes a world by chance.
func newWorld(r *rand.Rand) *world {
	w := &world{
		unitDays:     map[string][2]string{"u1": {"", "2021-03-31"}, "u3": {"2021-06-01", ""}, "u4": {"2022-01-01", ""}},
		campaignDays: map[string][2]string{"d0": {"2021-02-10", "2021-05-31"}, "d1": {"2021-07-01", ""}, "d2": {"2021-11-01", "2021-12-31"}},
	}
	shared := make(map[string]*deed)
	for i := range 18 + r.IntN(18) {
		s := &story{
			name: fmt.Sprintf("bai-%02d", i), day: worldDay(r), clock: oneOf(r, "00:00", "00:30", "06:59", "07:00", "12:00", "23:59"), zoned: r.IntN(3) == 0,
			form: oneOf(r, worldForms...), units: someOf(r, worldUnits), topics: someOf(r, worldTopics), good: r.IntN(6) == 0,
		}
		if r.IntN(2) == 0 {
			s.campaign = oneOf(r, "d0", "d1")
		}
		switch r.IntN(12) {
		case 0:
			s.draft = true
		case 1:
			s.removed = true
		case 2:
			s.expires = oneOf(r, "2021-09-14", "2021-09-15")
		}
		for range r.IntN(3) {
			if d := w.newDeed(r, s, shared); d != nil {
				s.deeds = append(s.deeds, *d)
			}
		}
		w.stories = append(w.stories, s)
	}
	return w
}

// worldDay is a day, often one at the edge of a month or a year. Some are yet to come.
func worldDay(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return oneOf(r, "2020-12-31", "2021-01-01", "2021-01-31", "2021-02-28", "2021-03-01", "2021-05-31", "2021-06-01", "2021-09-15", "2021-09-16", "2020-02-29")
	}
	return time.Date(2020, 9, 1+r.IntN(400), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// newDeed makes what a story tells; one with an id says a part of what is true of it, and its day
// and its being a repetition always.
func (w *world) newDeed(r *rand.Rand, s *story, shared map[string]*deed) *deed {
	d := &deed{kind: oneOf(r, worldKinds...), numbers: map[string]int64{}, aggregate: r.IntN(7) == 0}
	if r.IntN(3) > 0 {
		d.from = worldDay(r)
		if r.IntN(3) == 0 {
			d.to = worldDay(r)
			if d.to < d.from {
				d.from, d.to = d.to, d.from
			}
		}
	}
	for _, m := range worldMetrics {
		if r.IntN(2) == 0 {
			d.numbers[m] = []int64{0, 0, 1, 86, 1_250, 75_000_000, 1_000_000_000_000_000}[r.IntN(7)]
		}
	}
	if r.IntN(2) == 0 {
		d.units = someOf(r, worldUnits)
	}
	if r.IntN(3) == 0 {
		d.id = fmt.Sprint("viec-", r.IntN(5))
		if slices.ContainsFunc(s.deeds, func(o deed) bool { return o.id == d.id }) {
			return nil
		}
		if truth := shared[d.id]; truth != nil {
			d.kind, d.from, d.to, d.aggregate, d.numbers = truth.kind, truth.from, truth.to, truth.aggregate, map[string]int64{}
			for m, n := range truth.numbers {
				if r.IntN(2) == 0 {
					d.numbers[m] = n
				}
			}
			return s.near(d)
		}
		if d.from == "" {
			d.from = s.day
		}
		if s.near(d) == nil {
			return nil
		}
		shared[d.id] = d
	}
	return s.near(d)
}

// near is a deed that is not too long after the story to be told by it, else nil.
func (s *story) near(d *deed) *deed {
	told, _ := time.Parse(time.DateOnly, s.day)
	if d.from > told.AddDate(0, 0, 400).Format(time.DateOnly) {
		return nil
	}
	return d
}

func oneOf(r *rand.Rand, list ...string) string { return list[r.IntN(len(list))] }

// someOf picks one or two of a list.
func someOf(r *rand.Rand, list []string) []string {
	a, b := oneOf(r, list...), oneOf(r, list...)
	if r.IntN(2) == 0 || a == b {
		return []string{a}
	}
	return []string{a, b}
}

// write makes the site's folder.
func (w *world) write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	file := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	file("site.yaml", "title: Bản tin\nbase_url: https://example.org/\nshare_cards: false\nsearch: false\npage_size: 4\nfigures: [activities, mzero, mone, mtwo, posts, units]\n")
	var words strings.Builder
	words.WriteString("groups:\n  - {id: g, title: Nhóm}\nkinds:\n")
	for _, k := range worldKinds {
		fmt.Fprintf(&words, "  - {id: %s, title: Loại %s, group: g}\n", k, k)
	}
	words.WriteString("metrics:\n")
	for _, m := range worldMetrics {
		fmt.Fprintf(&words, "  - {id: %s, title: Số %s, unit: %s, label: %s}\n", m, m, m, m)
	}
	file("activities.yaml", words.String())
	for _, u := range worldUnits {
		file("units/"+u+".md", "---\ntitle: Đơn vị "+u+dayLines(w.unitDays[u])+"\n---\n")
	}
	for _, p := range worldTopics {
		file("topics/"+p+".md", "---\ntitle: Chủ đề "+p+"\n---\n")
	}
	for c, days := range w.campaignDays {
		extra := ""
		if c == "d0" {
			extra = "\ntarget: {metric: mone, total: 5000, units: {u0: 1000, u3: 20}}\nphases:\n  - {title: Chặng một, from: 2021-02-10, to: 2021-03-31}\n  - {title: Chặng hai, from: 2021-04-01}\n  - {title: Chặng đầu, to: 2021-02-28}"
		}
		file("campaigns/"+c+".md", "---\ntitle: Đợt "+c+dayLines(days)+extra+"\n---\n")
	}
	for _, s := range w.stories {
		file("posts/"+s.name+".md", s.text(t))
	}
	return dir
}

func dayLines(days [2]string) string {
	text := ""
	for i, key := range []string{"from", "to"} {
		if days[i] != "" {
			text += "\n" + key + ": " + days[i]
		}
	}
	return text
}

// text is the file of a story.
func (s *story) text(t *testing.T) string {
	t.Helper()
	zone := time.FixedZone("", 7*3600)
	at, err := time.ParseInLocation("2006-01-02 15:04", s.day+" "+s.clock, zone)
	if err != nil {
		t.Fatal(err)
	}
	date := at.Format("2/1/2006 15:04")
	if s.zoned {
		date = at.UTC().Format(time.RFC3339)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Bài %s\nslug: %s\ndate: %s\nform: %s\nunit: [%s]\ntopic: [%s]\n", s.name, s.name, date, s.form, strings.Join(s.units, ", "), strings.Join(s.topics, ", "))
	line := func(is bool, text string) {
		if is {
			b.WriteString(text + "\n")
		}
	}
	line(s.campaign != "", "campaign: "+s.campaign)
	line(s.draft, "draft: true")
	line(s.removed, "removed: Bài đã gỡ")
	line(s.expires != "", "expires: "+s.expires)
	line(s.good, "commended: true")
	line(len(s.deeds) > 0, "activities:")
	for _, d := range s.deeds {
		b.WriteString("  - kind: " + d.kind + "\n")
		line(d.id != "", "    id: "+d.id)
		line(d.from != "", "    from: "+d.from)
		line(d.to != "", "    to: "+d.to)
		line(d.units != nil, "    units: ["+strings.Join(d.units, ", ")+"]")
		line(d.aggregate, "    aggregate: true")
		for _, m := range worldMetrics {
			if n, given := d.numbers[m]; given {
				fmt.Fprintf(&b, "    %s: %d\n", m, n)
			}
		}
	}
	b.WriteString("---\nNội dung của bài.\n")
	return b.String()
}
