package build

import (
	"bantin/internal/content"
	"bantin/internal/markdown"
)

// converter sets up the conversion of bodies in the site's language.
func converter(s *content.Settings) *markdown.Converter {
	words := markdown.Words{
		Table: "Bảng", FootnoteBack: "Về chỗ đọc chú thích", Footnotes: "Chú thích", Done: "đã xong", Todo: "chưa xong",
	}
	if s.Language == "en" {
		words = markdown.Words{
			Table: "Table", FootnoteBack: "Back to the text of note", Footnotes: "Notes", Done: "done", Todo: "to do",
		}
	}
	return markdown.New(markdown.Options{Language: s.Language, Words: words})
}
