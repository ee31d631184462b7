package film

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
			EmptyMP4(got)
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
	EmptyMP4(got)
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
		tracks := ebml(mkvTracks, ebml(mkvTrackEntry, ebml(mkvTrackNumber, "\x01")+ebml(mkvTrackType, "\x01")+ebml(mkvCodecID, "V_VP8")+f(name)))
		return ebml(ebmlHeader, "webm") + idBytes(mkvSegment) + unknown + info + tracks + f(tags) +
			idBytes(mkvCluster) + unknown + ebml(0xE7, "\x00") + ebml(0xA3, "secret is a picture") +
			ebml(mkvCluster, "\x12\x54\xc3\x67") + f(files) + f(tags)
	}
	in, want := film(func(s string) string { return s }), film(voidOf)
	got := []byte(in)
	for range 2 { // the second time changes nothing
		EmptyWebM(got)
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

// TestStripWebMTracks drops tracks that are neither video nor audio, with their blocks.
func TestStripWebMTracks(t *testing.T) {
	const unknown = "\x01\xff\xff\xff\xff\xff\xff\xff"
	track := func(number, kind, codec string) string {
		return ebml(mkvTrackEntry, ebml(mkvTrackNumber, number)+ebml(mkvTrackType, kind)+ebml(mkvCodecID, codec))
	}
	segment := func(f func(string) string) string {
		tracks := ebml(mkvTracks, track("\x01", "\x01", "V_VP8")+track("\x02", "\x02", "A_OPUS")+f(track("\x03", "\x11", "S_TEXT/UTF8"))+
			f(track("\x00\x81", "\x21", "D_WEBVTT/METADATA"))+f(track("\x05", "\x01", "S_TEXT/WEBVTT"))+f(ebml(mkvTrackEntry, ebml(mkvTrackNumber, "\x06"))))
		blocks := ebml(0xE7, "\x00") + ebml(mkvSimpleBlock, "\x81\x00\x00\x80video") + ebml(mkvSimpleBlock, "\x82\x00\x00\x80sound") +
			f(ebml(mkvSimpleBlock, "\x83\x00\x00\x80GPS (106.2345)")) + ebml(mkvBlockGroup, ebml(0x9B, "\x05")+ebml(mkvBlock, "\x81\x00\x00\x00video")) +
			f(ebml(mkvBlockGroup, ebml(mkvBlock, "\x40\x81\x00\x00\x00secret")+ebml(0x9B, "\x05"))) + f(ebml(mkvEncrypted, "\x85secret")) +
			f(ebml(mkvBlockGroup, ebml(mkvBlock, "\x86secret")))
		return tracks + ebml(mkvCluster, blocks) + idBytes(mkvCluster) + unknown + blocks
	}
	all := func(f func(string) string) string {
		late := ebml(mkvCluster, f(ebml(mkvSimpleBlock, "\x81secret"))) + ebml(mkvTracks, f(track("\x01", "\x11", "S_TEXT/ASS")))
		return ebml(ebmlHeader, "webm") + idBytes(mkvSegment) + unknown + segment(f) +
			ebml(ebmlHeader, "webm") + idBytes(mkvSegment) + unknown + late // other numbers in another segment
	}
	in, want := all(func(s string) string { return s }), all(voidOf)
	got := []byte(in)
	for range 2 {
		EmptyWebM(got)
		if string(got) != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
	}
}

// TestStripMP4Tracks holds which tracks stay, by their handler and the format of their samples.
func TestStripMP4Tracks(t *testing.T) {
	for _, c := range []struct {
		handler, entry string
		stays          bool
	}{
		{"vide", "avc1", true}, {"soun", "mp4a", true}, {"auxv", "hvc1", true},
		{"text", "tx3g", false}, {"sbtl", "tx3g", false}, {"subt", "stpp", false}, {"subp", "mp4s", false}, {"clcp", "c608", false},
		{"tmcd", "tmcd", false}, {"meta", "mebx", false}, {"camm", "camm", false}, {"hint", "rtp ", false}, {"what", "ever", false},
		{"vide", "gpmd", false}, {"vide", "tx3g", false},
	} {
		data := []byte("\x00\x00\x00\x14mdat111222333444" + mp4Box("moov", mp4Track(2, c.handler, c.entry, mp4Sizes["stsz"], 8, 14)))
		EmptyMP4(data)
		if stays := bytes.Contains(data, []byte("trak")); stays != c.stays || bytes.Contains(data, []byte("111222333444")) != c.stays {
			t.Errorf("%s of %s: %q", c.handler, c.entry, data)
		}
	}
	none := []byte(mp4Box("moov", mp4Box("trak", mp4Box("tkhd", "secret"))))
	if EmptyMP4(none); bytes.Contains(none, []byte("secret")) {
		t.Errorf("a track without a handler: %q", none)
	}
}

// TestStripReferences: nothing points to a track that went.
func TestStripReferences(t *testing.T) {
	film := func(tref string) string {
		first := strings.Replace(mp4Track(1, "vide", "avc1", "")[8:], mp4Box("udta", "secret"), tref, 1)
		return mp4Box("moov", mp4Box("trak", first), mp4Track(2, "soun", "mp4a", ""), mp4Track(3, "text", "tx3g", ""))
	}
	for _, c := range []struct{ tref, want string }{
		{mp4Box("tref", mp4Box("chap", words(3))), mp4Box("free", strings.Repeat("\x00", 12))},
		{mp4Box("tref", mp4Box("subt", words(3)), mp4Box("sync", words(2))), mp4Box("tref", mp4Box("free", words(0)), mp4Box("sync", words(2)))},
		{mp4Box("tref", mp4Box("hint", words(2))), mp4Box("tref", mp4Box("hint", words(2)))},
	} {
		got := []byte(film(c.tref))
		for range 2 {
			if EmptyMP4(got); !bytes.Contains(got, []byte(c.want)) {
				t.Errorf("%q: %q", c.tref, got)
			}
		}
	}
}

// TestFilms has films made and judged by other programs: nothing private is
// left in them, and every frame and every sound of them is as it was.
func TestFilms(t *testing.T) {
	ffmpeg, ffprobe, exiftool := tool(t, "ffmpeg"), tool(t, "ffprobe"), tool(t, "exiftool")
	words := filepath.Join(t.TempDir(), "words.srt")
	// As drones write them, second by second.
	const srt = "1\n00:00:00,000 --> 00:00:00,500\nGPS (106.2345, 10.5432, 15)\n\n2\n00:00:00,500 --> 00:00:00,900\nsecret HOME (106.2345, 10.5432)\n"
	if err := os.WriteFile(words, []byte(srt), 0o666); err != nil {
		t.Fatal(err)
	}
	private := []string{"-metadata", "title=secret", "-metadata", "comment=secret", "-metadata", "location=+21.0285+105.8542/",
		"-metadata", "artist=secret", "-metadata", "creation_time=2021-05-01T08:00:00Z", "-metadata:s:v", "title=secret"}
	source := []string{"-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-f", "lavfi", "-i", "sine=duration=1"}
	texts := []string{"-i", words, "-map", "0", "-map", "1", "-map", "2"}
	for _, c := range []struct {
		name  string
		args  []string
		tags  bool // exiftool can write tags too
		texts bool
	}{
		{"fast.mp4", []string{"-movflags", "+faststart"}, true, false},
		{"keys.mp4", []string{"-movflags", "use_metadata_tags"}, false, false},
		{"fragments.mp4", []string{"-movflags", "frag_keyframe+empty_moov+default_base_moof", "-g", "3", "-c:s", "mov_text"}, false, true},
		{"quicktime.mov", []string{"-c:v", "mjpeg", "-c:a", "pcm_s16le", "-c:s", "mov_text", "-timecode", "08:09:10:00"}, true, true},
		{"plain.webm", []string{"-c:v", "libvpx", "-c:a", "libopus"}, false, false},
		{"live.webm", []string{"-c:v", "libvpx", "-c:a", "libopus", "-c:s", "webvtt", "-live", "1"}, false, true},
		{"plain.mkv", []string{"-c:v", "mjpeg", "-c:a", "pcm_s16le", "-c:s", "srt"}, false, true},
		{"drone.mp4", []string{"-c:s", "mov_text"}, true, true},
		{"words.webm", []string{"-c:v", "libvpx", "-c:a", "libopus", "-c:s", "webvtt"}, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			in, out := filepath.Join(dir, c.name), filepath.Join(dir, "out-"+c.name)
			args := append([]string{"-v", "error"}, source...)
			if c.texts {
				args = append(args, texts...)
			}
			output(t, ffmpeg, append(append(append(args, private...), c.args...), in)...)
			if c.tags {
				output(t, exiftool, "-q", "-overwrite_original", "-GPSCoordinates=21.03 105.85 3", "-XMP:Creator=secret", "-Author=secret",
					"-CreateDate=2021:05:01 08:00:00", "-TrackCreateDate=2021:05:01 08:00:00", in)
			}
			before, err := os.ReadFile(in)
			if err != nil || !bytes.Contains(before, []byte("secret")) || bytes.Contains(before, []byte("106.2345")) != c.texts {
				t.Fatalf("the film holds nothing private: %v", err)
			}
			after := bytes.Clone(before)
			switch filepath.Ext(c.name) {
			case ".webm", ".mkv":
				EmptyWebM(after)
			default:
				EmptyMP4(after)
			}
			if err := os.WriteFile(out, after, 0o666); err != nil {
				t.Fatal(err)
			}
			for _, s := range []string{"secret", "106.2345", "HOME"} {
				if bytes.Contains(after, []byte(s)) {
					t.Errorf("%s is left", s)
				}
			}
			tags := output(t, exiftool, "-ee", "-a", "-s", "-G1", "-api", "largefilesupport=1", out)
			for _, s := range []string{"GPS", "Location", "2021:05", "XMP", "Title", "Artist", "Keys]", "ItemList]", "UserData]", "Text", "08:09", "Subtitle", "Warning"} {
				if strings.Contains(tags, s) {
					t.Errorf("exiftool finds %s:\n%s", s, tags)
				}
			}
			frames := func(name string) string {
				return output(t, ffmpeg, "-v", "error", "-i", name, "-map", "0:v", "-map", "0:a", "-f", "framemd5", "-")
			}
			if frames(in) != frames(out) {
				t.Error("the film plays differently")
			}
			streams := output(t, ffprobe, "-v", "warning", "-show_entries", "stream=codec_type", "-of", "csv=p=0", out)
			if got := strings.Fields(streams); strings.Join(got, " ") != "video audio" {
				t.Errorf("ffprobe finds %q", got)
			}
		})
	}
}

