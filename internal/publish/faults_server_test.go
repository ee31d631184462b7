//go:build linux

package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// rig is a real server as the tests of faults see it.
type rig struct {
	*server
	// dir is where the target's files lie on this machine.
	dir string
	// open opens the target, by way of another listener when via is not "".
	open func(t testing.TB, via string) (Target, error)
	// cutter starts a cutter before all that the server listens at.
	cutter func(t testing.TB) *cutter
	secret string
}

// rigs starts each kind of server; change may change its command.
var rigs = []struct {
	name  string
	start func(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd) *rig
}{
	{"sshd", sshRig},
	{"vsftpd", func(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd) *rig {
		ports := passivePorts(t)
		return ftpsRig(serveVsftpd(t, change, "pasv_min_port="+ports.first(), "pasv_max_port="+ports.last()), ports)
	}},
	{"pure-ftpd", func(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd) *rig {
		ports := passivePorts(t)
		return ftpsRig(servePureFTPd(t, change, "-p", ports.first()+":"+ports.last()), ports)
	}},
	{"versitygw", func(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd) *rig {
		g := serveS3(t, change)
		g.makeBucket(t, "tin")
		return &rig{
			server: g.server, dir: filepath.Join(g.dir, "tin", "trang"), secret: s3Secret,
			open: func(t testing.TB, via string) (Target, error) {
				return Open(t.Context(), g.at("tin/trang", via), g.environment())
			},
			cutter: func(t testing.TB) *cutter { return cut(t, g.address) },
		}
	}},
}

func ftpsRig(s *ftpServer, ports passive) *rig {
	return &rig{
		server: s.server, dir: filepath.Join(s.dir, "trang"), secret: ftpsSecret,
		open: func(t testing.TB, via string) (Target, error) {
			return Open(t.Context(), s.at("/trang", via), s.environment())
		},
		cutter: func(t testing.TB) *cutter { return cut(t, append([]string{s.address}, ports.addresses()...)...) },
	}
}

