package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/site"
	"bantin/internal/viet"

	"github.com/google/go-cmp/cmp"
)

// lacking is a site of which much is missing, on 1 June 2021. Its campaign runs
// from May on; so-mua is a unit from July on, so-cu was one until 2020.
func lacking(t *testing.T) *site.Site {
	t.Helper()
	src := small()
	zone := src.Settings.Zone
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	unit := func(id string, from, to time.Time) *content.Unit {
		return &content.Unit{Meta: content.Meta{File: "content/units/" + id + ".md", ID: id, Title: "CĐCS " + id, Body: &markdown.Document{}}, Members: -1, From: from, To: to}
	}
	src.Units = []*content.Unit{
		unit("so-noi-vu", time.Time{}, time.Time{}), unit("so-y-te", time.Time{}, time.Time{}),
		unit("thu-vien", time.Time{}, time.Time{}), unit("so-mua", day(2021, 7, 1), time.Time{}), unit("so-cu", time.Time{}, day(2020, 12, 31)),
	}
	src.Campaigns[0].From, src.Campaigns[0].To = day(2021, 5, 1), day(2021, 12, 31)
	src.Campaigns = append(src.Campaigns, &content.Campaign{Meta: content.Meta{File: "content/campaigns/tet.md", ID: "tet", Title: "Tết", Body: &markdown.Document{}}, From: day(2022, 1, 1), To: day(2022, 2, 1)})
	post := func(slug string, m time.Month, d int, unit, campaign string, form content.Form, activities ...content.Activity) *content.Post {
		p := &content.Post{
			File: "content/posts/" + slug + ".md", Dir: "content/posts", Title: "Bài " + slug, Slug: slug, Form: form,
			Date:   viet.Moment{Time: time.Date(2021, m, d, 8, 0, 0, 0, zone)},
			Topics: []content.Name{{Text: "phap-luat"}}, Units: []content.Name{{Text: unit}}, Body: &markdown.Document{}, Activities: activities,
		}
		p.Campaign.Text = campaign
		return p
	}
	meeting := content.Activity{Kind: content.Name{Text: "hoi-nghi"}}
	counted, zero, repeated, joint := meeting, meeting, meeting, meeting
	counted.Metrics = []content.Metric{{ID: "luot-nguoi", N: 86}}
	zero.Metrics = []content.Metric{{ID: "luot-nguoi", N: 0}}
	repeated.Aggregate = true
	joint.Units = []content.Name{{Text: "so-y-te"}, {Text: "so-noi-vu"}}
	src.Posts = []*content.Post{
		post("du", 5, 3, "so-noi-vu", "bau-cu", content.News, counted),
		post("khong", 5, 4, "so-noi-vu", "bau-cu", content.News, zero), // zero is a number
		post("lap", 5, 5, "so-noi-vu", "bau-cu", content.News, repeated),
		post("thieu", 5, 6, "so-noi-vu", "bau-cu", content.News, meeting),
		post("chung", 5, 7, "so-noi-vu", "", content.News, joint),
		post("im", 5, 8, "so-noi-vu", "bau-cu", content.VideoForm),
		post("van-ban", 5, 9, "so-noi-vu", "bau-cu", content.Document),
		post("ngoai-dot", 5, 10, "thu-vien", "", content.News),
	}
	s, problems := site.New(src, site.Options{Now: day(2021, 6, 1)})
	for _, d := range problems.All() {
		t.Fatalf("the sample has a problem: %s %s %q", d.File, d.Code, d.Args)
	}
	return s
}

