package content

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // machines that build may have no zones

	"bantin/internal/limits"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

const (
	defaultZone      = "Asia/Ho_Chi_Minh"
	defaultPermalink = "/{year}/{month}/{slug}/"
	defaultPageSize  = 20

	defaultMegapixels = 60
	defaultShareKit   = 60
)

// defaultBudgets leave the site's own layouts room to grow, and a phone with a slow
// connection the hope to see a page. The longest lists of large sites have some 600 KB of HTML, a tenth of that on the way.
func defaultBudgets() Budgets {
	return Budgets{HTML: 1000 << 10, CSS: 100 << 10, Scripts: 150 << 10, Pictures: 1500 << 10}
}

// defaultSettings are those of a site.yaml with nothing in it. The address is
// one that leads nowhere.
func defaultSettings() *Settings {
	zone, err := time.LoadLocation(defaultZone)
	if err != nil { // the data is linked in
		zone = time.FixedZone("+07", 7*60*60)
	}
	return &Settings{
		BaseURL: "https://example.invalid", Host: "example.invalid",
		Language: "vi", Zone: zone, Permalink: defaultPermalink, PageSize: defaultPageSize,
		ShareCards: true, ShareKit: defaultShareKit, Search: true, UnknownKeys: "warn", MaxPixels: defaultMegapixels * 1e6,
		Board: defaultBoard(), Budgets: defaultBudgets(), Bulletin: Bulletin{Months: All},
	}
}

var settingsKeys = []key[Settings]{
	{"title", func(r *reader, n *node, s *Settings) { s.Title = r.text(n) }},
	{"base_url", func(r *reader, n *node, s *Settings) {
		if text := r.text(n); text != "" && s.setBaseURL(text) != nil {
			r.report(n.pos, "bad-base-url", text)
		}
	}},
	{"description", func(r *reader, n *node, s *Settings) { s.Description = r.text(n) }},
	{"short_title", func(r *reader, n *node, s *Settings) { s.ShortTitle = r.text(n) }},
	{"language", func(r *reader, n *node, s *Settings) { s.Language = r.choice(n, s.Language, "vi", "en") }},
	{"timezone", func(r *reader, n *node, s *Settings) { s.Zone = r.zone(n, s.Zone) }},
	{"organization", func(r *reader, n *node, s *Settings) { readMap(r, n, organizationKeys, &s.Organization) }},
	{"social", func(r *reader, n *node, s *Settings) { readMap(r, n, socialKeys, &s.Social) }},
	{"permalink", func(r *reader, n *node, s *Settings) { s.Permalink = r.permalink(n, s.Permalink) }},
	{"page_size", func(r *reader, n *node, s *Settings) {
		s.PageSize = r.upTo(n, s.PageSize, limits.PageSize, "bad-page-size")
	}},
	{"menu", func(r *reader, n *node, s *Settings) { s.Menu = r.menu(n) }},
	{"figures", func(r *reader, n *node, s *Settings) { s.Figures = r.names(n) }},
	{"share_cards", func(r *reader, n *node, s *Settings) { s.ShareCards = r.bool(n) }},
	{"share_kit", func(r *reader, n *node, s *Settings) { s.ShareKit = r.howMany(n, s.ShareKit) }},
	{"search", func(r *reader, n *node, s *Settings) { s.Search = r.bool(n) }},
	{"max_megapixels", func(r *reader, n *node, s *Settings) {
		s.MaxPixels = int64(r.upTo(n, defaultMegapixels, limits.Megapixels, "bad-megapixels")) * 1e6
	}},
	{"cache", func(r *reader, n *node, s *Settings) { s.Cache = r.store(n) }},
	{"unknown_keys", func(r *reader, n *node, s *Settings) {
		s.UnknownKeys = r.choice(n, s.UnknownKeys, "warn", "error", "ignore")
	}},
	{"host", func(r *reader, n *node, s *Settings) { s.Hosts = r.hosts(n) }},
	{"budgets", func(r *reader, n *node, s *Settings) { readMap(r, n, budgetKeys, &s.Budgets) }},
	{"bulletin", func(r *reader, n *node, s *Settings) { readMap(r, n, bulletinKeys, &s.Bulletin) }},
	{"check", func(r *reader, n *node, s *Settings) { readMap(r, n, checkKeys, &s.Check) }},
	{"board", func(r *reader, n *node, s *Settings) { readMap(r, n, boardKeys, &s.Board) }},
}

