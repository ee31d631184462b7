package serve

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// status asks what a page should be now.
func (p *preview) status(path, source string, headers ...string) (st status) {
	p.Helper()
	code, body := p.get("/_bantin/page?"+url.Values{"path": {path}, "source": {source}}.Encode(), headers...)
	if err := json.Unmarshal([]byte(body), &st); code != 200 || err != nil {
		p.Fatal(code, err, body)
	}
	return st
}

const postFile = "content/posts/2021/05/hoc-bac.md"

func TestOnlyWhatHasChangedReloads(t *testing.T) {
	p := show(t, small, map[string]string{
		"content/pages/lien-he.md": "---\ntitle: Liên hệ\n---\nỞ đây.\n",
		"static/dau.svg":           `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>`,
		"layouts/footer.html":      `<p>Chân <img src="/dau.svg" alt=""></p>`,
	})
	first, other := p.status(postAt, ""), p.status("/lien-he/", "")
	if first.Page == "" || first.View == "" || len(first.Styles) != 1 || first.Styles[0].Sum == "" {
		t.Fatalf("%+v", first)
	}
	p.save(postFile, story+"\nThêm một đoạn.\n")
	now := p.status(postAt, postFile)
	if now.Page == first.Page || now.To != "" || now.View == first.View {
		t.Errorf("another text: %+v", now)
	}
	if again := p.status("/lien-he/", "content/pages/lien-he.md"); again.Page != other.Page {
		t.Error("a page that has not changed is to be loaded again")
	}

	// A style sheet of the site's own in the place of the built-in one: another address and other bytes, the same page.
	p.save("static/site.css", "body{color:red}")
	if styled := p.status(postAt, postFile); styled.Page != now.Page || len(styled.Styles) != 1 || styled.Styles[0] == now.Styles[0] {
		t.Errorf("another style sheet: %+v, was %+v", styled, now)
	}
	// A picture at the same address.
	p.save("static/dau.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h2"/></svg>`)
	if drawn := p.status(postAt, postFile); drawn.Page == now.Page {
		t.Error("another picture at the same address does not count")
	}
	if gone := p.status("/nowhere/", ""); gone.Page == "" || gone.To != "" {
		t.Errorf("what is not there: %+v", gone)
	}
	before := p.status("/2021/05/bai-moi/", "").Page
	p.save("content/posts/moi.md", strings.NewReplacer("hoc-bac", "bai-moi", "Học Bác", "Bài mới").Replace(story))
	if p.status("/2021/05/bai-moi/", "").Page == before {
		t.Error("a page that is there now is not to be loaded")
	}
}

func TestAddressFollowed(t *testing.T) {
	p := show(t, small)
	p.save(postFile, strings.Replace(story, "slug: hoc-bac", "slug: học-bác-mới", 1))
	if st := p.status(postAt, postFile); st.To != "" || st.Errors != 1 || !st.Problems[0].Here {
		t.Errorf("a slug that cannot be: %+v", st)
	}
	p.save(postFile, strings.Replace(story, "slug: hoc-bac", "slug: hoc-tap", 1))
	if st := p.status(postAt, postFile); st.To != "/2021/05/hoc-tap/" {
		t.Errorf("another slug leads to %q", st.To)
	}
	p.save(postFile, strings.Replace(strings.Replace(story, "slug: hoc-bac", "slug: hoc-tap\naliases: [/2021/05/hoc-bac/]", 1), "2021-05-27", "2021-04-27", 1))
	if st := p.status(postAt, postFile); st.To != "/2021/04/hoc-tap/" {
		t.Errorf("another date, with a redirect, leads to %q", st.To)
	}
	if status, body := p.get(postAt); status != 200 || !strings.Contains(body, `http-equiv="refresh" content="0; url=/2021/04/hoc-tap/"`) {
		t.Errorf("the redirect page: %d %.300s", status, body)
	}
	// Another post takes the address.
	p.save(postFile, strings.Replace(strings.Replace(story, "slug: hoc-bac", "slug: hoc-tap", 1), "2021-05-27", "2021-04-27", 1))
	p.save("content/posts/khac.md", story)
	if st := p.status(postAt, postFile); st.To != "/2021/04/hoc-tap/" {
		t.Errorf("its address taken by another, it leads to %q", st.To)
	}
}

func TestProblems(t *testing.T) {
	p := show(t, small, map[string]string{"content/posts/khac.md": strings.NewReplacer("hoc-bac", "khac", "Học Bác", "Bài khác").Replace(story)})
	e := p.save(postFile, strings.Replace(story, "unit: so-noi-vu", "unit: CĐCS Sở Nội", 1))
	if e.Problems.Errors() != 1 || e.New.Len() != 1 {
		t.Errorf("told of %d errors, %d new", e.Problems.Errors(), e.New.Len())
	}
	st := p.status(postAt, postFile)
	if st.Errors != 1 || st.Note != p.s.words.ThisHeld || len(st.Problems) != 1 {
		t.Fatalf("%+v", st.report)
	}
	got := st.Problems[0]
	if got.Line != 5 || got.Excerpt != "unit: CĐCS Sở Nội" || got.Caret != 6 || !got.Here || got.Message == "" || got.Hint == "" || got.Before()+"|"+got.At() != "unit: |C" {
		t.Errorf("%+v", got)
	}
	if want := "vscode://file" + filepath.ToSlash(p.dir) + "/" + postFile + ":5:7"; got.Edit != want {
		t.Errorf("edited at %s, want %s", got.Edit, want)
	}
	if far := p.status(postAt, postFile, "From: 192.168.1.7:5000", "Host: localhost"); far.Problems[0].Edit != "" || far.Problems[0].Excerpt == "" {
		t.Errorf("told to another computer: %+v", far.Problems[0])
	}
	if _, body := p.get("/_bantin/", "From: 192.168.1.7:5000"); strings.Contains(body, "vscode") || strings.Contains(body, p.dir) {
		t.Error("another computer is told where the site lies")
	}
	if status, body := p.get(postAt); status != 200 || !strings.Contains(body, "Học Bác") {
		t.Error("the last good page is gone")
	}
	if other := p.status("/2021/05/khac/", "content/posts/khac.md"); other.Problems[0].Here || other.Note == p.s.words.ThisHeld || other.Note == "" {
		t.Errorf("at another post: %+v", other.report)
	}
	// The same error again is not new; another is, and so is the same after it was mended.
	if e := p.save("content/posts/khac.md", strings.NewReplacer("hoc-bac", "khac", "2021-05-27", "hôm qua").Replace(story)); e.New.Len() != 1 || e.Problems.Errors() != 2 {
		t.Errorf("a second error: %d new of %d", e.New.Len(), e.Problems.Errors())
	}
	if st := p.status(postAt, postFile); !st.Problems[0].Here || st.Problems[1].Here || !strings.Contains(st.Note, p.s.words.OthersHeld[0]) {
		t.Errorf("two errors: %+v", st.report)
	}
	p.save("content/site.yaml", "title: [\n")
	if st := p.status(postAt, postFile); st.Note != p.s.words.AllHeld {
		t.Errorf("settings that cannot be read: %+v", st.report)
	}
	p.save("content/site.yaml", small["content/site.yaml"])
	p.save("content/posts/khac.md", strings.NewReplacer("hoc-bac", "khac").Replace(story))
	if e := p.save(postFile, story); e.Problems.Len() != 0 {
		t.Errorf("mended: %v", e.Problems.All())
	}
	if st := p.status(postAt, postFile); st.Errors+st.Warnings+len(st.Problems) != 0 || st.Note != "" {
		t.Errorf("mended: %+v", st.report)
	}
}

func TestManyProblems(t *testing.T) {
	posts := make(map[string]string)
	for i := range 3 * most {
		posts[fmt.Sprintf("content/posts/%03d.md", i)] = strings.NewReplacer("hoc-bac", fmt.Sprintf("bai-%d", i), "so-noi-vu", "không có").Replace(story)
	}
	p := show(t, small, posts)
	st := p.status(postAt, postFile)
	if st.Errors != 3*most || len(st.Problems) != most || st.More == "" {
		t.Errorf("%d errors, %d sent, %q", st.Errors, len(st.Problems), st.More)
	}
}

func TestNothingToShow(t *testing.T) {
	p := show(t, map[string]string{"content/site.yaml": "base_url: https://example.org/\n"})
	for _, at := range []string{"/", postAt, "/x", "/x.html"} {
		status, body := p.get(at)
		if status != 500 || !strings.Contains(body, p.s.words.Nothing) || !strings.Contains(body, "content/site.yaml") || !strings.Contains(body, "preview.js") {
			t.Errorf("%s: %d %.200s", at, status, body)
		}
	}
	if status, _ := p.get("/a.png"); status != 404 {
		t.Errorf("a picture: %d", status)
	}
	for _, at := range []string{"/_bantin/", "/_bantin/cards/"} {
		if status, _ := p.get(at); status != 200 {
			t.Errorf("%s: %d", at, status)
		}
	}
	if status, _ := p.get("/_bantin/share/?path=/"); status != 404 {
		t.Errorf("a link to nothing: %d", status)
	}
	before := p.status("/", "")
	p.save("content/site.yaml", "base_url: https://example.org/\nlanguage: fr\n")
	between := p.status("/", "")
	p.save("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	if after := p.status("/", ""); before.Page == between.Page || between.Page == after.Page || before.Page == "" {
		t.Error("the page of problems does not follow them")
	}
	if status, body := p.get("/"); status != 200 || strings.Contains(body, p.s.words.Nothing) {
		t.Errorf("mended: %d", status)
	}
}

// A layout that passes its trial and fails on a page.
func TestLayoutFails(t *testing.T) {
	p := show(t, small)
	p.save("layouts/footer.html", "<p>Chân</p>\n{{.Nothing}}")
	if st := p.status(postAt, postFile); st.Errors != 1 || st.Problems[0].File != "layouts/footer.html" || st.Problems[0].Line != 2 || st.Problems[0].Excerpt == "" {
		t.Errorf("a layout that cannot be used: %+v", st.report)
	}
	if status, _ := p.get(postAt); status != 200 {
		t.Errorf("with a layout that cannot be used: %d", status)
	}
	p.save("layouts/footer.html", "<p>Chân</p>")
	p.save("layouts/post.html", "{{define \"main\"}}<h1>{{.Title}}</h1>\n{{if eq .Title \"Học Bác\"}}{{slice .Title 0 900}}{{end}}{{end}}")
	status, body := p.get(postAt)
	if status != 500 || !strings.Contains(body, "layouts/post.html:2") || !strings.Contains(body, "slice .Title 0 900") || !strings.Contains(body, "preview.js") {
		t.Errorf("%d %s", status, body)
	}
	if status, _ := p.get("/"); status != 200 {
		t.Errorf("another page: %d", status)
	}
	broken := p.status(postAt, "")
	p.save("layouts/post.html", "{{define \"main\"}}<h1>{{.Title}}</h1>{{end}}")
	if mended := p.status(postAt, ""); mended.Page == broken.Page {
		t.Error("the mended page is not to be loaded")
	}
}

func TestFolders(t *testing.T) {
	files := map[string]string{"content/posts/tep.txt": "văn bản", postFile: strings.Replace(story, "---\nMở", "attachments:\n  - {file: ../../tep.txt, title: Văn bản}\n---\nMở", 1)}
	p := show(t, small, files)
	const file = "/2021/05/hoc-bac/tep.txt"
	if status, body := p.get(file); status != 200 || body != "văn bản" {
		t.Errorf("%d %s", status, body)
	}
	// The file is asked for after it has gone, and before anyone has noticed.
	if err := os.Remove(filepath.Join(p.dir, "content/posts/tep.txt")); err != nil {
		t.Fatal(err)
	}
	if status, _ := p.get(file); status == 0 {
		t.Error("no answer")
	}
	p.await(Changed)
	if st := p.status(postAt, postFile); st.Errors == 0 {
		t.Error("a file that is missing is no error")
	}
	p.save("content/posts/tep.txt", "mới")
	if _, body := p.get(file); body != "mới" {
		t.Errorf("the file is back: %q", body)
	}
	// All of content/ goes, and comes again.
	content := filepath.Join(p.dir, "content")
	if err := os.Rename(content, content+"-x"); err != nil {
		t.Fatal(err)
	}
	p.await(Changed)
	if status, body := p.get(postAt); status != 200 || !strings.Contains(body, "Học Bác") {
		t.Errorf("without content/: %d", status)
	}
	if st := p.status(postAt, postFile); st.Errors == 0 || st.Note != p.s.words.AllHeld {
		t.Errorf("without content/: %+v", st.report)
	}
	if err := os.Rename(content+"-x", content); err != nil {
		t.Fatal(err)
	}
	p.await(Changed)
	if st := p.status(postAt, postFile); st.Errors > 0 || st.Note != "" {
		t.Errorf("content/ is back: %+v", st.report)
	}
}

// A thousand files at once, as when another branch is checked out.
func TestManyFiles(t *testing.T) {
	p := show(t, small)
	text := func(i int) string {
		return strings.NewReplacer("hoc-bac", fmt.Sprintf("bai-%d", i), "Học Bác", fmt.Sprintf("Bài %d", i)).Replace(story)
	}
	for i := range 1000 {
		p.write(fmt.Sprintf("content/posts/%02d/%d.md", i%20, i), text(i))
	}
	for {
		if e := p.await(Changed); e.Posts == 1001 {
			break
		}
	}
	if status, _ := p.get("/2021/05/bai-999/"); status != 200 {
		t.Errorf("the last of them: %d", status)
	}
	if err := os.RemoveAll(filepath.Join(p.dir, "content/posts/07")); err != nil {
		t.Fatal(err)
	}
	for {
		if e := p.await(Changed); e.Posts == 951 {
			break
		}
	}
	if status, _ := p.get("/2021/05/bai-7/"); status != 404 {
		t.Errorf("a post of a removed folder: %d", status)
	}
}
