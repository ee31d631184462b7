//go:build linux

package publish

import (
	"testing"
)

// Nobody is let in who should not be, and nothing is sent to a server that is not the right one.
func TestStrangers(t *testing.T) {
	unknown, _, _, _ := certificate(t)
	t.Run("versitygw", func(t *testing.T) {
		t.Parallel()
		g := serveS3(t, nil)
		g.makeBucket(t, "tin")
		r := &rig{secret: "sai-mat-khau"}
		try := func(want Fault, address string, pairs ...string) {
			t.Helper()
			_, err := Open(t.Context(), address, g.environment(pairs...))
			r.discreet(t, err, want)
		}
		try(BadCredentials, g.at("tin", ""), "AWS_SECRET_ACCESS_KEY", r.secret)
		try(BadCredentials, g.at("tin", ""), "AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", r.secret)
		try(NoPlace, g.at("khong-co", ""))
		try(BadAddress, g.at("tin", "")+"&region=eu-west-1")
		try(BadCertificate, g.at("tin", ""), "AWS_CA_BUNDLE", unknown)
		try(BadCertificate, g.at("tin", ""), "AWS_CA_BUNDLE", "")
		try(BadCertificate, g.at("tin", ""), "AWS_CA_BUNDLE", "/does/not/exist")
		if err := g.open(t, "tin").Put(t.Context(), upload("index.html", "một")); err != nil {
			t.Fatal(err)
		}
		g.kill()
		try(NoServer, g.at("tin", ""))
		g.flags = []string{"--readonly"}
		g.start()
		target := g.open(t, "tin")
		r.discreet(t, target.Put(t.Context(), upload("index.html", "hai")), Denied)
		r.discreet(t, target.Create(t.Context(), LockFile, []byte("x")), Denied)
		r.discreet(t, target.Delete(t.Context(), "index.html"), Denied)
		if data, err := target.Get(t.Context(), "index.html", 100); err != nil || string(data) != "một" {
			t.Errorf("%q, %v", data, err)
		}
	})
	for _, kind := range runners {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			s := kind.run(t, nil)
			r := &rig{secret: "sai mật khẩu"}
			try := func(want Fault, path string, pairs ...string) {
				t.Helper()
				_, err := Open(t.Context(), s.at(path, ""), s.environment(pairs...))
				r.discreet(t, err, want)
			}
			try(BadCredentials, "/", ftpsPassword, r.secret)
			try(NoCredentials, "/", ftpsPassword, "")
			try(NoPlace, "/khong/co/dau")
			try(BadCertificate, "/", ftpsAuthority, unknown)
			try(BadCertificate, "/", ftpsAuthority, "")
			try(BadCertificate, "/", ftpsAuthority, "/does/not/exist")
			s.kill()
			try(NoServer, "/")
		})
	}
}
