package render

import (
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// posterPlan chooses how a sheet of paper is laid out around a picture of so many pixels: see Poster.Plan.
// Of a photo no more is cut away than it can bear; an infographic is shown whole.
func posterPlan(infographic bool, width, height int) string {
	switch ratio := float64(max(width, 1)) / float64(max(height, 1)); {
	case width <= 0 || height <= 0, ratio >= 1 && !infographic:
		return "wide"
	case ratio >= 1:
		return "whole"
	case !infographic:
		return "side"
	case ratio < 0.62:
		return "side whole"
	}
	return "upright"
}

// maxHeadline is how long a headline may be before it is cut, in letters of middle width: beyond it
// print would be too small to be read from where people stand.
const maxHeadline = 400

// headlines are the lengths, in letters of middle width, up to which a headline is set in each size but the smallest.
// paper.css has the sizes, so chosen that the headline fits into what each plan has room for.
var headlines = [4]int{44, 92, 150, 240}

// fit chooses the size of the headline, and takes as much of a text as there is room for beside it.
func (v *Poster) fit(text string) {
	if v.Picture == nil {
		v.Plan = "plain"
	}
	n := headlineLength(v.Title)
	if n > maxHeadline {
		v.Title = viet.Excerpt(v.Title, utf8.RuneCountInString(v.Title)*maxHeadline/n)
		n = maxHeadline
	}
	size := 0
	for size < len(headlines) && n > headlines[size] {
		size++
	}
	v.Size = "z" + string(rune('1'+size))
	v.Summary = wholeSentences(text, v.room(size, n))
}

// room chooses what stands under a headline of some size, from 0, and of so many letters of middle width: it leaves of the figures those that there is room for, and
// tells how many characters of a summary there is room for, about three lines of print.
func (v *Poster) room(size, letters int) int {
	long := size >= 2
	switch {
	case v.Plan == "upright", v.Plan == "whole", v.Plan == "side whole": // the picture says it
		v.Figures = nil
		return 0
	case v.Plan == "plain" && letters > 320 && len(v.Figures) > 0:
		return 100
	case v.Plan == "plain" && long && len(v.Figures) > 0:
		return 120
	case v.Plan == "plain":
		return 150
	case v.Plan == "side" && long && len(v.Figures) > 0:
		v.Figures = v.Figures[:1]
		return 0
	case size == len(headlines), size > 0 && len(v.Figures) > 0: // the headline says it, or the figures do
		return 0
	case len(v.Figures) > 0:
		return 120
	}
	return 170
}

// headlineLength is how long a headline is, in letters of middle width: capitals are wider by a third.
func headlineLength(s string) int {
	thirds := 0
	for _, c := range s {
		switch {
		case unicode.Is(unicode.Mn, c):
		case unicode.IsUpper(c):
			thirds += 4
		default:
			thirds += 3
		}
	}
	return (thirds + 2) / 3
}

// fewFigures takes from the first figures those whose numbers have room beside each other on paper.
func fewFigures(all []Figure) []Figure {
	const room = 17 // figures and dots
	used := 0
	for i, f := range all[:min(len(all), 3)] {
		if used += utf8.RuneCountInString(f.N); i > 0 && used > room {
			return all[:i]
		}
	}
	return all[:min(len(all), 3)]
}

// wholeSentences are up to three sentences of a text, as many as have room, in characters; if not even the first has, it is cut at a word.
func wholeSentences(text string, room int) string {
	for n := 3; n > 0 && room > 0; n-- {
		if some := viet.FirstSentences(text, n); utf8.RuneCountInString(some) <= room {
			return some
		}
	}
	return viet.Excerpt(text, room)
}
