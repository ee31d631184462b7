package markdown

import "strings"

// IsMailbox tells whether what follows mailto: (RFC 6068) leads to one mailbox, with a subject and a text at most: further
// recipients, open or hidden, would get what a reader writes without his seeing it.
func IsMailbox(s string) bool {
	box, more, _ := strings.Cut(s, "?")
	if box == "" || strings.ContainsAny(box, ",;") || strings.Contains(strings.ToLower(box), "%2c") || strings.Contains(strings.ToLower(box), "%3b") {
		return false
	}
	for more != "" {
		var header string
		header, more, _ = strings.Cut(more, "&")
		if name, _, _ := strings.Cut(header, "="); !strings.EqualFold(name, "subject") && !strings.EqualFold(name, "body") {
			return false
		}
	}
	return true
}
