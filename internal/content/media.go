package content

import (
	"path"
	"strings"
	"time"

	"bantin/internal/markdown"
	"bantin/internal/viet"
)

var imageKeys = []key[Image]{
	{"file", func(r *reader, n *node, i *Image) { i.File = r.fileRef(n, imageUse) }},
	{"alt", func(r *reader, n *node, i *Image) { i.Alt = r.text(n) }},
	{"caption", func(r *reader, n *node, i *Image) { i.Caption = r.text(n) }},
	{"credit", func(r *reader, n *node, i *Image) { i.Credit = r.text(n) }},
}

// images reads a gallery. A picture without words for those who do not see it
// is reported but kept.
func (r *reader) images(n *node) (all []Image) {
	readList(r, n, imageKeys, func(entry *node, i Image) {
		if !r.require(entry, entry.pos, "file") {
			return
		}
		if i.Alt == "" {
			r.report(i.File.Pos, "image-alt-missing", i.File.Text)
		}
		if i.File.Path != "" {
			all = append(all, i)
		}
	})
	return all
}

var attachmentKeys = []key[Attachment]{
	{"file", func(r *reader, n *node, a *Attachment) { a.File = r.fileRef(n, anyUse) }},
	{"title", func(r *reader, n *node, a *Attachment) { a.Title = r.text(n) }},
}

func (r *reader) attachments(n *node) (all []Attachment) {
	readList(r, n, attachmentKeys, func(entry *node, a Attachment) {
		if r.require(entry, entry.pos, "file") && a.File.Path != "" {
			all = append(all, a)
		}
	})
	return all
}

// video reads a YouTube address or a file's name.
func (r *reader) video(n *node) *Video {
	s := r.text(n)
	if s == "" {
		return nil
	}
	if id, ok := markdown.YouTubeID(s); ok {
		return &Video{YouTube: id}
	}
	if ext := strings.ToLower(path.Ext(s)); strings.Contains(s, "://") || fileTypes[ext] != videoUse {
		r.report(n.pos, "bad-video", s)
		return nil
	}
	f := r.fileRef(n, videoUse)
	if f.Path == "" {
		return nil
	}
	return &Video{File: f}
}

// duration reads the length of a video: "2:45".
func (r *reader) duration(n *node) time.Duration {
	s := r.text(n)
	if s == "" {
		return 0
	}
	d, err := viet.ParseDuration(s)
	if err != nil {
		r.report(n.pos, "bad-duration", s)
		return 0
	}
	return d
}
