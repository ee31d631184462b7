package build

import "time"

// StageName is a stage of a build.
type StageName uint8

// The stages, in their order.
const (
	Comparing StageName = iota // whether anything differs from the last build
	Reading                    // files are read, bodies become HTML
	Joining                    // files become a site, pictures are made
	Planning                   // layouts are read, the search's index is made, files of the finished site are listed
	Writing                    // files are rendered, compared and written
)

// Stage is a stage of a build and how long it took.
type Stage struct {
	Name StageName
	Took time.Duration
}

// stopwatch times the stages of a build. The zero value is ready.
type stopwatch struct {
	stages []Stage
	began  time.Time
}

// start ends the stage before and begins the next.
func (w *stopwatch) start(name StageName) {
	now := time.Now()
	if n := len(w.stages); n > 0 {
		w.stages[n-1].Took = now.Sub(w.began)
	}
	w.stages, w.began = append(w.stages, Stage{Name: name}), now
}

// stop ends the last stage and gives all.
func (w *stopwatch) stop() []Stage {
	w.stages[len(w.stages)-1].Took = time.Since(w.began)
	return w.stages
}
