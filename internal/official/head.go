package official

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bantin/internal/lang"
	"bantin/internal/viet"
)

// issuer is who signs: the organization, or a unit below it.
type issuer struct {
	above, name, initials string
	unit                  bool
}

func (c *composer) issuer() issuer {
	org := c.s.Settings.Organization
	i := issuer{above: org.Parent, name: org.Name}
	if i.name == "" {
		i.name = c.s.Settings.Title
	}
	if u := c.r.Filter.Unit; u != nil && !viet.SameName(u.Title, i.name) {
		i = issuer{above: i.name, name: u.Title, unit: true}
	}
	i.initials = c.initials(i)
	return i
}

// initials are those of the issuer in a document's number: CĐVC of "Công đoàn
// Viên chức tỉnh …"; all grassroots unions have the same.
func (c *composer) initials(i issuer) string {
	if i.unit {
		name := strings.ToLower(i.name)
		if strings.HasPrefix(name, "cđcs ") || strings.HasPrefix(name, "công đoàn cơ sở ") || strings.HasPrefix(name, "grassroots union ") {
			return c.w.BasicUnit
		}
	}
	words := strings.Fields(i.name)
	var b strings.Builder
	for n, word := range words {
		if n > 0 && c.isPlace(words[n:]) {
			break
		}
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLetter(first) && word != "và" && word != "của" && word != "and" && word != "of" && word != "the" {
			b.WriteRune(unicode.ToUpper(first))
		}
	}
	return b.String()
}

// isPlace tells whether the rest of a name says where the organization is.
func (c *composer) isPlace(words []string) bool {
	rest := strings.ToLower(strings.Join(words, " ")) + " "
	for _, base := range c.w.Bases {
		if strings.HasPrefix(rest, base+" ") && !strings.HasPrefix(rest, "xã hội ") {
			return true
		}
	}
	return false
}

// head fills in what stands above the sections.
func (c *composer) head(v *View) {
	by, m := c.issuer(), &c.text.matter
	v.Above, v.Issuer = viet.Upper(by.above), viet.Upper(by.name)
	number, day := c.number(by), c.day()
	v.Number = c.w.Number + " " + number
	v.Dated = c.dated(day)
	if v.Title, v.To = m.Title, m.To; len(m.To) > 1 {
		v.To = ended(m.To)
	}
	if v.Title == "" {
		v.Title = viet.UpperFirst(c.subject())
	}
	v.Page = c.w.Page + ": " + v.Title
	v.Attached = lang.Fill(c.w.AppendixOf, number, strings.ReplaceAll(day, " ", "\u00a0"), by.name)
}

// number is the document's own, with room to write it in when it has none yet.
func (c *composer) number(by issuer) string {
	number := c.text.matter.Number
	tail := strings.TrimSuffix(lang.Fill(c.w.NumberTail, by.initials), "-")
	switch figures := strings.Trim(number, "0123456789") == ""; {
	case number == "":
		return gap + tail
	case figures && len(number) == 1:
		return "0" + number + tail
	case figures:
		return number + tail
	}
	return number
}

// day is the date in words, with room for day and month when it is not known.
func (c *composer) day() string {
	t := c.text.matter.Date
	switch {
	case t.IsZero():
		return lang.Fill(c.w.DateLine, gap, gap, c.year())
	case c.vi:
		return viet.OfficialDate(t)
	}
	return t.Format("2 January 2006")
}

// year is that of a report without a date. It is signed when it is made, which for
// the report of a year often is the next.
func (c *composer) year() string { return c.s.Now.Format("2006") }

// dated puts the place before the date.
func (c *composer) dated(day string) string {
	place := c.text.matter.Place
	if place == "" {
		place = c.s.Settings.Organization.Place
	}
	if place == "" {
		return viet.UpperFirst(day)
	}
	return place + ", " + day
}

