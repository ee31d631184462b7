package serve

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// otherPorts is how many ports after the one that was asked for are tried.
const otherPorts = 20

// Place is where a preview listens.
type Place struct {
	listener net.Listener
	// host is that of the address that was asked for, "" for all.
	host string
	// Busy is the port that was asked for, when another program has it; else 0.
	Busy int
}

// Listen opens a port. addr is HOST:PORT, :PORT (all of the computer's addresses) or PORT
// (127.0.0.1 only). When the port is busy one of the next 20 is taken; port 0 is any that is free.
func Listen(addr string) (*Place, error) {
	host, port, err := splitAddr(addr)
	if err != nil {
		return nil, err
	}
	p := &Place{host: host}
	for other := port; ; other++ {
		p.listener, err = net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(other)))
		if err == nil {
			break
		}
		if !isBusy(err) || other == port+otherPorts || other == 65535 {
			return nil, err
		}
		p.Busy = port
	}
	return p, nil
}

// CheckAddr tells what is wrong with an address for Listen.
func CheckAddr(addr string) error {
	_, _, err := splitAddr(addr)
	return err
}

func splitAddr(addr string) (host string, port int, err error) {
	if _, err := strconv.ParseUint(addr, 10, 16); err == nil {
		addr = net.JoinHostPort("127.0.0.1", addr)
	}
	host, text, err := net.SplitHostPort(addr)
	if err != nil {
		return "", 0, fmt.Errorf("%q is not HOST:PORT", addr)
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return "", 0, fmt.Errorf("%q is not a port", text)
	}
	return host, int(n), nil
}

func isBusy(err error) bool {
	const windowsBusy = syscall.Errno(10048) // WSAEADDRINUSE
	return errors.Is(err, syscall.EADDRINUSE) || runtime.GOOS == "windows" && errors.Is(err, windowsBusy)
}

func (p *Place) port() string {
	_, port, _ := net.SplitHostPort(p.listener.Addr().String())
	return port
}

// everywhere tells whether all addresses of the computer are listened on.
func (p *Place) everywhere() bool {
	ip, err := netip.ParseAddr(p.host)
	return p.host == "" || err == nil && ip.IsUnspecified()
}

// URL is the address to open on this computer: "http://127.0.0.1:1313/".
func (p *Place) URL() string {
	host := p.host
	if p.everywhere() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, p.port()) + "/"
}

// Others are the addresses to open on other devices in the same network; none where
// only this computer is listened to.
func (p *Place) Others() []string {
	if !p.everywhere() {
		return nil
	}
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var urls []string
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil {
			continue
		}
		if ip := prefix.Addr().Unmap(); ip.Is4() && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() {
			urls = append(urls, "http://"+net.JoinHostPort(ip.String(), p.port())+"/")
		}
	}
	return urls
}

// Close stops listening, for a Place that no Server was made for.
func (p *Place) Close() error { return p.listener.Close() }

// allows tells whether a request with this Host may be answered; see the package comment.
func (p *Place) allows(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	} else {
		host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Unmap().IsLoopback() || p.everywhere() || sameIP(ip, p.host)
	}
	return host != "" && host == strings.ToLower(p.host)
}

func sameIP(ip netip.Addr, text string) bool {
	other, err := netip.ParseAddr(text)
	return err == nil && other.Unmap() == ip.Unmap()
}

// isLocal tells whether a request comes from this computer.
func isLocal(remote string) bool {
	from, err := netip.ParseAddrPort(remote)
	return err == nil && from.Addr().Unmap().IsLoopback()
}
