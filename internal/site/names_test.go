package site

import (
	"strings"
	"testing"

	"bantin/internal/content"
)

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, want, suggestion string }{
		{"so-noi-vu", "so-noi-vu", ""},
		{"CĐCS Sở Nội vụ", "so-noi-vu", ""},
		{"cđcs  sở nội VỤ", "so-noi-vu", ""},
		{"CĐCS So\u031b\u0309 No\u0323\u0302i vu\u0323", "so-noi-vu", ""}, // NFD
		{"SNV", "so-noi-vu", ""},                                          // short
		{"Sở Tổ chức", "so-noi-vu", ""},                                   // former name
		{"so-to-chuc", "so-noi-vu", ""},                                   // former id
		{"CDCS So Noi vu", "", "CĐCS Sở Nội vụ"},
		{"CĐCS Thư viện", "", "CĐCS Thư viện tỉnh"},
		{"thư-viện", "", "thu-vien"},
		{"Liên đoàn Bóng đá", "", ""},
	} {
		src := sourceOf(post("a", "2021-05-27", units(c.name)))
		u := src.Units[1]
		u.Short, u.Aliases = "SNV", names("Sở Tổ chức", "so-to-chuc")
		s, problems := New(src, Options{Now: now})
		got, suggestion := "", ""
		if len(s.All) == 1 && len(s.All[0].Units) == 1 {
			got = s.All[0].Units[0].ID
		}
		for _, d := range problems.All() {
			if d.Code != "unknown-unit" || d.Line != 4 || d.Args[0] != c.name {
				t.Errorf("%q: %s", c.name, listed(problems))
			}
			suggestion = d.Suggestion
		}
		if got != c.want || suggestion != c.suggestion || (problems.Len() == 0) != (c.want != "") {
			t.Errorf("%q: unit %q, suggestion %q, want %q and %q", c.name, got, suggestion, c.want, c.suggestion)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	src := sourceOf(
		post("a", "2021-05-27", topics("phap-luat", "phap luat", "xyzt"), campaign("bau-cu-2020"), act("- hoi-nghi - - so-noi-vu,so-y-tee")),
		post("b", "2021-05-28", draft, topics("zzz")),
	)
	withCampaign(src, "bau-cu-2021", "2021-05-01", "")
	src.Units[0].Successor = names("khong-co")[0]
	src.Campaigns[0].Target = &content.Target{Units: []content.UnitTarget{{Unit: names("CĐCS Sở Y Tê")[0], N: 3}}}
	_, problems := New(src, Options{Now: now})
	same(t, "problems", listed(problems), `
campaigns/bau-cu-2021.md:4 error unknown-unit CĐCS Sở Y Tê → CĐCS Sở Y tế
posts/a.md:4 error unknown-campaign bau-cu-2020 → bau-cu-2021
posts/a.md:4 error unknown-topic phap luat → phap-luat
posts/a.md:4 error unknown-unit so-y-tee → so-y-te
posts/a.md:4 error unknown-topic xyzt
posts/b.md:4 warning unknown-topic zzz
units/thu-vien.md:4 error unknown-unit khong-co`)
}

func TestOneNameTwice(t *testing.T) {
	src := sourceOf(post("a", "2021-05-27", units("Sở chung"), campaign("Tết sum vầy")))
	src.Units[0].Aliases = names("Sở chung", "so-y-te")                 // the second is the id of another
	src.Units[1].Aliases = names("sở  CHUNG")                           // the same but for case and spaces
	src.Units[2].Short = "Cdcs So Y te"                                 // without accents it is another name
	src.Topics[0].Aliases = names("Học tập", "hoc-tap", "CĐCS Sở Y tế") // topics and units may share names
	src.Topics[1].Short = "học TẬP"
	withCampaign(withCampaign(src, "tet-2020", "2020-01-01", ""), "tet-2021", "2021-01-01", "")
	src.Campaigns[0].Title, src.Campaigns[1].Title = "Tết sum vầy", "Tết sum vầy"
	_, problems := New(src, Options{Now: now})
	same(t, "problems", listed(problems), `
posts/a.md:4 error unknown-campaign Tết sum vầy
topics/phap-luat.md:4 error one-name-twice Học tập|content/topics/hoc-tap.md
topics/phap-luat.md:4 error one-name-twice hoc-tap|content/topics/hoc-tap.md
units/thu-vien.md:4 error one-name-twice Sở chung|content/units/so-noi-vu.md
units/thu-vien.md:4 error one-name-twice so-y-te|content/units/so-y-te.md`)
}

func TestUnitNotActive(t *testing.T) {
	src := sourceOf(
		post("truoc", "2015-12-31"), post("dau", "2016-01-01"), post("cuoi", "2021-06-30 23:59"), post("sau", "2021-07-01"),
		post("hoat-dong", "2021-03-01", act("- khac 2021-08-01 - thu-vien")),
	)
	u := src.Units[0]
	u.From, u.To, u.Successor = at("2016-01-01"), at("2021-06-30"), names("so-noi-vu")[0]
	s, problems := New(src, Options{Now: now})
	same(t, "problems", listed(problems), `
posts/hoat-dong.md:4 warning unit-not-active CĐCS Thư viện tỉnh|content/units/thu-vien.md → CĐCS Sở Nội vụ
posts/sau.md:4 warning unit-not-active CĐCS Thư viện tỉnh|content/units/thu-vien.md → CĐCS Sở Nội vụ
posts/truoc.md:4 warning unit-not-active CĐCS Thư viện tỉnh|content/units/thu-vien.md → CĐCS Sở Nội vụ`)
	var lines []string
	for _, u := range s.Units {
		line := u.ID
		if u.Successor != nil {
			line += " → " + u.Successor.ID
		}
		for _, f := range u.Former {
			line += " ← " + f.ID
		}
		lines = append(lines, line)
	}
	same(t, "units", strings.Join(lines, "\n"), "so-noi-vu ← thu-vien\nso-y-te\nthu-vien → so-noi-vu")
}

func TestOrderOfSections(t *testing.T) {
	src := sourceOf()
	src.Units = nil
	for _, u := range []struct {
		title string
		order int
	}{{"CĐCS 10", 0}, {"CĐCS 2", 0}, {"Đoàn", 0}, {"Dân", 0}, {"mà", 0}, {"ma cũ", 0}, {"Z", 2}, {"Y", 1}, {"X", 2}} {
		m := meta("units", "u"+strings.ToLower(strings.ReplaceAll(u.title, " ", "")), u.title)
		m.Order = u.order
		src.Units = append(src.Units, &content.Unit{Meta: m})
	}
	withCampaign(withCampaign(withCampaign(src, "cu", "2020-01-01", ""), "moi", "2021-01-01", ""), "ghim", "2019-01-01", "")
	src.Campaigns[2].Order = 5
	withCampaign(withCampaign(withCampaign(src, "dot-2-a", "2019-01-01", ""), "dot-10", "2020-01-01", ""), "dot-2-b", "2021-01-01", "")
	src.Campaigns[3].Title, src.Campaigns[4].Title, src.Campaigns[5].Title = "Đợt 2", "Đợt 10", "Đợt 2"
	s := healthy(t, src, Options{})
	var got []string
	for _, u := range s.Units {
		got = append(got, u.Title)
	}
	for _, c := range s.Campaigns {
		got = append(got, c.ID)
	}
	same(t, "order", strings.Join(got, ", "), "Y, X, Z, CĐCS 2, CĐCS 10, Dân, Đoàn, ma cũ, mà, ghim, cu, dot-2-b, dot-2-a, dot-10, moi")
}