var budgetKeys = []key[Budgets]{
	{"html", func(r *reader, n *node, b *Budgets) { r.budget(n, &b.HTML) }},
	{"css", func(r *reader, n *node, b *Budgets) { r.budget(n, &b.CSS) }},
	{"scripts", func(r *reader, n *node, b *Budgets) { r.budget(n, &b.Scripts) }},
	{"pictures", func(r *reader, n *node, b *Budgets) { r.budget(n, &b.Pictures) }},
}

var checkKeys = []key[Check]{
	{"ignore", func(r *reader, n *node, c *Check) { c.Ignore = r.names(n) }},
}

var organizationKeys = []key[Organization]{
	{"name", func(r *reader, n *node, o *Organization) { o.Name = r.text(n) }},
	{"parent", func(r *reader, n *node, o *Organization) { o.Parent = r.text(n) }},
	{"place", func(r *reader, n *node, o *Organization) { o.Place = r.text(n) }},
	{"address", func(r *reader, n *node, o *Organization) { o.Address = r.text(n) }},
	{"phone", func(r *reader, n *node, o *Organization) { o.Phone = r.text(n) }},
	{"email", func(r *reader, n *node, o *Organization) { o.Email = r.email(n) }},
	{"logo", func(r *reader, n *node, o *Organization) {
		if f := r.fileRef(n, imageUse); f.Path != "" {
			o.Logo = &f
		}
	}},
}

var socialKeys = []key[Social]{
	{"facebook", func(r *reader, n *node, s *Social) { s.Facebook = r.address(n) }},
	{"zalo", func(r *reader, n *node, s *Social) { s.Zalo = r.address(n) }},
	{"youtube", func(r *reader, n *node, s *Social) { s.YouTube = r.address(n) }},
	{"vcnet", func(r *reader, n *node, s *Social) { s.VCNet = r.address(n) }},
}

var menuKeys = []key[MenuItem]{
	{"title", func(r *reader, n *node, m *MenuItem) { m.Title = r.text(n) }},
	{"url", func(r *reader, n *node, m *MenuItem) {
		m.Pos = n.pos
		if s := r.text(n); s == "" || isMenuURL(s) {
			m.URL = s
		} else {
			r.report(n.pos, "bad-menu-url", s)
		}
	}},
}

// readSettings reads site.yaml; what it does not say keeps its default.
func (r *reader) readSettings(src []byte, s *Settings, baseURL string) {
	root := r.parseYAMLFile(src)
	if root == nil {
		return
	}
	// How unknown keys are taken must be known before the first of them.
	if n := root.get("unknown_keys"); n != nil && n.shape == scalar && slices.Contains([]string{"error", "ignore"}, n.text) {
		s.UnknownKeys = n.text
	}
	readKeys(r, root, settingsKeys, s)
	r.require(root, Pos{1, 1}, "title")
	if baseURL == "" {
		r.require(root, Pos{1, 1}, "base_url")
	}
	r.checkKey(root, "title")
	r.checkKey(root, "description")
}

// CheckBaseURL tells what is wrong with an address that is to take the place of base_url.
func CheckBaseURL(text string) error { return new(Settings).setBaseURL(text) }

// setBaseURL takes an absolute http(s) address with or without a path.
func (s *Settings) setBaseURL(text string) error {
	u, err := url.Parse(text)
	if err != nil {
		return err
	}
	if !isWeb(text) || u.RawQuery != "" || u.ForceQuery || strings.Contains(text, "#") || u.User != nil {
		return fmt.Errorf("%q is not an absolute http(s) address without query and fragment", text)
	}
	s.Host = u.Host
	s.Path = strings.TrimRight(u.EscapedPath(), "/")
	if strings.Contains(s.Path, "//") || strings.Contains(s.Path+"/", "/../") || strings.Contains(s.Path+"/", "/./") {
		return fmt.Errorf("%q has an unclean path", text)
	}
	s.BaseURL = u.Scheme + "://" + u.Host + s.Path
	return nil
}

// choice reads one of a few words.
func (r *reader) choice(n *node, otherwise string, words ...string) string {
	s := r.text(n)
	if slices.Contains(words, s) || s == "" {
		return cmp.Or(s, otherwise)
	}
	r.report(n.pos, "bad-choice", s, strings.Join(words, ", "))
	return otherwise
}

// hosts reads the kinds of hosts, one or a list; "none" is none.
func (r *reader) hosts(n *node) (all []string) {
	known := []string{"netlify", "cloudflare", "apache", "nginx", "none"}
	for _, name := range r.names(n) {
		switch {
		case !slices.Contains(known, name.Text):
			r.report(name.Pos, "bad-choice", name.Text, strings.Join(known, ", "))
		case name.Text != "none" && !slices.Contains(all, name.Text):
			all = append(all, name.Text)
		}
	}
	return all
}

