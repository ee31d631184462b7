package render

import (
	"strconv"

	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// readAloud is how many syllables one reads to a room in a minute, slowly and clearly; news readers are a quarter faster.
const readAloud = 160

// meetingView is a bulletin to read aloud. One that is not on the site has no way to its version to print.
func (r *leaf) meetingView(b *site.Bulletin, onSite bool) *Meeting {
	w := &r.words.Bulletin
	title := lang.Fill(w.ReadingTitle, r.bulletinTitle(b))
	v := &Meeting{
		Frame: r.bulletinFrame(b, title, r.s.ReadingURL(b)), Title: title, Lede: w.ReadingLede, Home: r.href("/"),
	}
	if r.s.HasBulletins() {
		v.All = r.href(r.s.BulletinsURL())
	}
	if onSite {
		v.Printed = r.href(b.URL)
	}
	sections, more := b.Reading()
	syllables, n := 0, 0
	for _, s := range sections {
		id, title := r.topicID(s.Topic)
		part := MeetingPart{Title: title, ID: id}
		for _, it := range s.Items {
			item := MeetingItem{Title: it.Title, Who: r.readFrom(it.Post), Text: digest(it.Post)}
			length := viet.Count(item.Title) + viet.Count(item.Who) + viet.Count(item.Text)
			item.Time = r.readingTime(length)
			part.Items = append(part.Items, item)
			syllables += length
			n++
		}
		v.Sections = append(v.Sections, part)
	}
	if n == 0 {
		v.Empty, v.Lede = w.Empty, ""
		return v
	}
	v.Whole = lang.Fill(w.Whole, r.format.count(w.Items, n), r.readingTime(syllables))
	if more > 0 {
		v.Left = r.format.count(w.Left, more)
	}
	return v
}

// readFrom is who tells a post and when, as it is read: "CĐCS Sở Y tế, ngày 01/06".
func (r *renderer) readFrom(p *site.Post) string {
	day := r.format.dayMonth(p.Date.Time)
	if unit := unitName(p); unit != "" {
		return lang.Fill(r.words.Bulletin.ReadingUnit, unit, day)
	}
	return day
}

// readingTime is how long so many syllables take: to the next ten seconds below a minute, to the next half minute above.
func (r *renderer) readingTime(syllables int) string {
	w := &r.words.Bulletin
	seconds := (syllables*60 + readAloud - 1) / readAloud
	if seconds <= 50 {
		return r.format.count(w.Seconds, (seconds+9)/10*10)
	}
	halves := (seconds + 29) / 30
	if halves <= 2 {
		return r.format.count(w.Minutes, 1)
	}
	text := strconv.Itoa(halves / 2)
	if halves%2 == 1 {
		point := ","
		if r.format.english() {
			point = "."
		}
		text += point + "5"
	}
	return lang.Fill(w.Minutes.Many, text)
}
