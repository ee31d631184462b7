package markdown

import "strings"

// YouTubeID finds the id of the video in a YouTube address of any form
// (watch?v=, youtu.be/, shorts/, live/, embed/, v/), with or without https://.
// Other parameters (t=, si=, list=) are ignored. ok is false for anything that
// does not name one video.
func YouTubeID(address string) (id string, ok bool) {
	rest := address
	if scheme, after, found := strings.Cut(rest, "://"); found {
		if !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
			return "", false
		}
		rest = after
	} else {
		rest = strings.TrimPrefix(rest, "//")
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		return "", false
	}
	host, path := strings.ToLower(rest[:end]), rest[end:]
	path, _, _ = strings.Cut(path, "#")
	path, query, _ := strings.Cut(path, "?")
	switch host {
	case "youtu.be", "www.youtu.be":
		id = strings.TrimPrefix(path, "/")
	case "youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com",
		"youtube-nocookie.com", "www.youtube-nocookie.com":
		id = videoOf(path, query)
	}
	// Some share addresses carry their parameters with & and no question mark.
	id, _, _ = strings.Cut(id, "&")
	id = strings.TrimSuffix(id, "/")
	return id, isVideoID(id)
}

// videoOf takes the id from a path and query of youtube.com.
func videoOf(path, query string) string {
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch first {
	case "watch":
		for pair := range strings.SplitSeq(query, "&") {
			if v, found := strings.CutPrefix(pair, "v="); found {
				return v
			}
		}
	case "shorts", "live", "embed", "v":
		return rest
	}
	return ""
}

// isVideoID reports whether id has the form of a video's id: 11 letters, digits, hyphens or underscores.
func isVideoID(id string) bool {
	if len(id) != 11 {
		return false
	}
	for i := range len(id) {
		if !alphanumeric(id[i]) && id[i] != '-' && id[i] != '_' {
			return false
		}
	}
	return true
}
