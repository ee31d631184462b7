package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bantin/internal/build"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/parallel"
	"bantin/internal/printer"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func bulletinCommand() command {
	return command{
		name:    "bulletin",
		summary: text{"in bản tin tháng, quý hay đợt ra PDF", "print the bulletin of a month, quarter or campaign as PDF"},
		usage:   bulletinUsage,
		flags:   bulletinFlags,
		most:    1,
	}
}

// bulletinOptions are which bulletin is printed, and where to.
type bulletinOptions struct {
	build              build.BulletinOptions
	month              monthFlag
	quarter            quarterFlag
	campaign           string
	pdf, html, browser string
}

func bulletinFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o bulletinOptions
	var now moment
	set.Var(&o.month, "month", "")
	set.Var(&o.quarter, "quarter", "")
	set.Var((*word)(&o.campaign), "campaign", "")
	set.BoolVar(&o.build.Reading, "reading", false, "")
	set.Var((*word)(&o.pdf), "pdf", "")
	set.Var((*word)(&o.html), "html", "")
	set.Var((*word)(&o.browser), "browser", "")
	set.Var(&now, "now", "")
	set.BoolVar(&o.build.HoldBack, "hold-back", false, "")
	shared := p.cacheFlag(set)
	return func(args []string) int {
		o.build.Dir, o.build.Now, o.build.Shared = siteFolder(args), now.in, shared()
		return p.bulletin(&o)
	}
}

// monthFlag is the value of --month.
type monthFlag struct {
	year  int
	month time.Month
}

func (m *monthFlag) String() string { return "" }

func (m *monthFlag) Set(s string) (err error) {
	var ok bool
	if m.year, m.month, ok = content.ParseMonth(s); !ok {
		return errors.New("no month")
	}
	return nil
}

func (m *monthFlag) expects() text {
	return text{"viết tháng/năm: 5/2021, hoặc 2021-05", "write month/year: 5/2021, or 2021-05"}
}

// quarterFlag is the value of --quarter.
type quarterFlag struct{ year, quarter int }

func (q *quarterFlag) String() string { return "" }

func (q *quarterFlag) Set(s string) (err error) {
	var ok bool
	if q.year, q.quarter, ok = content.ParseQuarter(s); !ok {
		return errors.New("no quarter")
	}
	return nil
}

func (q *quarterFlag) expects() text {
	return text{"viết quý/năm: 2/2021, II/2021 hoặc 2021-2", "write quarter/year: 2/2021, or 2021-2"}
}

// bulletin prints a bulletin and tells what has come of it.
func (p *invocation) bulletin(o *bulletinOptions) int {
	if wrong := o.misuse(); wrong.what != (text{}) {
		return p.usageError("bulletin", wrong)
	}
	for _, name := range []*string{&o.pdf, &o.html} {
		if *name != "" && !p.canPrintTo(*name, o.build.Dir) {
			return failed
		}
	}
	if o.pdf != "" && !p.findBrowser(o) {
		return failed
	}
	var wrong misuse
	o.build.Choose = func(s *site.Site) (b *site.Bulletin) {
		b, wrong = o.choose(s)
		return b
	}
	o.build.Pictures = new(parallel.Progress)
	stop := p.showProgress(o.build.Pictures, new(parallel.Progress))
	printed, err := build.Bulletin(p.ctx, o.build)
	stop()
	if err != nil {
		return p.failBulletin(err, o)
	}
	if wrong.what != (text{}) {
		return p.usageError("bulletin", wrong)
	}
	if printed.Failed {
		if err := p.printProblems(&printed.Problems, "text", o.build.Dir); err != nil {
			return failed
		}
		p.say(text{"%s: không in bản tin", "%s: no bulletin was printed"}, p.sum(&printed.Problems))
		return problems
	}
	return p.writeBulletin(o, printed)
}

