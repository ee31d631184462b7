package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"bantin/internal/content"
	"bantin/internal/site"
)

// ownSite reads the site of this repository; its pictures are not needed.
func ownSite(t *testing.T) (*site.Site, fstest.MapFS) {
	t.Helper()
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files := make(fstest.MapFS)
	err = fs.WalkDir(root.FS(), "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || content.RoleOf(name) == content.NoRole {
			return err
		}
		data, err := fs.ReadFile(root.FS(), name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return siteOf(t, files), files
}

func siteOf(t *testing.T, files fs.FS) *site.Site {
	t.Helper()
	src, err := content.Load(files, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.New(src, site.Options{Now: time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC)})
	return s
}

// compile reads a schema as a validator does, which also holds it against the schema of schemas.
func compile(t *testing.T, s *site.Site, role content.Role) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(JSON(s, role)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatalf("%s: %v", role, err)
	}
	return compiled
}

// matterOf gives the front matter of a file as an editor's YAML reader sees it.
func matterOf(t *testing.T, file string, src []byte) any {
	t.Helper()
	o, problems := content.ReadOutline(file, src, nil)
	if o == nil {
		t.Fatal(file, problems)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(content.QuoteColons(o.Text[o.Start:o.End]), &doc); err != nil {
		t.Fatal(file, err)
	}
	if len(doc.Content) == 0 {
		return map[string]any{}
	}
	return valueOf(doc.Content[0])
}

// valueOf gives a node's value by the rules of YAML 1.2, which knows no dates.
func valueOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		all := []any{}
		for _, c := range n.Content {
			all = append(all, valueOf(c))
		}
		return all
	case yaml.MappingNode:
		all := make(map[string]any)
		for i := 0; i < len(n.Content); i += 2 {
			all[n.Content[i].Value] = valueOf(n.Content[i+1])
		}
		return all
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		return json.Number(n.Value)
	}
	return n.Value
}

