package media

import (
	"bytes"
	"path"
	"strings"
)

// format is what the bytes of a file are. Its value is the name shown to editors.
type format string

const (
	unknown format = ""
	jpegFmt format = "JPEG"
	pngFmt  format = "PNG"
	gifFmt  format = "GIF"
	webpFmt format = "WebP"
	svgFmt  format = "SVG"
	heicFmt format = "HEIC"
	avifFmt format = "AVIF"
	bmpFmt  format = "BMP"
	tiffFmt format = "TIFF"
	pdfFmt  format = "PDF"
	htmlFmt format = "HTML"
)

// sniffLen is how many bytes sniff wants to see.
const sniffLen = 512

// named gives the picture format that a file's name promises; unknown for other files.
func named(name string) format {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		return jpegFmt
	case ".png":
		return pngFmt
	case ".gif":
		return gifFmt
	case ".webp":
		return webpFmt
	case ".svg":
		return svgFmt
	case ".heic", ".heif":
		return heicFmt
	}
	return unknown
}

// sniff tells the format from the first bytes of a file.
func sniff(head []byte) format {
	has := func(prefix string) bool { return len(head) >= len(prefix) && string(head[:len(prefix)]) == prefix }
	switch {
	case has("\xff\xd8\xff"):
		return jpegFmt
	case has(pngMagic):
		return pngFmt
	case has("GIF87a"), has("GIF89a"):
		return gifFmt
	case has("RIFF") && len(head) >= 12 && string(head[8:12]) == "WEBP":
		return webpFmt
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return brand(string(head[8:12]))
	case has("BM") && len(head) >= 10 && string(head[6:10]) == "\x00\x00\x00\x00":
		return bmpFmt
	case has("II*\x00"), has("MM\x00*"):
		return tiffFmt
	case has("%PDF-"):
		return pdfFmt
	}
	return sniffMarkup(head)
}

// brand tells HEIC from AVIF by the major brand of ISO/IEC 14496-12 files.
func brand(b string) format {
	switch b {
	case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1":
		return heicFmt
	case "avif", "avis":
		return avifFmt
	}
	return unknown
}

func sniffMarkup(head []byte) format {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 || head[0] != '<' {
		return unknown
	}
	low := bytes.ToLower(head[:min(len(head), sniffLen)])
	switch {
	case bytes.HasPrefix(low, []byte("<!doctype html")), bytes.HasPrefix(low, []byte("<html")):
		return htmlFmt
	case bytes.Contains(low, []byte("<svg")), bytes.HasPrefix(low, []byte("<?xml")):
		return svgFmt
	}
	return unknown
}
