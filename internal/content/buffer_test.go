package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/markdown"
)

// A worker reads all its files into one buffer, so nothing that a file said may
// lie in there when the next one is read.
func TestNothingOfAFileStaysInTheBuffer(t *testing.T) {
	posts := map[string]string{
		"a.md": "---\ntitle: Chữ thường: có dấu hai chấm\ndate: 1/2/2021\ntopic: [a, 'b', \"c\\u0111\"]\nunit: đơn vị\nsummary: |\n  hai\n  dòng\nextra: {khóa: giá trị}\nactivities:\n- kind: hoi-nghi\n  place: Hội trường\n  luot-nguoi: 1.250\n---\nLiên kết [chữ](b.md \"tiêu đề\") và ![ảnh](x.jpg).\n\n## Mục\n\nHết.\n",
		"b.md": "+++\ntitle = \"Tiêu đề\"\ndate = 2021-02-01\ntopic = [\"a\"]\nunit = 'b'\nauthor = '''Ban\nbiên tập'''\n+++\nThân bài.\n",
		"c.md": "{\"title\": \"Tiêu đề\", \"date\": \"2021-02-01\", \"topic\": \"a\", \"unit\": \"b\\u0111\", \"basis\": [\"01/KH\"]}\n\nThân bài.\n",
		"d.md": "---\ntitle: &x Neo\ndate: 1/2/2021\ntopic: ? [a]\nunit: b\n---\nX\n",
	}
	load := func(names ...string) *Source {
		fsys := fstest.MapFS{
			"content/site.yaml": {Data: []byte("title: T\nbase_url: https://a.vn/\n")},
			// Read last, and longer than all others.
			"content/posts/z.md": {Data: []byte("---\ntitle: Z\ndate: 1/1/2021\ntopic: z\nunit: z\n---\n" + strings.Repeat("ZZZZ ", 4000))},
		}
		for _, name := range names {
			fsys["content/posts/"+name] = &fstest.MapFile{Data: []byte(posts[name])}
		}
		src, err := Load(fsys, Options{Workers: 1, Converter: func(*Settings) *markdown.Converter { return markdown.New(markdown.Options{}) }})
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	show := func(p *Post) string {
		bare := *p
		bare.Body = nil
		return fmt.Sprintf("%+v %+v", bare, *p.Body)
	}
	all := load("a.md", "b.md", "c.md", "d.md")
	for i, name := range []string{"a.md", "b.md", "c.md", "d.md"} {
		alone := load(name)
		if diff := cmp.Diff(show(alone.Posts[0]), show(all.Posts[i])); diff != "" {
			t.Errorf("%s among others (-alone +among others):\n%s", name, diff)
		}
		if text := show(all.Posts[i]); strings.Contains(text, "ZZ") {
			t.Errorf("%s holds bytes of another file: %s", name, text)
		}
	}
}
