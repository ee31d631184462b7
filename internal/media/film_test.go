package media

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool finds a program that the test asks for its judgement. Only a developer's machine may lack it.
func tool(t *testing.T, name string) string {
	t.Helper()
	at, err := exec.LookPath(name)
	if err == nil {
		return at
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// output runs a program and gives what it writes.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, &errs)
	}
	return string(out)
}

func mp4Box(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))) + kind + body
}

// words are numbers of 32 bits.
func words(n ...uint32) string {
	var b []byte
	for _, n := range n {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return string(b)
}

// mp4Track has two chunks of two samples each, of 3 bytes, at the given places.
func mp4Track(id uint32, handler, entry string, sizes string, at ...uint32) string {
	tables := mp4Box("stsd", words(0, 1), mp4Box(entry, "entry")) + mp4Box("stsc", words(0, 1, 1, 2, 1)) + sizes +
		mp4Box("stco", words(append([]uint32{0, uint32(len(at))}, at...)...))
	return mp4Box("trak", mp4Box("tkhd", words(7, 1111, 2222, id, 0, 9)), mp4Box("udta", "secret"), mp4Box("meta", "secret"),
		mp4Box("mdia", mp4Box("mdhd", words(0, 3333, 4444, 1000)), mp4Box("hdlr", words(0, 0), handler, words(0, 0, 0), "secret\x00"),
			mp4Box("minf", mp4Box("vmhd"), mp4Box("stbl", tables))))
}

// mp4Sizes are tables of four samples, the sizes of the samples as stsz and stz2 give them.
var mp4Sizes = map[string]string{
	"each": mp4Box("stsz", words(0, 3, 4)),
	"stsz": mp4Box("stsz", words(0, 0, 4, 3, 3, 3, 3)),
	"stz2": mp4Box("stz2", words(0, 4, 4), "\x33\x33"),
}

func TestStripMP4(t *testing.T) {
	for name, sizes := range mp4Sizes {
		film := func(secret bool) string {
			start := uint32(20)
			kind := func(is, not string) string {
				if secret {
					return is
				}
				return not
			}
			text := func(s string) string { return kind(s, strings.Repeat("\x00", len(s))) }
			free := func(k, body string) string { return mp4Box(kind(k, "free"), text(body)) }
			first := mp4Track(1, "vide", "avc1", sizes, start+8, start+8+12)
			second := mp4Track(2, "meta", "mebx", sizes, start+8+6, start+8+18)
			if !secret {
				for _, cut := range []string{"secret", "secret\x00"} {
					first = strings.ReplaceAll(first, cut, strings.Repeat("\x00", len(cut)))
				}
				first = strings.ReplaceAll(first, "udta\x00", "free\x00")
				first = strings.ReplaceAll(first, "meta\x00", "free\x00")
				for _, n := range []uint32{1111, 2222, 3333, 4444} {
					first = strings.ReplaceAll(first, words(n), words(0))
				}
				second = mp4Box("free", strings.Repeat("\x00", len(second)-8))
			}
			return mp4Box("ftyp", "isom\x00\x00\x00\x00isom") + "\x00\x00\x00\x20mdat" +
				"AAAAAA" + text("111222") + "BBBBBB" + text("333444") +
				mp4Box("moov", mp4Box("mvhd", words(0, 0, 0, 1000)), first, free("udta", "secret"), second, free("uuid", "secret")) +
				free("meta", "secret") + free("free", "secret") + free("SEFT", "secret") + kind("\x00\x00\x00\x03oh", "\x00\x00\x00\x00\x00\x00")
		}
		got := []byte(film(true))
		for range 2 { // the second time changes nothing
			emptyMP4(got)
			if want := film(false); string(got) != want {
				t.Errorf("%s:\n got %q\nwant %q", name, got, want)
			}
		}
	}
}

// TestStripFragments drops a track of timed metadata from a film in fragments.
func TestStripFragments(t *testing.T) {
	track := func(id uint32, handler string) string {
		return mp4Track(id, handler, "test", mp4Box("stsz", words(0, 0, 0)))
	}
	moov := mp4Box("moov", track(1, "vide"), track(2, "meta"), mp4Box("mvex", mp4Box("trex", words(0, 2, 1, 1, 4, 0))))
	moof := func(a, b, c uint32) string {
		return mp4Box("moof", mp4Box("mfhd", words(0, 1)),
			mp4Box("traf", mp4Box("tfhd", words(0x20000, 1)), mp4Box("trun", words(0x201, 1, a, 5))),
			mp4Box("traf", mp4Box("tfhd", words(0x20000, 2)), mp4Box("trun", words(1, 2, b)), mp4Box("trun", words(0x301, 2, c, 7, 1, 7, 2))))
	}
	n := uint32(len(moof(0, 0, 0))) + 8
	got := []byte(moov + moof(n, n+5, n+16) + mp4Box("mdat", "VVVVV"+"meta"+"meta"+"VVV"+"mmm"+"VV"))
	emptyMP4(got)
	if want := mp4Box("mdat", "VVVVV"+strings.Repeat("\x00", 8)+"VVV"+"\x00\x00\x00"+"VV"); !bytes.HasSuffix(got, []byte(want)) {
		t.Errorf("got %q\nwant %q", got[len(got)-len(want):], want)
	}
	if bytes.Count(got, []byte("traf")) != 1 {
		t.Error("a fragment of the dropped track is left")
	}
}

// ebml is an element.
func ebml(id uint32, body string) string {
	return idBytes(id) + string([]byte{0x40 | byte(len(body)>>8), byte(len(body))}) + body
}

func idBytes(id uint32) string { return strings.TrimLeft(words(id), "\x00") }

func voidOf(s string) string {
	b := bytes.Repeat([]byte{1}, len(s))
	void(b)
	return string(b)
}

func TestStripWebM(t *testing.T) {
	const unknown = "\x01\xff\xff\xff\xff\xff\xff\xff"
	crc := ebml(ebmlCRC, "abcd")
	tags, files := ebml(mkvTags, "location +21.03+105.85/"), ebml(mkvAttachments, "")
	title, date, name := ebml(mkvTitle, "secret"), ebml(mkvDate, "12345678"), ebml(mkvTrackName, "s")
	film := func(f func(string) string) string {
		info := ebml(mkvInfo, f(crc)+ebml(0x2AD7B1, "\x0f\x42\x40")+f(title)+f(date))
		tracks := ebml(mkvTracks, ebml(mkvTrackEntry, ebml(0xD7, "\x01")+f(name)))
		return ebml(ebmlHeader, "webm") + idBytes(mkvSegment) + unknown + info + tracks + f(tags) +
			idBytes(mkvCluster) + unknown + ebml(0xE7, "\x00") + ebml(0xA3, "secret is a picture") +
			ebml(mkvCluster, "\x12\x54\xc3\x67") + f(files) + f(tags)
	}
	in, want := film(func(s string) string { return s }), film(voidOf)
	got := []byte(in)
	for range 2 { // the second time changes nothing
		emptyWebM(got)
		if string(got) != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
	}
	for n := range 300 {
		b := bytes.Repeat([]byte{0xff}, n)
		void(b)
		e, ok := nextElement(b)
		if n >= 2 && (!ok || e.id != ebmlVoid || e.head+int(e.size) != n) {
			t.Errorf("%d empty bytes: %v", n, e)
		}
	}
}

// TestFilms has films made and judged by other programs: nothing private is
// left in them, and every frame and every sound of them is as it was.
func TestFilms(t *testing.T) {
	ffmpeg, exiftool := tool(t, "ffmpeg"), tool(t, "exiftool")
	private := []string{"-metadata", "title=secret", "-metadata", "comment=secret", "-metadata", "location=+21.0285+105.8542/",
		"-metadata", "artist=secret", "-metadata", "creation_time=2021-05-01T08:00:00Z", "-metadata:s:v", "title=secret"}
	source := []string{"-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-f", "lavfi", "-i", "sine=duration=1"}
	for _, c := range []struct {
		name string
		args []string
		tags bool // exiftool can write tags too
	}{
		{"fast.mp4", []string{"-movflags", "+faststart"}, true},
		{"keys.mp4", []string{"-movflags", "use_metadata_tags"}, false},
		{"fragments.mp4", []string{"-movflags", "frag_keyframe+empty_moov+default_base_moof", "-g", "3"}, false},
		{"quicktime.mov", []string{"-c:v", "mjpeg", "-c:a", "pcm_s16le"}, true},
		{"plain.webm", []string{"-c:v", "libvpx", "-c:a", "libopus"}, false},
		{"live.webm", []string{"-c:v", "libvpx", "-c:a", "libopus", "-live", "1"}, false},
		{"plain.mkv", []string{"-c:v", "mjpeg", "-c:a", "pcm_s16le"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			in, out := filepath.Join(dir, c.name), filepath.Join(dir, "out-"+c.name)
			output(t, ffmpeg, append(append(append([]string{"-v", "error"}, source...), private...), append(c.args, in)...)...)
			if c.tags {
				output(t, exiftool, "-q", "-overwrite_original", "-GPSCoordinates=21.03 105.85 3", "-XMP:Creator=secret", "-Author=secret",
					"-CreateDate=2021:05:01 08:00:00", "-TrackCreateDate=2021:05:01 08:00:00", in)
			}
			var w bytes.Buffer
			if err := Write(&w, os.DirFS(dir), c.name); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(out, w.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			before, err := os.Stat(in)
			if err != nil || before.Size() != int64(w.Len()) {
				t.Errorf("%d bytes are now %d: %v", before.Size(), w.Len(), err)
			}
			if bytes.Contains(w.Bytes(), []byte("secret")) {
				t.Error("a secret is left")
			}
			tags := output(t, exiftool, "-ee", "-a", "-s", "-G1", "-api", "largefilesupport=1", out)
			for _, s := range []string{"GPS", "Location", "2021:05", "XMP", "Title", "Artist", "Keys]", "ItemList]", "UserData]", "Warning"} {
				if strings.Contains(tags, s) {
					t.Errorf("exiftool finds %s:\n%s", s, tags)
				}
			}
			frames := func(name string) string {
				return output(t, ffmpeg, "-v", "error", "-i", name, "-map", "0", "-f", "framemd5", "-")
			}
			if frames(in) != frames(out) {
				t.Error("the film plays differently")
			}
		})
	}
}

func fuzzFilm(f *testing.F, empty func([]byte)) {
	f.Fuzz(func(t *testing.T, data []byte) {
		once := bytes.Clone(data)
		empty(once)
		twice := bytes.Clone(once)
		empty(twice)
		if !bytes.Equal(once, twice) {
			t.Fatalf("the second time changes something:\n%q\n%q", once, twice)
		}
	})
}

// FuzzStripMP4 asserts that emptying twice changes nothing more.
func FuzzStripMP4(f *testing.F) {
	for _, sizes := range mp4Sizes {
		f.Add([]byte(mp4Box("ftyp", "isom") + mp4Box("mdat", "123456789012345678901234") + mp4Box("moov", mp4Track(1, "meta", "gpmd", sizes, 16, 20))))
	}
	f.Add([]byte(mp4Box("moov", mp4Track(2, "meta", "x", "")) + mp4Box("moof", mp4Box("traf", mp4Box("tfhd", words(0x1b, 2, 0, 0, 0, 4)), mp4Box("trun", words(1, 2, 3)))) + "\x00\x00\x00\x01mdat"))
	fuzzFilm(f, emptyMP4)
}

// FuzzStripWebM asserts the same.
func FuzzStripWebM(f *testing.F) {
	f.Add([]byte(ebml(ebmlHeader, "webm") + ebml(mkvSegment, ebml(mkvInfo, ebml(mkvTitle, "a"))+ebml(mkvTags, "b"))))
	f.Add([]byte(idBytes(mkvSegment) + "\xff" + idBytes(mkvCluster) + "\xff" + ebml(mkvTags, "")))
	fuzzFilm(f, emptyWebM)
}
