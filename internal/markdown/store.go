package markdown

import "strings"

// store keeps texts for good, many in one piece of memory: a site has hundreds of
// thousands, and each of its own would cost an allocation and be rounded up (in
// all a tenth of what bodies take). A piece is freed when none of its texts is
// needed, so the first ones, of a run that reads a file or two, are small.
type store struct {
	piece strings.Builder
	size  int // of the piece
}

// The sizes of pieces, in bytes. Texts of more than a quarter of the largest are kept alone.
const (
	firstPiece = 4 << 10
	lastPiece  = 64 << 10
)

// keep gives a copy of text.
func (s *store) keep(text []byte) string {
	if len(text) > lastPiece/4 {
		return string(text)
	}
	if s.piece.Cap()-s.piece.Len() < len(text) {
		s.size = max(min(2*s.size, lastPiece), firstPiece)
		s.piece.Reset()
		s.piece.Grow(max(s.size, len(text)))
	}
	from := s.piece.Len()
	s.piece.Write(text)
	return s.piece.String()[from:]
}
