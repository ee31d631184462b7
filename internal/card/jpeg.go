package card

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"image"
	"math"
	"math/bits"
)

// jpegEncoder writes baseline JPEGs of 4:2:0 (ITU-T T.81). Package image/jpeg
// takes as long for flat ground, which is most of a card, as for a photo, and
// may write other bytes in its next version.
type jpegEncoder struct {
	huffman []byte // the tables as a file has them
	// For light and for colours, of the first coefficient and of the others:
	// the code of every value, below it its length in bits.
	codes [2][2][256]uint32
	// For light and for colours, in the order of a file: the inverses of eight
	// times the steps that coefficients are rounded to, 32 bits after the point.
	inverses [2][64]int64
	last     [3]int32 // first coefficients of the blocks before, of each component
	out      []byte
	bits     uint64 // whose lowest n are still to be written
	n        int
}

// The tables of T.81, annex K, in the order of a file: steps for light and for
// colours at quality 50, then the Huffman tables with their class and number.
const (
	quantTables = "100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c393338374048" +
		"5c4e404457453738506d51575f626768673e4d71797064785c656763" +
		"1112121815182f1a1a2f6342384263636363636363636363636363636363636363636363" +
		"63636363636363636363636363636363636363636363636363636363"
	huffmanTables = "0000010501010101010100000000000000000102030405060708090a0b10000201030302" +
		"0403050504040000017d01020300041105122131410613516107227114328191a1082342" +
		"b1c11552d1f02433627282090a161718191a25262728292a3435363738393a4344454647" +
		"48494a535455565758595a636465666768696a737475767778797a838485868788898a92" +
		"939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2" +
		"d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa0100030101010101" +
		"010101010000000000000102030405060708090a0b110002010204040304070504040001" +
		"0277000102031104052131061241510761711322328108144291a1b1c109233352f01562" +
		"72d10a162434e125f11718191a262728292a35363738393a434445464748494a53545556" +
		"5758595a636465666768696a737475767778797a82838485868788898a92939495969798" +
		"999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8" +
		"d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa"
)

// zigzag is where the coefficients of a file lie in a block.
const zigzag = "\x00\x01\x08\x10\x09\x02\x03\x0a\x11\x18\x20\x19\x12\x0b\x04\x05" +
	"\x0c\x13\x1a\x21\x28\x30\x29\x22\x1b\x14\x0d\x06\x07\x0e\x15\x1c" +
	"\x23\x2a\x31\x38\x39\x32\x2b\x24\x1d\x16\x0f\x17\x1e\x25\x2c\x33" +
	"\x3a\x3b\x34\x2d\x26\x1f\x27\x2e\x35\x3c\x3d\x36\x2f\x37\x3e\x3f"

func newJPEGEncoder() *jpegEncoder {
	e := &jpegEncoder{huffman: fromHex(huffmanTables)}
	for t := e.huffman; len(t) > 0; {
		codes := &e.codes[t[0]&1][t[0]>>4]
		counts, values, code := t[1:17], t[17:], uint32(0)
		for i, n := range counts {
			for range n {
				codes[values[0]] = code<<8 | uint32(i+1)
				values = values[1:]
				code++
			}
			code <<= 1
		}
		t = values
	}
	return e
}

// fromHex is for constants.
func fromHex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// encode appends a picture whose sides are multiples of 16, as far as its size says,
// in the first of the qualities (1 to 90) that takes no more than limit bytes,
// or in the last.
func (e *jpegEncoder) encode(w *bytes.Buffer, m *image.YCbCr, size image.Point, limit int, qualities []int) {
	for i, q := range qualities {
		if i == len(qualities)-1 {
			limit = math.MaxInt
		}
		e.header(size.X, size.Y, q)
		if e.scan(m, limit) {
			break
		}
	}
	w.Write(e.out)
}

// header begins a file.
func (e *jpegEncoder) header(w, h, quality int) {
	scale := 200 - 2*quality
	if quality < 50 {
		scale = 5000 / quality
	}
	e.out = append(e.out[:0], 0xff, 0xd8, 0xff, 0xdb, 0, 132)
	for i, q := range fromHex(quantTables) {
		step := min(max((int(q)*scale+50)/100, 1), 255)
		e.inverses[i/64][i%64] = 1<<32/int64(8*step) + 1
		if i%64 == 0 {
			e.out = append(e.out, byte(i/64))
		}
		e.out = append(e.out, byte(step))
	}
	e.out = append(e.out, 0xff, 0xc0, 0, 17, 8, byte(h>>8), byte(h), byte(w>>8), byte(w),
		3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xc4)
	e.out = binary.BigEndian.AppendUint16(e.out, uint16(2+len(e.huffman)))
	e.out = append(e.out, e.huffman...)
	e.out = append(e.out, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0)
}