func (r *reader) zone(n *node, otherwise *time.Location) *time.Location {
	s := r.text(n)
	zone, err := time.LoadLocation(s)
	if s == "" {
		return otherwise
	}
	if err != nil || s == "Local" {
		r.report(n.pos, "bad-timezone", s)
		return otherwise
	}
	return zone
}

// store reads the address of the cache that machines share.
func (r *reader) store(n *node) string {
	s := r.text(n)
	if s == "" || CheckCache(s) == nil {
		return s
	}
	pos := n.pos
	if strings.Contains(s, "@") {
		pos = Pos{} // with its place the line would be shown, and a password with it
	}
	r.report(pos, "bad-cache", publicPart(s))
	return ""
}

// CheckCache tells what is wrong with the address of a cache that machines share: the path of a folder, file://, s3:// or sftp://
// without a password, or "none". FTPS is not among them: its password would go to whatever server a site.yaml names.
func CheckCache(text string) error {
	scheme, _, found := strings.Cut(text, "://")
	if !found || len(scheme) < 2 {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return errors.New("not an address") // that of Parse quotes all of it, with its password
	}
	_, secret := u.User.Password()
	switch scheme := strings.ToLower(u.Scheme); {
	case secret, u.Fragment != "":
		return errors.New("a password does not belong into the address")
	case scheme == "file":
		return nil
	case scheme != "s3" && scheme != "sftp" || u.Host == "":
		return errors.New("neither a folder nor s3:// nor sftp://")
	}
	return nil
}

// publicPart is an address without what may be a password.
func publicPart(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		rest = rest[at+1:]
	}
	return scheme + "://" + rest
}

// upTo reads a number from 1 to most.
func (r *reader) upTo(n *node, otherwise, most int, code string) int {
	v, ok := r.count(n)
	if !ok {
		return otherwise
	}
	if v < 1 || v > int64(most) {
		r.report(n.pos, code, r.text(n))
		return otherwise
	}
	return int(v)
}

// budget reads a number of kilobytes; 0 sets no limit.
func (r *reader) budget(n *node, to *int64) {
	v, ok := r.count(n)
	switch {
	case !ok:
	case v > limits.BudgetKB:
		r.report(n.pos, "bad-budget", r.text(n))
	default:
		*to = v << 10
	}
}

// permalink reads the pattern of posts' addresses.
func (r *reader) permalink(n *node, otherwise string) string {
	s := r.text(n)
	if s == "" {
		return otherwise
	}
	if !validPermalink(s) {
		r.report(n.pos, "bad-permalink", s)
		return otherwise
	}
	return s
}

func validPermalink(s string) bool {
	if !strings.HasPrefix(s, "/") || !strings.HasSuffix(s, "/") || strings.Contains(s, "//") || !strings.Contains(s, "{slug}") {
		return false
	}
	for _, name := range []string{"year", "month", "day", "slug", "topic", "unit"} {
		s = strings.ReplaceAll(s, "{"+name+"}", "0")
	}
	for _, c := range []byte(s) {
		if c != '/' && c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// isMenuURL tells whether a menu may lead to an address: from the site's root, or anywhere, or to a mailbox or a phone.
func isMenuURL(s string) bool {
	if number, ok := strings.CutPrefix(s, "tel:"); ok {
		return number != "" && strings.Trim(number, "0123456789+-.() ") == ""
	}
	if box, ok := strings.CutPrefix(s, "mailto:"); ok {
		return markdown.IsMailbox(box)
	}
	return s[0] == '/' && !strings.HasPrefix(s, "//") || isWeb(s)
}

// menu reads the entries of the menu; nil when there is none, for the default.
func (r *reader) menu(n *node) (all []MenuItem) {
	readList(r, n, menuKeys, func(entry *node, m MenuItem) {
		if r.require(entry, entry.pos, "title") && r.require(entry, entry.pos, "url") && m.URL != "" {
			all = append(all, m)
		}
	})
	return all
}

// checkFigures checks the totals that the home page shows; figures that do not
// exist are left out.
func (r *reader) checkFigures(s *Settings) {
	known := append([]string{"posts", "activities", "units"}, r.words.metricNames...)
	s.Figures = slices.DeleteFunc(s.Figures, func(f Name) bool {
		if slices.Contains(known, f.Text) {
			return false
		}
		cure, _ := viet.Nearest(f.Text, known)
		r.suggest(f.Pos, "unknown-figure", cure, f.Text)
		return true
	})
}
