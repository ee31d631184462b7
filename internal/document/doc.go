// Package document finds out whom a document names as its author: a warning tells the editor before
// it is published, as it is. It reads the core properties of Office files (ECMA-376, part 2, annex D), the metadata of
// OpenDocument (1.3, part 2, 3.4), and of PDF (ISO 32000-2) the information dictionaries and XMP packets.
package document
