package outside

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// web is other hosts: what each address answers. It counts what it is asked.
type web struct {
	mu      sync.Mutex
	answers map[string]func(r *http.Request) (*http.Response, error)
	asked   []string
	now     map[string]int // requests that a host is at
	most    int            // hosts at once
	takes   time.Duration
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.asked = append(w.asked, r.Method+" "+r.URL.String())
	host := r.URL.Hostname()
	w.now[host]++
	busy := 0
	for _, n := range w.now {
		if n > 1 {
			w.mu.Unlock()
			return nil, errors.New("two requests at once to " + host)
		}
		busy += n
	}
	w.most = max(w.most, busy)
	answer := w.answers[r.URL.String()]
	w.mu.Unlock()
	time.Sleep(w.takes)
	defer func() {
		w.mu.Lock()
		w.now[host]--
		w.mu.Unlock()
	}()
	if r.Header.Get("User-Agent") != agent || r.Header.Get("Referer") != "" {
		return nil, errors.New("impolite")
	}
	if answer == nil {
		return status(404)(r)
	}
	return answer(r)
}

func newWeb() *web {
	return &web{answers: make(map[string]func(*http.Request) (*http.Response, error)), now: make(map[string]int)}
}

func status(n int) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: n, Header: make(http.Header), Body: http.NoBody, Request: r}, nil
	}
}

func byMethod(head, get int) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodHead {
			return status(head)(r)
		}
		return status(get)(r)
	}
}

func leadsTo(address string) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		answer, _ := status(302)(r)
		answer.Header.Set("Location", address)
		return answer, nil
	}
}

func TestAnswers(t *testing.T) {
	w := newWeb()
	failing := func(err error) func(*http.Request) (*http.Response, error) {
		return func(*http.Request) (*http.Response, error) { return nil, err }
	}
	for i := range 8 {
		w.answers[fmt.Sprintf("https://f.example/%d", i)] = leadsTo(fmt.Sprintf("https://f.example/%d", i+1))
	}
	w.answers["https://f.example/8"] = status(200)
	for _, c := range []struct {
		address string
		answer  func(*http.Request) (*http.Response, error)
		want    Answer
		asked   string
	}{
		{"https://a.example/", status(200), Answer{}, "HEAD"},
		{"https://a.example/204", status(204), Answer{}, "HEAD"},
		{"https://a.example/405", byMethod(405, 200), Answer{}, "HEAD GET"},
		{"https://a.example/501", byMethod(501, 200), Answer{}, "HEAD GET"},
		{"https://a.example/head", byMethod(404, 200), Answer{}, "HEAD GET"},
		{"https://a.example/403", status(403), Answer{}, "HEAD GET"},
		{"https://a.example/429", status(429), Answer{}, "HEAD GET"},
		{"https://a.example/404", status(404), Answer{Gone, "HTTP 404"}, "HEAD GET"},
		{"https://a.example/410", byMethod(403, 410), Answer{Gone, "HTTP 410"}, "HEAD GET"},
		{"https://a.example/500", status(500), Answer{Failing, "HTTP 500"}, "HEAD GET"},
		{"https://a.example/eof", failing(errors.New("EOF")), Answer{Failing, "TCP"}, "HEAD GET"},
		{"https://a.example/on", leadsTo("/"), Answer{}, "HEAD HEAD"},
		{"https://a.example/away", leadsTo("https://b.example/x"), Answer{Gone, "HTTP 404"}, "HEAD HEAD GET GET"},
		{"https://a.example/ftp", leadsTo("ftp://b.example/x"), Answer{Refused, "ftp:"}, "HEAD"},
		{"https://a.example/port", leadsTo("https://b.example:8080/x"), Answer{Refused, ":8080"}, "HEAD"},
		{"https://f.example/3", nil, Answer{}, "HEAD HEAD HEAD HEAD HEAD HEAD"},
		{"https://f.example/2", nil, Answer{Failing, "redirects > 5"}, "HEAD HEAD HEAD HEAD HEAD HEAD GET GET GET GET GET GET"},
		{"ftp://a.example/", nil, Answer{Refused, "ftp:"}, ""},
		{"https://a.example:22/", nil, Answer{Refused, ":22"}, ""},
		{"https://u:p@a.example/", nil, Answer{Refused, "@"}, ""},
		{"https:///a", nil, Answer{Refused, "//"}, ""},
		{"https://a.example:x/", nil, Answer{Refused, "URL"}, ""},
	} {
		if c.answer != nil {
			w.answers[c.address] = c.answer
		}
		w.asked = nil
		asker := &Asker{Transport: w, Pause: -1}
		got, err := asker.Ask(t.Context(), []string{c.address, c.address}, ReadMemory(nil, time.Now()))
		if err != nil || got[c.address] != c.want {
			t.Errorf("%s: %v, %v; want %v", c.address, got[c.address], err, c.want)
		}
		var methods []string
		for _, a := range w.asked {
			method, _, _ := strings.Cut(a, " ")
			methods = append(methods, method)
		}
		if s := strings.Join(methods, " "); s != c.asked {
			t.Errorf("%s: asked %q, want %q", c.address, s, c.asked)
		}
	}
}

