package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"runtime/trace"

	"bantin/internal/build"
	"bantin/internal/diag"
)

// profiles are the files that tell where the time of a run went; "" for none. “go tool pprof” and “go tool trace” read them.
type profiles struct{ cpu, trace string }

func (f *profiles) flags(set *flag.FlagSet) {
	set.StringVar(&f.cpu, "cpuprofile", "", "")
	set.StringVar(&f.trace, "trace", "", "")
}

// recording runs do while the profiles are written, and gives its status; failed when they cannot be written.
func (p *invocation) recording(f profiles, do func() int) int {
	status, err := record(f.cpu, pprof.StartCPUProfile, pprof.StopCPUProfile, func() (int, error) {
		return record(f.trace, trace.Start, trace.Stop, func() (int, error) { return do(), nil })
	})
	if err != nil {
		p.say(text{"bantin: không ghi được số đo: %s", "bantin: cannot write the profile: %s"}, diag.Harmless(err.Error()))
		return failed
	}
	return status
}

// record runs do while a profile is written to a file; without one if name is "".
func record(name string, start func(io.Writer) error, stop func(), do func() (int, error)) (status int, err error) {
	if name == "" {
		return do()
	}
	f, err := os.Create(name)
	if err != nil {
		return failed, err
	}
	w := &firstError{w: f}
	defer func() { err = errors.Join(err, w.err, f.Close()) }()
	if err := start(w); err != nil {
		return failed, err
	}
	defer stop()
	return do()
}

// firstError is a writer that keeps its first error, which those who write profiles do not tell of.
type firstError struct {
	w   io.Writer
	err error
}

func (w *firstError) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

// stageNames are what a reader calls the stages of a build.
func stageNames(s build.StageName) text {
	switch s {
	case build.Comparing:
		return text{"so với lần dựng trước", "compare with the last build"}
	case build.Reading:
		return text{"đọc và chuyển nội dung", "read and convert content"}
	case build.Joining:
		return text{"ghép thành trang, xử lý ảnh", "join the site, make pictures"}
	case build.Planning:
		return text{"bố cục, nguồn tin, tìm kiếm", "layouts, feeds, search"}
	}
	return text{"tạo và ghi các tệp", "render and write files"}
}

// printStages prints to stderr how long each stage of a build took.
func (p *invocation) printStages(stages []build.Stage) {
	for _, s := range stages {
		fmt.Fprintf(p.stderr, "  %5d ms  %s\n", s.Took.Milliseconds(), stageNames(s.Name).in(p.lang))
	}
}
