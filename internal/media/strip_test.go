package media

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"testing"
	"testing/fstest"
)

// picture draws something with edges and slopes.
func picture(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x * 7), uint8(y * 11), uint8(x ^ y), 255})
		}
	}
	return m
}

func plainJPEG(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plainPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(20, 10)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plainGIF(t testing.TB) []byte {
	t.Helper()
	pal := color.Palette{color.Black, color.White, color.NRGBA{200, 0, 0, 255}}
	g := &gif.GIF{LoopCount: 3}
	for i := range 2 {
		m := image.NewPaletted(image.Rect(0, 0, 9, 7), pal)
		for p := range m.Pix {
			m.Pix[p] = uint8((p + i) % 3)
		}
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// plainWebP is a lossless red pixel.
func plainWebP(t testing.TB) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString("UklGRhwAAABXRUJQVlA4TA8AAAAvAAAAAAcQ/Y/+ByKi/wEA")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// seg is a JPEG marker segment.
func seg(marker byte, body string) []byte {
	b := []byte{0xff, marker, 0, 0}
	binary.BigEndian.PutUint16(b[2:], uint16(len(body)+2))
	return append(b, body...)
}

// exif is a TIFF block with orientation and a pointer to GPS data.
func exif(order binary.AppendByteOrder, turn uint16) string {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint16(order.AppendUint16(b, 0x0112), 3)
	b = order.AppendUint16(order.AppendUint32(b, 1), turn)
	b = order.AppendUint16(b, 0)
	b = order.AppendUint16(order.AppendUint16(b, 0x8825), 4)
	b = order.AppendUint32(order.AppendUint32(b, 1), 38)
	b = order.AppendUint32(b, 0)
	return exifHeader + string(b) + "GPSLatitude 21.03"
}

// insert puts pieces after the first n bytes of data.
func insert(data []byte, n int, pieces ...[]byte) []byte {
	return append(append(bytes.Clone(data[:n]), bytes.Join(pieces, nil)...), data[n:]...)
}

func chunk(kind, body string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(kind, body string) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body))), body...)
	if len(body)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

func stripped(t testing.TB, data []byte) ([]byte, error) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("before ")
	err := stripper(Sniff(data))(&b, data)
	out, ok := bytes.CutPrefix(b.Bytes(), []byte("before "))
	if !ok {
		t.Fatal("what the buffer held is gone")
	}
	return out, err
}

var traces = []string{"Exif", "GPS", "xmp", "XMP", "Photoshop", "secret", "adobe:ns", "MPF", "http://ns.adobe.com"}

func wantNoTrace(t testing.TB, data []byte, except ...string) {
	t.Helper()
next:
	for _, s := range traces {
		for _, e := range except {
			if s == e {
				continue next
			}
		}
		if bytes.Contains(data, []byte(s)) {
			t.Errorf("%q is still in the file", s)
		}
	}
}

