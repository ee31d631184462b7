package publish

import (
	"context"
	"errors"
	"io/fs"
	"net/textproto"
	"slices"
	"strings"

	"github.com/jlaffaye/ftp"
)

// refused tells whether an error is the server's no: not a connection that was lost, or a trouble that will pass.
func refused(err error) bool {
	code := replyCode(err)
	return code >= 500 || code == ftp.StatusFileActionIgnored // what some say of files that are not there
}

// fail gives an error its fault. What the target promises by name stays in the chain.
func (f *ftps) fail(name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, typed := faultOf(err); typed {
		return err
	}
	e := &Error{Place: f.place, Path: name, Err: err}
	login, reply := new(loginError), new(textproto.Error)
	replied := errors.As(err, &reply)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Err = fs.ErrNotExist
	case errors.Is(err, fs.ErrExist):
		e.Err = fs.ErrExist
	case errors.As(err, &login):
		e.Fault = login.fault()
	case replied:
		e.Fault = replyFault(reply)
	default:
		e.Fault = connectionFault(err)
	}
	if replied {
		e.Err = reply // which says more than how a transfer looked from here
	}
	e.Err = f.discreet(e.Err)
	if e.Fault == NoServer || e.Fault == BadCertificate || e.Fault == NoTLS {
		e.Detail = f.address
	}
	if e.Fault == BadCertificate {
		e.Hint = ftpsAuthority
	}
	return e
}

// discreet gives an error that says nothing secret: a server may repeat what it was sent.
func (f *ftps) discreet(err error) error {
	if !strings.Contains(err.Error(), f.password) {
		return err
	}
	return errors.New(strings.ReplaceAll(err.Error(), f.password, "***"))
}

// fault says why there is no session.
func (e *loginError) fault() Fault {
	switch code := replyCode(e.err); {
	case code == 0:
		return connectionFault(e.err)
	case code == ftp.StatusInvalidCredentials:
		return BadCredentials
	case code < 500:
		return Busy
	case !e.asked:
		// All that is asked before is AUTH TLS. Those who have shut somebody out use the codes of a login.
		if code == ftp.StatusNotLoggedIn || code == ftp.StatusFileUnavailable {
			return Denied
		}
		return NoTLS
	case code == ftp.StatusNotLoggedIn, code == ftp.StatusStorNeedAccount:
		return BadCredentials
	case code < 540:
		return NoTLS // PBSZ, PROT: files would go unencrypted
	}
	return Denied
}

// replyFault gives the fault for the code of an answer (RFC 959, 4.2.2). What a full disk is called differs: the text may say more.
func replyFault(reply *textproto.Error) Fault {
	text := strings.ToLower(reply.Msg)
	switch code := reply.Code; {
	case code == ftp.Status452, code == ftp.StatusExceededStorage:
		return Full
	case containsAny(text, "writing to local file", "write to file", "no space", "disk full", "quota"):
		return Full
	case code == ftp.StatusNotAvailable:
		return Lost
	case code < 500:
		return Busy
	case code == ftp.StatusNotLoggedIn, code == ftp.StatusFileUnavailable, code == ftp.StatusBadFileName:
		return Denied
	}
	return Other
}

func containsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}
