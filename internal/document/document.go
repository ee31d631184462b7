package document

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/parallel"
)

const (
	// documentReaders bounds how many documents are in memory at once.
	documentReaders = 4
	// maxAuthors is how many names of one document are told.
	maxAuthors = 5
	// maxName is how many characters of each.
	maxName = 40
	// maxText bounds the text of an element that names people, in bytes, but for the last part.
	maxText = 512
)

// Problems warns of the documents among paths that name their authors
// (files of other types are passed over), in the order of the paths. The first argument of each
// problem is the file's path. author finds the names, as Author does or by remembering; it is
// called by several goroutines.
func Problems(paths []string, author func(path string) string) []diag.Diagnostic {
	paths = slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return documentParts(p) == nil })
	slices.Sort(paths)
	paths = slices.Compact(paths)
	authors := make([]string, len(paths))
	err := parallel.Each(context.Background(), min(documentReaders, len(paths)), len(paths), func() func(int) error {
		return func(i int) error {
			authors[i] = author(paths[i])
			return nil
		}
	})
	if err != nil {
		panic(err) // nothing above fails
	}
	var all []diag.Diagnostic
	for i, who := range authors {
		if who != "" {
			all = append(all, diag.New(paths[i], 0, 0, "document-author", paths[i], who))
		}
	}
	return all
}

// documentParts lists where documents of that name keep their properties: parts of a ZIP
// file; none for PDF. nil: not a document.
func documentParts(name string) []string {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return []string{}
	case ".docx", ".xlsx", ".pptx": // ECMA-376, part 2, annex D
		return []string{"docProps/core.xml"}
	case ".odt", ".ods", ".odp": // OpenDocument 1.3, part 2, 3.4
		return []string{"meta.xml"}
	}
	return nil
}

// Author gives the names of people that a document records as its author and
// as who changed it last, joined by commas; "" when there are none, when the file is no document, is
// damaged, or is a PDF that is encrypted or of more than 64 MB. Errors are those of reading.
func Author(fsys fs.FS, path string) (string, error) {
	parts := documentParts(path)
	if parts == nil {
		return "", nil
	}
	f, err := fsys.Open(path)
	if err != nil {
		return "", fmt.Errorf("author of %s: %w", path, err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("author of %s: %w", path, err)
	}
	at, ok := f.(io.ReaderAt)
	if len(parts) > 0 && ok {
		return joinNames(zipAuthors(at, st.Size(), parts)), nil
	}
	if st.Size() > int64(limits.MaxDocument) {
		return "", nil
	}
	data, err := io.ReadAll(io.LimitReader(f, int64(limits.MaxDocument)))
	if err != nil {
		return "", fmt.Errorf("author of %s: %w", path, err)
	}
	if len(parts) > 0 {
		return joinNames(zipAuthors(bytes.NewReader(data), int64(len(data)), parts)), nil
	}
	return joinNames(pdfAuthors(data)), nil
}

// joinNames leaves each name once, without those of spaces only.
func joinNames(names []string) string {
	var all []string
	for _, n := range names {
		n = norm.NFC.String(strings.Join(strings.Fields(strings.ToValidUTF8(n, "")), " "))
		if n != "" && !slices.Contains(all, n) && len(all) < maxAuthors {
			all = append(all, clip(n))
		}
	}
	return strings.Join(all, ", ")
}

// clip shortens a name for a message.
func clip(name string) string {
	n := 0
	for i := range name {
		if n++; n > maxName {
			return name[:i] + "…"
		}
	}
	return name
}

// zipAuthors reads the named parts of an office document.
func zipAuthors(r io.ReaderAt, size int64, parts []string) []string {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range z.File {
		if !slices.Contains(parts, f.Name) || len(names) > maxAuthors {
			continue
		}
		part, err := f.Open()
		if err != nil {
			continue
		}
		names = append(names, xmlAuthors(io.LimitReader(part, int64(limits.MaxProperties)))...)
		part.Close()
	}
	return names
}

// xmlAuthors gives what the elements that name people say: of Dublin Core
// (also as a list, or as an attribute, in XMP), of Office, of OpenDocument. It reads as far as it can.
func xmlAuthors(r io.Reader) []string {
	var names []string
	var text strings.Builder
	depth := 0 // in an element that names people
	for d := xml.NewDecoder(r); ; {
		t, err := d.Token()
		if err != nil {
			return names
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth > 0 || namesPeople(t.Name) {
				depth++
				text.Reset()
			}
			for _, a := range t.Attr {
				if namesPeople(a.Name) {
					names = append(names, a.Value)
				}
			}
		case xml.CharData:
			if depth > 0 && text.Len() < maxText {
				text.Write(t)
			}
		case xml.EndElement:
			if depth > 0 {
				depth--
				names = append(names, text.String())
				text.Reset()
			}
		}
	}
}

func namesPeople(n xml.Name) bool {
	switch n.Space {
	case "http://purl.org/dc/elements/1.1/":
		return n.Local == "creator"
	case "http://schemas.openxmlformats.org/package/2006/metadata/core-properties":
		return n.Local == "lastModifiedBy"
	case "urn:oasis:names:tc:opendocument:xmlns:meta:1.0":
		return n.Local == "initial-creator" || n.Local == "printed-by"
	}
	return false
}
