package publish

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// nobody is who servers run as when the tests run as root, whom no permission stops.
const nobody = 65534

// program finds a server's program. Where it is missing the test is skipped, but not in CI.
func program(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", filepath.Join(os.Getenv("HOME"), "go", "bin")) {
			at := filepath.Join(dir, name)
			if info, err := os.Stat(at); err == nil && info.Mode().IsRegular() {
				return at
			}
		}
	}
	needless(t, strings.Join(names, " or ")+" is not installed")
	return ""
}

// needless skips a test that cannot run here; in CI it must.
func needless(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// serverDir makes a folder that a server may write in.
func serverDir(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join(openDir(t), name)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	handOver(t, dir)
	return dir
}

// openDir is a folder that everybody may read.
func openDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, at := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// whoami is the user that the tests run as. Servers let in only those who have a name.
func whoami(t testing.TB) *user.User {
	t.Helper()
	u, err := user.Current()
	if err != nil {
		t.Skip("servers need a user with a name: " + err.Error())
	}
	return u
}

// handOver gives a folder, or file, to those who servers run as.
func handOver(t testing.TB, at string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	if err := os.Chown(at, nobody, nobody); err != nil {
		t.Fatal(err)
	}
}

// freePort is one that nobody listens at.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// server is a running one.
type server struct {
	t       testing.TB
	address string
	command func() *exec.Cmd

	cmd   *exec.Cmd
	log   *bytes.Buffer
	ended chan struct{}
}

// serve starts a server, waits until it listens, and ends it with the test.
func serve(t testing.TB, address string, command func() *exec.Cmd) *server {
	t.Helper()
	s := &server{t: t, address: address, command: command}
	s.start()
	t.Cleanup(s.kill)
	return s
}

func (s *server) start() {
	s.t.Helper()
	s.cmd, s.log = s.command(), new(bytes.Buffer)
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	if s.cmd.SysProcAttr == nil {
		s.cmd.SysProcAttr = new(syscall.SysProcAttr)
	}
	s.cmd.SysProcAttr.Setpgid = true // with the processes that it starts for each connection
	s.cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
	s.cmd.WaitDelay = time.Second
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan struct{})
	s.ended = ended
	go func() { s.cmd.Wait(); close(ended) }()
	for deadline := time.Now().Add(20 * time.Second); ; {
		c, err := net.Dial("tcp", s.address)
		if err == nil {
			c.Close()
			return
		}
		select {
		case <-ended:
			s.t.Fatalf("%s: %v\n%s", s.cmd.Path, s.cmd.ProcessState, s.log)
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%s does not listen at %s", s.cmd.Path, s.address)
		}
	}
}

// kill ends the server and all connections at once. Some servers put the processes that they start for them into
// groups of their own.
func (s *server) kill() {
	for _, pid := range append(offspring(s.cmd.Process.Pid), -s.cmd.Process.Pid) {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	<-s.ended
}

// offspring are the processes that a process has started, and those that they have.
func offspring(pid int) (all []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, at := range stats {
		text, _ := os.ReadFile(at)
		// PID (NAME) STATE PARENT …
		fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
		if len(fields) > 1 && fields[1] == strconv.Itoa(pid) {
			child, _ := strconv.Atoi(filepath.Base(filepath.Dir(at)))
			all = append(append(all, child), offspring(child)...)
		}
	}
	return all
}

// asNobody makes a command run without rights.
func asNobody(cmd *exec.Cmd) {
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
}

// onSmallDisk makes a command see a disk of so many bytes at a folder. Others see it below /proc/PID/root.
func onSmallDisk(t testing.TB, cmd *exec.Cmd, dir string, size int) *exec.Cmd {
	t.Helper()
	unshare := program(t, "unshare")
	args := []string{"--mount"}
	if os.Getuid() != 0 {
		args = append(args, "--user", "--map-root-user")
	}
	if out, err := exec.Command(unshare, append(args, "true")...).CombinedOutput(); err != nil {
		t.Skip("no mount namespaces here: " + string(out))
	}
	script := `mount -t tmpfs -o size=` + strconv.Itoa(size) + `,mode=777 none "$0" && exec "$@"`
	if cmd.SysProcAttr != nil && cmd.SysProcAttr.Credential != nil { // rights are needed until the disk is there
		script = strings.Replace(script, "exec", "exec setpriv --reuid="+strconv.Itoa(nobody)+" --regid="+strconv.Itoa(nobody)+" --clear-groups", 1)
	}
	small := exec.Command(unshare, append(append(args, "sh", "-c", script, dir, cmd.Path), cmd.Args[1:]...)...)
	small.Dir, small.Env = cmd.Dir, cmd.Env
	return small
}

// certificate makes an authority and a certificate of it for this machine. ca is the file of the first, pair that of the second
// with its key.
func certificate(t testing.TB) (ca, cert, key, pair string) {
	t.Helper()
	dir := openDir(t)
	write := func(name string, blocks ...*pem.Block) string {
		var text []byte
		for _, b := range blocks {
			text = append(text, pem.EncodeToMemory(b)...)
		}
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, text, 0o644); err != nil {
			t.Fatal(err)
		}
		return at
	}
	make := func(authority bool, above *x509.Certificate, signer *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
		own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		serial, _ := rand.Int(rand.Reader, big.NewInt(1<<62))
		c := &x509.Certificate{
			SerialNumber: serial, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
			Subject: pkix.Name{CommonName: "test " + serial.String()}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv4(127, 0, 0, 2)},
			IsCA: authority, BasicConstraintsValid: true,
		}
		if c.KeyUsage = x509.KeyUsageDigitalSignature; authority {
			c.KeyUsage |= x509.KeyUsageCertSign
		}
		if above == nil {
			above, signer = c, own
		}
		der, err := x509.CreateCertificate(rand.Reader, c, above, own.Public(), signer)
		if err != nil {
			t.Fatal(err)
		}
		c, err = x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return c, own
	}
	root, rootKey := make(true, nil, nil)
	leaf, leafKey := make(false, root, rootKey)
	der, err := x509.MarshalPKCS8PrivateKey(leafKey)
	if err != nil {
		t.Fatal(err)
	}
	leafBlock, keyBlock := &pem.Block{Type: "CERTIFICATE", Bytes: leaf.Raw}, &pem.Block{Type: "PRIVATE KEY", Bytes: der}
	return write("ca.pem", &pem.Block{Type: "CERTIFICATE", Bytes: root.Raw}), write("cert.pem", leafBlock), write("key.pem", keyBlock), write("pair.pem", leafBlock, keyBlock)
}

