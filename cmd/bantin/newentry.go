package main

import (
	"fmt"
	"time"

	"bantin/internal/ask"
	"bantin/internal/scaffold"
	"bantin/internal/viet"
)

// newEntry writes a new topic, unit or campaign.
func (p *invocation) newEntry(desk *scaffold.Desk, o *newOptions) int {
	zone := desk.Site.Now.Location()
	title, wrong := o.cleanTitle(o.id + viet.Slug(o.short))
	if wrong.what == (text{}) && o.id != "" && !viet.IsSlug(o.id) {
		wrong = misuse{what: text{"“--id %s” không làm tên tệp được", "“--id %s” cannot be a file name"}, arg: o.id, meant: viet.Slug(o.id),
			cure: text{"chỉ dùng a-z, 0-9 và dấu nối", "use only a-z, 0-9 and hyphens"}}
	}
	short, ok := scaffold.Line(o.short)
	if wrong.what == (text{}) && !ok {
		wrong = misuse{what: text{"“--short %s” có ký tự không dùng được", "“--short %s” has characters that cannot be used"}, arg: o.short}
	}
	if wrong.what != (text{}) {
		return p.usageError("new", wrong)
	}
	kinds := map[string]scaffold.Kind{"topic": scaffold.Topics, "unit": scaffold.Units, "campaign": scaffold.Campaigns}
	e := &scaffold.Entry{Kind: kinds[o.kind], Title: title, ID: o.id, Short: short, Order: o.order}
	if o.from.text != "" {
		e.From = o.from.in(zone)
	}
	if o.to.text != "" {
		e.To = o.to.in(zone)
	}
	if !p.askAll(p.entryQueries(e, o, zone)) {
		return failed
	}
	file, err := desk.WriteEntry(e)
	if err != nil {
		return p.failNew(err, o)
	}
	fmt.Fprintln(p.stdout, shownAt(o.dir, file))
	if err := p.renewSchemas(o.dir); err != nil {
		p.say(text{"bantin: lược đồ trong .vscode vẫn như cũ: %s; lập lại: bantin schema", "bantin: the schemas in .vscode are as they were: %s; make them with bantin schema"}, reason(err).in(p.lang))
	}
	return p.nextSteps(o)
}

// entryQueries are the questions about what matters and is not known: the title;
// of a unit its short name, of a campaign its days. What may be missing is asked
// for only where someone can answer.
func (p *invocation) entryQueries(e *scaffold.Entry, o *newOptions, zone *time.Location) (all []query) {
	if e.Title == "" {
		all = append(all, p.titleQuery(o, &e.Title))
	}
	skip := text{"bỏ trống nếu không có", "leave empty if there is none"}.in(p.lang)
	if e.Kind == scaffold.Units && e.Short == "" && p.canAsk() {
		all = append(all, query{
			Question: ask.Question{Label: text{"Tên gọi tắt", "Short name"}.in(p.lang), Hint: skip},
			take:     func(typed string) { e.Short, _ = scaffold.Line(typed) },
		})
	}
	if e.Kind != scaffold.Campaigns || !e.From.IsZero() {
		return all
	}
	all = append(all, query{
		Question: ask.Question{Label: text{"Ngày bắt đầu", "First day"}.in(p.lang), Hint: "27/5/2021", Check: p.checkDate(true)},
		need:     text{"thiếu ngày bắt đầu; ghi --from, ví dụ --from 27/5/2021", "the first day is missing; give --from, for example --from 27/5/2021"},
		take:     func(typed string) { e.From, _ = viet.ParseMoment(typed, zone) },
	})
	if e.To.IsZero() && p.canAsk() {
		all = append(all, query{
			Question: ask.Question{Label: text{"Ngày kết thúc", "Last day"}.in(p.lang), Hint: skip, Check: p.checkDate(false)},
			take:     func(typed string) { e.To, _ = viet.ParseMoment(typed, zone) },
		})
	}
	return all
}

// checkDate tells what is wrong with a typed date.
func (p *invocation) checkDate(needed bool) func(string) string {
	return func(typed string) string {
		if typed == "" && !needed {
			return ""
		}
		if _, err := viet.ParseMoment(typed, time.UTC); err != nil {
			return text{"ghi ngày trước, tháng sau, ví dụ 27/5/2021", "write the day before the month, such as 27/5/2021"}.in(p.lang)
		}
		return ""
	}
}