// misuse tells what is wrong with the flags as they stand together.
func (o *bulletinOptions) misuse() misuse {
	var given []string
	for name, there := range map[string]bool{"--month": o.month.year != 0, "--quarter": o.quarter.year != 0, "--campaign": o.campaign != ""} {
		if there {
			given = append(given, name)
		}
	}
	switch {
	case len(given) > 1:
		return misuse{what: text{"chỉ chọn một trong %s", "choose one of %s only"}, arg: "--month, --quarter, --campaign"}
	case o.pdf == "" && o.html == "":
		return misuse{what: text{"chưa cho biết in ra tệp nào: thiếu %s", "it is not said where to print to: %s is missing"}, arg: "--pdf",
			cure: text{"ví dụ --pdf ban-tin.pdf; hoặc --html ban-tin.html để tự in từ trình duyệt", "for example --pdf bulletin.pdf; or --html bulletin.html, to print it from a browser yourself"}}
	case o.pdf != "" && !strings.EqualFold(filepath.Ext(o.pdf), ".pdf"): // the file takes the place of one that is there
		return misuse{what: text{"“%s” không phải tên của tệp PDF", "“%s” is not the name of a PDF"}, arg: o.pdf, cure: text{"đổi đuôi thành .pdf, hoặc dùng --html", "end it with .pdf, or use --html"}}
	case o.html != "" && !strings.EqualFold(filepath.Ext(o.html), ".html") && !strings.EqualFold(filepath.Ext(o.html), ".htm"):
		return misuse{what: text{"“%s” không phải tên của tệp HTML", "“%s” is not the name of an HTML file"}, arg: o.html, cure: text{"đổi đuôi thành .html, hoặc dùng --pdf", "end it with .html, or use --pdf"}}
	}
	return misuse{}
}

// choose finds the bulletin that is asked for, else that of the newest month.
func (o *bulletinOptions) choose(s *site.Site) (*site.Bulletin, misuse) {
	if len(s.Posts) == 0 {
		return nil, misuse{what: text{"%s: chưa có bài nào được đăng, nên không có gì để in", "%s: nothing is published yet, so there is nothing to print"}, arg: filepath.ToSlash(o.build.Dir)}
	}
	newest := s.Updated
	var b *site.Bulletin
	asked := ""
	switch {
	case o.campaign != "":
		c, near := s.FindCampaign(o.campaign)
		if same := campaignsCalled(s, o.campaign); c == nil && len(same) > 1 {
			return nil, misuse{what: text{"có nhiều đợt tên là “%s”", "several campaigns are called “%s”"}, arg: o.campaign,
				cure: text{"dùng id: " + strings.Join(same, ", "), "use an id: " + strings.Join(same, ", ")}}
		}
		if c == nil {
			return nil, misuse{what: text{"không có đợt “%s”", "there is no campaign “%s”"}, arg: o.campaign, meant: near,
				cure: text{"dùng id của một tệp trong content/campaigns", "use the id of a file in content/campaigns"}}
		}
		b, asked = s.CampaignBulletin(c), c.Title
	case o.quarter.year != 0:
		b, asked = s.QuarterBulletin(o.quarter.year, o.quarter.quarter), fmt.Sprintf("%d/%d", o.quarter.quarter, o.quarter.year)
	case o.month.year != 0:
		b, asked = s.MonthBulletin(o.month.year, o.month.month), monthYear(o.month.year, o.month.month)
	default:
		b = s.MonthBulletin(newest.Year(), newest.Month())
	}
	if len(b.Posts) > 0 {
		return b, misuse{}
	}
	what := text{"tháng %s không có bài nào", "no post is of %s"}
	switch {
	case b.Campaign != nil:
		what = text{"đợt “%s” chưa có bài nào", "the campaign “%s” has no post yet"}
	case b.Quarter != 0:
		what = text{"quý %s không có bài nào", "no post is of quarter %s"}
	}
	latest := monthYear(newest.Year(), newest.Month())
	return nil, misuse{what: what, arg: asked, cure: text{"bài mới nhất là của tháng " + latest, "the newest post is of " + latest}}
}

