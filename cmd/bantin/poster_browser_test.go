package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// longest is a title of 300 letters, as they are given to real meetings.
const longest = "Hội nghị tổng kết phong trào thi đua lao động giỏi, xây dựng tổ chức công đoàn vững mạnh gắn với học tập và làm theo tư tưởng, " +
	"đạo đức, phong cách Hồ Chí Minh và phát động phong trào “Mỗi đoàn viên một sáng kiến, mỗi công đoàn cơ sở một công trình” " +
	"trong cán bộ, công chức, viên chức, người lao động"

// posterPosts are the posts of the site of posters, by slug: front matter with its title.
var posterPosts = []struct{ slug, matter string }{
	{"co-anh", "title: Hiến máu sáng thứ Bảy\ncover: ngang.jpg\ncover_alt: Hai người hiến máu\nexpires: 31/12/2021\n" + posterNumbers},
	{"co-anh-dai", "title: " + longest + "\ncover: ngang.jpg\ncover_alt: Hai người hiến máu\n" + posterNumbers},
	{"chu-hoa", "title: " + strings.ToUpper(longest) + "\n" + posterNumbers},
	{"chu-hoa-tom-tat", "title: " + strings.ToUpper(longest) + "\n" + posterSummary + posterNumbers},
	{"dai-tom-tat", "title: " + longest + "\n" + posterSummary + posterNumbers},
	{"khong-anh", "title: Hiến máu sáng thứ Bảy\n"},
	{"anh-dung", "title: " + longest + "\ncover: dung.png\ncover_alt: Một tờ đứng\n" + posterNumbers},
	{"to-dung-dia-chi-dai-het-muc-cho-phep-de-xem-ma-qr-va-dia-chi-co-con-cho-hay", "title: " + longest + "\nform: infographic\nimages: [{file: dung.png, alt: Một tờ đứng}]\n"},
	{"to-ngang", "title: Tờ nằm ngang\nform: infographic\nimages: [{file: ngang.jpg, alt: Một tờ ngang}]\n"},
}

// posterSummary is one sentence of 119 letters.
const posterSummary = "summary: Sau sáu tháng, hộp thư nhận 27 ý kiến và 9 ý kiến đã được áp dụng, giúp bớt thời gian chờ trung bình 6,5 phút mỗi ngày.\n"

const posterNumbers = "activities:\n  - kind: hien-mau\n    don-vi-mau: 42.500\n    nguoi-dang-ky: 1.250.000\n    du-dieu-kien: 1.176\n"

// posterSite builds a site with posters of every kind and gives its folder and the addresses of the posters.
func posterSite(t *testing.T) (dir string, posters []string) {
	t.Helper()
	dir = t.TempDir()
	files := map[string]string{
		"site.yaml":         "title: Bản tin Công đoàn\nbase_url: https://congdoan.example/\norganization: {name: Công đoàn Viên chức tỉnh}\nshare_cards: false\n",
		"topics/cham-lo.md": "---\ntitle: Chăm lo đoàn viên\n---\n", "campaigns/he.md": "---\ntitle: Hè tình nguyện\ndescription: Ba tháng, mỗi đơn vị một việc.\nfrom: 1/5/2021\nto: 31/12/2021\ntarget: {metric: luot-nguoi, total: 600}\n---\n",
		"units/so.md": "---\ntitle: CĐCS Sở Lao động - Thương binh và Xã hội\n---\n",
	}
	for _, p := range posterPosts {
		files["posts/"+p.slug+".md"] = "---\nslug: " + p.slug + "\ndate: 20/11/2021\ntopic: cham-lo\nunit: so\nposter: true\n" + p.matter +
			"---\nHội trường đông kín từ sáng sớm. Sau hai giờ, gần ba trăm người đã đăng ký, trong đó hơn một nửa là lần đầu; ai chưa đủ điều kiện được hẹn lần sau.\n"
		posters = append(posters, "/2021/11/"+p.slug+"/")
	}
	writeContent(t, dir, files)
	if out, err := exec.Command("bantin", "build", dir, "--now", "2021-12-01").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "public"), append(posters, "/dot/he/")
}

