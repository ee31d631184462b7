package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// respell writes a post as some people do: the tone on the second vowel, i for y.
func respell(p *corpusPost) {
	r := strings.NewReplacer("òa", "oà", "óa", "oá", "ỏa", "oả", "õa", "oã", "ọa", "oạ", "òe", "oè", "óe", "oé", "ỏe", "oẻ", "ọe", "oẹ",
		"ủy", "uỷ", "úy", "uý", "ùy", "uỳ", "ụy", "uỵ", " kỹ", " kĩ", " lý", " lí", " Mỹ", " Mĩ", "kỳ", "kì")
	p.title, p.summary = r.Replace(p.title), r.Replace(p.summary)
	for i := range p.body {
		p.body[i] = r.Replace(p.body[i])
	}
}

// corpusText fills the patterns of one post: the same name stands for the same words throughout.
type corpusText struct {
	c      *corpus
	date   time.Time
	unit   string
	chosen map[string]string
}

func (s *corpusText) pick(list []string) string { return list[s.c.r.IntN(len(list))] }

// paragraphs fills some of the patterns, in their order.
func (s *corpusText) paragraphs(patterns []string, n int) []string {
	at := s.c.r.Perm(len(patterns))[:min(n, len(patterns))]
	slices.Sort(at)
	var all []string
	for _, i := range at {
		all = append(all, s.line(patterns[i]))
	}
	return all
}

// line fills a pattern; sentences begin with capitals.
func (s *corpusText) line(pattern string) string {
	sentences := strings.SplitAfter(s.fill(pattern), ". ")
	for i, one := range sentences {
		first, size := utf8.DecodeRuneInString(one)
		sentences[i] = string(unicode.ToUpper(first)) + one[size:]
	}
	return strings.Join(sentences, "")
}

func (s *corpusText) fill(pattern string) string {
	var b strings.Builder
	for pattern != "" {
		at := strings.IndexAny(pattern, "[{")
		if at < 0 {
			return b.String() + pattern
		}
		b.WriteString(pattern[:at])
		if pattern[at] == '{' {
			name, rest, _ := strings.Cut(pattern[at+1:], "}")
			b.WriteString(s.value(name))
			pattern = rest
			continue
		}
		choices, rest, _ := strings.Cut(pattern[at+1:], "]")
		b.WriteString(s.fill(s.pick(strings.Split(choices, "|"))))
		pattern = rest
	}
	return b.String()
}

// value gives what a name stands for in this post.
func (s *corpusText) value(name string) string {
	v, ok := s.chosen[name]
	if !ok {
		v = s.choose(strings.TrimRight(name, "0123456789"))
		s.chosen[name] = v
	}
	return v
}

func (s *corpusText) choose(name string) string {
	r := s.c.r
	switch name {
	case "n":
		return strconv.Itoa(11 + r.IntN(85))
	case "N":
		n := 110 + r.IntN(1900)
		if n < 1000 {
			return strconv.Itoa(n)
		}
		return fmt.Sprintf("%d.%03d", n/1000, n%1000)
	case "tien":
		return s.pick([]string{
			fmt.Sprintf("%d triệu đồng", 1+r.IntN(90)), fmt.Sprintf("%d,%d triệu đồng", 1+r.IntN(90), 1+r.IntN(9)),
			fmt.Sprintf("%d00.000 đồng", 1+r.IntN(9)), fmt.Sprintf("%d.%d00.000 đồng", 1+r.IntN(9), r.IntN(10)),
		})
	case "muc":
		return s.pick([]string{"500.000 đồng", "300 nghìn đồng", "1 triệu đồng", "1,5 triệu đồng", "1.200.000 đồng", "hai triệu đồng", "700.000 đồng"})
	case "d":
		return s.date.AddDate(0, 0, -r.IntN(3)).Format(s.pick([]string{"2/1", "02/1", "02/01"}))
	case "nam":
		return strconv.Itoa(s.date.Year())
	case "unit":
		return s.unit
	case "cdcs":
		return s.pick([]string{"CĐCS ", "công đoàn cơ sở ", "công đoàn "}) + s.unit
	case "other":
		return s.pick([]string{"CĐCS ", "công đoàn "}) + s.c.units[r.IntN(len(s.c.units))][2]
	case "so":
		return s.pick([]string{
			fmt.Sprintf("%02d/HD-CĐVC", 2+r.IntN(80)), fmt.Sprintf("%02d/KH-LĐLĐ", 2+r.IntN(99)), fmt.Sprintf("%d/CV-CĐVC", 101+r.IntN(300)),
			fmt.Sprintf("%02d-HD/BTGTU", 20+r.IntN(60)), fmt.Sprintf("%d/QĐ-LĐLĐ", 100+r.IntN(900)), fmt.Sprintf("%02d-CT/TU", 11+r.IntN(40)),
		})
	case "xa":
		return s.pick(s.c.words["an"]) + " " + s.pick(s.c.words["loc"])
	}
	return s.pick(s.c.words[name])
}
