package host

import (
	"bytes"
	"regexp"
	"strings"

	"bantin/internal/output"
)

// htaccess writes .htaccess. It uses only what hosting that allows such files at all allows in them (AllowOverride
// FileInfo): one word more, and the whole site is an error page.
func (r *rules) htaccess(w *bytes.Buffer) {
	w.WriteString("# Written by bantin build. A file static/.htaccess takes the place of this one.\n")
	w.WriteString("ErrorDocument 404 " + escape(r.root+"/404.html") + "\nAddDefaultCharset utf-8\n")
	w.WriteString("<IfModule mod_mime.c>\n")
	for _, t := range types {
		w.WriteString("AddType " + t.media + " ." + t.ending + "\n")
	}
	w.WriteString("</IfModule>\n<Files \"feed.xml\">\nForceType \"" + atom + "; charset=utf-8\"\n</Files>\n<Files \"rss.xml\">\nForceType \"" + rss + "; charset=utf-8\"\n</Files>\n")
	w.WriteString("<IfModule mod_headers.c>\n")
	set := func(h header) { w.WriteString("Header always set " + h.name + " " + quoteApache(h.value) + "\n") }
	for _, h := range security() {
		set(h)
	}
	w.WriteString("# Once every page of this domain has been https for a while, and is to stay so:\n# ")
	set(hsts)
	w.WriteString("Header set Cache-Control \"" + output.CacheMinutes + "\"\n")
	w.WriteString("<FilesMatch \"" + fileNames + "\">\nHeader set Cache-Control \"" + output.CacheADay + "\"\n</FilesMatch>\n")
	// Files are matched by their names alone, without a folder.
	w.WriteString("<FilesMatch \"" + strings.ReplaceAll(hashedNames, "/(share", "^(share") + "\">\nHeader set Cache-Control \"" + output.CacheForGood + "\"\n</FilesMatch>\n")
	if r.search != "" { // a name alone says too little here; a section with a condition is not allowed everywhere
		w.WriteString("<IfModule mod_setenvif.c>\nSetEnvIf Request_URI " + quoteApache("^"+regexp.QuoteMeta(r.search)+indexNames) + " bantin_index\nHeader set Cache-Control \"" + output.CacheForGood + "\" env=bantin_index\n</IfModule>\n")
	}
	w.WriteString("<FilesMatch \"\\.svg$\">\n")
	set(header{policyName, drawingPolicy})
	w.WriteString("</FilesMatch>\n</IfModule>\n")
	if len(r.redirects) == 0 {
		return
	}
	w.WriteString("<IfModule mod_alias.c>\n")
	for _, d := range r.redirects {
		// The target is escaped by the server; $ and & would stand for what was matched.
		to := strings.NewReplacer("$", `\$`, "&", `\&`).Replace(d.to)
		w.WriteString("RedirectMatch 301 " + quoteApache("^"+regexp.QuoteMeta(d.from)+"$") + " " + quoteApache(to) + "\n")
	}
	w.WriteString("</IfModule>\n")
}

// quoteApache is a value in quotes. A backslash stands for itself unless another one or a quote follows it, also the one at the end.
func quoteApache(value string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(value) {
		if value[i] == '"' || value[i] == '\\' && (i+1 == len(value) || value[i+1] == '"' || value[i+1] == '\\' || i > 0 && value[i-1] == '\\') {
			b.WriteByte('\\')
		}
		b.WriteByte(value[i])
	}
	b.WriteByte('"')
	return b.String()
}

// mediaType is the type of files that servers may not know.
type mediaType struct{ ending, media string }

var types = [...]mediaType{
	{"webp", "image/webp"}, {"svg", "image/svg+xml"}, {"woff2", "font/woff2"}, {"js", "text/javascript"}, {"json", "application/json"},
	{"webm", "video/webm"}, {"vtt", "text/vtt"}, {"csv", "text/csv"},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}

const (
	atom = "application/atom+xml"
	rss  = "application/rss+xml"
)

// nginx writes what goes into a server block. Headers are given once and their values chosen by name
// before, since a location with a header of its own would lose all others.
func (r *rules) nginx(w *bytes.Buffer) {
	w.WriteString(`# Printed by "bantin host nginx". Keep it outside the folder that is served, and include it in the
# server block that has "root /path/to/public;"; print it again when old addresses (aliases) change.
index index.html;
charset utf-8;
`)
	w.WriteString("error_page 404 " + quoteNginx(escape(r.root+"/404.html")) + ";\n\n")
	all := security()
	w.WriteString("set $bantin_policy " + quoteNginx(all[0].value) + ";\nif ($uri ~ \\.svg$) { set $bantin_policy " + quoteNginx(drawingPolicy) + "; }\n")
	w.WriteString("set $bantin_cache " + quoteNginx(output.CacheMinutes) + ";\nif ($uri ~ " + quoteNginx(fileNames) + ") { set $bantin_cache " + quoteNginx(output.CacheADay) + "; }\n")
	w.WriteString("if ($uri ~ " + quoteNginx(hashedNames) + ") { set $bantin_cache " + quoteNginx(output.CacheForGood) + "; }\n")
	if r.search != "" {
		w.WriteString("if ($uri ~ " + quoteNginx("^"+regexp.QuoteMeta(r.search)+indexNames) + ") { set $bantin_cache " + quoteNginx(output.CacheForGood) + "; }\n")
	}
	w.WriteString("add_header " + policyName + " $bantin_policy always;\n")
	for _, h := range all[1:] {
		w.WriteString("add_header " + h.name + " " + quoteNginx(h.value) + " always;\n")
	}
	w.WriteString("add_header Cache-Control $bantin_cache;\n")
	w.WriteString("# Once every page of this domain has been https for a while, and is to stay so:\n# add_header " + hsts.name + " " + quoteNginx(hsts.value) + " always;\n\n")
	w.WriteString("location ~ /\\.(?!well-known/) { return 404; }\n")
	w.WriteString("location ~ /feed\\.xml$ { types { } default_type " + quoteNginx(atom+"; charset=utf-8") + "; }\n")
	w.WriteString("location ~ /rss\\.xml$ { types { } default_type " + quoteNginx(rss+"; charset=utf-8") + "; }\n")
	for _, t := range types {
		w.WriteString("location ~ \\." + t.ending + "$ { types { } default_type " + t.media + "; }\n")
	}
	w.WriteString(`
gzip on;
gzip_types text/css text/javascript application/javascript application/json application/xml application/atom+xml application/rss+xml image/svg+xml text/csv;
# With files that "bantin publish" has compressed beside the others:
# gzip_static on;
`)
	if len(r.redirects) > 0 {
		w.WriteString("\n")
	}
	for _, d := range r.redirects {
		w.WriteString("location = " + quoteNginx(d.from) + " { return 301 " + quoteNginx(strings.ReplaceAll(escape(d.to), "$", "%24")) + "; }\n")
	}
}

// quoteNginx is a value in quotes.
func quoteNginx(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}
