package publish

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSteadyConn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		c := &steadyConn{Conn: near, limit: time.Minute}
		start := time.Now()
		// As long as we write, the reader waits.
		ended := make(chan error)
		go func() {
			_, err := c.Read(make([]byte, 1))
			ended <- err
		}()
		go io.Copy(io.Discard, far)
		for range 5 {
			time.Sleep(50 * time.Second)
			if _, err := c.Write([]byte("x")); err != nil {
				t.Fatal(err)
			}
		}
		err := <-ended
		if !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(start) != 5*50*time.Second+time.Minute || !c.broken.Load() {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if f := connectionFault(err); f != Lost {
			t.Errorf("fault %v", f)
		}
		near.Close()
		far.Close()
	})
}

func TestPlanned(t *testing.T) {
	broken := errors.New("changed")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, test := range []struct {
		ctx  context.Context
		r    io.Reader
		want error
	}{
		{t.Context(), strings.NewReader("bốn "), nil},
		{t.Context(), strings.NewReader("bốn"), io.ErrUnexpectedEOF},
		{t.Context(), strings.NewReader("bốn năm"), io.ErrUnexpectedEOF},
		{t.Context(), io.MultiReader(strings.NewReader("bốn"), failingReader{broken}), broken},
		{stopped, strings.NewReader("bốn "), context.Canceled},
	} {
		p := &planned{ctx: test.ctx, r: test.r, left: int64(len("bốn "))}
		if _, err := io.Copy(io.Discard, p); !errors.Is(err, test.want) || !errors.Is(p.err, test.want) {
			t.Errorf("%v, %v, want %v", err, p.err, test.want)
		}
	}
}