// Four hosts at once, one request to each, a pause between two of one host.
func TestPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb()
		w.takes = time.Second
		var all []string
		for host := range 7 {
			for page := range 3 {
				address := fmt.Sprintf("https://h%d.example/%d", host, page)
				w.answers[address] = status(200)
				if page == 2 {
					w.answers[address] = leadsTo("https://h0.example/0")
				}
				all = append(all, address)
			}
		}
		began := time.Now()
		answers, err := (&Asker{Transport: w}).Ask(t.Context(), all, ReadMemory(nil, began))
		if err != nil || len(answers) != len(all) || w.most != atOnce {
			t.Errorf("%d answers, %v; %d hosts at once", len(answers), err, w.most)
		}
		for address, a := range answers {
			if a.Kind != Alive {
				t.Errorf("%s: %v", address, a)
			}
		}
		// h0 alone is asked 3 times and then by 7 redirects, one after the other.
		if took := time.Since(began); took < 10*time.Second+9*pause {
			t.Errorf("took %v", took)
		}
	})
}

// Who stops the program does not wait for other hosts.
func TestStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb()
		ctx, stop := context.WithCancel(t.Context())
		w.answers["https://a.example/"] = func(r *http.Request) (*http.Response, error) {
			stop()
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		memory := ReadMemory(nil, time.Now())
		if _, err := (&Asker{Transport: w}).Ask(ctx, []string{"https://a.example/", "https://a.example/b"}, memory); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if len(w.asked) != 1 || len(memory.alives) != 0 {
			t.Errorf("asked %q, remembers %v", w.asked, memory.alives)
		}
	})
}

// A host that never answers is given up.
func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb()
		w.answers["https://a.example/"] = func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		began := time.Now()
		answers, err := (&Asker{Transport: w}).Ask(t.Context(), []string{"https://a.example/"}, ReadMemory(nil, began))
		if took := time.Since(began); err != nil || answers["https://a.example/"] != (Answer{Failing, "timeout"}) || took > 2*timeout+pause {
			t.Errorf("%v, %v after %v", answers, err, took)
		}
	})
}

