// Package drawing makes drawings (SVG) safe to publish: they are written anew from the elements, attributes
// and styles that are on its lists (svg_allow.go, css_allow.go), by SVG 1.1 and 2 and CSS Syntax 3,
// without what a browser would run or load, and without what programs keep in them for themselves. A drawing
// whose references would make a browser draw for hours is refused (svg_copies.go). It also tells the size of
// a drawing, and what was left out.
//
// Pictures that a drawing holds (data: addresses) are handed to a function of the caller's.
package drawing
