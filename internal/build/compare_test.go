//go:build unix

package build

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"bantin/internal/parallel"
)

// Flags behind -args: go test ./internal/build -v -timeout 0 -run Compare -args -site DIR -hugo DIR
var (
	compareSite    = flag.String("site", "", "Compare: time bantin with this site folder, which TestCorpus wrote")
	compareRuns    = flag.Int("runs", 5, "Compare: runs that count, after one that does not")
	compareState   = flag.String("state", "cold", "Compare: what runs begin with: cold (nothing built), cards (only .bantin), same (all built), changed (all built, then one post written anew)")
	compareProgram = flag.String("program", "", "Compare: the bantin to time; else the one of these sources is built")
)

// floorVariable tells this test program to be the floor of a comparison; it names a file: see (*comparison).floor.
const floorVariable = "BANTIN_TEST_FLOOR"

func TestMain(m *testing.M) {
	if list := os.Getenv(floorVariable); list != "" {
		if err := floor(list); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return
	}
	m.Run()
}

// TestCompare times builds as processes of their own, in turn, so that what else the machine does meets all alike: bantin; with -hugo
// Hugo, with the posts that TestCorpus wrote beside the site; and, as long as outputs are removed before each
// run, the floor: what reads all sources and writes all files of bantin's, and does nothing between.
func TestCompare(t *testing.T) {
	c := &comparison{TB: t, site: *compareSite, hugo: *corpusHugo, state: *compareState, runs: *compareRuns, program: *compareProgram}
	if c.site != "" {
		for _, dir := range []string{c.site, c.hugo, c.program} {
			if dir != "" && !filepath.IsAbs(dir) {
				t.Fatalf("%s: tests run in the folder of their package, so give a full path", dir)
			}
		}
		c.run()
		return
	}
	// Nothing to time: only that all of it works.
	dir := t.TempDir()
	c.site, c.runs = filepath.Join(dir, "site"), 1
	if err := (plan{posts: 20, units: 3, words: 60, plain: true}).write(c.site); err != nil {
		t.Fatal(err)
	}
	for _, state := range []string{"cold", "same", "changed"} {
		c.state = state
		c.run()
		if names := corpusFiles(t, dir); names["site/public/index.html"] == "" {
			t.Errorf("%s: nothing was built", state)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "floor-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// comparison is what TestCompare is asked for.
type comparison struct {
	testing.TB
	site, hugo, state, program string
	runs                       int
}

// contender is a program that is timed.
type contender struct {
	name  string
	clean []string // removed before each run
	// posts is where the state "changed" takes a post from; "" if it builds nothing of its own.
	posts string
	start func() *exec.Cmd
	took  []cost
}

// cost is what a run took: seconds on the clock, seconds of all processors, and memory at its highest in MiB.
type cost [3]float64

func (c *comparison) run() {
	all := c.contenders()
	for i := range c.runs + 1 {
		for _, one := range all {
			for _, dir := range one.clean {
				if err := os.RemoveAll(dir); err != nil {
					c.Fatal(err)
				}
			}
			if c.state == "changed" {
				c.change(one.posts, i)
			}
			took := c.time(one)
			if i > 0 {
				one.took = append(one.took, took)
			}
		}
		if i == 0 && (c.state == "cold" || c.state == "cards") {
			least, remove := c.floor()
			defer remove()
			all = append(all, least)
		}
	}
	c.print(all)
}

func (c *comparison) contenders() []*contender {
	if c.program == "" {
		c.program = filepath.Join(c.TempDir(), "bantin")
		if out, err := exec.Command("go", "build", "-o", c.program, "bantin/cmd/bantin").CombinedOutput(); err != nil {
			c.Fatalf("go build: %v\n%s", err, out)
		}
	}
	ours := &contender{name: "bantin", posts: filepath.Join(c.site, "content/posts"), start: func() *exec.Cmd { return exec.Command(c.program, "build", c.site) }}
	switch public := filepath.Join(c.site, "public"); c.state {
	case "cold":
		ours.clean = []string{public, filepath.Join(c.site, stateFolder)}
	case "cards":
		ours.clean = []string{public}
	case "same", "changed":
	default:
		c.Fatalf("-state %s: there are cold, cards, same and changed", c.state)
	}
	if c.hugo == "" {
		return []*contender{ours}
	}
	hugo := &contender{name: "Hugo", posts: filepath.Join(c.hugo, "content/posts"), start: func() *exec.Cmd { return exec.Command("hugo", "--quiet", "-s", c.hugo) }}
	if len(ours.clean) > 0 {
		hugo.clean = []string{filepath.Join(c.hugo, "public"), filepath.Join(c.hugo, "resources")}
	}
	return []*contender{ours, hugo}
}

// time runs a contender once. Of memory Linux tells no less than this test itself held (some 50 MiB), since
// a process begins as a copy of the one that starts it.
func (c *comparison) time(one *contender) cost {
	cmd := one.start()
	began := time.Now()
	out, err := cmd.CombinedOutput()
	wall := time.Since(began)
	if err != nil {
		c.Fatalf("%s: %v\n%s", one.name, err, out)
	}
	state := cmd.ProcessState
	peak := float64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" {
		peak /= 1024 // bytes there, KiB elsewhere
	}
	return cost{wall.Seconds(), (state.UserTime() + state.SystemTime()).Seconds(), peak / 1024}
}

// change puts another line at the end of a post in the middle of a site.
func (c *comparison) change(posts string, run int) {
	all, err := filepath.Glob(filepath.Join(posts, "*", "*", "*.md"))
	if err != nil || len(all) == 0 {
		c.Fatalf("%s: no posts, %v", posts, err)
	}
	name := all[len(all)/2]
	text, err := os.ReadFile(name)
	if err == nil {
		text, _, _ = bytes.Cut(text, []byte("\nLần sửa thứ "))
		err = os.WriteFile(name, fmt.Appendf(text, "\nLần sửa thứ %d, %s.\n", run, time.Now().Format(time.RFC3339Nano)), 0o644)
	}
	if err != nil {
		c.Fatal(err)
	}
}

// floor is the contender that does the least of what any build must do. It gets a list: a line for each file, "r PATH" of one
// that is read, "w SIZE PATH" of one that is written, the folders of which are to be made.
func (c *comparison) floor() (least *contender, remove func()) {
	target, err := os.MkdirTemp(filepath.Dir(c.site), "floor-")
	if err != nil {
		c.Fatal(err)
	}
	remove = func() { os.RemoveAll(target) }
	var list bytes.Buffer
	public := filepath.Join(c.site, "public")
	each := func(dir string, do func(name string, size int64)) {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				do(name, info.Size())
			}
			return err
		})
		if err != nil {
			c.Fatal(err)
		}
	}
	each(filepath.Join(c.site, "content"), func(name string, _ int64) { fmt.Fprintf(&list, "r %s\n", name) })
	each(public, func(name string, size int64) {
		fmt.Fprintf(&list, "w %d %s\n", size, filepath.Join(target, "public", strings.TrimPrefix(name, public)))
	})
	file := filepath.Join(c.TempDir(), "list")
	if err := os.WriteFile(file, list.Bytes(), 0o644); err != nil {
		c.Fatal(err)
	}
	return &contender{name: "floor", clean: []string{filepath.Join(target, "public")}, start: func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), floorVariable+"="+file)
		return cmd
	}}, remove
}

