package photo

import (
	"encoding/binary"
	"encoding/hex"
	"slices"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/media"
)

// result is what Make finds out of a picture.
type result struct {
	picture  media.Picture
	problems []diag.Diagnostic
	waits    bool      // another worker is making it at the moment
	lacks    cache.Key // of the record that is to be asked for elsewhere; zero: none
}

// types are the types of variants, by their number in a record.
var types = []string{"", "webp", "jpg", "png"}

// head writes a result as the head of a record: numbers as varints, strings
// with their length before them. The paths in problems are left out, since the same
// picture may come back under another one.
func head(r *result) []byte {
	p := &r.picture
	w := []byte{p.Tone}
	w = binary.AppendUvarint(w, uint64(p.Width))
	w = binary.AppendUvarint(w, uint64(p.Height))
	for _, list := range [][]media.Variant{p.WebP, p.Plain, {p.Full, p.Piece}} {
		w = binary.AppendUvarint(w, uint64(len(list)))
		for _, v := range list {
			w = append(w, byte(slices.Index(types, v.Type)))
			for _, n := range [...]int64{int64(v.Width), int64(v.Height), v.Size, int64(v.Blob)} {
				w = binary.AppendVarint(w, n)
			}
		}
	}
	w = binary.AppendUvarint(w, uint64(len(r.problems)))
	for _, d := range r.problems {
		w = binary.AppendUvarint(w, uint64(d.Line))
		w = binary.AppendUvarint(w, uint64(d.Column))
		w = appendString(w, d.Code)
		w = binary.AppendUvarint(w, uint64(len(d.Args)))
		for _, a := range d.Args[1:] {
			w = appendString(w, a)
		}
	}
	return w
}

func appendString(w []byte, s string) []byte {
	return append(binary.AppendUvarint(w, uint64(len(s))), s...)
}

// readHead is the opposite of head; false when something does not fit.
func readHead(data []byte, path string, key, names cache.Key) (r result, ok bool) {
	in := reader{data: data}
	p := &r.picture
	p.Key = key
	p.Tone = in.bytes(1)[0]
	p.Width, p.Height = in.count(), in.count()
	p.WebP, p.Plain = in.variants(), in.variants()
	if last := in.variants(); len(last) == 2 {
		p.Full, p.Piece = last[0], last[1]
	} else {
		in.bad = true
	}
	p.Name = names
	p.Hash = hash(p)
	for range in.count() {
		d, ok := in.problem(path)
		if !ok {
			return result{}, false
		}
		r.problems = append(r.problems, d)
	}
	if in.bad || len(in.data) > 0 || !sound(p, media.Named(path)) {
		return result{}, false
	}
	return r, true
}

// maxSide is more than any picture has that is decoded.
const maxSide = 1 << 20

// sound tells whether what a record says can be true of a picture of the given
// format: its checksum is right for whoever wrote it, be it another version or another program.
func sound(p *media.Picture, f media.Format) bool {
	blobs := len(p.WebP) + len(p.Plain) + 2
	fits := func(v *media.Variant, source int, types ...string) bool {
		return slices.Contains(types, v.Type) && v.Blob >= source && v.Blob < blobs && v.Size >= 0 &&
			v.Width > 0 && v.Width <= maxSide && v.Height > 0 && v.Height <= maxSide
	}
	for i := range p.WebP {
		if !fits(&p.WebP[i], media.Source, "webp") {
			return false
		}
	}
	for i := range p.Plain {
		if !fits(&p.Plain[i], media.Source, "jpg", "png") {
			return false
		}
	}
	var none media.Variant
	return p.Tone <= 64 && (blobs == 2 || p.Width > 0 && p.Height > 0) &&
		(p.Full == none || fits(&p.Full, 0, fullType(f))) && (p.Piece == none || fits(&p.Piece, 0, "jpg"))
}

// fullType is the type of Picture.Full for a file of the given format.
func fullType(f media.Format) string {
	switch f {
	case media.PNG:
		return "png"
	case media.WebP:
		return "webp"
	}
	return "jpg"
}

// hash is what stands in the names of a picture's variants; "" when it has none of its own.
func hash(p *media.Picture) string {
	made := func(v media.Variant) bool { return v.Blob != media.Source }
	if p.Full.Type == "" && !slices.ContainsFunc(p.WebP, made) && !slices.ContainsFunc(p.Plain, made) {
		return ""
	}
	return hex.EncodeToString(p.Name[:4])
}

// reader reads a head. Once something does not fit it gives zeros.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) bytes(n int) []byte {
	if r.bad || n > len(r.data) {
		r.bad = true
		return make([]byte, min(n, 1))
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) number() int64 {
	v, n := binary.Varint(r.data)
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.data = r.data[n:]
	return v
}

// count reads a number that is not negative, and not too large to be one of this program.
func (r *reader) count() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > 1<<31-1 || r.bad {
		r.bad = true
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *reader) string() string { return string(r.bytes(r.count())) }

// problem reads a problem of the picture at path; false when it is none that a record can have.
func (r *reader) problem(path string) (diag.Diagnostic, bool) {
	line, column, code, n := r.count(), r.count(), r.string(), r.count()
	args := []string{path}
	for len(args) < n && !r.bad {
		args = append(args, r.string())
	}
	if r.bad || n < 1 || !diag.Known(code, n) {
		return diag.Diagnostic{}, false
	}
	d := diag.New(path, line, column, code, args...)
	return d, !isError(d)
}

func (r *reader) variants() []media.Variant {
	n := r.count()
	if n > len(r.data) {
		r.bad = true
	}
	if n == 0 || r.bad {
		return nil
	}
	list := make([]media.Variant, 0, n)
	for range n {
		kind := int(r.bytes(1)[0])
		v := media.Variant{Width: int(r.number()), Height: int(r.number()), Size: r.number(), Blob: int(r.number())}
		if kind >= len(types) {
			r.bad = true
			return nil
		}
		v.Type = types[kind]
		list = append(list, v)
	}
	return list
}
