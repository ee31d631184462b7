// Package limits holds how much of everything a site may have: what an office needs many times over, and what a
// stolen account must not be able to go beyond. A build has to end soon, and within the memory of a small machine in CI,
// whatever stands in one file.
//
// Each constant tells its reason and, after “Code:”, which diagnostics report what is beyond it; where there
// is none, “No code:” says what happens instead. A test holds that those codes exist. Names with
// Max in them are bounds of our own work, the others are what an editor meets.
package limits

import "strconv"

// Bytes is a size.
type Bytes int64

// Sizes are counted as file managers of Windows do.
const (
	KB Bytes = 1 << 10
	MB Bytes = 1 << 20
	GB Bytes = 1 << 30
)

// String writes a size in its largest whole unit: "256 KB", "4 MB".
func (b Bytes) String() string {
	switch {
	case b >= GB && b%GB == 0:
		return strconv.FormatInt(int64(b/GB), 10) + " GB"
	case b >= MB && b%MB == 0:
		return strconv.FormatInt(int64(b/MB), 10) + " MB"
	case b >= KB && b%KB == 0:
		return strconv.FormatInt(int64(b/KB), 10) + " KB"
	}
	return strconv.FormatInt(int64(b), 10) + " B"
}

// UpTo writes a size in MB, rounded up: what is a byte too large must not be told to be as large as it may be.
func (b Bytes) UpTo() string { return strconv.FormatInt(int64((b+MB-1)/MB), 10) + " MB" }

// Totals are how much a whole site may have.
type Totals struct {
	// Posts, Files (of content/, static/ and layouts/, posts too) and Pictures are numbers of files.
	Posts, Files, Pictures int
	// Size is that of all files together.
	Size Bytes
}

// Site is how much a site may have: twice a federation's million posts, with four files each. More than
// that does not fit into the memory of a machine that builds, and is a folder put there by mistake. Code: too-many-posts,
// too-many-files, too-many-pictures, site-too-large.
func Site() Totals {
	return Totals{Posts: 2_000_000, Files: 8_000_000, Pictures: 2_000_000, Size: 2000 * GB}
}
