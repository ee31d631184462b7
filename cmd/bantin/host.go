package main

import (
	"bytes"
	"flag"
	"slices"
	"strings"

	"bantin/internal/build"
	"bantin/internal/host"
)

func hostCommand() command {
	return command{
		name:    "host",
		summary: text{"in cấu hình cho máy chủ web của mình: nginx, apache", "print settings for a web server of one's own: nginx, apache"},
		usage:   hostUsage,
		flags:   hostFlags,
		most:    2,
	}
}

// printedHosts are the hosts whose settings can be printed; those of others are files of the finished site.
var printedHosts = [...]string{string(host.Nginx), string(host.Apache)}

var hostUsage = text{`bantin host nginx|apache [THƯ MỤC]

In cấu hình để máy chủ web của mình phục vụ trang: các tiêu đề an toàn (chính sách nội dung
CSP mà trang thật sự giữ được, nosniff …), trình duyệt giữ tệp bao lâu, chuyển hướng từ địa
chỉ cũ (aliases), trang 404. Không ghi gì vào public/.

  nginx              phần đặt trong khối server; để tệp ở ngoài thư mục public
  apache             nội dung của .htaccess; “host: apache” trong site.yaml thì bantin build
                     tự ghi tệp ấy

Với Netlify và Cloudflare Pages, ghi “host: netlify” hay “host: cloudflare” trong site.yaml:
bantin build ghi _headers và _redirects.

  --base-url URL     dùng địa chỉ này thay cho base_url trong site.yaml
  --now LÚC          như thể đang là lúc ấy: bài chưa đến giờ thì chưa có chuyển hướng
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 xong · 1 nội dung có lỗi · 2 không chạy được.

Ví dụ:
  bantin host nginx >/etc/nginx/snippets/ban-tin.conf
  bantin host apache trang-tin
`, `bantin host nginx|apache [DIR]

Prints settings for a web server of one's own: headers for safety (a Content-Security-Policy
that the site really keeps, nosniff …), how long browsers keep a file, redirects from old
addresses (aliases), the page for what is not there. Nothing is written to public/.

  nginx              what goes into a server block; keep the file outside the folder public
  apache             the text of .htaccess; with “host: apache” in site.yaml bantin build
                     writes that file itself

For Netlify and Cloudflare Pages write “host: netlify” or “host: cloudflare” in site.yaml:
bantin build writes _headers and _redirects.

  --base-url URL     use this address instead of base_url in site.yaml
  --now TIME         as if it were then: a post that is not due has no redirects yet
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Exit status:  0 done · 1 errors in the content · 2 could not run.

Examples:
  bantin host nginx >/etc/nginx/snippets/news.conf
  bantin host apache news
`}

func hostFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o build.LoadOptions
	var now moment
	set.Var(&address{&o.BaseURL}, "base-url", "")
	set.Var(&now, "now", "")
	return func(args []string) int {
		words := strings.Join(printedHosts[:], ", ")
		cure := text{"dùng một trong: " + words, "use one of: " + words}
		if len(args) == 0 {
			return p.usageError("host", misuse{what: text{"thiếu tên máy chủ sau “bantin %s”", "the server is missing after “bantin %s”"}, arg: "host", cure: cure})
		}
		if !slices.Contains(printedHosts[:], args[0]) {
			wrong := misuse{what: text{"không in được cấu hình cho “%s”", "there is nothing to print for “%s”"}, arg: args[0], meant: nearest(args[0], printedHosts[:]), cure: cure}
			if args[0] == string(host.Netlify) || args[0] == string(host.Cloudflare) {
				wrong.cure = text{"ghi “host: " + args[0] + "” trong site.yaml, bantin build sẽ ghi _headers và _redirects", "write “host: " + args[0] + "” in site.yaml, and bantin build writes _headers and _redirects"}
			}
			return p.usageError("host", wrong)
		}
		o.Dir, o.Now, o.HoldBack = siteFolder(args[1:]), now.in, true
		return p.host(host.Kind(args[0]), o)
	}
}

// host prints the settings of a web server for a site. Posts with errors do not stop it.
func (p *invocation) host(k host.Kind, o build.LoadOptions) int {
	loaded, status := p.loadLeniently(o)
	if status != done {
		return status
	}
	defer loaded.Close()
	var buf bytes.Buffer
	host.Text(&buf, k, loaded.Site)
	if _, err := p.stdout.Write(buf.Bytes()); err != nil {
		return p.fail(err, o.Dir)
	}
	return done
}

// loadLeniently reads a site of which only errors outside of posts matter: it prints those.
func (p *invocation) loadLeniently(o build.LoadOptions) (*build.Loaded, int) {
	loaded, err := build.Load(p.ctx, o)
	if err != nil {
		return nil, p.fail(err, o.Dir)
	}
	if !loaded.Failed {
		return loaded, done
	}
	defer loaded.Close()
	if err := p.printProblems(&loaded.Problems, "text", o.Dir); err != nil {
		return nil, failed
	}
	return nil, problems
}
