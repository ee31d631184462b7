package webp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Functions of c/shim.c that encode.
const (
	encodeYUV      = "encode_yuv"
	encodeLossy    = "encode_lossy"
	encodeLossless = "encode_lossless"
)

// picture is what such a function needs: size bytes, which put copies into the module's memory, and how to encode them.
type picture struct {
	function string
	rect     image.Rectangle
	size     int
	quality  float32
	method   int
	put      func(to []byte)
}

// instance is a running module. One goroutine uses it at a time.
type instance struct {
	module         api.Module
	alloc, release api.Function
	encoders       map[string]api.Function // each has a stack of its own, so they are kept
}

func newInstance(ctx context.Context, r wazero.Runtime, compiled wazero.CompiledModule) (*instance, error) {
	// Without a name there can be several of the module.
	m, err := r.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, fmt.Errorf("instantiate webp.wasm: %w", err)
	}
	i := &instance{m, m.ExportedFunction("alloc"), m.ExportedFunction("release"), map[string]api.Function{}}
	for _, name := range []string{encodeYUV, encodeLossy, encodeLossless} {
		i.encoders[name] = m.ExportedFunction(name)
	}
	return i, nil
}

var errMemory = errors.New("an address outside the module's memory")

// encode gives the finished file. After an error the instance must not be used again.
func (i *instance) encode(ctx context.Context, p picture) ([]byte, error) {
	out, err := i.alloc.Call(ctx, uint64(p.size))
	if err != nil {
		return nil, err
	}
	input := uint32(out[0])
	if input == 0 {
		return nil, encodingError(outOfMemory)
	}
	to, ok := i.module.Memory().Read(input, uint32(p.size))
	if !ok {
		return nil, errMemory
	}
	p.put(to)
	out, err = i.encoders[p.function].Call(ctx, uint64(input), uint64(p.rect.Dx()), uint64(p.rect.Dy()),
		api.EncodeF32(p.quality), uint64(p.method))
	if err != nil {
		return nil, err
	}
	address, size := uint32(out[0]>>32), uint32(out[0])
	if address == 0 {
		return nil, encodingError(size)
	}
	made, ok := i.module.Memory().Read(address, size)
	if !ok {
		return nil, errMemory
	}
	file := bytes.Clone(made)
	for _, block := range []uint32{input, address} {
		if _, err := i.release.Call(ctx, uint64(block)); err != nil {
			return nil, err
		}
	}
	return file, nil
}

// encodingError is a WebPEncodingError of libwebp (src/webp/encode.h).
type encodingError uint32

const outOfMemory = 1

func (e encodingError) Error() string {
	switch e {
	case outOfMemory, 2:
		return "out of memory"
	case 4:
		return "invalid configuration"
	case 5:
		return "bad width or height"
	case 6:
		return "first partition over 512 KiB"
	case 7:
		return "partition over 16 MiB"
	case 9:
		return "file over 4 GiB"
	default:
		return fmt.Sprintf("encoding error %d of libwebp", uint32(e))
	}
}
