package publish

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/textproto"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"
)

// ftpsParallel is how many connections are open at once at most: an FTP connection does one thing at a time. Hosts that
// allow fewer say so, and are left in peace.
const ftpsParallel = 8

const (
	// ftpsFresh is how long an idle connection is taken to be alive; after that it is asked. Hosts close them after a minute or so.
	ftpsFresh = 10 * time.Second
	// askLimit is how long an idle connection may take to answer, and a finished transfer to end.
	askLimit = 10 * time.Second
)

// session is a connection to the server, lent to one call at a time.
type session struct {
	*ftp.ServerConn
	ctx  context.Context // of the call that has it
	used time.Time

	mu      sync.Mutex
	control *steadyConn
	data    *steadyConn // of the last transfer
	aborted bool
}

// abort ends whatever the session is doing.
func (s *session) abort() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.aborted = true
	for _, c := range []*steadyConn{s.control, s.data} {
		if c != nil {
			c.Close()
		}
	}
}

// usable tells whether the session can be lent again after a call that has ended with err.
func (s *session) usable(err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	var nonsense textproto.ProtocolError
	return !s.aborted && !s.control.broken.Load() && replyCode(err) != ftp.StatusNotAvailable && !errors.As(err, &nonsense)
}

// dial makes the connections of a session: first that for commands, then one for each transfer.
func (s *session) dial(config *tls.Config) func(network, address string) (net.Conn, error) {
	return func(network, address string) (net.Conn, error) {
		raw, err := dialSteady(s.ctx, network, address)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.aborted {
			raw.Close()
			return nil, net.ErrClosed
		}
		if s.control == nil {
			s.control = raw
			return raw, nil
		}
		s.data = raw
		return &dataConn{Conn: tls.Client(raw, config), raw: raw}, nil
	}
}

// dataConn carries the bytes of one file or list.
type dataConn struct {
	*tls.Conn
	raw   *steadyConn
	wrote bool
}

func (c *dataConn) Write(p []byte) (int, error) {
	c.wrote = true
	return c.Conn.Write(p)
}

// Read takes the end of the connection for the end of the bytes: many servers end it
// without the farewell of TLS. Whether it was the end the server says on the other connection.
func (c *dataConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// Handshake begins TLS where there is nothing to write.
func (c *dataConn) Handshake() error {
	c.wrote = true
	return c.Conn.Handshake()
}

// Close lets the server read to the end. To close at once would throw away what it has sent and nobody has
// read (the tickets of TLS 1.3), and an operating system that throws away bytes also tells the other side to do so.
func (c *dataConn) Close() error {
	defer c.raw.Close()
	if !c.wrote {
		return c.Conn.Close()
	}
	if err := c.Conn.CloseWrite(); err != nil {
		return err
	}
	if half, ok := c.raw.Conn.(*net.TCPConn); ok {
		if err := half.CloseWrite(); err != nil {
			return err
		}
	}
	c.raw.limit = askLimit
	for b := make([]byte, 1<<10); ; {
		if _, err := c.raw.Read(b); err != nil {
			return nil
		}
	}
}

// connect opens a session and logs in.
func (f *ftps) connect(ctx context.Context) (*session, error) {
	s := &session{ctx: ctx}
	// Servers want a transfer to go on with the TLS session of its own connection for commands: it proves that both are the same client.
	config := f.tls.Clone()
	config.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	stop := context.AfterFunc(ctx, s.abort)
	defer stop()
	var err error
	s.ServerConn, err = ftp.Dial(f.address, ftp.DialWithExplicitTLS(config), ftp.DialWithDialFunc(s.dial(config)), ftp.DialWithForceListHidden(f.plainList))
	if err != nil {
		s.abort()
		return nil, &loginError{err, false}
	}
	if err := s.Login(f.user, f.password); err != nil {
		s.abort()
		return nil, &loginError{err, true}
	}
	s.used = time.Now()
	return s, nil
}

// loginError is why there is no session; asked tells whether it came so far that the password was sent.
type loginError struct {
	err   error
	asked bool
}

func (e *loginError) Error() string { return e.err.Error() }
func (e *loginError) Unwrap() error { return e.err }

// crowded tells whether the server may have turned a session away because there are others.
func (e *loginError) crowded() bool {
	code := replyCode(e.err)
	return code == ftp.StatusNotAvailable || e.asked && code >= 400
}

// replyCode is the code of the server's answer in an error, 0 when there is none.
func replyCode(err error) int {
	if reply := new(textproto.Error); errors.As(err, &reply) {
		return reply.Code
	}
	return 0
}

// pool holds the open sessions.
type pool struct {
	idle chan *session
	// slots has an element for each session, and for each that the server would not have.
	slots chan struct{}
	mu    sync.Mutex
	open  int
}

func newPool() *pool {
	return &pool{idle: make(chan *session, ftpsParallel), slots: make(chan struct{}, ftpsParallel)}
}

// take lends a session: one that is idle, or a new one, or the next to come back.
func (f *ftps) take(ctx context.Context) (*session, error) {
	for {
		select {
		case s := <-f.pool.idle:
			if f.alive(ctx, s) {
				return s, nil
			}
			continue
		default:
		}
		select {
		case s := <-f.pool.idle:
			if f.alive(ctx, s) {
				return s, nil
			}
		case f.pool.slots <- struct{}{}:
			s, err := f.connect(ctx)
			if err == nil {
				f.pool.count(1)
				return s, nil
			}
			if refusal := new(loginError); errors.As(err, &refusal) && refusal.crowded() && f.pool.count(0) > 0 {
				continue // the slot stays taken
			}
			<-f.pool.slots
			return nil, err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// count adds to the number of open sessions, and gives it.
func (p *pool) count(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open += n
	return p.open
}

// alive asks a session that was idle for a while whether it still works, and drops it if not.
func (f *ftps) alive(ctx context.Context, s *session) bool {
	s.ctx = ctx
	if time.Since(s.used) < f.fresh {
		return true
	}
	s.control.limit = askLimit
	err := s.NoOp()
	s.control.limit = stallLimit
	if s.usable(err) && (err == nil || replyCode(err) > 0) {
		return true
	}
	f.drop(s)
	return false
}

// drop ends a session.
func (f *ftps) drop(s *session) {
	s.abort()
	f.pool.count(-1)
	<-f.pool.slots
}

// give takes a session back.
func (f *ftps) give(s *session, err error) {
	if !s.usable(err) {
		f.drop(s)
		f.forget() // what has ended this one has mostly ended all
		return
	}
	s.used = time.Now()
	f.pool.idle <- s
}

// forget drops all idle sessions.
func (f *ftps) forget() {
	for {
		select {
		case s := <-f.pool.idle:
			f.drop(s)
		default:
			return
		}
	}
}

// do lends a session to a call, and ends it when the context is done.
func (f *ftps) do(ctx context.Context, name string, call func(*session) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s, err := f.take(ctx)
	if err == nil {
		stop := context.AfterFunc(ctx, s.abort)
		err = call(s)
		stop()
		f.give(s, err)
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return f.fail(name, err)
}
