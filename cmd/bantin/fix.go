package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"bantin/internal/diag"
	"bantin/internal/mend"
	"bantin/internal/viet"
)

func fixCommand() command {
	return command{
		name:    "fix",
		summary: text{"sửa những gì chắc chắn sửa được trong content/", "mend in content/ what can be mended for certain"},
		usage:   fixUsage,
		flags:   fixFlags,
		most:    1000,
	}
}

var fixUsage = text{`bantin fix [THƯ MỤC | TỆP…] [--write]

Tìm trong content/ những chỗ sửa được mà không thể sai, và cho xem sẽ sửa gì. Có
--write thì sửa vào tệp. Không ghi tệp nào thì xem cả trang; ghi tên tệp thì chỉ
xem những tệp ấy.

  --write            sửa vào tệp; mỗi tệp ghi trọn hoặc không ghi gì
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Sửa những gì:
  - ngày tháng viết theo năm-tháng-ngày: 27/5/2021 thành 2021-05-27, cùng một ngày giờ
  - tên chủ đề, đơn vị, đợt thành id
  - giá trị có dấu hai chấm được đặt trong dấu nháy, để trình soạn thảo nào cũng hiểu
  - chữ cái chỉ trông giống chữ tiếng Việt (ð, chữ Nga, Hy Lạp, chữ toán học); ký tự ẩn
  - chữ có dấu viết tách rời (NFC), xuống dòng kiểu Windows, BOM, dấu cách thừa cuối dòng
    (trừ hai dấu cách để xuống dòng, và mã trong bài), dòng cuối chưa kết thúc
Ngoài ra không đổi gì trong tệp. Tên tệp không bao giờ đổi. Tiêu đề mà sửa thì đổi địa
chỉ của bài, và tệp không đọc được, thì để nguyên và nêu tên.

Mã thoát:  0 không có gì phải sửa, hoặc đã sửa · 1 có chỗ phải sửa mà chưa có
--write · 2 không chạy được.

Ví dụ:
  bantin fix
  bantin fix --write
  bantin fix content/posts/2021/05/hoc-bac.md --write
`, `bantin fix [DIR | FILE…] [--write]

Looks in content/ for what can be mended without a doubt, and shows the
difference. With --write the files are changed. Without the name of a file the
whole site is looked at, else only the files named.

  --write            change the files; each is written whole or not at all
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

What is mended:
  - dates get the year first: 27/5/2021 becomes 2021-05-27, the same moment
  - names of topics, units and campaigns become ids
  - values with a colon get quotes, so that every editor understands them
  - letters that only look Vietnamese (ð, Cyrillic, Greek, mathematical); hidden characters
  - letters with separate marks (NFC), Windows line ends, BOM, spaces at the ends of lines
    (but for two that break a line, and in code), a last line without an end
Nothing else in a file is changed, and no file is renamed. A title whose mending would
change the post's address, and a file that cannot be read, are left alone and named.

Exit status:  0 nothing to mend, or mended · 1 something to mend and no --write ·
2 could not run.

Examples:
  bantin fix
  bantin fix --write
  bantin fix content/posts/2021/05/visit.md --write
`}

func fixFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	write := set.Bool("write", false, "")
	return func(args []string) int {
		dir, only, ok := p.fixFiles(args)
		if !ok {
			return failed
		}
		return p.fix(dir, only, *write)
	}
}

// fixFiles finds the site folder that is meant, and the files in it that are
// named, by their paths below it.
func (p *invocation) fixFiles(args []string) (dir string, only []string, ok bool) {
	if len(args) == 0 {
		return ".", nil, true
	}
	for _, arg := range args {
		shown := diag.Harmless(filepath.ToSlash(arg))
		info, err := os.Lstat(arg)
		switch {
		case err == nil && len(args) == 1 && isFolder(arg):
			return arg, nil, true
		case err != nil && len(args) == 1 && filepath.Ext(arg) == "":
			p.say(text{"bantin: không có thư mục %s", "bantin: there is no folder %s"}, shown)
			return "", nil, false
		case err != nil:
			p.say(text{"bantin: %s: %s", "bantin: %s: %s"}, shown, reason(err).in(p.lang))
			return "", nil, false
		case !info.Mode().IsRegular():
			p.say(text{"bantin: %s: %s", "bantin: %s: %s"}, shown, reason(errNotAFile).in(p.lang))
			return "", nil, false
		}
		site, below := siteOf(arg)
		if site == "" || dir != "" && site != dir {
			p.say(text{"bantin: %s không nằm trong content/ của một trang", "bantin: %s does not lie in the content/ of a site"}, shown)
			return "", nil, false
		}
		dir, only = site, append(only, below)
	}
	return dir, only, true
}

