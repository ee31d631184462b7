// Package media knows what is inside files that are published: the size of
// pictures as shown, what makes them unfit to publish, and how to publish them without what they tell of their
// makers (place, camera, names, comments) and without what a browser would run or load. It is the
// door to package drawing, which holds the rules for SVG, and to package film.
//
// Nothing is decoded: sizes come from headers, and metadata is cut out of the
// file without touching the compressed picture. Every format keeps a list of
// what may stay, so that unknown blocks go:
//
//	JPEG  JFIF, ICC profile, Adobe colour transform; nothing after the end marker
//	PNG   the picture, its transparency, colour and animation chunks
//	WebP  the picture, its transparency, ICC profile and animation chunks
//	GIF   frames and their timing, the loop count
//	SVG   what package drawing lets through; pictures in it are held to the same rules as others
//	MP4, WebM  video and sound, without tracks of text: captions come from the .vtt file beside (package film)
//
// A picture that EXIF turns keeps an EXIF block with the orientation as its only
// tag, if it is published as it is and not made anew. Documents (package document tells their
// authors) are published as they are, and so are sounds (MP3): the title and the artist in it are meant
// for listeners.
package media
