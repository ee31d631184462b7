package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"bantin/internal/build"
	"bantin/internal/diag"
	"bantin/internal/official"
	"bantin/internal/report"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func reportCommand() command {
	return command{
		name:    "report",
		summary: text{"lập báo cáo từ số liệu của các bài: html, csv, xlsx, json", "make a report from the numbers of the posts: html, csv, xlsx, json"},
		usage:   reportUsage,
		flags:   reportFlags,
		most:    1,
	}
}

// reportOptions are what a report is asked for.
type reportOptions struct {
	load                  build.LoadOptions
	campaign, unit, topic string
	from, to              period
	format, text, out     string
	missing               bool
}

func reportFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o reportOptions
	var now moment
	set.Var((*word)(&o.campaign), "campaign", "")
	set.Var((*word)(&o.unit), "unit", "")
	set.Var((*word)(&o.topic), "topic", "")
	set.Var(&o.from, "from", "")
	set.Var(&o.to, "to", "")
	set.Var((*word)(&o.format), "format", "") // which may be used: chooseFormat
	set.Var((*word)(&o.text), "text", "")
	set.Var((*word)(&o.out), "out", "")
	set.BoolVar(&o.missing, "missing", false, "")
	set.Var(&now, "now", "")
	set.BoolVar(&o.load.HoldBack, "hold-back", false, "")
	return func(args []string) int {
		o.load.Dir = siteFolder(args)
		o.load.Now = now.in
		return p.report(&o)
	}
}

// word is the value of a flag that must not be empty: a script whose variable is
// not set would get the report of all units for that of one.
type word string

func (w *word) String() string { return "" }

func (w *word) Set(s string) error {
	if *w = word(s); strings.TrimSpace(s) == "" {
		return errors.New("empty")
	}
	return nil
}

func (w *word) expects() text {
	return text{"ghi một tên, hoặc bỏ tùy chọn này", "give a name, or leave the flag out"}
}

// report makes a report and tells what has come of it.
func (p *invocation) report(o *reportOptions) int {
	if wrong := o.chooseFormat(); wrong.what != (text{}) {
		return p.usageError("report", wrong)
	}
	if o.format == "xlsx" && o.out == "" && isTerminal(p.stdout) {
		return p.usageError("report", misuse{
			what: text{"dạng %s không phải để đọc trên màn hình", "%s is not to be read on a screen"}, arg: "xlsx",
			cure: text{"ghi vào một tệp: --out bao-cao.xlsx", "write it to a file: --out report.xlsx"},
		})
	}
	target, ok := p.reportTarget(o)
	if !ok {
		return failed
	}
	loaded, err := build.Load(p.ctx, o.load)
	if err != nil {
		return p.failReport(err, o.load.Dir)
	}
	defer loaded.Close()
	filter, wrong := o.period(loaded.Site)
	if wrong.what != (text{}) {
		return p.usageError("report", wrong)
	}
	shown := onNumbers(&loaded.Problems)
	if err := diag.Text(p.stderr, shown, p.lang, p.onTerminal()); err != nil {
		return failed
	}
	if loaded.Failed {
		p.say(text{"%s: không lập báo cáo", "%s: no report was made"}, p.sum(shown))
		return problems
	}
	if wrong := o.subject(loaded.Site, &filter); wrong.what != (text{}) {
		return p.usageError("report", wrong)
	}
	return p.writeReport(o, loaded, filter, target)
}

