package publish

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync/atomic"
	"time"
)

const (
	// dialLimit is how long a server may take to answer at all.
	dialLimit = 30 * time.Second
	// stallLimit is how long nothing may move on a connection. What was written last can take a while to go out on a
	// slow line: the operating system keeps up to some megabytes of it.
	stallLimit = 2 * time.Minute
)

// steadyConn is a connection that ends by itself when nothing moves on it. A
// reader that waits for the answer gets more time with every byte that is written.
type steadyConn struct {
	net.Conn
	limit time.Duration
	// broken is set when the connection has failed or ended.
	broken atomic.Bool
}

func (c *steadyConn) Read(p []byte) (int, error)  { return c.move(c.Conn.Read, p) }
func (c *steadyConn) Write(p []byte) (int, error) { return c.move(c.Conn.Write, p) }

func (c *steadyConn) move(do func([]byte) (int, error), p []byte) (int, error) {
	n, err := 0, c.SetDeadline(time.Now().Add(c.limit))
	if err == nil {
		n, err = do(p)
	}
	if err != nil {
		c.broken.Store(true)
	}
	return n, err
}

// dialSteady connects.
func dialSteady(ctx context.Context, network, address string) (*steadyConn, error) {
	d := net.Dialer{Timeout: dialLimit}
	raw, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &steadyConn{Conn: raw, limit: stallLimit}, nil
}

// planned reads what an upload promises, and fails when it is less, or when the
// context is done. It keeps what went wrong: those who send it tell it in their own words.
type planned struct {
	ctx  context.Context
	r    io.Reader
	left int64
	err  error
}

func (p *planned) Read(b []byte) (int, error) {
	if p.err == nil {
		p.err = p.ctx.Err()
	}
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.r.Read(b)
	p.left -= int64(n)
	if err == io.EOF && p.left > 0 || p.left < 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		p.err = err
	}
	return n, err
}

// through gives the bytes of an upload to a function, which may tell in its own words what goes wrong with reading them.
func through(ctx context.Context, u *Upload, do func(io.Reader) error) error {
	r, err := u.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	body := &planned{ctx: ctx, r: r, left: u.Size}
	if err = do(body); body.err != nil {
		return body.err
	}
	return err
}

// connectionFault gives the fault of an error of the network.
func connectionFault(err error) Fault {
	var (
		op       *net.OpError
		dns      *net.DNSError
		untrusty *tls.CertificateVerificationError
		noTLS    tls.RecordHeaderError
		network  net.Error
	)
	switch {
	case errors.As(err, &untrusty):
		return BadCertificate
	case errors.As(err, &noTLS):
		if noTLS.Conn == nil { // a record that was cut: the first one was in order
			return Lost
		}
		return NoTLS
	case errors.As(err, &dns), errors.As(err, &op) && op.Op == "dial":
		return NoServer
	case errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return Lost
	}
	return Other
}

// trusted is how a server must prove who it is: by a certificate for its name that an authority of the system has signed,
// or one of those in a file, "" for none.
func trusted(host, file string) (*tls.Config, error) {
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if file == "" {
		return config, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if config.RootCAs, err = x509.SystemCertPool(); err != nil {
		config.RootCAs = x509.NewCertPool()
	}
	if !config.RootCAs.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s: no certificate in it", file)
	}
	return config, nil
}
