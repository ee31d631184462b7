package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/publish"
	"bantin/internal/viet"
)

// sayBuilt tells what is odd about the folder that is published.
func (p *invocation) sayBuilt(s *publish.Site) {
	if !s.Known {
		p.say(text{
			"thư mục không kèm bản ghi của lần dựng (.bantin): đăng những gì nằm ở đó; trang cũ trên đích không xóa, vì không rõ là đã bỏ hay là bài bị giữ lại",
			"the folder comes without the record of its build (.bantin): what lies there is published; old pages on the target stay, as they may be posts that were held back",
		})
	} else {
		p.sayNames(s.Foreign, text{"không do bantin dựng, vẫn đăng", "not built by bantin, published all the same"})
	}
	p.sayNames(s.Edited, text{"đã sửa tay sau khi dựng, đăng như hiện có", "changed by hand since the build, published as they are"})
	p.sayNames(s.Missing, text{"đã dựng nhưng không còn trong thư mục", "built, but not in the folder any more"})
	p.sayNames(s.Skipped, text{"không đăng (tệp ẩn, liên kết, tên không hợp lệ)", "not published (hidden files, links, bad names)"})
}

// sayNames names a few of a list of files or addresses.
func (p *invocation) sayNames(names []string, what text) {
	const most = 5
	if len(names) == 0 {
		return
	}
	shown := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		shown += ", …"
	}
	p.say(text{"%s: %s (%s)", "%s: %s (%s)"}, what.in(p.lang), p.number(int64(len(names))), diag.Harmless(shown))
}

func (p *invocation) number(n int64) string {
	if p.lang == "en" {
		return viet.NumberEN(n)
	}
	return viet.Number(n)
}

// printPlan prints what a publish will do.
func (p *invocation) printPlan(plan *publish.Plan, target publish.Target) {
	sum := func(list []publish.Change) (n int64) {
		for _, c := range list {
			n += c.Size
		}
		return n
	}
	counted := func(list []publish.Change, sized bool) string {
		n := p.number(int64(len(list)))
		if sized && len(list) > 0 {
			n += " (" + inBytes(sum(list), p.lang) + ")"
		}
		return n
	}
	fmt.Fprintf(p.stdout, text{"%s: mới %s, đổi %s, giữ nguyên %s, xóa %s\n", "%s: new %s, changed %s, unchanged %s, to delete %s\n"}.in(p.lang),
		diag.Harmless(target.String()), counted(plan.New, true), counted(plan.Changed, true), p.number(int64(plan.Unchanged)), counted(plan.Deleted, false))
}

// sayPlan tells what stays on the target, and why.
func (p *invocation) sayPlan(plan *publish.Plan) {
	if plan.Damaged {
		p.say(text{"bản ghi trên đích bị hỏng; đã so bằng danh sách tệp", "the record on the target is damaged; files were compared by listing"})
	}
	p.sayNames(plan.Held, text{"bài bị giữ lại, trang đang có trên đích để nguyên", "held back, their pages on the target stay as they are"})
	p.sayNames(plan.Unsure, text{"không còn trong thư mục, để nguyên trên đích", "not in the folder any more, left on the target"})
	p.sayNames(plan.StillThere, text{"vẫn có trong trang đã dựng nên vẫn còn trên đích", "still in the built site, so still on the target"})
	p.sayNames(plan.Foreign, text{"không do bantin đăng, để nguyên", "not published by bantin, left alone"})
	if len(plan.Leftover) > 0 {
		p.sayNames(plan.Leftover, text{
			"bài đã gỡ, còn giữ ảnh hoặc thẻ chia sẻ trên đích (gỡ hẳn: --purge ĐỊA_CHỈ)",
			"posts taken down of which pictures or share cards stay on the target (to remove them too: --purge ADDRESS)",
		})
	}
}

// mostShown is how many addresses are shown to people.
const mostShown = 200

// printChanges prints the addresses that change: for caches that must forget them, and for
// networks that must read them again.
func (p *invocation) printChanges(plan *publish.Plan, target publish.Target, site *publish.Site, o *publishOptions) {
	if o.format == "json" {
		p.printChangesJSON(plan, target, site, o)
		return
	}
	for _, group := range []struct {
		heading text
		list    []publish.Change
		pages   bool // new files that pages are shown with are in no cache
	}{
		{text{"địa chỉ mới", "new addresses"}, plan.New, !o.dryRun},
		{text{"địa chỉ đã đổi", "changed addresses"}, plan.Changed, false},
		{text{"địa chỉ đã gỡ", "removed addresses"}, plan.Deleted, false},
	} {
		var shown []string
		for _, c := range group.list {
			if !group.pages || c.Kind != "asset" {
				shown = append(shown, c.Address)
			}
		}
		p.printList(group.heading, shown, mostShown)
	}
}

// published is what --format json prints.
type published struct {
	Target    string          `json:"target"`
	BaseURL   string          `json:"base_url"`
	DryRun    bool            `json:"dry_run"`
	New       int             `json:"new"`
	Changed   int             `json:"changed"`
	Unchanged int             `json:"unchanged"`
	Deleted   int             `json:"deleted"`
	Bytes     int64           `json:"bytes"`
	Kept      int             `json:"kept"`
	Held      []string        `json:"held"`
	Addresses []publishedFile `json:"addresses"`
}

type publishedFile struct {
	Address string `json:"address"`
	Change  string `json:"change"`
	Kind    string `json:"kind"`
	Size    int64  `json:"size"`
}

func (p *invocation) printChangesJSON(plan *publish.Plan, target publish.Target, site *publish.Site, o *publishOptions) {
	out := published{
		Target: target.String(), BaseURL: site.BaseURL, DryRun: o.dryRun, New: len(plan.New), Changed: len(plan.Changed),
		Unchanged: plan.Unchanged, Deleted: len(plan.Deleted), Bytes: plan.Bytes, Kept: plan.Kept,
		Held: append([]string{}, plan.Held...), Addresses: []publishedFile{},
	}
	for _, group := range []struct {
		change string
		list   []publish.Change
	}{{"new", plan.New}, {"changed", plan.Changed}, {"deleted", plan.Deleted}} {
		for _, c := range group.list {
			out.Addresses = append(out.Addresses, publishedFile{c.Address, group.change, c.Kind, c.Size})
		}
	}
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.Encode(out) // stdout that is gone is nobody's loss
}

// inBytes writes a size for people: “1,4 MB”.
func inBytes(n int64, lang string) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1e6:
		return strconv.FormatInt((n+500)/1000, 10) + " kB"
	case n < 1e9:
		return decimal(float64(n)/1e6, lang) + " MB"
	}
	return decimal(float64(n)/1e9, lang) + " GB"
}

// decimal writes a number with one decimal.
func decimal(x float64, lang string) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	if lang != "en" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
