package publish

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// memory is a target in memory that fails when it is told to.
type memory struct {
	headers bool
	md5     bool
	folds   bool // takes no notice of letter case

	mu    sync.Mutex
	files map[string]stored
	calls int
	log   []string // Put and Delete with their paths, and the other calls
	// fail, if not nil, is asked before each call: done tells to do it all the same, and lose the answer.
	fail func(call, path string, n int) (err error, done bool)
	// changed, if not nil, is called after each change.
	changed func()
}

type stored struct {
	data    []byte
	at      time.Time
	headers headers
}

func newMemory() *memory { return &memory{files: make(map[string]stored)} }

func (m *memory) String() string { return "memory://" }
func (m *memory) Traits() Traits { return Traits{Headers: m.headers, Parallel: 4} }
func (m *memory) Close() error   { return nil }

// failing makes calls fail from now on, as fail says.
func (m *memory) failing(fail func(call, path string, n int) (error, bool)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = fail
}

// call counts a call and does it, or not.
func (m *memory) call(ctx context.Context, name, path string, do func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	m.log = append(m.log, name+" "+path)
	var failed error
	if m.fail != nil {
		err, done := m.fail(name, path, m.calls)
		if failed = err; err != nil && !done {
			return err
		}
	}
	if err := do(); err != nil {
		return err
	}
	if m.changed != nil && name != "Get" && name != "List" && name != "Age" {
		m.changed()
	}
	return failed
}

func (m *memory) List(ctx context.Context) (all []Object, err error) {
	err = m.call(ctx, "List", "", func() error {
		for name, f := range m.files {
			o := Object{Path: name, Size: int64(len(f.data))}
			if m.md5 {
				o.MD5 = md5Of(f.data)
			}
			all = append(all, o)
		}
		return nil
	})
	return all, err
}

func (m *memory) Get(ctx context.Context, name string, limit int64) (data []byte, err error) {
	err = m.call(ctx, "Get", name, func() error {
		f, ok := m.files[m.real(name)]
		if !ok {
			return &Error{Path: name, Err: fs.ErrNotExist}
		}
		data, err = readLimited(bytes.NewReader(f.data), limit)
		return err
	})
	return data, err
}

func (m *memory) Put(ctx context.Context, u *Upload) error {
	r, err := u.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if int64(len(data)) != u.Size {
		return io.ErrUnexpectedEOF
	}
	return m.call(ctx, "Put", u.Path, func() error {
		for dir := range m.files {
			if strings.HasPrefix(u.Path, dir+"/") || strings.HasPrefix(dir, u.Path+"/") {
				return &Error{Path: u.Path, Detail: "a file and a folder of the same name: " + dir}
			}
		}
		m.files[m.real(u.Path)] = stored{data, time.Now(), headers{u.ContentType, u.CacheControl, u.ContentEncoding}}
		return nil
	})
}

func (m *memory) Create(ctx context.Context, name string, data []byte) error {
	return m.call(ctx, "Create", name, func() error {
		if _, there := m.files[name]; there {
			return &Error{Path: name, Err: fs.ErrExist}
		}
		m.files[name] = stored{data: data, at: time.Now()}
		return nil
	})
}

func (m *memory) Age(ctx context.Context, name string) (age time.Duration, err error) {
	err = m.call(ctx, "Age", name, func() error {
		f, ok := m.files[name]
		if !ok {
			return &Error{Path: name, Err: fs.ErrNotExist}
		}
		age = time.Since(f.at)
		return nil
	})
	return age, err
}

func (m *memory) Delete(ctx context.Context, name string) error {
	return m.call(ctx, "Delete", name, func() error {
		delete(m.files, m.real(name))
		return nil
	})
}

// real is the name under which a file lies there.
func (m *memory) real(name string) string {
	for other := range m.files {
		if m.folds && strings.EqualFold(other, name) {
			return other
		}
	}
	return name
}

// names are the files that are no part of a publish itself.
func (m *memory) names() []string {
	var all []string
	for name := range m.files {
		if !isOwn(name) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

func TestMemory(t *testing.T) {
	m := newMemory()
	conform(t, func(*testing.T) Target { return m })
}