// writeReport makes the report of a filter, writes it to target or, when that is empty,
// to stdout, and ends with a word on what is not in it.
func (p *invocation) writeReport(o *reportOptions, loaded *build.Loaded, filter site.Filter, target string) int {
	var words *official.Text
	if o.text != "" {
		var status int
		if words, status = p.readText(o.text, loaded.Site); status != done {
			return status
		}
	}
	var buf bytes.Buffer
	what, bad, err := o.render(&buf, loaded, filter, words)
	if err == nil {
		err = p.ctx.Err()
	}
	if err != nil {
		return p.failReport(err, o.load.Dir)
	}
	if len(bad) > 0 {
		return p.refuse(bad, func(file string) ([]byte, error) { return fs.ReadFile(loaded.Layouts, path.Base(file)) })
	}
	out := diag.Harmless(filepath.ToSlash(o.out))
	if target == "" {
		out = "stdout"
		_, err = p.stdout.Write(buf.Bytes())
	} else {
		err = writeWhole(target, buf.Bytes())
	}
	if err != nil {
		p.say(text{"bantin: không ghi được %s: %s", "bantin: cannot write %s: %s"}, out, reason(err).in(p.lang))
		return failed
	}
	if target != "" {
		p.say(text{"%s: %s", "%s: %s"}, out, what.in(p.lang))
	}
	p.sayWarnings(&loaded.Problems)
	if n := loaded.Site.HeldBack; n > 0 {
		what := counted(n, "bài", "post", "posts")
		p.say(text{"%s có lỗi nên không tính vào báo cáo", "%s with errors not counted in the report"}, what.in(p.lang))
		return heldBack
	}
	return done
}

// render makes the report, or the list of what it lacks, and says in few words what is in it; or
// it tells what is wrong with the layout.
func (o *reportOptions) render(buf *bytes.Buffer, l *build.Loaded, f site.Filter, words *official.Text) (what text, bad []diag.Diagnostic, err error) {
	if o.missing {
		m := report.FindMissing(l.Site, f)
		return missingSummary(m), nil, o.renderMissing(buf, m, l.Site)
	}
	r := report.New(l.Site, f)
	switch o.format {
	case "csv":
		report.CSV(buf, r.Roll, l.Site.Lang)
	case "json":
		report.JSON(buf, r.Roll)
	case "xlsx":
		err = report.Workbook(buf, r)
	default:
		bad, err = official.HTML(buf, r, words, l.Layouts)
	}
	activities, posts := counted(r.Roll.Activities, "hoạt động", "activity", "activities"), counted(r.Roll.Posts, "bài", "post", "posts")
	return text{activities.vi + ", " + posts.vi, activities.en + ", " + posts.en}, bad, err
}

func (o *reportOptions) renderMissing(buf *bytes.Buffer, m *report.Missing, s *site.Site) error {
	switch o.format {
	case "csv":
		m.CSV(buf, s.Lang)
	case "json":
		m.JSON(buf)
	case "xlsx":
		return m.XLSX(buf, s.Lang)
	default:
		m.Text(buf, s.Lang)
	}
	return nil
}

func missingSummary(m *report.Missing) text {
	if m.Len() == 0 {
		return text{"không thiếu gì", "nothing is missing"}
	}
	return counted(m.Len(), "mục còn thiếu", "thing missing", "things missing")
}

// counted is “1.250 bài”, “1 post”, “1,250 posts”.
func counted(n int, vi, one, many string) text {
	if n == 1 {
		many = one
	}
	return text{viet.Number(int64(n)) + " " + vi, viet.NumberEN(int64(n)) + " " + many}
}

// readText reads the writer's words; the status is not done when they cannot be used. Its
// problems are all shown: whoever makes the report wrote them.
func (p *invocation) readText(name string, s *site.Site) (*official.Text, int) {
	shown := filepath.ToSlash(filepath.Clean(name))
	src, err := readTextFile(name)
	if err != nil {
		p.say(text{"bantin: không đọc được tệp của --text, %s: %s", "bantin: cannot read the file of --text, %s: %s"}, diag.Harmless(shown), reason(err).in(p.lang))
		return nil, failed
	}
	words, found := official.ReadText(shown, src, s)
	var list diag.List
	list.Add(found...)
	list.Sort()
	list.Excerpts(func(string) ([]byte, error) { return src, nil })
	if err := diag.Text(p.stderr, &list, p.lang, p.onTerminal()); err != nil {
		return nil, failed
	}
	if list.Errors() > 0 {
		p.say(text{"%s: không lập báo cáo", "%s: no report was made"}, p.sum(&list))
		return nil, problems
	}
	return words, done
}

