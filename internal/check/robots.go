package check

import (
	"strings"
)

// crawlers are those that read pages and pictures for previews, and for search.
var crawlers = []string{"facebookexternalhit", "facebot", "whatsapp", "telegrambot", "twitterbot", "zalo", "googlebot", "bingbot", "*"}

// rule is a line of robots.txt (RFC 9309).
type rule struct {
	allow bool
	path  string
}

// robots looks whether robots.txt shuts anyone out of posts, of the home page or of their pictures.
func (m *machine) robots(data []byte) {
	groups, sitemaps := parseRobots(string(data))
	for _, s := range sitemaps {
		m.full(s, "robots.txt/Sitemap")
	}
	paths := []string{"/"}
	for _, p := range m.Site.Posts[:min(len(m.Site.Posts), 100)] {
		paths = append(paths, m.Site.Href(p.URL))
	}
	for _, i := range m.pages[:min(len(m.pages), 100)] {
		if p := &m.facts[i].image; p.raw != "" {
			paths = append(paths, m.Site.Href(m.address(p.file)))
		}
	}
	for _, who := range crawlers {
		rules, ok := groups[who]
		if !ok {
			continue
		}
		for _, p := range paths {
			if r := applies(rules, p); r != nil && !r.allow {
				m.find("robots-shut", who, "Disallow: "+r.path, p)
				break
			}
		}
	}
}

// parseRobots gives the rules for each crawler, in lower case, and the sitemaps.
func parseRobots(text string) (groups map[string][]rule, sitemaps []string) {
	groups = make(map[string][]rule)
	var agents []string
	named := false // the last line named a crawler
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent":
			if !named {
				agents = nil
			}
			named = true
			who := strings.ToLower(value)
			agents = append(agents, who)
			if groups[who] == nil {
				groups[who] = []rule{} // one without rules may go anywhere
			}
		case "allow", "disallow":
			named = false
			if value == "" {
				continue // shuts nobody out
			}
			r := rule{strings.EqualFold(strings.TrimSpace(key), "allow"), value}
			for _, a := range agents {
				groups[a] = append(groups[a], r)
			}
		case "sitemap":
			sitemaps = append(sitemaps, value)
		}
	}
	return groups, sitemaps
}

// applies gives the rule that decides on a path: the longest that matches, of two of one length the one that allows.
func applies(rules []rule, path string) *rule {
	var best *rule
	for i := range rules {
		r := &rules[i]
		if matches(r.path, path) && (best == nil || len(r.path) > len(best.path) || len(r.path) == len(best.path) && r.allow) {
			best = r
		}
	}
	return best
}

// matches tells whether a pattern with * and a $ at its end matches the beginning of a path.
func matches(pattern, path string) bool {
	whole := strings.HasSuffix(pattern, "$")
	parts := strings.Split(strings.TrimSuffix(pattern, "$"), "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !whole || rest == ""
}
