package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// secret stands in everything private that tests put into files.
const secret = "NguyenVanAn0912"

// exiftool changes or reads metadata.
func exiftool(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(need(t, "exiftool", "exiftool"), args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("exiftool %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return out
}

// spoil puts everything private that exiftool knows to put into pictures and films.
func spoil(t *testing.T, args ...string) {
	t.Helper()
	exiftool(t, append([]string{
		"-q", "-overwrite_original", "-n",
		"-GPSLatitude=21.028511", "-GPSLatitudeRef=N", "-GPSLongitude=105.804817", "-GPSLongitudeRef=E",
		"-EXIF:Make=" + secret, "-EXIF:Artist=" + secret, "-EXIF:UserComment=" + secret, "-EXIF:SerialNumber=" + secret,
		"-XMP-dc:Creator=" + secret, "-XMP-dc:Description=" + secret, "-XMP-photoshop:City=" + secret,
		"-IPTC:By-line=" + secret, "-IPTC:City=" + secret, "-Comment=" + secret, "-DateTimeOriginal=2021:05:27 08:30:00",
	}, args...)...)
}

// leaks names every finished file in which something private is left.
func leaks(t *testing.T, public string) (all []string) {
	t.Helper()
	utf16 := regexp.MustCompile(strings.Join(strings.Split(secret, ""), `\x00`))
	for name, data := range everyFile(t, public) {
		if bytes.Contains(data, []byte(secret)) || utf16.Match(data) {
			all = append(all, name+" holds "+secret)
		}
	}
	var files []map[string]any
	out := exiftool(t, "-r", "-a", "-G1", "-json", "-ee", "-ext", "jpg", "-ext", "jpeg", "-ext", "png", "-ext", "webp", "-ext", "gif", "-ext", "mp4", public)
	if err := json.Unmarshal(out, &files); err != nil {
		t.Fatal(err)
	}
	allowed := regexp.MustCompile(`^(SourceFile|(ExifTool|System|JFIF|ICC[\w-]*|Composite):.*|File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)|` +
		`PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette|Transparency|SRGBRendering|Gamma)|PNG-pHYs:.*|RIFF:.*|GIF:.*|(QuickTime|Track\d+):.*)$`)
	for _, f := range files {
		for key, value := range f {
			if !allowed.MatchString(key) || !strings.HasPrefix(key, "ICC") && regexp.MustCompile(`(?i)gps|location|create|author|comment|make|model`).MatchString(key) && value != "0000:00:00 00:00:00" {
				all = append(all, f["SourceFile"].(string)+": "+key)
			}
		}
	}
	if len(files) == 0 {
		all = append(all, "no files")
	}
	slices.Sort(all)
	return all
}

// Nothing private is left in any finished file, and what the camera turned stands upright everywhere.
func TestPrivateData(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	need(t, "exiftool", "exiftool")
	s := newPictureSite(t)
	lying := quarters(600, 400)
	s.cover("anh", "anh.jpg", jpegOf(lying))
	s.cover("chup", "chup.png", pngOf(noise(500, 300, 1)))
	s.cover("nam", "nam.png", pngOf(lying))
	s.cover("web", "web.webp", picture(t, "lossy.webp"))
	s.post("trong", "", "![Ảnh](trong.jpg)")
	s.write("content/posts/trong.jpg", jpegOf(lying))
	s.post("phim", "form: video\nvideo: phim.mp4\n", "Lời.")
	film, err := os.ReadFile("../../content/posts/2021/12/nhip-vot-cong-so/nhip-vot-cong-so.mp4")
	if err != nil {
		t.Fatal(err)
	}
	s.write("content/posts/phim.mp4", string(film))
	s.write("static/tinh.jpg", jpegOf(lying))
	// Covers of others than posts, what is attached and what is only linked.
	small := jpegOf(quarters(60, 40))
	for _, name := range []string{"topics/chu-de.jpg", "units/don-vi.jpg", "pages/trang.jpg", "posts/kem.jpg", "posts/noi.jpg"} {
		s.write("content/"+name, small)
	}
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\ncover: chu-de.jpg\ncover_alt: Ảnh\n---\n")
	s.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\ncover: don-vi.jpg\ncover_alt: Ảnh\n---\n")
	s.write("content/pages/trang.md", "---\ntitle: Trang\n---\n![Ảnh](trang.jpg)\n")
	s.post("kem", "attachments:\n  - {file: kem.jpg, title: Ảnh}\n", "Xem [ảnh](noi.jpg).")
	s.write("thumb.jpg", jpegOf(quarters(160, 120)))
	posts := filepath.Join(s.dir, "content", "posts") + "/"
	spoil(t, "-Orientation=6", "-ThumbnailImage<="+filepath.Join(s.dir, "thumb.jpg"), posts+"anh.jpg", posts+"trong.jpg", filepath.Join(s.dir, "static/tinh.jpg"),
		posts+"kem.jpg", posts+"noi.jpg", posts+"../topics/chu-de.jpg", posts+"../units/don-vi.jpg", posts+"../pages/trang.jpg")
	spoil(t, "-PNG:Author="+secret, "-PNG:Software="+secret, "-PNG:Title="+secret, posts+"chup.png", posts+"web.webp")
	spoil(t, "-Orientation=6", posts+"nam.png")
	exiftool(t, "-q", "-overwrite_original", "-Keys:GPSCoordinates=21.0285, 105.8048, 10", "-UserData:GPSCoordinates=21.0285, 105.8048, 10",
		"-Keys:Author="+secret, "-ItemList:Artist="+secret, "-XMP-dc:Creator="+secret, "-QuickTime:CreateDate=2021:05:27 08:30:00", posts+"phim.mp4")
	for _, name := range []string{"anh.jpg", "chup.png", "web.webp", "phim.mp4"} {
		data, _ := os.ReadFile(posts + name)
		if !bytes.Contains(data, []byte(secret)) {
			t.Fatalf("%s holds nothing private", name)
		}
	}
	if all := strings.Join(leaks(t, posts), "\n"); strings.Count(all, "\n") < 50 || !strings.Contains(all, "GPS:GPSLatitude") {
		t.Fatalf("exiftool finds only %s", all)
	}
	s.build(0)
	for _, l := range leaks(t, filepath.Join(s.dir, "public")) {
		t.Error(l)
	}
	files := everyFile(t, filepath.Join(s.dir, "public"))
	for _, name := range strings.Fields("chu-de/phap-luat/chu-de.jpg don-vi/so-noi-vu/don-vi.jpg trang/trang.jpg 2021/05/kem/kem.jpg 2021/05/kem/noi.jpg tinh.jpg") {
		if size := decode(t, name, string(files[name])).Bounds().Size(); size.X > size.Y {
			t.Errorf("%s is not upright: %v", name, size)
		}
	}
	for name, data := range files {
		if strings.HasSuffix(name, ".jpg") && bytes.Count(data, []byte("\xff\xd8\xff")) != 1 {
			t.Errorf("%s holds a second picture", name)
		}
	}

	c := corners()
	for _, slug := range []string{"anh", "trong", "nam"} {
		found := s.shown(slug)
		full := slug + ".jpg"
		if slug == "nam" {
			full = "nam.png"
		}
		found[full] = s.public("2021/05/" + slug + "/" + full)
		if len(found) < 3 {
			t.Errorf("%s shows only %d pictures", slug, len(found))
		}
		for name, data := range found {
			img := decode(t, name, data)
			if size := img.Bounds().Size(); size.X*3 != size.Y*2 {
				t.Errorf("%s is %v", name, size)
				continue
			}
			quartered(t, slug+"/"+name, img, [4]color.NRGBA{c[2], c[0], c[3], c[1]})
		}
		if html := s.public("2021/05/" + slug + "/index.html"); !strings.Contains(html, `width="400" height="600"`) {
			t.Errorf("the page of %s does not give the upright size", slug)
		}
	}
	// What the editor keeps is not touched.
	if data, _ := os.ReadFile(posts + "anh.jpg"); !bytes.Contains(data, []byte(secret)) {
		t.Error("the source was changed")
	}
}

// A document that names its author is published with a warning, at the line that names it.
func TestAuthorOfDocument(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	var w bytes.Buffer
	z := zip.NewWriter(&w)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"docProps/core.xml": `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
			`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Nguyễn Văn An</dc:creator></cp:coreProperties>`,
	} {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	pdf := "%PDF-1.4\n1 0 obj\n<< /Author (Tran Thi Binh) /Title (Mau) >>\nendobj\n2 0 obj\n<< /Type /Catalog >>\nendobj\n" +
		"trailer\n<< /Info 1 0 R /Root 2 0 R >>\nstartxref\n0\n%%EOF\n"
	s.post("a", "attachments:\n  - {file: mau.docx, title: Mẫu}\n  - {file: mau.pdf, title: Mẫu}\n", "Lời.")
	s.post("b", "", "Xem [mẫu](mau.pdf).")
	s.write("content/posts/mau.docx", w.String())
	s.write("content/posts/mau.pdf", pdf)
	want := []string{
		`content/posts/a.md:8:12: warning: tệp content/posts/mau.docx ghi tên tác giả “Nguyễn Văn An”.* \[document-author\]`,
		`content/posts/a.md:9:12: warning: tệp content/posts/mau.pdf ghi tên tác giả “Tran Thi Binh”.* \[document-author\]`,
		`content/posts/b.md:8:5: warning: tệp content/posts/mau.pdf ghi tên tác giả “Tran Thi Binh”.* \[document-author\]`,
	}
	s.build(0).wants(t, want...)
	s.build(0).wants(t, want...) // as well when nothing has changed
	if s.public("2021/05/a/mau.docx") != w.String() || s.public("2021/05/a/mau.pdf") != pdf {
		t.Error("a document was changed")
	}
	s.build(3, "--strict", "--hold-back")
	if _, err := os.Stat(filepath.Join(s.dir, "public/2021/05/a/index.html")); err == nil {
		t.Error("a post with a warning is there under --strict")
	}
}
