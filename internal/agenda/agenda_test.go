package agenda_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata"

	"bantin/internal/agenda"
	"bantin/internal/content"
	"bantin/internal/feed"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/render"
	"bantin/internal/report"
	"bantin/internal/site"
	"bantin/layouts"
	"bantin/static"
)

// world is a site that is built for many moments.
type world struct {
	*testing.T
	src   *content.Source
	ready render.Ready
}

func newWorld(t *testing.T, files map[string]string) *world {
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, err := content.Load(fsys, content.Options{Converter: func(s *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: s.Language, Words: lang.For(s.Language).Words.Body})
	}})
	if err != nil {
		t.Fatal(err)
	}
	return &world{T: t, src: src}
}

func (w *world) site(now time.Time) *site.Site {
	s, _ := site.New(w.src, site.Options{Now: now, HoldBack: true})
	return s
}

// tree gives the hash of each file that is built for a moment.
func (w *world) tree(now time.Time) map[string][32]byte {
	w.Helper()
	s, t := w.site(now), new(output.Tree)
	problems, err := render.Pages(t, render.Input{Site: s, Layouts: layouts.FS, Static: static.FS, Ready: &w.ready})
	if err != nil || len(problems) > 0 {
		w.Fatal(err, problems)
	}
	feed.Files(t, s, nil)
	report.Files(t, s)
	t.Finish()
	all := make(map[string][32]byte, t.Len())
	var buf bytes.Buffer
	for _, f := range t.Files() {
		if f.Kind == output.Asset {
			continue // copies
		}
		buf.Reset()
		if err := f.Render(&buf); err != nil {
			w.Fatal(f.Path, err)
		}
		all[f.Path] = sha256.Sum256(buf.Bytes())
	}
	return all
}

func (w *world) next(after time.Time) (time.Time, bool) {
	return agenda.Next(w.src, w.site(after), after)
}

// randomFiles is a small site with few of the things that depend on the clock, so that they do not hide each other.
func randomFiles(r *rand.Rand, zone string) map[string]string {
	day := func() string { return fmt.Sprintf("%d-%02d-%02d", 2020+r.IntN(2), 1+r.IntN(12), 1+r.IntN(28)) }
	moment := func() string {
		if r.IntN(3) == 0 {
			return day()
		}
		return day() + fmt.Sprintf(" %02d:%02d:%02d", r.IntN(24), r.IntN(60), r.IntN(60))
	}
	sometimes := func(b *strings.Builder, n int, format string, args ...any) {
		if r.IntN(n) == 0 {
			fmt.Fprintf(b, format, args...)
		}
	}
	files := map[string]string{
		"content/site.yaml":          "title: Bản tin\nbase_url: https://example.org/\npage_size: 3\ntimezone: " + zone + "\n",
		"content/topics/chu-de-0.md": "---\ntitle: Chủ đề 0\n---\n",
		"content/topics/chu-de-1.md": "---\ntitle: Chủ đề 1\n---\n",
		"content/units/don-vi-0.md":  "---\ntitle: Đơn vị 0\nfrom: " + day() + "\n---\n",
		"content/units/don-vi-1.md":  "---\ntitle: Đơn vị 1\nto: " + day() + "\nsuccessor: don-vi-0\n---\n",
		"content/campaigns/dot.md":   "---\ntitle: Đợt\nfrom: 2019-03-30\nphases:\n  - title: Một\n    from: " + day() + "\n  - title: Hai\n    from: 2020-02-06\n    to: " + day() + "\n---\n",
	}
	switch r.IntN(4) {
	case 0:
		files["content/campaigns/ngan.md"] = "---\ntitle: Đợt ngắn\nfrom: 2020-04-10\nto: 2020-04-19\n---\n"
		files["content/calendar.yaml"] = "- {date: 20/2/2021, title: Ngày hội}\n- {day: 29/2, title: Ngày nhuận, since: 2019}\n"
	case 1: // the default calendar
	default:
		files["content/calendar.yaml"] = "[]\n"
	}
	n := 1 + r.IntN(4)
	for i := range n {
		b := new(strings.Builder)
		date := "2018-12-30 " + fmt.Sprintf("%02d:00", r.IntN(24)) // all that is told of its own year is over
		if r.IntN(3) == 0 {
			date = moment()
		}
		fmt.Fprintf(b, "---\ntitle: Bài số %d\ndate: %s\ntopic: chu-de-%d\nunit: don-vi-%d\n", i, date, r.IntN(2), r.IntN(2))
		sometimes(b, 3, "expires: %s\n", moment())
		sometimes(b, 3, "pinned_until: %s\n", moment())
		sometimes(b, 3, "updated: %s\n", moment())
		sometimes(b, 2, "campaign: dot\n")
		sometimes(b, 8, "removed: Bài được gỡ.\n")
		sometimes(b, 8, "draft: true\n")
		sometimes(b, 8, "aliases: [/cu/%d/]\n", i)
		if r.IntN(3) == 0 {
			fmt.Fprintf(b, "activities:\n  - kind: hoi-nghi\n    luot-nguoi: %d\n", r.IntN(500))
			sometimes(b, 2, "    date: %s\n", strings.Replace(day(), "2020", "2019", 1))
			sometimes(b, 3, "    id: chung-%d\n", r.IntN(2))
		}
		b.WriteString("---\nNội dung.\n")
		sometimes(b, 3, "Xem [bài](bai-%d.md).\n", r.IntN(n)) // which may wait, so that this one is held back
		sometimes(b, 6, "Xem [năm](/hoat-dong/2021/).\n")
		files[fmt.Sprintf("content/posts/bai-%d.md", i)] = b.String()
	}
	return files
}

