package publish

import (
	"context"
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
