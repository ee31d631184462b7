// Package outside asks other hosts whether addresses exist, politely: never more than a few at once and one request at a time of
// one host, HEAD before GET, and not again for days what has answered.
//
// The addresses come from whoever may write a post, and the program runs where other things listen: so only public
// hosts are asked, at the ports of the web. That is decided by the very address that a connection is about to be made to, which no
// redirect and no change of a name can get round.
package outside

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"bantin/internal/limits"
	"bantin/internal/parallel"
)

const (
	// atOnce is how many hosts are asked at once.
	atOnce = 4
	// timeout is how long one address may take, redirects and all.
	timeout = 20 * time.Second
	// pause is the time between two requests to one host.
	pause = 500 * time.Millisecond

	agent = "bantin-check (checks the links of a website; HEAD and GET only)"
)

// Kind is what has come of an address.
type Kind uint8

// The kinds of answers.
const (
	Alive   Kind = iota
	Gone         // its host says so, or there is no such host
	Failing      // no answer now, or one that tells nothing
	Refused      // not asked: it does not lead to a public host
)

// Answer is what has come of an address.
type Answer struct {
	Kind Kind
	// Reason is short and the same in all languages: "HTTP 404", "DNS", "timeout", "TLS". "" for what is alive.
	Reason string
}

// Asker asks other hosts. The zero Asker is ready to use.
type Asker struct {
	// Transport takes the place of the one that connects to public hosts only, in tests; nil for that.
	Transport http.RoundTripper
	// Pause is the time between two requests to one host; 0: half a second; below 0: none.
	Pause time.Duration
}

// Ask finds out what has come of addresses; those that are alive by memory, which may not be nil, are not asked again. It
// notes in memory what it learns. The error is that of ctx.
func (a *Asker) Ask(ctx context.Context, addresses []string, memory *Memory) (map[string]Answer, error) {
	byHost := make(map[string][]string)
	answers := make(map[string]Answer)
	for _, address := range addresses {
		if _, seen := answers[address]; seen {
			continue
		}
		if memory.alive(address) {
			answers[address] = Answer{}
			continue
		}
		host, refused := hostOf(address)
		answers[address] = refused
		if refused.Kind != Refused {
			byHost[host] = append(byHost[host], address)
		}
	}
	hosts := make([]string, 0, len(byHost))
	for host := range byHost {
		hosts = append(hosts, host)
	}
	slices.Sort(hosts)
	client := a.client()
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	err := parallel.Each(ctx, atOnce, len(hosts), func() func(int) error {
		return func(i int) error {
			for _, address := range byHost[hosts[i]] {
				answer := ask(ctx, client, address)
				if err := ctx.Err(); err != nil {
					return err
				}
				mu.Lock()
				answers[address] = answer
				memory.note(address, answer)
				mu.Unlock()
			}
			return nil
		}
	})
	return answers, err
}

// hostOf gives the host of an address; the answer says when it may not be asked.
func hostOf(address string) (string, Answer) {
	u, err := url.Parse(address)
	if err != nil {
		return "", Answer{Refused, "URL"}
	}
	if err := permitted(u); err != nil {
		return "", Answer{Refused, err.Error()}
	}
	return strings.ToLower(u.Hostname()), Answer{}
}

func (a *Asker) client() *http.Client {
	transport := a.Transport
	if transport == nil {
		transport = guarded()
	}
	return &http.Client{
		Timeout:   timeout,
		Transport: &polite{base: transport, pause: cmp.Or(a.Pause, pause), hosts: make(map[string]*host)},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > limits.Redirects {
				return errRedirects
			}
			r.Header.Del("Referer")
			return permitted(r.URL)
		},
	}
}

var errRedirects = errors.New("too many redirects")

// ask asks for one address: with HEAD, and when that does not show that it is there, with GET, for many servers
// know HEAD badly.
func ask(ctx context.Context, client *http.Client, address string) Answer {
	answer := request(ctx, client, http.MethodHead, address)
	if answer.Kind == Alive && answer.Reason == "" || answer.Kind == Refused || answer.Reason == dnsReason || ctx.Err() != nil {
		return answer
	}
	answer = request(ctx, client, http.MethodGet, address)
	if answer.Kind == Alive {
		answer.Reason = ""
	}
	return answer
}

const dnsReason = "DNS"

func request(ctx context.Context, client *http.Client, method, address string) Answer {
	r, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return Answer{Refused, "URL"}
	}
	r.Header.Set("User-Agent", agent)
	r.Header.Set("Accept", "*/*")
	response, err := client.Do(r)
	if err != nil {
		return failure(err)
	}
	io.CopyN(io.Discard, response.Body, int64(limits.AnswerRest)) // a short rest lets the connection be used again
	response.Body.Close()
	return verdict(response.StatusCode)
}

// verdict reads a status. One that keeps programs out says nothing against the page.
func verdict(status int) Answer {
	reason := "HTTP " + strconv.Itoa(status)
	switch {
	case status < 400:
		return Answer{}
	case status == http.StatusNotFound, status == http.StatusGone:
		return Answer{Gone, reason}
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusTooManyRequests,
		status == http.StatusProxyAuthRequired, status == http.StatusUnavailableForLegalReasons, status == 999:
		return Answer{Alive, reason}
	}
	return Answer{Failing, reason}
}

func failure(err error) Answer {
	var (
		refused *refusedError
		dns     *net.DNSError
		tlsErr  *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		netErr  net.Error
	)
	switch {
	case errors.As(err, &refused):
		return Answer{Refused, refused.what}
	case errors.Is(err, errRedirects):
		return Answer{Failing, "redirects > " + strconv.Itoa(limits.Redirects)}
	case errors.As(err, &dns) && dns.IsNotFound:
		return Answer{Gone, dnsReason}
	case errors.As(err, &dns):
		return Answer{Failing, dnsReason}
	case errors.As(err, &tlsErr), errors.As(err, &record):
		return Answer{Failing, "TLS"}
	case errors.As(err, &netErr) && netErr.Timeout():
		return Answer{Failing, "timeout"}
	}
	return Answer{Failing, "TCP"}
}

// polite is a transport that asks one host one thing at a time, and not at once again. A
// redirect is a request like any other.
type polite struct {
	base  http.RoundTripper
	pause time.Duration
	mu    sync.Mutex
	hosts map[string]*host
}

// host is one that is asked. turn has room for who may ask it.
type host struct {
	turn chan struct{}
	next time.Time // not before
}

// RoundTrip implements http.RoundTripper.
func (p *polite) RoundTrip(r *http.Request) (*http.Response, error) {
	name := strings.ToLower(r.URL.Hostname())
	p.mu.Lock()
	h := p.hosts[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		p.hosts[name] = h
	}
	p.mu.Unlock()
	select {
	case h.turn <- struct{}{}:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	defer func() { <-h.turn }()
	if wait := time.Until(h.next); wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	defer func() { h.next = time.Now().Add(p.pause) }()
	return p.base.RoundTrip(r)
}

// CloseIdleConnections is for http.Client.
func (p *polite) CloseIdleConnections() {
	if c, ok := p.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
