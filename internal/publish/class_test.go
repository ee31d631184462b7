package publish

import (
	"strings"
	"testing"

	"bantin/internal/output"
)

func TestClassOf(t *testing.T) {
	for _, c := range []struct {
		path, source string
		kind         output.Kind
		want         class
	}{
		{"index.html", "", output.Page, page},
		{"cu/index.html", "content/posts/a.md", output.Redirect, redirect},
		{"feed.xml", "", output.Feed, feed},
		{"sitemap.xml", "", output.Data, data},
		{"site.css", "static/site.css", output.Asset, asset},
		{"site.f20efe59f1.css", "static/site.css", output.Asset, hashed},
		{"photoswipe/photoswipe.esm.min.0123456789.js", "static/photoswipe/photoswipe.esm.min.js", output.Asset, hashed},
		{"2021/bai/anh.1a2b3c4d-800.webp", "", output.Asset, hashed},
		{"2021/bai/anh.12345678-800.webp", "", output.Asset, hashed},
		{"2021/bai/share.12345678.png", "content/posts/a.md", output.Asset, card},
		{"share.152f1878.png", "content/units/a.md", output.Asset, card},
		{"share.152f1878.png", "", output.Asset, card},
		{"2021/bai/anh.jpg", "content/posts/anh.jpg", output.Asset, asset},
		{"2021/bai/anh.20210527.jpg", "content/posts/anh.20210527.jpg", output.Asset, asset},
		{"2021/bai/share.20210527.jpg", "content/posts/share.20210527.jpg", output.Asset, asset},
		{"bao-cao.20210527.pdf", "", output.Asset, asset}, // nothing is known of it
		{"bao-cao.2021052x.pdf", "", output.Asset, asset},
		{"12345678.pdf", "static/x.pdf", output.Asset, asset},
		{"anh.1a2b3c4d-800x600.webp", "", output.Asset, asset},
		{"tim-kiem/docs/0.abcd.json", "", output.Index, hashed},
		{"tim-kiem/index.json", "", output.Data, data},
	} {
		if got := classOf(&output.Entry{Path: c.path, Source: c.source, Kind: c.kind}); got != c.want {
			t.Errorf("%s of %q: %c, want %c", c.path, c.source, got, c.want)
		}
	}
}

func TestRedact(t *testing.T) {
	for address, want := range map[string]string{
		"sftp://me:s3cret@host:22/a": "sftp://me@host:22/a", "sftp://me:s3/c:r@t@host/a": "sftp://me@host/a", "s3://b/p?secret=s3cret": "s3://b/p",
		"sftp://host/a@b": "sftp://host/a@b", "/a/b": "/a/b", "sftp://me:s3cret@host": "sftp://me@host", "x://:s3cret@h%zz/": "x://@h%zz/",
	} {
		if got := Redact(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// What is no address is not taken for a folder's name, and shows no password.
func TestMistyped(t *testing.T) {
	for address, want := range map[string]Fault{
		"sftp:/me:s3cret@host/a": BadAddress, "me:s3cret@host:/a": BadAddress, "me@host:a": BadAddress, "S3:bucket": BadAddress, "ssh:me@host": BadAddress,
		"ftps://me%3As3cret@host/a": SecretInAddress, "ssh://me@host/a": UnknownScheme,
	} {
		_, err := Open(t.Context(), address, Credentials{Getenv: func(string) string { return "" }})
		if fault, _ := faultOf(err); fault != want || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, path := range []string{"./me@host:a", "/srv/a@b:c", `C:\www`, "C:/www", "a@b", "a:b", "a/b@c:d", "sftp", "../s3:x"} {
		if wrong := mistyped(path); wrong != "" {
			t.Errorf("%s: %s", path, wrong)
		}
	}
}
