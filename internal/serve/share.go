package serve

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"image"
	_ "image/gif" // the sizes of pictures of these kinds
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	_ "golang.org/x/image/webp"

	"bantin/internal/viet"
)

// cardsOnPage is how many posts are on a page of the gallery: each of their pages is rendered for it.
const cardsOnPage = 20

// What networks show and refuse, by the facts that the checks of the finished pages rest on too: characters, pixels, bytes.
const (
	googleTitle, googleText         = 60, 155
	longTitle, shortText, longText  = 65, 50, 160
	tinyImage                       = 200
	smallImageWidth, smallImageHigh = 600, 315
	heavyImage                      = 300_000
)

// card is a post as networks show it.
type card struct {
	Title, Text, Host string
	// Crumbs are the parts of the address that Google shows.
	Crumbs                  string
	GoogleTitle, GoogleText string
	// Image is the address of the picture at the preview; "" for none that networks would show. Small is true when
	// they show it as a small square.
	Image, Alt string
	Small      bool
	URL, Share string
	Kit        string // the share kit of a post
	File       string
	Edit       template.URL
	ImageSize  string
	Checks     []string
	Values     []pair
	Note       string
}

type pair struct{ Name, Value string }

// cards is the gallery of all posts as networks show them.
func (s *Server) cards(p page, r *http.Request, st *state) page {
	ask := r.URL.Query()
	v := &deskView{Title: s.words.Cards, Site: st.title(), Current: own + "cards/", Query: ask.Get("q")}
	if v.Show = ask.Get("show"); v.Show != "zalo" {
		v.Show = ""
	}
	for _, network := range [][2]string{{"Facebook", ""}, {"Zalo", "zalo"}} {
		v.Chips = append(v.Chips, chip{Text: network[0], URL: v.Current + query("show", network[1], "q", v.Query), Current: v.Show == network[1]})
	}
	found := st.choose(v.Query, func(p *post) bool { return p.URL != "" })
	s.list(v, found, ask, cardsOnPage, func(some []post) {
		for _, one := range some {
			if c := s.card(st, one.URL, false); c != nil {
				v.Cards = append(v.Cards, c)
			}
		}
	})
	return s.deskPage(p, "cards", v)
}

// share shows the link to one page as each network does, and what is wrong with that.
func (s *Server) share(p page, r *http.Request, st *state) page {
	v := &deskView{Title: s.words.Share.Title, Site: st.title(), Current: own + "cards/"}
	at := r.URL.Query().Get("path")
	if v.Card = s.card(st, at, true); v.Card == nil {
		p.status = http.StatusNotFound
		v.Empty = s.words.fill(s.words.Share.NoPage, at)
	} else if isLocal(r.RemoteAddr) {
		v.Card.Edit = template.URL(s.edit(v.Card.File, 1, 1))
	}
	return s.deskPage(p, "share", v)
}

