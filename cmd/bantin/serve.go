package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/serve"
	watching "bantin/internal/watch" // watch is a name of the tests
)

func serveCommand() command {
	return command{
		name:    "serve",
		summary: text{"xem trước trang trong lúc viết", "see the site while you write"},
		usage:   serveUsage,
		flags:   serveFlags,
		most:    1,
	}
}

func serveFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o serve.Options
	var now moment
	addr, open := "127.0.0.1:1313", false
	set.Var(&listenAddress{&addr}, "addr", "")
	set.Var(&interval{&o.Poll}, "poll", "")
	set.BoolVar(&open, "open", false, "")
	set.Var(&now, "now", "")
	shared := p.cacheFlag(set)
	return func(args []string) int {
		o.Dir, o.Shared = siteFolder(args), shared()
		if now.in != nil {
			o.Now = now.in
		}
		return p.serve(o, addr, open)
	}
}

// serve shows a site until the reader ends it.
func (p *invocation) serve(o serve.Options, addr string, open bool) int {
	if isMissing(o.Dir) {
		p.say(text{"bantin: không có thư mục %s", "bantin: there is no folder %s"}, diag.Harmless(o.Dir))
		return failed
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return p.fail(err, o.Dir)
	}
	place, err := serve.Listen(addr)
	if err != nil {
		return p.cannotListen(err, addr)
	}
	p.sayPlace(place)
	if open {
		defer p.openBrowser(place.URL())()
	}
	o.Path, o.Lang, o.Told = filepath.ToSlash(dir), p.lang, p.sayEvent
	if err := serve.New(place, o).Run(p.ctx); err != nil {
		return p.fail(err, o.Dir)
	}
	p.say(text{"đã dừng", "stopped"})
	return done
}

// sayPlace prints the address alone to stdout, so that scripts can read it, and all else to stderr.
func (p *invocation) sayPlace(place *serve.Place) {
	url := place.URL()
	if place.Busy > 0 {
		p.say(text{"cổng %d đang bận, dùng cổng khác", "port %d is busy, using another"}, place.Busy)
	}
	p.say(text{"Xem trước trang tại địa chỉ dưới đây; mọi bài và lỗi: %s_bantin/. Ctrl-C để dừng.", "The preview is at the address below; all posts and problems: %s_bantin/. Ctrl-C ends it."}, url)
	fmt.Fprintln(p.stdout, url)
	for _, other := range place.Others() {
		p.say(text{"ai cùng mạng cũng xem được, kể cả bài nháp: %s", "everyone in the same network can see it, drafts too: %s"}, other)
	}
}

func (p *invocation) cannotListen(err error, addr string) int {
	lookup := new(net.DNSError)
	if errors.As(err, &lookup) {
		p.say(text{"bantin: không có máy nào tên %s", "bantin: there is no host %s"}, diag.Harmless(lookup.Name))
		return failed
	}
	p.say(text{
		"bantin: không mở được %s (%s); chọn địa chỉ khác bằng --addr",
		"bantin: cannot listen on %s (%s); choose another address with --addr",
	}, diag.Harmless(addr), reason(err).in(p.lang))
	return failed
}

// sayEvent prints a line for what has happened, and errors that are new.
func (p *invocation) sayEvent(e serve.Event) {
	at := time.Now().Format("15:04:05")
	switch e.Cause {
	case serve.Failed:
		p.say(text{"%s  không làm được: %s", "%s  cannot go on: %s"}, at, diag.Harmless(e.Err.Error()))
		return
	case serve.Polls:
		why := text{"hệ thống không báo thay đổi", "the system does not tell of changes"}
		switch {
		case errors.Is(e.Err, watching.ErrLimit):
			why = text{"hệ thống không theo dõi thêm được thư mục nào", "the system watches no more folders"}
		case errors.Is(e.Err, watching.ErrNetwork):
			why = text{"ổ mạng không báo thay đổi", "a network drive does not tell of changes"}
		}
		p.say(text{"%s  %s: cứ mỗi giây xem lại một lần; đổi bằng --poll", "%s  %s: looking once a second; change that with --poll"}, at, why.in(p.lang))
		return
	}
	what := map[serve.Cause]text{
		serve.Opened:   counted(e.Posts, "bài", "post", "posts"),
		serve.Pictures: {"ảnh đã làm xong", "pictures are made"},
		serve.Changed:  {"đọc lại tất cả", "all read again"},
	}[e.Cause]
	if e.Files > 0 {
		what = counted(e.Files, "tệp đổi", "file changed", "files changed")
	}
	sum := counted(e.Problems.Errors(), "lỗi", "error", "errors").in(p.lang)
	if n := e.Problems.Warnings(); n > 0 {
		sum += ", " + counted(n, "cảnh báo", "warning", "warnings").in(p.lang)
	}
	p.say(text{"%s  %s: %s (%s)", "%s  %s: %s (%s)"}, at, what.in(p.lang), sum, milliseconds(e.Took))
	if e.New.Len() > 0 {
		p.sayErrors(e.New)
	}
}

// sayErrors prints errors that are new; a screenful at most, since another branch may bring thousands.
func (p *invocation) sayErrors(all *diag.List) {
	const most = 20
	var some diag.List
	some.Add(all.All()[:min(most, all.Len())]...)
	diag.Text(p.stderr, &some, p.lang, p.onTerminal()) // a terminal that is gone needs no words
	if left := all.Len() - most; left > 0 {
		p.say(text{"… và %s", "… and %s"}, counted(left, "lỗi nữa; xem ở _bantin/", "more error; see _bantin/", "more errors; see _bantin/").in(p.lang))
	}
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) + " ms" }

// listenAddress is the value of --addr.
type listenAddress struct{ value *string }

func (a *listenAddress) String() string { return "" }

func (a *listenAddress) Set(s string) error {
	*a.value = s
	return serve.CheckAddr(s)
}

func (a *listenAddress) expects() text {
	const examples = "127.0.0.1:8080, 8080, 0.0.0.0:1313"
	return text{"ví dụ: " + examples, "examples: " + examples}
}

// interval is the value of --poll: "2s", "500ms"; a number alone is seconds.
type interval struct{ value *time.Duration }

func (i *interval) String() string { return "" }

func (i *interval) Set(s string) (err error) {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		s += "s"
	}
	if *i.value, err = time.ParseDuration(s); err == nil && *i.value < 100*time.Millisecond {
		err = errors.New("less than 100ms")
	}
	return err
}

func (i *interval) expects() text {
	const examples = "1s, 500ms"
	return text{"từ 100ms trở lên, ví dụ: " + examples, "100ms or more, examples: " + examples}
}
