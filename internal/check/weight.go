package check

import (
	"slices"
	"strconv"
	"strings"
)

// phoneWidth is how many pixels wide a picture is that a phone loads to fill its screen: 400 points, two pixels each.
const phoneWidth = 800

// image looks at an img element.
func (w *worker) image(t *tags) {
	alt, src := t.get("alt"), t.get("src")
	if alt == nil {
		name := "–"
		if src != nil {
			name = named(src.text())
		}
		w.find("picture-without-alt", name, name)
	} else if w.link.open && !isBlank(alt.value) {
		w.link.named = true
	}
	shown := nowhere
	if src != nil {
		shown = w.loads(src, nil)
	}
	if set := t.get("srcset"); set != nil {
		if best := w.srcset(set); best >= 0 {
			shown = best
		}
	}
	if w.inPicture && w.source >= 0 {
		shown = w.source
	}
	if shown < 0 {
		return
	}
	if lazy := t.get("loading"); lazy != nil && strings.EqualFold(string(lazy.value), "lazy") {
		w.f.lazy = append(w.f.lazy, shown)
	} else {
		w.f.eager = append(w.f.eager, shown)
	}
}

// sourceTag looks at a source of a picture, a film or a sound. The first one of a picture is the one that
// today's browsers take.
func (w *worker) sourceTag(t *tags) {
	if a := t.get("src"); a != nil {
		w.loads(a, nil)
	}
	if set := t.get("srcset"); set != nil {
		if best := w.srcset(set); w.inPicture && w.source < 0 {
			w.source = best
		}
	}
}

// srcset looks for each file of a srcset, and gives the one that a phone takes.
func (w *worker) srcset(a *attr) int32 {
	best, wide := nowhere, 0
	for _, c := range candidates(a.value) {
		file := w.loadsText(c.url, nil)
		n := c.width
		if file >= 0 && (best < 0 || wide < phoneWidth && n > wide || n >= phoneWidth && n < wide) {
			best, wide = file, n
		}
	}
	return best
}

// candidate is a picture of a srcset.
type candidate struct {
	url   []byte
	width int // 0: not given
}

// candidates takes a srcset apart (WHATWG HTML, 4.8.4.2.1).
func candidates(set []byte) (all []candidate) {
	for i := 0; i < len(set); {
		if isSpace(set[i]) || set[i] == ',' {
			i++
			continue
		}
		from := i
		for i < len(set) && !isSpace(set[i]) {
			i++
		}
		c := candidate{url: set[from:i]}
		if n := len(c.url); c.url[n-1] == ',' {
			for n > 0 && c.url[n-1] == ',' {
				n--
			}
			c.url = c.url[:n]
		} else {
			from = i
			for i < len(set) && set[i] != ',' {
				i++
			}
			if wide, ok := strings.CutSuffix(strings.TrimSpace(string(set[from:i])), "w"); ok {
				c.width, _ = strconv.Atoi(wide)
			}
		}
		if len(c.url) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// weights holds pages against the budgets of the site.
func (c *checker) weights() {
	budgets := c.Site.Settings.Budgets
	for _, i := range c.pages {
		f := &c.facts[i]
		over := func(code string, size, budget int64, heaviest int32) {
			if budget <= 0 || size <= budget {
				return
			}
			raw, args := "", []string{kilobytes(size), kilobytes(budget)}
			if heaviest >= 0 {
				raw = c.Site.Href(address(c.files[heaviest].Path))
				args = append(args, raw)
			}
			c.find(finding{page: i, code: code, raw: raw, args: args})
		}
		over("heavy-html", int64(f.size), budgets.HTML, nowhere)
		size, heaviest := c.sum(f.styles)
		over("heavy-css", size, budgets.CSS, heaviest)
		size, heaviest = c.sum(f.scripts)
		over("heavy-scripts", size, budgets.Scripts, heaviest)
		size, heaviest = c.sum(f.eager)
		for _, file := range f.lazy { // they come one by one, as they are scrolled to
			if n := c.measured[file].size; n > size {
				size, heaviest = n, file
			}
		}
		over("heavy-pictures", size, budgets.Pictures, heaviest)
	}
}

// kilobytes rounds up, so that what is over a budget looks so.
func kilobytes(n int64) string { return strconv.FormatInt((n+1023)>>10, 10) }

// sum adds up files, each once, and gives the heaviest.
func (c *checker) sum(files []int32) (total int64, heaviest int32) {
	heaviest = nowhere
	for i, file := range files {
		if slices.Contains(files[:i], file) {
			continue
		}
		n := c.measured[file].size
		total += n
		if heaviest < 0 || n > c.measured[heaviest].size {
			heaviest = file
		}
	}
	return total, heaviest
}