// scan writes the rest of a file; false when it grows beyond the limit.
func (e *jpegEncoder) scan(m *image.YCbCr, limit int) bool {
	e.last, e.n = [3]int32{}, 0
	for y := 0; y < m.Rect.Dy(); y += 16 {
		for x := 0; x < m.Rect.Dx(); x += 16 {
			for i := range 4 {
				e.block(0, m.Y[(y+i/2*8)*m.YStride+x+i%2*8:], m.YStride)
			}
			e.block(1, m.Cb[y/2*m.CStride+x/2:], m.CStride)
			e.block(2, m.Cr[y/2*m.CStride+x/2:], m.CStride)
		}
		if len(e.out) > limit {
			return false
		}
	}
	e.put(0x7f, 7)
	e.out = append(e.out, 0xff, 0xd9)
	return len(e.out) <= limit
}

// block writes 8x8 pixels of a component.
func (e *jpegEncoder) block(component int, pix []uint8, stride int) {
	table := min(component, 1)
	codes, inverses := &e.codes[table], &e.inverses[table]
	var v [64]int32
	flat := isFlat(pix, stride)
	if flat {
		v[0] = 64 * (int32(pix[0]) - 128)
	} else {
		for y := range 8 {
			for x, p := range pix[y*stride:][:8] {
				v[8*y+x] = int32(p) - 128
			}
		}
		var half [64]int32
		transform(&half, &v, 11)
		transform(&v, &half, 15)
	}
	first := quantised(v[0], inverses[0])
	e.value(&codes[0], 0, first-e.last[component])
	e.last[component] = first
	if flat {
		e.value(&codes[1], 0, 0)
		return
	}
	zeros := 0
	for i := 1; i < 64; i++ {
		c := quantised(v[zigzag[i]], inverses[i])
		if c == 0 {
			zeros++
			continue
		}
		for ; zeros > 15; zeros -= 16 {
			e.value(&codes[1], 15, 0)
		}
		e.value(&codes[1], zeros, c)
		zeros = 0
	}
	if zeros > 0 {
		e.value(&codes[1], 0, 0) // the rest is nought
	}
}

// isFlat tells whether 8x8 pixels are all alike.
func isFlat(pix []uint8, stride int) bool {
	alike := uint64(pix[0]) * 0x0101010101010101
	for y := range 8 {
		if binary.LittleEndian.Uint64(pix[y*stride:]) != alike {
			return false
		}
	}
	return true
}

// quantised is v divided by the step of this inverse, rounded; a half goes
// away from nought.
func quantised(v int32, inverse int64) int32 {
	return int32((int64(v)*inverse + 1<<31) >> 32)
}

// transform does a cosine transform of each row of a block, turned so that the
// second does the columns and turns it back. Shifts of 11 and then 15 make
// coefficients eight times as large as those of T.81.
func transform(to, from *[64]int32, shift int) {
	// √2·cos(kπ/16), 13 bits after the point.
	const c1, c2, c3, c5, c6, c7 = 11363, 10703, 9633, 6436, 4433, 2260
	round := int32(1) << (shift - 1)
	for i := range 8 {
		r := (*[8]int32)(from[8*i:])
		a0, a1, a2, a3 := r[0]+r[7], r[1]+r[6], r[2]+r[5], r[3]+r[4]
		b0, b1, b2, b3 := r[0]-r[7], r[1]-r[6], r[2]-r[5], r[3]-r[4]
		s0, s1, d0, d1 := a0+a3, a1+a2, a0-a3, a1-a2
		t := (*[57]int32)(to[i:])
		t[0] = ((s0+s1)<<13 + round) >> shift
		t[8] = (b0*c1 + b1*c3 + b2*c5 + b3*c7 + round) >> shift
		t[16] = (d0*c2 + d1*c6 + round) >> shift
		t[24] = (b0*c3 - b1*c7 - b2*c1 - b3*c5 + round) >> shift
		t[32] = ((s0-s1)<<13 + round) >> shift
		t[40] = (b0*c5 - b1*c1 + b2*c7 + b3*c3 + round) >> shift
		t[48] = (d0*c6 - d1*c2 + round) >> shift
		t[56] = (b0*c7 - b1*c5 + b2*c3 - b3*c1 + round) >> shift
	}
}

// value writes a coefficient after so many noughts: the code of both, then
// its bits; those of a negative one are turned.
func (e *jpegEncoder) value(codes *[256]uint32, zeros int, v int32) {
	size := bits.Len32(uint32(max(v, -v)))
	if v < 0 {
		v += 1<<size - 1
	}
	c := codes[zeros<<4|size]
	e.put(c>>8<<size|uint32(v), int(c&0xff)+size)
}

// put writes up to 27 bits.
func (e *jpegEncoder) put(b uint32, n int) {
	e.bits = e.bits<<n | uint64(b)
	e.n += n
	for e.n >= 8 {
		e.n -= 8
		c := byte(e.bits >> e.n)
		e.out = append(e.out, c)
		if c == 0xff {
			e.out = append(e.out, 0) // not a marker
		}
	}
}
