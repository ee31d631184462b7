package media

// Picture is what a page needs to know of a picture before it loads: its size
// in pixels as shown, after the EXIF orientation. 0, 0 for a drawing without a size.
type Picture struct{ Width, Height int }
