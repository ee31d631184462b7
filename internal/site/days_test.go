package site

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bantin/internal/content"
)

func TestDays(t *testing.T) {
	src := sourceOf(
		post("a", "2021-05-27 23:30", act("- hoi-nghi 2022-07-01 - -"), act("- hoi-nghi 2022-07-02 - -"), act("- hoi-nghi 2016-05-26 - -"), act("- hoi-nghi 2016-05-25 2021-05-01 -"),
			act("- hoi-nghi 2012-05-27 - - +"), act("- hoi-nghi 2031-05-27 - - +")),
		post("b", "2021-06-02", campaign("he"), act("- hoi-nghi 2021-03-01 2021-04-01 -"), act("- hoi-nghi 2021-03-01 2021-04-02 -"), act("- hoi-nghi 2021-08-30 - -"),
			act("- hoi-nghi 2021-08-29 - -"), act("- hoi-nghi - - -"), act("- hoi-nghi 2021-03-02 - - +")),
		post("c", "2021-09-02", campaign("he"), act("- hoi-nghi - - -"), act("x hoi-nghi - - -"), act("y hoi-nghi - - -")),
		post("d", "2021-09-03", campaign("he"), act("x hoi-nghi 2021-06-30 - -"), act("y hoi-nghi 2021-09-03 - -")),
		post("e", "2021-06-01", campaign("mo"), act("- hoi-nghi 2021-04-01 - -"), act("- hoi-nghi 2021-04-02 - -"), act("- hoi-nghi 2021-11-30 - -")),
		post("g", "2021-12-30", campaign("he"), act("- hoi-nghi - - -")), // waits: what will be wrong is said today
		post("h", "2021-06-01", draft, campaign("he"), act("- hoi-nghi 2012-06-01 - -")),
		post("i", "2021-06-01", removed, campaign("he"), act("- hoi-nghi 2012-06-01 - -")),
		post("k", "2021-06-01", campaign("sai"), act("- hoi-nghi - - -")),
	)
	withCampaign(withCampaign(withCampaign(src, "he", "2021-06-01", "2021-06-30"), "mo", "2021-06-01", ""), "sai", "2022-06-01", "2021-06-30")
	phase := func(title, from, to string) content.Phase {
		ph := content.Phase{Title: title, Pos: content.Pos{Line: 8, Column: 1}}
		if from != "" {
			ph.From = at(from)
		}
		if to != "" {
			ph.To = at(to)
		}
		return ph
	}
	src.Campaigns[0].Phases = []content.Phase{
		phase("1", "2021-06-01", "2021-06-30"), phase("2", "2021-05-31", ""), phase("3", "", "2021-07-01"), phase("4", "", ""), phase("5", "2021-06-20", "2021-05-20"),
	}
	src.Campaigns[1].Phases = []content.Phase{phase("6", "2021-06-01", "2031-06-30"), phase("7", "2021-05-31", "2021-06-02")}
	src.Campaigns[2].Phases = []content.Phase{phase("8", "2021-06-01", "2031-06-30")}
	_, problems := New(src, Options{Now: now})
	same(t, "problems", listed(problems), `
campaigns/he.md:8 warning phase-outside-campaign 2|31/05/2021–…|01/06/2021–30/06/2021
campaigns/he.md:8 warning phase-outside-campaign 3|…–01/07/2021|01/06/2021–30/06/2021
campaigns/mo.md:8 warning phase-outside-campaign 7|31/05/2021–02/06/2021|01/06/2021–…
posts/a.md:6 error activity-date-far 02/07/2022|27/05/2021
posts/a.md:6 error activity-date-far 25/05/2016|27/05/2021
posts/b.md:6 warning activity-outside-campaign 01/03/2021–01/04/2021|he|01/06/2021–30/06/2021|content/campaigns/he.md
posts/b.md:6 warning activity-outside-campaign 30/08/2021|he|01/06/2021–30/06/2021|content/campaigns/he.md
posts/c.md:6 warning activity-outside-campaign 02/09/2021|he|01/06/2021–30/06/2021|content/campaigns/he.md
posts/c.md:6 warning activity-outside-campaign 03/09/2021|he|01/06/2021–30/06/2021|content/campaigns/he.md
posts/e.md:6 warning activity-outside-campaign 01/04/2021|mo|01/06/2021–…|content/campaigns/mo.md
posts/g.md:6 warning activity-outside-campaign 30/12/2021|he|01/06/2021–30/06/2021|content/campaigns/he.md
posts/h.md:6 warning activity-date-far 01/06/2012|01/06/2021`)
}