// floor reads and writes the files of a list, with as many workers as there are processors.
func floor(list string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	return parallel.Each(context.Background(), 0, len(lines), func() func(int) error {
		var bytes []byte
		return func(i int) error {
			if name, ok := strings.CutPrefix(lines[i], "r "); ok {
				_, err := os.ReadFile(name)
				return err
			}
			var size int
			if _, err := fmt.Sscanf(lines[i], "w %d ", &size); err != nil {
				return err
			}
			name := strings.SplitN(lines[i], " ", 3)[2]
			bytes = slices.Grow(bytes[:0], size)[:size]
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			return os.WriteFile(name, bytes, 0o644)
		}
	})
}

// print gives least, median and most of each, and how the medians stand to those of the first.
func (c *comparison) print(all []*contender) {
	var w strings.Builder
	fmt.Fprintf(&w, "%s, %d runs: least, median, most (times the first's median)\n", c.state, c.runs)
	fmt.Fprintf(&w, "%-8s%28s%36s%32s\n", "", "wall s", "processor s", "memory MiB")
	var base cost
	for i, one := range all {
		fmt.Fprintf(&w, "%-8s", one.name)
		for m := range base {
			values := make([]float64, 0, c.runs)
			for _, took := range one.took {
				values = append(values, took[m])
			}
			slices.Sort(values)
			middle := (values[(len(values)-1)/2] + values[len(values)/2]) / 2
			if i == 0 {
				base[m] = middle
			}
			digits := 2
			if m == 2 {
				digits = 0
			}
			fmt.Fprintf(&w, "%10.*f %8.*f %8.*f (%5.2f)", digits, values[0], digits, middle, digits, values[len(values)-1], middle/base[m])
		}
		fmt.Fprintln(&w)
	}
	c.Log("\n" + w.String())
}