var written = regexp.MustCompile(`20(19|20|21)-\d\d-\d\d( \d\d:\d\d:\d\d)?`)

// starts gives moments a little before what the files name, and one after all.
func starts(r *rand.Rand, files map[string]string, zone *time.Location) []time.Time {
	all := []time.Time{time.Date(2022, 2, r.IntN(100), 0, 0, 0, 0, zone)}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, date := range written.FindAllString(files[name], -1) {
			t, err := time.ParseInLocation(time.DateTime, (date + " 00:00:00")[:19], zone)
			if err != nil {
				continue
			}
			all = append(all, t.AddDate(0, 0, r.IntN(3)).Add(-time.Duration(1+r.Int64N(int64(20*time.Hour)))))
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:min(len(all), 6)]
}

// Between two moments that follow each other a site is the same, byte for byte, at any time; and at
// most of them it does change. With CI=true more sites are tried.
func TestNothingChangesBetweenMoments(t *testing.T) {
	series, zones := 5, []string{"Asia/Ho_Chi_Minh", "America/Havana", "Asia/Ho_Chi_Minh", "America/New_York"}
	if os.Getenv("CI") == "true" && !testing.Short() {
		series = 60
	}
	moments, changes := 0, 0
	for seed := range series {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		files := randomFiles(r, zones[seed%len(zones)])
		w := newWorld(t, files)
		for _, at := range starts(r, files, w.src.Settings.Zone) {
			next, ok := w.next(at)
			if !ok {
				next = at.AddDate(5, 0, 0)
			}
			if !next.After(at) {
				t.Fatalf("seed %d: %s comes after %s", seed, next, at)
			}
			tree := w.tree(at)
			for _, other := range []time.Time{at.Add(time.Duration(r.Int64N(int64(next.Sub(at))))), next.Add(-1)} {
				if now := w.tree(other); !maps.Equal(tree, now) {
					t.Fatalf("seed %d: the next moment after %s is %s, but at %s other files are there: %q", seed, at, next, other, differing(tree, now))
				}
			}
			if ok {
				moments++
				if !maps.Equal(tree, w.tree(next)) {
					changes++
				}
			}
		}
	}
	t.Logf("%d moments, %d of them change something", moments, changes)
	if changes*2 < moments {
		t.Error("too many moments change nothing")
	}
}

