package scaffold

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Post is what is known of a new post.
type Post struct {
	// Title must hold a letter or figure, unless Slug is given.
	Title string
	Date  viet.Moment
	// Topics and Units must not be empty.
	Topics   []*site.Topic
	Units    []*site.Unit
	Form     content.Form
	Campaign *site.Campaign // nil for none
	// Slug is the end of the address; "" for one from the title.
	Slug   string
	Photos []Photo
	// Video is a YouTube address or the name of a file; "" for none yet.
	Video string
	// Folder asks for a folder of its own also without pictures.
	Folder, Draft bool
}

// Why tells why a new post is a draft that nobody asked for.
type Why uint8

// The reasons for a draft.
const (
	NotDraft  Why = iota
	NoPhotos      // its form needs pictures
	NoVideo       // its form needs a video
	NoTextYet     // an infographic needs its text version
)

// NeedsDraft tells why the post must be a draft until more is there: its form
// wants what a new post does not have yet.
func (p *Post) NeedsDraft() Why {
	switch {
	case p.Form == content.Infographic && len(p.Photos) > 0:
		return NoTextYet
	case (p.Form == content.Photos || p.Form == content.Infographic) && len(p.Photos) == 0:
		return NoPhotos
	case p.Form == content.VideoForm && p.Video == "":
		return NoVideo
	}
	return NotDraft
}

// slug is the end of the post's address.
func (p *Post) slug() string { return cmp.Or(p.Slug, viet.Slug(p.Title)) }

// File is where a new post goes: “content/posts/2021/05/SLUG.md”, or index.md in a folder of that name.
func (d *Desk) File(p *Post) string {
	day := p.Date.In(d.Site.Now.Location())
	name := fmt.Sprintf("content/posts/%04d/%02d/%s", day.Year(), int(day.Month()), p.slug())
	if p.Folder || len(p.Photos) > 0 {
		return name + "/index.md"
	}
	return name + ".md"
}

// WritePost writes a new post with its pictures and gives its file. The error is
// a *NameError, a *TakenError, a *PhotoError, a *RefusedError, or the environment's; then nothing was written.
func (d *Desk) WritePost(p *Post) (file string, err error) {
	if err := checkName(p.slug()); err != nil {
		return "", err
	}
	file = d.File(p)
	s, err := d.newStage()
	if err != nil {
		return "", err
	}
	defer s.remove()
	names, err := s.addPhotos(path.Dir(file), p.Photos, d.words().photo)
	if err != nil {
		return "", err
	}
	if err := s.write(file, d.postText(p, names)); err != nil {
		return "", err
	}
	whole := file
	if path.Base(file) == "index.md" {
		whole = path.Dir(file)
	}
	if other, err := d.lookFor(whole); err != nil {
		return "", err
	} else if other != "" {
		return "", &TakenError{other}
	}
	if err := s.check(file); err != nil {
		return "", err
	}
	return file, s.place(whole)
}

// postText is the file of a new post; names are those of its pictures.
func (d *Desk) postText(p *Post, names []string) []byte {
	w := d.words()
	s := new(sheet)
	s.WriteString("---\n")
	s.text("title", p.Title)
	s.key("date", stamp(p.Date, d.Site.Now.Location()), "")
	d.names(s, p)
	label := d.Site.Lang.Words.Forms[p.Form]
	if viet.SameName(label, p.Form.ID()) {
		label = ""
	}
	s.key("form", p.Form.ID(), label)
	s.key("slug", p.slug(), w.slug)
	if p.Campaign != nil {
		s.key("campaign", scalar(p.Campaign.ID), p.Campaign.Title)
	}
	body := d.pictures(s, p, names)
	if p.Video != "" {
		s.text("video", p.Video)
	}
	switch why := p.NeedsDraft(); {
	case why != NotDraft:
		s.key("draft", "true", [...]string{NoPhotos: w.noPhotos, NoVideo: w.noVideo, NoTextYet: w.noSheet}[why])
	case p.Draft:
		s.WriteString(w.draft + "\n")
	}
	s.WriteByte('\n')
	d.proposals(s, p)
	s.WriteString("---\n\n" + body)
	return []byte(s.String())
}

// names writes topics, units, their ids before their titles.
func (d *Desk) names(s *sheet, p *Post) {
	list := func(key string, ids, titles []string) {
		value := ids[0]
		if len(ids) > 1 {
			value = "[" + strings.Join(ids, ", ") + "]"
		}
		s.key(key, value, strings.Join(titles, ", "))
	}
	var ids, titles []string
	for _, t := range p.Topics {
		ids, titles = append(ids, scalar(t.ID)), append(titles, t.Title)
	}
	list("topic", ids, titles)
	ids, titles = nil, nil
	for _, u := range p.Units {
		ids, titles = append(ids, scalar(u.ID)), append(titles, u.Title)
	}
	list("unit", ids, titles)
}

