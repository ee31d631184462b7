package serve

import (
	"sync"
	"time"
)

// A browser asks for a film in many pieces, and each would be rendered wholly. So the last large file
// is kept for a moment.
const (
	largeFile = 1 << 20
	keptFor   = 20 * time.Second
)

// films holds the large file that was asked for last.
type films struct {
	mu    sync.Mutex
	state string
	path  string
	body  []byte
	timer *time.Timer
}

func (f *films) get(st *state, path string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.body == nil || f.state != st.name || f.path != path {
		return nil
	}
	f.timer.Reset(keptFor)
	return f.body
}

func (f *films) keep(st *state, path string, body []byte) {
	if len(body) < largeFile {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state, f.path, f.body = st.name, path, body
	if f.timer == nil {
		f.timer = time.AfterFunc(keptFor, f.forget)
	} else {
		f.timer.Reset(keptFor)
	}
}

func (f *films) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.body = nil
	if f.timer != nil {
		f.timer.Stop()
	}
}