// card reads the tags of a page; nil when there is none at the address. checked: the picture is looked at too.
func (s *Server) card(st *state, at string, checked bool) *card {
	if st.view.Tree == nil {
		return nil
	}
	name := filePath(&url.URL{Path: at})
	f, ok := st.view.Tree.Get(name)
	if !ok || !strings.HasSuffix(name, ".html") {
		return nil
	}
	body, err := s.render(st, &f)
	if err != nil {
		return nil
	}
	t, set := readTags(body), st.view.Site.Settings
	c := &card{
		Title: cmp.Or(t.named["og:title"], t.title), Text: cmp.Or(t.named["og:description"], t.named["description"]),
		Host: cmp.Or(set.Declared.Host, set.Host), Alt: t.named["og:image:alt"], URL: address(name), File: f.Source,
		Share: own + "share/" + query("path", at),
	}
	c.GoogleTitle, c.GoogleText = viet.Excerpt(cmp.Or(t.title, c.Title), googleTitle), viet.Excerpt(cmp.Or(t.named["description"], c.Text), googleText)
	c.GoogleTitle = strings.TrimSuffix(c.GoogleTitle, " |…") // the title as a whole; what is cut is the site's name
	c.Crumbs = strings.Join(append([]string{c.Host}, strings.FieldsFunc(set.Declared.Path+at, func(r rune) bool { return r == '/' })...), " › ")
	c.Image, _ = strings.CutPrefix(t.named["og:image"], set.BaseURL)
	if width, err := strconv.Atoi(t.named["og:image:width"]); err == nil && width < smallImageWidth {
		c.Small = true
	}
	if !checked {
		return c
	}
	c.Kit = st.kitOf(name)
	c.Note = s.words.fill(s.words.Share.Note, "https://"+c.Host+set.Declared.Path+"/")
	for _, key := range []string{"og:title", "og:description", "og:image", "og:image:width", "og:image:height", "og:image:alt", "og:url", "og:type", "og:site_name", "og:locale", "description", "robots"} {
		if value, given := t.named[key]; given {
			c.Values = append(c.Values, pair{key, value})
		}
	}
	s.checkText(c, &t, set.Title)
	s.checkImage(c, &t, st)
	return c
}

// checkText tells what networks would do badly with the words of a page.
func (s *Server) checkText(c *card, t *tags, siteTitle string) {
	w := &s.words.Share
	add := func(bad bool, text string) {
		if bad {
			c.Checks = append(c.Checks, text)
		}
	}
	length := func(text, of string) string { return s.words.fill(text, strconv.Itoa(utf8.RuneCountInString(of))) }
	title, text := t.named["og:title"], t.named["og:description"]
	add(title == "", w.NoTitle)
	add(utf8.RuneCountInString(title) > longTitle, length(w.LongTitle, title))
	add(title != siteTitle && strings.HasSuffix(title, siteTitle), w.SiteInTitle)
	add(text == "", w.NoDescription)
	add(utf8.RuneCountInString(text) > longText, length(w.LongDescription, text))
	add(text != "" && utf8.RuneCountInString(text) < shortText, length(w.ShortDescription, text))
	add(t.canonical != "" && t.named["og:url"] != t.canonical, w.OtherAddress)
	add(strings.Contains(t.named["robots"], "noindex"), w.NoIndex)
}

// checkImage tells what networks would do badly with the picture of a page.
func (s *Server) checkImage(c *card, t *tags, st *state) {
	w := &s.words.Share
	add := func(text string) { c.Checks = append(c.Checks, text) }
	if c.Image == "" {
		add(w.NoImage)
		return
	}
	f, ok := st.file(&url.URL{Path: "/"}, c.Image)
	var body []byte
	if ok {
		body, _ = s.render(st, &f)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(body))
	kind := http.DetectContentType(body)
	switch {
	case len(body) == 0:
		add(s.words.fill(w.ImageGone, c.Image))
		c.Image = ""
		return
	case kind != "image/jpeg" && kind != "image/png":
		kind, _, _ = strings.Cut(contentType(f.Path), ";")
		add(s.words.fill(w.ImageKind, kind))
	}
	if len(body) > heavyImage {
		add(s.words.fill(w.HeavyImage, s.words.size(len(body))))
	}
	if err != nil {
		return
	}
	size := fmt.Sprintf("%d × %d", config.Width, config.Height)
	c.ImageSize = s.words.fill(w.ImageSize, size+", "+s.words.size(len(body)))
	c.Small = config.Width < smallImageWidth || config.Height < smallImageHigh
	width, high := t.named["og:image:width"], t.named["og:image:height"]
	switch {
	case config.Width < tinyImage || config.Height < tinyImage:
		add(s.words.fill(w.TinyImage, size))
		c.Image = ""
	case c.Small:
		add(s.words.fill(w.SmallImage, size))
	}
	switch {
	case width == "" || high == "":
		add(w.NoSize)
	case width != strconv.Itoa(config.Width) || high != strconv.Itoa(config.Height):
		add(s.words.fill(w.WrongSize, size))
	}
}
