package serve

import (
	"context"
	"errors"
	"html/template"
	"io"
	"log"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"bantin/internal/build"
	"bantin/internal/diag"
	"bantin/internal/limits"
)

// Options are how a site is shown.
type Options struct {
	// Dir is the site folder, as the operating system names it.
	Dir string
	// Path is its absolute path with slashes, for links into the editor; "" for no such links.
	Path string
	// Lang is the language of messages: "vi" or "en".
	Lang string
	// Now is build.LiveOptions.Now.
	Now func(zone *time.Location) time.Time
	// Shared is build.LiveOptions.Shared.
	Shared build.Shared
	// Poll is how often to look for changes; 0: the system tells of them, where it can.
	Poll time.Duration
	// Told is called with all that happens, by one goroutine at a time; nil: nobody wants to know.
	Told func(Event)
	// quiet is watch.Options.Quiet, for tests; 0: the usual.
	quiet time.Duration
}

// Event is something that happened, for who started the preview.
type Event struct {
	// Cause is what has happened. With Failed only Err is given besides, with Polls as well.
	Cause Cause
	// Files is how many files have changed; 0 when any may have.
	Files int
	// Took is how long it took until all was up to date.
	Took time.Duration
	// Posts is how many posts have a page.
	Posts int
	// Problems are all that there are, New the errors among them that were not there before.
	Problems, New *diag.List
	// Err is why something could not be done.
	Err error
}

// Cause is what an Event is about.
type Cause uint8

// The causes.
const (
	Opened   Cause = iota // the site was read for the first time
	Changed               // files have changed
	Pictures              // pictures are made
	Polls                 // changes are looked for, since the system does not tell of them (Err: see watch.Options.FellBack)
	Failed                // disk or network, or a bug
)

// Server shows a site. It is an http.Handler, for tests.
type Server struct {
	o         Options
	place     *Place
	live      *build.Live // from Run on
	words     *words
	now       atomic.Pointer[state]
	count     int
	began     string
	templates func() *template.Template
	// ending is closed when the server ends: streams end then, and nobody waits any more.
	ending chan struct{}
	// failing is the state in which a file could not be rendered last.
	failing atomic.Pointer[state]
	films   films
	times   times
	telling sync.Mutex
	// asked is held for reading by requests that are being answered, which may read the folder.
	asked sync.RWMutex
	// doubts has one when a file could not be rendered.
	doubts chan struct{}
	// shown are the errors that Told knows.
	shown map[string]bool
}

// New makes a Server that listens at a place.
func New(place *Place, o Options) *Server {
	s := &Server{
		o: o, place: place, words: wordsIn(o.Lang), ending: make(chan struct{}), doubts: make(chan struct{}, 1),
		began: strconv.FormatInt(time.Now().UnixNano(), 36), shown: make(map[string]bool),
	}
	s.templates = sync.OnceValue(parseTemplates)
	s.now.Store(&state{next: make(chan struct{})})
	return s
}

// Run shows the site until ctx is done, which is no error. It ends with all its goroutines. The
// error is the environment's: a folder that cannot be read from the start, or that has gone.
func (s *Server) Run(ctx context.Context) error {
	live, err := build.OpenLive(build.LiveOptions{Dir: s.o.Dir, BaseURL: s.place.URL(), Now: s.o.Now, Shared: s.o.Shared})
	if err != nil {
		s.place.Close()
		return err
	}
	defer live.Close()
	s.live, s.times.files = live, live.Files()
	ctx, stop := context.WithCancel(ctx)
	defer stop()

	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: int(limits.RequestHead), IdleTimeout: 2 * time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	served := make(chan error, 1)
	go func() {
		err := server.Serve(s.place.listener)
		stop()
		served <- err
	}()
	defer func() { // nobody reads the folder when it is closed: who comes now sees that all has ended
		s.asked.Lock()
		s.asked.Unlock() //lint:ignore SA2001 waiting is the purpose
	}()
	defer func() {
		close(s.ending)
		s.films.forget()
		soon, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if server.Shutdown(soon) != nil {
			server.Close() // a phone that has gone out of reach in the middle of a film
		}
	}()
	err = s.follow(ctx, live)
	if ctx.Err() != nil {
		select {
		case e := <-served: // it has ended by itself
			return errors.Join(err, e)
		default:
		}
	}
	return err
}

func (s *Server) tell(e Event) {
	if s.o.Told == nil {
		return
	}
	s.telling.Lock()
	defer s.telling.Unlock()
	s.o.Told(e)
}