func differing(a, b map[string][32]byte) []string {
	var names []string
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func TestNext(t *testing.T) {
	base := map[string]string{
		"content/site.yaml":         "title: Bản tin\nbase_url: https://example.org/\n",
		"content/topics/chu-de.md":  "---\ntitle: Chủ đề\n---\n",
		"content/units/don-vi.md":   "---\ntitle: Đơn vị\n---\n",
		"content/calendar.yaml":     "[]\n",
		"content/posts/2019/cu.md":  "---\ntitle: Cũ\ndate: 2019-01-02\ntopic: chu-de\nunit: don-vi\n---\nx\n",
		"content/posts/2019/moi.md": "---\ntitle: Nháp\ndate: 2030-01-02\ndraft: true\ntopic: chu-de\nunit: don-vi\n---\nx\n",
	}
	post := func(more string) string { return "---\ntitle: Bài\ntopic: chu-de\nunit: don-vi\n" + more + "---\nx\n" }
	for _, tc := range []struct{ name, file, text, after, want string }{
		{"nothing to come", "", "", "2021-03-01", ""},
		{"a year that runs", "", "", "2019-03-01 10:00", "2019-03-02T00:00:00+07:00"},
		{"the last of the year", "", "", "2019-12-31", "2020-01-01T00:00:00+07:00"},
		{"the year is over", "", "", "2020-01-01", ""},
		{"two days of news", "", "", "2019-01-03 23:00", "2019-01-04T00:00:00+07:00"},
		{"a scheduled post", "content/posts/a.md", post("date: 2021-05-27 08:30\n"), "2021-03-01", "2021-05-27T08:30:00+07:00"},
		{"a fraction of a second", "content/posts/a.md", post("date: 2021-05-27 08:30:00.5 Z\n"), "2021-05-27 15:30", "2021-05-27T15:30:00.5+07:00"},
		{"a scheduled notice of removal", "content/posts/a.md", post("date: 2021-05-27\nremoved: Gỡ.\n"), "2021-03-01", "2021-05-27T00:00:00+07:00"},
		{"a removed post rests", "content/posts/a.md", post("date: 2021-05-27\nremoved: Gỡ.\nexpires: 2021-06-01\n"), "2021-05-27", ""},
		{"expires through its day", "content/posts/a.md", post("date: 2018-05-27\nexpires: 2021-06-01\n"), "2021-05-27", "2021-06-02T00:00:00+07:00"},
		{"pinned", "content/posts/a.md", post("date: 2018-05-27\npinned_until: 2021-06-01 12:00\n"), "2021-05-27", "2021-06-01T12:00:00+07:00"},
		{"pinned before it came", "content/posts/a.md", post("date: 2018-05-27\npinned_until: 2018-05-01\n"), "2018-01-01", "2018-05-27T00:00:00+07:00"},
		{"updated later", "content/posts/a.md", post("date: 2018-05-27\nupdated: 2021-06-01 07:00\n"), "2021-05-27", "2021-06-01T07:00:00+07:00"},
		{"an activity to come", "content/posts/a.md", post("date: 2018-05-27\nactivities:\n  - kind: hoi-nghi\n    date: 2021-06-05\n"), "2021-05-27", "2021-06-05T00:00:00+07:00"},
		{"the year of an activity runs", "content/posts/a.md", post("date: 2020-12-30\nactivities:\n  - kind: hoi-nghi\n    date: 2021-03-05\n"), "2021-03-06 10:00", "2021-03-07T00:00:00+07:00"},
		{"a campaign's days are counted", "content/campaigns/a.md", "---\ntitle: Đợt\nfrom: 2021-06-01\n---\n", "2021-03-01 09:00", "2021-03-02T00:00:00+07:00"},
		{"a campaign without end rests", "content/campaigns/a.md", "---\ntitle: Đợt\nfrom: 2021-06-01\n---\n", "2021-06-01", ""},
		{"a campaign's last day", "content/campaigns/a.md", "---\ntitle: Đợt\nfrom: 2021-06-01\nto: 2021-06-09\n---\n", "2021-06-09", "2021-06-10T00:00:00+07:00"},
		{"a unit ends", "content/units/a.md", "---\ntitle: Đơn vị A\nto: 2021-06-30\n---\n", "2021-05-27", "2021-07-01T00:00:00+07:00"},
		{"a unit begins", "content/units/a.md", "---\ntitle: Đơn vị A\nfrom: 2021-06-30\n---\n", "2021-05-27", "2021-06-30T00:00:00+07:00"},
		{"an occasion comes into the box", "content/calendar.yaml", "- {day: 28/7, title: Ngày hội}\n", "2021-05-27", "2021-07-18T00:00:00+07:00"},
		{"an occasion leaves the box", "content/calendar.yaml", "- {day: 28/7, title: Ngày hội}\n", "2021-07-18", "2021-08-01T00:00:00+07:00"},
		{"an occasion of the next year", "content/calendar.yaml", "- {day: 2/1, title: Ngày hội}\n", "2021-05-27", "2021-12-23T00:00:00+07:00"},
		{"a crowd of occasions", "content/calendar.yaml", "- {day: 1/7, title: A}\n- {day: 2/7, title: B}\n- {day: 3/7, title: C}\n- {day: 4/7, title: D}\n", "2021-06-28", "2021-06-29T00:00:00+07:00"},
		{"a single day long ahead", "content/calendar.yaml", "- {date: 2/9/2045, title: Một trăm năm}\n", "2021-06-28", "2045-08-23T00:00:00+07:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			files := maps.Clone(base)
			if tc.file != "" {
				files[tc.file] = tc.text
			}
			w := newWorld(t, files)
			zone := w.src.Settings.Zone
			after, err := time.ParseInLocation("2006-01-02 15:04", (tc.after + " 00:00")[:16], zone)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if next, ok := w.next(after); ok {
				got = next.Format(time.RFC3339Nano)
			}
			if got != tc.want {
				t.Errorf("after %s comes %q, want %q", tc.after, got, tc.want)
			}
		})
	}
}
