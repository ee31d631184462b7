package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"bantin/internal/ask"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/scaffold"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// newPost writes a new post.
func (p *invocation) newPost(desk *scaffold.Desk, o *newOptions) int {
	post, wrong := o.post(desk)
	if wrong.what != (text{}) {
		return p.usageError("new", wrong)
	}
	for _, photo := range post.Photos {
		if err := scaffold.CheckPhoto(photo); errors.As(err, new(*scaffold.PhotoError)) {
			return p.failNew(err, o)
		} else if err != nil {
			p.say(text{"bantin: không đọc được ảnh %s: %s; chưa ghi gì", "bantin: the picture %s cannot be read: %s; nothing was written"},
				diag.Harmless(filepath.ToSlash(photo.Path)), reason(err).in(p.lang))
			return failed
		}
	}
	queries, ok := p.postQueries(desk, post, o)
	if !ok || !p.askAll(queries) {
		return failed
	}
	file, err := desk.WritePost(post)
	if err == nil {
		return p.tellPost(desk, post, o, file)
	}
	return p.failNew(err, o)
}

// post takes what the flags say. Names that mean nothing are a misuse.
func (o *newOptions) post(desk *scaffold.Desk) (*scaffold.Post, misuse) {
	s := desk.Site
	post := &scaffold.Post{Slug: o.slug, Video: o.video, Folder: o.folder, Draft: o.draft, Date: newDate(&o.date, s)}
	var wrong misuse
	for _, name := range o.units {
		u, near := s.FindUnit(name)
		if u == nil {
			return nil, misuse{what: text{"không có đơn vị “%s”", "no unit is called “%s”"}, arg: name, meant: near, cure: text{"tạo đơn vị: bantin new unit TÊN", "make one: bantin new unit NAME"}}
		}
		post.Units = append(post.Units, u)
	}
	for _, name := range o.topics {
		t, near := s.FindTopic(name)
		if t == nil {
			return nil, misuse{what: text{"không có chủ đề “%s”", "no topic is called “%s”"}, arg: name, meant: near, cure: text{"tạo chủ đề: bantin new topic TÊN", "make one: bantin new topic NAME"}}
		}
		post.Topics = append(post.Topics, t)
	}
	if o.campaign != "" {
		var near string
		if post.Campaign, near = s.FindCampaign(o.campaign); post.Campaign == nil {
			return nil, misuse{what: text{"không có đợt “%s”", "there is no campaign “%s”"}, arg: o.campaign, meant: near, cure: text{"tạo đợt: bantin new campaign TÊN", "make one: bantin new campaign NAME"}}
		}
	}
	if o.form != "" {
		form, near, ok := scaffold.FindForm(o.form)
		if !ok {
			return nil, misuse{what: text{"không có hình thức “%s”", "there is no form “%s”"}, arg: o.form, meant: near, cure: formsCure()}
		}
		post.Form = form
	}
	if post.Title, wrong = o.cleanTitle(o.slug); wrong.what != (text{}) {
		return nil, wrong
	}
	if o.slug != "" && (!viet.IsSlug(o.slug) || len(o.slug) > limits.Slug) {
		return nil, misuse{what: text{"“--slug %s” không làm địa chỉ được", "“--slug %s” cannot be an address"}, arg: o.slug, meant: viet.Slug(o.slug),
			cure: text{"chỉ dùng a-z, 0-9 và dấu nối", "use only a-z, 0-9 and hyphens"}}
	}
	return post, o.takePhotos(post)
}

func formsCure() text {
	words := ""
	for f := range content.NumForms {
		if f > 0 {
			words += ", "
		}
		words += content.Form(f).ID()
	}
	return text{"dùng một trong: " + words, "use one of: " + words}
}

// takePhotos joins the pictures with what they show.
func (o *newOptions) takePhotos(post *scaffold.Post) misuse {
	if len(o.alts) > len(o.photos) {
		return misuse{what: text{"“--alt %s” không đi với ảnh nào", "“--alt %s” belongs to no picture"}, arg: o.alts[len(o.photos)],
			cure: text{"mỗi --photo một --alt, theo cùng thứ tự", "give one --alt for each --photo, in the same order"}}
	}
	for i, path := range o.photos {
		photo := scaffold.Photo{Path: path, Name: filepath.Base(path)}
		if i < len(o.alts) {
			alt, ok := scaffold.Line(o.alts[i])
			if !ok || alt == "" {
				return misuse{what: text{"“--alt %s” không dùng được", "“--alt %s” cannot be used"}, arg: o.alts[i]}
			}
			photo.Alt = alt
		}
		post.Photos = append(post.Photos, photo)
	}
	return misuse{}
}

