package mend

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/content"
)

// base is a site for the posts of the tests.
var base = map[string]string{
	"content/site.yaml":             "title: Công đoàn\nbase_url: https://example.org\n",
	"content/topics/phap-luat.md":   "---\ntitle: Pháp luật\naliases: [Luật]\n---\n",
	"content/topics/nghi-quyet.md":  "---\ntitle: 'Nghị quyết: học tập'\n---\n",
	"content/units/so-noi-vu.md":    "---\ntitle: CĐCS Sở Nội vụ\nshort: Sở Nội vụ\naliases: [so-cu]\n---\n",
	"content/units/thu-vien.md":     "---\ntitle: CĐCS Thư viện tỉnh\nsuccessor: Sở Nội vụ\n---\n",
	"content/campaigns/bau-cu.md":   "---\ntitle: Bầu cử\nfrom: 1/5/2021\ntarget:\n  metric: luot-nguoi\n  units: {Sở Nội vụ: 10, 'CĐCS Thư viện tỉnh': 1.250}\n---\n",
	"content/campaigns/tet-2021.md": "---\ntitle: Tết\nfrom: 2021-01-01\n---\n",
	"content/campaigns/tet-2022.md": "---\ntitle: Tết\nfrom: 2022-01-01\n---\n",
}

func folderOf(files map[string]string, more ...string) fstest.MapFS {
	m := make(fstest.MapFS)
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i < len(more); i += 2 {
		m[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return m
}

// mendPost mends one post of the base site.
func mendPost(t *testing.T, src string) (string, *Result) {
	t.Helper()
	const name = "content/posts/a.md"
	r, err := Folder(context.Background(), folderOf(base, name, src), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Changes {
		if r.Changes[i].File == name {
			return string(r.Changes[i].New), r
		}
	}
	return src, r
}

func TestPosts(t *testing.T) {
	const rest = "topic: phap-luat\nunit: so-noi-vu\n---\nChữ.\n"
	for _, c := range []struct{ name, src, want string }{
		{"dates", "---\ntitle: A\ndate: 27/5/2021 8:30 # sáng\nupdated: \"1.6.2021\"\nexpires: 2021-5-7\n" + rest,
			"---\ntitle: A\ndate: 2021-05-27 08:30 # sáng\nupdated: \"2021-06-01\"\nexpires: 2021-05-07\n" + rest},
		{"dates that stay", "---\ntitle: A\ndate: 2021-05-27T08:30:00+07:00\nupdated: 2021-05-27 08:30:00 +0700\nexpires: 5/27/2021\n" + rest, ""},
		{"zones", "---\ntitle: A\ndate: 27/5/2021 23:30 +00:00\n" + rest, "---\ntitle: A\ndate: 2021-05-27 23:30 +00:00\n" + rest},
		{"a range stays", "---\ntitle: A\ndate: 2021-05-27\nactivities:\n  - kind: hoi-nghi\n    date: 23–25/4/2021\n  - {kind: the-thao, from: 1/4/2021, to: \"2/4/2021\"}\n" + rest,
			"---\ntitle: A\ndate: 2021-05-27\nactivities:\n  - kind: hoi-nghi\n    date: 23–25/4/2021\n  - {kind: the-thao, from: 2021-04-01, to: \"2021-04-02\"}\n" + rest},
		{"names", "---\ntitle: A\ndate: 2021-05-27\ntopic: [ Luật , \"pháp  luật\"]   # hai tên\nunit:\n  - 'sở nội vụ'\n  - thu-vien\n  - CĐCS không có\ncampaign: bầu cử\nactivities:\n  - units: CĐCS Thư viện tỉnh\n    kind: Hội nghị\n---\n",
			"---\ntitle: A\ndate: 2021-05-27\ntopic: [ phap-luat , \"phap-luat\"]   # hai tên\nunit:\n  - 'so-noi-vu'\n  - thu-vien\n  - CĐCS không có\ncampaign: bau-cu\nactivities:\n  - units: thu-vien\n    kind: Hội nghị\n---\n"},
		{"a former id", "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-cu\n---\n", "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\n---\n"},
		{"two campaigns of one title", "---\ntitle: A\ndate: 2021-05-27\ncampaign: Tết\n" + rest, ""},
		{"a name with a colon", "---\ntitle: A\ndate: 2021-05-27\nunit: so-noi-vu\ntopic:\n  - Nghị quyết: học tập\n  - Khác: tên\n---\n",
			"---\ntitle: A\ndate: 2021-05-27\nunit: so-noi-vu\ntopic:\n  - nghi-quyet\n  - 'Khác: tên'\n---\n"},
		{"colons", "---\ntitle: Hội nghị: 'học' tập # ghi chú\ndate: 2021-05-27\nsummary: Một: hai\n  ba: bốn\nbasis:\n  - Số 8: nghị quyết\nimages: [{file: a.jpg, alt: Ảnh: một, hai}]\n" + rest,
			"---\ntitle: 'Hội nghị: ''học'' tập' # ghi chú\ndate: 2021-05-27\nsummary: 'Một: hai\n  ba: bốn'\nbasis:\n  - 'Số 8: nghị quyết'\nimages: [{file: a.jpg, alt: 'Ảnh: một, hai'}]\n" + rest},
		{"letters", "---\ntitle: Ðại hội\nslug: dai-hoi\ndate: 2021-05-27\nsummary: \"Hộі nghị \\u0430 và ðoàn\"\n" + rest + "**Сông** đoàn `сode` [Тrang](/а/) Москва\n",
			"---\ntitle: Đại hội\nslug: dai-hoi\ndate: 2021-05-27\nsummary: \"Hội nghị \\u0430 và đoàn\"\n" + rest + "**Công** đoàn `сode` [Trang](/а/) Москва\n"},
		{"a title that makes the address", "---\ntitle: Họс Báс\ndate: 2021-05-27\n" + rest, ""},
		{"that of an address all the same", "---\ntitle: Ðại hội\ndate: 2021-05-27\n" + rest, "---\ntitle: Đại hội\ndate: 2021-05-27\n" + rest},
		{"mathematical letters", "---\ntitle: A\ndate: 2021-05-27\n" + rest + "𝐂𝐨̂𝐧𝐠 𝐝𝐨𝐚̀𝐧 và 𝑥\n", "---\ntitle: A\ndate: 2021-05-27\n" + rest + "Công doàn và 𝑥\n"},
		{"hidden", "---\ntitle: H\u200bọc\ndate: 2021-05-27\n" + rest + "Một\u00ad hai \u200bba 👩\u200d🔧\n", "---\ntitle: Học\ndate: 2021-05-27\n" + rest + "Một hai ba 👩\u200d🔧\n"},
		{"text", "\ufeff---\r\ntitle: Ho\u0323c Ba\u0301c\r\ndate: 2021-05-27\r\ntopic: phap-luat\r\nunit: so-noi-vu\r\n---\r\nChu\u031b\u0303.", "---\ntitle: Học Bác\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\n---\nChữ.\n"},
		{"spaces", "---  \ntitle: A \t\ndate: 2021-05-27 # a \nremoved: |\n  một  \n  hai\n" + rest + "Một \nhai  \nba  \n\n```\ncode  \n```\n\n    code  \n \n- mục  \n\n> dẫn \n",
			"---\ntitle: A\ndate: 2021-05-27 # a\nremoved: |\n  một  \n  hai\n" + rest + "Một\nhai  \nba\n\n```\ncode  \n```\n\n    code  \n\n- mục\n\n> dẫn\n"},
		{"no last line", "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\n---", "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\n---\n"},
		{"addresses", "---\ntitle: A\ndate: 2021-05-27\nsource: https://example.org/сafe\nsummary: Xem www.example.org/ðoan, ðan@example.org, ðoàn\n" + rest,
			"---\ntitle: A\ndate: 2021-05-27\nsource: https://example.org/сafe\nsummary: Xem www.example.org/ðoan, ðan@example.org, đoàn\n" + rest},
		{"tabs", "---\ntitle: A\ndate:\t27/5/2021\t\ntopic:\tLuật\t# x\nunit: Sở Nội vụ \t\n---\n", "---\ntitle: A\ndate:\t2021-05-27\ntopic:\tphap-luat\t# x\nunit: so-noi-vu\n---\n"},
		{"spaces in code and HTML", "---\ntitle: A\ndate: 2021-05-27\n" + rest + strings.Repeat("```\nmã \n\t\n```\n<p>\nchữ \n</p>\n\nmột \nhai\n\n", 2000),
			"---\ntitle: A\ndate: 2021-05-27\n" + rest + strings.Repeat("```\nmã \n\t\n```\n<p>\nchữ \n</p>\n\nmột\nhai\n\n", 2000)},
		{"TOML", "+++\ntitle = \"Ðại hội: A\" # x\ndate = \"27/5/2021\"\ntopic = ['Luật']\nunit = \"Sở Nội vụ\"\n[[activities]]\nkind = \"hoi-nghi\"\nfrom = 2021-05-01\nto = '2/5/2021'\n+++\n",
			"+++\ntitle = \"Đại hội: A\" # x\ndate = \"2021-05-27\"\ntopic = ['phap-luat']\nunit = \"so-noi-vu\"\n[[activities]]\nkind = \"hoi-nghi\"\nfrom = 2021-05-01\nto = '2021-05-02'\n+++\n"},
		{"JSON", "{\"title\": \"A\", \"date\": \"27/5/2021 08:30\",\n \"topic\": [\"Luật\"], \"unit\": \"S\\u1edf N\\u1ed9i v\\u1ee5\"} \nChữ \n",
			"{\"title\": \"A\", \"date\": \"2021-05-27 08:30\",\n \"topic\": [\"phap-luat\"], \"unit\": \"S\\u1edf N\\u1ed9i v\\u1ee5\"}\nChữ\n"},
		{"extra is the site's own", "---\ntitle: A\ndate: 2021-05-27\nextra:\n  date: 27/5/2021\n  unit: Sở Nội vụ\n  list:\n    - a: b\n" + rest, ""},
		{"unreadable", "---\ntitle: \"A\ndate: 27/5/2021 \n" + rest, ""},
		{"not UTF-8", "---\ntitle: A\xff\ndate: 27/5/2021 \n" + rest, ""},
		{"without front matter", "Chữ  \r\nðoàn", ""},
		{"an anchor that others may name", "---\ntitle: A\ndate: 2021-05-27\n" + rest + "## Họс Báс\n\n[x](#ho-ba)\n", ""},
		{"a label", "---\ntitle: A\ndate: 2021-05-27\n" + rest + "[Сông đoàn]\n\n[Сông đoàn]: https://example.org/\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			if want == "" {
				want = c.src
			}
			got, _ := mendPost(t, c.src)
			if got != want {
				t.Errorf("(-want +got)\n%s", cmp.Diff(want, got))
			}
			if again, _ := mendPost(t, got); again != got {
				t.Errorf("mended twice (-once +twice)\n%s", cmp.Diff(got, again))
			}
		})
	}
}

// A file that was made to be slow is given up, in the same way every time.
func TestGivenUp(t *testing.T) {
	src := "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\n---\nmột \nhai\n\n" + strings.Repeat("`a \nb` \n\n", 2_000)
	if got, _ := mendPost(t, src); got != src {
		t.Error("changed")
	}
}

func TestCounts(t *testing.T) {
	_, r := mendPost(t, "---\ntitle: A: b\ndate: 27/5/2021\nupdated: 28/5/2021\ntopic: Luật\nunit: so-noi-vu\n---\nSаi ðoаn \n")
	for _, c := range r.Changes {
		if c.File != "content/posts/a.md" {
			continue
		}
		want := [NumKinds]int{Colons: 1, Dates: 2, Topics: 1, Letters: 3, Spaces: 1}
		if c.Counts != want {
			t.Errorf("%v, want %v", c.Counts, want)
		}
	}
	_, r = mendPost(t, "---\ntitle: Họс Báс\ndate: 2021-05-27\ntopic: x\nunit: x\n---\n")
	if len(r.Titles) != 1 || r.Unread.Len() != 0 {
		t.Errorf("titles %q, unread %v", r.Titles, r.Unread.All())
	}
	_, r = mendPost(t, "---\ntitle: \"A\n---\n")
	if r.Unread.Len() != 1 || r.Unread.All()[0].Code != "quote-open" {
		t.Errorf("unread %v", r.Unread.All())
	}
}

// Names of units may be mended: then all who name them must still find them.
func TestSites(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		only  []string
		want  map[string]string
	}{
		{"entries", nil, nil, map[string]string{
			"content/units/thu-vien.md":   "---\ntitle: CĐCS Thư viện tỉnh\nsuccessor: so-noi-vu\n---\n",
			"content/campaigns/bau-cu.md": "---\ntitle: Bầu cử\nfrom: 2021-05-01\ntarget:\n  metric: luot-nguoi\n  units: {so-noi-vu: 10, 'thu-vien': 1.250}\n---\n",
		}},
		{"a unit's own name", []string{
			"content/units/ubnd.md", "---\ntitle: CÐCS UBND\n---\n",
			"content/posts/a.md", "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: CĐCS UBND\n---\n",
			"content/posts/b.md", "---\ntitle: B\ndate: 2021-05-27\ntopic: phap-luat\nunit: CÐCS UBND\n---\n",
		}, nil, map[string]string{
			"content/units/ubnd.md": "---\ntitle: CĐCS UBND\n---\n",
			"content/posts/a.md":    "---\ntitle: A\ndate: 2021-05-27\ntopic: phap-luat\nunit: ubnd\n---\n",
			"content/posts/b.md":    "---\ntitle: B\ndate: 2021-05-27\ntopic: phap-luat\nunit: ubnd\n---\n",
		}},
		{"a name that another has", []string{
			"content/units/ubnd.md", "---\ntitle: CÐCS Sở Nội vụ\norder: 1 \n---\n",
		}, nil, map[string]string{"content/units/ubnd.md": "---\ntitle: CÐCS Sở Nội vụ\norder: 1\n---\n"}},
		{"one file only", []string{
			"content/units/ubnd.md", "---\ntitle: CÐCS UBND\ndescription: Ðơn vị \n---\n",
		}, []string{"content/units/ubnd.md"}, map[string]string{"content/units/ubnd.md": "---\ntitle: CÐCS UBND\ndescription: Đơn vị\n---\n"}},
		{"a stray file", []string{"content/README.md", "---\ndate: 27/5/2021 \n---\n", "static/a.md", "a \n"}, []string{"content/README.md"}, map[string]string{}},
		{"YAML files", []string{
			"content/site.yaml", "---\r\ntitle: Công đoàn: tin \r\nbase_url: https://example.org\r\n",
			"content/calendar.yaml", "- {date: [1/2/2021, 3/4/2022], title: Tết: vui}\n- date: 5/5/2021\n  title: Ðại hội\n  campaign: Bầu cử",
		}, []string{"content/site.yaml", "content/calendar.yaml"}, map[string]string{
			"content/site.yaml":     "---\ntitle: 'Công đoàn: tin'\nbase_url: https://example.org\n",
			"content/calendar.yaml": "- {date: [2021-02-01, 2022-04-03], title: 'Tết: vui'}\n- date: 2021-05-05\n  title: Đại hội\n  campaign: bau-cu\n",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := folderOf(base, c.files...)
			r, err := Folder(context.Background(), files, c.only)
			if err != nil {
				t.Fatal(err)
			}
			got := make(map[string]string)
			for _, change := range r.Changes {
				if _, ok := c.want[change.File]; ok || c.only != nil {
					got[change.File] = string(change.New)
				}
				files[change.File] = &fstest.MapFile{Data: change.New}
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			again, err := Folder(context.Background(), files, c.only)
			if err != nil || len(again.Changes) > 0 {
				t.Errorf("the second time %d changes, %v", len(again.Changes), err)
			}
		})
	}
}

// The site's own content means the same once it is mended.
func TestOwnContent(t *testing.T) {
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files := make(fstest.MapFS)
	err = fs.WalkDir(root.FS(), "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root.FS(), name)
		if !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".yaml") {
			data = nil
		}
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	before, err := content.Load(files, content.Options{Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Folder(context.Background(), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Changes {
		files[c.File] = &fstest.MapFile{Data: c.New}
	}
	after, err := content.Load(files, content.Options{Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Changes) == 0 || after.Problems.Len() > 0 {
		t.Fatalf("%d changes, %v", len(r.Changes), after.Problems.All())
	}
	compareSources(t, before, after)
}
