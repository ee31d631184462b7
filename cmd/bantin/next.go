package main

import (
	"flag"
	"fmt"
	"time"

	"bantin/internal/agenda"
	"bantin/internal/build"
)

func nextCommand() command {
	return command{
		name:    "next",
		summary: text{"khi nào trang tự đổi: bài hẹn giờ, hết hạn, đợt bắt đầu …", "when the site changes by itself: scheduled posts, expiry, campaigns …"},
		usage:   nextUsage,
		flags:   nextFlags,
		most:    1,
	}
}

var nextUsage = text{`bantin next [THƯ MỤC] [tùy chọn]

In thời điểm gần nhất sắp tới mà trang đổi dù không ai sửa gì: bài hẹn giờ đến lúc đăng,
bài hết hạn hay thôi ghim, đợt bắt đầu, kết thúc hay bớt một ngày, hoạt động đến ngày, tin
quá hai ngày ra khỏi news-sitemap.xml, ngày kỷ niệm đến gần. In theo RFC 3339, giờ của
trang; không có gì sắp tới thì không in gì. Bài nháp không bao giờ tự đăng.

Dùng cho máy chủ chạy theo lịch: giữa hai thời điểm ấy, dựng lại cũng ra đúng từng tệp như
cũ, nên không cần dựng.

  --since LÚC        in thời điểm đầu tiên sau LÚC mà nay đã qua; không có thì không in
                     gì, tức là từ LÚC đến nay trang không tự đổi
  --now LÚC          tính như thể đang là lúc ấy: 2021-05-27 hoặc
                     2021-05-27T08:30:00+07:00
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Năm nào còn đang chạy và đã có bài thì trang Hoạt động ghi “tính đến ngày”, nên trang đổi
mỗi nửa đêm.

Mã thoát:  0 xong (dù có in hay không) · 1 site.yaml, chủ đề, đơn vị hoặc đợt có lỗi ·
2 không chạy được.

Ví dụ:
  bantin next
  truoc=2021-05-27T08:30:00+07:00           # lần dựng trước
  if [ -n "$(bantin next --since "$truoc")" ]; then bantin build --hold-back; fi
`, `bantin next [DIR] [flags]

Prints the next moment at which the site changes though nobody has touched it: a scheduled
post is due, one expires or is pinned no more, a campaign begins, ends or has a day less
left, an activity has its day, a post of two days leaves news-sitemap.xml, a day to mark
comes near. It is in RFC 3339, in the site's zone; with nothing to come, nothing is printed.
Drafts never publish themselves.

It is for servers that run by the clock: between two such moments a build gives the same
files, byte for byte, and need not be made.

  --since TIME       print the first moment after TIME that has come by now; nothing
                     printed means that the site has not changed by itself since TIME
  --now TIME         reckon as if it were then: 2021-05-27 or
                     2021-05-27T08:30:00+07:00
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

While a year runs in which something was posted, the page of activities says up to which
day it counts, so that the site changes every midnight.

Exit status:  0 done (whether or not something is printed) · 1 errors in site.yaml,
topics, units or campaigns · 2 could not run.

Examples:
  bantin next
  last=2021-05-27T08:30:00+07:00            # the last build
  if [ -n "$(bantin next --since "$last")" ]; then bantin build --hold-back; fi
`}

func nextFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var now, since moment
	set.Var(&now, "now", "")
	set.Var(&since, "since", "")
	return func(args []string) int {
		return p.next(build.LoadOptions{Dir: siteFolder(args), Now: now.in, HoldBack: true}, since)
	}
}

// next prints the next moment at which the site changes by itself. Posts with errors
// do not stop it: the next build names them, whenever that is.
func (p *invocation) next(o build.LoadOptions, since moment) int {
	loaded, status := p.loadLeniently(o)
	if status != done {
		return status
	}
	defer loaded.Close()
	now := loaded.Site.Now
	after := now
	if since.in != nil {
		after = since.in(now.Location())
	}
	next, ok := agenda.Next(loaded.Source, loaded.Site, after)
	if !ok || since.in != nil && next.After(now) {
		return done
	}
	if _, err := fmt.Fprintln(p.stdout, next.Format(time.RFC3339Nano)); err != nil {
		return p.fail(err, o.Dir)
	}
	return done
}