// TestTotals: what all say in all must fit its type, for each metric; what
// several say of one activity is one number, and a post that waits, is held or was taken down says none.
func TestTotals(t *testing.T) {
	half := strconv.FormatInt(math.MaxInt64/2, 10)
	posts := func(more ...*content.Post) *content.Source {
		return sourceOf(append(more,
			post("a", "2021-05-01", act("x hoi-nghi 2021-05-01 - - luot-nguoi="+half+" so-cuoc="+half)),
			post("b", "2021-05-02", act("x hoi-nghi - - - luot-nguoi="+half)),
			post("c", "2021-05-03", act("- hoi-nghi - - - luot-nguoi="+half+" luot-nu="+half)))...)
	}
	src := posts(post("d", "2021-05-04", act("- hoi-nghi - - - luot-nguoi=1")), post("e", "2022-05-01", act("- hoi-nghi 2021-05-01 - - luot-nguoi="+half)),
		post("g", "2021-01-01", removed, act("- hoi-nghi - - - luot-nguoi="+half)))
	s := healthy(t, src, Options{})
	if r := s.Rollup(Filter{}); r.Metrics[1].N != math.MaxInt64 {
		t.Error(r.Metrics[1].N)
	}
	src = posts(post("d", "2021-05-04", act("- hoi-nghi - - - luot-nu=0 luot-nguoi=2 so-cuoc=9"), act("- hoi-nghi - - - luot-nguoi="+half)),
		post("e", "2021-05-05", act("- hoi-nghi - - - so-cuoc="+half)), post("g", "2021-05-06", draft, act("- hoi-nghi - - - luot-nguoi=2")))
	s, problems := New(src, Options{Now: now, HoldBack: true, Drafts: true})
	same(t, "too much", listed(problems), "posts/d.md:7 error total-too-large Lượt người\nposts/g.md:7 warning total-too-large Lượt người")
	same(t, "the rest", sumsAs(s.Rollup(Filter{}).Metrics), " so-cuoc=9223372036854775806 luot-nguoi=9223372036854775806 luot-nu=4611686018427387903")
}

// TestGoal: a total that is given stands above the units' shares; without one they make it.
func TestGoal(t *testing.T) {
	src := withCampaign(sourceOf(), "he", "2021-06-01", "")
	for _, c := range []struct {
		total       int64
		shares      string
		all, so, tv int64
	}{
		{100, "so-y-te=30 thu-vien=20", 100, 30, 20},
		{0, "so-y-te=30 thu-vien=20", 50, 30, 20},
		{0, "so-y-te=0", 0, 0, 0},
		{100, "", 100, 0, 0},
	} {
		target := &content.Target{Metric: names("luot-nguoi")[0], Total: c.total}
		for f := range strings.FieldsSeq(c.shares) {
			id, n, _ := strings.Cut(f, "=")
			share, _ := strconv.ParseInt(n, 10, 64)
			target.Units = append(target.Units, content.UnitTarget{Unit: names(id)[0], N: share})
		}
		src.Campaigns[0].Target = target
		s := healthy(t, src, Options{})
		unit := func(id string) *Unit {
			return s.Units[slices.IndexFunc(s.Units, func(u *Unit) bool { return u.ID == id })]
		}
		goals := [...]int64{s.Campaigns[0].Goal(nil), s.Campaigns[0].Goal(unit("so-y-te")), s.Campaigns[0].Goal(unit("thu-vien"))}
		if want := [...]int64{c.all, c.so, c.tv}; goals != want {
			t.Errorf("%+v: %v, want %v", c, goals, want)
		}
	}
	src.Campaigns[0].Target = nil
	if n := healthy(t, src, Options{}).Campaigns[0].Goal(nil); n != 0 {
		t.Errorf("without a target: %d", n)
	}
}
