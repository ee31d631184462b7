package photo

import (
	"encoding/binary"
	"runtime"
	"sync"

	"bantin/internal/limits"
	"bantin/internal/media"
)

const (
	// maxDecoded is how many bytes all workers together have decoded at once; a
	// single picture may take more, when it is alone.
	maxDecoded = 384 << 20
	// maxFiles is how many bytes of files all workers together hold at once.
	// These have a budget of their own, of which a worker takes first: with
	// one budget for both, all workers could wait for each other.
	maxFiles = 128 << 20
	// maxFile is how large a picture's file may be.
	maxFile = int64(limits.PictureFile)
	// maxGarbage is how much may be left behind before it is collected. The
	// collector waits for the heap to become a multiple of what is in use,
	// which on many processors is more than a gigabyte of pixels.
	maxGarbage = 160 << 20
)

// budget hands out bytes of memory, in the order in which they are asked for.
type budget struct {
	turn sync.Mutex // held by the one who waits, so that large pictures are not overtaken for ever
	mu   sync.Mutex
	back sync.Cond
	all  int64
	left int64
	gone int64 // given back since the last collection
}

func newBudget(n int64) *budget {
	b := &budget{all: n, left: n}
	b.back.L = &b.mu
	return b
}

// take waits until n bytes are free. What it gives has to be called when they are again.
func (b *budget) take(n int64) (giveBack func()) {
	n = min(n, b.all)
	b.turn.Lock()
	b.mu.Lock()
	for b.left < n {
		b.back.Wait()
	}
	b.left -= n
	b.mu.Unlock()
	b.turn.Unlock()
	return func() {
		b.mu.Lock()
		b.left += n
		b.gone += n
		collect := b.gone >= maxGarbage
		if collect {
			b.gone = 0
		}
		b.mu.Unlock()
		b.back.Signal()
		if collect {
			runtime.GC()
		}
	}
}

// decodedSize estimates how many bytes decoding a picture takes and what is made of it at full size.
func decodedSize(data []byte, f media.Format, pixels int64, turned bool) int64 {
	each := int64(6) // pixels of four bytes, planes
	switch {
	case f == media.JPEG:
		halves, kept := jpegSamples(data)
		each = 1 + (halves*(1+kept)+1)/2
	case f == media.PNG && len(data) > 24 && data[24] == 16:
		each = 14
	case f == media.WebP:
		each = 10 // the lossless decoder keeps what it has twice
	}
	if turned {
		each += 4
	}
	return pixels * each
}

// jpegSamples reads how many samples a pixel has, in halves, and how many
// bytes the decoder keeps of each beside: coefficients of four bytes when it is progressive.
func jpegSamples(data []byte) (halves, kept int64) {
	for i := 2; i+10 < len(data) && data[i] == 0xff; {
		marker, n := data[i+1], int(binary.BigEndian.Uint16(data[i+2:]))
		if marker == 0xc0 || marker == 0xc1 || marker == 0xc2 {
			if marker == 0xc2 {
				kept = 4
			}
			body := data[i+4:]
			count := int(body[5])
			if count == 3 && len(body) > 7 && body[7] == 0x22 {
				return 3, kept
			}
			return int64(2 * count), kept
		}
		i += 2 + n
	}
	return 8, 4 // nothing was found where it usually is: the most there can be
}
