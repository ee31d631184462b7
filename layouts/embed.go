// Package layouts holds the templates of the pages. A site replaces any of them with a file of the
// same name in its own layouts folder; package internal/render says what each one is given.
package layouts

import "embed"

// FS holds the templates by file name.
//
//go:embed *.html
var FS embed.FS
