package main

import (
	"errors"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// period is the value of --from and --to: a day in any form that a post's date
// may have, a month (5/2021, 2021-05) or a year (2021).
type period struct {
	said string
	in   func(zone *time.Location) (first, last time.Time)
	bad  viet.DateError
}

func (p *period) String() string { return "" }

func (p *period) Set(s string) error {
	s = strings.TrimSpace(s)
	day, years, months := s, 0, 0
	switch first, second, sep := splitMonth(s); {
	case len(s) == 4 && areFigures(s):
		day, years = "1/1/"+s, 1
	case sep && len(second) == 4:
		day, months = "1/"+first+"/"+second, 1
	case sep && len(first) == 4:
		day, months = "1/"+second+"/"+first, 1
	}
	if _, err := viet.ParseMoment(day, time.UTC); err != nil {
		var at *viet.DateError
		if errors.As(err, &at) {
			p.bad = *at
		}
		if p.bad.Kind == "form" {
			p.bad.Value = s
		}
		return err
	}
	p.said = s
	p.in = func(zone *time.Location) (first, last time.Time) {
		m, _ := viet.ParseMoment(day, zone) // whether it can be read does not depend on the zone
		first = viet.Midnight(m.In(zone))
		if years+months == 0 {
			return first, first
		}
		return first, first.AddDate(years, months, -1)
	}
	return nil
}

// splitMonth splits "5/2021" and "2021-05"; sep is false for all else.
func splitMonth(s string) (first, second string, sep bool) {
	i := strings.IndexAny(s, "/-.")
	if i < 0 {
		return "", "", false
	}
	first, second = s[:i], s[i+1:]
	return first, second, areFigures(first) && areFigures(second) && (len(first) <= 2) != (len(second) <= 2)
}

func areFigures(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// expects says what is wrong with the value that was given last, and what could be given.
func (p *period) expects() text {
	forms := text{
		"viết ngày trước tháng: 27/5/2021 hoặc 2021-05-27; cả tháng: 5/2021; cả năm: 2021",
		"write the day before the month: 27/5/2021 or 2021-05-27; a month: 5/2021; a year: 2021",
	}
	if p.bad.Kind == "" || p.bad.Kind == "form" {
		return forms
	}
	d := diag.New("", 0, 0, "date-"+p.bad.Kind, p.bad.Value)
	return text{d.Message("vi") + ": " + forms.vi, d.Message("en") + ": " + forms.en}
}

// period gives a filter with the period that was asked for.
func (o *reportOptions) period(s *site.Site) (f site.Filter, wrong misuse) {
	zone := s.Now.Location()
	if o.from.in != nil {
		f.From, _ = o.from.in(zone)
	}
	if o.to.in != nil {
		_, f.To = o.to.in(zone)
	}
	if !f.From.IsZero() && !f.To.IsZero() && f.To.Before(f.From) {
		return f, misuse{
			what: text{"kỳ báo cáo kết thúc trước khi bắt đầu: %s", "the period ends before it begins: %s"},
			arg:  "--from " + o.from.said + " --to " + o.to.said,
		}
	}
	return f, misuse{}
}

// subject finds the campaign, the unit and the topic that were asked for.
func (o *reportOptions) subject(s *site.Site, f *site.Filter) misuse {
	near := ""
	if o.campaign != "" {
		if f.Campaign, near = s.FindCampaign(o.campaign); f.Campaign == nil {
			return misuse{what: text{"không có đợt “%s”", "there is no campaign “%s”"}, arg: o.campaign, meant: near,
				cure: text{"dùng id của một tệp trong content/campaigns", "use the id of a file in content/campaigns"}}
		}
	}
	if o.unit != "" {
		if f.Unit, near = s.FindUnit(o.unit); f.Unit == nil {
			return misuse{what: text{"không có đơn vị “%s”", "there is no unit “%s”"}, arg: o.unit, meant: near,
				cure: text{"dùng id của một tệp trong content/units", "use the id of a file in content/units"}}
		}
	}
	if o.topic != "" {
		if f.Topic, near = s.FindTopic(o.topic); f.Topic == nil {
			return misuse{what: text{"không có chủ đề “%s”", "there is no topic “%s”"}, arg: o.topic, meant: near,
				cure: text{"dùng id của một tệp trong content/topics", "use the id of a file in content/topics"}}
		}
	}
	return misuse{}
}
