package main

import (
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// corpusData holds what the corpus is made of: names.txt, words.txt, kinds.txt and posts.txt.
const corpusData = "testdata/search"

// corpusNow is the clock of a build of the corpus.
const corpusNow = "2022-12-31"

// corpus writes a site to search in: the posts of posts.txt, which queries are about, and among them as many others as
// are asked for, put together from the patterns of kinds.txt. The same number gives the same bytes.
type corpus struct {
	dir       string
	r         *rand.Rand
	words     map[string][]string
	kinds     []kindPattern
	common    kindPattern
	units     []corpusName
	campaigns []corpusName
	taken     map[string]bool // days on which posts.txt has a post, so that a query for such a day has one answer
}

// corpusName is a line of names.txt: id and title, then short name and aliases, or first and last day.
type corpusName []string

// kindPattern is an entry of kinds.txt: the lines under each key.
type kindPattern map[string][]string

// corpusPost is a post before it is written.
type corpusPost struct {
	slug, title, units, topics, form, summary string
	date                                      time.Time
	more, images, body                        []string
}

// makeCorpus writes the site of n posts in a folder.
func makeCorpus(dir string, n int) error {
	c := &corpus{dir: dir, r: rand.New(rand.NewPCG(1, 0x74696d)), taken: make(map[string]bool)}
	var err error
	if c.words, err = corpusWords(); err != nil {
		return err
	}
	if err := c.readKinds(); err != nil {
		return err
	}
	if err := c.site(); err != nil {
		return err
	}
	fixed, err := corpusPosts()
	if err != nil {
		return err
	}
	for _, p := range fixed {
		c.taken[p.date.Format(time.DateOnly)] = true
		if err := c.write(p); err != nil {
			return err
		}
	}
	for i := range n - len(fixed) {
		if err := c.write(c.post(i, n-len(fixed))); err != nil {
			return err
		}
	}
	return nil
}

// corpusLines gives the lines of a file that are neither empty nor comments.
func corpusLines(name string) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(corpusData, name))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(strings.Split(string(data), "\n"), func(l string) bool {
		return strings.TrimSpace(l) == "" || l[0] == '#'
	}), nil
}

func corpusWords() (map[string][]string, error) {
	lines, err := corpusLines("words.txt")
	words := make(map[string][]string)
	for _, l := range lines {
		name, list, _ := strings.Cut(l, ": ")
		words[name] = strings.Split(list, "; ")
	}
	return words, err
}

func (c *corpus) readKinds() error {
	lines, err := corpusLines("kinds.txt")
	if err != nil {
		return err
	}
	var kind kindPattern
	for _, l := range lines {
		if name, ok := strings.CutPrefix(l, "@ "); ok {
			kind = make(kindPattern)
			if name == "*" {
				c.common = kind
			} else {
				c.kinds = append(c.kinds, kind)
			}
			continue
		}
		key, text, _ := strings.Cut(l, ": ")
		kind[key] = append(kind[key], text)
	}
	return nil
}

// corpusPosts reads posts.txt.
func corpusPosts() ([]corpusPost, error) {
	lines, err := corpusLines("posts.txt")
	if err != nil {
		return nil, err
	}
	var posts []corpusPost
	for _, l := range lines {
		if head, ok := strings.CutPrefix(l, "== "); ok {
			f := strings.Split(head, " | ")
			date, err := time.Parse("2/1/2006 15:04", f[1])
			if err != nil {
				return nil, fmt.Errorf("posts.txt: %s: %w", f[0], err)
			}
			posts = append(posts, corpusPost{slug: f[0], date: date, units: f[2], topics: f[3], form: f[4]})
			continue
		}
		p := &posts[len(posts)-1]
		switch mark, rest, _ := strings.Cut(l, " "); {
		case p.title == "":
			p.title = l
		case mark == ">":
			p.summary = rest
		case mark == "+":
			p.more = append(p.more, rest)
		case mark == "!":
			p.images = append(p.images, rest)
		default:
			p.body = append(p.body, l)
		}
	}
	return posts, nil
}

// site writes settings, names and the pictures that all galleries share.
func (c *corpus) site() error {
	err := c.put("content/site.yaml", "title: Bản tin Công đoàn\nbase_url: https://congdoan.example/\nlanguage: vi\nshare_cards: false\n")
	lines, readErr := corpusLines("names.txt")
	if err != nil || readErr != nil {
		return fmt.Errorf("names.txt: %w, %w", readErr, err)
	}
	for _, l := range lines {
		kind, rest, _ := strings.Cut(l, ": ")
		f := append(strings.Split(rest, " | "), "", "")
		for i := range f {
			f[i] = strings.Trim(f[i], " |")
		}
		text := "title: " + f[1] + "\n"
		if kind == "campaign" {
			text += "from: " + f[2] + "\nto: " + f[3] + "\n"
			c.campaigns = append(c.campaigns, f)
		} else {
			if f[2] != "" {
				text += "short: " + f[2] + "\n"
			}
			if f[3] != "" {
				text += "aliases: [" + strconv.Quote(strings.ReplaceAll(f[3], ", ", `", "`)) + "]\n"
			}
			text = strings.ReplaceAll(text, `\"`, `"`)
			if kind == "unit" {
				c.units = append(c.units, f)
			}
		}
		if err := c.put("content/"+kind+"s/"+f[0]+".md", "---\n"+text+"---\n"); err != nil {
			return err
		}
	}
	return c.pictures()
}

