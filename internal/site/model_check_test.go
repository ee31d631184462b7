package site

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// filters are those of every unit, topic and campaign, alone and together, with and without a period.
func filters(r *rand.Rand, s *Site) []Filter {
	from, to := randomDay(r), randomDay(r)
	if to.Before(from) {
		from, to = to, from
	}
	var all []Filter
	for _, u := range append(slices.Clone(s.Units), nil) {
		for _, t := range append(slices.Clone(s.Topics), nil) {
			for _, c := range append(slices.Clone(s.Campaigns), nil) {
				f := Filter{Unit: u, Topic: t, Campaign: c}
				all = append(all, f)
				f.From = from
				all = append(all, f)
				f.To = to
				all = append(all, f)
				f.From = time.Time{}
				all = append(all, f)
			}
		}
	}
	return all
}

func TestRollupAgainstModel(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		src := randomYears(r)
		o := Options{Now: now, Drafts: r.IntN(3) == 0, Future: r.IntN(3) == 0, HoldBack: r.IntN(2) == 0}
		s, problems := New(src, o)
		if problems.Errors() > 0 {
			t.Fatalf("seed %d: %s", seed, listed(problems))
		}
		m := newModel(src, o)
		for _, f := range filters(r, s) {
			roll := s.Rollup(f)
			got, want := tableOf(roll), m.count(f)
			if got.String() != want.String() {
				t.Fatalf("seed %d, %s: got\n%swant\n%s", seed, filterName(f), got, want)
			}
			checkRows(t, s, roll)
			checkSplit(t, s, f, roll, r)
			checkAdded(t, s, f, got)
		}
		checkSources(t, s)
	}
}

func filterName(f Filter) string {
	name := day(f.From) + "–" + day(f.To)
	if f.Unit != nil {
		name += " " + f.Unit.ID
	}
	if f.Topic != nil {
		name += " " + f.Topic.ID
	}
	if f.Campaign != nil {
		name += " " + f.Campaign.ID
	}
	return name
}

// checkRows: every month of the period and every unit of it has its row, in order, nothing else does.
func checkRows(t *testing.T, s *Site, r *Rollup) {
	t.Helper()
	for i := 1; i < len(r.Months); i++ {
		if a, b := r.Months[i-1], r.Months[i]; b.Year*12+int(b.Month) != a.Year*12+int(a.Month)+1 {
			t.Fatalf("months out of order:\n%s", rollupAs(r))
		}
	}
	rows := map[*Unit]UnitRow{}
	for _, u := range r.Units {
		rows[u.Unit] = u
	}
	if len(rows) != len(r.Units) || !slices.IsSortedFunc(r.Units, func(x, y UnitRow) int { return x.Unit.index - y.Unit.index }) {
		t.Fatalf("units out of order:\n%s", rollupAs(r))
	}
	for _, u := range s.Units {
		row, has := rows[u]
		was := (r.To.IsZero() || u.From.IsZero() || !u.From.After(r.To)) && (r.From.IsZero() || u.To.IsZero() || !u.To.Before(r.From))
		want := (r.Unit == nil || r.Unit == u) && (was || row.Posts+row.Activities > 0)
		if has != want {
			t.Fatalf("%s has a row: %t\n%s", u.ID, has, rollupAs(r))
		}
	}
}

// checkSplit: a period that is cut in two adds up.
func checkSplit(t *testing.T, s *Site, f Filter, whole *Rollup, r *rand.Rand) {
	t.Helper()
	cut := randomDay(r)
	if !f.From.IsZero() && cut.Before(f.From) || !f.To.IsZero() && cut.After(f.To) {
		return
	}
	before, after := f, f
	before.To, after.From = cut.AddDate(0, 0, -1), cut
	sum := table{}
	for _, part := range []Filter{before, after} {
		for row, g := range tableOf(s.Rollup(part)) {
			sum.add(row, g)
		}
	}
	if want := tableOf(whole); sum.String() != want.String() {
		t.Fatalf("%s cut at %s: got\n%swant\n%s", filterName(f), day(cut), sum, want)
	}
}

// checkAdded: kinds and months add up to the total, and so do units, when an
// activity of several is counted once more for each but the first.
func checkAdded(t *testing.T, s *Site, f Filter, got table) {
	t.Helper()
	sum := table{}
	for row, g := range got {
		kind, _, _ := strings.Cut(row, " ")
		g.joint = 0
		sum.add(kind, g)
	}
	_, activities := s.Select(f)
	joint := table{}
	joint.add("unit", got["total"])
	for _, a := range activities {
		if a.Aggregate || f.Unit != nil {
			continue
		}
		for range len(a.Units) - 1 {
			metrics := map[string]int64{}
			for _, n := range a.Metrics {
				metrics[n.ID] = n.N
			}
			joint.add("unit", group{activities: 1, metrics: metrics})
		}
	}
	plain := func(g group) string { return fmt.Sprint(g.activities, g.metrics) }
	total := got["total"]
	if total.activities > 0 && (plain(sum["kind"]) != plain(total) || plain(sum["unit"]) != plain(joint["unit"])) ||
		fmt.Sprint(sum["month"]) != fmt.Sprint(group{total.posts, total.activities, 0, total.metrics}) {
		t.Fatalf("%s does not add up:\n%s", filterName(f), got)
	}
}