// subject says what the report is about, to go on within a sentence: "kết quả hoạt động năm 2021".
func (c *composer) subject() string {
	f, w := &c.r.Filter, &c.w.Subject
	period := c.period(c.roll.From, c.roll.To)
	switch {
	case f.Topic != nil:
		if f.Campaign != nil {
			within := lang.Fill(w.InCampaign, quoted(f.Campaign.Title))
			if f.From.IsZero() && f.To.IsZero() {
				period = within
			} else {
				period = within + " " + period
			}
		}
		return trim(lang.Fill(w.Topic, quoted(f.Topic.Title), period))
	case f.Campaign != nil && f.From.IsZero() && f.To.IsZero():
		return lang.Fill(w.Campaign, quoted(f.Campaign.Title))
	case f.Campaign != nil:
		return trim(lang.Fill(w.CampaignIn, quoted(f.Campaign.Title), period))
	}
	return trim(lang.Fill(w.Whole, period))
}

// trim takes off what an absent period leaves behind.
func trim(s string) string { return strings.TrimRight(s, ", ") }

// period names a stretch of days as offices do: a year, a half of it, a quarter, a month; else by its days.
func (c *composer) period(from, to time.Time) string {
	w, zone := &c.w.Subject, c.s.Now.Location()
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from.IsZero():
		return lang.Fill(w.Until, c.date(to))
	case to.IsZero():
		return lang.Fill(c.s.Lang.Words.List.Since, c.date(from))
	}
	from, to = from.In(zone), to.In(zone)
	year, last := from.Format("2006"), to.Format("2006")
	if from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1 {
		switch first, end := from.Month(), to.Month(); {
		case year != last && first == time.January && end == time.December:
			return lang.Fill(w.Years, year, last)
		case year != last:
		case first == end:
			return lang.Fill(w.Month, c.month(first), year)
		case first == time.January && end == time.December:
			return lang.Fill(w.Year, year)
		case first == time.January && end == time.June:
			return lang.Fill(w.Half1, year)
		case first == time.January && end == time.September:
			return lang.Fill(w.Nine, year)
		case first == time.July && end == time.December:
			return lang.Fill(w.Half2, year)
		case first%3 == 1 && end == first+2:
			return lang.Fill(w.Quarter, roman(int(end)/3), year)
		}
	}
	if c.date(from) == c.date(to) {
		return lang.Fill(w.Day, c.date(from))
	}
	return lang.Fill(w.Days, c.date(from), c.date(to))
}

// month is a month before its year: "5", "May".
func (c *composer) month(m time.Month) string {
	if c.vi {
		return strings.TrimPrefix(time.Date(2000, m, 1, 0, 0, 0, 0, time.UTC).Format("1"), "0")
	}
	return m.String()
}

// roman writes 1 to 5.
func roman(n int) string { return [...]string{"I", "II", "III", "IV", "V"}[n-1] }

// foot fills in the end: closing sentence, signature, recipients.
func (c *composer) foot(v *View) {
	by, m := c.issuer(), &c.text.matter
	switch {
	case c.text.closes():
	case m.Title != "":
		v.Closing = lang.Fill(c.w.Done.ClosingPlain, by.name)
	default:
		v.Closing = lang.Fill(c.w.Done.Closing, c.subject(), by.name)
	}
	if v.Signature = m.Signature; v.Signature == nil {
		v.Signature = c.w.Signature[:]
		if by.unit {
			v.Signature = c.w.UnitSignature[:]
		}
	}
	if m.Recipients != nil {
		v.Recipients = ended(m.Recipients)
		return
	}
	// “As above” is for a letter that is addressed to someone.
	switch {
	case len(m.To) > 0:
		v.Recipients = append(v.Recipients, c.w.Same)
	case by.above != "":
		v.Recipients = append(v.Recipients, lang.Fill(c.w.ToAbove, by.above))
	}
	v.Recipients = append(v.Recipients, c.w.File)
}

// ended gives the entries of a list the marks that the form wants: a semicolon, after the last a full stop.
func ended(list []string) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = strings.TrimRight(s, ";,. ")
		if i == len(list)-1 {
			all[i] += "."
		} else {
			all[i] += ";"
		}
	}
	return all
}
