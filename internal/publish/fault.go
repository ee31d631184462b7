package publish

import (
	"errors"
	"strings"
	"time"
)

// Fault is why a target could not do what was asked of it, as far as the
// cure differs.
type Fault uint8

// The faults of targets.
const (
	// Other is what has no cure of its own: Err says it.
	Other Fault = iota
	// UnknownScheme: the address begins with something that is no kind of target. Detail is the scheme.
	UnknownScheme
	// PlainFTP: ftp:// sends passwords in the clear.
	PlainFTP
	// BadAddress: the address lacks a part or has a wrong one. Detail says which, in English words of the address: "no host", "port".
	BadAddress
	// SecretInAddress: a password stands in the address, where logs and histories keep it. Detail names the environment
	// variable that it belongs into.
	SecretInAddress
	// NoCredentials: there is nothing to be let in with. Detail names the variables and files that were looked at.
	NoCredentials
	// BadCredentials: the server knows neither the key nor the password.
	BadCredentials
	// UnknownHost: no known_hosts file has the server's key. Detail is its fingerprint, Hint the line that adds it.
	UnknownHost
	// ChangedHost: known_hosts has another key for the server. Detail is the fingerprint of the new one, Hint
	// the place of the old one, FILE:LINE.
	ChangedHost
	// BadCertificate: the server's certificate is not valid for its name. Hint names the environment variable for a file
	// of certificates to be trusted.
	BadCertificate
	// NoServer: nothing answers at the address. Passing.
	NoServer
	// NoPlace: the server is there, but not the bucket or the folder above the target. Detail names it.
	NoPlace
	// Denied: the server does not let us read or write here.
	Denied
	// Full: there is no room left.
	Full
	// Lost: the connection has ended, or nothing came for long. Passing.
	Lost
	// Busy: the server asks to slow down or has a passing trouble of its own. Passing.
	Busy
	// NoTLS: the server does not speak TLS, or not for what it must.
	NoTLS
	// WrongClock: the server's clock and ours differ by more than it allows. Detail is by how much ours is ahead, "21m0s".
	WrongClock
)

// Error is what a target could not do.
type Error struct {
	Fault Fault
	// Place is the target's address as it may be shown, Path the file that it happened to; "" when it was none.
	Place, Path string
	// Detail and Hint are what Fault says of them.
	Detail, Hint string
	// Err is what was below; nil when there is no more to say.
	Err error
}

func (e *Error) Error() string {
	var parts []string
	for _, s := range []string{e.Place, e.Path, e.Fault.String()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if e.Detail != "" {
		parts = append(parts, e.Detail)
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

func (e *Error) Unwrap() error { return e.Err }

// Passing tells whether the same call may succeed after a while.
func (f Fault) Passing() bool { return f == NoServer || f == Lost || f == Busy }

// String names the fault in English.
func (f Fault) String() string {
	return [...]string{
		Other: "", UnknownScheme: "unknown scheme", PlainFTP: "ftp without TLS", BadAddress: "bad address", SecretInAddress: "password in the address",
		NoCredentials: "no credentials", BadCredentials: "not let in", UnknownHost: "unknown host key", ChangedHost: "changed host key",
		BadCertificate: "bad certificate", NoServer: "no server", NoPlace: "no such place", Denied: "permission denied", Full: "no space left",
		Lost: "connection lost", Busy: "server busy", NoTLS: "no TLS", WrongClock: "clocks differ",
	}[f]
}

// faultOf gives the fault of an error, and whether it is one of a target.
func faultOf(err error) (Fault, bool) {
	if e := new(Error); errors.As(err, &e) {
		return e.Fault, true
	}
	return Other, false
}

// LockedError says that somebody else is publishing to the target.
type LockedError struct {
	// Who is what they say of themselves, "" when they left no word.
	Who string
	// Age is how long ago they last gave a sign of life.
	Age time.Duration
}

func (e *LockedError) Error() string { return "locked by " + e.Who + " " + e.Age.String() + " ago" }
