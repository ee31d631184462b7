package publish

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/url"
	"os/user"
	"path"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// login is how to get into an SSH server.
type login struct {
	address string // host:port
	place   string
	user    string
	keys    *keyring
	hosts   *knownHosts
}

func newLogin(u *url.URL, c Credentials) (*login, error) {
	port := u.Port()
	if port == "" {
		port = "22"
	}
	l := &login{address: net.JoinHostPort(u.Hostname(), port), place: redacted(u), user: u.User.Username()}
	if l.user == "" {
		if own, err := user.Current(); err == nil {
			l.user = own.Username
		}
	}
	var err error
	if l.keys, err = newKeyring(c); err == nil {
		l.hosts, err = newKnownHosts(c)
	}
	return l, err
}

// The times that are allowed for a connection, and between signs of life on one that is idle.
const (
	dialTime      = 15 * time.Second
	handshakeTime = 30 * time.Second
	keepalive     = 15 * time.Second
)

// dial makes a connection.
func (l *login) dial(ctx context.Context) (*line, error) {
	dialer := net.Dialer{Timeout: dialTime}
	raw, err := dialer.DialContext(ctx, "tcp", l.address)
	if err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, &Error{Fault: NoServer, Place: l.place, Err: err}
	}
	stop := context.AfterFunc(ctx, func() { raw.Close() })
	defer stop()
	raw.SetDeadline(time.Now().Add(handshakeTime))
	client, err := l.handshake(raw)
	if err != nil {
		raw.Close()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, err
	}
	files, err := sftp.NewClient(client, sftp.UseConcurrentWrites(true))
	if err != nil {
		client.Close()
		return nil, &Error{Fault: Denied, Place: l.place, Detail: "no sftp", Err: err}
	}
	raw.SetDeadline(time.Time{})
	n := &line{ssh: client, sftp: files, done: make(chan struct{}), made: make(map[string]bool)}
	_, n.posix = files.HasExtension("posix-rename@openssh.com")
	go n.watch()
	return n, nil
}

// handshake proves to each side who the other is.
func (l *login) handshake(raw net.Conn) (*ssh.Client, error) {
	auth, end, err := l.keys.methods()
	if err != nil {
		return nil, &Error{Fault: NoCredentials, Place: l.place, Detail: err.Error()}
	}
	defer end()
	var stranger error
	config := &ssh.ClientConfig{
		User: l.user, Auth: auth, HostKeyAlgorithms: l.hosts.algorithms(l.address),
		HostKeyCallback: func(address string, remote net.Addr, key ssh.PublicKey) error {
			stranger = l.hosts.check(address, remote, key, l.place)
			return stranger
		},
	}
	conn, channels, requests, err := ssh.NewClientConn(raw, l.address, config)
	switch {
	case err == nil:
		return ssh.NewClient(conn, channels, requests), nil
	case stranger != nil:
		return nil, stranger
	case strings.Contains(err.Error(), "unable to authenticate"):
		return nil, &Error{Fault: BadCredentials, Place: l.place, Detail: l.user + ": " + l.keys.tried()}
	case strings.Contains(err.Error(), "no common algorithm"):
		return nil, &Error{Fault: Other, Place: l.place, Err: err}
	}
	return nil, &Error{Fault: Lost, Place: l.place, Err: err}
}

// line is a connection to an SSH server.
type line struct {
	ssh   *ssh.Client
	sftp  *sftp.Client
	posix bool // renaming replaces what has the new name
	once  sync.Once
	done  chan struct{} // closed at the end

	mu   sync.Mutex
	made map[string]bool // folders that are there, because we made them
}

// watch sees the end of the connection. One that is idle is asked for a sign
// of life from time to time: routers forget idle ones, and a dead server says nothing.
func (l *line) watch() {
	go func() {
		l.ssh.Wait()
		l.end()
	}()
	ticker := time.NewTicker(keepalive)
	defer ticker.Stop()
	for {
		select {
		case <-l.done:
			return
		case <-ticker.C:
			timer := time.AfterFunc(stall, l.end)
			_, _, err := l.ssh.SendRequest("keepalive@openssh.com", true, nil)
			timer.Stop()
			if err != nil {
				l.end()
			}
		}
	}
}

// end ends the connection, and with it all calls.
func (l *line) end() {
	l.once.Do(func() {
		close(l.done)
		l.ssh.Close() // the channel of sftp ends with it
	})
}

func (l *line) ended() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// rename moves a file to the place of another. Where the server cannot do so in one step, the other is missing for a moment.
func (l *line) rename(from, to string) error {
	if l.posix {
		return l.sftp.PosixRename(from, to)
	}
	err := l.sftp.Rename(from, to)
	if err == nil || isLost(err) {
		return err
	}
	if e := l.sftp.Remove(to); e != nil {
		return err
	}
	return l.sftp.Rename(from, to)
}

// makeFolder makes a folder, and those above it up to top, which may have to be made too.
func (l *line) makeFolder(dir, top string) error {
	l.mu.Lock()
	known := l.made[dir]
	l.mu.Unlock()
	if known {
		return nil
	}
	err := l.sftp.Mkdir(dir)
	if errors.Is(err, fs.ErrNotExist) && dir != top {
		if err := l.makeFolder(path.Dir(dir), top); err != nil {
			return err
		}
		err = l.sftp.Mkdir(dir)
	}
	if err != nil && !isLost(err) {
		// SFTP has no word for a folder that is there already: another worker was faster.
		if info, e := l.sftp.Stat(dir); e == nil && info.IsDir() {
			err = nil
		}
	}
	if err == nil {
		l.mu.Lock()
		l.made[dir] = true
		l.mu.Unlock()
	}
	return err
}

// forget notes that a folder is there no more.
func (l *line) forget(dir string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.made, dir)
}

// isNetwork tells whether an error comes from the network below.
func isNetwork(err error) bool {
	if op := new(net.OpError); errors.As(err, &op) {
		return true
	}
	return errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ETIMEDOUT)
}
