// Package media knows what is inside picture files: their size as shown, what
// makes them unfit to publish, and how to publish them without what they tell
// of their makers (place, camera, names, comments).
//
// Nothing is decoded: sizes come from headers, and metadata is cut out of the
// file without touching the compressed picture. Every format keeps a list of
// what may stay, so that unknown blocks go:
//
//	JPEG  JFIF, ICC profile, Adobe colour transform; the EXIF orientation as the
//	      only tag of a new EXIF block when it is not 1; nothing after the end marker
//	PNG   the picture, its transparency, colour and animation chunks
//	WebP  the picture, its transparency, ICC profile and animation chunks
//	GIF   frames and their timing, the loop count
//
// SVG drawings are published as they are, or refused (see unsafe.go).
package media
