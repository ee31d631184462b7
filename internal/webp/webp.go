// Package webp encodes WebP pictures with libwebp, compiled to WebAssembly and run by wazero: no cgo, one program for all systems, and
// the same bytes on each of them (compiled on amd64 and arm64; interpreted, slowly, elsewhere).
//
// webp.wasm is made by build.sh of the source that Debian publishes, and is checked by a test. It imports nothing, so it can reach
// nothing but its own memory: no files, no clock, no network.
package webp

import (
	"context"
	_ "embed"
	"fmt"
	"image"
	"sync"

	"github.com/tetratelabs/wazero"
)

// Version names the encoder and our use of it. Files that were made by another version may have other bytes, so it is a part of the
// keys of caches: the number after the plus counts the changes of shim.c, build.sh and the constants of this package.
const Version = "libwebp-1.2.4-0.2+deb12u1 +1"

// MaxSize is the greatest width and height of a WebP picture in pixels.
const MaxSize = 16383

const (
	// lossyMethod (0 fast to 6 small) is 2: of photos its files are 4 % larger than those of 4, the usual, in a third of the time.
	// The preset is the usual one: at the same size its photos are 0.4 dB nearer to the original than those of the preset "photo".
	lossyMethod = 2
	// losslessMethod (0 to 6) and losslessEffort (0 to 100) are for infographics and screenshots: 0.07 s for a drawn one of
	// 1080x1960 pixels, 0.7 s when it was shrunk or enlarged and so has thousands of colours. Method 0 gives files of twice the
	// size; efforts over 24 take 1.5 times as long, for 8 % to 15 %.
	losslessMethod = 1
	losslessEffort = 20
	// keptMemory is what an instance may have grown to, in bytes, to be kept for the next picture. The memory of a module never
	// shrinks: one poster should not hold 100 MB to the end of a build. A photo of 1600x1200 pixels takes 3.5 MB.
	keptMemory = 32 << 20
)

//go:embed webp.wasm
var module []byte

// Encoder encodes WebP pictures. It is safe for concurrent use: each call has an instance of libwebp with a memory of its own to
// itself. Instances are made as needed, never more than there are calls at a time, and kept for later calls.
type Encoder struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule

	mu   sync.Mutex
	free []*instance // the last used is the next: its memory is warm
}

// machineCode keeps what libwebp was compiled to, about 1 MB, for all later encoders of the process.
var machineCode = sync.OnceValue(wazero.NewCompilationCache)

// New compiles libwebp for this machine, which takes about 130 ms the first time. Close the encoder when it is not needed any more.
func New(ctx context.Context) (*Encoder, error) {
	return newEncoder(ctx, wazero.NewRuntimeConfig().WithCompilationCache(machineCode()))
}

func newEncoder(ctx context.Context, config wazero.RuntimeConfig) (*Encoder, error) {
	e := &Encoder{runtime: wazero.NewRuntimeWithConfig(ctx, config)}
	var err error
	if e.compiled, err = e.runtime.CompileModule(ctx, module); err != nil {
		e.Close()
		return nil, fmt.Errorf("compile webp.wasm: %w", err)
	}
	return e, nil
}

// Close frees all that the encoder holds. No call may be under way.
func (e *Encoder) Close() error {
	return e.runtime.Close(context.Background())
}

// YCbCr encodes an opaque picture with loss. quality is 0 to 100. Its samples have JPEG's full range, as all of package image; WebP's
// narrower one is seen to. The picture's bounds may start anywhere; other subsampling than 4:2:0 is an error.
func (e *Encoder) YCbCr(ctx context.Context, img *image.YCbCr, quality float32) ([]byte, error) {
	if img.SubsampleRatio != image.YCbCrSubsampleRatio420 {
		return nil, fmt.Errorf("webp: subsampling of %v instead of 4:2:0", img.SubsampleRatio)
	}
	return e.encode(ctx, picture{
		function: encodeYUV, rect: img.Rect, size: sizeYCbCr(img.Rect), quality: quality, method: lossyMethod,
		put: func(to []byte) { copyYCbCr(to, img) },
	})
}

// NRGBA encodes a picture with loss, and with its alpha channel (without loss) when some pixel is not opaque. quality is 0 to 100.
func (e *Encoder) NRGBA(ctx context.Context, img *image.NRGBA, quality float32) ([]byte, error) {
	return e.encode(ctx, picture{
		function: encodeLossy, rect: img.Rect, size: sizeNRGBA(img.Rect), quality: quality, method: lossyMethod,
		put: func(to []byte) { copyNRGBA(to, img) },
	})
}

// Lossless encodes a picture without loss. What is seen stays exact; colours hidden under wholly transparent pixels are not kept.
func (e *Encoder) Lossless(ctx context.Context, img *image.NRGBA) ([]byte, error) {
	return e.encode(ctx, picture{
		function: encodeLossless, rect: img.Rect, size: sizeNRGBA(img.Rect), quality: losslessEffort, method: losslessMethod,
		put: func(to []byte) { copyNRGBA(to, img) },
	})
}

// encode has an instance make the file of a picture.
func (e *Encoder) encode(ctx context.Context, p picture) ([]byte, error) {
	w, h := p.rect.Dx(), p.rect.Dy()
	if w < 1 || h < 1 || w > MaxSize || h > MaxSize {
		return nil, fmt.Errorf("webp: a picture of %dx%d pixels, not of 1x1 to %dx%d", w, h, MaxSize, MaxSize)
	}
	if !(p.quality >= 0 && p.quality <= 100) { // put so, it refuses NaN
		return nil, fmt.Errorf("webp: a quality of %v, not of 0 to 100", p.quality)
	}
	// A call under way is not cut short: pictures take milliseconds, and a module that can be stopped takes twice the time.
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	i, err := e.take(ctx)
	if err != nil {
		return nil, err
	}
	file, err := i.encode(ctx, p)
	if err != nil {
		i.module.Close(ctx) // it may have trapped: what its memory holds is unknown
		return nil, fmt.Errorf("webp: %w", err)
	}
	return file, e.give(ctx, i)
}

// take gives an instance that nobody else uses.
func (e *Encoder) take(ctx context.Context) (*instance, error) {
	e.mu.Lock()
	if n := len(e.free); n > 0 {
		i := e.free[n-1]
		e.free = e.free[:n-1]
		e.mu.Unlock()
		return i, nil
	}
	e.mu.Unlock()
	return newInstance(ctx, e.runtime, e.compiled)
}

// give takes an instance back.
func (e *Encoder) give(ctx context.Context, i *instance) error {
	if i.module.Memory().Size() > keptMemory {
		return i.module.Close(ctx)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.free = append(e.free, i)
	return nil
}
