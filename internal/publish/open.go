package publish

import (
	"context"
	"net/url"
	"runtime"
	"strings"
)

// Open opens the target at an address: the path of a folder, or file://,
// sftp://, s3:// or ftps://. It connects, and finds out whether it is let in; nothing is changed there. A target
// that is not there yet but could be made is no error. The error is an *Error.
func Open(ctx context.Context, address string, c Credentials) (Target, error) {
	if !isURL(address) {
		if wrong := mistyped(address); wrong != "" {
			return nil, &Error{Fault: BadAddress, Place: address[max(strings.LastIndexByte(address, '@'), 0):], Detail: wrong}
		}
		return openFolder(address)
	}
	u, err := url.Parse(address)
	if err != nil {
		// The error of Parse quotes the whole address, with its password.
		return nil, &Error{Fault: BadAddress, Place: Redact(address), Detail: "not an address"}
	}
	if _, has := u.User.Password(); has || strings.Contains(u.User.Username(), ":") {
		return nil, &Error{Fault: SecretInAddress, Place: redacted(u), Detail: passwordVariable(u.Scheme)}
	}
	switch u.Scheme = strings.ToLower(u.Scheme); u.Scheme {
	case "file":
		return openFileURL(u)
	case "sftp":
		return openSFTP(ctx, u, c)
	case "s3":
		return openS3(ctx, u, c)
	case "ftps":
		return openFTPS(ctx, u, c)
	case "ftp":
		return nil, &Error{Fault: PlainFTP, Place: redacted(u)}
	}
	return nil, &Error{Fault: UnknownScheme, Place: redacted(u), Detail: u.Scheme}
}

// LocalPath gives the path of a target that is a folder of this machine, and whether it is one.
func LocalPath(address string) (string, bool) {
	if !isURL(address) {
		return address, true
	}
	u, err := url.Parse(address)
	if err != nil || !strings.EqualFold(u.Scheme, "file") {
		return "", false
	}
	return filePath(runtime.GOOS, u.Path), true
}

// filePath is the path in a file address as the system called goos (as in runtime.GOOS) writes it: on Windows
// file:///C:/www is C:\www.
func filePath(goos, path string) string {
	if goos != "windows" {
		return path
	}
	if len(path) > 2 && path[0] == '/' && path[2] == ':' {
		path = path[1:]
	}
	return strings.ReplaceAll(path, "/", `\`)
}

// isURL tells an address with a scheme from the path of a folder; C:\www is a path.
func isURL(address string) bool {
	scheme, _, found := strings.Cut(address, "://")
	return found && len(scheme) > 1 && !strings.ContainsAny(scheme, "/\\.")
}

// mistyped tells what is wrong with an address that would pass for the path of a folder, "" when it is one: sftp:/host/path and, as scp
// has it, user@host:path. Whoever has such a folder writes ./ before it.
func mistyped(address string) string {
	before, after, found := strings.Cut(address, ":")
	first, _, _ := strings.Cut(address, "/")
	switch strings.ToLower(before) {
	case "sftp", "s3", "ftps", "ftp", "ssh", "http", "https", "file":
		if found && !strings.HasPrefix(after, "//") {
			return "no // after " + before + ":"
		}
	}
	if at := strings.IndexByte(first, '@'); at > 0 && strings.Contains(first, ":") {
		return "user@host:path is written sftp://user@host/path"
	}
	return ""
}

// passwordVariable names the environment variable for the secret of a scheme.
func passwordVariable(scheme string) string {
	switch strings.ToLower(scheme) {
	case "s3":
		return "AWS_SECRET_ACCESS_KEY"
	case "ftps", "ftp":
		return "BANTIN_FTP_PASSWORD"
	}
	return "BANTIN_SSH_PASSWORD"
}

// redacted is an address as it may be shown: without a password, query and fragment.
func redacted(u *url.URL) string {
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	if name, _, _ := strings.Cut(u.User.Username(), ":"); name != "" {
		shown.User = url.User(name)
	}
	text, err := url.PathUnescape(shown.String())
	if err != nil {
		return shown.String()
	}
	return text
}

// Redact is redacted for text that may not be an address at all: what stands
// before an @ goes, from the first colon on.
func Redact(address string) string {
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	host, path, slash := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(rest, '@'); at >= len(host) {
		host, path, slash = rest, "", false // a password may have a slash
	}
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		user, _, _ := strings.Cut(host[:at], ":")
		host = user + host[at:]
	}
	if slash {
		host += "/" + path
	}
	host, _, _ = strings.Cut(host, "?")
	return scheme + "://" + host
}