// Posters hold what is on them, print on one sheet of A4 or A3, and their codes can be read: on the screen, and from paper
// in black and white. With CI=true that is each in both sizes, elsewhere A4 and one of A3.
func TestPostersPrint(t *testing.T) {
	pdftoppm, zbar := need(t, "pdftoppm (Debian: poppler-utils)", "pdftoppm"), need(t, "zbarimg (Debian: zbar-tools)", "zbarimg")
	browser := chromium(t)
	t.Parallel()
	dir, posters := posterSite(t)
	server := httptest.NewServer(strict(http.FileServer(http.Dir(dir))))
	t.Cleanup(server.Close)
	b := newTab(t, browser, 1280, 1400, 1)
	for i, at := range posters {
		b.open(server.URL+at+"ap-phich/", "load")
		eval[bool](b, `document.fonts.ready.then(() => true)`)
		if wrong := eval[string](b, posterFits); wrong != "" {
			t.Errorf("%s: %s", at, wrong)
		}
		want := "https://congdoan.example" + at
		file := filepath.Join(t.TempDir(), "screen.png")
		write(t, file, call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{}).Data)
		readsAs(t, zbar, file, want)
		sizes := []paper{a4, a3}
		if !exhaustive() && i > 0 {
			sizes = sizes[:1]
		}
		for _, size := range sizes {
			readsAs(t, zbar, printed(b, pdftoppm, size), want)
		}
	}
	b.clean()
	// A phone shows the same sheet, smaller.
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 800, DeviceScaleFactor: 3})
	b.open(server.URL+posters[0]+"ap-phich/", "load")
	if wrong := eval[string](b, posterFits); wrong != "" {
		t.Errorf("on a phone: %s", wrong)
	}
	file := filepath.Join(t.TempDir(), "phone.png")
	write(t, file, call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{}).Data)
	readsAs(t, zbar, file, "https://congdoan.example"+posters[0])
}

// posterFits says what has no room on a poster; "" when all has.
const posterFits = `(() => {
	const sheet = document.querySelector('.poster > div').getBoundingClientRect();
	const head = document.querySelector('header').getBoundingClientRect(), foot = document.querySelector('footer').getBoundingClientRect();
	const wrong = [];
	if (Math.abs(sheet.height / sheet.width - 297 / 210) > .01) wrong.push('the sheet has the wrong shape');
	if (Math.abs(foot.bottom - sheet.bottom) > 1.5) wrong.push('the foot ends ' + (foot.bottom - sheet.bottom) + ' below the sheet');
	for (const one of document.querySelectorAll('.words > *, .scan p, .qr, .pic')) {
		const r = one.getBoundingClientRect();
		if (r.top < head.bottom - 1 || r.bottom > foot.top + 1 || r.right > sheet.right + 1 || r.height < 1) wrong.push(one.tagName + ' has no room');
	}
	const words = document.querySelector('.words');
	if (words.scrollHeight > words.clientHeight + sheet.width / 100 || words.scrollWidth > words.clientWidth + 1) wrong.push('the words are cut off');
	const code = document.querySelector('.qr').getBoundingClientRect();
	for (const one of document.querySelectorAll('.words > *, .scan p')) {
		const r = one.getBoundingClientRect();
		if (r.top < code.bottom - 1 && r.bottom > code.top + 1 && r.left < code.right - 1) wrong.push(one.tagName + ' lies over the code');
	}
	if (code.width / sheet.width < .2) wrong.push('the code is small');
	const pic = document.querySelector('.pic');
	if (pic && pic.getBoundingClientRect().height < sheet.height / 6) wrong.push('the picture is small');
	return wrong.join('; ');
})()`

// paper is a size in inches.
type paper struct {
	name          string
	width, height float64
}

var a4, a3 = paper{"A4", 8.27, 11.69}, paper{"A3", 11.69, 16.54}

// printed prints the page of a tab on paper, which must be one sheet, in black and white at 150 dots to the inch, and gives the file of the picture.
func printed(b *tab, pdftoppm string, size paper) string {
	b.t.Helper()
	dir, yes := b.t.TempDir(), true
	file := filepath.Join(dir, size.name+".pdf")
	write(b.t, file, call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: size.width, PaperHeight: size.height, PrintBackground: &yes}).Data)
	if out, err := exec.Command(pdftoppm, "-mono", "-r", "150", file, filepath.Join(dir, "sheet")).CombinedOutput(); err != nil {
		b.t.Fatalf("%v\n%s", err, out)
	}
	sheets, err := filepath.Glob(filepath.Join(dir, "sheet*"))
	if err != nil || len(sheets) != 1 {
		b.t.Fatalf("%d sheets of %s, want one (%v)", len(sheets), size.name, err)
	}
	return sheets[0]
}

// readsAs wants the one QR code in a picture to say a text.
func readsAs(t *testing.T, zbar, file, want string) {
	t.Helper()
	out, err := exec.Command(zbar, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if got := strings.TrimSpace(string(out)); err != nil || got != want {
		t.Errorf("%s: the code reads %q (%v), want %s", filepath.Base(file), got, fmt.Sprint(err), want)
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
