package official

import (
	"slices"
	"strings"
	"testing"

	"bantin/internal/lang"
	"bantin/internal/report"
	"bantin/internal/site"
)

// said gives all words of a view's sections, one block a line.
func said(v *View) string {
	var b strings.Builder
	for _, s := range v.Sections {
		b.WriteString(s.Number + ". " + s.Title + "\n")
		for _, k := range s.Blocks {
			switch {
			case k.Fill:
				b.WriteString("…\n")
			case k.Model != nil:
				b.WriteString(k.Model.Title + " (" + k.Model.By + "): " + k.Model.Summary + "\n")
			case k.List != nil:
				b.WriteString("- " + strings.Join(k.List, "\n- ") + "\n")
			default:
				b.WriteString(k.Part + k.Group + k.Text + k.Note + string(k.Written) + "\n")
			}
		}
	}
	return plainSpaces(b.String() + v.Closing + "\n")
}

// plainSpaces makes the spaces that keep a number with its word like all others.
func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestWording(t *testing.T) {
	one := func(kind string) map[string]string {
		return map[string]string{"content/posts/a.md": head("Một", "4/5/2021", "thu-vien", "activities: ["+kind+"]\n")}
	}
	for name, c := range map[string]struct {
		files       map[string]string
		has, hasNot []string
	}{
		"nothing": {nil, []string{
			"Trong kỳ báo cáo chưa có số liệu.", "Trong kỳ báo cáo chưa có đơn vị nào tổ chức hoạt động hoặc có tin, bài.",
			"Trên Bản tin chưa có bài đăng nào thuộc phạm vi báo cáo.", "IV. Mô hình hay, điển hình\n…\n", "V. Phương hướng, kiến nghị\n…\n",
		}, []string{"1. Tuyên truyền", "0"}},
		"one": {one("{kind: hoi-nghi, luot-nguoi: 1}"), []string{
			"Trong kỳ báo cáo đã triển khai 01 hoạt động và đăng 01 tin, bài.", "Đã tổ chức 01 hội nghị, với 01 lượt người tham dự.", "Trên Bản tin đã đăng 01 tin.",
			"Trong kỳ báo cáo có 01/04 đơn vị tổ chức hoạt động hoặc có tin, bài.",
		}, []string{", gồm", "phối hợp"}},
		"no numbers":          {one("{kind: hoi-nghi}"), []string{"Đã tổ chức 01 hội nghị.\n"}, []string{"với"}},
		"zero is said":        {one("{kind: hoi-nghi, luot-nguoi: 0}"), []string{"với 0 lượt người tham dự."}, nil},
		"many":                {one("{kind: hoi-nghi, luot-nguoi: 1250, bang-ron: 12}"), []string{"với 1.250 lượt người tham dự, 12 băng rôn."}, nil},
		"held oftener":        {one("{kind: tap-huan, so-cuoc: 3}"), []string{"01 hoạt động tập huấn (03 lớp)."}, nil},
		"part before a whole": {one("{kind: hoi-nghi, luot-nu: 5}"), []string{"với 05 lượt nữ."}, []string{"trong đó"}},
		"posts without activities": {map[string]string{"content/posts/a.md": head("Một", "4/5/2021", "thu-vien", "")}, []string{
			"Trong kỳ báo cáo đã đăng 01 tin, bài, chưa ghi nhận hoạt động nào.", "1. Trên cổng thông tin điện tử, mạng xã hội",
		}, []string{"2. "}},
		"an activity of another period's post": {map[string]string{
			"content/posts/a.md": head("Một", "4/5/2020", "thu-vien", "activities: [{kind: hoi-nghi, date: 3/1/2021}]\n"),
		}, []string{"Trong kỳ báo cáo đã triển khai 01 hoạt động, chưa có tin, bài nào."}, []string{"Trên cổng"}},
		"several kinds of a group": {one("{kind: tham-hoi, so-tien: 1000000}, {kind: hoc-bong, so-tien: 2000000, suat: 4}"), []string{
			"Đã tổ chức 02 hoạt động, với số tiền 3.000.000 đồng, gồm:\n- 01 hoạt động thăm hỏi, tặng quà, với số tiền 1.000.000 đồng;\n" +
				"- 01 hoạt động trao học bổng, với 04 suất học bổng, số tiền 2.000.000 đồng.",
		}, nil},
		"several groups of a part": {one("{kind: the-thao, doi: 8}, {kind: khac}"), []string{
			"2. Chăm lo đoàn viên, hoạt động khác\na) Văn hóa, thể thao\nĐã tổ chức 01 hoạt động thể thao, với 08 đội.\nb) Hoạt động khác\nĐã tổ chức 01 hoạt động khác.",
		}, nil},
		"photos": {map[string]string{
			"content/posts/a.md":  head("Ảnh", "4/5/2021", "thu-vien", "form: hinh-anh\nimages: [{file: x.jpg, alt: a}, {file: x.jpg, alt: b}]\n"),
			"content/posts/b.md":  head("Tin", "4/5/2021", "thu-vien", ""),
			"content/posts/x.jpg": "x",
		}, []string{"đã đăng 02 tin, bài, gồm: 01 tin, 01 album ảnh (02 ảnh)."}, nil},
		"only repeated numbers": {one("{kind: hoi-nghi, luot-nguoi: 7, aggregate: true}"), []string{"Trong kỳ báo cáo đã đăng 01 tin, bài, chưa ghi nhận hoạt động nào."}, []string{"7 lượt"}},
		"a site's own words": {map[string]string{
			"content/activities.yaml": "kinds:\n  - {id: sum-vay, title: Tết sum vầy, group: tet}\n  - {id: hoi-nghi, title: Hội nghị, hội thảo, group: mieng}\n  - {id: le, title: Lẻ}\n" +
				"groups:\n  - {id: tet, title: Chăm lo Tết}\n  - {id: mieng, title: Miệng}\nmetrics:\n  - {id: ban, title: Bàn, unit: bàn}\n  - {id: ve, title: Vé tàu, unit: vé, label: vé tàu}\n",
			"content/campaigns/dot.md": "",
			"content/posts/a.md":       head("Một", "4/5/2021", "thu-vien", "activities: [{kind: sum-vay, ban: 12, ve: 3}, {kind: hoi-nghi}, {kind: le}]\n"),
		}, []string{
			"Đã tổ chức 01 hoạt động “Hội nghị, hội thảo”.", "a) Chăm lo Tết\nĐã tổ chức 01 hoạt động “Tết sum vầy”, với Bàn: 12 bàn, 03 vé tàu.",
			"b) Hoạt động khác\nĐã tổ chức 01 hoạt động “Lẻ”.",
		}, nil},
		"an English site": {map[string]string{
			"content/site.yaml":  "title: News\nbase_url: https://union.example/\nlanguage: en\norganization: {name: Union of Civil Servants, place: Hue}\n",
			"content/posts/a.md": head("One", "4/5/2021", "thu-vien", "activities: [{kind: hoi-nghi, luot-nguoi: 1250}]\n"),
		}, []string{"I. How the work was carried out", "The period saw 1 activity and 1 post.", "The work included 1 conference, with 1,250 attendances.",
			"Units with an activity or a post in the period: 1 of 4.", "This concludes the report on the results of activities in 2021, by Union of Civil Servants.\n"}, []string{"01 "}},
	} {
		s := load(t, c.files)
		got := said(view(s, year(s), ""))
		for _, want := range c.has {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is not in\n%s", name, want, got)
			}
		}
		for _, not := range c.hasNot {
			if before, _, _ := strings.Cut(got, "III."); strings.Contains(strings.ReplaceAll(before, "2021", ""), not) && not != "" {
				t.Errorf("%s: %q is in\n%s", name, not, before)
			}
		}
	}
}

