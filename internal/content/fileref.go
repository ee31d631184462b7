package content

import (
	"path"
	"strings"

	"bantin/internal/viet"
)

// use is what a named file is for.
type use uint8

const (
	anyUse use = iota
	imageUse
	videoUse
)

// fileTypes are the kinds of files that a site publishes, by extension.
var fileTypes = map[string]use{
	".jpg": imageUse, ".jpeg": imageUse, ".png": imageUse, ".gif": imageUse, ".webp": imageUse, ".svg": imageUse,
	".mp4": videoUse, ".webm": videoUse,
	".pdf": anyUse, ".docx": anyUse, ".xlsx": anyUse, ".pptx": anyUse, ".odt": anyUse, ".ods": anyUse, ".odp": anyUse,
	".txt": anyUse, ".csv": anyUse, ".zip": anyUse, ".mp3": anyUse, ".vtt": anyUse,
}

// fileRef reads the name of a file: relative to the folder of the file being
// read, or from static/ when it begins with "/". The FileRef has no Path when
// the name cannot be used; the reason is reported.
func (r *reader) fileRef(n *node, purpose use) FileRef {
	text := r.line(n)
	ref := FileRef{Text: text, Pos: n.pos}
	if text == "" {
		return ref
	}
	p, code := resolve(r.dir, text)
	if code == "path-backslash" {
		r.suggest(n.pos, code, strings.ReplaceAll(text, `\`, "/"), text)
		return ref
	}
	if code != "" {
		r.report(n.pos, code, text)
		return ref
	}
	switch is, ok := fileTypes[strings.ToLower(path.Ext(p))]; {
	case !ok && IsHEIC(p):
		r.report(n.pos, "heic-image", text)
		return ref
	case !ok:
		r.report(n.pos, "file-type", text)
		return ref
	case purpose == imageUse && is != imageUse:
		r.report(n.pos, "not-image", text)
		return ref
	}
	ref.Path = p
	return ref
}

// resolve gives the path of a file below the site folder, or the code of what
// is wrong with its name.
func resolve(dir, text string) (p, code string) {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(text, `\\`), strings.HasPrefix(text, "~"), strings.HasPrefix(lower, "file:"),
		strings.HasPrefix(lower, "/users/"), strings.HasPrefix(lower, "/home/"),
		len(text) > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/') && lower[0] >= 'a' && lower[0] <= 'z':
		return "", "path-absolute"
	case strings.Contains(text, "://"), strings.HasPrefix(text, "//"):
		return "", "file-not-address"
	case strings.Contains(text, `\`):
		return "", "path-backslash"
	}
	text = viet.NFC(text)
	if below, ok := strings.CutPrefix(text, "/"); ok {
		p = path.Join("static", below)
		if !strings.HasPrefix(p, "static/") {
			return "", "path-outside"
		}
		return p, ""
	}
	p = path.Join(dir, text)
	if !strings.HasPrefix(p, "content/") {
		return "", "path-outside"
	}
	return p, ""
}

// IsHEIC tells by their names the pictures of an iPhone, which need another cure than other files that are not taken.
func IsHEIC(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".heic" || ext == ".heif"
}
