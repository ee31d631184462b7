package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/publish"
)

func publishCommand() command {
	return command{
		name:    "publish",
		summary: text{"đưa trang đã dựng lên máy chủ: gửi những gì đã đổi", "send what has changed of the built site to its place on the web"},
		usage:   publishUsage,
		flags:   publishFlags,
		most:    2,
	}
}

// publishOptions are what the command line asks of a publish.
type publishOptions struct {
	publish.Options
	target, dir, out string
	baseURL          string
	identity         string
	dryRun, yes      bool
	keep             days
	format           string
	now              moment
}

func publishFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	o := &publishOptions{keep: 90, format: "text"}
	o.MaxDeletes = publish.Limit{N: 20, Percent: true}
	set.StringVar(&o.out, "out", "", "")
	set.Var(&address{&o.baseURL}, "base-url", "")
	set.BoolVar(&o.dryRun, "dry-run", false, "")
	set.BoolVar(&o.yes, "yes", false, "")
	set.Var(&o.keep, "keep", "")
	set.Var(&limit{&o.MaxDeletes}, "max-deletes", "")
	set.Var((*list)(&o.Purge), "purge", "")
	set.Var(&encodings{&o.Compress}, "compress", "")
	set.BoolVar(&o.Adopt, "adopt", false, "")
	set.BoolVar(&o.Preview, "preview", false, "")
	set.BoolVar(&o.Verify, "verify", false, "")
	set.BoolVar(&o.BreakLock, "break-lock", false, "")
	set.StringVar(&o.identity, "identity", "", "")
	set.Var(&o.now, "now", "")
	set.Var(&choice{&o.format, []string{"text", "json"}}, "format", "")
	return func(args []string) int {
		if len(args) == 0 {
			return p.usageError("publish", misuse{what: text{"thiếu nơi đăng%s", "the target is missing%s"},
				cure: text{"ví dụ: bantin publish sftp://ten@may-chu/var/www/ban-tin", "for example: bantin publish sftp://name@server/var/www/news"}})
		}
		o.target, o.dir = args[0], siteFolder(args[1:])
		return p.publish(o)
	}
}

// publish sends the built site to its target.
func (p *invocation) publish(o *publishOptions) int {
	site, err := p.openBuilt(o)
	if err != nil {
		return p.failPublish(err, o, nil)
	}
	defer site.Close()
	o.Who, o.Keep, o.Now = publisher(), time.Duration(o.keep)*24*time.Hour, time.Now()
	if o.now.in != nil {
		o.Now = o.now.in(time.Local)
	}
	home, _ := os.UserHomeDir()
	target, err := publish.Open(p.ctx, o.target, publish.Credentials{Getenv: p.getenv, Home: home, Identity: o.identity})
	if err != nil {
		return p.failPublish(err, o, nil)
	}
	defer target.Close()
	p.sayBuilt(site)
	for range 3 {
		plan, err := publish.Prepare(p.ctx, site, target, o.Options)
		if err != nil {
			return p.failPublish(err, o, plan)
		}
		status, err := p.carryOut(plan, target, site, o)
		if errors.Is(err, publish.ErrMoved) {
			p.say(text{"vừa có người khác đăng lên đích này; so lại từ đầu", "somebody else has just published to the target; comparing again"})
			continue
		}
		if err != nil {
			return p.failPublish(err, o, plan)
		}
		return status
	}
	return p.failPublish(publish.ErrMoved, o, nil)
}

// carryOut shows a plan, asks if need be, and does it.
func (p *invocation) carryOut(plan *publish.Plan, target publish.Target, site *publish.Site, o *publishOptions) (status int, err error) {
	if o.format == "text" {
		p.printPlan(plan, target)
	}
	p.sayPlan(plan)
	if plan.Empty() || o.dryRun {
		p.printChanges(plan, target, site, o)
		if o.dryRun {
			p.say(text{"chạy thử: không thay đổi gì trên đích", "dry run: nothing was changed on the target"})
		}
		return done, nil
	}
	if agreed, status := p.agree(target, o); !agreed {
		return status, nil
	}
	began := time.Now()
	progress := new(publish.Progress)
	plan.Watch(progress)
	stop := p.showSending(progress)
	err = plan.Run(p.ctx)
	stop()
	if err != nil {
		return failed, err
	}
	p.printChanges(plan, target, site, o)
	p.say(text{"đã đăng sau %s giây", "published in %s s"}, decimal(time.Since(began).Seconds(), p.lang))
	return done, nil
}

