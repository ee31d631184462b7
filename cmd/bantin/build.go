package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"bantin/internal/build"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/viet"
)

func buildCommand() command {
	return command{
		name:    "build",
		summary: text{"dựng trang vào thư mục public", "build the site into the folder public"},
		usage:   buildUsage,
		flags:   buildFlags,
		most:    1,
	}
}

var buildUsage = text{`bantin build [THƯ MỤC] [tùy chọn]

Dựng trang từ content/, layouts/ và static/ của thư mục (mặc định: thư mục hiện
tại) rồi ghi vào public/. Tệp nào không đổi thì không ghi lại; tệp lần trước
ghi mà nay không cần nữa thì xóa; tệp không phải do bantin ghi thì để nguyên.
Có lỗi thì không ghi gì cả, public/ giữ nguyên như lần dựng tốt gần nhất.

  --out THƯ MỤC      ghi vào thư mục này, tính từ thư mục hiện tại
  --base-url URL     dùng địa chỉ này thay cho base_url trong site.yaml
  --drafts           đăng cả bài nháp (draft: true)
  --future           đăng cả bài hẹn ngày sau
  --now LÚC          dựng như thể đang là lúc ấy: 2021-05-27 (từ 0 giờ ngày đó,
                     theo giờ của trang) hoặc 2021-05-27T08:30:00+07:00
  --hold-back        bài có lỗi thì giữ lại và nêu tên, các bài khác vẫn đăng
  --strict           coi cảnh báo là lỗi
  --prune            xóa khỏi .bantin/cache những ảnh mà lần dựng này không dùng
  --cache ĐỊA_CHỈ    bộ nhớ đệm dùng chung giữa các máy, thay cho cache trong site.yaml:
                     s3://…, sftp://…, một thư mục, hoặc none (xem “bantin help anh”)
  --relative         dựng một bản mở được từ thư mục hay USB (nhấp đúp index.html), không cần
                     mạng; để lưu giữ, không để đăng; cần --out
  --format KIỂU      in lỗi dạng text (mặc định), json (mỗi dòng một lỗi) hoặc
                     github (hiện ngay trên pull request)
  -v                 in thêm thời gian của từng chặng
  --cpuprofile TỆP   ghi số đo bộ xử lý vào tệp này, xem bằng go tool pprof
  --trace TỆP        ghi diễn biến của lần chạy, xem bằng go tool trace
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 xong · 1 nội dung có lỗi · 2 không chạy được · 3 xong nhưng có
bài bị giữ lại.

Ví dụ:
  bantin build
  bantin build trang-tin --out /var/www/html --hold-back
  bantin build --drafts --future --out /tmp/xem-thu
  bantin build --relative --out luu-tru-2021
`, `bantin build [DIR] [flags]

Builds the site of a folder (default: the current one) from its content/,
layouts/ and static/, and writes it to public/. Files that have not changed are
not written again; files of the last build that are needed no more are removed;
files that bantin never wrote are left alone. With an error nothing is written
and public/ stays as the last good build left it.

  --out DIR          write to this folder, relative to the current one
  --base-url URL     use this address instead of base_url in site.yaml
  --drafts           publish drafts too (draft: true)
  --future           publish posts of later dates too
  --now TIME         build as if it were then: 2021-05-27 (from 00:00 of that
                     day in the site's zone) or 2021-05-27T08:30:00+07:00
  --hold-back        leave out and name posts with errors, publish the others
  --strict           count warnings as errors
  --prune            remove from .bantin/cache the pictures this build has no use for
  --cache ADDRESS    the cache that machines share, instead of cache in site.yaml:
                     s3://…, sftp://…, a folder, or none (see “bantin help pictures”)
  --relative         make a copy that opens from a folder or a USB stick (a double click on
                     index.html) without a network; to keep, not to publish; needs --out
  --format KIND      print problems as text (default), json (one a line) or
                     github (shown on the pull request)
  -v                 print how long each stage took, too
  --cpuprofile FILE  write a profile of the processor's time, for go tool pprof
  --trace FILE       write a trace of the run, for go tool trace
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Exit status:  0 done · 1 errors in the content · 2 could not run · 3 done, but
posts were held back.

Examples:
  bantin build
  bantin build news --out /var/www/html --hold-back
  bantin build --drafts --future --out /tmp/preview
  bantin build --relative --out archive-2021
`}

func buildFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o build.Options
	var now moment
	var record profiles
	format, stages := "text", false
	record.flags(set)
	set.BoolVar(&stages, "v", false, "")
	set.StringVar(&o.Out, "out", "", "")
	set.Var(&address{&o.BaseURL}, "base-url", "")
	set.BoolVar(&o.Drafts, "drafts", false, "")
	set.BoolVar(&o.Future, "future", false, "")
	set.Var(&now, "now", "")
	set.BoolVar(&o.HoldBack, "hold-back", false, "")
	set.BoolVar(&o.Strict, "strict", false, "")
	set.BoolVar(&o.Prune, "prune", false, "")
	set.BoolVar(&o.Relative, "relative", false, "")
	set.Var(&choice{&format, []string{"text", "json", "github"}}, "format", "")
	shared := p.cacheFlag(set)
	return func(args []string) int {
		o.Dir, o.Shared = siteFolder(args), shared()
		if now.in != nil {
			o.Now = now.in
		}
		if o.Relative && o.Out == "" { // public/ is what gets published
			return p.usageError("build", misuse{what: text{"“%s” cần một thư mục riêng", "“%s” needs a folder of its own"}, arg: "--relative",
				cure: text{"thêm --out, ví dụ: bantin build --relative --out luu-tru-2021", "add --out, for example: bantin build --relative --out archive-2021"}})
		}
		if record.cpu != "" && record.cpu == record.trace {
			return p.usageError("build", misuse{what: text{"“%s” cần một tệp riêng", "“%s” needs a file of its own"}, arg: "--trace"})
		}
		return p.recording(record, func() int { return p.build(o, format, stages) })
	}
}

// build runs a build and tells what has come of it.
func (p *invocation) build(o build.Options, format string, stages bool) int {
	began := time.Now()
	o.Pictures, o.Progress = new(parallel.Progress), new(parallel.Progress)
	stop := p.showProgress(o.Pictures, o.Progress)
	result, err := build.Run(p.ctx, o)
	stop()
	if result != nil {
		if e := p.printProblems(&result.Problems, format, o.Dir); e != nil && !errors.Is(e, syscall.EPIPE) {
			return failed
		}
	}
	if err != nil {
		return p.fail(err, o.Dir)
	}
	out := filepath.ToSlash(cmp.Or(o.Out, filepath.Join(o.Dir, "public")))
	if result.Failed {
		if format == "text" {
			p.say(text{"%s: không ghi gì, %s giữ nguyên", "%s: nothing was written, %s stays as it was"}, p.sum(&result.Problems), out)
		}
		return problems
	}
	p.printResult(result, out)
	p.conclude(&result.Problems, began, format)
	if stages {
		p.printStages(result.Stages)
	}
	if len(result.Held) > 0 {
		return heldBack
	}
	return done
}

// conclude tells, in the format of text, how many problems there are and how long the work took.
func (p *invocation) conclude(l *diag.List, began time.Time, format string) {
	if format != "text" {
		return
	}
	if l.Len() > 0 {
		p.say(text{"%s", "%s"}, p.sum(l))
	}
	p.say(text{"xong sau %s giây", "done in %s s"}, decimal(time.Since(began).Seconds(), p.lang))
}

// printProblems prints to stderr in the format that was asked for.
func (p *invocation) printProblems(l *diag.List, format, dir string) error {
	switch format {
	case "json":
		return diag.JSON(p.stderr, l, p.lang)
	case "github":
		return diag.GitHub(p.stderr, l, p.lang, repositoryPath(dir))
	}
	return diag.Text(p.stderr, l, p.lang, p.onTerminal())
}

// sum is “2 lỗi, 1 cảnh báo”.
func (p *invocation) sum(l *diag.List) string {
	errs, warnings := l.Errors(), l.Warnings()
	count := func(n int, vi, one, many string) string {
		if p.lang == "en" {
			if n == 1 {
				return "1 " + one
			}
			return viet.NumberEN(int64(n)) + " " + many
		}
		return viet.Number(int64(n)) + " " + vi
	}
	var parts []string
	if errs > 0 {
		parts = append(parts, count(errs, "lỗi", "error", "errors"))
	}
	if warnings > 0 {
		parts = append(parts, count(warnings, "cảnh báo", "warning", "warnings"))
	}
	return strings.Join(parts, ", ")
}

// printResult prints to stdout what was written.
func (p *invocation) printResult(r *build.Result, out string) {
	number := viet.Number
	if p.lang == "en" {
		number = viet.NumberEN
	}
	n := func(i int) string { return number(int64(i)) }
	o := &r.Output
	var kinds []string
	for _, k := range []struct {
		n    int
		name text
	}{
		{r.Posts, text{"bài", "posts"}},
		{o.Kinds[output.Page] - r.Posts, text{"trang khác", "other pages"}},
		{o.Kinds[output.Feed], text{"nguồn tin", "feeds"}},
		{o.Kinds[output.Data], text{"tệp dữ liệu", "data files"}},
		{o.Kinds[output.Index], text{"tệp tìm kiếm", "search files"}},
		{o.Kinds[output.Asset], text{"tệp kèm", "assets"}},
		{o.Kinds[output.Redirect], text{"chuyển hướng", "redirects"}},
	} {
		if k.n > 0 {
			kinds = append(kinds, n(k.n)+" "+k.name.in(p.lang))
		}
	}
	fmt.Fprintf(p.stdout, text{"%s: %s tệp (%s); ghi %s, giữ %s, xóa %s\n", "%s: %s files (%s); written %s, unchanged %s, removed %s\n"}.in(p.lang),
		diag.Harmless(out), n(o.Written+o.Unchanged), strings.Join(kinds, ", "), n(o.Written), n(o.Unchanged), n(o.Removed))
	if r.Pruned > 0 {
		fmt.Fprintf(p.stdout, text{"bộ nhớ đệm: xóa %s mục không còn dùng\n", "cache: %s unused entries removed\n"}.in(p.lang), n(r.Pruned))
	}
	p.printShared(r.Shared)
	p.printList(text{"giữ lại vì có lỗi", "held back for their errors"}, r.Held, len(r.Held))
	p.printList(text{"không do bantin ghi, để nguyên", "not written by bantin, left alone"}, o.Foreign, 20)
}

