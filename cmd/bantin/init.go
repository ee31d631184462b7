package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/scaffold"
	"bantin/internal/schema"
)

func initCommand() command {
	return command{
		name:    "init",
		summary: text{"tạo một trang mới, dựng được ngay", "make a new site that builds at once"},
		usage:   initUsage,
		flags:   initFlags,
		most:    1,
	}
}

var initUsage = text{`bantin init THƯ MỤC [tùy chọn]

Tạo một trang nhỏ, dựng được ngay: cài đặt, hai chủ đề, hai đơn vị, ba bài mẫu, hướng
dẫn cho người viết (README.md), cách đăng tự động lên GitHub Pages và GitLab Pages, cài
đặt cho VS Code. Thư mục chưa có thì được tạo; đã có thì phải trống (không kể .git).
Không ghi đè gì; có lỗi giữa chừng thì không để lại gì.

  --language vi|en   ngôn ngữ của trang; mặc định theo --lang, không có thì tiếng Việt
  --source ĐỊA CHỈ   kho Git có mã nguồn của bantin, để máy chủ lấy chương trình về dựng
                     trang; không ghi thì sửa BANTIN_SOURCE sau
  --ci NƠI           chỉ ghi cách đăng tự động của nơi này: github, gitlab hoặc none; mặc
                     định là cả hai
  --now LÚC          các bài mẫu đề ngày như thể đang là lúc ấy
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 xong · 2 không làm được.

Ví dụ:
  bantin init ban-tin
  bantin init .
  cd ban-tin && bantin serve --open
`, `bantin init DIR [flags]

Makes a small site that builds at once: settings, two topics, two units, three sample
posts, a guide for editors (README.md), what publishes it on GitHub Pages and GitLab
Pages, settings for VS Code. The folder is made, or must be empty (.git does not
count). Nothing is overwritten, and nothing is left when it fails.

  --language vi|en   language of the site; by default that of --lang, else Vietnamese
  --source ADDRESS   the Git repository with the source of bantin, from which a server
                     gets the program; without it mend BANTIN_SOURCE later
  --ci SERVICE       write only what publishes it there: github, gitlab or none; by
                     default both are written
  --now TIME         date the sample posts as if it were then
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Exit status:  0 done · 2 could not be done.

Examples:
  bantin init news --language en
  bantin init .
  cd news && bantin serve --open
`}

// initOptions are what a new site is to be.
type initOptions struct {
	dir, language, ci string
	source            source
	now               moment
}

func initFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o initOptions
	set.Var(&choice{&o.language, []string{"vi", "en"}}, "language", "")
	set.Var(&choice{&o.ci, []string{"github", "gitlab", "none"}}, "ci", "")
	set.Var(&o.source, "source", "")
	set.Var(&o.now, "now", "")
	return func(args []string) int {
		if len(args) == 0 {
			return p.usageError("init", misuse{what: text{"thiếu tên thư mục sau “bantin %s”", "the folder is missing after “bantin %s”"}, arg: "init",
				cure: text{"thư mục hiện tại là dấu chấm: bantin init .", "the current folder is a dot: bantin init ."}})
		}
		if o.dir = args[0]; o.dir == "" { // a variable of a script without a value
			return p.usageError("init", misuse{what: text{"tên thư mục trống: %q", "the name of the folder is empty: %q"}, arg: o.dir})
		}
		if said, ok := set.Lookup("lang").Value.(*choice); ok {
			// The language of the computer says little about that of the site.
			o.language = cmp.Or(o.language, *said.value, "vi")
		}
		return p.makeSite(&o)
	}
}

// source is the address of a Git repository.
type source string

func (s *source) String() string { return "" }

func (s *source) Set(v string) error {
	if *s = source(v); v == "" || v[0] == '-' || strings.ContainsAny(v, "\"\\$` \t\r\n") {
		return errors.New("not an address")
	}
	return nil
}

func (s *source) expects() text {
	const example = "https://example.org/bantin.git"
	return text{"ví dụ: " + example, "example: " + example}
}

// unknownSource stands in the workflows until someone gives the true one.
const unknownSource = "https://example.org/bantin.git"