// siteOf gives the site folder that a file lies in, and its path below that; "" when there is none.
func siteOf(file string) (dir, below string) {
	file, err := filepath.Abs(file)
	if err != nil {
		return "", ""
	}
	for dir = filepath.Dir(file); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "content", "site.yaml")); err == nil && info.Mode().IsRegular() {
			rel, err := filepath.Rel(dir, file)
			if rel = filepath.ToSlash(rel); err != nil || !strings.HasPrefix(rel, "content/") {
				return "", ""
			}
			return dir, rel
		}
		if dir == filepath.Dir(dir) {
			return "", ""
		}
	}
}

// fix shows what can be mended, or mends it.
func (p *invocation) fix(dir string, only []string, write bool) int {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return p.fail(err, dir)
	}
	defer root.Close()
	if info, err := root.Lstat("content"); err != nil || !info.IsDir() {
		p.say(text{"bantin: %s không có thư mục content", "bantin: %s has no folder content"}, diag.Harmless(filepath.ToSlash(dir)))
		return failed
	}
	found, err := mend.Folder(p.ctx, root.FS(), only)
	if err != nil {
		return p.failFix(err, dir)
	}
	status := done
	for i := range found.Changes {
		c := &found.Changes[i]
		if write {
			if err := replaceFile(root, c.File, c.Old, c.New); err != nil {
				p.say(text{"bantin: không ghi được %s: %s", "bantin: %s was not written: %s"}, diag.Harmless(c.File), fixReason(err).in(p.lang))
				status = failed
				continue
			}
		}
		fmt.Fprintf(p.stdout, "%s: %s\n", diag.Harmless(c.File), mended(&c.Counts, p.lang))
		if !write {
			p.printDiff(c)
		}
	}
	p.printLeft(found, func(file string) ([]byte, error) { return fs.ReadFile(root.FS(), file) })
	return p.concludeFix(found, write, status)
}

// failFix tells why nothing was looked at.
func (p *invocation) failFix(err error, dir string) int {
	at := new(fs.PathError)
	switch {
	case errors.Is(err, context.Canceled):
		p.say(text{"bantin: đã dừng; chưa sửa gì", "bantin: stopped; nothing was changed"})
	case errors.As(err, &at):
		p.say(text{"bantin: không đọc được %s: %s; chưa sửa gì", "bantin: %s cannot be read: %s; nothing was changed"},
			diag.Harmless(filepath.ToSlash(at.Path)), reason(err).in(p.lang))
	default:
		return p.fail(err, dir)
	}
	return failed
}

// concludeFix says what has come of it.
func (p *invocation) concludeFix(found *mend.Result, write bool, status int) int {
	n := viet.Number(int64(len(found.Changes)))
	switch {
	case status != done:
	case len(found.Changes) == 0:
		p.say(text{"không có gì phải sửa", "nothing to mend"})
	case write:
		p.say(text{"đã sửa %s tệp", "files mended: %s"}, n)
	default:
		p.say(text{"%s tệp sửa được; chưa ghi gì, muốn sửa thì thêm --write", "files to mend: %s; nothing was written, add --write to do so"}, n)
		status = problems
	}
	return status
}

