package site

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
)

func day(t time.Time) string {
	if t.IsZero() {
		return "null"
	}
	return t.Format("2006-01-02")
}

func sumsAs(list []Sum) string {
	var b strings.Builder
	for _, m := range list {
		fmt.Fprintf(&b, " %s=%d", m.Metric.ID, m.N)
	}
	return b.String()
}

// rollupAs prints a roll-up in the order of its data file.
func rollupAs(r *Rollup) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s posts=%d activities=%d%s\n", day(r.From), day(r.To), r.Posts, r.Activities, sumsAs(r.Metrics))
	for _, f := range r.Forms {
		fmt.Fprintf(&b, "form %s %d\n", f.Form.ID(), f.Posts)
	}
	for _, k := range r.Kinds {
		fmt.Fprintf(&b, "kind %s %d%s\n", k.Kind.ID, k.Activities, sumsAs(k.Metrics))
	}
	for _, x := range r.Topics {
		fmt.Fprintf(&b, "topic %s %d %d\n", x.Topic.ID, x.Posts, x.Activities)
	}
	for _, u := range r.Units {
		fmt.Fprintf(&b, "unit %s %d %d joint=%d%s\n", u.Unit.ID, u.Posts, u.Activities, u.Joint, sumsAs(u.Metrics))
	}
	for _, m := range r.Months {
		fmt.Fprintf(&b, "month %d-%02d %d %d%s\n", m.Year, m.Month, m.Posts, m.Activities, sumsAs(m.Metrics))
	}
	if len(r.Commended) > 0 {
		fmt.Fprintf(&b, "commended %s\n", urls(r.Commended))
	}
	return b.String()
}

// aYear is a site whose activities cross months, years, units, topics and campaigns.
func aYear() *content.Source {
	src := sourceOf(
		post("hoi-nghi", "2021-04-15", units("so-noi-vu"), act("- hoi-nghi - - - so-cuoc=1 luot-nguoi=86 luot-nu=0"), commended),
		post("mau-1", "2021-05-02", units("thu-vien"), act("mau hien-mau 2021-04-30 2021-05-01 thu-vien,so-y-te luot-nguoi=100"), campaign("he")),
		post("mau-2", "2021-05-03", units("so-y-te"), topics("hoc-tap"), act("mau hien-mau - - - luot-nguoi=100 so-cuoc=1"), form(content.Article)),
		post("tong-hop", "2021-06-30", form(content.Infographic), act("- khac - - - luot-nguoi=9999 +"), commended, campaign("he")),
		post("nam-moi", "2021-01-01 00:30", act("- hoi-nghi 2020-12-31 - - so-cuoc=2")),
	)
	src.Units[0].To = at("2021-05-31")
	src.Units[1].From = at("2021-04-30")
	src.Units[1].To = at("2021-04-30")
	src.Posts[0].Units = names("so-y-te") // hoi-nghi
	withCampaign(src, "he", "2021-05-01", "2021-07-31")
	return withCampaign(src, "mo", "2021-10-01", "")
}

