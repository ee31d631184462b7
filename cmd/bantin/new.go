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
	"slices"
	"strings"
	"time"

	"bantin/internal/ask"
	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/scaffold"
	"bantin/internal/viet"
)

func newCommand() command {
	return command{
		name:    "new",
		summary: text{"tạo bài, chủ đề, đơn vị hoặc đợt mới, có sẵn phần đầu tệp", "make a new post, topic, unit or campaign with its front matter"},
		usage:   newUsage,
		flags:   newFlags,
		most:    1000, // pictures may be among them
	}
}

// newOptions are what something new is to be.
type newOptions struct {
	kind, title, dir            string
	units, topics, photos, alts wordList
	form, campaign, slug, video string
	id, short                   string
	date, from, to              dateWord
	order                       int
	folder, draft               bool
	now                         moment
}

func newFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o newOptions
	set.Var(&o.units, "unit", "")
	set.Var(&o.topics, "topic", "")
	set.Var(&o.photos, "photo", "")
	set.Var(&o.alts, "alt", "")
	set.Var((*word)(&o.form), "form", "")
	set.Var((*word)(&o.campaign), "campaign", "")
	set.Var((*word)(&o.slug), "slug", "")
	set.Var((*word)(&o.video), "video", "")
	set.Var((*word)(&o.id), "id", "")
	set.Var((*word)(&o.short), "short", "")
	set.Var(&o.date, "date", "")
	set.Var(&o.from, "from", "")
	set.Var(&o.to, "to", "")
	set.Var((*positive)(&o.order), "order", "")
	set.BoolVar(&o.folder, "folder", false, "")
	set.BoolVar(&o.draft, "draft", false, "")
	set.Var(&o.now, "now", "")
	return func(args []string) int {
		if wrong := o.arguments(args); wrong.what != (text{}) {
			return p.usageError("new", wrong)
		}
		return p.makeNew(&o)
	}
}

// The kinds of things that new makes.
var newKinds = []string{"post", "topic", "unit", "campaign"}

// arguments reads what is no flag: the kind, the title, the folder; and further
// pictures, for the shell turns “--photo *.jpg” into one after the flag and the others behind it.
func (o *newOptions) arguments(args []string) misuse {
	kinds := text{"ghi một trong: " + strings.Join(newKinds, ", "), "use one of: " + strings.Join(newKinds, ", ")}
	if len(args) == 0 {
		return misuse{what: text{"thiếu loại cần tạo sau “bantin %s”", "what is to be made is missing after “bantin %s”"}, arg: "new", cure: kinds}
	}
	if o.kind = args[0]; !slices.Contains(newKinds, o.kind) {
		return misuse{what: text{"không tạo được “%s”", "there is no new “%s”"}, arg: o.kind, meant: nearest(o.kind, newKinds), cure: kinds}
	}
	if wrong := o.strangeFlag(); wrong.what != (text{}) {
		return wrong
	}
	o.dir = "."
	titled := false
	for _, arg := range args[1:] {
		switch {
		case len(o.photos) > 0 && isPicture(arg):
			o.photos = append(o.photos, arg)
		case !titled:
			o.title, titled = arg, true
		case o.dir == ".":
			o.dir = arg
		default:
			return misuse{what: text{"thừa “%s”", "“%s” is one too many"}, arg: arg, cure: text{"tiêu đề có dấu cách thì đặt trong dấu ngoặc kép", "put a title with spaces into quotes"}}
		}
	}
	return misuse{}
}

// isPicture tells whether a name is that of a picture, HEIC among them.
func isPicture(name string) bool { return media.Named(name) != media.Unknown && !isFolder(name) }

// strangeFlag finds a flag that has no meaning for the kind.
func (o *newOptions) strangeFlag() misuse {
	post, entry, campaign := o.kind == "post", o.kind != "post", o.kind == "campaign"
	for _, f := range []struct {
		name       string
		given, may bool
	}{
		{"unit", len(o.units) > 0, post}, {"topic", len(o.topics) > 0, post}, {"photo", len(o.photos) > 0, post},
		{"alt", len(o.alts) > 0, post}, {"form", o.form != "", post}, {"campaign", o.campaign != "", post},
		{"slug", o.slug != "", post}, {"video", o.video != "", post}, {"date", o.date.text != "", post},
		{"folder", o.folder, post}, {"draft", o.draft, post},
		{"id", o.id != "", entry}, {"short", o.short != "", entry}, {"order", o.order != 0, entry},
		{"from", o.from.text != "", campaign}, {"to", o.to.text != "", campaign},
	} {
		if f.given && !f.may {
			return misuse{what: text{"“--%s” không dùng được với “new " + o.kind + "”", "“--%s” is of no use with “new " + o.kind + "”"}, arg: f.name}
		}
	}
	return misuse{}
}

