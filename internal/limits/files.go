package limits

// Files that are published, and layouts.
const (
	// Film is how large a video may be. It is in memory as a whole while it is written, one at a time. Ten minutes from a
	// phone fit, and nobody loads more than that with a phone. Code: file-too-heavy.
	Film Bytes = 500 * MB
	// Document is how large any other file may be that is no picture. Code: file-too-heavy.
	Document Bytes = 200 * MB
	// AtOnce is the size from which a file is written by itself, and not beside others in memory. No code.
	AtOnce Bytes = 32 * MB
	// PictureFile is how large the file of a picture may be: cameras make 30 MB. Code: image-file-too-large.
	PictureFile Bytes = 100_000_000
	// Layout is how large a template, a style sheet or a script may be: they are read whole for every build. The largest of
	// those that are built in has 30 KB. Code: file-too-heavy.
	Layout Bytes = 4 * MB
)

// Pictures.
const (
	// Pixels is how many a picture may have unless site.yaml says otherwise: decoded, it takes four bytes for each.
	// Code: image-too-large.
	Pixels int64 = 60_000_000
	// Megapixels is what site.yaml may raise it to: 1.6 GB, on a machine that has them. Code: bad-megapixels.
	Megapixels int = 400
	// Side is how wide or high a picture may be. Browsers draw nothing that is longer, and what is 60 million pixels
	// long and one high is no picture. Code: image-side-too-long.
	Side int = 1<<15 - 1
	// Frames is how many pictures an animated GIF may have: a minute of film. Longer ones should be videos, which have a
	// tenth of the size. Code: too-many-frames.
	Frames int = 1500
	// MaxHead bounds what is read of a picture in search of its size. Code: bad-image.
	MaxHead Bytes = 16 * MB
	// MaxWalk bounds the pictures that are read whole when their end looks odd. No code: larger ones are decoded anyway, or shown as they are.
	MaxWalk Bytes = 128 * MB
	// MaxProfile bounds a colour profile; the largest in use (printers' tables) have about 3 MB. No code: the picture does without.
	MaxProfile Bytes = 4 * MB
	// MaxEXIF and MaxChunks bound the search for the orientation. No code: a picture that hides it is not turned.
	MaxEXIF   Bytes = 256 * KB
	MaxChunks int   = 1 << 16
)

// Drawings (SVG).
const (
	// Drawing is how large a drawing may be; it is read whole. Code: unsafe-svg.
	Drawing Bytes = 16 * MB
	// DrawingDepth is how deep elements may lie in each other; browsers give up at some hundreds. Code: unsafe-svg.
	DrawingDepth int = 256
	// DrawingTokens bounds tags and texts; a map of all communes has a third of it. Code: unsafe-svg.
	DrawingTokens int = 1 << 20
	// DrawingCopies is how many elements may be drawn besides those that stand in the file, by referring to others. Ten levels
	// of ten <use> are ten billion: a file of a kilobyte that hangs a browser. A browser needs about a second for the most that
	// is let through, and ten times that on an old phone; maps and charts with thousands of copies of a sign stay far below. Code: unsafe-svg.
	DrawingCopies int64 = 100_000
	// DrawingChoices bounds how many references are weighed; many rules for many elements would be their product. Code: unsafe-svg.
	DrawingChoices int = 1 << 21
	// DrawingStyle bounds one style sheet. No code of its own: svg-cleaned tells that it was left out. Code: svg-cleaned.
	DrawingStyle Bytes = 1 * MB
	// DrawingRules is how deep rules of a style may lie in each other: @media in @supports is two. Code: svg-cleaned.
	DrawingRules int = 8
)

// Documents in search of their authors' names.
const (
	// MaxDocument bounds the PDF files that are looked into. No code: the name in a larger one is not told of.
	MaxDocument Bytes = 64 * MB
	// MaxProperties bounds the part of an office document that names its author. No code: what comes later is not read.
	MaxProperties Bytes = 1 * MB
	// MaxStream bounds one inflated stream of a PDF file, and MaxStreams all of them. No code: what comes later is not read.
	MaxStream, MaxStreams Bytes = 8 * MB, 64 * MB
)

// Paths and addresses.
const (
	// PathPart is how long a name of a file or folder may be, in bytes: 255 is what file systems take, and what is made of
	// a picture gets some thirty more (-1600.a1b2c3d4.webp). A Vietnamese letter is up to three. Code: name-too-long.
	PathPart int = 220
	// Path is how long a path below the site folder may be, in bytes: systems take 1,024 (macOS) to 4,096. Code: name-too-long.
	Path int = 800
	// MaxPathPart is what file systems take, in bytes. Code: file-name, bad-alias.
	MaxPathPart int = 255
	// Alias is how long an old address may be, in bytes: a tenth of what file systems take. Code: bad-alias.
	Alias int = 400
	// WindowsPath is how long a path below the site folder, or below public/, should be, in UTF-16 units. Windows takes 259,
	// and UsualFolder comes before it. Code: path-too-long.
	WindowsPath int = 259 - len(UsualFolder)
	// UsualFolder is where an office has its copy of a site. No code: it is part of WindowsPath.
	UsualFolder string = `C:\Users\nguyen.thi.ngoc.anh\Documents\GitHub\trang-tin-cong-doan\public\`
)