func TestRollup(t *testing.T) {
	src := aYear()
	src.Units[0].To = time.Time{}
	s := healthy(t, src, Options{})
	he, mo := s.Campaigns[0], s.Campaigns[1]
	if he.ID != "he" {
		t.Fatal("campaigns are not in order")
	}
	for _, c := range []struct {
		name string
		f    Filter
		want string
	}{
		{"all", Filter{}, `
2020-12-31 2021-06-30 posts=5 activities=3 so-cuoc=4 luot-nguoi=186 luot-nu=0
form tin 3
form bai-viet 1
form infographic 1
kind hoi-nghi 2 so-cuoc=3 luot-nguoi=86 luot-nu=0
kind hien-mau 1 so-cuoc=1 luot-nguoi=100
topic hoc-tap 1 1
topic phap-luat 4 3
unit so-noi-vu 0 0 joint=0
unit so-y-te 2 2 joint=1 so-cuoc=2 luot-nguoi=186 luot-nu=0
unit thu-vien 3 2 joint=1 so-cuoc=3 luot-nguoi=100
month 2020-12 0 1 so-cuoc=2
month 2021-01 1 0
month 2021-02 0 0
month 2021-03 0 0
month 2021-04 1 2 so-cuoc=2 luot-nguoi=186 luot-nu=0
month 2021-05 2 0
month 2021-06 1 0
commended /2021/06/tong-hop/ /2021/04/hoi-nghi/`},
		{"a month: a post by its date, an activity by its first day", Filter{From: at("2021-05-01"), To: at("2021-05-31")}, `
2021-05-01 2021-05-31 posts=2 activities=0
form tin 1
form bai-viet 1
topic hoc-tap 1 0
topic phap-luat 1 0
unit so-y-te 1 0 joint=0
unit thu-vien 1 0 joint=0
month 2021-05 2 0`},
		{"a year begins at midnight", Filter{From: at("2020-01-01"), To: at("2020-12-31")}, `
2020-01-01 2020-12-31 posts=0 activities=1 so-cuoc=2
kind hoi-nghi 1 so-cuoc=2
topic hoc-tap 0 0
topic phap-luat 0 1
unit so-y-te 0 0 joint=0
unit thu-vien 0 1 joint=0 so-cuoc=2
month 2020-01 0 0
month 2020-02 0 0
month 2020-03 0 0
month 2020-04 0 0
month 2020-05 0 0
month 2020-06 0 0
month 2020-07 0 0
month 2020-08 0 0
month 2020-09 0 0
month 2020-10 0 0
month 2020-11 0 0
month 2020-12 0 1 so-cuoc=2`},
		{"one end open", Filter{From: at("2021-05-03")}, `
2021-05-03 2021-06-30 posts=2 activities=0
form bai-viet 1
form infographic 1
topic hoc-tap 1 0
topic phap-luat 1 0
unit so-y-te 1 0 joint=0
unit thu-vien 1 0 joint=0
month 2021-05 1 0
month 2021-06 1 0
commended /2021/06/tong-hop/`},
		{"a campaign: its own days, and what lies before them", Filter{Campaign: he}, `
2021-05-01 2021-07-31 posts=2 activities=1 so-cuoc=1 luot-nguoi=100
form tin 1
form infographic 1
kind hien-mau 1 so-cuoc=1 luot-nguoi=100
topic hoc-tap 0 1
topic phap-luat 2 1
unit so-y-te 0 1 joint=1 so-cuoc=1 luot-nguoi=100
unit thu-vien 2 1 joint=1 so-cuoc=1 luot-nguoi=100
month 2021-04 0 1 so-cuoc=1 luot-nguoi=100
month 2021-05 1 0
month 2021-06 1 0
month 2021-07 0 0
commended /2021/06/tong-hop/`},
		{"a campaign in a period", Filter{Campaign: he, From: at("2021-05-01"), To: at("2021-05-31")}, `
2021-05-01 2021-05-31 posts=1 activities=0
form tin 1
topic hoc-tap 0 0
topic phap-luat 1 0
unit so-y-te 0 0 joint=0
unit thu-vien 1 0 joint=0
month 2021-05 1 0`},
		{"a campaign without end, and without posts", Filter{Campaign: mo}, `
2021-10-01 null posts=0 activities=0
topic hoc-tap 0 0
topic phap-luat 0 0
unit so-y-te 0 0 joint=0
unit thu-vien 0 0 joint=0
month 2021-10 0 0`},
		{"a unit", Filter{Unit: s.Units[1]}, `
2021-04-15 2021-05-03 posts=2 activities=2 so-cuoc=2 luot-nguoi=186 luot-nu=0
form tin 1
form bai-viet 1
kind hoi-nghi 1 so-cuoc=1 luot-nguoi=86 luot-nu=0
kind hien-mau 1 so-cuoc=1 luot-nguoi=100
topic hoc-tap 1 1
topic phap-luat 1 2
unit so-y-te 2 2 joint=1 so-cuoc=2 luot-nguoi=186 luot-nu=0
month 2021-04 1 2 so-cuoc=2 luot-nguoi=186 luot-nu=0
month 2021-05 1 0
commended /2021/04/hoi-nghi/`},
		{"a unit in a campaign", Filter{Unit: s.Units[1], Campaign: he}, `
2021-05-01 2021-07-31 posts=0 activities=1 so-cuoc=1 luot-nguoi=100
kind hien-mau 1 so-cuoc=1 luot-nguoi=100
topic hoc-tap 0 1
topic phap-luat 0 1
unit so-y-te 0 1 joint=1 so-cuoc=1 luot-nguoi=100
month 2021-04 0 1 so-cuoc=1 luot-nguoi=100
month 2021-05 0 0
month 2021-06 0 0
month 2021-07 0 0`},
		{"a topic", Filter{Topic: s.Topics[0]}, `
2021-04-30 2021-05-03 posts=1 activities=1 so-cuoc=1 luot-nguoi=100
form bai-viet 1
kind hien-mau 1 so-cuoc=1 luot-nguoi=100
topic hoc-tap 1 1
topic phap-luat 0 1
unit so-noi-vu 0 0 joint=0
unit so-y-te 1 1 joint=1 so-cuoc=1 luot-nguoi=100
unit thu-vien 0 1 joint=1 so-cuoc=1 luot-nguoi=100
month 2021-04 0 1 so-cuoc=1 luot-nguoi=100
month 2021-05 1 0`},
		{"an empty period the wrong way round", Filter{From: at("2021-06-01"), To: at("2021-05-01")}, `
2021-06-01 2021-05-01 posts=0 activities=0
topic hoc-tap 0 0
topic phap-luat 0 0
unit so-y-te 0 0 joint=0
unit thu-vien 0 0 joint=0
month 2021-05 0 0
month 2021-06 0 0`},
	} {
		same(t, c.name, rollupAs(s.Rollup(c.f)), c.want)
	}
	same(t, "an empty site", rollupAs(healthy(t, sourceOf(), Options{}).Rollup(Filter{})), `
null null posts=0 activities=0
topic hoc-tap 0 0
topic phap-luat 0 0
unit so-noi-vu 0 0 joint=0
unit so-y-te 0 0 joint=0
unit thu-vien 0 0 joint=0`)
}