// must opens the target.
func (r *rig) must(t testing.TB, via string) Target {
	t.Helper()
	target, err := r.open(t, via)
	if err != nil {
		t.Fatalf("%v\n%s", err, r.log)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

// tree is what lies on the target, as its disk has it, but for temporary files.
func (r *rig) tree(t testing.TB) *memory {
	t.Helper()
	m := newMemory()
	err := filepath.WalkDir(r.dir, func(at string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), tempPrefix) {
			return err
		}
		data, err := os.ReadFile(at)
		name, _ := filepath.Rel(r.dir, at)
		m.files[filepath.ToSlash(name)] = stored{data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// published holds that a publish has come to its end: the target has what was built.
func (r *rig) published(t *testing.T, s *Site, target Target, before map[string]stored) {
	t.Helper()
	m := r.tree(t)
	m.headers = target.Traits().Headers
	whole(t, m)
	complete(t, s, m, before, usual())
	if again, err := Prepare(t.Context(), s, target, usual()); err != nil || !again.Empty() {
		t.Errorf("a publish right after: %v, %v", again, err)
	}
	for name := range m.files {
		if name == LockFile {
			t.Error("the target is still locked")
		}
	}
}

// hooked is a target whose puts can be seen as they are made.
type hooked struct {
	Target
	puts atomic.Int64
	put  func(n int64)
}

func (h *hooked) Put(ctx context.Context, u *Upload) error {
	h.put(h.puts.Add(1))
	return h.Target.Put(ctx, u)
}

// discreet holds that an error has a fault and says nothing secret.
func (r *rig) discreet(t testing.TB, err error, want Fault) {
	t.Helper()
	e := new(Error)
	if !errors.As(err, &e) || e.Fault != want {
		t.Errorf("%v, want %v", err, want)
		return
	}
	for _, text := range []string{err.Error(), e.Detail, e.Hint, e.Place} {
		if strings.Contains(text, r.secret) {
			t.Errorf("the error shows the secret: %s", text)
		}
	}
}

func newModel(t *testing.T, seed uint64) *model {
	m := &model{T: t, Rand: rand.New(rand.NewPCG(seed, 2)), posts: make(map[int]modelPost), dir: t.TempDir(), lies: make(map[string]string)}
	m.edit()
	return m
}

// A site is published, changed and published again, while all goes well and while it does not.
func TestRealServers(t *testing.T) {
	for _, kind := range rigs {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			r := kind.start(t, nil)
			m := newModel(t, 1)
			for range 3 {
				m.edit()
			}
			s := m.build()
			target := r.must(t, "")
			if p := send(t, s, target, usual()); !p.First {
				t.Error("the target was not empty")
			}
			r.published(t, s, target, nil)
			for round := range 3 {
				before := r.tree(t).files
				m.edit()
				m.edit()
				s = m.build()
				switch round {
				case 0:
					send(t, s, target, usual())
				case 1:
					r.killed(t, s, target)
				case 2:
					r.cutOff(t, m)
					continue
				}
				r.published(t, s, target, before)
			}
			before := r.tree(t).files
			m.css = 1000 // else there may be nothing to publish
			r.twoAtOnce(t, m.build(), target, before)
		})
	}
}

// killed publishes, and ends the server in the middle of it.
func (r *rig) killed(t *testing.T, s *Site, target Target) {
	t.Helper()
	down := make(chan struct{})
	h := &hooked{Target: target, put: func(n int64) {
		if n == 2 {
			r.kill()
			close(down)
		}
	}}
	p, err := Prepare(t.Context(), s, h, usual())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx) }()
	select {
	case <-down:
	case err := <-ended:
		t.Fatalf("too little to publish: %v", err)
	}
	whole(t, r.tree(t))
	stop()
	r.start()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a publish that was stopped: %v", err)
	}
	whole(t, r.tree(t))
	p, err = Prepare(t.Context(), s, target, Options{Keep: usual().Keep, MaxDeletes: usual().MaxDeletes, Now: usual().Now, BreakLock: true})
	if err == nil {
		err = p.Run(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// cutOff publishes through connections that end after some bytes, and looks at the target each time.
func (r *rig) cutOff(t *testing.T, m *model) {
	t.Helper()
	c := r.cutter(t)
	target := r.must(t, c.address)
	for _, n := range []int64{1, 700, 3000, 9000} {
		before := r.tree(t).files
		m.edit()
		s := m.build()
		c.watch(n, func() { whole(t, r.tree(t)) })
		send(t, s, target, usual())
		c.watch(-1, nil)
		r.published(t, s, target, before)
	}
}

// twoAtOnce publishes the same site twice at once: one does it, the other stays out.
func (r *rig) twoAtOnce(t *testing.T, s *Site, target Target, before map[string]stored) {
	t.Helper()
	other := r.must(t, "")
	var wg sync.WaitGroup
	var done atomic.Int32
	var plans []*Plan
	for _, at := range []Target{target, other} {
		p, err := Prepare(t.Context(), s, at, usual())
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, p)
	}
	for _, p := range plans {
		wg.Go(func() {
			var locked *LockedError
			if err := p.Run(t.Context()); err == nil {
				done.Add(1)
			} else if !errors.As(err, &locked) && !errors.Is(err, ErrMoved) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if done.Load() != 1 {
		t.Errorf("%d have published", done.Load())
	}
	r.published(t, s, target, before)
}

// A disk that is full stops a publish; what is there stays whole, and it goes on when there is room.
func TestFullDisks(t *testing.T) {
	for _, kind := range rigs {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			r := kind.start(t, func(dir string, cmd *exec.Cmd) *exec.Cmd { return onSmallDisk(t, cmd, dir, 1<<20) })
			// The disk is seen by the server alone.
			r.dir = strings.Replace(r.dir, "/", "/proc/"+r.pid()+"/root/", 1)
			m := newModel(t, 3)
			s := m.build()
			target := r.must(t, "")
			send(t, s, target, usual())
			r.published(t, s, target, nil)
			before := r.tree(t).files
			full := filepath.Join(filepath.Dir(r.dir), "full")
			if err := os.WriteFile(full, make([]byte, 600<<10), 0o666); err != nil {
				t.Fatal(err)
			}
			m.posts[100] = modelPost{text: 1, picture: 1, title: 1}
			s = m.build()
			lay(t, s.Dir, "2021/bai-100/phim.mp4", strings.Repeat("x", 700<<10))
			s.add("2021/bai-100/phim.mp4", "content/posts/phim.mp4", strings.Repeat("x", 700<<10))
			s.sort()
			p, err := Prepare(t.Context(), s, target, usual())
			if err != nil {
				t.Fatal(err)
			}
			r.discreet(t, p.Run(t.Context()), Full)
			now := r.tree(t)
			whole(t, now)
			for name, f := range before {
				if !isOwn(name) && string(now.files[name].data) != string(f.data) {
					t.Errorf("%s is not as it was", name)
				}
			}
			if err := os.Remove(full); err != nil {
				t.Fatal(err)
			}
			send(t, s, target, usual())
			r.published(t, s, target, maps.Clone(before))
		})
	}
}

// A folder that may not be written in stops a publish.
func TestDenied(t *testing.T) {
	for _, kind := range rigs {
		if kind.name == "versitygw" {
			continue // S3 has no folders; TestStrangers has a store that may only be read
		}
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			r := kind.start(t, nil)
			m := newModel(t, 4)
			s := m.build()
			target := r.must(t, "")
			send(t, s, target, usual())
			before := r.tree(t).files
			closed := filepath.Join(r.dir, "2021")
			if err := os.Chmod(closed, 0o555); err != nil {
				t.Fatal(err)
			}
			m.posts[100] = modelPost{text: 1, picture: 1, title: 1}
			s = m.build()
			p, err := Prepare(t.Context(), s, target, usual())
			if err != nil {
				t.Fatal(err)
			}
			r.discreet(t, p.Run(t.Context()), Denied)
			whole(t, r.tree(t))
			if err := os.Chmod(closed, 0o755); err != nil {
				t.Fatal(err)
			}
			send(t, s, target, usual())
			r.published(t, s, target, before)
		})
	}
}
