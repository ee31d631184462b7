//go:build linux

package publish

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ftpsSecretHash is ftpsSecret as crypt(3) keeps it.
const (
	ftpsSecret     = "mật khẩu không ai được thấy"
	ftpsSecretHash = "$6$bantin$bxGxlcauv5vsZmv.D9gchY94nHpZO5BCOeDu6UGtSV9aMUKF3yVJv6tPz3SjW7IUeVRJaYEXEV4d0Pfp5yy3J."
)

// ftpServer is a running FTP server with TLS.
type ftpServer struct {
	*server
	dir, ca, user string
}

// runners are the servers that tests run with: one that lists folders as ls does and asks for the TLS session of the
// connection for commands, one that knows MLSD.
var runners = []struct {
	name string
	run  func(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd, settings ...string) *ftpServer
}{{"vsftpd", serveVsftpd}, {"pure-ftpd", servePureFTPd}}

// serveVsftpd starts vsftpd without rights. Its one user is "anonymous", with a password from a file: others
// would have to be users of this machine.
func serveVsftpd(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd, settings ...string) *ftpServer {
	t.Helper()
	vsftpd := program(t, "vsftpd")
	ca, cert, key, _ := certificate(t)
	s := &ftpServer{dir: serverDir(t, "www"), ca: ca, user: "anonymous"}
	conf := openDir(t)
	write := func(name, text string) string {
		at := filepath.Join(conf, name)
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		handOver(t, at)
		return at
	}
	us := whoami(t)
	if us.Uid == "0" {
		var err error
		if us, err = user.LookupId(strconv.Itoa(nobody)); err != nil {
			t.Fatal(err)
		}
	}
	port := freePort(t)
	lines := append([]string{
		"listen=YES", "listen_address=127.0.0.1", fmt.Sprintf("listen_port=%d", port), "background=NO",
		"run_as_launching_user=YES", "seccomp_sandbox=NO", "ftp_username=" + us.Username, "secure_chroot_dir=" + conf,
		"anonymous_enable=YES", "local_enable=NO", "secure_email_list_enable=YES", "email_password_file=" + write("passwords", ftpsSecret+"\n"),
		"anon_root=" + s.dir, "anon_umask=022", "anon_world_readable_only=NO", "delay_failed_login=0",
		"write_enable=YES", "anon_upload_enable=YES", "anon_mkdir_write_enable=YES", "anon_other_write_enable=YES",
		"ssl_enable=YES", "allow_anon_ssl=YES", "force_anon_logins_ssl=YES", "force_anon_data_ssl=YES", "ssl_ciphers=HIGH",
		"rsa_cert_file=" + cert, "rsa_private_key_file=" + key,
	}, settings...)
	file := write("vsftpd.conf", strings.Join(lines, "\n")+"\n")
	s.server = serve(t, fmt.Sprintf("127.0.0.1:%d", port), func() *exec.Cmd {
		cmd := exec.Command(vsftpd, file)
		if asNobody(cmd); change != nil {
			cmd = change(s.dir, cmd)
		}
		return cmd
	})
	return s
}