// printLeft tells what is left alone, and why.
func (p *invocation) printLeft(found *mend.Result, read func(file string) ([]byte, error)) {
	if found.Unread.Len() > 0 {
		p.say(text{"không đọc được nên để nguyên:", "left alone, for it cannot be read:"})
		found.Unread.Excerpts(read)
		diag.Text(p.stderr, &found.Unread, p.lang, p.onTerminal())
	}
	for _, file := range found.Titles {
		p.say(text{
			"%s: tiêu đề có chữ cái giả dạng, để nguyên vì sửa thì bài đổi địa chỉ; tự gõ lại rồi thêm slug hoặc aliases",
			"%s: the title has letters that only look right; left alone, for mending it would change the post's address; retype it and add slug or aliases",
		}, diag.Harmless(file))
	}
	if n := len(found.Decomposed); n > 0 {
		p.say(text{
			"%s tệp có tên viết tách dấu (NFD, thường từ máy Mac), ví dụ %s: trang vẫn đọc được, tên để nguyên",
			"files with names in NFD (as Macs write them): %s, for example %s; the site reads them, the names stay",
		}, viet.Number(int64(n)), diag.Harmless(found.Decomposed[0]))
	}
}

// mended says in words what was mended in a file: “3 ngày tháng, 1 tên đơn vị”.
func mended(counts *[mend.NumKinds]int, lang string) string {
	words := [mend.NumKinds]struct{ one, many text }{
		mend.BOM:       {one: text{"BOM đầu tệp", "BOM"}},
		mend.LineEnds:  {one: text{"kiểu xuống dòng", "line ends"}},
		mend.Composed:  {text{"dòng có dấu viết tách rời", "line with separate marks"}, text{"", "lines with separate marks"}},
		mend.Colons:    {text{"giá trị có dấu hai chấm", "value with a colon"}, text{"", "values with a colon"}},
		mend.Letters:   {text{"chữ cái giả dạng", "look-alike letter"}, text{"", "look-alike letters"}},
		mend.Hidden:    {text{"ký tự ẩn", "hidden character"}, text{"", "hidden characters"}},
		mend.Dates:     {text{"ngày tháng", "date"}, text{"", "dates"}},
		mend.Topics:    {text{"tên chủ đề", "name of a topic"}, text{"", "names of topics"}},
		mend.Units:     {text{"tên đơn vị", "name of a unit"}, text{"", "names of units"}},
		mend.Campaigns: {text{"tên đợt", "name of a campaign"}, text{"", "names of campaigns"}},
		mend.Spaces:    {text{"dòng thừa dấu cách ở cuối", "line with spaces at its end"}, text{"", "lines with spaces at their ends"}},
		mend.LastLine:  {one: text{"cuối tệp", "end of file"}},
	}
	var parts []string
	for k, n := range counts {
		w := words[k]
		if n > 1 && w.many.en != "" && lang == "en" {
			w.one = w.many
		}
		switch {
		case n == 0:
		case w.many.en == "":
			parts = append(parts, w.one.in(lang))
		default:
			parts = append(parts, viet.Number(int64(n))+" "+w.one.in(lang))
		}
	}
	return strings.Join(parts, ", ")
}

// printDiff shows the lines that change. Line ends and a BOM are no part of it:
// they would make every line differ.
func (p *invocation) printDiff(c *mend.Change) {
	old := bytes.TrimPrefix(c.Old, []byte("\uFEFF"))
	old = bytes.ReplaceAll(bytes.ReplaceAll(old, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	colour := p.coloured(p.stdout)
	first := true
	for line := range bytes.Lines(diff.Diff(c.File, old, c.File, c.New)) {
		if first { // a line “diff a b”, which says nothing more
			first = false
			continue
		}
		s := diag.Harmless(strings.TrimSuffix(string(line), "\n"))
		if code := diffColour(s); colour && code != "" {
			s = "\x1b[" + code + "m" + s + "\x1b[0m"
		}
		fmt.Fprintln(p.stdout, s)
	}
}

// diffColour gives the colour of a line of a diff, "" for none.
func diffColour(line string) string {
	switch {
	case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
		return "1"
	case strings.HasPrefix(line, "-"):
		return "31"
	case strings.HasPrefix(line, "+"):
		return "32"
	case strings.HasPrefix(line, "@@"):
		return "36"
	}
	return ""
}
