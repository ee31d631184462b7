package build

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// drawn is a picture that smaller ones are made of.
func drawn(t testing.TB) string {
	img := image.NewGray(image.Rect(0, 0, 1000, 700))
	for i := range img.Pix {
		img.SetGray(i%1000, i/1000, color.Gray{uint8(i / 1000)})
	}
	var w bytes.Buffer
	if err := png.Encode(&w, img); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// pictured is a site of a post with a picture.
func pictured(t *testing.T) (*sandbox, *Live) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	l := liveSite(t, s)
	s.write("content/posts/anh.png", drawn(t))
	s.write("content/posts/a.md", "---\ntitle: Bài A\ndate: 2021-05-01\ntopic: chu-de-0\nunit: don-vi-0\nslug: a\ncover: anh.png\ncover_alt: Ảnh\n---\nLời.\n")
	return s, l
}

// Until smaller pictures are made, the page shows the picture as it is, and that is there.
func TestLiveShowsPicturesAsTheyAre(t *testing.T) {
	_, l := pictured(t)
	v, err := l.Update(context.Background(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if v.Missing != 1 {
		t.Errorf("%d pictures to be made", v.Missing)
	}
	all := served(t, v)
	const at = "2021/05/a/anh.png"
	if !strings.Contains(all["2021/05/a/index.html"], at) || !strings.HasPrefix(all[at], "\x89PNG") {
		t.Errorf("the picture is not there: %d bytes", len(all[at]))
	}
	if err := l.MakePictures(context.Background()); err != nil {
		t.Fatal(err)
	}
	if v, err = l.Update(context.Background(), []string{}, nil); err != nil || v.Missing > 0 || len(served(t, v)) <= len(all) {
		t.Errorf("nothing was made: %v", err)
	}
}

// The cache may be deleted at any time: what is shown by then says so, and the next View is whole.
func TestLiveCacheRemoved(t *testing.T) {
	s, l := pictured(t)
	v := update(t, l, nil)
	if l.Lost() {
		t.Error("the cache is lost from the start")
	}
	if err := os.RemoveAll(s.path(stateFolder)); err != nil {
		t.Skipf("an open folder cannot be removed here: %v", err)
	}
	if !l.Lost() {
		t.Fatal("nobody notices")
	}
	cards := 0
	for _, f := range v.Tree.Files() {
		if !strings.Contains(f.Path, "share.") {
			continue
		}
		var w bytes.Buffer
		if err := f.Render(&w); err == nil && w.Len() > 0 {
			cards++
		}
	}
	if cards == 0 {
		t.Error("no card is shown, though it can be drawn")
	}
	v, err := l.Update(context.Background(), []string{}, nil)
	if err != nil || v.Missing != 1 || l.Lost() {
		t.Fatalf("%v, %d pictures to be made, lost: %t", err, v.Missing, l.Lost())
	}
	served(t, v)
	served(t, update(t, l, []string{}))
}

// A card that was drawn and cannot be kept, for a full disk, is shown. A build would say so.
func TestKeepWithoutCache(t *testing.T) {
	s, l := pictured(t)
	update(t, l, nil)
	if err := os.RemoveAll(s.path(stateFolder)); err != nil {
		t.Skipf("an open folder cannot be removed here: %v", err)
	}
	draw := func(buf *bytes.Buffer) error { buf.WriteString("x"); return nil }
	for _, shows := range []bool{true, false} {
		l.work.shows = shows
		buf := bytes.NewBufferString("before ")
		if err := l.work.keep(buf, [32]byte{1}, draw); (err == nil) != shows || buf.String() != "before x" {
			t.Errorf("shows %t: %v, %q", shows, err, buf)
		}
	}
}

// Who ends the program does not wait for ten thousand files to be read.
func TestLiveStops(t *testing.T) {
	_, l := pictured(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := l.Update(ctx, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if v := update(t, l, []string{}); v.Failed || v.Tree == nil {
		t.Errorf("after that: %v", v.Problems.All())
	}
}
