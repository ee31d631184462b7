package content

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestSettings(t *testing.T) {
	s := loadSite(t, map[string]string{"content/site.yaml": `title: Công đoàn: Viên chức
base_url: https://example.org/news/
description: Tin hoạt động
short_title: CĐVC
language: en
timezone: Asia/Tokyo
organization:
  name: Công đoàn Viên chức
  email: vanthu@congdoan.example
  logo: /logo.svg
social: {facebook: https://facebook.example/cdvc}
permalink: /{year}/{month}/{day}/{slug}/
page_size: 30
menu:
  - {title: Tin, url: /tin/}
  - title: Cổng: tỉnh
    url: https://tinh.example/
figures: [posts, luot-nguoi, units]
share_cards: false
search: no
host: [netlify, none, apache, netlify]
budgets: {html: 300, scripts: 0}
check: {ignore: [báo.example, "https://tinh.example/tin/"]}
board: {seconds: 20, posts: 0, figures: no}
`})
	if found := problems(s); len(found) > 0 {
		t.Fatal(found)
	}
	want := &Settings{
		Title: "Công đoàn: Viên chức", BaseURL: "https://example.org/news", Host: "example.org", Path: "/news", Declared: Base{"https://example.org/news", "example.org", "/news"},
		Description: "Tin hoạt động", ShortTitle: "CĐVC", Language: "en",
		Organization: Organization{Name: "Công đoàn Viên chức", Email: "vanthu@congdoan.example", Logo: &FileRef{"static/logo.svg", "/logo.svg", Pos{10, 9}}},
		Social:       Social{Facebook: "https://facebook.example/cdvc"},
		Permalink:    "/{year}/{month}/{day}/{slug}/", PageSize: 30,
		Menu:        []MenuItem{{"Tin", "/tin/", Pos{15, 23}}, {"Cổng: tỉnh", "https://tinh.example/", Pos{17, 10}}},
		Figures:     []Name{{"posts", Pos{18, 11}}, {"luot-nguoi", Pos{18, 18}}, {"units", Pos{18, 30}}},
		UnknownKeys: "warn", Zone: s.Settings.Zone, MaxPixels: 60e6, ShareKit: 60, Bulletin: Bulletin{Months: All},
		Board:   Board{Seconds: 20, Infographics: 4, Campaigns: true, LineLength: 120},
		Hosts:   []string{"netlify", "apache"},
		Budgets: Budgets{HTML: 300 << 10, CSS: 100 << 10, Pictures: 1500 << 10},
		Check:   Check{Ignore: []Name{{"báo.example", Pos{23, 18}}, {"https://tinh.example/tin/", Pos{23, 31}}}},
	}
	if d := cmp.Diff(want, s.Settings, cmp.Comparer(func(a, b *time.Location) bool { return a == b })); d != "" {
		t.Error(d)
	}
	if got := s.Settings.Zone.String(); got != "Asia/Tokyo" {
		t.Errorf("zone %s", got)
	}
}

func TestDefaults(t *testing.T) {
	for name, src := range map[string]string{"small": plainSite, "marked": "# Cài đặt\n---\n" + plainSite, "broken": "title: [\n", "empty": ""} {
		s := loadSite(t, map[string]string{
			"content/site.yaml":  src,
			"content/posts/a.md": "---\ntitle: T\ndate: 27/5/2021\ntopic: t\n---\n",
		})
		v := s.Settings
		if v.Language != "vi" || v.Zone.String() != "Asia/Ho_Chi_Minh" || v.Permalink != "/{year}/{month}/{slug}/" || v.PageSize != 20 ||
			!v.ShareCards || !v.Search || v.Menu != nil || v.UnknownKeys != "warn" || v.BaseURL == "" {
			t.Errorf("%s: %+v", name, v)
		}
		if len(s.Vocabulary.Kinds) < 15 {
			t.Errorf("%s: %d kinds", name, len(s.Vocabulary.Kinds))
		}
		if !slices.Contains(problems(s), "1:1 unit-missing") {
			t.Errorf("%s: the post was not checked: %v", name, problems(s))
		}
	}
}