// FuzzEmpty holds that whatever the bytes, a film is emptied without panic, and that emptying it twice changes
// nothing more.
func FuzzEmpty(f *testing.F) {
	for _, sizes := range mp4Sizes {
		f.Add([]byte(mp4Box("ftyp", "isom") + mp4Box("mdat", "123456789012345678901234") + mp4Box("moov", mp4Track(1, "meta", "gpmd", sizes, 16, 20))))
	}
	f.Add([]byte(mp4Box("moov", mp4Track(2, "meta", "x", "")) + mp4Box("moof", mp4Box("traf", mp4Box("tfhd", words(0x1b, 2, 0, 0, 0, 4)), mp4Box("trun", words(1, 2, 3)))) + "\x00\x00\x00\x01mdat"))
	f.Add([]byte(ebml(ebmlHeader, "webm") + ebml(mkvSegment, ebml(mkvInfo, ebml(mkvTitle, "a"))+ebml(mkvTags, "b"))))
	f.Add([]byte(ebml(mkvTracks, ebml(mkvTrackEntry, ebml(mkvTrackNumber, "\x01"))) + ebml(mkvCluster, ebml(mkvSimpleBlock, "\x81a")+ebml(mkvSegment, "")+"\x00b")))
	f.Add([]byte(idBytes(mkvSegment) + "\xff" + idBytes(mkvCluster) + "\xff" + ebml(mkvTags, "")))
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, empty := range map[string]func([]byte){"MP4": EmptyMP4, "WebM": EmptyWebM} {
			once := bytes.Clone(data)
			empty(once)
			twice := bytes.Clone(once)
			empty(twice)
			if !bytes.Equal(once, twice) {
				t.Fatalf("%s: the second time changes something:\n%q\n%q", name, once, twice)
			}
		}
	})
}
