package publish

import (
	"context"
	"flag"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// calls counts the calls to a target.
type calls struct {
	Target
	n int
}

func (c *calls) List(ctx context.Context) ([]Object, error) {
	c.n++
	return c.Target.List(ctx)
}

func (c *calls) Get(ctx context.Context, path string, limit int64) ([]byte, error) {
	c.n++
	return c.Target.Get(ctx, path, limit)
}

func (c *calls) Create(ctx context.Context, path string, data []byte) error {
	c.n++
	return c.Target.Create(ctx, path, data)
}

func (c *calls) Age(ctx context.Context, path string) (time.Duration, error) {
	c.n++
	return c.Target.Age(ctx, path)
}

// TestMain lets more tests run at once than there are processors: those of servers do little but wait for them.
func TestMain(m *testing.M) {
	flag.Parse()
	if !slices.ContainsFunc(os.Args, func(arg string) bool { return strings.HasPrefix(arg, "-test.parallel") }) {
		flag.Set("test.parallel", strconv.Itoa(max(8, runtime.GOMAXPROCS(0))))
	}
	m.Run()
}
