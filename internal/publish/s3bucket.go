package publish

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
)

// s3Parallel is how many requests are on their way at once.
const s3Parallel = 16

// bucket is a target in a store that speaks S3. A file is one object, sent in one piece: a
// store shows it when all of it is there, and not before.
type bucket struct {
	place        string
	name, prefix string // prefix is "" or ends with "/"
	endpoint     *url.URL
	region       string // "": the client finds out
	instance     bool   // credentials of the machine that this runs on
	client       *minio.Core
	clock        *clock
	// settle is how long it takes until two that write the same object at once see the same one, in stores that
	// cannot refuse the second.
	settle time.Duration
}

// clock notes how far our clock is ahead of the store's.
type clock struct {
	http.RoundTripper
	ahead atomic.Int64 // a time.Duration
}

func (c *clock) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := c.RoundTripper.RoundTrip(r)
	if err == nil {
		if theirs, e := http.ParseTime(answer.Header.Get("Date")); e == nil {
			c.ahead.Store(int64(time.Since(theirs)))
		}
	}
	return answer, err
}

func (b *bucket) String() string { return b.place }

// Traits implements Target.
func (b *bucket) Traits() Traits { return Traits{Headers: true, Parallel: s3Parallel} }

func (b *bucket) key(name string) string { return b.prefix + name }

// listing asks for all objects below the target, most at a time; 0 for as many as the store likes.
func (b *bucket) listing(most int) minio.ListObjectsOptions {
	return minio.ListObjectsOptions{Prefix: b.prefix, Recursive: true, MaxKeys: most, FetchOwner: new(bool)}
}

// List implements Target.
func (b *bucket) List(ctx context.Context) ([]Object, error) {
	var all []Object
	for o := range b.client.ListObjectsIter(ctx, b.name, b.listing(0)) {
		if o.Err != nil {
			return nil, b.fail("", o.Err)
		}
		name := strings.TrimPrefix(o.Key, b.prefix)
		// Consoles mark folders with an empty object.
		if name == "" || strings.HasSuffix(name, "/") || strings.HasPrefix(name[strings.LastIndexByte(name, '/')+1:], tempPrefix) {
			continue
		}
		all = append(all, Object{Path: name, Size: o.Size, MD5: singlePartDigest(o.ETag)})
	}
	return all, ctx.Err()
}

// singlePartDigest is the MD5 of an object that was sent in one piece; nil of others: their tags end in -PARTS.
func singlePartDigest(tag string) []byte {
	sum, err := hex.DecodeString(strings.Trim(tag, `"`))
	if err != nil || len(sum) != 16 {
		return nil
	}
	return sum
}

// Get implements Target.
func (b *bucket) Get(ctx context.Context, name string, limit int64) ([]byte, error) {
	body, _, _, err := b.client.GetObject(ctx, b.name, b.key(name), minio.GetObjectOptions{})
	if err != nil {
		return nil, b.fail(name, err)
	}
	defer body.Close()
	data, err := readLimited(body, limit)
	return data, b.fail(name, err)
}

// Put implements Target.
func (b *bucket) Put(ctx context.Context, u *Upload) error {
	return b.fail(u.Path, b.put(ctx, u, false))
}

// put sends a file; fresh makes the store refuse when there is one already.
func (b *bucket) put(ctx context.Context, u *Upload, fresh bool) error {
	// Not every store minds when fewer bytes come than were announced; all do when they are not those of the digest.
	sum := md5.New()
	if err := through(ctx, u, func(r io.Reader) error {
		_, err := io.Copy(sum, r)
		return err
	}); err != nil {
		return err
	}
	options := minio.PutObjectOptions{
		ContentType: u.ContentType, CacheControl: u.CacheControl, ContentEncoding: u.ContentEncoding,
		DisableContentSha256: true, // which for http:// would be one for each 64 KB, in between the bytes: not every store reads that
	}
	if fresh {
		options.SetMatchETagExcept("*")
	}
	return through(ctx, u, func(r io.Reader) error {
		// In one piece, however large: an object in parts has no digest, and parts that nobody has put together lie there and cost.
		_, err := b.client.PutObject(ctx, b.name, b.key(u.Path), r, u.Size, base64.StdEncoding.EncodeToString(sum.Sum(nil)), "", options)
		return err
	})
}

// Create implements Target. Stores should know "If-None-Match: *"; those that do not say so, or take no notice. A store of
// the first kind refuses to make the same object twice, which tells the kinds apart.
func (b *bucket) Create(ctx context.Context, name string, data []byte) error {
	u := &Upload{Path: name, Size: int64(len(data)), ContentType: "text/plain; charset=utf-8", CacheControl: "no-store",
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
	_, err := b.client.StatObject(ctx, b.name, b.key(name), minio.StatObjectOptions{})
	switch {
	case err == nil:
		return b.fail(name, fs.ErrExist)
	case !isMissing(err):
		return b.fail(name, err)
	}
	err = b.put(ctx, u, true)
	if err == nil {
		err = b.put(ctx, u, true)
		if code := minio.ToErrorResponse(err).Code; isThere(err) || code == "ConditionalRequestConflict" {
			return nil
		}
	}
	switch {
	case isThere(err):
		return b.fail(name, fs.ErrExist)
	case isUnknown(err):
		err = b.put(ctx, u, false)
	}
	if err == nil {
		err = b.settled(ctx, name, data)
	}
	return b.fail(name, err)
}

// settled waits until everybody who has written an object sees what the last one wrote; fs.ErrExist when it was not us.
func (b *bucket) settled(ctx context.Context, name string, data []byte) error {
	timer := time.NewTimer(b.settle)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
	}
	got, err := b.Get(ctx, name, int64(len(data))+1<<12)
	if err == nil && !bytes.Equal(got, data) {
		err = fs.ErrExist
	}
	return err
}

// Age implements Target.
func (b *bucket) Age(ctx context.Context, name string) (time.Duration, error) {
	body, info, header, err := b.client.GetObject(ctx, b.name, b.key(name), minio.GetObjectOptions{})
	if err != nil {
		return 0, b.fail(name, err)
	}
	body.Close()
	now, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return 0, b.fail(name, errors.New("the store does not tell the time"))
	}
	return now.Sub(info.LastModified), nil
}

// Delete implements Target.
func (b *bucket) Delete(ctx context.Context, name string) error {
	err := b.client.RemoveObject(ctx, b.name, b.key(name), minio.RemoveObjectOptions{})
	if isMissing(err) {
		return nil
	}
	return b.fail(name, err)
}

// Close implements Target.
func (b *bucket) Close() error {
	if t, ok := b.clock.RoundTripper.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
	return nil
}
