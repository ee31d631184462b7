package site

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/filename"
)

// fileKind says what a published file is good for.
type fileKind uint8

const (
	otherFile fileKind = iota // may not be published
	imageFile
	documentFile
	mediaFile // video, sound, captions
)

// fileType tells a file's kind by the ending of its name.
func fileType(name string) fileKind {
	switch strings.ToLower(extension(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg":
		return imageFile
	case ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".txt", ".csv", ".zip":
		return documentFile
	case ".mp4", ".webm", ".mp3", ".vtt":
		return mediaFile
	}
	return otherFile
}

// extension gives the ending of a file's name, with its dot; "" for what is no
// ending, as in "/2021/v1.2-chinh-thuc". An ending begins with a letter and has at most five.
func extension(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > 6 || '0' <= ext[1] && ext[1] <= '9' {
		return ""
	}
	for _, c := range []byte(ext[1:]) {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if c < '0' || c > '9' {
				return ""
			}
		}
	}
	return ext
}

// frontMatter resolves the files that a file's front matter names.
func (r *resolver) frontMatter(d *doc) {
	if d.cover != nil {
		*d.coverURL = r.named(d, &d.cover.File, imageFile)
	}
	if c := d.campaign; c != nil && len(c.Basis) > 0 {
		c.BasisURLs = make([]string, len(c.Basis))
		for i := range c.Basis {
			c.BasisURLs[i] = c.Basis[i].URL
			if c.Basis[i].File.Path != "" {
				c.BasisURLs[i] = r.named(d, &c.Basis[i].File, otherFile)
			}
		}
	}
	p := d.post
	if p == nil {
		return
	}
	if n := len(p.Images); n > 0 {
		p.ImageURLs = make([]string, n)
		for i := range p.Images {
			p.ImageURLs[i] = r.named(d, &p.Images[i].File, imageFile)
		}
	}
	if p.Video != nil && p.Video.YouTube == "" {
		p.VideoURL = r.named(d, &p.Video.File, otherFile)
		r.captions(d, p.Video.File.Path)
	}
	if n := len(p.Attachments); n > 0 {
		p.AttachmentURLs = make([]string, n)
		for i := range p.Attachments {
			p.AttachmentURLs[i] = r.named(d, &p.Attachments[i].File, otherFile)
		}
	}
}

// captions publishes the WebVTT file that lies beside a video under its name,
// with the site's language before the ending or without. Nobody needs to name it.
func (r *resolver) captions(d *doc, video string) {
	stem := strings.TrimSuffix(video, path.Ext(video))
	for _, name := range []string{stem + ".vtt", stem + "." + r.s.Lang.Code + ".vtt"} {
		if _, ok := r.src.Files[name]; ok && strings.HasPrefix(name, "content/") {
			r.beside(d, name)
		}
	}
}

// named resolves a file that front matter names and gives its address, "" when
// there is no such file. want is the kind it must have; otherFile: any that may be published.
func (r *resolver) named(d *doc, ref *content.FileRef, want fileKind) string {
	if ref.Path == "" {
		return "" // its file's own problems say why
	}
	l := link{text: ref.Text, path: ref.Path, pos: ref.Pos}
	if _, ok := r.src.Files[ref.Path]; !ok {
		r.missing(d, l)
		return ""
	}
	return r.publish(d, l, ref.Path, want)
}

// fileTarget makes a link to a file, which is published beside the page.
func (r *resolver) fileTarget(d *doc, l link, file string) Target {
	want := otherFile
	if l.image {
		want = imageFile
	}
	u := r.publish(d, l, file, want)
	if u == "" {
		return Target{}
	}
	return Target{URL: u + l.query + l.anchor, File: file}
}

// publish gives the address of an existing file that a page names, or reports that its type may not be there.
func (r *resolver) publish(d *doc, l link, file string, want fileKind) string {
	static, isStatic := strings.CutPrefix(file, "static/")
	kind := fileType(file)
	switch {
	case content.IsHEIC(file):
		r.report(&r.problems, d, l.pos, "heic-image", "", l.text)
		return ""
	case want == imageFile && kind != imageFile:
		r.report(&r.problems, d, l.pos, "not-image", "", l.text)
		return ""
	case isStatic:
		return "/" + static
	case kind == otherFile:
		r.report(&r.problems, d, l.pos, "file-type", "", l.text)
		return ""
	}
	return r.beside(d, file)
}

// beside gives a file its address beside a page, under its own name. A second
// file of the same name gets "-2", a third "-3".
func (b *builder) beside(d *doc, file string) string {
	for _, f := range d.files {
		if f.Source == file {
			return f.URL
		}
	}
	u := d.url + publishedName(path.Base(file))
	if ext := path.Ext(u); b.taken(d, u) {
		stem := u[:len(u)-len(ext)]
		for n := 2; b.taken(d, u); n++ {
			u = stem + "-" + strconv.Itoa(n) + ext
		}
	}
	d.files = append(d.files, PublishedFile{Source: file, URL: u, Size: b.src.Files[file].Size})
	return u
}

// taken tells whether something lies at the address of a file beside a page already, case aside.
func (b *builder) taken(d *doc, u string) bool {
	for _, f := range d.files {
		if filename.Fold(f.URL) == filename.Fold(u) {
			return true
		}
	}
	return b.at(u) != nil || b.isMachineFile(strings.ToLower(u))
}

// publishedName is a file's name without the characters that mean something in an address or cannot stand in names on
// Windows, and without endings of programs: many an Apache runs "x.php.pdf" for the .php in it, whatever the last ending says.
func publishedName(name string) string {
	parts := strings.Split(name, ".")
	for i, part := range parts {
		if i > 0 && i < len(parts)-1 && isProgram(part) {
			parts[i-1] += "-" + part
			parts = slices.Delete(parts, i, i+1)
			return publishedName(strings.Join(parts, "."))
		}
	}
	return filename.Safe(strings.Map(func(r rune) rune {
		if r == '#' || r == '%' {
			return '-'
		}
		return r
	}, name))
}

// isProgram tells whether web servers are known to run files of this ending.
func isProgram(ending string) bool {
	ending = strings.ToLower(ending)
	switch strings.TrimRight(ending, "0123456789") {
	case "php", "phtml", "pht", "phps", "phar", "cgi", "fcgi", "pl", "py", "rb", "sh", "shtml", "shtm", "stm", "asp", "aspx", "ashx", "cer", "asa", "jsp", "jspx", "cfm", "lua":
		return true
	}
	return false
}
