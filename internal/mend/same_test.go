package mend

import (
	"bytes"
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

func converter(s *content.Settings) *markdown.Converter {
	return markdown.New(markdown.Options{Language: s.Language})
}

// compareSources wants two sources to say the same. Places may differ, and so may
// letters and hidden characters; names must mean the same.
func compareSources(t *testing.T, before, after *content.Source) {
	t.Helper()
	first, _ := site.New(before, site.Options{Now: time.Unix(0, 0), Drafts: true, Future: true})
	second, _ := site.New(after, site.Options{Now: time.Unix(0, 0), Drafts: true, Future: true})
	meaning := func(s *site.Site) cmp.Option {
		m := newMender(s, true)
		return cmp.Transformer("name", func(n content.Name) string {
			for _, u := range []use{topicUse, unitUse, campaignUse} {
				if id := m.id(u, n.Text); id != "" {
					return id
				}
			}
			return n.Text
		})
	}
	options := cmp.Options{
		meaning(first),
		cmpopts.IgnoreTypes(content.Pos{}),
		cmpopts.IgnoreFields(markdown.Ref{}, "Line", "Column", "Open", "Close"),
		cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
		cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }),
		// What is the site's own stays as it is; cmp would take long for lists within lists.
		cmp.Comparer(func(a, b map[string]any) bool { return reflect.DeepEqual(a, b) }),
		cmp.Transformer("plain", plain),
	}
	same(t, before.Posts, after.Posts, options)
	same(t, before.Topics, after.Topics, options)
	same(t, before.Units, after.Units, options)
	same(t, before.Campaigns, after.Campaigns, options)
	same(t, before.Pages, after.Pages, options)
	same(t, before.Calendar, after.Calendar, options)
	same(t, before.Abbreviations, after.Abbreviations, options)
	same(t, []*content.Settings{before.Settings}, []*content.Settings{after.Settings}, options)
	addresses := func(s *site.Site) (all []string) {
		for _, p := range s.All {
			all = append(all, p.URL)
		}
		return all
	}
	if d := cmp.Diff(addresses(first), addresses(second)); d != "" {
		t.Errorf("addresses\n%s", d)
	}
}

// same compares entry by entry: cmp looks for the least difference of lists, which takes long.
func same[T any](t *testing.T, before, after []T, options cmp.Option) {
	t.Helper()
	if len(before) != len(after) {
		t.Errorf("%d and %d of %T", len(before), len(after), before)
		return
	}
	for i := range before {
		if d := cmp.Diff(before[i], after[i], options); d != "" {
			t.Errorf("(-before +after)\n%s", d)
		}
	}
}

// plain gives a text without what may be mended in it.
func plain(s string) string {
	s, _ = without(s, markdown.Invisible)
	s, _ = mendLetters(s)
	return s
}

// FuzzMend wants any post to say the same once it is mended, and to need no more mending.
func FuzzMend(f *testing.F) {
	for _, src := range []string{
		"---\ntitle: Hội nghị: A\ndate: 27/5/2021 8:30\ntopic: Luật\nunit: [Sở Nội vụ, thu-vien]\n---\nMột  \nhai \n",
		"\xef\xbb\xbf---\r\ntitle: |\r\n  a \r\n  b\r\ntopic:\r\n- a: b\r\n- 'c'\r\n---\r\n~~~\r\na  \r\n",
		"+++\ntitle = '''\na \n'''\ndate = 2021-05-27 08:30:00\n+++\n# Họс \n",
		"{\"title\": \"\\u0430n\", \"date\": \"1.2.2021\", \"unit\": [\"so-cu\"]}\n",
		"---\nsummary: >-\n  Сông đoàn \n\n  hаi\nremoved: \"a \n  b\"\nextra: {a: b: c, d}\n---\n[Сa]: /x\n\n[Сa] <а@b.vn> `ðа` \u200b\n",
		"---\ntarget: {units: {Sở Nội vụ: 1}}\nactivities: [{units: Sở Nội vụ, date: 1/2/2021}]\n---\na | b \n--|-- \nÐ | ð \n",
	} {
		f.Add([]byte(src))
	}
	samples, err := filepath.Glob("../diag/testdata/*.txtar")
	if err != nil || len(samples) == 0 {
		f.Fatal(err)
	}
	for _, s := range samples {
		a, err := txtar.ParseFile(s)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if strings.HasPrefix(file.Name, "content/posts/") && strings.HasSuffix(file.Name, ".md") {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) <= 4096 {
			checkMended(t, src)
		}
	})
}

// checkMended mends a post and tells whether that has changed it.
func checkMended(t *testing.T, src []byte) bool {
	const name = "content/posts/a.md"
	only := []string{name}
	files := folderOf(base, name, string(src))
	r, err := Folder(context.Background(), files, only)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Changes) == 0 {
		return false
	}
	before, err := content.Load(files, content.Options{Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	files[name] = &fstest.MapFile{Data: r.Changes[0].New}
	after, err := content.Load(files, content.Options{Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(r.Changes[0].New, src) || r.Unread.Len() > 0 {
		t.Errorf("a change without one, or of what cannot be read: %v", r.Unread.All())
	}
	compareSources(t, before, after)
	if again, err := Folder(context.Background(), files, only); err != nil || len(again.Changes) > 0 {
		t.Errorf("%v, and the second time\n%s", err, cmp.Diff(string(r.Changes[0].New), string(again.Changes[0].New)))
	}
	if t.Failed() {
		t.Logf("%q\nbecame\n%q", src, r.Changes[0].New)
	}
	return true
}
