// Package media knows what is inside files that are published: the size of
// pictures as shown, what makes them unfit to publish, who a document names as its author, and how to
// publish all of them without what they tell of their makers (place, camera,
// names, comments) and without what a browser would run or load.
//
// Nothing is decoded: sizes come from headers, and metadata is cut out of the
// file without touching the compressed picture. Every format keeps a list of
// what may stay, so that unknown blocks go:
//
//	JPEG  JFIF, ICC profile, Adobe colour transform; nothing after the end marker
//	PNG   the picture, its transparency, colour and animation chunks
//	WebP  the picture, its transparency, ICC profile and animation chunks
//	GIF   frames and their timing, the loop count
//	SVG   written anew from the elements, attributes and styles that are on the
//	      lists of svg_allow.go and css_allow.go
//	MP4   all that plays: metadata, the times of its making and tracks of timed
//	      metadata become empty boxes of the same size
//	WebM  all but tags, attachments, titles and dates, which become empty elements
//	      of the same size
//
// A picture that EXIF turns keeps an EXIF block with the orientation as its only
// tag, if it is published as it is and not made anew. Of documents
// (PDF, Office, OpenDocument) only the author is looked for; they are published as they are, and so are
// sounds (MP3): the title and the artist in it are meant for listeners.
package media