// printList prints names under a heading, at most so many.
func (p *invocation) printList(heading text, names []string, most int) {
	if len(names) == 0 {
		return
	}
	fmt.Fprintf(p.stdout, "%s:\n", heading.in(p.lang))
	for _, name := range names[:min(most, len(names))] {
		fmt.Fprintf(p.stdout, "  %s\n", diag.Harmless(name))
	}
	if more := len(names) - most; more > 0 {
		fmt.Fprintf(p.stdout, text{"  … và %d tên nữa\n", "  … and %d more\n"}.in(p.lang), more)
	}
}

// fail tells why a build could not run.
func (p *invocation) fail(err error, dir string) int {
	var (
		folder *output.FolderError
		shared *build.CacheError
		way    *output.InTheWayError
		link   *build.LinkError
	)
	switch {
	case errors.Is(err, context.Canceled):
		p.say(text{"bantin: đã dừng; trang đã đăng giữ nguyên", "bantin: stopped; the finished site stays as it was"})
	case errors.Is(err, output.ErrBusy):
		p.sayFailure(busyText(err))
	case errors.As(err, &link):
		p.say(text{
			"bantin: %s là liên kết tượng trưng (symbolic link), có thể dẫn ra ngoài trang; hãy xóa nó, hoặc chọn nơi ghi trang bằng --out",
			"bantin: %s is a symbolic link, which may lead out of the site; delete it, or name the place for the site with --out",
		}, diag.Harmless(link.Dir))
	case errors.As(err, &way):
		p.say(text{
			"bantin: %s không phải do bantin ghi, mà trang cần chỗ ấy; hãy chuyển nó đi nơi khác",
			"bantin: %s was not written by bantin, and the site needs its place; move it elsewhere",
		}, diag.Harmless(way.Path))
	case errors.As(err, &folder) && folder.Other == "":
		p.say(text{"bantin: %s không phải là thư mục; chọn chỗ khác bằng --out", "bantin: %s is not a folder; choose another with --out"}, diag.Harmless(folder.Dir))
	case errors.As(err, &folder):
		p.say(text{
			"bantin: không ghi trang vào %s vì chồng lên %s; chọn một thư mục riêng bằng --out",
			"bantin: the site cannot be written to %s, which overlaps %s; choose a folder of its own with --out",
		}, diag.Harmless(folder.Dir), diag.Harmless(folder.Other))
	case errors.As(err, &shared):
		p.say(text{
			"bantin: bộ nhớ đệm dùng chung không thể nằm ở %s vì chồng lên %s; chọn một thư mục riêng",
			"bantin: the shared cache cannot be %s, which overlaps %s; choose a folder of its own",
		}, diag.Harmless(shared.Dir), diag.Harmless(shared.Other))
	case isMissing(dir):
		p.say(text{"bantin: không có thư mục %s", "bantin: there is no folder %s"}, diag.Harmless(dir))
	default:
		if t, known := diskText(err, dir); known {
			p.sayFailure(t)
			break
		}
		p.say(text{"bantin: không làm được: %s", "bantin: cannot go on: %s"}, diag.Harmless(err.Error()))
	}
	return failed
}

func isMissing(dir string) bool {
	info, err := os.Stat(dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir()
}

// repositoryPath is the path from the root of the Git repository that holds
// dir to dir, with slashes; "" when it is the root, or there is none.
func repositoryPath(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			rel, err := filepath.Rel(at, dir)
			if err != nil || rel == "." {
				return ""
			}
			return filepath.ToSlash(rel)
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// moment is the value of --now: a moment, or a day, whose first moment is meant,
// in any form that a post's date may have.
type moment struct {
	in func(zone *time.Location) time.Time
}

func (m *moment) String() string { return "" }

func (m *moment) Set(s string) error {
	_, err := viet.ParseMoment(s, time.UTC)
	m.in = func(zone *time.Location) time.Time {
		t, _ := viet.ParseMoment(s, zone) // whether it can be read does not depend on the zone
		return t.In(zone)
	}
	return err
}

func (m *moment) expects() text {
	const examples = "2021-05-27, 2021-05-27T08:30:00+07:00"
	return text{"ví dụ: " + examples, "examples: " + examples}
}

// address is the value of --base-url.
type address struct{ value *string }

func (a *address) String() string { return "" }

func (a *address) Set(s string) error {
	*a.value = s
	return content.CheckBaseURL(s)
}

func (a *address) expects() text {
	const examples = "https://example.org/, https://example.org/tin/"
	return text{"ví dụ: " + examples, "examples: " + examples}
}
