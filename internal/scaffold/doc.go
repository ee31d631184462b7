// Package scaffold writes the files that nobody should have to begin from
// nothing: a new post, topic, unit or campaign with its front matter, and the
// starter site of “bantin init”.
//
// A new file is made in a folder of its own below .bantin/, read there as a
// build reads it, and held against the rest of the site: only when that brings
// no error does it go to its place, in one step and never over another file. What a person types is
// quoted where YAML needs it, so that it reads back as it was typed; names are written as ids,
// which stay when a title is mended, with the title as a comment.
//
// Paths within the site are slash paths below its folder.
package scaffold