// TestRollupShowsWhoDidSomething: a unit outside its days has a row if it did something.
func TestRollupShowsWhoDidSomething(t *testing.T) {
	s, problems := New(aYear(), Options{Now: now})
	if problems.Errors() > 0 || problems.Warnings() == 0 {
		t.Fatal(listed(problems))
	}
	r := s.Rollup(Filter{From: at("2021-06-01"), To: at("2021-06-30")})
	var got []string
	for _, u := range r.Units {
		got = append(got, fmt.Sprint(u.Unit.ID, u.Posts))
	}
	same(t, "units", strings.Join(got, " "), "so-y-te0 thu-vien1")
}

func TestPhase(t *testing.T) {
	src := withCampaign(withCampaign(sourceOf(), "he", "2021-05-01", "2021-07-31"), "mo", "2021-05-01", "")
	s := healthy(t, src, Options{})
	for _, c := range []struct {
		at       string
		he, open Phase
	}{{"2021-04-30 23:59", Before, Before}, {"2021-05-01 00:00", During, During}, {"2021-07-31 23:59", During, During}, {"2021-08-01 00:00", After, During}} {
		if he, open := s.Campaigns[0].Phase(at(c.at).UTC()), s.Campaigns[1].Phase(at(c.at).UTC()); he != c.he || open != c.open {
			t.Errorf("%s: %d %d", c.at, he, open)
		}
	}
}
