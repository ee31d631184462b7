package kit

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
)

// A name that no hashtag can be made of leaves the place to its short one, and to the whole one.
func TestHashtagsOfOddNames(t *testing.T) {
	m, p := maker(t, siteFile, "title: Tin\ndate: 2021-05-27\ntopic: hien-mau\nunit: y-te\ncampaign: giot-hong\n", "", false)
	topic, unit, campaign := p.Topics[0], p.Units[0], p.Campaign
	for _, tt := range []struct{ title, short, want string }{
		{"2021", "Năm 2021", "#Nam2021"}, {"Năm mới", "2021", "#NamMoi"}, {"2021", "", ""}, {"", "", ""},
		{strings.Repeat("Một tên rất dài ", 9), "Tên ngắn", "#TenNgan"}, {"Một chủ đề có tên dài hơn hẳn mọi thẻ khác", "2021", "#MotChuDeCoTenDaiHonHanMoiTheKhac"},
	} {
		topic.Title, unit.Title, campaign.Title = tt.title, tt.title, tt.title
		topic.Short, unit.Short, campaign.Short = tt.short, tt.short, tt.short
		if got, want := fmt.Sprint(m.Kit(p).Hashtags), "["+tt.want+"]"; got != want {
			t.Errorf("%q, %q: %s, want %s", tt.title, tt.short, got, want)
		}
	}
}

// No code holds an address of that length: its kit has none, and all its other parts.
func TestLongAddress(t *testing.T) {
	settings := strings.Replace(siteFile, "/tin/", "/"+strings.Repeat("t", media.MaxQR)+"/", 1)
	m, p := maker(t, settings, matter, "Lời bài.\n", true)
	tree := new(output.Tree)
	m.Add(tree)
	if len(m.Files(p)) != 2 || len(tree.Finish()) > 0 {
		t.Errorf("%d files", len(m.Files(p)))
	}
	if k := m.Kit(p); k.QR != nil || k.Square == nil || !strings.HasSuffix(k.Captions.Zalo.Short, k.URL) {
		t.Errorf("%+v", k)
	}
	for name := range strings.FieldsSeq(site.QRFile + " " + site.QRPicture) {
		if _, ok := tree.Get(p.URL[1:] + name); ok {
			t.Errorf("there is %s", name)
		}
	}
}

// A short caption gives a sentence rather than a number, and no number that the title gives.
func TestShortCaptions(t *testing.T) {
	endless := strings.Repeat("không có dấu chấm ", 20)
	for _, tt := range []struct{ title, summary, facebook, zalo string }{
		{"Ngày hội: 1.312 người", "Máu về TP. Huế.", "Ngày hội: 1.312 người\nMáu về TP. Huế.\n\n", "Ngày hội: 1.312 người\n205 đơn vị máu · 26/05/2021"},
		{"Ngày hội (1.312), 205 đơn vị máu", endless, "Ngày hội (1.312), 205 đơn vị máu\n\nhttps:", "Ngày hội (1.312), 205 đơn vị máu\n26/05/2021"},
		{"Ngày hội 11.312", endless, "Ngày hội 11.312\n1.312 lượt người tham dự\n\n", "Ngày hội 11.312\n1.312 lượt người tham dự · 26/05/2021"},
	} {
		odd := strings.NewReplacer("Ngày hội hiến máu 2021", "'"+tt.title+"'", "Ba trăm đoàn viên dự ngày hội. Máu được chuyển về TP. Huế trong ngày.", tt.summary).Replace(matter)
		m, p := maker(t, siteFile, odd, "", false)
		c := m.Kit(p).Captions
		if !strings.HasPrefix(c.Facebook.Short, tt.facebook) || !strings.HasPrefix(c.Zalo.Short, tt.zalo) {
			t.Errorf("%s:\n%s\n%s", tt.title, c.Facebook.Short, c.Zalo.Short)
		}
	}
}
