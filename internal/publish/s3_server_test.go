//go:build linux

package publish

import (
	"bytes"
	"crypto/md5"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

const s3Key, s3Secret = "editor", "bi-mat-khong-ai-duoc-thay"

// gateway is a running S3 server that keeps objects as files.
type gateway struct {
	*server
	dir, ca string
	flags   []string
	plain   bool // without TLS
}

// serveS3 starts an S3 server with TLS and the bucket "tin". change may change its command.
func serveS3(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd) *gateway {
	t.Helper()
	versitygw := program(t, "versitygw")
	ca, cert, key, _ := certificate(t)
	g := &gateway{dir: serverDir(t, "store"), ca: ca}
	address := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	g.server = serve(t, address, func() *exec.Cmd {
		args := append([]string{"--port", address, "--keep-alive", "--quiet"}, g.flags...)
		if !g.plain {
			args = append(args, "--cert", cert, "--key", key)
		}
		cmd := exec.Command(versitygw, append(args, "posix", g.dir)...)
		cmd.Env = []string{"ROOT_ACCESS_KEY=" + s3Key, "ROOT_SECRET_KEY=" + s3Secret}
		if asNobody(cmd); change != nil {
			cmd = change(g.dir, cmd)
		}
		return cmd
	})
	return g
}

// environment gives the variables of somebody who may publish; pairs change them.
func (g *gateway) environment(pairs ...string) Credentials {
	env := map[string]string{"AWS_ACCESS_KEY_ID": s3Key, "AWS_SECRET_ACCESS_KEY": s3Secret, "AWS_CA_BUNDLE": g.ca}
	for i := 0; i < len(pairs); i += 2 {
		env[pairs[i]] = pairs[i+1]
	}
	return Credentials{Getenv: func(name string) string { return env[name] }}
}

// at is the address of a bucket, by way of another listener when via is not "".
func (g *gateway) at(path, via string) string {
	if via == "" {
		via = g.address
	}
	scheme := "https://"
	if g.plain {
		scheme = "http://"
	}
	return "s3://" + path + "?endpoint=" + url.QueryEscape(scheme+via)
}

func (g *gateway) open(t testing.TB, path string) *bucket {
	t.Helper()
	target, err := Open(t.Context(), g.at(path, ""), g.environment())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return target.(*bucket)
}

// makeBucket makes a bucket.
func (g *gateway) makeBucket(t testing.TB, name string) {
	t.Helper()
	trust, err := trusted("", g.ca)
	if err != nil {
		t.Fatal(err)
	}
	transport, err := minio.DefaultTransport(true)
	if err != nil {
		t.Fatal(err)
	}
	transport.TLSClientConfig = trust
	client, err := minio.New(g.address, &minio.Options{Creds: credentials.NewStaticV4(s3Key, s3Secret, ""), Secure: true, Transport: transport})
	if err == nil {
		err = client.MakeBucket(t.Context(), name, minio.MakeBucketOptions{})
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, g.log)
	}
	transport.CloseIdleConnections()
}

func TestS3(t *testing.T) {
	g := serveS3(t, nil)
	g.makeBucket(t, "tin")
	for _, prefix := range []string{"", "/ban tin/2021"} {
		t.Run("prefix "+prefix, func(t *testing.T) {
			conform(t, func(t *testing.T) Target { return g.open(t, "tin"+prefix) })
		})
	}
}

// What browsers are to be told of a file is told, and what a store says of its bytes is true.
func TestS3Headers(t *testing.T) {
	g := serveS3(t, nil)
	g.makeBucket(t, "tin")
	b := g.open(t, "tin/trang")
	text := strings.Repeat("công đoàn", 1000)
	u := upload("2021/bài/index.html", text)
	u.ContentType, u.CacheControl, u.ContentEncoding = "text/html; charset=utf-8", "public, max-age=300", "gzip"
	if err := b.Put(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	data, err := b.Get(t.Context(), u.Path, 1<<20)
	if err != nil || string(data) != text {
		t.Errorf("%d bytes, %v", len(data), err) // and not what they are when unpacked
	}
	info, err := b.client.StatObject(t.Context(), "tin", "trang/"+u.Path, minio.StatObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := info.ContentType + " " + info.Metadata.Get("Cache-Control") + " " + info.Metadata.Get("Content-Encoding"); got != "text/html; charset=utf-8 public, max-age=300 gzip" {
		t.Errorf("headers %s", got)
	}
	// What others have put there, also in parts, and what consoles make of folders.
	for _, key := range []string{"trang/của ai.html", "trang/thư mục/", "trang/" + tempPrefix + "x", "trangkhac/index.html"} {
		if _, err := b.client.Client.PutObject(t.Context(), "tin", key, strings.NewReader(""), 0, minio.PutObjectOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	large := minio.PutObjectOptions{PartSize: 5 << 20, DisableContentSha256: true}
	if _, err := b.client.Client.PutObject(t.Context(), "tin", "trang/phim.mp4", bytes.NewReader(make([]byte, 6<<20)), 6<<20, large); err != nil {
		t.Fatal(err)
	}
	all, err := b.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range all {
		got = append(got, fmt.Sprintf("%s %d %x", o.Path, o.Size, o.MD5))
	}
	slices.Sort(got)
	want := []string{
		fmt.Sprintf("%s %d %x", u.Path, len(text), md5.Sum([]byte(text))),
		"của ai.html 0 d41d8cd98f00b204e9800998ecf8427e",
		"phim.mp4 6291456 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// Long lists come in pages, and a store without TLS is spoken to in the same way.
func TestS3Plain(t *testing.T) {
	g := serveS3(t, nil)
	g.makeBucket(t, "tin")
	g.kill()
	g.plain = true
	g.start()
	conform(t, func(t *testing.T) Target { return g.open(t, "tin/trang") })
	for i := range 1100 {
		name := fmt.Sprintf("trang/%d/%d.html", i%10, i)
		lay(t, filepath.Join(g.dir, "tin"), name, "x")
	}
	all, err := g.open(t, "tin/trang").List(t.Context())
	if err != nil || len(all) != 1100 {
		t.Errorf("%d files, %v", len(all), err)
	}
}

// A store refuses whose clock differs by more than a quarter of an hour.
func TestS3Clock(t *testing.T) {
	g := serveS3(t, nil)
	g.makeBucket(t, "tin")
	trust, err := trusted("", g.ca)
	if err != nil {
		t.Fatal(err)
	}
	ahead := 20 * time.Minute // of us; the store looks at the day by itself
	if now := time.Now().UTC(); now.Add(ahead).Day() != now.Day() {
		ahead = -ahead
	}
	proxy := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "https", g.address
			r.Out.Header.Set("X-Amz-Date", time.Now().Add(ahead).UTC().Format("20060102T150405Z"))
		},
		ModifyResponse: func(r *http.Response) error {
			r.Header.Set("Date", time.Now().Add(-ahead).UTC().Format(http.TimeFormat))
			return nil
		},
		Transport: &http.Transport{TLSClientConfig: trust},
	})
	defer proxy.Close()
	_, err = Open(t.Context(), "s3://tin?endpoint="+proxy.URL, g.environment())
	e := new(Error)
	if !errors.As(err, &e) || e.Fault != WrongClock || e.Detail != ahead.String() {
		t.Errorf("%v, detail %q", err, e.Detail)
	}
}
