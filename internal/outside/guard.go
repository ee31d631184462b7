package outside

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"syscall"
	"time"

	"bantin/internal/limits"
)

// refusedError says that an address may not be asked; what names the reason in all languages.
type refusedError struct{ what string }

func (e *refusedError) Error() string { return e.what }

// permitted tells whether an address looks like one of the public web. Where it really leads is for guard.
func permitted(u *url.URL) error {
	switch port := u.Port(); {
	case u.Scheme != "http" && u.Scheme != "https":
		return &refusedError{u.Scheme + ":"}
	case port != "" && port != "80" && port != "443":
		return &refusedError{":" + port}
	case u.Hostname() == "":
		return &refusedError{"//"}
	case u.User != nil:
		return &refusedError{"@"}
	}
	return nil
}

// guarded is a transport that connects to public hosts only, without a proxy: one would do
// the connecting, where nobody looks.
func guarded() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: guard}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		MaxResponseHeaderBytes: int64(limits.AnswerHead),
		TLSHandshakeTimeout:    10 * time.Second,
		MaxIdleConnsPerHost:    1,
	}
}

// guard refuses a connection unless it goes to a public address at a port of the web. It is called with the address that a
// name has come to, for each try.
func guard(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &refusedError{address}
	}
	if !isPublic(to.Addr()) {
		return &refusedError{to.Addr().String()}
	}
	if to.Port() != 80 && to.Port() != 443 {
		return &refusedError{":" + strconv.Itoa(int(to.Port()))}
	}
	return nil
}

// isPublic tells whether an address is one of the public internet (the special ones: IANA, RFC 6890). One of IPv6 that
// stands for one of IPv4 is not, whichever that is: no public host is reached by it.
func isPublic(a netip.Addr) bool {
	if !a.IsValid() || a.Is4In6() || a.Zone() != "" {
		return false
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false // loopback, link-local, multicast, unspecified; 10/8, 172.16/12, 192.168/16, fc00::/7
	}
	if a.Is6() && !netip.MustParsePrefix("2000::/3").Contains(a) {
		return false // 64:ff9b::/96 (NAT64), 64:ff9b:1::/48, 100::/64, fec0::/10 and all that nobody was given
	}
	for _, p := range special() {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// special are ranges among the others that lead to no public host.
func special() [13]netip.Prefix {
	return [...]netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),       // this network
		netip.MustParsePrefix("100.64.0.0/10"),   // shared by the customers of a carrier (CGNAT)
		netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments
		netip.MustParsePrefix("192.0.2.0/24"),    // documentation
		netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays
		netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
		netip.MustParsePrefix("198.51.100.0/24"), // documentation
		netip.MustParsePrefix("203.0.113.0/24"),  // documentation
		netip.MustParsePrefix("240.0.0.0/4"),     // reserved, broadcast
		netip.MustParsePrefix("2001::/23"),       // protocol assignments, Teredo among them
		netip.MustParsePrefix("2001:db8::/32"),   // documentation
		netip.MustParsePrefix("2002::/16"),       // 6to4: holds an address of IPv4
		netip.MustParsePrefix("3fff::/20"),       // documentation
	}
}