// makeNew opens the site and makes what is wanted.
func (p *invocation) makeNew(o *newOptions) int {
	desk, err := scaffold.Open(p.ctx, o.dir, o.now.in)
	switch {
	case errors.Is(err, context.Canceled):
		return p.leaveNew()
	case err != nil && isMissing(o.dir):
		p.say(text{"bantin: không có thư mục %s", "bantin: there is no folder %s"}, diag.Harmless(o.dir))
		return failed
	case err != nil:
		return p.failNew(err, o)
	}
	defer desk.Close()
	if l := &desk.Problems; l.Len() > 0 {
		if l.All()[0].Code == "site-missing" {
			p.say(text{
				"bantin: %s không phải là thư mục của một trang (không có content/site.yaml); hãy chạy lệnh trong thư mục của trang, hoặc tạo trang mới bằng “bantin init”",
				"bantin: %s is not the folder of a site (it has no content/site.yaml); run the command in that folder, or make a new site with “bantin init”",
			}, diag.Harmless(o.dir))
			return failed
		}
		if diag.Text(p.stderr, l, p.lang, p.onTerminal()) == nil {
			p.say(text{"%s: sửa content/site.yaml trước rồi chạy lại; chưa ghi gì", "%s: mend content/site.yaml first; nothing was written"}, p.sum(l))
		}
		return problems
	}
	if o.kind == "post" {
		return p.newPost(desk, o)
	}
	return p.newEntry(desk, o)
}

// canAsk tells whether there is someone to answer questions.
func (p *invocation) canAsk() bool {
	return isTerminal(p.stdin) && isTerminal(p.stderr) && p.getenv("TERM") != "dumb"
}

// query is a question with what becomes of its answer.
type query struct {
	ask.Question
	take func(answer string)
	// need tells, where nobody can be asked, what is missing and how to give it.
	need text
}

// askAll asks questions on the terminal. Without one it tells what is missing.
func (p *invocation) askAll(queries []query) (ok bool) {
	if len(queries) == 0 {
		return true
	}
	if !p.canAsk() {
		p.tellMissing(queries)
		return false
	}
	t := ask.Terminal{In: p.stdin, Out: p.stderr, Environ: os.Environ(), Lang: p.lang, Plain: p.getenv("NO_COLOR") != ""}
	questions := make([]ask.Question, len(queries))
	for i, q := range queries {
		questions[i] = q.Question
	}
	answers, err := t.Ask(p.ctx, questions)
	if err != nil {
		if !errors.Is(err, ask.ErrLeft) {
			p.say(text{"bantin: không hỏi được: %s", "bantin: cannot ask: %s"}, diag.Harmless(err.Error()))
			return false
		}
		p.leaveNew()
		return false
	}
	for i, q := range queries {
		q.take(answers[i])
	}
	return true
}

func (p *invocation) leaveNew() int {
	p.say(text{"bantin: đã thôi, chưa ghi gì", "bantin: stopped, nothing was written"})
	return failed
}

// tellMissing tells, where nobody can be asked, all that is missing, with the choices.
func (p *invocation) tellMissing(queries []query) {
	for _, q := range queries {
		if q.need == (text{}) {
			continue // it may be missing
		}
		p.say(text{"bantin: %s", "bantin: %s"}, q.need.in(p.lang))
		widest := 0
		for _, c := range q.Choices {
			widest = max(widest, len(c.Value))
		}
		for _, c := range q.Choices {
			fmt.Fprintf(p.stderr, "  %-*s  %s\n", widest, c.Value, diag.Harmless(c.Name))
		}
	}
	p.say(text{"Cách dùng: %s", "For usage: %s"}, "bantin help new")
}

