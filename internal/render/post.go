package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
)

func (r *renderer) addPosts(t *output.Tree) {
	for _, p := range r.s.All {
		if p.State == site.Removed {
			r.add(t, p.URL, p.File, func(r *leaf) (*layout, any) { return r.layouts.removed, r.removedView(p) })
			continue
		}
		t.Add(r.postPage(p))
	}
}

func (r *renderer) postPage(p *site.Post) output.File {
	return r.pageFile(p.URL, p.File, func(r *leaf) (*layout, any) { return r.layouts.post, r.postView(p) })
}

// removedView shows the notice and nothing of the post.
func (r *leaf) removedView(p *site.Post) *Removed {
	title := r.words.Post.Removed
	m := meta{title: title, description: p.Removed, address: p.URL}
	return &Removed{Frame: r.framed(topNone, r.metaHTML(&m)), Title: title, Notice: p.Removed}
}

func (r *leaf) postView(p *site.Post) *Post {
	trail := r.postTrail(p)
	abs := r.s.Abs(p.URL)
	r.post = Post{
		Crumbs: trail.html, Title: p.Title, Summary: lede(p),
		Form: p.Form.ID(), FormName: r.words.Forms[p.Form],
		Date: r.date(p.Date.Time), News: r.format.newsDate(p.Date.Time),
		Author: p.Author, Number: p.Number, Basis: p.Basis, Extra: p.Extra,
		Share: r.share(abs, p.Title),
		Body:  r.body(p.Body, p.Targets),
		Older: r.postLink(p.Prev), Newer: r.postLink(p.Next),
		Related: r.cards(p.Related[:min(len(p.Related), 3)]), RelatedTitle: r.words.Post.Related,
	}
	v := &r.post
	v.Share.Poster = r.posterLink(p)
	if p.Kit && len(abs) <= media.MaxQR {
		v.Share.Code, v.Share.CodePicture = r.href(p.URL+site.QRFile), r.href(p.URL+site.QRPicture)
	}
	m := meta{title: p.Title, description: p.Summary, address: p.URL, trail: trail, post: p}
	v.Frame = r.framed(r.frame.forms[p.Form], r.metaHTML(&m))
	r.postTimes(v, p)
	r.postNames(v, p)
	r.postPictures(v, p)
	r.postFiles(v, p)
	for _, a := range p.Activities {
		v.Activities = append(v.Activities, r.activityBox(a))
	}
	for _, c := range p.Corrections {
		v.Corrections = append(v.Corrections, Correction{r.date(c.Date.Time), c.Text})
	}
	v.Notices = r.notices(p)
	return v
}

// lede is the summary, unless the text that follows begins with it.
func lede(p *site.Post) string {
	if p.BeginsWithSummary() {
		return ""
	}
	return p.Summary
}

// syllablesPerMinute is an easy pace for reading Vietnamese on a small screen.
const syllablesPerMinute = 250

func (r *renderer) postTimes(v *Post, p *site.Post) {
	v.DateTime = v.Date.ISO
	if !p.Date.DateOnly {
		local := p.Date.In(r.format.zone)
		v.Time = local.Format("15:04")
		v.DateTime = local.Format("2006-01-02T15:04-07:00")
	}
	if !p.Updated.IsZero() && !p.Updated.After(r.s.Now) {
		day := r.format.date(p.Updated.Time)
		if p.Updated.DateOnly {
			v.Updated = strings.TrimSuffix(lang.Fill(r.words.Frame.Updated, day), ".")
		} else {
			v.Updated = lang.Fill(r.words.Post.UpdatedAt, p.Updated.In(r.format.zone).Format("15:04"), day)
		}
	}
	if p.Body != nil && p.Body.Words >= syllablesPerMinute/2 {
		v.Reading = r.format.count(r.words.Post.Minutes, max(1, (p.Body.Words+syllablesPerMinute/2)/syllablesPerMinute))
	}
}

