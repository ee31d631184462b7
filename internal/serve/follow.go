package serve

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"bantin/internal/build"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/watch"
)

// again is how long to wait before a folder that could not be read is read again.
const again = 2 * time.Second

// follower keeps the state up to date. It belongs to one goroutine.
type follower struct {
	s    *Server
	live *build.Live
	// unsure is true when anything may have changed: the last update failed.
	unsure bool
	retry  <-chan time.Time
	// making is true while pictures are made, and made told when they are. left is how many were
	// missing when it last began: when no fewer are missing afterwards, something must change first.
	making bool
	made   chan error
	left   int
	work   sync.WaitGroup
}

// follow makes Views as files change, until ctx is done or the site folder is gone.
func (s *Server) follow(ctx context.Context, live *build.Live) error {
	// What changes while the site is read for the first time must not be missed, so watching comes first.
	w, err := watch.Start(ctx, watch.Options{
		Dir: s.o.Dir, Folders: []string{"content", "layouts", "static"}, Poll: s.o.Poll, Quiet: s.o.quiet, Ignore: content.Ignored,
		FellBack: func(err error) { s.tell(Event{Cause: Polls, Err: err}) },
	})
	if err != nil {
		return quiet(ctx, err)
	}
	f := &follower{s: s, live: live, made: make(chan error, 1)}
	ctx, stop := context.WithCancel(ctx)
	defer f.work.Wait()
	defer stop()
	if err := f.update(ctx, Event{Cause: Opened}, nil); err != nil {
		w.Close()
		return quiet(ctx, err)
	}
	for {
		select {
		case b, open := <-w.Batches():
			if !open {
				return quiet(ctx, w.Close())
			}
			s.times.forget(b.Paths)
			changed := b.Paths
			if b.All {
				changed = nil
			}
			f.left = 0
			f.update(ctx, Event{Cause: Changed, Files: len(b.Paths)}, changed)
		case err := <-f.made:
			if f.making = false; err == nil {
				f.update(ctx, Event{Cause: Pictures}, []string{})
			} else if ctx.Err() == nil { // tried again when something has changed
				s.tell(Event{Cause: Failed, Err: err})
			}
		case <-s.doubts:
			if live.Lost() {
				f.left = 0
				f.update(ctx, Event{Cause: Changed}, []string{})
			}
		case <-f.retry:
			f.update(ctx, Event{Cause: Changed}, nil)
		}
	}
}

// quiet takes the end that was asked for as no error.
func quiet(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// update makes a View and publishes it. Without one, the last stays, with the fault.
func (f *follower) update(ctx context.Context, e Event, changed []string) error {
	began := time.Now()
	if f.unsure {
		changed = nil
	}
	f.retry = nil
	v, err := f.live.Update(ctx, changed, func(v *build.View) { f.s.publish(v, nil) })
	if err != nil {
		if ctx.Err() == nil {
			last := f.s.now.Load()
			if last.fault == nil || last.fault.Error() != err.Error() {
				f.s.tell(Event{Cause: Failed, Err: err})
			}
			if last.view != nil {
				f.s.publish(last.view, err)
			}
			f.unsure, f.retry = true, time.After(again)
		}
		return err
	}
	f.unsure = false
	f.s.publish(v, nil)
	e.Took, e.Problems = time.Since(began), &v.Problems
	if v.Site != nil {
		e.Posts = len(v.Site.All)
	}
	e.New = f.s.unseen(&v.Problems)
	f.s.tell(e)
	f.pictures(ctx, v.Missing)
	return nil
}

// pictures begins to make pictures that are missing, unless that is being done already or has just come to nothing.
func (f *follower) pictures(ctx context.Context, missing int) {
	if missing == 0 || f.making || f.left > 0 && missing >= f.left {
		return
	}
	f.making, f.left = true, missing
	f.work.Go(func() {
		var err error
		defer func() {
			if v := recover(); v != nil {
				err = bug(v)
			}
			f.made <- err
		}()
		err = f.live.MakePictures(ctx)
	})
}

// bug is the error that a panic stands for, without its trace.
func bug(v any) error {
	what, _, _ := strings.Cut(fmt.Sprint(v), "\n")
	return errors.New("internal error: " + what)
}

// unseen gives the errors that nobody has been told of since they were last mended.
func (s *Server) unseen(problems *diag.List) *diag.List {
	fresh, known := new(diag.List), make(map[string]bool)
	for _, d := range problems.All() {
		if d.Severity != diag.Error {
			continue
		}
		key := strings.Join(append([]string{d.File, strconv.Itoa(d.Line), strconv.Itoa(d.Column), d.Code}, d.Args...), "\x00")
		if known[key] = true; !s.shown[key] {
			fresh.Add(d)
		}
	}
	s.shown = known
	return fresh
}