// pictures writes the pictures to front matter: a gallery as such, else the
// first as the cover; it gives the lines that show the others in the body.
func (d *Desk) pictures(s *sheet, p *Post, names []string) (body string) {
	if len(names) == 0 {
		return ""
	}
	if p.Form == content.Photos || p.Form == content.Infographic {
		s.WriteString("images:\n")
		for i, name := range names {
			fmt.Fprintf(s, "  - file: %s\n    alt: %s\n", scalar(name), scalar(p.Photos[i].Alt))
		}
		return ""
	}
	s.text("cover", names[0])
	s.text("cover_alt", p.Photos[0].Alt)
	for i, name := range names[1:] {
		body += fmt.Sprintf("![%s](%s)\n\n", inMarkdown.Replace(p.Photos[i+1].Alt), name)
	}
	return body
}

// proposals writes as comments what may be added.
func (d *Desk) proposals(s *sheet, p *Post) {
	w := d.words()
	s.hints(w.how)
	gallery := p.Form == content.Photos || p.Form == content.Infographic
	switch {
	case gallery && len(p.Photos) == 0:
		s.hints(w.images...)
	case p.Form == content.VideoForm:
		if p.Video == "" {
			s.hints(w.video)
		}
		s.hints(w.duration)
	case p.Form == content.Document:
		s.hints(w.document...)
	case p.Form == content.Notice:
		s.hints(w.notice...)
	case p.Form == content.Article:
		s.hints(w.author)
	}
	s.hints(w.summary)
	if p.Form != content.Infographic && (gallery || len(p.Photos) == 0) {
		s.hints(w.cover...)
	}
	s.hints(w.attachments...)
	if p.Campaign == nil {
		d.proposeCampaign(s, p.Date.Time)
	}
	d.proposeActivities(s)
	if !p.Draft && p.NeedsDraft() == NotDraft {
		s.hints(w.draft)
	}
	s.hints(w.body)
}

// proposeCampaign names the campaign that is running on a day, of several the one that began last.
func (d *Desk) proposeCampaign(s *sheet, day time.Time) {
	var last *site.Campaign
	for _, c := range d.Site.Campaigns {
		running := !c.From.IsZero() && !day.Before(c.From) && (c.To.IsZero() || day.Before(c.To.AddDate(0, 0, 1)))
		if running && (last == nil || c.From.After(last.From)) {
			last = c
		}
	}
	if last != nil {
		s.hints(fmt.Sprintf(d.words().campaign, scalar(last.ID), remark(last.Title)))
	}
}

// proposeActivities shows an activity of the site's own vocabulary.
func (d *Desk) proposeActivities(s *sheet) {
	v := d.Site.Vocabulary
	if len(v.Kinds) == 0 {
		return
	}
	w := d.words()
	s.hints(w.activities)
	s.hints("  - kind: " + scalar(v.Kinds[0].ID))
	metrics := slices.Concat(v.Common, v.Kinds[0].Metrics)
	for i, id := range metrics[:min(len(metrics), 2)] {
		s.hints(fmt.Sprintf("    %s: %d", id, []int{1, 45}[i]))
	}
	row := "    # " + w.kinds
	for i, k := range v.Kinds {
		word := k.ID + " (" + remark(k.Title) + ")"
		if i < len(v.Kinds)-1 {
			word += ","
		}
		if utf8.RuneCountInString(row+word) > 96 {
			s.hints(row)
			row = "    #"
		}
		row += " " + word
	}
	s.hints(row)
}

// stamp writes a date so that it reads back as the same moment: a day, or a
// time in the site's zone, with the zone only where that is needed.
func stamp(m viet.Moment, zone *time.Location) string {
	if m.DateOnly {
		return m.Format("2006-01-02")
	}
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05"} {
		text := m.In(zone).Format(form)
		if again, err := viet.ParseMoment(text, zone); err == nil && again.Equal(m.Time) {
			return text
		}
	}
	return m.In(zone).Format(time.RFC3339)
}

// FormLabel is what a form is called in a language.
func FormLabel(f content.Form, language string) string { return lang.For(language).Words.Forms[f] }

// FindForm finds the form that a name means: its id, or its label in either
// language, whatever its case. near is the nearest id when it means none.
func FindForm(name string) (f content.Form, near string, ok bool) {
	var ids, labels []string
	for i := range content.NumForms {
		f := content.Form(i)
		ids = append(ids, f.ID())
		for _, l := range []string{"vi", "en"} {
			label := lang.For(l).Words.Forms[i]
			labels = append(labels, label)
			if name == f.ID() || viet.SameName(name, label) {
				return f, "", true
			}
		}
	}
	if near, ok = viet.Nearest(name, ids); !ok {
		near, _ = viet.Nearest(name, labels)
	}
	return 0, near, false
}