func TestMemory(t *testing.T) {
	w := newWeb()
	w.answers["https://a.example/"] = status(200)
	both := []string{"https://a.example/", "https://a.example/mat"}
	now := time.Date(2021, 5, 27, 8, 0, 0, 0, time.UTC)
	var saved []byte
	for _, c := range []struct {
		after time.Duration
		asked int
	}{
		{0, 3}, {time.Hour, 2}, {6 * 24 * time.Hour, 2}, {remembered, 3}, {-time.Hour, 3},
	} {
		w.asked = nil
		m := ReadMemory(saved, now.Add(c.after))
		answers, err := (&Asker{Transport: w, Pause: -1}).Ask(t.Context(), both, m)
		if err != nil || answers[both[0]].Kind != Alive || answers[both[1]].Kind != Gone || len(w.asked) != c.asked {
			t.Errorf("after %v: %v, %v; asked %q", c.after, answers, err, w.asked)
		}
		if c.after == 0 {
			saved = m.Append(nil)
		}
	}
	for _, bad := range []string{"", "[]", "{", `{"a": 1}`} {
		if m := ReadMemory([]byte(bad), now); len(m.alives) != 0 {
			t.Errorf("%q: %v", bad, m.alives)
		}
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "203.0.114.1": true, "100.63.255.255": true, "100.128.0.1": true, "2606:4700::1111": true, "2400:cb00::1": true,
		"127.0.0.1": false, "127.8.8.8": false, "0.0.0.0": false, "0.1.2.3": false, "10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "100.127.255.255": false, "224.0.0.1": false, "239.255.255.250": false, "255.255.255.255": false, "240.0.0.1": false,
		"192.0.2.1": false, "198.18.0.1": false, "198.51.100.1": false, "203.0.113.7": false, "192.0.0.8": false, "192.88.99.1": false,
		"::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12:3456::1": false, "ff02::1": false, "fec0::1": false,
		"::ffff:8.8.8.8": false, "::ffff:127.0.0.1": false, "::ffff:169.254.169.254": false, "::8.8.8.8": false, "64:ff9b::8.8.8.8": false, "64:ff9b:1::1": false,
		"2002:7f00:1::": false, "2001::1": false, "2001:db8::1": false, "100::1": false, "3fff::1": false, "4000::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
	if isPublic(netip.Addr{}) {
		t.Error("the zero address")
	}
}

// local is a server on this machine, which nobody may be led to.
func local(t *testing.T) (*httptest.Server, *atomic.Int32) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(s.Close)
	return s, &asked
}

// The guard looks at what a connection is made to, so it does not matter how an address is written.
func TestGuard(t *testing.T) {
	s, asked := local(t)
	port := s.URL[strings.LastIndexByte(s.URL, ':')+1:]
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "10.0.0.1", "169.254.169.254", "[64:ff9b::7f00:1]"} {
		for _, at := range []string{"", ":80", ":443", ":" + port} {
			address := "http://" + host + at + "/"
			answers, err := new(Asker).Ask(t.Context(), []string{address}, ReadMemory(nil, time.Now()))
			if err != nil || answers[address].Kind != Refused {
				t.Errorf("%s: %v, %v", address, answers[address], err)
			}
		}
	}
	for _, address := range []string{"8.8.8.8:22", "8.8.8.8:8080", "x", "127.0.0.1:80", "[fe80::1%25lo]:80"} {
		if guard("tcp", address, nil) == nil {
			t.Errorf("%s is let through", address)
		}
	}
	if err := guard("tcp4", "8.8.8.8:443", nil); err != nil {
		t.Error(err)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the server was asked %d times", n)
	}
}

// outer answers for one host, and leaves all others to the transport that programs use.
type outer struct {
	host  string
	to    string
	inner http.RoundTripper
}

func (o outer) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == o.host {
		return leadsTo(o.to)(r)
	}
	return o.inner.RoundTrip(r)
}

// A public host that leads here is not followed.
func TestGuardAfterRedirect(t *testing.T) {
	s, asked := local(t)
	for _, to := range []string{s.URL, "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/"} {
		asker := &Asker{Transport: outer{"public.example", to, guarded()}, Pause: -1}
		answers, err := asker.Ask(t.Context(), []string{"http://public.example/"}, ReadMemory(nil, time.Now()))
		if err != nil || answers["http://public.example/"].Kind != Refused {
			t.Errorf("%s: %v, %v", to, answers, err)
		}
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the server was asked %d times", n)
	}
}

// A proxy that the environment names is not used: it would go where nobody looks.
func TestNoProxy(t *testing.T) {
	if guarded().Proxy != nil {
		t.Error("there is a proxy")
	}
}

func FuzzPermitted(f *testing.F) {
	f.Add("http://[::ffff:7f00:1]/")
	f.Add("https://a.example:443/")
	f.Add("http://a@b/")
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.Parse(address)
		if err != nil || permitted(u) != nil {
			return
		}
		if port := u.Port(); port != "" && port != "80" && port != "443" || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
			t.Errorf("%q is permitted", address)
		}
	})
}