// pid is the server's own process.
func (s *server) pid() string { return strconv.Itoa(s.cmd.Process.Pid) }

// passive is a range of ports for the transfers of an FTP server.
type passive struct{ from, to int }

func (p passive) first() string { return strconv.Itoa(p.from) }
func (p passive) last() string  { return strconv.Itoa(p.to) }

func (p passive) addresses() (all []string) {
	for port := p.from; port <= p.to; port++ {
		all = append(all, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	}
	return all
}

// passivePorts finds a range of ports that are free.
func passivePorts(t testing.TB) passive {
	t.Helper()
search:
	for range 100 {
		p := passive{from: 12_000 + mathrand.IntN(10_000)}
		p.to = p.from + 29
		for _, address := range p.addresses() {
			l, err := net.Listen("tcp", address)
			if err != nil {
				continue search
			}
			l.Close()
		}
		return p
	}
	t.Fatal("no free ports")
	return passive{}
}

// cutter passes connections on to a server, and cuts them when it is told to. It listens at the same ports of another address of this machine, since an FTP
// server tells its clients no more than the port for a transfer.
type cutter struct {
	address string // where it listens

	mu   sync.Mutex
	left int64 // bytes from clients until all connections are cut; below 0: never
	then func()
	live map[net.Conn]bool
}

// cut starts a cutter before the ports of a server.
func cut(t testing.TB, to ...string) *cutter {
	t.Helper()
	c := &cutter{left: -1, live: make(map[net.Conn]bool)}
	t.Cleanup(c.cutAll)
	for _, server := range to {
		at := strings.Replace(server, "127.0.0.1:", "127.0.0.2:", 1)
		l, err := net.Listen("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		if c.address == "" {
			c.address = at
		}
		go func() {
			for {
				client, err := l.Accept()
				if err != nil {
					return
				}
				go c.pass(client, server)
			}
		}()
	}
	return c
}

// watch makes the cutter cut all connections once it has passed on so many bytes, then call a function.
func (c *cutter) watch(n int64, then func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left, c.then = n, then
}

// cutAll cuts all connections.
func (c *cutter) cutAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.live {
		conn.(*net.TCPConn).SetLinger(0)
		conn.Close()
	}
	clear(c.live)
}

func (c *cutter) pass(client net.Conn, to string) {
	back, err := net.Dial("tcp", to)
	if err != nil {
		client.Close()
		return
	}
	c.mu.Lock()
	c.live[client], c.live[back] = true, true
	c.mu.Unlock()
	go func() {
		io.Copy(client, back)
		client.Close()
	}()
	for buf := make([]byte, 4<<10); ; {
		n, err := client.Read(buf)
		c.mu.Lock()
		over, then := c.left >= 0 && int64(n) > c.left, c.then
		if over {
			n, c.left = int(c.left), -1
		} else if c.left >= 0 {
			c.left -= int64(n)
		}
		c.mu.Unlock()
		back.Write(buf[:n])
		if over {
			c.cutAll()
			then()
			return
		}
		if err != nil {
			// Half: the answer may still be on its way.
			back.(*net.TCPConn).CloseWrite()
			return
		}
	}
}