func TestFindMissing(t *testing.T) {
	s := lacking(t)
	day := func(m time.Month, d int) time.Time { return time.Date(2021, m, d, 0, 0, 0, 0, s.Now.Location()) }
	find := func(id string) *site.Unit {
		for _, u := range s.Units {
			if u.ID == id {
				return u
			}
		}
		return nil
	}
	campaign := func(id string) *site.Campaign {
		for _, c := range s.Campaigns {
			if c.ID == id {
				return c
			}
		}
		return nil
	}
	for _, test := range []struct {
		name   string
		filter site.Filter
		want   string
	}{
		{"everything", site.Filter{}, "chung thieu | im | "},
		{"a year with a unit to come", site.Filter{From: day(1, 1), To: day(12, 31)}, "chung thieu | im | "},
		{"the time before", site.Filter{From: day(1, 1), To: day(4, 30)}, " |  | so-noi-vu so-y-te thu-vien"},
		{"a campaign: a post is no report", site.Filter{Campaign: campaign("bau-cu")}, "thieu | im | so-y-te thu-vien"},
		{"a campaign to come: nobody owes anything yet", site.Filter{Campaign: campaign("tet")}, " |  | "},
		{"a unit", site.Filter{Unit: find("so-y-te")}, "chung |  | "},
		{"a unit that is to come", site.Filter{Unit: find("so-mua")}, " |  | "},
		{"a unit that has ended", site.Filter{Unit: find("so-cu"), From: day(1, 1), To: day(12, 31)}, " |  | "},
		{"a unit of a campaign", site.Filter{Unit: find("thu-vien"), Campaign: campaign("bau-cu")}, " |  | thu-vien"},
		{"days", site.Filter{From: day(5, 7), To: day(5, 7)}, "chung |  | thu-vien"},
	} {
		m := FindMissing(s, test.filter)
		var numberless, silent, units []string
		for _, a := range m.Numberless {
			numberless = append(numberless, a.Posts[0].Slug)
		}
		for _, p := range m.Silent {
			silent = append(silent, p.Slug)
		}
		for _, u := range m.Units {
			units = append(units, u.ID)
		}
		got := strings.Join(numberless, " ") + " | " + strings.Join(silent, " ") + " | " + strings.Join(units, " ")
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if m.Len() != len(numberless)+len(silent)+len(units) {
			t.Errorf("%s: the length is %d", test.name, m.Len())
		}
	}
}

// threeDays is what is missing of three days, with a hostile title.
func threeDays(t *testing.T) *Missing {
	t.Helper()
	s := lacking(t)
	m := FindMissing(s, site.Filter{From: time.Date(2021, 5, 6, 0, 0, 0, 0, s.Now.Location()), To: time.Date(2021, 5, 8, 0, 0, 0, 0, s.Now.Location())})
	m.Silent[0].Post.Title = "=im\x1b[31m\nlặng"
	return m
}

func TestMissingInText(t *testing.T) {
	m, words := threeDays(t), lang.For("vi")
	var b bytes.Buffer
	m.Text(&b, words)
	const inText = `Cần bổ sung cho báo cáo: 06/05/2021–08/05/2021

Hoạt động chưa có số liệu (2)
  CĐCS so-noi-vu
    06/05/2021  Hội nghị: Bài thieu  content/posts/thieu.md
  CĐCS so-y-te
    07/05/2021  Hội nghị: Bài chung  content/posts/chung.md

Tin bài của đợt chưa ghi hoạt động nào (1)
  CĐCS so-noi-vu
    08/05/2021  =im<U+001B>[31m lặng  content/posts/im.md

Đơn vị chưa có hoạt động, tin bài nào (1)
  CĐCS thu-vien  content/units/thu-vien.md
`
	if diff := cmp.Diff(inText, b.String()); diff != "" {
		t.Errorf("text (-want +got)\n%s", diff)
	}
	b.Reset()
	m.JSON(&b)
	const inJSON = `{"from": "2021-05-06", "to": "2021-05-08", "campaign": null, "unit": null,
 "activities_without_numbers": [
  {"units": ["so-y-te", "so-noi-vu"], "kind": "hoi-nghi", "date": "2021-05-07", "title": "Bài chung", "file": "content/posts/chung.md"},
  {"units": ["so-noi-vu"], "kind": "hoi-nghi", "date": "2021-05-06", "title": "Bài thieu", "file": "content/posts/thieu.md"}],
 "posts_without_activity": [
  {"units": ["so-noi-vu"], "date": "2021-05-08", "title": "=im\u001b[31m\nlặng", "file": "content/posts/im.md"}],
 "units_without_report": [
  {"unit": "thu-vien", "title": "CĐCS thu-vien", "file": "content/units/thu-vien.md"}]}
`
	if diff := cmp.Diff(inJSON, b.String()); diff != "" || !json.Valid(b.Bytes()) {
		t.Errorf("JSON (-want +got)\n%s", diff)
	}
}