// campaignsCalled gives the ids of the campaigns with a title, by the key that names are found by.
func campaignsCalled(s *site.Site, title string) (ids []string) {
	for _, c := range s.Campaigns {
		if viet.NameKey(c.Title) == viet.NameKey(title) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func monthYear(year int, month time.Month) string {
	return strconv.Itoa(int(month)) + "/" + strconv.Itoa(year)
}

// findBrowser finds the browser that prints. Without one it tells how to print by hand.
func (p *invocation) findBrowser(o *bulletinOptions) bool {
	if o.browser != "" {
		found, err := browserAt(o.browser)
		if err != nil {
			p.say(text{"bantin: không có trình duyệt “%s”; ghi tên lệnh hoặc đường dẫn tới tệp chạy của Chromium, Chrome hoặc Edge", "bantin: there is no browser “%s”; give the name or the path of the program of Chromium, Chrome or Edge"},
				diag.Harmless(filepath.ToSlash(o.browser)))
			return false
		}
		o.browser = found
		return true
	}
	var err error
	if o.browser, err = printer.Find(); err == nil {
		return true
	}
	html := strings.TrimSuffix(o.pdf, filepath.Ext(o.pdf)) + ".html"
	p.say(text{`bantin: để in ra PDF cần Chromium, Chrome hoặc Edge, mà máy này không có trình duyệt nào trong số đó.
Hai cách làm:
  1. Cài một trong ba trình duyệt ấy, hoặc chỉ đường dẫn bằng --browser, rồi chạy lại.
  2. Tự in: thay --pdf bằng “--html %s”, mở tệp ấy bằng trình duyệt đang có,
     bấm Ctrl+P, chọn khổ A4 và “Lưu thành PDF”.`, `bantin: printing a PDF needs Chromium, Chrome or Edge, and this machine has none of them.
There are two ways:
  1. Install one of the three, or point to it with --browser, and try again.
  2. Print it yourself: in place of --pdf use “--html %s”, open that file in the browser
     you have, press Ctrl+P, choose A4 and “Save as PDF”.`}, diag.Harmless(filepath.ToSlash(html)))
	return false
}

// browserAt is the absolute path of the program that --browser names, by a path or as one calls it.
func browserAt(name string) (string, error) {
	if found, err := exec.LookPath(name); err == nil {
		return filepath.Abs(found)
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		return "", err
	}
	return filepath.Abs(name)
}

// canPrintTo tells whether a file can lie at a place, and else why not: a bulletin must not come to lie among the sources of a site.
func (p *invocation) canPrintTo(name, siteDir string) bool {
	shown := diag.Harmless(filepath.ToSlash(name))
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		p.say(text{"bantin: %s là thư mục; thêm tên tệp", "bantin: %s is a folder; give the name of a file"}, shown)
		return false
	case err == nil && !info.Mode().IsRegular():
		p.say(text{"bantin: %s không phải là tệp thường", "bantin: %s is not a regular file"}, shown)
		return false
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		p.say(text{"bantin: không ghi được %s: %s", "bantin: cannot write %s: %s"}, shown, reason(err).in(p.lang))
		return false
	}
	dir, err := filepath.Abs(filepath.Dir(name))
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil || !isFolder(dir) {
		p.say(text{"bantin: không có thư mục để ghi %s; tạo thư mục trước", "bantin: there is no folder for %s; make it first"}, shown)
		return false
	}
	if source := sourceAround(dir, siteDir); source != "" {
		p.say(text{"bantin: không ghi bản tin vào %s: thư mục %s là của nội dung trang; chọn chỗ khác", "bantin: no bulletin is written to %s: the folder %s holds the site's sources; choose another place"}, shown, source)
		return false
	}
	return true
}

// writeBulletin writes the files that were asked for.
func (p *invocation) writeBulletin(o *bulletinOptions, r *build.Printed) int {
	write := func(name string, data []byte) bool {
		err := writeWhole(name, data)
		shown := diag.Harmless(filepath.ToSlash(name))
		if err != nil {
			p.say(text{"bantin: không ghi được %s: %s", "bantin: cannot write %s: %s"}, shown, reason(err).in(p.lang))
			return false
		}
		what := counted(len(r.Bulletin.Posts), "bài", "post", "posts")
		p.say(text{"%s: %s", "%s: %s"}, shown, what.in(p.lang))
		return true
	}
	if o.html != "" && !write(o.html, r.Page) {
		return failed
	}
	if o.pdf != "" {
		pdf, err := printer.PDF(p.ctx, o.browser, r.Page)
		if err != nil {
			return p.failBulletin(err, o)
		}
		if !write(o.pdf, pdf) {
			return failed
		}
	}
	p.sayWarnings(&r.Problems)
	if len(r.Held) > 0 {
		p.printList(text{"giữ lại vì có lỗi", "held back for their errors"}, r.Held, len(r.Held))
		return heldBack
	}
	return done
}

// failBulletin tells why a bulletin could not be printed.
func (p *invocation) failBulletin(err error, o *bulletinOptions) int {
	switch {
	case errors.Is(err, context.Canceled):
		p.say(text{"bantin: đã dừng; không ghi gì", "bantin: stopped; nothing was written"})
	case o.browser != "" && strings.HasPrefix(err.Error(), o.browser+": "):
		p.say(text{"bantin: trình duyệt không in được: %s\nVẫn có thể tự in: dùng --html, mở tệp ấy bằng trình duyệt rồi bấm Ctrl+P.", "bantin: the browser could not print: %s\nIt can be printed by hand: use --html, open the file in a browser and press Ctrl+P."},
			diag.Harmless(err.Error()))
	default:
		return p.fail(err, o.build.Dir)
	}
	return failed
}
