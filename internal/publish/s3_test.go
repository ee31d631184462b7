package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestBucketAddress(t *testing.T) {
	env := map[string]string{}
	for _, test := range []struct {
		address, want string // bucket prefix endpoint region, or what is wrong
		set           string // VARIABLE=VALUE
	}{
		{address: "s3://tin", want: `"tin" "" https://s3.amazonaws.com ""`},
		{address: "s3://tin/", want: `"tin" "" https://s3.amazonaws.com ""`},
		{address: "s3://tin//a/../b/", want: `"tin" "b/" https://s3.amazonaws.com ""`},
		{address: "s3://tin/bản%20tin", want: `"tin" "bản tin/" https://s3.amazonaws.com ""`},
		{address: "s3://tin?region=eu-west-1", want: `"tin" "" https://s3.amazonaws.com "eu-west-1"`},
		{address: "s3://tin", set: "AWS_DEFAULT_REGION=eu-west-1", want: `"tin" "" https://s3.amazonaws.com "eu-west-1"`},
		{address: "s3://tin?region=eu-west-2", set: "AWS_REGION=eu-west-1", want: `"tin" "" https://s3.amazonaws.com "eu-west-2"`},
		{address: "s3://tin?endpoint=https://1234.r2.cloudflarestorage.com", want: `"tin" "" https://1234.r2.cloudflarestorage.com "auto"`},
		{address: "s3://tin?endpoint=1234.eu.r2.cloudflarestorage.com", set: "AWS_REGION=eu-west-1", want: `"tin" "" https://1234.eu.r2.cloudflarestorage.com "auto"`},
		{address: "s3://tin?endpoint=https://s3.us-west-004.backblazeb2.com/", want: `"tin" "" https://s3.us-west-004.backblazeb2.com/ "us-west-004"`},
		{address: "s3://tin?endpoint=https://storage.googleapis.com", want: `"tin" "" https://storage.googleapis.com "auto"`},
		{address: "s3://tin?endpoint=http://127.0.0.1:9000", want: `"tin" "" http://127.0.0.1:9000 "us-east-1"`},
		{address: "s3://tin?endpoint=https://s3.example.vn&region=hn", want: `"tin" "" https://s3.example.vn "hn"`},
		{address: "s3://tin", set: "AWS_ENDPOINT_URL=https://s3.example.vn", want: `"tin" "" https://s3.example.vn "us-east-1"`},
		{address: "s3://tin?endpoint=ftp://s3.example.vn", want: "endpoint: https://HOST"},
		{address: "s3://tin?endpoint=https://s3.example.vn/tin", want: "endpoint: https://HOST"},
		{address: "s3://tin?endpoint=https://a:b@s3.example.vn", want: "endpoint: https://HOST"},
		{address: "s3://tin?endpoint=https://", want: "endpoint: https://HOST"},
		{address: "s3://tin?endpont=https://s3.example.vn", want: "unknown: endpont"},
		{address: "s3://tin?credentials=mine", want: "credentials=mine"},
		{address: "s3://tin?a=%zz", want: "the part after ?"},
		{address: "s3:///tin", want: "no bucket"},
		{address: "s3://tin:9000", want: "a port: it belongs to ?endpoint="},
		{address: "s3://AKIA@tin", want: "a user: keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"},
	} {
		clear(env)
		name, value, _ := strings.Cut(test.set, "=")
		env[name] = value
		u, err := url.Parse(test.address)
		if err != nil {
			t.Fatal(err)
		}
		b, got := readBucketAddress(u, func(name string) string { return env[name] })
		if got == "" {
			got = fmt.Sprintf("%q %q %s %q", b.name, b.prefix, b.endpoint, b.region)
		}
		if got != test.want {
			t.Errorf("%s %s: %s\nwant %s", test.address, test.set, got, test.want)
		}
	}
}