func TestStripJPEG(t *testing.T) {
	plain := plainJPEG(t, 40, 30)
	jfif := seg(0xe0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00")
	icc := seg(0xe2, "ICC_PROFILE\x00\x01\x01profile")
	adobe := seg(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01")
	dirty := [][]byte{
		seg(0xe0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01secret"), seg(0xe0, "JFXX\x00secret"),
		seg(0xe1, exif(binary.LittleEndian, 1)), seg(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"),
		icc, seg(0xe2, "MPF\x00secret"), seg(0xed, "Photoshop 3.0\x00secret"), seg(0xe5, "secret"), seg(0xef, "secret"),
		adobe, seg(0xfe, "secret"), {0xff, 0xff},
	}
	in := append(insert(plain, 2, dirty...), "\xff\xd8\xff\xe1 secret second picture \xff\xd9"...)
	want := insert(plain, 2, jfif, icc, adobe)
	got, err := stripped(t, in)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got % x …\nwant % x …", got[:120], want[:120])
	}
	wantNoTrace(t, got)
}

func TestStripJPEGKeepsTurn(t *testing.T) {
	plain := plainJPEG(t, 40, 30)
	for turn := uint16(0); turn <= 9; turn++ {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			jfif := seg(0xe0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00")
			got, err := stripped(t, insert(plain, 2, seg(0xe1, exif(order, turn)), jfif))
			if err != nil {
				t.Fatal(err)
			}
			want := int(turn)
			if turn < 1 || turn > 8 {
				want = 1
			}
			if o := jpegOrientation(got); o != want {
				t.Errorf("turn %d: published with %d", turn, o)
			}
			if has := bytes.Contains(got, []byte("Exif")); has != (want > 1) {
				t.Errorf("turn %d: an EXIF block: %v", turn, has)
			}
			if want > 1 && !bytes.HasPrefix(got, append([]byte{0xff, 0xd8}, jfif...)) {
				t.Errorf("turn %d: JFIF is not first", turn)
			}
			wantNoTrace(t, got, "Exif")
			if _, err := jpeg.Decode(bytes.NewReader(got)); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestStripPNG(t *testing.T) {
	plain := plainPNG(t)
	gamma := chunk("gAMA", "\x00\x00\xb1\x8f")
	in := insert(plain, 33, gamma, chunk("eXIf", "MM\x00*secret"), chunk("tEXt", "Comment\x00secret"), chunk("zTXt", "secret"),
		chunk("iTXt", "XML:com.adobe.xmp\x00secret"), chunk("tIME", "secret!"), chunk("caBX", "secret"))
	got, err := stripped(t, append(in, "secret"...))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, insert(plain, 33, gamma)) {
		t.Error("not the bytes of the clean picture")
	}
}

func TestStripGIF(t *testing.T) {
	plain := plainGIF(t)
	at, _ := gifHeader(plain)
	in := insert(plain, at, []byte("!\xfe\x06secret\x00"), []byte("!\xff\x0bXMP DataXMP\x06secret\x00"))
	got, err := stripped(t, append(in, "secret"...))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, plain) {
		t.Error("not the bytes of the clean picture")
	}
	g, err := gif.DecodeAll(bytes.NewReader(got))
	if err != nil || g.LoopCount != 3 || len(g.Image) != 2 {
		t.Errorf("loop count or frames lost: %v", err)
	}
}

func TestStripWebP(t *testing.T) {
	plain := plainWebP(t)
	pixel := plain[12:]
	in := riff(riffChunk("VP8X", "\x3e\x00\x00\x00\x00\x00\x00\x00\x00\x00"), riffChunk("ICCP", "odd"), pixel,
		riffChunk("EXIF", "Exif GPS"), riffChunk("XMP ", "<x:xmpmeta>"), riffChunk("JUNK", "secret"))
	want := riff(riffChunk("VP8X", "\x32\x00\x00\x00\x00\x00\x00\x00\x00\x00"), riffChunk("ICCP", "odd"), pixel)
	got, err := stripped(t, append(in, "secret"...))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestStripDamaged(t *testing.T) {
	for name, data := range map[string][]byte{"jpeg": plainJPEG(t, 20, 20), "png": plainPNG(t), "gif": plainGIF(t), "webp": plainWebP(t)} {
		for n := 12; n < len(data); n++ {
			if _, err := stripped(t, data[:n]); !errors.Is(err, errDamaged) {
				t.Errorf("%s cut to %d of %d bytes: %v", name, n, len(data), err)
			}
		}
	}
}

func TestWrite(t *testing.T) {
	plain := plainJPEG(t, 20, 20)
	big := bytes.Repeat([]byte("0123456789"), 3000)
	fsys := fstest.MapFS{
		"a.jpg": {Data: insert(plain, 2, seg(0xe1, exif(binary.BigEndian, 1)))},
		"b.png": {Data: insert(plain, 2, seg(0xfe, "secret"))}, // goes by what it is
		"c.pdf": {Data: []byte("%PDF-1.7 Exif")},
		"d.zip": {Data: big},
		"e.txt": {},
		"f.jpg": {Data: []byte("\xff\xd8\xff")},
		"g.mp4": {Data: []byte("\x00\x00\x00\x0cftypisom\x00\x00\x00\x0eudtasecret")},
		"h.bin": {Data: []byte("\x1a\x45\xdf\xa3\x80\x12\x54\xc3\x67\x86secret")},
	}
	for name, want := range map[string]string{"a.jpg": string(plain), "b.png": string(plain), "c.pdf": "%PDF-1.7 Exif", "d.zip": string(big), "e.txt": "", "f.jpg": "\xff\xd8\xff\xd9",
		"g.mp4": "\x00\x00\x00\x0cftypisom\x00\x00\x00\x0efree\x00\x00\x00\x00\x00\x00", "h.bin": "\x1a\x45\xdf\xa3\x80\xec\x01\x00\x00\x00\x00\x00\x00\x02\x00\x00"} {
		w := bytes.NewBufferString("x")
		if err := Write(w, fsys, name); err != nil {
			t.Fatal(err)
		}
		if w.String() != "x"+want {
			t.Errorf("%s: got %.60q, want %.60q", name, w, "x"+want)
		}
	}
	if err := Write(new(bytes.Buffer), fsys, "none.jpg"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