func TestBaseURL(t *testing.T) {
	site := fstest.MapFS{SiteFile: {Data: []byte(plainSite)}}
	for text, want := range map[string]string{
		"https://a.example":      "https://a.example",
		"http://a.example:8080/": "http://a.example:8080",
		"https://a.example/b/c/": "https://a.example/b/c",
	} {
		s, err := Load(site, Options{BaseURL: text})
		if err != nil || s.Settings.BaseURL != want || s.Problems.Len() > 0 {
			t.Errorf("%s: %v, %v, %v", text, s.Settings.BaseURL, err, problems(s))
		}
	}
	for _, text := range []string{"a.example", "ftp://a.example", "https://", "https://a.example/?b", "https://a.example/#", "https://a.example//b", "https://a b.example", "https://u:p@a.example"} {
		if s, err := Load(site, Options{BaseURL: text}); err == nil {
			t.Errorf("%s is taken as %s", text, s.Settings.BaseURL)
		}
	}
}

// entriesSite has every kind of file, also those to be left alone.
func entriesSite() map[string]string {
	return map[string]string{
		"content/site.yaml": plainSite,
		"content/units/thu-vien.md": `---
title: CĐCS Thư viện tỉnh
order: 3
short: Thư viện
aliases: [thu-vien-tinh, "Thư viện: tỉnh"]
from: 1/1/2015
to: 31/12/2020
successor: trung-tam-van-hoa
members: 1.024
contact: {address: 12 Trần Phú, phone: 0235 3852 000, email: thuvien@tinh.example}
cover: anh/thu-vien.jpg
---
Giới thiệu.
`,
		"content/campaigns/bau-cu.md": `---
title: Bầu cử
from: 2021-04-01
phases:
  - title: Đợt 1
    from: 1/4/2021
    to: 30/4/2021
    text: |
      Dòng một
      dòng hai
basis:
  - title: Hướng dẫn
    file: huong-dan.pdf
  - {title: Kế hoạch, url: "https://tinh.example/kh"}
  - Nghị quyết: số 8
target: {metric: luot-nguoi, total: 10.000, units: {thu-vien: 500, so-noi-vu: 1 200}}
---
`,
		"content/topics/hoc-tap.md":         "---\ntitle: Học tập\n---\n",
		"content/pages/gioi-thieu.md":       "---\ntitle: Giới thiệu\n---\n",
		"content/pages/lien-he/index.md":    "---\ntitle: Liên hệ\ncover: a.jpg\n---\n",
		"content/posts/2021/a/index.md":     "---\ntitle: A\ndate: 1/1/2021\ntopic: t\nunit: u\n---\n",
		"content/posts/2021/a/them.md":      "---\ntitle: B\ndate: 1/1/2021\ntopic: t\nunit: u\n---\n",
		"content/posts/2021/a/anh/mot.jpg":  "xxx",
		"static/tai-lieu/a.pdf":             "12345",
		"static/.well-known/security.txt":   "a",
		"content/posts/.DS_Store":           "a",
		"content/posts/2021/a/index.md~":    "a",
		"content/posts/2021/a/~$van-ban.md": "a",
		"content/posts/2021/Thumbs.db":      "a",
	}
}

func TestEntries(t *testing.T) {
	s := loadSite(t, entriesSite())
	if found := problems(s); len(found) > 0 {
		t.Fatal(found)
	}
	u := s.Units[0]
	if u.ID != "thu-vien" || u.Order != 3 || u.Members != 1024 || u.To.Day() != 31 || u.Successor.Text != "trung-tam-van-hoa" ||
		u.Contact.Phone != "0235 3852 000" || u.Aliases[1].Text != "Thư viện: tỉnh" || u.Cover.File.Path != "content/units/anh/thu-vien.jpg" || u.Body.Lead != "Giới thiệu." {
		t.Errorf("%+v", u)
	}
	c := s.Campaigns[0]
	if !c.To.IsZero() || c.Phases[0].Text != "Dòng một\ndòng hai" || c.Basis[0].File.Path != "content/campaigns/huong-dan.pdf" ||
		c.Basis[1].URL != "https://tinh.example/kh" || c.Basis[2].Title != "Nghị quyết: số 8" ||
		c.Target.Total != 10000 || c.Target.Units[1].N != 1200 || c.Target.Units[1].Unit.Text != "so-noi-vu" {
		t.Errorf("%+v, %+v", c, c.Target)
	}
	if s.Pages[1].ID != "lien-he" || s.Pages[1].Cover.File.Path != "content/pages/lien-he/a.jpg" || len(s.Topics) != 1 || len(s.Posts) != 2 {
		t.Errorf("%+v", s)
	}
	want := map[string]File{"content/posts/2021/a/anh/mot.jpg": {3}, "static/tai-lieu/a.pdf": {5}, "static/.well-known/security.txt": {1}}
	if d := cmp.Diff(want, s.Files); d != "" {
		t.Error(d)
	}
}

