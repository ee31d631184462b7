package render

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/media"
	"bantin/internal/site"
)

// longest is a title of so many characters, which is different for each post.
func longest(n, post int) string {
	end := fmt.Sprintf(", số %d", post)
	words := []rune(strings.Repeat("hội nghị tổng kết phong trào thi đua ", n))
	return "H" + string(words[1:n-len([]rune(end))]) + end
}

// bulletinTopics have the ids of what a bulletin has besides its topics.
var bulletinTopics = []string{"main", "contents", "lead", "numbers", "units", "sheet", "topics"}

// bulletinSite is a site with so many posts in May 2021, each second with a picture, each fifth with a title of 300 characters.
func bulletinSite(posts int, settings string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "-- content/site.yaml --\ntitle: Bản tin\nbase_url: https://example.org/news/\n%s\n", settings)
	for _, id := range bulletinTopics {
		fmt.Fprintf(&b, "-- content/topics/%s.md --\n---\ntitle: Chủ đề %s\n---\n", id, id)
	}
	for _, id := range []string{"mot", "hai"} {
		fmt.Fprintf(&b, "-- content/units/%s.md --\n---\ntitle: CĐCS %s\n---\n", id, id)
	}
	for i := range posts {
		title, cover := fmt.Sprintf("Tin số %d của tháng", i), ""
		if i%5 == 4 {
			title = longest(300, i)
		}
		if i%2 == 0 {
			cover = "cover: anh.jpg\ncover_alt: Hội trường\n"
		}
		fmt.Fprintf(&b, "-- content/posts/tin-%03d.md --\n---\nslug: tin-%d\ntitle: %s\ndate: %d/5/2021\ntopic: %s\nunit: %s\n%sactivities:\n  - kind: hoi-nghi\n    luot-nguoi: %d\n---\n%s\n",
			i, i, title, 1+i%28, bulletinTopics[i%len(bulletinTopics)], []string{"mot", "hai"}[i%2], cover, 10+i, strings.Repeat("Một câu của bài. ", 8+i))
	}
	b.WriteString("-- content/posts/anh.jpg --\n\n")
	return b.String()
}

func bulletinInput(t *testing.T, posts int, settings string) Input {
	t.Helper()
	in := sample(t)
	in.Site = load(t, files(bulletinSite(posts, settings)))
	return in
}

// A month of 2, 12 or 60 posts has each of them once, with a code that is large enough; the more there are, the smaller it is set. Ids
// are unique whatever topics are called.
func TestBulletinsOfAllSizes(t *testing.T) {
	for _, n := range []int{1, 2, 12, 60, 75} {
		all := tree(t, bulletinInput(t, n, ""))
		p := open(t, all, "ban-tin/2021/05/index.html")
		checkOutline(t, p)
		checkIDs(t, p)
		checkInline(t, p)
		codes, pictures, long, items, lines := 0, 0, 0, 0, 0
		titles := make(map[string]int)
		p.each("", func(e *html.Node) {
			switch {
			case e.Data == "svg" && get(e, "class") == "qr":
				var mm float64
				if fmt.Sscanf(get(e, "width"), "%fmm", &mm); mm < leastMM || get(e, "height") != get(e, "width") {
					t.Errorf("%d posts: a code is %s wide and %s high", n, get(e, "width"), get(e, "height"))
				}
				codes++
			case e.Data == "img":
				pictures++
				if has(e, "loading") {
					t.Errorf("%d posts: a picture waits to be scrolled to", n)
				}
			case e.Data == "article":
				items++
				if get(e, "class") == "long" {
					long++
				}
			case e.Data == "h3":
				titles[words(e)]++
			case e.Data == "li" && e.Parent.Data == "ul" && get(e.Parent, "class") == "lines":
				lines++
			}
		})
		wantItems := min(n, 61) // the lead and 60
		if items != wantItems || codes != wantItems || lines != n-wantItems || len(titles) != wantItems {
			t.Errorf("%d posts: %d items, %d codes, %d lines, %d titles", n, items, codes, lines, len(titles))
		}
		// The first text below the lead has none.
		if most := min((n+1)/2, printedPictures); pictures > most || pictures < most-1 {
			t.Errorf("%d posts: %d pictures, at most %d", n, pictures, most)
		}
		if n <= 60 && long != n/5 {
			t.Errorf("%d posts: %d have long titles, want %d", n, long, n/5)
		}
		if dense := strings.Contains(get(p.first("main"), "class"), "dense"); dense != (n > manyItems) {
			t.Errorf("%d posts: set small: %v", n, dense)
		}
		if budget := 500 << 10; len(p.text) > budget {
			t.Errorf("%d posts: the page has %d bytes", n, len(p.text))
		}
		aloud := open(t, all, "ban-tin/2021/05/doc/index.html")
		checkOutline(t, aloud)
		checkIDs(t, aloud)
		read := 0
		aloud.each("article", func(*html.Node) { read++ })
		if read != min(n, 60) {
			t.Errorf("%d posts: %d are read", n, read)
		}
	}
}

