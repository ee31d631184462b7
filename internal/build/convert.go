package build

import (
	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/markdown"
)

// converter sets up the conversion of bodies in the site's language.
func converter(s *content.Settings) *markdown.Converter {
	return markdown.New(markdown.Options{Language: s.Language, Words: lang.For(s.Language).Words.Body})
}
