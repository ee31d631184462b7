package watch

import "time"

// calm tells when to stop waiting for more.
type calm struct {
	quiet, most time.Duration
	first       time.Time // of the changes since the last batch; zero: none yet
}

// wait takes note of a change and tells how long to wait for the next.
func (c *calm) wait(now time.Time) time.Duration {
	if c.first.IsZero() {
		c.first = now
	}
	return min(c.quiet, c.most-now.Sub(c.first))
}

// over says that a batch is complete.
func (c *calm) over() { c.first = time.Time{} }
