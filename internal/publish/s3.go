package publish

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// openS3 opens s3://bucket/prefix, of Amazon or of whoever speaks like it. The
// query of the address may name
//
//	endpoint     https://… of the store; else AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, else Amazon
//	region       else AWS_REGION or AWS_DEFAULT_REGION, else what the endpoint is known for
//	credentials  "instance": those of the virtual machine that this runs on. Only then are they asked for: elsewhere
//	             nothing answers, and one waits.
func openS3(ctx context.Context, u *url.URL, c Credentials) (Target, error) {
	place := redacted(u)
	b, wrong := readBucketAddress(u, c.Getenv)
	if wrong != "" {
		return nil, &Error{Fault: BadAddress, Place: place, Detail: wrong}
	}
	b.place, b.settle = place, 2*time.Second
	secret, e := storeCredentials(ctx, b, c)
	if e != nil {
		e.Place = place
		return nil, e
	}
	ca := c.Getenv(s3Authority)
	trust, err := trusted("", ca)
	if err != nil {
		return nil, &Error{Fault: BadCertificate, Place: place, Detail: ca, Hint: s3Authority, Err: err}
	}
	b.clock = &clock{RoundTripper: &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return dialSteady(ctx, network, address)
		},
		TLSClientConfig:     trust,
		TLSHandshakeTimeout: dialLimit,
		MaxIdleConnsPerHost: s3Parallel,
		// What is stored with Content-Encoding is what we want to see.
		DisableCompression: true,
	}}
	b.client, err = minio.NewCore(b.endpoint.Host, &minio.Options{
		Creds: secret, Secure: b.endpoint.Scheme == "https", Transport: b.clock, Region: b.region, BucketLookup: b.lookup(),
		// Publisher tries again. Trailing checksums stay off: not every store knows them.
		MaxRetries: 1,
	})
	if err != nil {
		return nil, &Error{Fault: BadAddress, Place: place, Detail: "endpoint", Err: err}
	}
	// Whoever may list may publish, or hears it when the first file is sent: asking would leave something behind.
	for o := range b.client.ListObjectsIter(ctx, b.name, b.listing(1)) {
		if o.Err != nil {
			return nil, b.fail("", o.Err)
		}
		break
	}
	return b, ctx.Err()
}

// s3Authority is the environment variable that names a file of certificates (PEM) that are trusted besides those of the system.
const s3Authority = "AWS_CA_BUNDLE"