// checkSources: a list is there exactly if its number is not zero, and what
// Select gives for it adds up to that number.
func checkSources(t *testing.T, s *Site) {
	t.Helper()
	var want []string
	about := func(year int, r *Rollup) {
		ask := func(by By, is bool, id string) {
			if is {
				want = append(want, s.SourceURL(year, by, id))
			}
		}
		for _, k := range r.Kinds {
			ask(ByKind, k.Activities > 0, k.Kind.ID)
		}
		for _, m := range r.Metrics {
			ask(ByMetric, true, m.Metric.ID)
		}
		ask(ByActivities, r.Activities > 0, "")
		ask(ByPosts, r.Posts > 0, "")
		if year == 0 {
			return
		}
		for _, u := range r.Units {
			ask(ByUnit, u.Posts+u.Activities > 0, u.Unit.ID)
		}
		for _, x := range r.Topics {
			ask(ByTopic, x.Posts+x.Activities > 0, x.Topic.ID)
		}
		for _, x := range r.Forms {
			ask(ByForm, x.Posts > 0, x.Form.ID())
		}
	}
	about(0, s.Rollup(Filter{}))
	for _, y := range s.Archive {
		about(y.Year, s.Rollup(ofYear(y.Year)))
	}
	for _, c := range s.Campaigns {
		if r := s.Rollup(Filter{Campaign: c}); r.Activities+r.Posts > 0 {
			want = append(want, s.CampaignSourceURL(c))
		}
	}
	slices.Sort(want)
	if got := sourceURLs(s); got != strings.Join(want, "\n") {
		t.Fatalf("sources: got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	for i := range s.Sources {
		checkSource(t, s, &s.Sources[i])
	}
}

func ofYear(year int) Filter {
	return Filter{From: time.Date(year, 1, 1, 0, 0, 0, 0, zone), To: time.Date(year, 12, 31, 0, 0, 0, 0, zone)}
}

// checkSource adds up what a list of a year holds.
func checkSource(t *testing.T, s *Site, src *Source) {
	t.Helper()
	if src.Year == 0 {
		return
	}
	f := ofYear(src.Year)
	whole := tableOf(s.Rollup(f))
	f.Unit, f.Topic = src.Unit, src.Topic
	posts, activities := s.Select(f)
	posts = slices.DeleteFunc(slices.Clone(posts), func(p *Post) bool { return src.By == ByForm && p.Form != src.Form })
	sum := group{posts: len(posts)}
	given, n := false, int64(0)
	for _, a := range activities {
		if a.Aggregate || src.Kind != nil && a.Kind != src.Kind {
			continue
		}
		sum.activities++
		for _, m := range a.Metrics {
			if src.Metric != nil && m.ID == src.Metric.ID {
				given, n = true, n+m.N
			}
		}
	}
	var ok bool
	switch src.By {
	case ByKind:
		ok = sum.activities == whole["kind "+src.Kind.ID].activities
	case ByMetric:
		want, was := whole["total"].metrics[src.Metric.ID]
		ok = given && was && n == want
	case ByUnit:
		row := whole["unit "+src.Unit.ID]
		ok = sum.posts == row.posts && sum.activities == row.activities
	case ByTopic:
		row := whole["topic "+src.Topic.ID]
		ok = sum.posts == row.posts && sum.activities == row.activities
	case ByForm:
		ok = sum.posts == whole["form "+src.Form.ID()].posts
	case ByActivities, ByPosts:
		ok = sum.posts == whole["total"].posts && sum.activities == whole["total"].activities
	}
	if !ok {
		t.Fatalf("%s: %v %t %d of\n%s", src.URL, sum, given, n, whole)
	}
}

// TestModelMeetsAll: the random sites hold what makes counting hard.
func TestModelMeetsAll(t *testing.T) {
	met := map[string]int{}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		s, problems := New(randomYears(r), Options{Now: now, HoldBack: true})
		for _, d := range problems.All() {
			met[d.Code]++
		}
		for _, a := range s.Activities {
			if len(a.Units) > 1 && len(a.Posts) > 1 {
				met["joint, told by several"]++
			}
			if a.Aggregate {
				met["aggregate"]++
			}
			if len(a.campaigns) > 1 {
				met["two campaigns"]++
			}
			for _, m := range a.sums {
				if m.n == 0 {
					met["zero"]++
				}
			}
		}
		met["held"] += s.HeldBack
		met["waiting"] += len(s.Waiting)
		met["expired"] += len(s.counted) - len(s.Posts)
		met["removed"] += len(s.All) - len(s.counted)
	}
	for _, what := range []string{
		"joint, told by several", "aggregate", "two campaigns", "zero", "held", "waiting", "expired", "removed",
		"activity-outside-campaign", "unit-not-active",
	} {
		if met[what] == 0 {
			t.Errorf("never met: %s", what)
		}
	}
}
