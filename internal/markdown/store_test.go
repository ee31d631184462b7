package markdown

import (
	"strings"
	"testing"
)

func TestStore(t *testing.T) {
	var s store
	var want, got []string
	buf := make([]byte, 0, 1<<17)
	for n := range 2000 {
		buf = append(buf[:0], strings.Repeat(string(rune('a'+n%26)), n*37%5000)...)
		if n%500 == 0 {
			buf = append(buf, make([]byte, 1<<16)...)
		}
		want, got = append(want, string(buf)), append(got, s.keep(buf))
	}
	clear(buf[:cap(buf)])
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("text %d has changed", i)
		}
	}
}
