package viet

import (
	"slices"
	"testing"
)

var units = []string{
	"CĐCS Sở Nội vụ", "CĐCS Thư viện tỉnh", "CĐCS Sở Y tế", "CĐCS Sở Tài chính", "CĐCS Sở Công Thương",
	"CĐCS Sở Tư pháp", "CĐCS Trường Chính trị", "CĐCS Văn phòng UBND tỉnh", "Công đoàn Viên chức tỉnh",
	"CĐCS Sở Giáo dục và Đào tạo", "CĐCS Kho bạc Nhà nước tỉnh", "CĐCS 1", "CĐCS 10",
}

var topics = []string{"Công đoàn", "Cổng đón", "Pháp luật", "Nữ công", "Chuyển đổi số", "Thi đua yêu nước"}

var keys = []string{"title", "date", "topic", "unit", "form", "summary", "cover", "cover_alt", "images", "so-cuoc", "luot-nguoi"}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		list       []string
		name, want string
	}{
		{units, "CĐCS Thư viện", "CĐCS Thư viện tỉnh"},
		{units, "CĐCS Thư viên tỉn", "CĐCS Thư viện tỉnh"},
		{units, "thu vien tinh", "CĐCS Thư viện tỉnh"},
		{units, "Thư viện", "CĐCS Thư viện tỉnh"},
		{units, "Sở Y tế", "CĐCS Sở Y tế"},
		{units, "Y tế", "CĐCS Sở Y tế"},
		{units, "CĐCS Nội vụ", "CĐCS Sở Nội vụ"},
		{units, "cdcs so noi vu", "CĐCS Sở Nội vụ"},
		{units, "CĐCS Sở Nội vu tỉnh", "CĐCS Sở Nội vụ"},
		{units, "so-noi-vu", "CĐCS Sở Nội vụ"},
		{units, "CĐCS Sở Công Thuơng", "CĐCS Sở Công Thương"},
		{units, "CĐCS Sở Giáo dục & Đào tạo", "CĐCS Sở Giáo dục và Đào tạo"},
		{units, "CÐCS Sở Tư pháp", "CĐCS Sở Tư pháp"},
		{units, "CĐVC tỉnh Vĩnh Long", ""},
		{units, "CĐCS", "CĐCS 1"},
		{units, "Sở", ""},
		{units, "Bệnh viện Đa khoa", ""},
		{units, "", ""},
		{units, " – ", ""},
		{topics, "cong doan", "Công đoàn"},
		{topics, "cổng don", "Cổng đón"},
		{topics, "công đoàn", "Công đoàn"},
		{topics, "Công đoàn", "Công đoàn"},
		{topics, "phap luạt", "Pháp luật"},
		{topics, "chuyen doi", "Chuyển đổi số"},
		{topics, "thi đua", "Thi đua yêu nước"},
		{topics, "thể thao", ""},
		{topics, "Công", "Nữ công"},
		{keys, "tittle", "title"},
		{keys, "dtae", "date"},
		{keys, "tpoic", "topic"},
		{keys, "fom", "form"},
		{keys, "sumary", "summary"},
		{keys, "coveralt", "cover_alt"},
		{keys, "so_cuoc", "so-cuoc"},
		{keys, "lượt người", "luot-nguoi"},
		{keys, "image", "images"},
		{keys, "x", ""},
		{keys, "tags", ""},
		{[]string{"Tin", "tin", "tịn"}, "TÍN", "Tin"}, // equally near: the first in byte order
		{[]string{"Hội thi", "Hỏi thi"}, "Hỏi thì", "Hỏi thi"},
		{nil, "title", ""},
		{[]string{"", "–"}, "title", ""},
	} {
		for _, name := range spellings(c.name) {
			got, ok := Nearest(name, c.list)
			if got != c.want || ok != (c.want != "") {
				t.Errorf("Nearest(%+q) = %q, %v; want %q", name, got, ok, c.want)
			}
			reversed := slices.Clone(c.list)
			slices.Reverse(reversed)
			if again, _ := Nearest(name, reversed); again != got {
				t.Errorf("Nearest(%q) depends on the order: %q, %q", name, got, again)
			}
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abd", 1},
		{"abc", "ab", 1}, {"ab", "abc", 1}, {"kitten", "sitting", 3}, {"dtae", "date", 1}, {"abcdef", "badcfe", 3},
	} {
		if got := distance([]rune(c.a), []rune(c.b), 9); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if got := distance([]rune("aaaaaaaa"), []rune("bbbbbbbb"), 2); got <= 2 {
		t.Errorf("a distance beyond the limit is %d", got)
	}
}
