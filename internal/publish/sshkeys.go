package publish

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// keyring is what an SSH server may let us in for.
type keyring struct {
	signers  []ssh.Signer
	socket   string // of the agent
	password string
	// looked are the places where keys were looked for, used those where one was.
	looked, used []string
}

// newKeyring reads keys: the one that was named, else those of the environment, else those of ~/.ssh; the agent's come with
// the last. A key that was named and cannot be used is an error.
func newKeyring(c Credentials) (*keyring, error) {
	k := &keyring{password: c.Getenv("BANTIN_SSH_PASSWORD")}
	passphrase := c.Getenv("BANTIN_SSH_PASSPHRASE")
	if c.Identity != "" {
		return k, k.named("--identity", c.Identity, passphrase)
	}
	if value := c.Getenv("BANTIN_SSH_KEY"); value != "" {
		return k, k.named("BANTIN_SSH_KEY", value, passphrase)
	}
	k.looked = append(k.looked, "BANTIN_SSH_KEY", "SSH_AUTH_SOCK")
	if k.socket = c.Getenv("SSH_AUTH_SOCK"); k.socket != "" {
		k.used = append(k.used, "SSH_AUTH_SOCK")
	}
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		shown := "~/.ssh/" + name
		k.looked = append(k.looked, shown)
		if c.Home == "" {
			continue
		}
		if text, err := os.ReadFile(filepath.Join(c.Home, ".ssh", name)); err == nil && k.add(text, passphrase) == nil {
			k.used = append(k.used, shown)
		}
	}
	k.looked = append(k.looked, "BANTIN_SSH_PASSWORD")
	return k, nil
}