func TestOwnContentIsValid(t *testing.T) {
	s, files := ownSite(t)
	schemas := make(map[content.Role]*jsonschema.Schema)
	for _, role := range Roles() {
		schemas[role] = compile(t, s, role)
	}
	seen := make(map[content.Role]int)
	for name, f := range files {
		role := content.RoleOf(name)
		seen[role]++
		if err := schemas[role].Validate(matterOf(t, name, f.Data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	vocabulary, err := os.ReadFile("../content/activities.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := schemas[content.VocabularyRole].Validate(matterOf(t, "content/activities.yaml", vocabulary)); err != nil {
		t.Error(err)
	}
	for _, role := range Roles() {
		if seen[role] == 0 && role != content.VocabularyRole {
			t.Errorf("no %s", role)
		}
	}
}

// head is the front matter of a post without anything wrong.
const head = "title: A\ntopic: phap-luat\nunit: so-noi-vu\n"

func TestPosts(t *testing.T) {
	s, _ := ownSite(t)
	post := compile(t, s, content.PostRole)
	check := func(matter string) error {
		return post.Validate(matterOf(t, "content/posts/a.md", []byte("---\n"+matter+"---\n")))
	}
	for _, good := range []string{
		head,
		head + "date: 27/5/2021 08:30\nupdated: 2021-05-27T08:30:00+07:00\nexpires: 27.5.2021\npinned_until:\n",
		head + "form: Hình ảnh\nimages: [{file: A.JPG, alt: Ảnh}]\ndraft: có\ncommended: Không\n",
		head + "activities:\n  - kind: Hội nghị\n    date: 23–25/4/2021\n    luot-nguoi: 1.250\n    so-tien: 1.250.000\n    units: [so-noi-vu, CĐCS Thư viện tỉnh]\n",
		"title: 2021\ntopic: [Phap-Luat, nghi-quyet]\nunit: cđcs  SỞ nội VỤ\n",
		head + "source: Báo\nbasis: Số 8\nextra: {a: [1, {b: c}]}\ncampaign: Sau đại hội 2021\n",
		head + "source: {name: Báo, url: https://example.org/a}\nbasis: [1, 2]\nduration: 2:45\nvideo: https://youtu.be/abcdefghijk\nform: video\n",
	} {
		if err := check(good); err != nil {
			t.Errorf("%s\n%v", good, err)
		}
	}
	for what, bad := range map[string]string{
		"no title":             "topic: phap-luat\nunit: so-noi-vu\n",
		"an empty topic":       "title: A\ntopic:\nunit: so-noi-vu\n",
		"an unknown unit":      "title: A\ntopic: phap-luat\nunit: so-khong-co\n",
		"one in a list":        "title: A\ntopic: phap-luat\nunit: [so-noi-vu, so-khong-co]\n",
		"an unknown topic":     "title: A\ntopic: Phap luat\nunit: so-noi-vu\n",
		"an unknown campaign":  head + "campaign: bau-cu\n",
		"an unknown form":      head + "form: tin-tuc-nong\n",
		"an unknown key":       head + "tite: A\n",
		"a month 27":           head + "date: tháng 5\n",
		"a date in words":      head + "date: 27 tháng 5 năm 2021\n",
		"a list for text":      head + "summary: [a, b]\n",
		"text for a list":      head + "images: a.jpg\n",
		"no alt":               head + "images: [{file: a.jpg}]\n",
		"no picture":           head + "cover: a.pdf\ncover_alt: Ảnh\n",
		"no cover_alt":         head + "cover: a.jpg\n",
		"no images":            head + "form: infographic\n",
		"no video":             head + "form: Video\n",
		"maybe":                head + "draft: maybe\n",
		"a slug with accents":  head + "slug: Học Bác\n",
		"no kind":              head + "activities: [{so-cuoc: 1}]\n",
		"an unknown kind":      head + "activities: [{kind: hoi-hop}]\n",
		"an unknown metric":    head + "activities: [{kind: hoi-nghi, so-nguoi: 1}]\n",
		"text for a number":    head + "activities: [{kind: hoi-nghi, so-cuoc: hai}]\n",
		"a comma in a number":  head + "activities: [{kind: hoi-nghi, luot-nguoi: \"1,250\"}]\n",
		"less than nothing":    head + "activities: [{kind: hoi-nghi, so-cuoc: -1}]\n",
		"a map for a list":     head + "activities: {kind: hoi-nghi}\n",
		"a source without one": head + "source: {url: https://example.org/}\n",
	} {
		if check(bad) == nil {
			t.Errorf("%s is taken:\n%s", what, bad)
		}
	}
}

func TestOtherFiles(t *testing.T) {
	s, _ := ownSite(t)
	for file, all := range map[string]map[string]bool{
		"content/units/a.md": {
			"title: A\nfrom: 1/5/2001\nsuccessor: so-noi-vu\nmembers: 1.250\ncontact: {phone: 0235 3852 000}\n": true,
			"title: A\nsuccessor: không có\n":        false,
			"title: A\ncontact: {email: khong}\n":    false,
			"title: A\nmembers: nhiều\nfrom: 2001\n": false,
		},
		"content/campaigns/a.md": {
			"title: A\nfrom: 1/5/2021\nphases: [{title: Một, from: 1/5/2021}]\nbasis: [{title: B}, C]\ntarget: {metric: luot-nguoi, units: {so-noi-vu: 5, CĐCS Sở Y tế: 1.250}}\n": true,
			"title: A\n": false,
			"title: A\nfrom: 1/5/2021\ntarget: {metric: khong-co}\n":                              false,
			"title: A\nfrom: 1/5/2021\ntarget: {metric: luot-nguoi, units: {khong-co: 1}}\n":      false,
			"title: A\nfrom: 1/5/2021\ntarget: {metric: luot-nguoi, units: {so-noi-vu: nhiều}}\n": false,
		},
		"content/site.yaml": {
			"title: A\nbase_url: https://example.org\nlanguage: en\nfigures: [posts, luot-nguoi]\nmenu: [{title: B, url: /a/}]\npage_size: 20\n": true,
			"title: A\n": false,
			"title: A\nbase_url: https://example.org\nlanguage: fr\n":                    false,
			"title: A\nbase_url: https://example.org\npage_size: 0\n":                    false,
			"title: A\nbase_url: example.org\n":                                          false,
			"title: A\nbase_url: https://example.org\npermalink: /{year}/{slug}\n":       false,
			"title: A\nbase_url: https://example.org\nfigures: [khong-co]\n":             false,
			"title: A\nbase_url: https://example.org\norganization: {name: A, ten: B}\n": false,
		},
		"content/calendar.yaml": {
			"- {day: 28/7, title: A, since: 1929}\n- {date: [12/2/2021], title: B}\n": true,
			"- {day: 28/7}\n":                false,
			"- {day: mai, title: A}\n":       false,
			"a: b\n":                         false,
			"- {day: 1/5, title: A, x: 1}\n": false,
		},
		"content/abbreviations.yaml": {
			"TTHCC: trung tâm hành chính công\nBTV: [ban thường vụ, biên tập viên]\nNQ:\n": true,
			"2021: năm nay\n":     false,
			"XYZ: 12/3\n":         false,
			"XYZ: {a: b, c: d}\n": false,
		},
		"content/activities.yaml": {
			"kinds: [{id: a-b, title: A, metrics: [c]}]\nmetrics: [{id: c, title: C, unit: c, self_declared: true}]\n": true,
			"kinds: [{id: A B, title: A}]\nmetrics: []\n":                                                              false,
			"kinds: []\n": false,
		},
	} {
		c := compile(t, s, content.RoleOf(file))
		for matter, good := range all {
			src := matter
			if strings.HasSuffix(file, ".md") {
				src = "---\n" + matter + "---\n"
			}
			if err := c.Validate(matterOf(t, file, []byte(src))); (err == nil) != good {
				t.Errorf("%s\n%s%v", file, matter, err)
			}
		}
	}
}

// Each key that the reader knows is described, and nothing else: JSON panics on one that is not.
func TestEveryKey(t *testing.T) {
	for name, keys := range content.Keys() {
		rows, ok := tables[name]
		if !ok {
			t.Errorf("nothing on %s", name)
		}
		for _, key := range keys {
			if r, ok := rows[key]; !ok || r.text.vi == "" || r.text.en == "" {
				t.Errorf("nothing on %s.%s", name, key)
			}
		}
		if len(rows) != len(keys) {
			t.Errorf("%s: %d rows for %d keys", name, len(rows), len(keys))
		}
		for _, key := range required[name] {
			if _, ok := rows[key]; !ok {
				t.Errorf("%s needs an unknown %s", name, key)
			}
		}
	}
	if len(tables) != len(content.Keys()) {
		t.Errorf("%d tables for %d maps", len(tables), len(content.Keys()))
	}
}

func TestSites(t *testing.T) {
	own, _ := ownSite(t)
	empty := siteOf(t, fstest.MapFS{"content/site.yaml": {Data: []byte("title: A\nbase_url: https://example.org\nlanguage: en\nunknown_keys: ignore\n")}})
	for _, role := range Roles() {
		compile(t, empty, role)
		if first, second := JSON(own, role), JSON(own, role); !bytes.Equal(first, second) {
			t.Errorf("%s differs from one time to the next", role)
		}
	}
	if err := compile(t, empty, content.PostRole).Validate(map[string]any{"title": "A", "topic": "a", "unit": "b", "own": true}); err != nil {
		t.Error(err)
	}
	if !bytes.Contains(JSON(empty, content.PostRole), []byte("Title of the post")) || !bytes.Contains(JSON(own, content.PostRole), []byte("Tiêu đề bài")) {
		t.Error("descriptions are in the wrong language")
	}
	// Two campaigns of one title: it names neither.
	two := siteOf(t, fstest.MapFS{
		"content/campaigns/a.md": {Data: []byte("---\ntitle: Tết (vui)\nfrom: 1/1/2021\n---\n")},
		"content/campaigns/b.md": {Data: []byte("---\ntitle: Tết (vui)\nshort: Tết ấm\nfrom: 1/1/2022\n---\n")},
	})
	c := compile(t, two, content.PostRole)
	for name, good := range map[string]bool{"a": true, "tết ẤM": true, "Tết (vui)": false, "B": true} {
		err := c.Validate(map[string]any{"title": "A", "topic": "a", "unit": "b", "campaign": name})
		if (err == nil) != good {
			t.Errorf("%s: %v", name, err)
		}
	}
}
