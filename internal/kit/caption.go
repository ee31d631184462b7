package kit

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// How long the summary of a caption may be, in characters; whole sentences only. What is shorter than shortText is not cut away behind
// “see more” by any network; longText is about what a phone shows at once.
const (
	shortText = 160
	longText  = 480
	// wholeText is the longest sentence that stands alone in a long caption though it is longer than longText.
	wholeText = 900
)

const (
	maxFigures  = 3
	maxHashtags = 5
)

// captions writes the texts of a post. None holds part of a sentence, and each ends with the address, or after it with
// hashtags where networks make links of them.
func (m *Maker) captions(p *site.Post, k *Kit) Captions {
	var figures []string
	var one string // the first that the title does not tell
	for _, f := range m.shares.Figures(p, maxFigures) {
		figures = append(figures, f.N+" "+f.Label)
		if one == "" && !tells(p.Title, f.N) {
			one = figures[len(figures)-1]
		}
	}
	text := sentences(p)
	brief, long := upTo(text, shortText), upTo(text, longText)
	if long == "" && len(text) > 0 && utf8.RuneCountInString(text[0]) <= wholeText {
		long = text[0]
	}
	when := joined(m.shares.When(p), m.units(p))
	read := lang.Fill(m.s.Lang.Words.Kit.Read, k.URL)
	tags := strings.Join(k.Hashtags, " ")
	return Captions{
		Facebook: Caption{
			Short: paragraphs(lines(p.Title, cmp.Or(brief, one)), lines(k.URL, strings.Join(k.Hashtags[:min(len(k.Hashtags), 2)], " "))),
			Long:  paragraphs(p.Title, long, lines(joined(figures...), when), read, tags),
		},
		Zalo: Caption{
			Short: lines(p.Title, joined(one, when), k.URL),
			Long:  paragraphs(lines(p.Title, when), lines(long, joined(figures...)), read),
		},
	}
}

// tells says whether a number stands in a title.
func tells(title, number string) bool {
	for word := range strings.FieldsSeq(title) {
		if strings.Trim(word, ".,:;!?–-()“”\"") == number {
			return true
		}
	}
	return false
}

// sentences are those of the text that opens a post. A lead-in to a list is none.
func sentences(p *site.Post) []string {
	all := split(p.Opening())
	for len(all) > 0 && strings.HasSuffix(all[len(all)-1], ":") {
		all = all[:len(all)-1]
	}
	if len(all) > 0 && viet.SameName(strings.TrimRight(all[0], "."), strings.TrimRight(p.Title, ".")) {
		all = all[1:] // it stands above
	}
	return all
}

// maxSentences is more than any caption has room for.
const maxSentences = 12

// split gives the sentences of a text, on one line each.
func split(text string) (all []string) {
	text = strings.Join(strings.Fields(text), " ")
	for done := ""; len(done) < len(text) && len(all) < maxSentences; {
		next := viet.FirstSentences(text, len(all)+1)
		if len(next) <= len(done) {
			break
		}
		all = append(all, strings.TrimSpace(next[len(done):]))
		done = next
	}
	return all
}

// upTo joins as many sentences as go into so many characters, from the first on; "" when not even that does.
func upTo(sentences []string, most int) string {
	for n := len(sentences); n > 0; n-- {
		if text := strings.Join(sentences[:n], " "); utf8.RuneCountInString(text) <= most {
			return text
		}
	}
	return ""
}

// units names who tells it: one by its whole name, two by their short ones, or the first and how many more.
func (m *Maker) units(p *site.Post) string {
	if len(p.Units) == 1 {
		return p.Units[0].Title
	}
	var names []string
	for _, u := range p.Units {
		names = append(names, cmp.Or(u.Short, u.Title))
	}
	if len(names) > 2 {
		n := int64(len(names) - 1)
		return names[0] + " " + lang.Fill(m.s.Lang.Words.Kit.Others.For(n), m.s.Lang.Number(n))
	}
	return strings.Join(names, ", ")
}

// maxTopicTag is the longest hashtag that is made of the whole name of a topic, which says more than its short one in the menu.
const maxTopicTag = 30

// hashtags are those of topics, campaign and units, by the rule of viet.Hashtag; no two are the same to a network.
func hashtags(p *site.Post) []string {
	var all []string
	for _, t := range p.Topics {
		tag, short := viet.Hashtag(t.Title), viet.Hashtag(t.Short)
		if len(tag) > maxTopicTag {
			tag = cmp.Or(short, tag)
		}
		all = append(all, cmp.Or(tag, short))
	}
	if c := p.Campaign; c != nil {
		all = append(all, cmp.Or(viet.Hashtag(c.Short), viet.Hashtag(c.Title)))
	}
	for _, u := range p.Units {
		all = append(all, cmp.Or(viet.Hashtag(u.Short), viet.Hashtag(u.Title)))
	}
	tags := []string{} // an empty list in JSON
	for _, tag := range all {
		same := func(other string) bool { return strings.EqualFold(tag, other) }
		if tag != "" && len(tags) < maxHashtags && !slices.ContainsFunc(tags, same) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// joined puts a dot between texts, lines a line's end, paragraphs an empty line. Empty texts are left out.
func joined(texts ...string) string     { return joinedBy(" · ", texts) }
func lines(texts ...string) string      { return joinedBy("\n", texts) }
func paragraphs(texts ...string) string { return joinedBy("\n\n", texts) }

func joinedBy(sign string, texts []string) string {
	kept := slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == "" })
	return strings.Join(kept, sign)
}