// onNumbers are the errors of the content, and the warnings that numbers may be counted in the
// wrong place. The others are counted at the end: who wants a report should not have to look for it among them.
func onNumbers(l *diag.List) *diag.List {
	var shown diag.List
	for _, d := range l.All() {
		if d.Severity == diag.Error || d.Code == "activity-outside-campaign" {
			shown.Add(d)
		}
	}
	return &shown
}

// sayWarnings counts the warnings that were not shown.
func (p *invocation) sayWarnings(l *diag.List) {
	shown := onNumbers(l).Warnings()
	n := l.Warnings() - shown
	if n == 0 {
		return
	}
	message := text{"nội dung có %s; “bantin build” nêu rõ", "the content has %s; “bantin build” shows them"}
	what := counted(n, "cảnh báo", "warning", "warnings")
	if shown > 0 {
		what = counted(n, "cảnh báo khác", "more warning", "more warnings")
	}
	p.say(message, what.in(p.lang))
}

// refuse shows the errors for which no report is made; read gives the files that they are in.
func (p *invocation) refuse(errs []diag.Diagnostic, read func(file string) ([]byte, error)) int {
	var list diag.List
	list.Add(errs...)
	list.Excerpts(read)
	if err := diag.Text(p.stderr, &list, p.lang, p.onTerminal()); err != nil {
		return failed
	}
	p.say(text{"%s: không lập báo cáo", "%s: no report was made"}, p.sum(&list))
	return problems
}

// failReport tells why a report could not be made.
func (p *invocation) failReport(err error, dir string) int {
	if errors.Is(err, context.Canceled) {
		p.say(text{"bantin: đã dừng; không ghi gì", "bantin: stopped; nothing was written"})
		return failed
	}
	return p.fail(err, dir)
}

// chooseFormat settles the format: that of --format, else what the name of the
// file says, else the default.
func (o *reportOptions) chooseFormat() misuse {
	allowed, where := []string{"html", "csv", "xlsx", "json"}, text{"dạng của báo cáo", "the formats of a report"}
	if o.missing {
		allowed[0], where = "text", text{"dạng của --missing", "the formats of --missing"}
	}
	list := strings.Join(allowed, ", ")
	cure := text{where.vi + ": " + list, where.en + ": " + list}
	ext := strings.ToLower(filepath.Ext(o.out))
	if isFolder(o.out) { // which is told later
		ext = ""
	}
	named := map[string]string{".html": "html", ".htm": "html", ".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".txt": "text"}[ext]
	switch {
	case o.format != "" && !slices.Contains(allowed, o.format):
		return misuse{what: text{"không dùng được ở đây: %s", "of no use here: %s"}, arg: "--format " + o.format, cure: cure}
	case o.format != "" && slices.Contains(allowed, named) && named != o.format:
		return misuse{what: text{"dạng và tên tệp trái nhau: %s", "the format and the name of the file differ: %s"}, arg: "--format " + o.format + " --out " + o.out,
			cure: text{"bỏ --format, hoặc đổi đuôi của tệp", "leave out --format, or change the name's ending"}}
	case o.format == "" && ext != "" && !slices.Contains(allowed, named):
		return misuse{what: text{"không rõ dạng của tệp %s", "which format is %s to have"}, arg: o.out,
			cure: text{"thêm --format (" + cure.vi + ")", "give --format (" + cure.en + ")"}}
	}
	o.format = cmp.Or(o.format, named, allowed[0])
	if o.text != "" && o.format != "html" {
		arg := "--format " + o.format
		if o.missing {
			arg = "--missing"
		}
		return misuse{what: text{"--text không đi với %s", "--text does not go with %s"}, arg: arg, cure: text{"lời viết thêm chỉ có trong dạng html", "only a report in html has words of its own"}}
	}
	return misuse{}
}