func TestMissingInTables(t *testing.T) {
	m, words := threeDays(t), lang.For("vi")
	var b bytes.Buffer
	m.CSV(&b, words)
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"what", "unit", "title", "date", "file"},
		{"Hoạt động chưa có số liệu", "CĐCS so-y-te; CĐCS so-noi-vu", "Bài chung", "2021-05-07", "content/posts/chung.md"},
		{"Hoạt động chưa có số liệu", "CĐCS so-noi-vu", "Bài thieu", "2021-05-06", "content/posts/thieu.md"},
		{"Tin bài của đợt chưa ghi hoạt động nào", "CĐCS so-noi-vu", "'=im [31m lặng", "2021-05-08", "content/posts/im.md"},
		{"Đơn vị chưa có hoạt động, tin bài nào", "CĐCS thu-vien", "CĐCS thu-vien", "", "content/units/thu-vien.md"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("CSV (-want +got)\n%s", diff)
	}
	b.Reset()
	if err := m.XLSX(&b, words); err != nil {
		t.Fatal(err)
	}
	sheets, list := readBook(t, b.Bytes())
	want = [][]string{
		{"Cần bổ sung", "Đơn vị", "Ngày", "Tin bài", "Liên kết", "Tệp"},
		{"Hoạt động chưa có số liệu", "CĐCS so-y-te; CĐCS so-noi-vu", "44323", "Bài chung", m.site.Abs("/2021/05/chung/"), "content/posts/chung.md"},
		{"Hoạt động chưa có số liệu", "CĐCS so-noi-vu", "44322", "Bài thieu", m.site.Abs("/2021/05/thieu/"), "content/posts/thieu.md"},
		{"Tin bài của đợt chưa ghi hoạt động nào", "CĐCS so-noi-vu", "44324", "=im[31m\nlặng", m.site.Abs("/2021/05/im/"), "content/posts/im.md"},
		{"Đơn vị chưa có hoạt động, tin bài nào", "CĐCS thu-vien", "", "", m.site.Abs("/don-vi/thu-vien/"), "content/units/thu-vien.md"},
	}
	if diff := cmp.Diff(want, sheets[0]); diff != "" || list[0] != "Cần bổ sung" {
		t.Errorf("workbook %q (-want +got)\n%s", list, diff)
	}
}

// TestMissingOfACampaign wants the list to say whose it is, and what a campaign asks of units.
func TestMissingOfACampaign(t *testing.T) {
	s := lacking(t)
	var b bytes.Buffer
	FindMissing(s, site.Filter{Campaign: s.Campaigns[0]}).Text(&b, lang.For("vi"))
	if got := b.String(); !strings.HasPrefix(got, "Cần bổ sung cho báo cáo: "+s.Campaigns[0].Title+", 01/05/2021–31/12/2021\n\n") ||
		!strings.Contains(got, "\nĐơn vị chưa có hoạt động nào trong đợt (2)\n") {
		t.Error(got)
	}
}

func TestNothingMissing(t *testing.T) {
	var text, table, object, book bytes.Buffer
	m := new(Missing)
	m.Text(&text, lang.For("vi"))
	m.CSV(&table, lang.For("vi"))
	m.JSON(&object)
	if err := m.XLSX(&book, lang.For("en")); err != nil {
		t.Fatal(err)
	}
	if text.String() != "Không thiếu gì.\n" || table.String() != "\ufeffwhat;unit;title;date;file\r\n" || !json.Valid(object.Bytes()) {
		t.Errorf("text %q, CSV %q, JSON %s", text.String(), table.String(), object.String())
	}
	if sheets, _ := readBook(t, book.Bytes()); sheets[0][2][0] != "Nothing is missing." {
		t.Errorf("the workbook says %q", sheets)
	}
}