// failNew tells why nothing was written.
func (p *invocation) failNew(err error, o *newOptions) int {
	var (
		taken   *scaffold.TakenError
		refused *scaffold.RefusedError
		photo   *scaffold.PhotoError
		name    *scaffold.NameError
	)
	another := text{"chọn tiêu đề khác, hoặc đặt tên khác bằng --slug", "choose another title, or another name with --slug"}
	if o.kind != "post" {
		another = text{"chọn tên khác, hoặc đặt tên tệp bằng --id", "choose another title, or another file name with --id"}
	}
	switch {
	case errors.As(err, &name):
		p.say(text{"bantin: không đặt tên tệp là “%s” được; %s", "bantin: a file cannot be called “%s”; %s"}, name.Name, another.in(p.lang))
	case errors.As(err, &taken):
		p.say(text{"bantin: đã có %s, không ghi đè; %s", "bantin: %s is there already and is not overwritten; %s"},
			diag.Harmless(filepath.ToSlash(filepath.Join(o.dir, taken.Path))), another.in(p.lang))
	case errors.As(err, &refused):
		for _, d := range refused.Problems.All() {
			cure := d.Hint(p.lang)
			if slices.Contains([]string{"same-address", "address-case", "reserved-address", "alias-taken"}, d.Code) {
				cure = another.in(p.lang)
			}
			p.say(text{"bantin: %s; %s", "bantin: %s; %s"}, d.Message(p.lang), cure)
		}
		p.say(text{"chưa ghi gì", "nothing was written"})
	case errors.As(err, &photo) && photo.Problem.Code != "":
		p.say(text{"bantin: %s; %s; chưa ghi gì", "bantin: %s; %s; nothing was written"}, photo.Problem.Message(p.lang), photo.Problem.Hint(p.lang))
	case errors.As(err, &photo):
		is := ""
		if photo.Is != "" {
			is = " (" + photo.Is + ")"
		}
		p.say(text{
			"bantin: %s không phải là ảnh dùng được%s; --photo nhận JPEG, PNG, WebP, GIF, SVG; chưa ghi gì",
			"bantin: %s is not a picture that can be used%s; --photo takes JPEG, PNG, WebP, GIF, SVG; nothing was written",
		}, diag.Harmless(filepath.ToSlash(photo.Path)), is)
	default:
		where := o.dir
		if at := new(fs.PathError); errors.As(err, &at) {
			where = at.Path
		} else if at := new(os.LinkError); errors.As(err, &at) {
			where = at.New
		}
		if _, staged, ok := strings.Cut(filepath.ToSlash(where), ".bantin/new-"); ok { // where the person will look for it
			_, where, _ = strings.Cut(staged, "/")
		}
		p.say(text{"bantin: không ghi được (%s): %s; chưa ghi gì", "bantin: cannot write (%s): %s; nothing was written"},
			diag.Harmless(filepath.ToSlash(where)), reason(err).in(p.lang))
	}
	return failed
}

// wordList is the value of a flag that may be given several times.
type wordList []string

func (w *wordList) String() string { return "" }

func (w *wordList) Set(s string) error {
	*w = append(*w, s)
	return new(word).Set(s)
}

func (w *wordList) expects() text { return new(word).expects() }

// dateWord is a date in any form that a post's may have.
type dateWord struct{ text string }

func (d *dateWord) String() string { return "" }

func (d *dateWord) Set(s string) error {
	d.text = s
	_, err := viet.ParseMoment(s, time.UTC)
	return err
}

func (d *dateWord) expects() text {
	const examples = "27/5/2021, 27/5/2021 08:30, 2021-05-27"
	return text{"ví dụ: " + examples, "examples: " + examples}
}

// in reads the date in a zone; whether it can be read does not depend on that.
func (d *dateWord) in(zone *time.Location) viet.Moment {
	m, _ := viet.ParseMoment(d.text, zone)
	return m
}

// positive is a whole number from 1.
type positive int

func (n *positive) String() string { return "" }

func (n *positive) Set(s string) error {
	v, err := viet.ParseCount(s)
	if err == nil && (v < 1 || v > 1e9) {
		err = errors.New("out of range")
	}
	*n = positive(v)
	return err
}

func (n *positive) expects() text { return text{"dùng một số từ 1", "use a number from 1"} }

// shownAt is the way from the current folder to a file of the site.
func shownAt(dir, file string) string { return filepath.ToSlash(filepath.Join(cmp.Or(dir, "."), file)) }
