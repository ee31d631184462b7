// Package film takes out of films what they tell of their makers, in place: what goes becomes
// empty, of the same size, so that no place in the file changes and all that plays stays where it is.
//
//	MP4, QuickTime  (ISO/IEC 14496-12) boxes of metadata (place, camera, names) and the times of
//	                making become empty; tracks that are neither seen nor heard go with their samples
//	WebM, Matroska  (RFC 9559, RFC 8794) the same of tags, attachments, titles, dates and names;
//	                tracks that are neither video nor audio go with their blocks
//
// The tracks that go are not only those of timed metadata. Drones write the place of each second into a
// track of subtitles, and tracks of time codes hold the time of day: no track of text or data stays,
// and captions come from the .vtt file beside the film, which anyone can read before it is published.
// Chapters of QuickTime are a track of text too. A film plays without any of them.
package film
