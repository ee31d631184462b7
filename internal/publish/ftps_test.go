package publish

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"net/url"
	"strings"
	"testing"

	"github.com/jlaffaye/ftp"
)

func TestFTPSAddress(t *testing.T) {
	env := map[string]string{ftpsPassword: "bí mật\r\n"}
	for address, want := range map[string]Fault{
		"ftps://bien-tap@/trang":                  BadAddress,
		"ftps://example.vn/trang":                 BadAddress,
		"ftps://bien-tap@example.vn:990/":         BadAddress,
		"ftps://bien-tap@example.vn/?a=b":         BadAddress,
		"ftps://bien-tap@example.vn/a%0Ab":        BadAddress,
		"ftps://bien-tap:bi-mat@example.vn/":      SecretInAddress,
		"ftp://bien-tap@example.vn/":              PlainFTP,
		"ftps://bien-tap@127.0.0.1:1/trang":       NoServer,
		"ftps://bien-tap@khong-co.invalid./trang": NoServer,
	} {
		_, err := Open(t.Context(), address, Credentials{Getenv: func(name string) string { return env[name] }})
		if fault, _ := faultOf(err); fault != want || strings.Contains(err.Error(), "bi-mat") || strings.Contains(err.Error(), "bí mật") {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	u, _ := url.Parse("ftps://bien-tap@example.vn/")
	_, err := openFTPS(t.Context(), u, Credentials{Getenv: func(string) string { return "" }})
	if fault, _ := faultOf(err); fault != NoCredentials {
		t.Error(err)
	}
}

// oldServer is an FTP server that renames to no name that is taken, as some on Windows do, and speaks no TLS.
type oldServer struct {
	files    map[string]string
	stubborn string // a name that nothing is ever renamed to
}

func (s *oldServer) serve(c net.Conn) {
	defer c.Close()
	say := func(code int) { fmt.Fprintf(c, "%d mật khẩu bí mật\r\n", code) }
	say(220)
	from := ""
	for in := bufio.NewScanner(c); in.Scan(); {
		verb, name, _ := strings.Cut(in.Text(), " ")
		_, there := s.files[name]
		switch {
		case verb == "RNFR" && there:
			from = name
			say(350)
		case verb == "RNTO" && !there && name != s.stubborn:
			s.files[name] = s.files[from]
			delete(s.files, from)
			say(250)
		case verb == "DELE" && there:
			delete(s.files, name)
			say(250)
		default:
			say(550)
		}
	}
}

// connect gives a connection to the server.
func (s *oldServer) connect(t *testing.T) *session {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		if c, err := l.Accept(); err == nil {
			s.serve(c)
		}
	}()
	conn := &session{ctx: t.Context()}
	if conn.ServerConn, err = ftp.Dial(l.Addr().String(), ftp.DialWithDialFunc(conn.dial(nil))); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.abort)
	return conn
}

func TestReplace(t *testing.T) {
	f := &ftps{root: "/trang"}
	temp := f.at(tempName("index.html"))
	for name, test := range map[string]struct {
		server *oldServer
		want   string // what index.html holds afterwards
		fails  bool
	}{
		"new":     {&oldServer{files: map[string]string{temp: "hai"}}, "hai", false},
		"there":   {&oldServer{files: map[string]string{temp: "hai", "/trang/index.html": "một"}}, "hai", false},
		"left":    {&oldServer{files: map[string]string{temp: "hai", temp + ".old": "không", "/trang/index.html": "một"}}, "hai", false},
		"no room": {&oldServer{files: map[string]string{temp: "hai", "/trang/index.html": "một"}, stubborn: temp + ".old"}, "một", true},
		"nothing": {&oldServer{files: map[string]string{"/trang/index.html": "một"}}, "một", true},
	} {
		t.Run(name, func(t *testing.T) {
			err := f.replace(test.server.connect(t), tempName("index.html"), "index.html")
			if (err != nil) != test.fails || test.server.files["/trang/index.html"] != test.want {
				t.Errorf("%v; the server holds %q", err, test.server.files)
			}
			if _, left := test.server.files[temp+".old"]; left {
				t.Error("the old file is still there")
			}
		})
	}
}

// A server that speaks no TLS is told nothing, and what a server says is not repeated when it has a password in it.
func TestFTPSDiscretion(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			(&oldServer{}).serve(c)
		}
	}()
	_, err = Open(t.Context(), "ftps://bien-tap@"+l.Addr().String()+"/", Credentials{Getenv: func(name string) string {
		return map[string]string{ftpsPassword: "bí mật"}[name]
	}})
	if fault, _ := faultOf(err); fault != Denied || strings.Contains(err.Error(), "bí mật") {
		t.Errorf("%v", err)
	}
}

func TestFTPSFaults(t *testing.T) {
	reply := func(code int, text string) error { return &textproto.Error{Code: code, Msg: text} }
	for _, test := range []struct {
		err  error
		want Fault
	}{
		{reply(452, ""), Full},
		{reply(552, ""), Full},
		{errors.Join(net.ErrClosed, reply(451, "Failure writing to local file.")), Full},
		{reply(553, "Disk quota exceeded"), Full},
		{reply(550, "Permission denied."), Denied},
		{reply(421, "Timeout."), Lost},
		{reply(426, ""), Busy},
		{reply(500, "what?"), Other},
		{&loginError{reply(530, ""), true}, BadCredentials},
		{&loginError{reply(430, ""), true}, BadCredentials},
		{&loginError{reply(421, ""), false}, Busy},
		{&loginError{reply(502, ""), false}, NoTLS},
		{&loginError{reply(534, ""), true}, NoTLS},
		{&loginError{net.ErrClosed, true}, Lost},
		{net.ErrClosed, Lost},
		{errors.New("x"), Other},
	} {
		if fault, _ := faultOf((&ftps{password: "x9"}).fail("index.html", test.err)); fault != test.want {
			t.Errorf("%v: %v, want %v", test.err, fault, test.want)
		}
	}
}