func (r *renderer) postNames(v *Post, p *site.Post) {
	v.Units = make([]Link, len(p.Units))
	for i, u := range p.Units {
		v.Units[i] = Link{u.Title, r.href(u.List.URL)}
	}
	v.Topics = make([]Link, len(p.Topics))
	for i, t := range p.Topics {
		v.Topics[i] = Link{t.Title, r.href(t.List.URL)}
	}
	if c := p.Campaign; c != nil {
		v.Campaign = &Link{c.Title, r.href(c.List.URL)}
	}
	if p.Commended {
		v.Commended = &Link{r.words.Post.Commended, r.href(r.s.Models.URL)}
	}
	if s := p.Source; s != nil {
		v.Source = &Link{s.Name, template.URL(webAddress(s.URL))}
	}
}

// webAddress lets only addresses of the web through.
func webAddress(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

func (r *renderer) notices(p *site.Post) []string {
	var all []string
	w := &r.words.Post
	if p.State == site.Expired {
		// Expires is the first moment after: the day before is the last that counted.
		all = append(all, lang.Fill(w.Expired, r.format.date(p.Expires.Add(-1))))
	}
	if p.Draft {
		all = append(all, w.Draft)
	}
	if p.Future {
		all = append(all, lang.Fill(w.Future, r.format.date(p.Date.Time)))
	}
	return all
}

func (r *renderer) postLink(p *site.Post) *Link {
	if p == nil {
		return nil
	}
	return &Link{p.Title, r.href(p.URL)}
}

func (r *renderer) postPictures(v *Post, p *site.Post) {
	var photos []Photo
	if p.Form == content.Photos || p.Form == content.Infographic {
		photos = r.photos(p)
	}
	switch {
	case p.Form == content.Photos:
		v.Photos = photos
		return
	case p.Form == content.Infographic:
		v.Sheets = photos
		return
	case p.Video != nil:
		v.Video = r.video(p)
		return
	}
	if pic := r.cover(p.Cover, p.CoverURL); pic != nil {
		v.Cover = &Photo{Picture: *pic, Caption: p.Cover.Caption, Credit: p.Cover.Credit, First: true}
	}
}

// photos are the pictures of a gallery.
func (r *renderer) photos(p *site.Post) []Photo {
	all := make([]Photo, 0, len(p.Images))
	for i, img := range p.Images {
		if i >= len(p.ImageURLs) || p.ImageURLs[i] == "" {
			continue
		}
		known := r.in.Pictures[img.File.Path]
		photo := Photo{
			Picture: *r.picture(img.File.Path, p.ImageURLs[i], img.Alt, widestAny),
			Caption: img.Caption, Credit: img.Credit, Shape: shape(known.Width, known.Height), First: len(all) == 0,
		}
		if p.Form == content.Infographic {
			n := known.Full.Size
			if known.Full.Type == "" {
				n = r.fileSize(img.File.Path, p.ImageURLs[i])
			}
			if n > 0 {
				photo.Size = r.format.size(n)
			}
		}
		all = append(all, photo)
	}
	count := strconv.Itoa(len(all))
	for i := range all {
		n := strconv.Itoa(i + 1)
		all[i].Number = lang.Fill(r.words.Post.PhotoOf, n, count)
		all[i].Enlarge = lang.Fill(r.words.Post.EnlargePhoto, n)
	}
	return all
}

// shape is the class of the proportions that come nearest to those of a
// picture, of those that cameras and phones have. "" is 3:2.
func shape(width, height int) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	// Bounds lie halfway between neighbours, by ratio.
	switch r := float64(width) / float64(height); {
	case r > 2:
		return "pano"
	case r > 1.63:
		return "wide"
	case r > 1.41:
		return ""
	case r > 1.15:
		return "four-three"
	case r > 0.89:
		return "square"
	case r > 0.775:
		return "four-five"
	case r > 0.707:
		return "upright"
	case r > 0.61:
		return "slim"
	}
	return "phone"
}

