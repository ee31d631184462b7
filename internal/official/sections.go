package official

import (
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/report"
)

// The sections and the parts that the writers' text may speak to.
const (
	progress = iota + 1
	results
	judgment
	models
	outlook
)

// mostDocuments is how many documents section I names. More would bury what it has to
// say, and stand in the list of posts anyway.
const mostDocuments = 15

func (c *composer) sections(v *View) {
	for i, blocks := range [][]Block{c.progress(), c.results(), c.judgment(), c.models(), c.outlook()} {
		title := c.text.title(i + 1)
		if title == "" {
			title = c.w.Sections[i]
		}
		v.Sections = append(v.Sections, Section{Number: roman(i + 1), Title: title, Blocks: blocks})
	}
}

// written is what the writers say in a part of a section, 0 for the section itself.
func (c *composer) written(section, part int) []Block {
	html := c.text.html(c.s, place{section, part})
	if html == "" {
		return nil
	}
	return []Block{{Written: html}}
}

// progress is section I.
func (c *composer) progress() []Block {
	w := &c.w.Progress
	all := c.written(progress, 0)
	if camp := c.r.Filter.Campaign; camp != nil {
		line := lang.Fill(w.CampaignOpen, quoted(camp.Title), c.date(camp.From))
		if !camp.To.IsZero() {
			line = lang.Fill(w.Campaign, quoted(camp.Title), c.date(camp.From), c.date(camp.To))
		}
		var phases []string
		for _, p := range camp.Phases {
			phases = append(phases, lang.Fill(w.Phase, p.Title, c.stretch(p)))
		}
		if len(phases) == 0 {
			all = append(all, Block{Text: line + "."})
		} else {
			all = append(all, Block{Text: line + c.count(w.Phases, len(phases)), Lead: true}, listed(phases))
		}
		var basis []string
		for _, b := range camp.Basis {
			basis = append(basis, b.Title)
		}
		if len(basis) > 0 {
			all = append(all, Block{Text: w.Basis, Lead: true}, listed(basis))
		}
	}
	switch documents := c.documents(); {
	case len(documents) > mostDocuments:
		all = append(all, Block{Text: c.count(w.ManyDocuments, len(documents))})
	case len(documents) > 0:
		all = append(all, Block{Text: w.Documents, Lead: true}, listed(documents))
	}
	if c.r.Filter.Unit == nil {
		all = append(all, Block{Text: c.taking()})
	}
	if len(all) == 0 {
		return []Block{{Fill: true}}
	}
	return all
}

func (c *composer) stretch(p content.Phase) string {
	switch {
	case p.From.IsZero() && p.To.IsZero():
		return lang.Dash
	case p.From.IsZero():
		return lang.Fill(c.w.Subject.Until, c.date(p.To))
	case p.To.IsZero():
		return lang.Fill(c.s.Lang.Words.List.Since, c.date(p.From))
	}
	return c.dates(p.From, p.To)
}

// documents are those published in the period, the oldest first.
func (c *composer) documents() []string {
	var all []string
	for _, p := range slices.Backward(c.r.Posts) {
		switch {
		case p.Form != content.Document:
		case p.Number != "":
			all = append(all, lang.Fill(c.w.Progress.Numbered, p.Number, p.Title, c.date(p.Date.Time)))
		default:
			all = append(all, lang.Fill(c.w.Progress.Document, p.Title, c.date(p.Date.Time)))
		}
	}
	return all
}

// taking says how many units took part.
func (c *composer) taking() string {
	n := 0
	for _, u := range c.roll.Units {
		if u.Posts > 0 || u.Activities > 0 {
			n++
		}
	}
	if n == 0 {
		return c.w.Progress.UnitsNone
	}
	return lang.Fill(c.w.Progress.Units, c.n(int64(n)), c.n(int64(len(c.roll.Units))))
}

// listed makes a list whose entries end as in a sentence.
func listed(all []string) Block { return Block{List: ended(all)} }

// judgment is section III: the writers' words, or room for them.
func (c *composer) judgment() []Block {
	all := c.written(judgment, 0)
	free, n := len(all) > 0, 0
	for i, title := range c.w.Judgment {
		said := c.written(judgment, i+1)
		if said == nil {
			if free {
				continue // who writes as one piece wants no empty parts after it
			}
			said = []Block{{Fill: true}}
		}
		n++
		all = append(all, Block{Part: numbered(n, title)})
		all = append(all, said...)
	}
	return all
}

// models is section IV.
func (c *composer) models() []Block {
	all := c.written(models, 0)
	for i, p := range slices.Backward(c.roll.Commended) {
		summary := strings.TrimSpace(p.Summary)
		if summary != "" && !strings.ContainsAny(summary[len(summary)-1:], ".!?") && !strings.HasSuffix(summary, "…") {
			summary += "."
		}
		n := len(c.roll.Commended) - i
		all = append(all, Block{Model: &Model{Title: numbered(n, p.Title), By: report.UnitNames(p.Units), Summary: summary}})
	}
	if len(all) == 0 {
		return []Block{{Fill: true}}
	}
	return all
}

// outlook is section V.
func (c *composer) outlook() []Block {
	if said := c.written(outlook, 0); said != nil {
		return said
	}
	return []Block{{Fill: true}}
}
