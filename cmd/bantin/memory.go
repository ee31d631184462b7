package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// limitMemory sets how much memory the program takes for the sake of speed. A heap that mostly grows until it ends is collected
// partly for nothing, so it may grow to a multiple of what is alive; but of a large site more than a little beside what is
// alive would be gigabytes. The limit is soft: it makes the collector work more, and nothing fails. It follows what is alive,
// since a limit below that would leave half of the processors' time to the collector.
func limitMemory(ctx context.Context) {
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(leastLimit)
	go func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		alive := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		limit := int64(leastLimit)
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			metrics.Read(alive)
			if want := max(leastLimit, int64(alive[0].Value.Uint64())/4*5); want > limit+limit/16 { // setting it stops the world
				limit = want
				debug.SetMemoryLimit(limit)
			}
		}
	}()
}

// leastLimit is the memory in bytes that no site needs to save.
const leastLimit = 1200 << 20