func (c *corpus) pictures() error {
	for i := range 6 {
		m := image.NewRGBA(image.Rect(0, 0, 480, 360))
		for p := range 480 * 360 {
			m.SetRGBA(p%480, p/480, color.RGBA{uint8(40 * i), uint8(p % 480 / 2), uint8(p / 480 / 2), 255})
		}
		var b strings.Builder
		if err := jpeg.Encode(&b, m, nil); err != nil {
			return err
		}
		if err := c.put(fmt.Sprintf("static/anh/%d.jpg", i+1), b.String()); err != nil {
			return err
		}
	}
	return nil
}

func (c *corpus) put(name, text string) error {
	name = filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o666)
}

func (c *corpus) write(p corpusPost) error {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\nslug: %s\ndate: %s\ntopic: [%s]\nunit: [%s]\nform: %s\n",
		p.title, p.slug, p.date.Format("2006-01-02 15:04"), p.topics, p.units, p.form)
	if p.summary != "" {
		fmt.Fprintf(&b, "summary: %s\n", p.summary)
	}
	for _, l := range p.more {
		fmt.Fprintln(&b, l)
	}
	if p.images != nil {
		b.WriteString("images:\n")
	}
	for i, one := range p.images {
		alt, caption, _ := strings.Cut(one, " // ")
		fmt.Fprintf(&b, "  - file: /anh/%d.jpg\n    alt: %s\n    caption: %s\n", (len(p.slug)+i)%6+1, alt, caption)
	}
	fmt.Fprintf(&b, "---\n%s\n", strings.Join(p.body, "\n\n"))
	return c.put(p.date.Format("content/posts/2006/01/")+p.slug+".md", b.String())
}

// post makes post i of n of no query's own, from the oldest to the newest.
func (c *corpus) post(i, n int) corpusPost {
	first := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
	date := first.AddDate(0, 0, i*5*365/n)
	for c.taken[date.Format(time.DateOnly)] {
		date = date.AddDate(0, 0, 1)
	}
	date = date.Add(time.Duration(6*60+c.r.IntN(13*60)) * time.Minute)
	kind := c.kinds[c.r.IntN(len(c.kinds))]
	for !inYears(kind, date.Year()) {
		kind = c.kinds[c.r.IntN(len(c.kinds))]
	}
	unit := c.units[c.r.IntN(len(c.units))]
	s := &corpusText{c: c, date: date, unit: unit[2], chosen: make(map[string]string)}
	p := corpusPost{slug: fmt.Sprintf("bai-%05d", i), date: date, units: unit[0], form: "tin", topics: s.pick(strings.Fields(kind["topic"][0]))}
	p.title = s.line(s.pick(kind["title"]))
	if form := kind["form"]; form != nil {
		p.form = form[0]
	}
	if c.r.IntN(3) == 0 {
		p.summary = s.line(s.pick(kind["lead"]))
	}
	p.body = append([]string{s.line(s.pick(kind["lead"]))}, s.paragraphs(kind["body"], 3+c.r.IntN(3))...)
	if c.r.IntN(4) == 0 {
		p.body = append(p.body, "## "+s.line("{viec8}"), s.line("- {viec6};")+"\n"+s.line("- {viec7}."))
	}
	p.body = append(p.body, s.paragraphs(c.common["body"], 2+c.r.IntN(5))...)
	c.details(s, kind, &p)
	if c.r.IntN(6) == 0 {
		respell(&p)
	}
	return p
}

// details adds what a form asks for, activities and campaigns.
func (c *corpus) details(s *corpusText, kind kindPattern, p *corpusPost) {
	if a := kind["activity"]; a != nil {
		id, metric, _ := strings.Cut(a[0], " ")
		p.more = append(p.more, "activities:", "  - kind: "+id, "    "+metric+": "+s.value("n"))
	}
	if kind["number"] != nil {
		p.more = append(p.more, "number: "+s.value("so"))
	}
	if p.form == "video" {
		p.more = append(p.more, fmt.Sprintf("video: https://youtu.be/A%010d", c.r.IntN(1e9)))
	}
	for _, n := range []string{"", "2"} {
		if alt := kind["alt"+n]; alt != nil {
			p.images = append(p.images, s.line(alt[0])+" // "+s.line(kind["caption"+n][0]))
		}
	}
	for _, one := range c.campaigns {
		from, _ := time.Parse("2/1/2006", one[2])
		to, _ := time.Parse("2/1/2006", one[3])
		if p.date.After(from) && p.date.Before(to) && c.r.IntN(4) == 0 {
			p.more = append(p.more, "campaign: "+one[0])
			return
		}
	}
}

func inYears(kind kindPattern, year int) bool {
	if kind["years"] == nil {
		return true
	}
	from, to, _ := strings.Cut(kind["years"][0], " ")
	y := strconv.Itoa(year)
	return from <= y && y <= to
}