// TestDecomposedNames reads files whose names come from macOS.
func TestDecomposedNames(t *testing.T) {
	file := "content/posts/Hội nghị/học-bác.md"
	s := loadSite(t, map[string]string{
		"content/site.yaml":   plainSite,
		norm.NFD.String(file): norm.NFD.String("---\ntitle: Học Bác\ndate: 1/1/2021\ntopic: t\nunit: u\ncover: ảnh.jpg\ncover_alt: Đọc sách\n---\n"),
		norm.NFD.String("content/posts/Hội nghị/ảnh.jpg"): "x",
	})
	if found := problems(s); len(found) > 0 {
		t.Fatal(found)
	}
	p := s.Posts[0]
	if p.File != file || p.Title != "Học Bác" {
		t.Errorf("%+v", p)
	}
	if _, ok := s.Files[p.Cover.File.Path]; !ok {
		t.Errorf("%q is not in %v", p.Cover.File.Path, s.Files)
	}
	both := loadSite(t, map[string]string{"content/site.yaml": plainSite, file: "a", norm.NFD.String(file): "b"})
	if !slices.Contains(problems(both), "0:0 path-clash") || len(both.Posts) != 1 {
		t.Errorf("%v", problems(both))
	}
}

// TestUnreadable wants failures of the disk to be errors that name the file.
func TestUnreadable(t *testing.T) {
	for _, name := range []string{".", "content", "content/posts/a.md"} {
		_, err := Load(brokenFS{fstest.MapFS{SiteFile: {Data: []byte(plainSite)}, "content/posts/a.md": {Data: []byte("a")}}, name}, Options{})
		if err == nil {
			t.Errorf("no error when %s cannot be read", name)
		}
	}
	if s, err := Load(fstest.MapFS{}, Options{}); err != nil || problems(s)[0] != "0:0 site-missing" {
		t.Errorf("an empty folder: %v", err)
	}
}

