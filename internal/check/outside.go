package check

import (
	"io/fs"
	"net/url"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/outside"
	"bantin/internal/site"
)

// Link is a link to another host, where it was written.
type Link struct {
	// Address is whole and escaped, without an anchor.
	Address string
	File    string
	Pos     content.Pos
}

// Outside gives the links to other hosts that editors have written: in bodies, the menu, the sources of posts and what campaigns rest on. Those that
// the settings say to ignore are not among them, nor are those that every layout writes (to share a page, to watch a video). files is the site folder.
func Outside(s *site.Site, files fs.FS) (all []Link) {
	where := &sources{c: &checker{Input: Input{Site: s, Files: files}}, texts: make(map[string]string)}
	add := func(address, file string, pos content.Pos) {
		if pos.Line == 0 {
			pos, _ = where.find(file, address)
		}
		address, _, _ = strings.Cut(s.Abs(address), "#")
		if scheme, _ := cutScheme(address); (scheme == "http" || scheme == "https") && !ignored(address, s.Settings.Check.Ignore) {
			all = append(all, Link{address, file, pos})
		}
	}
	body := func(file string, doc *entry) {
		for i, t := range doc.targets {
			if t.External && i < len(doc.body.Refs) {
				r := &doc.body.Refs[i]
				add(t.URL, file, content.Pos{Line: int32(r.Line), Column: int32(r.Column)})
			}
		}
	}
	for _, p := range s.All {
		if p.State == site.Removed {
			continue
		}
		body(p.File, &entry{body: p.Body, targets: p.Targets})
		if p.Source != nil && p.Source.URL != "" {
			add(p.Source.URL, p.File, content.Pos{})
		}
	}
	for _, x := range s.Topics {
		body(x.File, &entry{body: x.Body, targets: x.Targets})
	}
	for _, x := range s.Units {
		body(x.File, &entry{body: x.Body, targets: x.Targets})
	}
	for _, x := range s.Campaigns {
		body(x.File, &entry{body: x.Body, targets: x.Targets})
		for _, b := range x.Basis {
			if b.URL != "" {
				add(b.URL, x.File, content.Pos{})
			}
		}
	}
	for _, x := range s.Pages {
		body(x.File, &entry{body: x.Body, targets: x.Targets})
	}
	for _, m := range s.Settings.Menu {
		if scheme, _ := cutScheme(m.URL); scheme != "" {
			add(m.URL, content.SiteFile, m.Pos)
		}
	}
	social := s.Settings.Social
	for _, address := range []string{social.Facebook, social.Zalo, social.YouTube, social.VCNet} {
		if address != "" {
			add(address, content.SiteFile, content.Pos{})
		}
	}
	return all
}

// ignored tells whether an address begins as one of a list does, or has its host, or one below that.
func ignored(address string, list []content.Name) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	for _, n := range list {
		if strings.Contains(n.Text, "/") {
			if strings.HasPrefix(address, n.Text) {
				return true
			}
			continue
		}
		if want := strings.ToLower(n.Text); host == want || strings.HasSuffix(host, "."+want) {
			return true
		}
	}
	return false
}

// Unanswered tells which links have had no good answer.
func Unanswered(links []Link, answers map[string]outside.Answer) (out []diag.Diagnostic) {
	codes := map[outside.Kind]string{outside.Gone: "outside-gone", outside.Failing: "outside-failing", outside.Refused: "outside-refused"}
	for _, l := range links {
		if a := answers[l.Address]; a.Kind != outside.Alive {
			out = append(out, diag.New(l.File, int(l.Pos.Line), int(l.Pos.Column), codes[a.Kind], l.Address, a.Reason))
		}
	}
	return out
}