// readBucketAddress reads the parts of an address. wrong says what is not right about it, "" when all is.
func readBucketAddress(u *url.URL, getenv func(string) string) (b *bucket, wrong string) {
	b = &bucket{name: u.Host}
	if b.prefix = strings.Trim(path.Clean("/"+u.Path), "/"); b.prefix != "" {
		b.prefix += "/"
	}
	switch {
	case u.Host == "":
		return nil, "no bucket"
	case u.User != nil:
		return nil, "a user: keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
	case u.Port() != "":
		return nil, "a port: it belongs to ?endpoint="
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, "the part after ?"
	}
	for name, values := range query {
		switch value := values[0]; name {
		case "endpoint", "region":
		case "credentials":
			if b.instance = value == "instance"; !b.instance {
				return nil, "credentials=" + value
			}
		default:
			return nil, "unknown: " + name
		}
	}
	first := func(all ...string) string {
		for _, s := range all {
			if s != "" {
				return s
			}
		}
		return ""
	}
	endpoint := first(query.Get("endpoint"), getenv("AWS_ENDPOINT_URL_S3"), getenv("AWS_ENDPOINT_URL"), amazon)
	if !strings.Contains(endpoint, "://") {
		endpoint = "https://" + endpoint
	}
	b.endpoint, err = url.Parse(endpoint)
	if err != nil || b.endpoint.Host == "" || b.endpoint.Scheme != "https" && b.endpoint.Scheme != "http" ||
		b.endpoint.User != nil || strings.Trim(b.endpoint.Path, "/") != "" || b.endpoint.RawQuery != "" {
		return nil, "endpoint: https://HOST"
	}
	b.region = first(query.Get("region"), getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"))
	if home := homeRegion(b.endpoint.Hostname()); home != "" && query.Get("region") == "" {
		b.region = home // one for Amazon in the environment is of no use to others
	}
	if b.region == "" && !b.amazon() {
		b.region = "us-east-1" // what stores without regions go by
	}
	return b, ""
}

// amazon is the endpoint where no other is named; the client goes on to that of the bucket's region.
const amazon = "https://s3.amazonaws.com"

// homeRegion is the region that requests to a host must be signed for, as far as the host tells it.
func homeRegion(host string) string {
	switch labels := strings.Split(host, "."); {
	case strings.HasSuffix(host, ".r2.cloudflarestorage.com"), host == "storage.googleapis.com":
		return "auto"
	case strings.HasSuffix(host, ".backblazeb2.com") && labels[0] == "s3" && len(labels) == 4:
		return labels[1]
	}
	return ""
}

// amazon tells whether the bucket is one of Amazon's.
func (b *bucket) amazon() bool {
	host := b.endpoint.Hostname()
	return strings.HasSuffix(host, ".amazonaws.com") || strings.HasSuffix(host, ".amazonaws.com.cn")
}

// lookup tells where in an address the bucket stands: in the path, which every store knows but Amazon's newer ones.
func (b *bucket) lookup() minio.BucketLookupType {
	if b.amazon() {
		return minio.BucketLookupAuto
	}
	return minio.BucketLookupPath
}

// storeCredentials finds what to sign with: keys in the environment, a token that the
// environment names (of a cluster or container), the file that Amazon's tools share. The error has no Place yet.
func storeCredentials(ctx context.Context, b *bucket, c Credentials) (*credentials.Credentials, *Error) {
	key, secret := c.Getenv("AWS_ACCESS_KEY_ID"), c.Getenv("AWS_SECRET_ACCESS_KEY")
	file := c.Getenv("AWS_SHARED_CREDENTIALS_FILE")
	if file == "" && c.Home != "" {
		file = filepath.Join(c.Home, ".aws", "credentials")
	}
	profile := c.Getenv("AWS_PROFILE")
	if profile == "" {
		profile = "default"
	}
	const cluster, container, local = "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"
	var found *credentials.Credentials
	detail := ""
	switch {
	case b.instance:
		found, detail = credentials.New(&credentials.IAM{Region: b.region}), "credentials=instance"
	case key != "" && secret != "":
		return credentials.NewStaticV4(key, secret, c.Getenv("AWS_SESSION_TOKEN")), nil
	case key != "":
		return nil, &Error{Fault: NoCredentials, Detail: "AWS_SECRET_ACCESS_KEY"}
	case secret != "":
		return nil, &Error{Fault: NoCredentials, Detail: "AWS_ACCESS_KEY_ID"}
	case c.Getenv(cluster) != "":
		found, detail = credentials.New(&credentials.IAM{Region: b.region}), cluster
	case c.Getenv(container) != "" || c.Getenv(local) != "":
		found, detail = credentials.New(&credentials.IAM{Region: b.region}), container
	case file != "":
		found, detail = credentials.NewFileAWSCredentials(file, profile), "AWS_ACCESS_KEY_ID, "+file+" ["+profile+"]"
	default:
		return nil, &Error{Fault: NoCredentials, Detail: "AWS_ACCESS_KEY_ID"}
	}
	// A machine that gives out credentials is near: it answers at once or not at all.
	near := &http.Client{Timeout: 10 * time.Second}
	value, err := found.GetWithContext(&credentials.CredContext{Client: near, Context: ctx})
	if err == nil && value.AccessKeyID == "" {
		return nil, &Error{Fault: NoCredentials, Detail: detail}
	}
	if err != nil {
		return nil, &Error{Fault: NoCredentials, Detail: detail, Err: err}
	}
	return found, nil
}
