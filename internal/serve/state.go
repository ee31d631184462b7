package serve

import (
	"context"
	"strconv"
	"sync"
	"time"

	"bantin/internal/build"
)

// state is what is shown at one moment. It does not change.
type state struct {
	// name is another for each state, also after the program was started anew.
	name string
	// view is nil until the first is made.
	view *build.View
	// fault is why the folder could not be read; view is then what it held before.
	fault error
	// next is closed when another state has taken its place.
	next chan struct{}
	// posts are all posts of view, for the pages of the preview's own; made when they are asked for.
	posts func() []post
	// folded is what is searched of each of them.
	folded func() []string
}

// publish puts a View in the place of the last one. It is for one goroutine at a time.
func (s *Server) publish(view *build.View, fault error) {
	last := s.now.Load()
	s.count++
	st := &state{name: s.began + "-" + strconv.Itoa(s.count), view: view, fault: fault, next: make(chan struct{})}
	st.posts = sync.OnceValue(func() []post { return allPosts(view) })
	st.folded = sync.OnceValue(func() []string { return foldAll(st.posts()) })
	s.now.Store(st)
	close(last.next)
}

// first waits for the first View. It is nil when ctx is done, or the server ends, before that.
func (s *Server) first(ctx context.Context) *state {
	st := s.now.Load()
	for st.view == nil {
		if st = s.after(ctx, st, nil); st == nil {
			return nil
		}
	}
	return st
}

// after waits for the state after one. It is nil when ctx is done, the server ends, or
// limit has something to give before that.
func (s *Server) after(ctx context.Context, st *state, limit <-chan time.Time) *state {
	select {
	case <-st.next:
		return s.now.Load()
	case <-limit:
	case <-ctx.Done():
	case <-s.ending:
	}
	return nil
}

// ended tells whether the server ends.
func (s *Server) ended() bool {
	select {
	case <-s.ending:
		return true
	default:
		return false
	}
}
