// Package static holds the files that every site publishes as they are, unless it has its own of the same name.
package static

import "embed"

// FS holds the files by their addresses below the site's root.
//
//go:embed *.css *.js *.svg *.png fonts photoswipe
var FS embed.FS