func TestStoreCredentials(t *testing.T) {
	home := t.TempDir()
	lay(t, home, ".aws/credentials", "[default]\naws_access_key_id = A\naws_secret_access_key = s\n[nửa]\naws_access_key_id = B\n[tin]\naws_access_key_id = C\naws_secret_access_key = s\naws_session_token = t\n")
	for _, test := range []struct {
		home string
		env  []string
		want string // the access key, or what was looked at
	}{
		{home, nil, "A"},
		{home, []string{"AWS_PROFILE", "tin"}, "C"},
		{home, []string{"AWS_ACCESS_KEY_ID", "D", "AWS_SECRET_ACCESS_KEY", "s", "AWS_PROFILE", "tin"}, "D"},
		{"", []string{"AWS_SHARED_CREDENTIALS_FILE", filepath.Join(home, ".aws", "credentials")}, "A"},
		{home, []string{"AWS_ACCESS_KEY_ID", "D"}, "AWS_SECRET_ACCESS_KEY"},
		{home, []string{"AWS_SECRET_ACCESS_KEY", "s"}, "AWS_ACCESS_KEY_ID"},
		{home, []string{"AWS_PROFILE", "nửa"}, "AWS_ACCESS_KEY_ID, HOME/.aws/credentials [nửa]"},
		{home, []string{"AWS_PROFILE", "khác"}, "AWS_ACCESS_KEY_ID, HOME/.aws/credentials [khác]"},
		{filepath.Join(home, "khác"), nil, "AWS_ACCESS_KEY_ID, HOME/khác/.aws/credentials [default]"},
		{"", nil, "AWS_ACCESS_KEY_ID"},
	} {
		getenv := func(name string) string {
			for i := 0; i < len(test.env); i += 2 {
				if test.env[i] == name {
					return test.env[i+1]
				}
			}
			return ""
		}
		found, e := storeCredentials(t.Context(), &bucket{}, Credentials{Getenv: getenv, Home: test.home})
		var got string
		if e != nil {
			if got = strings.ReplaceAll(e.Detail, home, "HOME"); e.Fault != NoCredentials {
				t.Errorf("%v: %v", test.env, e)
			}
		} else if value, err := found.GetWithContext(nil); err == nil {
			got = value.AccessKeyID
		}
		if got != test.want {
			t.Errorf("%v: %s, want %s", test.env, got, test.want)
		}
	}
}

// fakeStore is a store that takes everybody for whom they say they are.
type fakeStore struct {
	// fresh is what it makes of "If-None-Match: *": "" knows it, "ignored" takes no notice, else the code of its error.
	fresh string
	// answer, if not "", is the code of its answer to everything, with a status.
	answer string
	status int
	ahead  time.Duration // of its clock

	mu      sync.Mutex
	objects map[string][]byte
}

func (s *fakeStore) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	old, there := s.objects[r.URL.Path]
	fail := func(status int, code string) {
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			fmt.Fprintf(w, "<Error><Code>%s</Code><Message>it is so, access key or not</Message></Error>", code)
		}
	}
	w.Header().Set("Date", time.Now().Add(s.ahead).UTC().Format(http.TimeFormat))
	fresh := r.Header.Get("If-None-Match") != ""
	switch {
	case s.answer != "":
		fail(s.status, s.answer)
	case r.URL.Query().Has("list-type"):
		fmt.Fprint(w, "<ListBucketResult></ListBucketResult>")
	case r.Method == http.MethodPut && fresh && s.fresh == "" && there:
		fail(http.StatusPreconditionFailed, "PreconditionFailed")
	case r.Method == http.MethodPut && fresh && s.fresh == "NotImplemented":
		fail(http.StatusNotImplemented, s.fresh)
	case r.Method == http.MethodPut && fresh && s.fresh == "InvalidArgument":
		fail(http.StatusBadRequest, s.fresh)
	case r.Method == http.MethodPut:
		s.objects[r.URL.Path] = body
	case !there:
		fail(http.StatusNotFound, "NoSuchKey")
	default:
		w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
		w.Header().Set("Content-Length", fmt.Sprint(len(old)))
		w.Write(old)
	}
}