// agree asks whether the plan is to be done, where nobody has said so.
func (p *invocation) agree(target publish.Target, o *publishOptions) (yes bool, status int) {
	if o.yes {
		return true, done
	}
	if !isTerminal(p.stdin) || !isTerminal(p.stderr) {
		p.say(text{"bantin: chưa đăng gì; không có ai để hỏi, nên muốn đăng thì thêm --yes", "bantin: nothing was published; there is nobody to ask, so add --yes to publish"})
		return false, failed
	}
	fmt.Fprintf(p.stderr, text{"Đăng lên %s? [c/K] ", "Publish to %s? [y/N] "}.in(p.lang), diag.Harmless(target.String()))
	line, _ := bufio.NewReader(p.stdin).ReadString('\n')
	if slices.Contains([]string{"c", "có", "co", "y", "yes"}, strings.ToLower(strings.TrimSpace(line))) {
		return true, done
	}
	p.say(text{"không đăng gì", "nothing was published"})
	return false, done
}

// openBuilt reads the built site. A target that overlaps with the site's own folders is refused.
func (p *invocation) openBuilt(o *publishOptions) (*publish.Site, error) {
	dir, err := realPath(o.dir)
	if err != nil {
		return nil, err
	}
	out, err := realPath(cmp.Or(o.out, filepath.Join(dir, "public")))
	if err != nil {
		return nil, publish.ErrNoSite
	}
	if local, ok := publish.LocalPath(o.target); ok {
		sources := []string{"content", "layouts", "static", ".bantin", ".git"}
		if rel, err := filepath.Rel(dir, out); err == nil {
			sources = append(sources, rel)
		}
		if _, err := output.CheckFolder(local, dir, sources); err != nil {
			return nil, err
		}
	}
	return publish.OpenSite(p.ctx, filepath.Join(dir, ".bantin"), out, o.baseURL)
}

// realPath makes the path of what exists absolute, without symbolic links.
func realPath(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(name)
}

// publisher is what others are shown who find the target locked.
func publisher() string {
	who := "?"
	if u, err := user.Current(); err == nil {
		who = u.Username
	}
	if host, err := os.Hostname(); err == nil {
		who += "@" + host
	}
	return who
}

// days is the value of --keep.
type days int

func (d *days) String() string { return "" }

func (d *days) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 36500 {
		return errors.New("not a number of days")
	}
	*d = days(n)
	return nil
}

func (d *days) expects() text {
	return text{"số ngày, ví dụ: 90", "a number of days, for example: 90"}
}

// limit is the value of --max-deletes.
type limit struct{ value *publish.Limit }

func (l *limit) String() string { return "" }

func (l *limit) Set(s string) error {
	digits, percent := strings.CutSuffix(s, "%")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || percent && n > 100 {
		return errors.New("neither a number nor a share")
	}
	*l.value = publish.Limit{N: n, Percent: percent}
	return nil
}

func (l *limit) expects() text {
	return text{"số trang hoặc phần trăm, ví dụ: 30, 50%", "a number of pages or a share of them, for example: 30, 50%"}
}

// list is the value of a flag that may be given more than once.
type list []string

func (l *list) String() string { return "" }

func (l *list) Set(s string) error {
	*l = append(*l, s)
	return nil
}

// encodings is the value of --compress.
type encodings struct{ value *[]string }

func (e *encodings) String() string { return "" }

func (e *encodings) Set(s string) error {
	*e.value = nil
	for name := range strings.SplitSeq(s, ",") {
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "gz":
			name = "gzip"
		case "brotli":
			name = "br"
		}
		if name != "gzip" && name != "br" {
			return errors.New("unknown encoding")
		}
		if !slices.Contains(*e.value, name) {
			*e.value = append(*e.value, name)
		}
	}
	return nil
}

func (e *encodings) expects() text {
	return text{"gzip, br hoặc cả hai: gzip,br", "gzip, br or both: gzip,br"}
}