// cleanTitle makes the title of the arguments fit to be written; "" when there is none.
func (o *newOptions) cleanTitle(slug string) (string, misuse) {
	title, ok := scaffold.Line(o.title)
	switch {
	case !ok:
		return "", misuse{what: text{"tiêu đề có ký tự không dùng được: %s", "the title has characters that cannot be used: %s"}, arg: o.title}
	case title != "" && slug == "" && viet.Slug(title) == "":
		flag := "--slug"
		if o.kind != "post" {
			flag = "--id"
		}
		return "", misuse{what: text{"tiêu đề “%s” không có chữ cái nào để làm địa chỉ", "the title “%s” has no letters to make an address of"}, arg: title,
			cure: text{"thêm " + flag + " TÊN-KHÔNG-DẤU", "add " + flag + " PLAIN-NAME"}}
	}
	return title, misuse{}
}

// newDate is the date of a new post: as given, else now.
func newDate(d *dateWord, s *site.Site) viet.Moment {
	if d.text != "" {
		return d.in(s.Now.Location())
	}
	now := s.Now.Truncate(time.Minute)
	return viet.Moment{Time: now, DateOnly: now.Hour() == 0 && now.Minute() == 0} // --now may be a day
}

// postQueries are the questions about what the post lacks. ok is false, and it is said
// why, when the site has nothing to choose from.
func (p *invocation) postQueries(desk *scaffold.Desk, post *scaffold.Post, o *newOptions) (all []query, ok bool) {
	if post.Title == "" {
		all = append(all, p.titleQuery(o, &post.Title))
	}
	units, topics := unitChoices(desk.Site, post.Date.Time), topicChoices(desk.Site)
	for _, l := range []struct {
		given   bool
		choices []ask.Choice
		none    text
		q       query
	}{
		{len(post.Units) > 0, units, text{"đơn vị nào; tạo trước: bantin new unit TÊN", "units; make one first: bantin new unit NAME"}, query{
			Question: ask.Question{Label: text{"Đơn vị", "Unit"}.in(p.lang)},
			need:     text{"thiếu đơn vị; ghi --unit với một trong các tên:", "the unit is missing; give --unit with one of:"},
			take: func(id string) {
				u, _ := desk.Site.FindUnit(id)
				post.Units = []*site.Unit{u}
			},
		}},
		{len(post.Topics) > 0, topics, text{"chủ đề nào; tạo trước: bantin new topic TÊN", "topics; make one first: bantin new topic NAME"}, query{
			Question: ask.Question{Label: text{"Chủ đề", "Topic"}.in(p.lang)},
			need:     text{"thiếu chủ đề; ghi --topic với một trong các tên:", "the topic is missing; give --topic with one of:"},
			take: func(id string) {
				t, _ := desk.Site.FindTopic(id)
				post.Topics = []*site.Topic{t}
			},
		}},
	} {
		switch {
		case l.given:
		case len(l.choices) == 0:
			p.say(text{"bantin: trang chưa có %s", "bantin: the site has no %s"}, l.none.in(p.lang))
			return nil, false
		case len(l.choices) == 1:
			l.q.take(l.choices[0].Value)
		default:
			l.q.Choices = l.choices
			all = append(all, l.q)
		}
	}
	if o.form == "" && p.canAsk() {
		all = append(all, p.formQuery(post))
	}
	return append(all, p.altQueries(post)...), true
}

func (p *invocation) titleQuery(o *newOptions, title *string) query {
	return query{
		Question: ask.Question{
			Label: text{"Tiêu đề", "Title"}.in(p.lang),
			Check: func(typed string) string {
				try := *o
				try.title = typed
				clean, wrong := try.cleanTitle(o.slug + o.id)
				switch {
				case wrong.what != (text{}):
					return fmt.Sprintf(wrong.what.in(p.lang), diag.Harmless(wrong.arg))
				case clean == "":
					return text{"hãy ghi tiêu đề", "a title is needed"}.in(p.lang)
				}
				return ""
			},
		},
		need: text{"thiếu tiêu đề: bantin new " + o.kind + " \"TIÊU ĐỀ\"", "the title is missing: bantin new " + o.kind + " \"TITLE\""},
		take: func(typed string) { *title, _ = scaffold.Line(typed) },
	}
}

