package publish

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzAddress holds that whatever a person types as a target, finding out what it is does not panic, and that a password in it
// is never shown: not where the address is an address, nor where it only looks like one.
func FuzzAddress(f *testing.F) {
	f.Add("sftp", "lan", "mật khẩu", "example.org/site")
	f.Add("ftps", "", "a@b/c:d", "[::1]:990")
	f.Add("S3", "a:b", "%zz", "example.org?x#y")
	f.Add("sftp", "\x00", "?", "")
	f.Fuzz(func(t *testing.T, scheme, name, password, rest string) {
		address := scheme + "://" + name + ":" + password + "@" + rest
		LocalPath(address)
		mistyped(address)
		const secret = "KhôngAiBiết"
		if strings.ContainsAny(scheme+name+rest, "@/\\") || !isURL(scheme+"://") {
			return // then another part of it is the password
		}
		address = scheme + "://" + name + ":" + secret + "@" + rest
		if shown := Redact(address); strings.Contains(shown, secret) {
			t.Errorf("%q is shown as %q", address, shown)
		}
		if u, err := url.Parse(address); err == nil && strings.Contains(redacted(u), secret) {
			t.Errorf("%q is shown as %q", address, redacted(u))
		}
	})
}
