package media

import (
	"bytes"
	"path"
	"strings"
)

// Format is what the bytes of a file are. Its value is the name shown to editors.
type Format string

// The formats that Sniff knows. Unknown is everything else.
const (
	Unknown  Format = ""
	JPEG     Format = "JPEG"
	PNG      Format = "PNG"
	GIF      Format = "GIF"
	WebP     Format = "WebP"
	SVG      Format = "SVG"
	HEIC     Format = "HEIC"
	AVIF     Format = "AVIF"
	BMP      Format = "BMP"
	TIFF     Format = "TIFF"
	PDF      Format = "PDF"
	HTML     Format = "HTML"
	ZIP      Format = "ZIP"
	MP4      Format = "MP4"
	Matroska Format = "Matroska" // WebM is a kind of it
)

// SniffLen is how many bytes Sniff wants to see.
const SniffLen = 512

// Named gives the picture format that a file's name promises; Unknown for files of other kinds.
func Named(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		return JPEG
	case ".png":
		return PNG
	case ".gif":
		return GIF
	case ".webp":
		return WebP
	case ".svg":
		return SVG
	case ".heic", ".heif":
		return HEIC
	}
	return Unknown
}

// Sniff tells the format from the first SniffLen bytes of a file, or all of a shorter one.
func Sniff(head []byte) Format {
	has := func(prefix string) bool { return len(head) >= len(prefix) && string(head[:len(prefix)]) == prefix }
	switch {
	case has("\xff\xd8\xff"):
		return JPEG
	case has(pngMagic):
		return PNG
	case has("GIF87a"), has("GIF89a"):
		return GIF
	case has("RIFF") && len(head) >= 12 && string(head[8:12]) == "WEBP":
		return WebP
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return brand(string(head[8:12]))
	case len(head) >= 12 && oldMovie(string(head[4:8])):
		return MP4
	case has("\x1a\x45\xdf\xa3"):
		return Matroska
	case has("BM") && len(head) >= 10 && string(head[6:10]) == "\x00\x00\x00\x00":
		return BMP
	case has("II*\x00"), has("MM\x00*"):
		return TIFF
	case has("%PDF-"):
		return PDF
	case has("PK\x03\x04"):
		return ZIP
	}
	return sniffMarkup(head)
}

// brand tells HEIC and AVIF from films by the major brand of ISO/IEC 14496-12 files.
func brand(b string) Format {
	switch b {
	case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1":
		return HEIC
	case "avif", "avis":
		return AVIF
	}
	return MP4
}

// oldMovie tells whether a file whose first box is of the given type is a film
// without a ftyp box, as QuickTime wrote them.
func oldMovie(kind string) bool {
	switch kind {
	case "moov", "mdat", "wide", "pnot", "styp":
		return true
	}
	return false
}

func sniffMarkup(head []byte) Format {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 || head[0] != '<' {
		return Unknown
	}
	low := bytes.ToLower(head[:min(len(head), SniffLen)])
	switch {
	case bytes.HasPrefix(low, []byte("<!doctype html")), bytes.HasPrefix(low, []byte("<html")):
		return HTML
	case bytes.Contains(low, []byte("<svg")), bytes.HasPrefix(low, []byte("<?xml")):
		return SVG
	}
	return Unknown
}
