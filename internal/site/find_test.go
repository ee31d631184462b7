package site

import "testing"

func TestFind(t *testing.T) {
	src := sourceOf()
	src.Units[0].Short, src.Units[0].Aliases = "Thư viện", names("thu-vien-cu", "so-noi-vu")
	src.Topics[0].Aliases = names("Luật")
	withCampaign(withCampaign(withCampaign(src, "bau-cu-2016", "2016-05-01", ""), "bau-cu-2021", "2021-05-01", ""), "he", "2021-06-01", "")
	src.Campaigns[0].Title, src.Campaigns[1].Title, src.Campaigns[2].Title = "Bầu cử", "Bầu cử", "Đợt hè"
	s, _ := New(src, Options{Now: now})
	unit := func(name string) (string, string) {
		u, near := s.FindUnit(name)
		if u == nil {
			return "", near
		}
		return u.ID, near
	}
	topic := func(name string) (string, string) {
		x, near := s.FindTopic(name)
		if x == nil {
			return "", near
		}
		return x.ID, near
	}
	campaign := func(name string) (string, string) {
		c, near := s.FindCampaign(name)
		if c == nil {
			return "", near
		}
		return c.ID, near
	}
	for _, c := range []struct {
		find           func(string) (string, string)
		name, id, near string
	}{
		{unit, "thu-vien", "thu-vien", ""}, {unit, "CĐCS Thư viện tỉnh", "thu-vien", ""}, {unit, "cđcs  thư viện TỈNH ", "thu-vien", ""},
		{unit, "Thư viện", "thu-vien", ""}, {unit, "thu-vien-cu", "thu-vien", ""},
		{unit, "so-noi-vu", "so-noi-vu", ""}, // an id outranks an alias
		{unit, "CDCS So Y te", "", "CĐCS Sở Y tế"}, {unit, "thu-vin", "", "thu-vien"}, {unit, "", "", ""}, {unit, "Xyz", "", ""},
		{topic, "luật", "phap-luat", ""}, {topic, "hoc-tap", "hoc-tap", ""}, {topic, "Hoc tap", "", "hoc-tap"},
		{campaign, "bau-cu-2016", "bau-cu-2016", ""}, {campaign, "ĐỢT HÈ", "he", ""}, {campaign, "dot he", "", "Đợt hè"},
		{campaign, "Bầu cử", "", "bau-cu-2016"}, {campaign, "bau-cu-2022", "", "bau-cu-2021"},
	} {
		if id, near := c.find(c.name); id != c.id || near != c.near {
			t.Errorf("%q is %q, near %q; want %q, near %q", c.name, id, near, c.id, c.near)
		}
	}
}
