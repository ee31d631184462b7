package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// previewScript is what the preview adds to a page.
var previewScript = regexp.MustCompile(`<script src="/_bantin/preview\.js"[^>]*></script>`)

// editor edits a site that is shown, at random.
type editor struct {
	*live
	*rand.Rand
	slug, unit, text string // of the post that is open in the browser
	others           []string
	next             int
}

func (e *editor) save() {
	text := strings.NewReplacer("slug: hoc-bac", "slug: "+e.slug, "unit: so-noi-vu", "unit: "+e.unit).Replace(liveHead)
	e.write(liveFile, text+"Mở bài của một tin ngắn.\n\n"+e.text+"\n")
}

// edit changes the site in one way, and says how.
func (e *editor) edit() string {
	e.next++
	switch op := e.IntN(10); {
	case op < 4:
		e.text = fmt.Sprintf("Lần %d: sáng nay hội trường **đông** kín.", e.next)
		e.save()
		return "another text"
	case op == 4:
		e.slug = fmt.Sprintf("bai-%d", e.next)
		e.save()
		return "another address"
	case op == 5 && e.unit == "so-noi-vu":
		e.unit = "CĐCS Sở Nội"
		e.save()
		return "an error"
	case op == 6:
		e.write("static/site.css", fmt.Sprintf("body{padding:%dpx}", e.next))
		return "another style sheet"
	case op == 7:
		e.write("layouts/footer.html", fmt.Sprintf("<footer>Chân trang %d</footer>\n", e.next))
		return "another footer"
	case op == 8:
		name := fmt.Sprintf("content/posts/khac-%d.md", e.next)
		e.others = append(e.others, name)
		e.write(name, strings.NewReplacer("hoc-bac", fmt.Sprintf("khac-%d", e.next), "Học Bác", fmt.Sprintf("Bài khác %d", e.next)).Replace(liveHead)+"Tin khác.\n")
		return "a new post"
	case op == 9 && len(e.others) > 0:
		i := e.IntN(len(e.others))
		if err := os.Remove(filepath.Join(e.dir, e.others[i])); err != nil {
			e.Fatal(err)
		}
		e.others = slices.Delete(e.others, i, i+1)
		return "a post removed"
	default:
		e.unit = "so-noi-vu"
		e.text = fmt.Sprintf("Xem [trang chủ](/) lần %d.", e.next)
		e.save()
		return "mended"
	}
}

// cold builds the site from nothing, as the preview shows it; nil when that cannot be.
func (e *editor) cold() map[string][]byte {
	e.Helper()
	out := filepath.Join(e.TempDir(), "public")
	cmd := exec.Command("bantin", "build", e.dir, "--out", out, "--base-url", e.url, "--drafts", "--future", "--now", "2021-06-01")
	if text, err := cmd.CombinedOutput(); err != nil {
		if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != problems {
			e.Fatalf("%v\n%s", err, text)
		}
		return nil
	}
	return everyFile(e.T, out)
}

// searchHash is the hash in the name of a file of the search, which the preview leaves out.
var searchHash = regexp.MustCompile(`^(tim-kiem/[a-z]+(/\d+)?)\.[a-z2-7]+\.json$`)

// differs gives a file that is not served as a build from nothing would write it; "" when all are. The manifest of the
// search tells of the hashes, and its terms are spread over other files.
func (e *editor) differs(cold map[string][]byte) string {
	for name, want := range cold {
		if name == "tim-kiem/index.json" || strings.HasPrefix(name, "tim-kiem/terms/") {
			continue
		}
		_, got := e.get(searchHash.ReplaceAllString(name, "$1.json"))
		if previewScript.ReplaceAllString(got, "") != string(want) {
			return name
		}
	}
	return ""
}

// Whatever is edited, what is served is what a build from nothing gives, byte for byte, and the page that is open in a
// browser becomes that by itself; with an error, the page stays and the list is laid over it.
func TestServeRandomEdits(t *testing.T) {
	t.Parallel()
	edits := 15
	if os.Getenv("CI") == "true" && !testing.Short() {
		edits = 200
	}
	ctx := ownChromium(t)
	l := newLive(t)
	l.start()
	e := &editor{live: l, Rand: rand.New(rand.NewPCG(7, uint64(edits))), slug: "hoc-bac", unit: "so-noi-vu", text: "Lời."}
	e.save()
	b := newTab(t, ctx, 800, 600, 1)
	b.open(l.url+livePage, "load")
	b.awaitTrue(`document.querySelector('bantin-problems')`)
	equal, broken := 0, 0
	for i := range edits {
		what := e.edit()
		cold := e.cold()
		if cold == nil {
			broken++
			b.awaitTrue(visible(".panel") + ` && document.querySelector('h1').textContent === 'Học Bác'`)
			continue
		}
		equal++
		name := "everything"
		for end := time.Now().Add(20 * time.Second); name != ""; time.Sleep(10 * time.Millisecond) {
			if name = e.differs(cold); name != "" && time.Now().After(end) {
				t.Fatalf("edit %d, %s: %s is not what a build from nothing gives", i, what, name)
			}
		}
		want := string(cold["2021/05/"+e.slug+"/index.html"])
		from, to := strings.Index(want, "<main"), strings.Index(want, "</main>")
		footer := want[strings.Index(want[to:], "<footer")+to:]
		b.awaitTrue(fmt.Sprintf(`location.pathname === '/2021/05/%s/' && !%s && document.querySelector('main').textContent === new DOMParser().parseFromString(%q, 'text/html').body.textContent
			&& document.querySelector('footer').textContent === new DOMParser().parseFromString(%q, 'text/html').querySelector('footer').textContent
			&& document.querySelector('link[rel=stylesheet]:last-of-type').getAttribute('href') === %q`,
			e.slug, visible(".panel"), want[from:to], footer, stylesheet(want)))
	}
	if equal == 0 || broken == 0 {
		t.Errorf("%d sites compared, %d broken: the edits do not try both cases", equal, broken)
	}
	b.clean()
}

// stylesheet is the address of a page's style sheet.
func stylesheet(page string) string {
	_, rest, _ := strings.Cut(page, `<link rel="stylesheet" href="`)
	href, _, _ := strings.Cut(rest, `"`)
	return href
}