func TestCampaign(t *testing.T) {
	s := load(t, filled)
	f := site.Filter{Campaign: s.Campaigns[0]}
	v := view(s, f, "")
	got := said(v)
	for _, want := range []string{
		"Đợt “Sau ‘đại hội’” được triển khai từ ngày 01/05/2021 đến ngày 31/08/2021, gồm 01 giai đoạn:\n- Mở đầu (01–31/05/2021).",
		"Căn cứ triển khai:\n- Hướng dẫn số 08/HD-LĐLĐ.", "Số 21/HD-CĐVC: Hướng dẫn tuyên truyền (đăng ngày 02/05/2021).",
		"Chỉ tiêu “Lượt người tham dự” của đợt: đạt 1.360/600 lượt người, bằng 226,6%. Có 02/02 đơn vị được giao chỉ tiêu đã đạt.",
		"1. Học tập ở Sở (CĐCS Sở Y tế): Gọn và đúng giờ.", "Trên đây là báo cáo kết quả đợt “Sau ‘đại hội’” của Công đoàn Viên chức tỉnh./.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	table := v.Appendices[0]
	titles := make([]string, len(table.Columns))
	width, share := 0.0, 0.0
	for i, c := range table.Columns {
		titles[i] = c.Title
		width += c.Width
		share += c.Share
	}
	if !slices.Equal(titles[5:8], []string{"Lượt người tham dự", "Chỉ tiêu", "Tỷ lệ"}) || !table.Across ||
		width < acrossWidth-.01 || width > acrossWidth+.01 || share < 99.9 || share > 100.1 {
		t.Errorf("columns %q, %v mm, %v%%", titles, width, share)
	}
	if row := table.Rows[1]; row[5] != "1.310" || row[6] != "200" || row[7] != "655%" {
		t.Errorf("row %q", row)
	}
	if row := table.Rows[3]; row[5] != lang.Dash || row[6] != lang.Dash || row[7] != lang.Dash {
		t.Errorf("row of a unit without a target %q", row)
	}
	unit := f
	unit.Unit = s.Units[2]
	if got := said(view(s, unit, "")); !strings.Contains(got, "Chỉ tiêu “Lượt người tham dự” của đợt giao cho đơn vị: đạt 110/100 lượt người, bằng 110%.") {
		t.Errorf("a unit's own target:\n%s", got)
	}
	for name, f := range map[string]site.Filter{
		"a part of the campaign":  {Campaign: f.Campaign, From: f.Campaign.From},
		"a topic of the campaign": {Campaign: f.Campaign, Topic: s.Topics[0]},
		"a unit without a target": {Campaign: f.Campaign, Unit: s.Units[3]},
	} {
		if got := said(view(s, f, "")); strings.Contains(got, "Chỉ tiêu") {
			t.Errorf("%s is held against the target:\n%s", name, got)
		}
	}
}

func TestCampaignWithoutNumbers(t *testing.T) {
	s := load(t)
	got := said(view(s, site.Filter{Campaign: s.Campaigns[0]}, ""))
	if strings.Contains(got, "đạt 0") || strings.Contains(got, "%") {
		t.Errorf("a number that nobody gave is told:\n%s", got)
	}
	s = load(t, map[string]string{"content/posts/a.md": head("Một", "4/5/2021", "thu-vien", "campaign: dot\nactivities: [{kind: hoi-nghi}]\n")})
	got = said(view(s, site.Filter{Campaign: s.Campaigns[0]}, ""))
	if !strings.Contains(got, "Chỉ tiêu “Lượt người tham dự” của đợt là 600 lượt người; chưa có số liệu thực hiện.") {
		t.Errorf("a target without numbers:\n%s", got)
	}
}

func TestTitles(t *testing.T) {
	s := load(t, filled)
	english := load(t, filled, map[string]string{"content/site.yaml": "title: News\nbase_url: https://union.example/\nlanguage: en\n"})
	for _, c := range []struct{ from, to, vi, en string }{
		{"2021-01-01", "2021-12-31", "năm 2021", "in 2021"},
		{"2020-01-01", "2021-12-31", "từ năm 2020 đến năm 2021", "from 2020 to 2021"},
		{"2021-01-01", "2021-06-30", "6 tháng đầu năm 2021", "in the first half of 2021"},
		{"2021-07-01", "2021-12-31", "6 tháng cuối năm 2021", "in the second half of 2021"},
		{"2021-01-01", "2021-09-30", "9 tháng đầu năm 2021", "in the first nine months of 2021"},
		{"2021-04-01", "2021-06-30", "quý II/2021", "in quarter II of 2021"},
		{"2021-10-01", "2021-12-31", "quý IV/2021", "in quarter IV of 2021"},
		{"2021-02-01", "2021-02-28", "tháng 2/2021", "in February 2021"},
		{"2021-02-01", "2021-04-30", "từ ngày 01/02/2021 đến ngày 30/04/2021", "from 1 February 2021 to 30 April 2021"},
		{"2021-05-23", "2021-12-20", "từ ngày 23/05/2021 đến ngày 20/12/2021", "from 23 May 2021 to 20 December 2021"},
		{"2021-05-23", "2021-05-23", "ngày 23/05/2021", "on 23 May 2021"},
	} {
		if got := view(s, days(s, c.from, c.to), "").Title; got != "Kết quả hoạt động "+c.vi {
			t.Errorf("%s to %s: %s", c.from, c.to, got)
		}
		if got := view(english, days(english, c.from, c.to), "").Title; got != "Results of activities "+c.en {
			t.Errorf("%s to %s: %s", c.from, c.to, got)
		}
	}
	may := days(s, "2021-05-01", "2021-05-31")
	for want, f := range map[string]site.Filter{
		"Kết quả hoạt động 6 tháng đầu năm 2021":                             {},
		"Kết quả đợt “Sau ‘đại hội’”":                                        {Campaign: s.Campaigns[0]},
		"Kết quả đợt “Sau ‘đại hội’” tháng 5/2021":                           {Campaign: s.Campaigns[0], From: may.From, To: may.To},
		"Kết quả hoạt động về chủ đề “Nghị quyết” tháng 5/2021":              {Topic: s.Topics[0], From: may.From, To: may.To},
		"Kết quả hoạt động về chủ đề “Nghị quyết” trong đợt “Sau ‘đại hội’”": {Topic: s.Topics[0], Campaign: s.Campaigns[0]},
		"Kết quả hoạt động tháng 5/2021":                                     {Unit: s.Units[1], From: may.From, To: may.To},
	} {
		if got := view(s, f, "").Title; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := view(load(t), site.Filter{}, "").Title; got != "Kết quả hoạt động" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestHead(t *testing.T) {
	s := load(t, filled)
	v := view(s, year(s), "")
	if v.Above != "LIÊN ĐOÀN LAO ĐỘNG TỈNH" || v.Issuer != "CÔNG ĐOÀN VIÊN CHỨC TỈNH" || v.Number != "Số: "+gap+"/BC-CĐVC" ||
		v.Dated != "Quảng Nam, ngày "+gap+" tháng "+gap+" năm 2021" || v.Signature[0] != "TM. BAN THƯỜNG VỤ" ||
		!slices.Equal(v.Recipients, []string{"Liên đoàn Lao động tỉnh (B/c);", "Lưu: VT, Website."}) {
		t.Errorf("%+v", v)
	}
	unit := year(s)
	unit.Unit = s.Units[1]
	v = view(s, unit, "---\nnumber: 5\ndate: 1/9/2021\nto: [A, B]\nplace: Huế\ndraft: true\n---\n")
	if v.Above != "CÔNG ĐOÀN VIÊN CHỨC TỈNH" || v.Issuer != "CĐCS THƯ VIỆN TỈNH" || v.Number != "Số: 05/BC-CĐCS" || !v.Draft ||
		v.Dated != "Huế, ngày 01 tháng 9 năm 2021" || v.Signature[0] != "TM. BAN CHẤP HÀNH" || !slices.Equal(v.Recipients, []string{"Như trên;", "Lưu: VT, Website."}) {
		t.Errorf("%+v", v)
	}
	for _, a := range v.Appendices {
		if a.Kind == "units" {
			t.Error("a unit's report has a table of one unit")
		}
	}
	unit.Unit = s.Units[0] // the organization itself
	if v = view(s, unit, ""); v.Above != "LIÊN ĐOÀN LAO ĐỘNG TỈNH" || v.Signature[0] != "TM. BAN THƯỜNG VỤ" {
		t.Errorf("the organization's own posts: %q over %q", v.Above, v.Issuer)
	}
	bare := load(t, map[string]string{"content/site.yaml": "title: Bản tin\nbase_url: https://a.example/\n"})
	if v = view(bare, site.Filter{}, ""); v.Above != "" || v.Issuer != "BẢN TIN" || !strings.HasPrefix(v.Dated, "Ngày ") || !slices.Equal(v.Recipients, []string{"Lưu: VT, Website."}) {
		t.Errorf("without an organization: %+v", v)
	}
}

func TestInitials(t *testing.T) {
	c := newComposer(report.New(load(t), site.Filter{}), new(Text))
	for name, want := range map[string]string{
		"Công đoàn Viên chức tỉnh":           "CĐVC",
		"Công đoàn Viên chức tỉnh Quảng Nam": "CĐVC",
		"Liên đoàn Lao động thành phố Huế":   "LĐLĐ",
		"Bảo hiểm xã hội tỉnh":               "BHXH",
		"Tỉnh đoàn":                          "TĐ",
		"Hội Văn hóa và Nghệ thuật":          "HVHNT",
		"":                                   "",
	} {
		if got := c.initials(issuer{name: name}); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := c.initials(issuer{name: "Công đoàn cơ sở Sở Y tế", unit: true}); got != "CĐCS" {
		t.Error(got)
	}
}

// TestPhrases holds the words for the default vocabulary against it: all of it has some, and none is for nothing.
func TestPhrases(t *testing.T) {
	s := load(t)
	w := lang.For("vi").Words.Report
	for _, k := range s.Vocabulary.Kinds {
		if p := w.Kinds.For(k.ID, k.Title); p == nil {
			t.Errorf("the kind %s (%s) has no words", k.ID, k.Title)
		} else if strings.Count(p.Text, "{}") != 1 || strings.Count(p.Times, "{}") != 2 {
			t.Errorf("%s: %q, %q", p.ID, p.Text, p.Times)
		}
	}
	for _, m := range s.Vocabulary.Metrics {
		if p := w.Metrics.For(m.ID, m.Title); p == nil || strings.Count(p.Text, "{}") != 1 {
			t.Errorf("the metric %s (%s) has no words", m.ID, m.Title)
		}
	}
	if len(w.Kinds) != len(s.Vocabulary.Kinds) || len(w.Metrics) != len(s.Vocabulary.Metrics) {
		t.Errorf("%d kinds have %d phrases, %d metrics %d", len(s.Vocabulary.Kinds), len(w.Kinds), len(s.Vocabulary.Metrics), len(w.Metrics))
	}
}

// TestLongNames wants room for everything: tables as wide as the page, whatever is in them.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("Trung tâm Kỹ thuật Tiêu chuẩn Đo lường ", 6)
	s := load(t, map[string]string{
		"content/units/y-te.md": "---\ntitle: CĐCS " + long + "\n---\n",
		"content/posts/a.md": head(long, "4/5/2021", "y-te", "activities: [{kind: hoi-nghi, so-tien: 999999999999999, luot-nguoi: 999999999999999, "+
			"pa-no: 999999999999999, suat: 999999999999999, doi: 1, tiet-muc: 1, cau-hoi: 1}]\n"),
	})
	for _, a := range view(s, year(s), "").Appendices {
		sum := 0.0
		for _, c := range a.Columns {
			sum += c.Width
		}
		page := float64(pageWidth)
		if a.Across {
			page = acrossWidth
		}
		if sum < page-.01 || sum > page+.01 || a.Columns[1].Width < 20 || a.Across != (a.Kind == "units") {
			t.Errorf("%s: %v mm in %+v", a.Title, sum, a.Columns)
		}
	}
}

func TestYearOfReport(t *testing.T) {
	s := load(t, map[string]string{"content/campaigns/dot.md": "---\ntitle: Dài\nfrom: 1/5/2020\n---\n"})
	if v := view(s, site.Filter{Campaign: s.Campaigns[0]}, ""); !strings.HasSuffix(v.Dated, "2021") {
		t.Errorf("%s", v.Dated)
	}
}
