package main

import (
	"flag"
	"fmt"
	"time"

	"bantin/internal/build"
	"bantin/internal/outside"
	"bantin/internal/parallel"
	"bantin/internal/viet"
)

func checkCommand() command {
	return command{
		name:    "check",
		summary: text{"kiểm tra trang đã dựng xong, không ghi gì", "check the finished site, write nothing"},
		usage:   checkUsage,
		flags:   checkFlags,
		most:    1,
	}
}

func checkFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o build.CheckOptions
	var now moment
	format, external := "text", false
	set.Var(&address{&o.BaseURL}, "base-url", "")
	set.BoolVar(&o.Drafts, "drafts", false, "")
	set.BoolVar(&o.Future, "future", false, "")
	set.Var(&now, "now", "")
	set.BoolVar(&o.Strict, "strict", false, "")
	set.BoolVar(&external, "external", false, "")
	set.Var(&choice{&format, []string{"text", "json", "github"}}, "format", "")
	shared := p.cacheFlag(set)
	return func(args []string) int {
		o.Dir, o.Shared = siteFolder(args), shared()
		if now.in != nil {
			o.Now = now.in
		}
		if external {
			o.Outside = new(outside.Asker)
		}
		return p.check(o, format)
	}
}

// check runs a check and tells what has come of it.
func (p *invocation) check(o build.CheckOptions, format string) int {
	began := time.Now()
	o.Pictures, o.Progress = new(parallel.Progress), new(parallel.Progress)
	stop := p.showProgress(o.Pictures, o.Progress)
	result, err := build.Check(p.ctx, o)
	stop()
	if err != nil {
		return p.fail(err, o.Dir)
	}
	if e := p.printProblems(&result.Problems, format, o.Dir); e != nil {
		return failed
	}
	p.printChecked(result)
	p.conclude(&result.Problems, began, format)
	if result.Failed {
		return problems
	}
	return done
}

// printChecked prints to stdout what was looked at.
func (p *invocation) printChecked(r *build.Checked) {
	number := viet.Number
	if p.lang == "en" {
		number = viet.NumberEN
	}
	if r.Unread {
		fmt.Fprintln(p.stdout, text{
			"nội dung có lỗi nên chưa kiểm tra được các trang; sửa xong rồi chạy lại",
			"there are errors in the content, so pages were not checked; mend them and run this again",
		}.in(p.lang))
		return
	}
	fmt.Fprintf(p.stdout, text{"đã kiểm tra %s trang", "%s pages checked"}.in(p.lang), number(int64(r.Pages)))
	if r.Asked > 0 {
		fmt.Fprintf(p.stdout, text{", %s địa chỉ ở nơi khác", ", %s addresses elsewhere"}.in(p.lang), number(int64(r.Asked)))
	}
	fmt.Fprintln(p.stdout)
}
