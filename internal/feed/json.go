package feed

import (
	"bytes"
	"encoding/json"
	"time"

	"bantin/internal/site"
)

// The structures of JSON Feed 1.1 (jsonfeed.org/version/1.1), in the order of its text.
type (
	jsonFeed struct {
		Version     string       `json:"version"`
		Title       string       `json:"title"`
		HomePageURL string       `json:"home_page_url"`
		FeedURL     string       `json:"feed_url"`
		Description string       `json:"description,omitempty"`
		Icon        string       `json:"icon,omitempty"`
		Authors     []jsonAuthor `json:"authors"`
		Language    string       `json:"language"`
		Items       []jsonItem   `json:"items"`
	}
	jsonItem struct {
		ID            string       `json:"id"`
		URL           string       `json:"url"`
		Title         string       `json:"title"`
		ContentHTML   string       `json:"content_html"`
		Summary       string       `json:"summary,omitempty"`
		Image         string       `json:"image,omitempty"`
		DatePublished string       `json:"date_published"`
		DateModified  string       `json:"date_modified"`
		Authors       []jsonAuthor `json:"authors"`
		Tags          []string     `json:"tags,omitempty"`
		Attachments   []jsonFile   `json:"attachments,omitempty"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	jsonFile struct {
		URL      string `json:"url"`
		MIMEType string `json:"mime_type"`
		Title    string `json:"title,omitempty"`
	}
)

func author(p person) jsonAuthor { return jsonAuthor{p.name, p.url} }

func (f *writer) json(w *bytes.Buffer, c channel) {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: c.title, HomePageURL: f.s.Abs(c.url), FeedURL: f.s.Abs(c.url + "feed.json"),
		Description: c.subtitle, Authors: []jsonAuthor{author(f.publisher())}, Language: f.s.Lang.Code, Items: []jsonItem{},
	}
	if f.s.LogoURL != "" {
		out.Icon = f.s.Abs(f.s.LogoURL)
	}
	for _, p := range c.posts {
		out.Items = append(out.Items, f.jsonItem(p))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // no page embeds it
	e.SetIndent("", " ")
	if err := e.Encode(out); err != nil {
		panic(err) // strings always have a form in JSON, and a buffer takes all
	}
}

func (f *writer) jsonItem(p *site.Post) jsonItem {
	var body bytes.Buffer
	f.body(&body, p)
	address := f.s.Abs(p.URL)
	item := jsonItem{
		ID: address, URL: address, Title: p.Title, ContentHTML: body.String(), Summary: p.Summary,
		DatePublished: p.Date.In(f.zone).Format(time.RFC3339), DateModified: updated(p, f.s.Now).In(f.zone).Format(time.RFC3339),
	}
	if p.Cover != nil && p.CoverURL != "" {
		item.Image = f.s.Abs(p.CoverURL)
	}
	for _, a := range f.authors(p) {
		item.Authors = append(item.Authors, author(a))
	}
	for _, c := range categories(p) {
		item.Tags = append(item.Tags, c.title)
	}
	for _, e := range f.enclosures(p) {
		if e.url != item.Image {
			item.Attachments = append(item.Attachments, jsonFile{e.url, e.kind, e.title})
		}
	}
	return item
}
