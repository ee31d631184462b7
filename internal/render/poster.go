package render

import (
	"bytes"
	"html/template"
	"strings"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
)

// addPosters adds a poster below each campaign and below the posts that have one.
func (r *renderer) addPosters(t *output.Tree) {
	for _, p := range r.s.All {
		if p.HasPoster() {
			r.add(t, r.s.PosterURL(p.URL), p.File, func(r *leaf) (*layout, any) { return r.layouts.poster, r.postPoster(p) })
		}
	}
	for _, c := range r.s.Campaigns {
		r.add(t, r.s.PosterURL(c.List.URL), c.File, func(r *leaf) (*layout, any) { return r.layouts.poster, r.campaignPoster(c) })
	}
}

// posterLink is the way from a post to its poster; "" without one.
func (r *renderer) posterLink(p *site.Post) template.URL {
	if !p.HasPoster() {
		return ""
	}
	return r.href(r.s.PosterURL(p.URL))
}

// newPoster has what all posters have; page is the address that the code opens.
func (r *leaf) newPoster(page, title, description string) *Poster {
	w, set := &r.words.Poster, r.s.Settings
	m := meta{
		title: lang.Fill(w.Title, title), description: lang.Fill(w.Lede, description), address: r.s.PosterURL(page),
		robots: noindexFollow, picture: r.previews[page],
	}
	v := &Poster{
		Frame: Frame{Lang: r.s.Lang.Code, Meta: r.metaHTML(&m), Head: r.frame.head},
		Title: title, Name: set.Title, Publisher: set.Organization.Name, Back: r.href(page), Address: r.typedAddress(page),
	}
	if v.Publisher == v.Name {
		v.Publisher = ""
	}
	if logo := set.Organization.Logo; logo != nil {
		v.Logo = r.picture(logo.Path, r.s.LogoURL, "", widestAny)
	}
	v.QR = r.piece(func(w *bytes.Buffer) {
		start := w.Len()
		if err := r.qr.Write(w, r.s.Abs(page)); err != nil {
			w.Truncate(start) // an address that no code can hold; it stands beside in letters
		}
	})
	return v
}

// typedAddress is an address as one types it: without scheme and the slash at its end. After each slash a line may end.
func (r *leaf) typedAddress(page string) template.HTML {
	_, plain, _ := strings.Cut(r.s.Abs(page), "://")
	return r.piece(func(w *bytes.Buffer) {
		for i, part := range strings.Split(strings.TrimSuffix(plain, "/"), "/") {
			if i > 0 {
				w.WriteString("/<wbr>")
			}
			escape(w, part)
		}
	})
}

func (r *leaf) postPoster(p *site.Post) *Poster {
	w := &r.words.Poster
	v := r.newPoster(p.URL, p.Title, p.Title)
	topic, form, _ := r.labels(p)
	v.Kicker, v.Date, v.Read, v.Notices = kicker(form, topic), r.date(p.Date.Time), w.ReadPost, r.notices(p)
	if len(p.Units) > 0 && p.Units[0].Title != v.Publisher {
		v.Unit = p.Units[0].Title
	}
	if !p.Expires.IsZero() { // the first moment after
		v.Until = lang.Fill(w.Until, r.format.date(p.Expires.Add(-1)))
	}
	if img, address := p.Picture(); img != nil {
		v.Picture = r.picture(img.File.Path, address, img.Alt, widestAny)
		known := r.in.Pictures[img.File.Path]
		v.Plan = posterPlan(p.Form == content.Infographic, known.Width, known.Height)
		if p.Form == content.Infographic {
			v.Picture.Alt += " " + r.words.Post.SheetAlt
		}
	}
	for _, a := range p.Activities {
		if v.Figures = fewFigures(r.activityFigures(a, 3, r.figureLabel)); len(v.Figures) > 0 {
			break
		}
	}
	v.fit(p.Opening())
	return v
}

func (r *leaf) campaignPoster(c *site.Campaign) *Poster {
	w, phase := &r.words.Poster, c.Phase(r.s.Now)
	v := r.newPoster(c.List.URL, c.Title, c.Title)
	v.Kicker, v.Dates, v.Read = r.words.Campaigns, r.format.period(c.From, c.To), w.ReadCampaign
	if c.CoverURL != "" {
		v.Picture = r.cover(c.Cover, c.CoverURL)
		known := r.in.Pictures[c.Cover.File.Path]
		v.Plan = posterPlan(false, known.Width, known.Height)
	}
	switch {
	case phase == site.After:
		v.Figures = fewFigures(given(r.campaignFigures(c, r.s.Rollup(site.Filter{Campaign: c}), "", "")))
		v.Notices = append(v.Notices, lang.Fill(w.CampaignExpired, r.format.date(c.To)))
	case c.TargetMetric != nil && c.Goal(nil) > 0: // what was done so far would be old before the paper is
		label := lang.Fill(r.words.Camp.GoalLabel, r.figureLabel(c.TargetMetric))
		v.Figures = []Figure{{N: r.format.number(c.Goal(nil)), Label: label}}
	}
	if phase != site.After && !c.To.IsZero() {
		v.Until = lang.Fill(w.Until, r.format.date(c.To))
	}
	text := c.Description
	if text == "" && c.Body != nil {
		text = c.Body.Lead
	}
	v.fit(text)
	for i := range v.Figures {
		v.Figures[i].URL = "" // paper leads nowhere
	}
	return v
}
