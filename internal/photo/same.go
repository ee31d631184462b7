package photo

import (
	"bantin/internal/cache"
	"bantin/internal/media"
)

// Is tells whether bytes with this hash are those that were looked at for what Make has given of a path. Of
// a path that it has given nothing of, any bytes are.
func (m *Maker) Is(path string, sum cache.Key) bool {
	m.mu.Lock()
	s := m.sources[path]
	m.mu.Unlock()
	return s == nil || m.key(sum, media.Named(path), s.use) == s.key
}