// named takes a key by what was said of it: the key itself, or the name of its file.
func (k *keyring) named(where, value, passphrase string) error {
	k.looked, k.used = append(k.looked, where), append(k.used, where)
	text := []byte(strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n")) + "\n") // what forms do to text
	if !strings.HasPrefix(string(text), "-----BEGIN ") {
		var err error
		if text, err = os.ReadFile(value); err != nil {
			return &Error{Fault: NoCredentials, Detail: where + ": " + reasonOf(err)}
		}
	}
	if err := k.add(text, passphrase); err != nil {
		return &Error{Fault: NoCredentials, Detail: where + ": " + reasonOf(err)}
	}
	return nil
}

// reasonOf leaves out what an error quotes: someone may have given a key where a file name belongs.
func reasonOf(err error) string {
	if at := new(os.PathError); errors.As(err, &at) {
		return at.Err.Error()
	}
	if locked := new(ssh.PassphraseMissingError); errors.As(err, &locked) {
		return "BANTIN_SSH_PASSPHRASE"
	}
	return err.Error()
}

func (k *keyring) add(text []byte, passphrase string) error {
	signer, err := ssh.ParsePrivateKey(text)
	if locked := new(ssh.PassphraseMissingError); errors.As(err, &locked) && passphrase != "" {
		signer, err = ssh.ParsePrivateKeyWithPassphrase(text, []byte(passphrase))
	}
	if err == nil {
		k.signers = append(k.signers, signer)
	}
	return err
}

// methods are the ways to log in, best first; end is called when that is done. The error names where nothing was found.
func (k *keyring) methods() (all []ssh.AuthMethod, end func(), err error) {
	end = func() {}
	signers := slices.Clone(k.signers)
	if k.socket != "" {
		if conn, err := net.Dial("unix", k.socket); err == nil {
			end = func() { conn.Close() }
			held, err := agent.NewClient(conn).Signers()
			if err == nil {
				signers = append(held, signers...)
			}
		}
	}
	if len(signers) > 0 {
		all = append(all, ssh.PublicKeys(signers...))
	}
	if k.password != "" {
		answer := func(_, _ string, questions []string, echos []bool) ([]string, error) {
			answers := make([]string, len(questions))
			for i := range questions {
				if !echos[i] {
					answers[i] = k.password
				}
			}
			return answers, nil
		}
		all = append(all, ssh.Password(k.password), ssh.KeyboardInteractive(answer))
	}
	if len(all) == 0 {
		end()
		return nil, nil, errors.New(strings.Join(k.looked, ", "))
	}
	return all, end, nil
}

// tried names what the server was offered.
func (k *keyring) tried() string {
	used := slices.Clone(k.used)
	if k.password != "" {
		used = append(used, "BANTIN_SSH_PASSWORD")
	}
	return strings.Join(used, ", ")
}

// knownHosts tell which key a server has.
type knownHosts struct{ callback ssh.HostKeyCallback }

// newKnownHosts reads the lines or the file of BANTIN_KNOWN_HOSTS, else those files that ssh reads.
func newKnownHosts(c Credentials) (*knownHosts, error) {
	files := []string{"/etc/ssh/ssh_known_hosts"}
	if c.Home != "" {
		files = append(files, filepath.Join(c.Home, ".ssh", "known_hosts"))
	}
	if value := c.Getenv("BANTIN_KNOWN_HOSTS"); strings.ContainsAny(strings.TrimSpace(value), " \n") {
		f, err := os.CreateTemp("", "bantin-known-hosts-")
		if err != nil {
			return nil, err
		}
		defer os.Remove(f.Name())
		_, err = f.WriteString(strings.ReplaceAll(value, "\r\n", "\n") + "\n")
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		files = []string{f.Name()}
	} else if value != "" {
		files = []string{value}
	} else {
		files = slices.DeleteFunc(files, func(name string) bool {
			_, err := os.Stat(name)
			return err != nil
		})
	}
	callback, err := knownhosts.New(files...)
	if err != nil {
		return nil, fmt.Errorf("known_hosts: %w", err)
	}
	return &knownHosts{callback}, nil
}

// algorithms are those of the keys that are known of a server: asked for any, it might
// show one that nobody has noted. nil when none is known.
func (h *knownHosts) algorithms(address string) []string {
	mismatch := new(knownhosts.KeyError)
	if !errors.As(h.callback(address, noAddr{address}, noKey{}), &mismatch) {
		return nil
	}
	var all []string
	for _, known := range mismatch.Want {
		switch kind := known.Key.Type(); kind {
		case ssh.KeyAlgoRSA:
			all = append(all, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		default:
			all = append(all, kind)
		}
	}
	return all
}

// check tells what is wrong with the key that a server shows; nil when it is the known one.
func (h *knownHosts) check(address string, remote net.Addr, key ssh.PublicKey, place string) error {
	err := h.callback(address, remote, key)
	if err == nil {
		return nil
	}
	print := key.Type() + " " + ssh.FingerprintSHA256(key)
	mismatch, revoked := new(knownhosts.KeyError), new(knownhosts.RevokedError)
	switch {
	case errors.As(err, &mismatch) && len(mismatch.Want) == 0:
		return &Error{Fault: UnknownHost, Place: place, Detail: print, Hint: scanLine(address)}
	case errors.As(err, &mismatch):
		old := mismatch.Want[0]
		return &Error{Fault: ChangedHost, Place: place, Detail: print, Hint: fmt.Sprintf("%s:%d", shownFile(old.Filename), old.Line)}
	case errors.As(err, &revoked):
		return &Error{Fault: ChangedHost, Place: place, Detail: print, Hint: fmt.Sprintf("%s:%d", shownFile(revoked.Revoked.Filename), revoked.Revoked.Line)}
	}
	return &Error{Fault: Other, Place: place, Err: err}
}

// shownFile names the variable rather than the file that its lines were put into.
func shownFile(name string) string {
	if strings.HasPrefix(filepath.Base(name), "bantin-known-hosts-") {
		return "BANTIN_KNOWN_HOSTS"
	}
	return filepath.ToSlash(name)
}

// scanLine is the command that notes a server's key.
func scanLine(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	at := ""
	if port != "" && port != "22" {
		at = "-p " + port + " "
	}
	return "ssh-keyscan " + at + host + " >> ~/.ssh/known_hosts"
}

// noAddr and noKey ask for a server without having met it.
type noAddr struct{ address string }

func (noAddr) Network() string  { return "tcp" }
func (a noAddr) String() string { return a.address }

type noKey struct{}

func (noKey) Type() string                        { return "none" }
func (noKey) Marshal() []byte                     { return []byte("none") }
func (noKey) Verify([]byte, *ssh.Signature) error { return errors.New("no key") }
