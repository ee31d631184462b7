package publish

import (
	"context"
	"crypto/tls"
	"net"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"
)

// ftps is a folder on an FTP server, reached by explicit TLS (RFC 4217): commands and files are encrypted, or nothing is sent.
type ftps struct {
	place, address string
	user, password string
	tls            *tls.Config
	root           string // absolute
	fresh          time.Duration
	// plainList is true where folders are listed as people read them, by LIST -a: the server knows no MLSD.
	plainList bool
	pool      *pool

	mu      sync.Mutex
	folders map[string]bool // those that are known to be there, below root; "." is root
	// claimed has the files that Create was making when the connection was lost: the claim may be ours.
	claimed map[string]bool

	creating sync.Mutex // one Create at a time: claimed does not say which of several was cut off
}

// Environment variables of ftps targets.
const (
	ftpsPassword = "BANTIN_FTP_PASSWORD"
	// ftpsAuthority names a file of certificates (PEM) that are trusted besides those of the system.
	ftpsAuthority = "BANTIN_FTP_CA"
)

// openFTPS opens ftps://user@host/path. The path begins at the folder that the user is in after logging in, as
// RFC 1738 has it (and as most hosts show no other); one with two slashes, at the root of the server.
func openFTPS(ctx context.Context, u *url.URL, c Credentials) (Target, error) {
	f := &ftps{
		place: redacted(u), user: u.User.Username(), password: strings.TrimRight(c.Getenv(ftpsPassword), "\r\n"),
		fresh: ftpsFresh, pool: newPool(), folders: make(map[string]bool), claimed: make(map[string]bool),
	}
	port, wrong := u.Port(), ""
	switch {
	case u.Hostname() == "":
		wrong = "no host"
	case f.user == "":
		wrong = "no user"
	case port == "990":
		wrong = "port 990: its TLS begins with the connection (implicit); that of port 21 (explicit) is what is spoken here"
	case u.RawQuery != "":
		wrong = "the part after ?"
	case strings.ContainsAny(u.Path+f.user, "\r\n\x00"):
		wrong = "path"
	case port == "":
		port = "21"
	}
	if wrong != "" {
		return nil, &Error{Fault: BadAddress, Place: f.place, Detail: wrong}
	}
	if f.password == "" {
		return nil, &Error{Fault: NoCredentials, Place: f.place, Detail: ftpsPassword}
	}
	f.address = net.JoinHostPort(u.Hostname(), port)
	ca, err := c.Getenv(ftpsAuthority), error(nil)
	if f.tls, err = trusted(u.Hostname(), ca); err != nil {
		return nil, &Error{Fault: BadCertificate, Place: f.place, Detail: ca, Hint: ftpsAuthority, Err: err}
	}
	for _, step := range []func(*session) error{
		func(s *session) error { f.plainList = !s.IsTimePreciseInList(); return nil }, // MLSD is precise
		func(s *session) error { return f.enter(s, u.Path) },
	} {
		before := f.plainList
		if err := f.do(ctx, "", step); err != nil {
			f.Close()
			return nil, err
		}
		if f.plainList != before {
			f.forget() // how a session lists is settled when it is opened
		}
	}
	return f, nil
}

// enter finds the target's folder, or that above it.
func (f *ftps) enter(s *session, name string) error {
	home, err := s.CurrentDir()
	if err != nil {
		return err
	}
	name = strings.TrimPrefix(name, "/~") // as sftp has it
	if f.root = path.Join("/", home, name); strings.HasPrefix(name, "//") {
		f.root = path.Clean(name[1:])
	}
	if f.plainList {
		// A folder has at least itself in it, for a server that understands -a.
		if all, err := s.List(home); replyCode(err) > 0 || err == nil && len(all) == 0 {
			f.plainList = false
		} else if err != nil {
			return err
		}
	}
	err = s.ChangeDir(f.root)
	switch {
	case err == nil:
		f.folders["."] = true
		return nil
	case !refused(err):
		return err
	}
	above := path.Dir(f.root)
	if err = s.ChangeDir(above); refused(err) {
		return &Error{Fault: NoPlace, Place: f.place, Detail: above, Err: err}
	}
	return err
}