func (s *fakeStore) open(t *testing.T) (Target, error) {
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.objects = make(map[string][]byte)
	target, err := Open(t.Context(), "s3://tin?endpoint="+server.URL, Credentials{Getenv: func(name string) string {
		return map[string]string{"AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "bí mật"}[name]
	}})
	if err == nil {
		target.(*bucket).settle = 50 * time.Millisecond
	}
	return target, err
}

// Of several that make the same object one succeeds, whatever the store knows of conditions.
func TestCreateWithoutConditions(t *testing.T) {
	for _, fresh := range []string{"", "ignored", "NotImplemented", "InvalidArgument"} {
		t.Run(fresh, func(t *testing.T) {
			t.Parallel()
			target, err := (&fakeStore{fresh: fresh}).open(t)
			if err != nil {
				t.Fatal(err)
			}
			var mu sync.Mutex
			var made []string
			var wg sync.WaitGroup
			for i := range 6 {
				wg.Go(func() {
					text := string([]byte{'a' + byte(i)})
					switch err := target.Create(t.Context(), LockFile, []byte(text)); {
					case err == nil:
						mu.Lock()
						made = append(made, text)
						mu.Unlock()
					case !errors.Is(err, fs.ErrExist):
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if data, err := target.Get(t.Context(), LockFile, 100); err != nil || len(made) != 1 || string(data) != made[0] {
				t.Errorf("%q have made what holds %q, %v", made, data, err)
			}
			if err := target.Create(t.Context(), LockFile, []byte("x")); !errors.Is(err, fs.ErrExist) {
				t.Errorf("again: %v", err)
			}
		})
	}
}

func TestStoreFaults(t *testing.T) {
	for _, test := range []struct {
		status int
		code   string
		fault  Fault
		detail string
	}{
		{403, "AccessDenied", Denied, ""},
		{403, "SignatureDoesNotMatch", BadCredentials, "SignatureDoesNotMatch"},
		{400, "ExpiredToken", BadCredentials, "ExpiredToken"},
		{400, "InvalidArgument", BadCredentials, "InvalidArgument"}, // of an access key
		{404, "NoSuchBucket", NoPlace, "tin"},
		{301, "PermanentRedirect", BadAddress, "region"},
		{400, "AuthorizationHeaderMalformed", BadAddress, "region"},
		{403, "RequestTimeTooSkewed", WrongClock, "-20m0s"},
		{503, "SlowDown", Busy, ""},
		{500, "InternalError", Busy, ""},
		{502, "Bad Gateway", Busy, ""},
		{507, "InsufficientStorage", Full, ""},
		{403, "QuotaExceeded", Full, ""},
		{418, "Teapot", Other, ""},
	} {
		_, err := (&fakeStore{status: test.status, answer: test.code, ahead: 20 * time.Minute}).open(t)
		e := new(Error)
		if !errors.As(err, &e) || e.Fault != test.fault || e.Detail != test.detail || !strings.Contains(err.Error(), test.code) {
			t.Errorf("%s: %v (%v, %q), want %v, %q", test.code, err, e.Fault, e.Detail, test.fault, test.detail)
		}
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "<html>"+strings.Repeat("x", 5000), http.StatusForbidden)
	}))
	defer web.Close()
	target, err := Open(t.Context(), "s3://tin?endpoint="+web.URL, Credentials{Getenv: func(string) string { return "x" }})
	if err == nil || len(err.Error()) > 200 {
		t.Errorf("a server that is no store: %v, %v", target, err)
	}
}

// A laptop is not kept waiting by machines that are not there.
func TestNoMachineIsAsked(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err := Open(ctx, "s3://tin", Credentials{Getenv: func(string) string { return "" }, Home: os.TempDir() + "/none"})
	if fault, _ := faultOf(err); fault != NoCredentials {
		t.Error(err)
	}
}