// Pictures keep to the budget that “bantin check” holds the page to; those of the lead come first.
func TestBulletinPicturesKeepToTheBudget(t *testing.T) {
	for settings, want := range map[string]int{
		"":                           printedPictures,
		"budgets: {pictures: 0}":     printedPictures,
		"budgets: {pictures: 10}":    0,
		"budgets: {pictures: 100}":   1, // 90,000 bytes of the lead
		"budgets: {pictures: 130}":   3, // and two of 20,000
		"budgets: {pictures: 10000}": printedPictures,
	} {
		in := bulletinInput(t, 40, settings)
		p := open(t, tree(t, in), "ban-tin/2021/05/index.html")
		pictures, size := 0, int64(0)
		p.each("img", func(e *html.Node) {
			pictures++
			for _, v := range in.Pictures["content/posts/anh.jpg"].Plain {
				if strings.HasSuffix(get(e, "src"), fmt.Sprintf("-%d.jpg", v.Width)) {
					size += v.Size
				}
			}
		})
		if budget := in.Site.Settings.Budgets.Pictures; pictures != want || budget > 0 && size > budget {
			t.Errorf("%s: %d pictures of %d bytes, want %d", settings, pictures, size, want)
		}
	}
	// A picture without variants weighs what its file does.
	in := bulletinInput(t, 4, "budgets: {pictures: 1}")
	in.Pictures = map[string]media.Picture{}
	if p := open(t, tree(t, in), "ban-tin/2021/05/index.html"); p.first("img") == nil {
		t.Error("a small file has no room")
	}
	text := strings.Replace(bulletinSite(4, "budgets: {pictures: 1}"), "-- content/posts/anh.jpg --\n", "-- content/posts/anh.jpg --\n"+strings.Repeat("x", 2000), 1)
	in.Site = load(t, files(text))
	if p := open(t, tree(t, in), "ban-tin/2021/05/index.html"); p.first("img") != nil {
		t.Error("a file over the budget has room")
	}
}

// A bulletin that is only printed has no way to pages that the site lacks.
func TestBulletinThatIsNotOnTheSite(t *testing.T) {
	in := bulletinInput(t, 2, "bulletin: {months: 1}")
	old, may := in.Site.MonthBulletin(2019, 2), in.Site.MonthBulletin(2021, 5)
	in.Bulletins = []*site.Bulletin{old, may}
	all := tree(t, in)
	for _, c := range []struct {
		page, way string
		want      bool
	}{
		{may.URL, in.Site.ReadingURL(may), true},
		{in.Site.ReadingURL(may), may.URL, true},
		{old.URL, in.Site.ReadingURL(old), false},
		{in.Site.ReadingURL(old), old.URL, false},
	} {
		p := open(t, all, c.page[1:]+"index.html")
		if got := p.first("a", "class", "btn", "href", "/news"+c.way) != nil; got != c.want {
			t.Errorf("%s leads to %s: %v", c.page, c.way, got)
		}
	}
	if p := open(t, all, old.URL[1:]+"index.html"); p.first("p", "class", "empty") == nil || p.first("svg", "class", "qr") != nil {
		t.Error("a month without posts does not say so")
	}
}