// makeSite makes a starter site.
func (p *invocation) makeSite(o *initOptions) int {
	now, zone := time.Now(), siteZone()
	if o.now.in != nil {
		now = o.now.in(zone)
	}
	full, err := filepath.Abs(o.dir)
	if err != nil {
		return p.failInit(err, o)
	}
	b, err := scaffold.Begin(filepath.ToSlash(full), scaffold.StarterOptions{
		Language: o.language, Now: now.In(zone), Source: cmp.Or(string(o.source), unknownSource), Version: ownRevision(), CI: o.ci,
	})
	if err != nil {
		return p.failInit(err, o)
	}
	if err := p.addSchemas(b); err != nil {
		b.Cancel()
		return p.failInit(err, o)
	}
	if err := b.Finish(); err != nil {
		return p.failInit(err, o)
	}
	shown := filepath.ToSlash(filepath.Clean(o.dir))
	fmt.Fprintln(p.stdout, shown)
	if o.source == "" && o.ci != "none" {
		p.say(text{
			"để đăng tự động, ghi địa chỉ kho mã nguồn của bantin vào BANTIN_SOURCE và phiên bản vào BANTIN_VERSION trong %s",
			"to have it published, give the address of bantin's own repository as BANTIN_SOURCE and a version as BANTIN_VERSION in %s",
		}, recipes(o.ci).in(p.lang))
	}
	if isTerminal(p.stderr) {
		p.say(text{"Xem trang: bantin serve %s --open. Cách viết bài: README.md.", "To see it: bantin serve %s --open. How to write: README.md."}, diag.Harmless(shown))
	}
	return done
}

// recipes are the files by which a service publishes the site.
func recipes(ci string) text {
	const github, gitlab = ".github/workflows/publish.yml", ".gitlab-ci.yml"
	switch ci {
	case "github":
		return text{github, github}
	case "gitlab":
		return text{gitlab, gitlab}
	}
	return text{github + " và " + gitlab, github + " and " + gitlab}
}

// siteZone is the time zone of the starter site.
func siteZone() *time.Location {
	zone, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		panic(err) // the zones are linked in
	}
	return zone
}

// ownRevision is what a workflow fetches to have the very program that made the site.
func ownRevision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "main"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	if v := info.Main.Version; strings.HasPrefix(v, "v") {
		return v
	}
	return "main"
}

// failInit tells why there is no site.
func (p *invocation) failInit(err error, o *initOptions) int {
	shown := diag.Harmless(filepath.ToSlash(filepath.Clean(o.dir)))
	var used *scaffold.NotEmptyError
	switch {
	case errors.As(err, &used) && len(used.Names) == 0:
		p.say(text{"bantin: %s không phải là thư mục; chọn tên khác", "bantin: %s is not a folder; choose another name"}, shown)
	case errors.As(err, &used):
		names := used.Names[:min(len(used.Names), 5)]
		list := diag.Harmless(strings.Join(names, ", "))
		if more := len(used.Names) - len(names); more > 0 {
			list += fmt.Sprintf(text{" và %d tên nữa", " and %d more"}.in(p.lang), more)
		}
		p.say(text{
			"bantin: thư mục %s không trống (có %s); chọn một thư mục mới hoặc trống",
			"bantin: the folder %s is not empty (it has %s); choose one that is new or empty",
		}, shown, list)
	case errors.Is(err, syscall.ENOTDIR):
		p.say(text{"bantin: không tạo được trang trong %s: một phần của đường dẫn không phải là thư mục", "bantin: cannot make a site in %s: a part of the path is not a folder"}, shown)
	default:
		p.say(text{"bantin: không tạo được trang trong %s: %s; không để lại gì", "bantin: cannot make a site in %s: %s; nothing was left"}, shown, reason(err).in(p.lang))
	}
	return failed
}

// addSchemas adds what lets editors complete and check files, as “bantin schema” prints it.
func (p *invocation) addSchemas(b *scaffold.Beginning) error {
	desk, err := scaffold.Open(p.ctx, b.Dir, nil)
	if err != nil {
		return err
	}
	defer desk.Close()
	for _, role := range editorRoles {
		if err := b.Add(schemaFile(role), schema.JSON(desk.Site, role)); err != nil {
			return err
		}
	}
	return nil
}

// editorRoles are the files that editors have schemas for.
var editorRoles = [...]content.Role{content.PostRole, content.SettingsRole, content.CalendarRole, content.AbbreviationsRole, content.VocabularyRole}

func schemaFile(role content.Role) string { return ".vscode/" + string(role) + ".schema.json" }

// renewSchemas makes the schemas anew that a site has for editors: they list its topics, units and campaigns.
func (p *invocation) renewSchemas(dir string) error {
	var there []content.Role
	for _, role := range editorRoles {
		if info, err := os.Lstat(filepath.Join(dir, schemaFile(role))); err == nil && info.Mode().IsRegular() {
			there = append(there, role)
		}
	}
	if len(there) == 0 {
		return nil
	}
	desk, err := scaffold.Open(p.ctx, dir, nil)
	if err != nil {
		return err
	}
	defer desk.Close()
	for _, role := range there {
		if err := writeWhole(filepath.Join(dir, schemaFile(role)), schema.JSON(desk.Site, role)); err != nil {
			return err
		}
	}
	return nil
}
