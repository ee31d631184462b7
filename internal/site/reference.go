package site

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// joinPath is path.Join, quicker for a name that needs no cleaning.
func joinPath(dir, name string) string {
	if strings.Contains(name, "./") || strings.Contains(name, "//") || strings.HasSuffix(name, "/") || strings.HasSuffix(name, ".") {
		return path.Join(dir, name)
	}
	return dir + "/" + name
}

// cutScheme splits "mailto:x" into "mailto" and "x"; the scheme is in lower case, "" without one (RFC 3986, 3.1).
func cutScheme(dest string) (scheme, rest string) {
	for i := range len(dest) {
		switch c := dest[i] | 0x20; {
		case 'a' <= c && c <= 'z':
		case i > 0 && ('0' <= dest[i] && dest[i] <= '9' || strings.IndexByte("+-.", dest[i]) >= 0):
		case i > 0 && dest[i] == ':':
			return strings.ToLower(dest[:i]), dest[i+1:]
		default:
			return "", dest
		}
	}
	return "", dest
}

// hostOf gives the host, with its port, of what follows a scheme: "//host/path".
func hostOf(rest string) string {
	host, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	return host
}

// decodePath decodes the percent escapes in the path of an address, all but those of ? and #.
func decodePath(u string) string {
	end := strings.IndexAny(u, "?#")
	if end < 0 {
		end = len(u)
	}
	if strings.IndexByte(u[:end], '%') < 0 {
		return u
	}
	kept := strings.NewReplacer("%23", "%2523", "%3F", "%253F", "%3f", "%253F").Replace(u[:end])
	plain, err := url.PathUnescape(kept)
	if err != nil || !utf8.ValidString(plain) {
		return u
	}
	return viet.NFC(plain) + u[end:]
}

// splitURL splits an address into its path, "?query" and "#anchor".
func splitURL(u string) (p, query, anchor string) {
	if i := strings.IndexByte(u, '#'); i >= 0 {
		u, anchor = u[:i], u[i:]
	}
	if i := strings.IndexByte(u, '?'); i >= 0 {
		u, query = u[:i], u[i:]
	}
	if strings.IndexByte(u, '%') >= 0 { // the only escapes that are left in a path
		u = strings.NewReplacer("%23", "#", "%3F", "?", "%3f", "?").Replace(u)
	}
	return u, query, anchor
}