// servePureFTPd starts pure-ftpd, which runs as root only, with a user of its own.
func servePureFTPd(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd, settings ...string) *ftpServer {
	t.Helper()
	pureFTPd := program(t, "pure-ftpd")
	purePW := program(t, "pure-pw")
	if os.Getuid() != 0 {
		t.Skip("pure-ftpd runs as root only")
	}
	ca, _, _, pair := certificate(t)
	s := &ftpServer{dir: serverDir(t, "www"), ca: ca, user: "bien-tap"}
	conf := openDir(t)
	passwords, base := filepath.Join(conf, "passwords"), filepath.Join(conf, "base.pdb")
	// What pure-pw makes of a password itself is meant to take seconds to check.
	if err := os.WriteFile(passwords, fmt.Appendf(nil, "%s:%s:%d:%d::%s/./::::::::::::\n", s.user, ftpsSecretHash, nobody, nobody, s.dir), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(purePW, "mkdb", base, "-f", passwords).CombinedOutput(); err != nil {
		t.Fatalf("pure-pw: %v\n%s", err, out)
	}
	port := freePort(t)
	s.server = serve(t, fmt.Sprintf("127.0.0.1:%d", port), func() *exec.Cmd {
		args := append([]string{"-S", fmt.Sprintf("127.0.0.1,%d", port), "-l", "puredb:" + base, "-A", "-E", "-H", "-Y", "2", "-2", pair, "-C", "20", "-u", "100"}, settings...)
		cmd := exec.Command(pureFTPd, args...)
		if change == nil {
			return cmd
		}
		return change(s.dir, cmd)
	})
	return s
}

func (s *ftpServer) environment(pairs ...string) Credentials {
	env := map[string]string{ftpsPassword: ftpsSecret, ftpsAuthority: s.ca}
	for i := 0; i < len(pairs); i += 2 {
		env[pairs[i]] = pairs[i+1]
	}
	return Credentials{Getenv: func(name string) string { return env[name] }}
}

// at is the address of a folder, by way of another listener when via is not "".
func (s *ftpServer) at(path, via string) string {
	if via == "" {
		via = s.address
	}
	return "ftps://" + s.user + "@" + via + path
}

func (s *ftpServer) open(t testing.TB, path string) *ftps {
	t.Helper()
	target, err := Open(t.Context(), s.at(path, ""), s.environment())
	if err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	t.Cleanup(func() { target.Close() })
	return target.(*ftps)
}

func TestFTPS(t *testing.T) {
	for _, r := range runners {
		t.Run(r.name, func(t *testing.T) {
			s := r.run(t, nil)
			for _, dir := range []string{"", "/bản tin"} {
				t.Run("folder "+dir, func(t *testing.T) {
					conform(t, func(t *testing.T) Target { return s.open(t, dir) })
				})
			}
		})
	}
}

// Hosts allow few connections and end those that are idle; both are nothing that a publish should end with.
func TestFTPSConnections(t *testing.T) {
	for _, r := range runners {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			few := []string{"max_per_ip=3"} // that which found out that the server listens may still count
			if r.name == "pure-ftpd" {
				few = []string{"-C", "3"}
			}
			f := r.run(t, nil, few...).open(t, "/trang")
			conformMany(t, f)
			if n := f.pool.count(0); n < 1 || n > 3 {
				t.Errorf("%d connections", n)
			}
			f = r.run(t, nil).open(t, "/trang")
			if err := f.Put(t.Context(), upload("index.html", "một")); err != nil {
				t.Fatal(err)
			}
			idle := func() {
				t.Helper()
				if len(f.pool.idle) == 0 {
					t.Error("no idle connection")
				}
				for range len(f.pool.idle) {
					c := <-f.pool.idle
					c.control.Conn.Close()
					f.pool.idle <- c
				}
			}
			get := func() error {
				data, err := f.Get(t.Context(), "index.html", 100)
				if err == nil && string(data) != "một" {
					t.Errorf("got %q", data)
				}
				return err
			}
			f.fresh = 0
			idle()
			if err := get(); err != nil {
				t.Errorf("after connections were idle: %v", err)
			}
			f.fresh = ftpsFresh
			idle()
			if fault, _ := faultOf(get()); fault != Lost {
				t.Errorf("fault %v", fault)
			}
			if err := get(); err != nil {
				t.Errorf("after a lost connection: %v", err)
			}
		})
	}
}

// A list has the files whose names begin with a dot, and takes no link for a folder.
func TestFTPSList(t *testing.T) {
	for _, r := range runners {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			s := r.run(t, nil)
			f := s.open(t, "/trang")
			for _, name := range []string{".htaccess", ".well-known/security.txt", "a b/c  d -> e.html", "total 12/x"} {
				if err := f.Put(t.Context(), upload(name, "một")); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			if err := os.Symlink("..", filepath.Join(s.dir, "trang", "vong")); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(s.dir, "trang", tempPrefix+"0011"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			all, err := f.List(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range all {
				if !strings.HasPrefix(o.Path, "vong") {
					got = append(got, fmt.Sprintf("%s:%d", o.Path, o.Size))
				}
			}
			slices.Sort(got)
			if want := ".htaccess:5 .well-known/security.txt:5 a b/c  d -> e.html:5 total 12/x:5"; strings.Join(got, " ") != want {
				t.Errorf("%q, want %s", got, want)
			}
		})
	}
}
