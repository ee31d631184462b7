package main

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// bulletinTopics are how many topics the posts of bulletinSite have in turn.
const bulletinTopics = 7

// bulletinSite makes the sources of a site with so many posts in May 2021, of all kinds: with pictures and without, short and long,
// some with titles of 300 letters, one infographic. The title of each begins with a word of its own, as does that of each topic.
func bulletinSite(t *testing.T, posts int) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"site.yaml":    "title: Bản tin Công đoàn\nbase_url: https://congdoan.example/\norganization: {name: Công đoàn Viên chức tỉnh}\nshare_cards: false\n",
		"units/mot.md": "---\ntitle: CĐCS Sở Lao động - Thương binh và Xã hội\n---\n", "units/hai.md": "---\ntitle: CĐCS Thư viện tỉnh\n---\n",
	}
	for i := range bulletinTopics {
		files[fmt.Sprintf("topics/t%d.md", i)] = fmt.Sprintf("---\ntitle: Chude%d và đời sống\norder: %d\n---\n", i, i)
	}
	for i := range posts {
		title, matter := fmt.Sprintf("Tin%03d của công đoàn cơ sở trong tháng Năm", i), ""
		switch {
		case i == 5:
			matter = "form: infographic\nimages: [{file: dung.png, alt: Một tờ đứng}]\n"
		case i%6 == 4:
			title = string([]rune(fmt.Sprintf("Tin%03d %s", i, longest))[:300])
		}
		if i%3 == 0 {
			matter = "cover: ngang.jpg\ncover_alt: Hai người hiến máu\nbulletin: summary\n"
		}
		files[fmt.Sprintf("posts/tin-%03d.md", i)] = fmt.Sprintf("---\nslug: tin-%03d\ntitle: %s\ndate: %d/5/2021\ntopic: t%d\nunit: %s\n%sactivities:\n  - kind: hoi-nghi\n    luot-nguoi: %d\n---\n%s\n",
			i, title, 1+i%28, i%bulletinTopics, []string{"mot", "hai"}[i%2], matter, 10+i, strings.Repeat("Hội trường đông kín từ sáng sớm, ai cũng có việc. ", 1+i%5*3))
	}
	writeContent(t, dir, files)
	return dir
}

// writeContent writes the content of a site, by name, with two pictures of the sample site beside its posts: ngang.jpg lies, dung.png stands.
func writeContent(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, from := range map[string]string{"posts/ngang.jpg": "2021/07/hien-mau.jpg", "posts/dung.png": "2021/07/cham-lo-6-thang-dau-nam/cham-lo-6-thang.png"} {
		data, err := os.ReadFile(filepath.Join("../../content/posts", filepath.FromSlash(from)))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	for name, text := range files {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, name, []byte(text))
	}
}

// A bulletin of 12 posts, and of 60 with CI=true, in print: each post has a code that can be read from a page without colours, and
// each heading has a story below it in its column, in print and on the screen.
func TestBulletinsOfManyPrint(t *testing.T) {
	pdftoppm, pdftotext := need(t, "pdftoppm (Debian: poppler-utils)", "pdftoppm"), need(t, "pdftotext (Debian: poppler-utils)", "pdftotext")
	zbar, browser := need(t, "zbarimg (Debian: zbar-tools)", "zbarimg"), chromium(t)
	t.Parallel()
	sizes := map[int]int{12: 5} // how many pages at most
	if exhaustive() {
		sizes[60] = 14
	}
	for posts, most := range sizes {
		dir := bulletinSite(t, posts)
		pdf := filepath.Join(dir, "thang-5.pdf")
		for _, args := range [][]string{{"build", dir, "--now", "2021-06-01"}, {"bulletin", dir, "--now", "2021-06-01", "--pdf", pdf}} {
			if out, err := exec.Command("bantin", args...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
		if out, err := exec.Command(pdftoppm, "-gray", "-r", "150", pdf, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		pages, _ := filepath.Glob(filepath.Join(dir, "page-*"))
		found, err := exec.Command(zbar, append([]string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}, pages...)...).Output()
		codes := strings.Fields(string(found))
		slices.Sort(codes)
		if n := len(slices.Compact(codes)); err != nil || n != posts || len(pages) > most {
			t.Errorf("%d posts: %d codes are read from %d pages (%v)", posts, n, len(pages), err)
		}
		text, err := exec.Command(pdftotext, "-bbox", pdf, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		if alone := headingsAlone(string(text)); len(alone) != 0 {
			t.Errorf("%d posts: alone in print: %v", posts, alone)
		}
		server := httptest.NewServer(strict(http.FileServer(http.Dir(filepath.Join(dir, "public")))))
		t.Cleanup(server.Close)
		for _, width := range []int64{360, 900} {
			b := newTab(t, browser, width, 900, 1)
			b.open(server.URL+"/ban-tin/2021/05/", "load")
			if alone := eval[string](b, `[...document.querySelectorAll('.two h2')].filter((h) => {
				const a = h.getBoundingClientRect(), b = h.nextElementSibling.getBoundingClientRect();
				return a.left !== b.left || b.top < a.bottom;
			}).map((h) => h.textContent).join()`); alone != "" {
				t.Errorf("%d posts: alone on a screen %d wide: %s", posts, width, alone)
			}
			b.clean()
		}
	}
}

// printedWord is a word of a PDF as pdftotext -bbox tells it: its place in points from the upper left corner.
var printedWord = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" [^>]*>(?:(Chude)|(Tin\d+))|(<page )`)

// headingsAlone gives the places of headings of topics that are the last in their column.
func headingsAlone(bbox string) (alone []string) {
	type word struct {
		page    int
		x, y    float64
		heading bool
	}
	var all []word
	page := 0
	for _, m := range printedWord.FindAllStringSubmatch(bbox, -1) {
		if m[5] != "" {
			page++
			continue
		}
		x, _ := strconv.ParseFloat(m[1], 64)
		y, _ := strconv.ParseFloat(m[2], 64)
		all = append(all, word{page, x, y, m[3] != ""})
	}
	for _, h := range all {
		if h.heading && h.y > 150 && !slices.ContainsFunc(all, func(w word) bool {
			return !w.heading && w.page == h.page && math.Abs(w.x-h.x) < 3 && w.y > h.y
		}) {
			alone = append(alone, fmt.Sprintf("page %d at %.0f, %.0f", h.page, h.x, h.y))
		}
	}
	return alone
}