func (p *invocation) formQuery(post *scaffold.Post) query {
	q := query{
		Question: ask.Question{Label: text{"Hình thức", "Form"}.in(p.lang)},
		take:     func(id string) { post.Form, _, _ = scaffold.FindForm(id) },
	}
	for f := range content.NumForms {
		q.Choices = append(q.Choices, ask.Choice{Value: content.Form(f).ID(), Name: scaffold.FormLabel(content.Form(f), p.lang)})
	}
	return q
}

// altQueries ask what the pictures show.
func (p *invocation) altQueries(post *scaffold.Post) (all []query) {
	for i := range post.Photos {
		photo := &post.Photos[i]
		if photo.Alt != "" {
			continue
		}
		name := diag.Harmless(photo.Name)
		all = append(all, query{
			Question: ask.Question{
				Label: fmt.Sprintf(text{"Ảnh %s cho thấy gì?", "What does %s show?"}.in(p.lang), name),
				Hint:  text{"cho người không nhìn được ảnh", "for those who cannot see it"}.in(p.lang),
				Check: func(typed string) string {
					if alt, ok := scaffold.Line(typed); !ok || alt == "" {
						return text{"hãy tả ảnh trong một câu", "describe the picture in a sentence"}.in(p.lang)
					}
					return ""
				},
			},
			need: text{"ảnh " + name + " chưa có lời tả; thêm --alt \"…\" cho từng ảnh, theo thứ tự của --photo",
				"the picture " + name + " has no description; give --alt \"…\" for each picture, in the order of --photo"},
			take: func(typed string) { photo.Alt, _ = scaffold.Line(typed) },
		})
	}
	return all
}

// unitChoices are the units that exist on a day.
func unitChoices(s *site.Site, day time.Time) (all []ask.Choice) {
	for _, u := range s.Units {
		if u.Title == "" || !u.To.IsZero() && !day.Before(u.To.AddDate(0, 0, 1)) || !u.From.IsZero() && day.Before(u.From) {
			continue
		}
		all = append(all, ask.Choice{Value: u.ID, Name: u.Title})
	}
	return all
}

func topicChoices(s *site.Site) (all []ask.Choice) {
	for _, t := range s.Topics {
		if t.Title != "" {
			all = append(all, ask.Choice{Value: t.ID, Name: t.Title})
		}
	}
	return all
}

// tellPost prints where the post is, and what is to be known of it.
func (p *invocation) tellPost(desk *scaffold.Desk, post *scaffold.Post, o *newOptions, file string) int {
	fmt.Fprintln(p.stdout, shownAt(o.dir, file))
	switch post.NeedsDraft() {
	case scaffold.NoPhotos:
		p.say(text{"bài để nháp (draft: true) vì chưa có ảnh; thêm ảnh vào images rồi bỏ dòng draft", "it is a draft (draft: true) for want of pictures; add them under images, then take the line draft out"})
	case scaffold.NoVideo:
		p.say(text{"bài để nháp (draft: true) vì chưa có video; ghi video rồi bỏ dòng draft", "it is a draft (draft: true) for want of a video; give one under video, then take the line draft out"})
	case scaffold.NoTextYet:
		p.say(text{"bài để nháp (draft: true) vì infographic cần bản chữ; viết ở thân bài rồi bỏ dòng draft", "it is a draft (draft: true), for an infographic needs a text version; write it, then take the line draft out"})
	}
	if post.Date.After(desk.Site.Now) {
		form := "02/01/2006 15:04"
		if post.Date.DateOnly {
			form = "02/01/2006"
		}
		p.say(text{"bài hẹn đến %s mới đăng", "it will not be published before %s"}, post.Date.Format(form))
	}
	return p.nextSteps(o)
}

// nextSteps tells a person, not a script, how to go on.
func (p *invocation) nextSteps(o *newOptions) int {
	if isTerminal(p.stderr) {
		serve := "bantin serve"
		if o.dir != "." {
			serve += " " + diag.Harmless(filepath.ToSlash(o.dir))
		}
		p.say(text{"Mở tệp ấy bằng trình soạn thảo để viết tiếp; xem trang: %s", "Open that file in your editor and go on writing; to see the site: %s"}, serve)
	}
	return done
}