// brokenFS cannot open one name.
type brokenFS struct {
	fstest.MapFS
	name string
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

func (b brokenFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == b.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.ReadDir(name)
}

// TestWorkers wants the same source whatever the number of workers.
func TestWorkers(t *testing.T) {
	site := benchSite(50)
	site["content/posts/2021/01/bad.md"] = &fstest.MapFile{Data: []byte("---\nfoo: 1\n---\n")}
	one, err := Load(site, Options{Workers: 1, Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	many, err := Load(site, Options{Workers: 7, Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(one.Posts, many.Posts); d != "" || !slices.Equal(problems(one), problems(many)) {
		t.Error(d)
	}
}

// TestVocabulary wants the embedded vocabulary to be sound, and that of a site to replace it.
func TestVocabulary(t *testing.T) {
	s := loadSite(t, map[string]string{"content/site.yaml": plainSite, "content/activities.yaml": string(defaultVocabulary)})
	if found := problems(s); len(found) > 0 {
		t.Fatal(found)
	}
	v := s.Vocabulary
	if len(v.Kinds) != 17 || len(v.Groups) != 9 || len(v.Common) != 4 {
		t.Errorf("%d kinds, %d groups", len(v.Kinds), len(v.Groups))
	}
	if v.Groups[7].Title != "Văn hóa, thể thao" {
		t.Errorf("%+v", v.Groups[7])
	}
	i := slices.IndexFunc(v.Metrics, func(m MetricDef) bool { return m.ID == "facebook" })
	if m := v.Metrics[i]; !m.SelfDeclared || m.Label != "bài" || m.Unit != "bài" {
		t.Errorf("%+v", m)
	}
	s = loadSite(t, map[string]string{"content/site.yaml": plainSite, "content/activities.yaml": "kinds: [{id: a, title: A}]\nmetrics: [{id: b, title: B: C, unit: b, label: d}]\n"})
	if found := problems(s); len(found) > 0 {
		t.Fatal(found)
	}
	if v := s.Vocabulary; len(v.Kinds) != 1 || v.Metrics[0].Title != "B: C" || v.Metrics[0].Label != "d" {
		t.Errorf("%+v", v)
	}
}

func TestResolve(t *testing.T) {
	for text, want := range map[string]string{
		"a.jpg":             "content/posts/2021/a.jpg",
		"./anh/a.jpg":       "content/posts/2021/anh/a.jpg",
		"../a.jpg":          "content/posts/a.jpg",
		"../../a.jpg":       "content/a.jpg",
		"../../../a.jpg":    "path-outside",
		"/a.jpg":            "static/a.jpg",
		"/a/../b.jpg":       "static/b.jpg",
		"/../content/a.jpg": "path-outside",
		"anh\\a.jpg":        "path-backslash",
		"C:\\a.jpg":         "path-absolute",
		"d:/a.jpg":          "path-absolute",
		"\\\\may\\a.jpg":    "path-absolute",
		"file:///a.jpg":     "path-absolute",
		"~/a.jpg":           "path-absolute",
		"/Users/an/a.jpg":   "path-absolute",
		"https://a/b.jpg":   "file-not-address",
		"//a/b.jpg":         "file-not-address",
	} {
		got, code := resolve("content/posts/2021", text)
		if got+code != want {
			t.Errorf("%s: %q %s, want %s", text, got, code, want)
		}
	}
}

// TestUnusableNames wants names that no address can have told, not passed on.
func TestUnusableNames(t *testing.T) {
	s := loadSite(t, map[string]string{
		SiteFile:                     plainSite,
		"content/topics/a\u202eb.md": "---\ntitle: A\n---\n",
		"content/pages/\\.md":        "---\ntitle: B\n---\n",
	})
	if got := problems(s); !slices.Equal(got, []string{"0:0 bad-id", "0:0 windows-name", "0:0 bad-id"}) {
		t.Errorf("%v", got)
	}
	if s.Topics[0].ID != "a-b" && s.Topics[0].ID != "ab" || s.Pages[0].ID != "x" {
		t.Errorf("topic %q, page %q", s.Topics[0].ID, s.Pages[0].ID)
	}
	s = loadSite(t, map[string]string{
		SiteFile:              plainSite,
		"content/topics/a.md": "---\ntitle: A\naliases: [Tên cũ, cu, /cu/, " + strings.Repeat("x", 300) + ", /a%00/]\n---\n",
	})
	if got := problems(s); !slices.Equal(got, []string{"3:29 bad-alias", "3:331 bad-alias"}) || len(s.Topics[0].Aliases) != 3 {
		t.Errorf("%v, %v", got, s.Topics[0].Aliases)
	}
	// Not UTF-8. fs.WalkDir of a MapFS would not go there.
	l := &listing{others: make(map[string]File), seen: make(map[string]string)}
	if err := l.visit("content/posts/a\xff.md", fs.FileInfoToDirEntry(nameOnly("a\xff.md"))); err != nil {
		t.Fatal(err)
	}
	if len(l.pages) != 0 || len(l.problems) != 1 || l.problems[0].Code != "file-name" {
		t.Errorf("%v, %v", l.pages, l.problems)
	}
}

// nameOnly is a regular file with a name.
type nameOnly string

func (n nameOnly) Name() string     { return string(n) }
func (nameOnly) Size() int64        { return 0 }
func (nameOnly) Mode() fs.FileMode  { return 0 }
func (nameOnly) ModTime() time.Time { return time.Time{} }
func (nameOnly) IsDir() bool        { return false }
func (nameOnly) Sys() any           { return nil }