func (r *renderer) video(p *site.Post) *Video {
	v := &Video{Title: p.Title, Poster: r.cover(p.Cover, p.CoverURL), Lang: r.s.Lang.Code}
	if p.Cover != nil {
		v.Caption, v.Credit = p.Cover.Caption, p.Cover.Credit
	}
	if p.Video.Duration > 0 {
		v.Length = length(p.Video.Duration)
	}
	if id := p.Video.YouTube; id != "" {
		v.Watch = template.URL(youTubeWatch + id)
		v.Embed = template.URL(youTubeEmbed + id + "?autoplay=1")
		return v
	}
	if p.VideoURL == "" {
		return nil
	}
	v.File, v.Type = r.href(p.VideoURL), "video/mp4"
	file := p.Video.File.Path
	v.Download = r.fileLink(r.words.Post.DownloadVideo, file, p.VideoURL)
	ext := path.Ext(file)
	if strings.EqualFold(ext, ".webm") {
		v.Type = "video/webm"
	}
	stem := strings.TrimSuffix(file, ext)
	for _, name := range []string{stem, stem + "." + r.s.Lang.Code} {
		if address, ok := r.tracks[name]; ok {
			v.Subtitles = r.href(address)
			break
		}
	}
	return v
}

// subtitles finds the WebVTT files among those published.
func subtitles(files []site.PublishedFile) map[string]string {
	var all map[string]string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Source, ".vtt"); ok {
			if all == nil {
				all = make(map[string]string)
			}
			all[name] = f.URL
		}
	}
	return all
}

func (r *renderer) postFiles(v *Post, p *site.Post) {
	for i, a := range p.Attachments {
		if i < len(p.AttachmentURLs) && p.AttachmentURLs[i] != "" {
			v.Files = append(v.Files, r.fileLink(a.Title, a.File.Path, p.AttachmentURLs[i]))
		}
	}
}

func (r *renderer) fileLink(title, source, address string) FileLink {
	f := FileLink{Title: title, URL: r.href(address)}
	if title == "" {
		f.Title = path.Base(source)
	}
	if ext := path.Ext(source); ext != "" {
		f.Type = strings.ToUpper(ext[1:])
	}
	if n := r.fileSize(source, address); n > 0 {
		f.Size = r.format.size(n)
	}
	return f
}

// fileSize is how many bytes a download has; 0 when it is not on this site.
func (r *renderer) fileSize(source, address string) int64 {
	files := r.s.Files // by address
	if i, ok := slices.BinarySearchFunc(files, address, func(f site.PublishedFile, to string) int { return strings.Compare(f.URL, to) }); ok {
		return files[i].Size
	}
	if name, ok := strings.CutPrefix(source, "static/"); ok {
		if info, err := fs.Stat(r.in.Static, name); err == nil {
			return info.Size()
		}
	}
	return 0
}

func (r *renderer) activityBox(a *site.Activity) ActivityBox {
	b := ActivityBox{
		Figures: r.activityFigures(a, 4, r.figureLabel), Kind: a.Kind.Title, From: a.From.Format("2006-01-02"),
		When: r.format.dateRange(a.From, a.To), Time: a.Time, Place: a.Place, Aggregate: a.Aggregate,
	}
	for i, u := range a.Units {
		l := Link{u.Title, r.href(u.List.URL)}
		if i == 0 {
			b.Lead = &l
		} else {
			b.Others = append(b.Others, l)
		}
	}
	return b
}

// share fills the share bar. Shared addresses carry nothing that tracks.
func (r *leaf) share(abs, title string) Share {
	s := Share{
		Address: abs,
		Facebook: template.URL(r.piece(func(w *bytes.Buffer) {
			w.WriteString("https://www.facebook.com/sharer/sharer.php?u=")
			percent(w, abs)
		})),
		Mail: template.URL(r.piece(func(w *bytes.Buffer) {
			w.WriteString("mailto:?subject=")
			percent(w, title)
			w.WriteString("&body=")
			percent(w, abs)
		})),
	}
	if r.showsQR {
		s.QR = r.piece(func(w *bytes.Buffer) {
			start := w.Len()
			if err := r.qr.Write(w, abs); err != nil {
				w.Truncate(start) // an address that no code can hold; it stands beside in letters
			}
		})
	}
	return s
}

// percent writes a text escaped for any place of an address, a space as %20: mail programs show a + as it is. It is
// url.QueryEscape in one pass and without memory of its own, which together took a hundredth of a build: each post
// has one text, mostly of letters with marks, and its address twice.
func percent(w *bytes.Buffer, s string) {
	const hex = "0123456789ABCDEF"
	w.Grow(3 * len(s))
	b := w.AvailableBuffer()
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.', c == '~':
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	w.Write(b)
}
