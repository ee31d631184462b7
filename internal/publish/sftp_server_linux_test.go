package publish

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// sshServer is a running sshd that serves files below dir, to whoever has the key.
type sshServer struct {
	*server
	dir   string
	user  string
	key   string // the text of the key that it lets in
	known string // the line of known_hosts for it, at its own address and that of a cutter
}

// sshKey makes a key: its text, with a passphrase unless that is "", and its public half.
func sshKey(t testing.TB, passphrase string) (text []byte, public ssh.PublicKey) {
	t.Helper()
	open, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(secret, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(secret, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	if public, err = ssh.NewPublicKey(open); err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block), public
}

// serveSSH starts sshd with host keys of its own; options are more lines of its configuration.
func serveSSH(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd, options ...string) *sshServer {
	t.Helper()
	sshd := program(t, "sshd")
	own := serverDir(t, "sshd")
	s := &sshServer{dir: serverDir(t, "files"), user: "nobody"}
	if os.Getuid() != 0 {
		s.user = whoami(t).Username
	}
	text, public := sshKey(t, "")
	s.key = string(text)
	hostText, host := sshKey(t, "")
	port := freePort(t)
	at := func(name string, data []byte, mode os.FileMode) string {
		name = filepath.Join(own, name)
		if err := os.WriteFile(name, data, mode); err != nil {
			t.Fatal(err)
		}
		handOver(t, name)
		return name
	}
	config := append([]string{
		"ListenAddress 127.0.0.1:" + strconv.Itoa(port),
		"HostKey " + at("host", hostText, 0o600),
		"AuthorizedKeysFile " + at("authorized", ssh.MarshalAuthorizedKey(public), 0o600),
		"PidFile none", "UsePAM yes", "StrictModes no", "PasswordAuthentication no", "MaxStartups 100", "PerSourcePenalties no",
	}, options...)
	if !strings.Contains(strings.Join(options, "\n"), "Subsystem") {
		config = append(config, "Subsystem sftp internal-sftp")
	}
	if out, err := exec.Command(sshd, "-V").CombinedOutput(); err == nil && !strings.Contains(string(out), "OpenSSH_1") {
		config = removeLine(config, "PerSourcePenalties no") // unknown to older ones
	}
	file := at("config", []byte(strings.Join(config, "\n")+"\n"), 0o600)
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	s.known = knownhosts.Line([]string{address, strings.Replace(address, "127.0.0.1", "127.0.0.2", 1)}, host)
	s.server = serve(t, address, func() *exec.Cmd {
		args := []string{sshd, "-D", "-e", "-f", file}
		if os.Getuid() == 0 {
			args = append([]string{program(t, "setpriv"), "--reuid=" + strconv.Itoa(nobody), "--regid=" + strconv.Itoa(nobody), "--clear-groups"}, args...)
		}
		args = append(ownProcesses(t), args...)
		cmd := exec.Command(args[0], args[1:]...)
		if change != nil {
			cmd = change(s.dir, cmd)
		}
		return cmd
	})
	return s
}

// ownProcesses is how a command is run whose processes end together: those of sshd are in a session of their own for each
// connection. Where that is not allowed, as in some containers, it is run as it is.
func ownProcesses(t testing.TB) []string {
	t.Helper()
	args := []string{program(t, "unshare"), "--pid", "--fork", "--kill-child"}
	if os.Getuid() != 0 {
		args = slices.Insert(args, 1, "--user", "--map-current-user")
	}
	if exec.Command(args[0], append(args[1:], "true")...).Run() != nil {
		return nil
	}
	return args
}

func removeLine(lines []string, line string) []string {
	var all []string
	for _, l := range lines {
		if l != line {
			all = append(all, l)
		}
	}
	return all
}

// at is the address of a folder on the server, by way of another listener when via is not "".
func (s *sshServer) at(dir, via string) string {
	if via == "" {
		via = s.address
	}
	return "sftp://" + s.user + "@" + via + s.dir + dir
}

// environment is that of somebody who is let in; pairs change it.
func (s *sshServer) environment(pairs ...string) Credentials {
	env := map[string]string{"BANTIN_SSH_KEY": s.key, "BANTIN_KNOWN_HOSTS": s.known}
	for i := 0; i < len(pairs); i += 2 {
		env[pairs[i]] = pairs[i+1]
	}
	return Credentials{Getenv: func(name string) string { return env[name] }}
}

func (s *sshServer) open(t testing.TB, dir, via string) Target {
	t.Helper()
	target, err := Open(t.Context(), s.at(dir, via), s.environment())
	if err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

func sshRig(t testing.TB, change func(dir string, cmd *exec.Cmd) *exec.Cmd) *rig {
	if change != nil && os.Getuid() != 0 {
		t.Skip("sshd on a small disk: runs as root only, since a user's own mounts make sshd take itself for root")
	}
	s := serveSSH(t, change)
	return &rig{
		server: s.server, dir: filepath.Join(s.dir, "trang"), secret: strings.Split(s.key, "\n")[1],
		open: func(t testing.TB, via string) (Target, error) {
			return Open(t.Context(), s.at("/trang", via), s.environment())
		},
		cutter: func(t testing.TB) *cutter { return cut(t, s.address) },
	}
}

func TestSFTP(t *testing.T) {
	t.Parallel()
	s := serveSSH(t, nil)
	conform(t, func(t *testing.T) Target { return s.open(t, "/trang", "") })
	if left, err := os.ReadDir(filepath.Join(s.dir, "trang")); err != nil || len(left) > 0 {
		t.Errorf("left on the server: %v, %v", left, err)
	}
}

// A server that cannot replace a file by renaming another gets the same in two steps.
func TestSFTPWithoutPosixRename(t *testing.T) {
	t.Parallel()
	s := serveSSH(t, nil, "Subsystem sftp internal-sftp -P posix-rename")
	conform(t, func(t *testing.T) Target { return s.open(t, "/trang", "") })
}

// A server whose files may only be read says so.
func TestSFTPReadOnly(t *testing.T) {
	t.Parallel()
	s := serveSSH(t, nil, "Subsystem sftp internal-sftp -R")
	site := built(t, "index.html", "home")
	p, err := Prepare(t.Context(), site, s.open(t, "/trang", ""), usual())
	if err != nil {
		t.Fatal(err)
	}
	if fault, _ := faultOf(p.Run(t.Context())); fault != Denied {
		t.Errorf("%v", fault)
	}
}

// The ways into a server, and the words when there is none.
func TestSFTPLogin(t *testing.T) {
	t.Parallel()
	s := serveSSH(t, nil)
	other, otherPublic := sshKey(t, "")
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, ".ssh"), 0o700); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) string {
		t.Helper()
		name = filepath.Join(home, ".ssh", name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("known_hosts", "# notes\n"+s.known+"\n")
	identity := write("work", s.key)
	wrong := knownhosts.Line([]string{s.address}, otherPublic)
	write("id_ed25519", s.key)
	withHome := func(c Credentials) Credentials {
		c.Home = home
		return c
	}
	named := s.environment("BANTIN_SSH_KEY", "")
	named.Identity = identity
	for _, c := range []struct {
		name    string
		given   Credentials
		address string
		want    Fault
		says    string
	}{
		{"key in the environment", s.environment("BANTIN_SSH_KEY", strings.ReplaceAll(strings.TrimSpace(s.key), "\n", "\r\n")), "", 0, ""},
		{"key by its name", s.environment("BANTIN_SSH_KEY", identity), "", 0, ""},
		{"identity", named, "", 0, ""},
		{"home", withHome(s.environment("BANTIN_SSH_KEY", "", "BANTIN_KNOWN_HOSTS", "")), "", 0, ""},
		{"no key", s.environment("BANTIN_SSH_KEY", ""), "", NoCredentials, "BANTIN_SSH_KEY, SSH_AUTH_SOCK, ~/.ssh/id_ed25519"},
		{"broken key", s.environment("BANTIN_SSH_KEY", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n"), "", NoCredentials, "BANTIN_SSH_KEY"},
		{"missing file", s.environment("BANTIN_SSH_KEY", filepath.Join(home, "none")), "", NoCredentials, "no such file"},
		{"wrong key", s.environment("BANTIN_SSH_KEY", string(other)), "", BadCredentials, "BANTIN_SSH_KEY"},
		{"wrong password", s.environment("BANTIN_SSH_KEY", "", "BANTIN_SSH_PASSWORD", "s3cret-word"), "", BadCredentials, "BANTIN_SSH_PASSWORD"},
		{"unknown host", s.environment("BANTIN_KNOWN_HOSTS", "example.org "+strings.SplitN(s.known, " ", 2)[1]), "", UnknownHost, "SHA256:"},
		{"changed host", s.environment("BANTIN_KNOWN_HOSTS", wrong), "", ChangedHost, "BANTIN_KNOWN_HOSTS:1"},
		{"password in the address", s.environment(), "sftp://me:s3cret-word@" + s.address + s.dir, SecretInAddress, "BANTIN_SSH_PASSWORD"},
		{"no path", s.environment(), "sftp://" + s.address, BadAddress, "no path"},
		{"no host", s.environment(), "sftp:///a", BadAddress, "no host"},
		{"no folder", s.environment(), s.at("/a/b", ""), NoPlace, s.dir + "/a"},
		{"a file", s.environment(), s.at("/file", ""), NoPlace, s.dir + "/file"},
		{"no server", s.environment(), "sftp://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(freePort(t))) + "/a", NoServer, ""},
		{"no server, IPv6", s.environment(), "sftp://" + net.JoinHostPort("::1", strconv.Itoa(freePort(t))) + "/a", NoServer, "[::1]"},
	} {
		if c.name == "a file" {
			if err := os.WriteFile(filepath.Join(s.dir, "file"), nil, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if c.address == "" {
			c.address = s.at("/trang", "")
		}
		target, err := Open(t.Context(), c.address, c.given)
		if err == nil {
			_, err = target.List(t.Context())
			target.Close()
		}
		fault, _ := faultOf(err)
		if fault != c.want || (err != nil) != (c.want != 0) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err == nil {
			continue
		}
		e := err.(*Error)
		if text := fmt.Sprintf("%v %s %s", err, e.Detail, e.Hint); !strings.Contains(text, c.says) || strings.Contains(text, "s3cret") || strings.Contains(text, "PRIVATE KEY") {
			t.Errorf("%s: %s", c.name, text)
		}
		if c.want == UnknownHost {
			_, port, _ := net.SplitHostPort(s.address)
			if want := "ssh-keyscan -p " + port + " 127.0.0.1 >> ~/.ssh/known_hosts"; e.Hint != want {
				t.Errorf("%s: %q, want %q", c.name, e.Hint, want)
			}
		}
	}
}

// A key with a passphrase needs that, and an agent needs nothing.
func TestSFTPKeys(t *testing.T) {
	t.Parallel()
	text, public := sshKey(t, "mật khẩu")
	s := serveSSH(t, nil)
	k := new(keyring)
	if err := k.named("BANTIN_SSH_KEY", string(text), ""); err == nil || !strings.Contains(err.Error(), "BANTIN_SSH_PASSPHRASE") {
		t.Errorf("without its passphrase: %v", err)
	}
	if err := k.named("BANTIN_SSH_KEY", string(text), "sai"); err == nil || strings.Contains(err.Error(), "sai") {
		t.Errorf("with a wrong one: %v", err)
	}
	if err := k.named("BANTIN_SSH_KEY", string(text), "mật khẩu"); err != nil || len(k.signers) != 1 {
		t.Errorf("with its passphrase: %v", err)
	} else if got := k.signers[0].PublicKey().Marshal(); string(got) != string(public.Marshal()) {
		t.Error("it is another key")
	}
	agent, err := exec.LookPath("ssh-agent")
	add, err2 := exec.LookPath("ssh-add")
	if err != nil || err2 != nil {
		needless(t, "ssh-agent is not installed")
	}
	socket := filepath.Join(t.TempDir(), "agent")
	cmd := exec.Command(agent, "-D", "-a", socket)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	for range 500 {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	loaded := exec.Command(add, "-")
	loaded.Stdin, loaded.Env = strings.NewReader(s.key), append(os.Environ(), "SSH_AUTH_SOCK="+socket)
	if out, err := loaded.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	target, err := Open(t.Context(), s.at("/trang", ""), s.environment("BANTIN_SSH_KEY", "", "SSH_AUTH_SOCK", socket))
	if err != nil {
		t.Fatal(err)
	}
	target.Close()
}

// A folder that is a link on the server is followed, and a folder below the account's home found.
func TestSFTPPaths(t *testing.T) {
	t.Parallel()
	s := serveSSH(t, nil)
	if err := os.Mkdir(filepath.Join(s.dir, "real"), 0o777); err != nil {
		t.Fatal(err)
	}
	handOver(t, filepath.Join(s.dir, "real"))
	if err := os.Symlink("real", filepath.Join(s.dir, "link")); err != nil {
		t.Fatal(err)
	}
	send(t, built(t, "index.html", "home"), s.open(t, "/link", ""), usual())
	if _, err := os.Stat(filepath.Join(s.dir, "real", "index.html")); err != nil {
		t.Error(err)
	}
	for address, want := range map[string]string{
		"/a/b/": "/a/b", "/~/a/b": "a/b", "/~/": ".", "/~": ".", "/": "/", "/a%20b/%C4%91": "/a b/đ", "/~x/": "/~x",
	} {
		target, err := Open(t.Context(), "sftp://"+s.user+"@"+s.address+address, s.environment())
		if at, ok := target.(*remote); ok && at.base != want {
			t.Errorf("%s: %s, want %s", address, at.base, want)
		} else if e := new(Error); err != nil && (!asError(err, &e) || e.Fault != NoPlace) {
			t.Errorf("%s: %v", address, err)
		}
		if target != nil {
			target.Close()
		}
	}
}

func asError(err error, e **Error) bool {
	var ok bool
	*e, ok = err.(*Error)
	return ok
}

// A site that has not changed costs one file to be read.
func TestSFTPUnchanged(t *testing.T) {
	t.Parallel()
	s := serveSSH(t, nil)
	site := built(t, "index.html", "home", "2021/bai/index.html<content/posts/bai.md", "post")
	target := s.open(t, "/trang", "")
	send(t, site, target, usual())
	before := maps.Clone((&rig{dir: filepath.Join(s.dir, "trang")}).tree(t).files)
	c := &calls{Target: target}
	p, err := Prepare(t.Context(), site, c, usual())
	if err != nil || !p.Empty() {
		t.Fatalf("%+v, %v", p, err)
	}
	if err := p.Run(t.Context()); err != nil || c.n != 1 {
		t.Errorf("%d calls, %v", c.n, err)
	}
	if after := (&rig{dir: filepath.Join(s.dir, "trang")}).tree(t).files; !maps.EqualFunc(before, after, func(a, b stored) bool { return string(a.data) == string(b.data) }) {
		t.Error("the target has changed")
	}
}
