package main

import (
	"embed"
	"flag"
	"fmt"
	"slices"
	"strings"
)

// topics holds the texts of the help's topics: help/NAME.LANG.txt.
//
//go:embed help/*.txt
var topics embed.FS

// topic is a text of the help that is not about a command.
type topic struct {
	names   []string // the first names its files
	summary text
}

func allTopics() []topic {
	return []topic{
		{[]string{"noi-dung", "writing"}, text{"viết bài từ đầu đến cuối, cho người không lập trình; lỗi hay gặp", "writing posts from beginning to end, without programming; common mistakes"}},
		{[]string{"bai-viet", "front-matter", "post"}, text{"cách viết một bài: mọi khóa ở đầu tệp, ngày, số, hoạt động, tệp kèm", "how to write a post: every key, dates, numbers, activities, files"}},
		{[]string{"anh", "pictures", "media"}, text{"ảnh, infographic, video, tệp kèm; thẻ chia sẻ; bộ nhớ đệm", "pictures, infographics, videos, files; share cards; the cache"}},
		{[]string{"chia-se", "sharing"}, text{"bộ chia sẻ: lời giới thiệu cho Facebook, Zalo; thẻ vuông; mã QR", "share kits: captions for Facebook and Zalo, square cards, QR codes"}},
		{[]string{"hoat-dong", "activities"}, text{"những gì đếm được: loại hoạt động và số liệu", "what can be counted: kinds of activities and metrics"}},
		{[]string{"bao-cao", "reports"}, text{"báo cáo: đếm thế nào, các dạng, lời viết thêm, còn thiếu gì", "reports: how things are counted, formats, the writer's words, what is missing"}},
		{[]string{"trang", "site"}, text{"thư mục của một trang: site.yaml, chủ đề, đơn vị, đợt, địa chỉ", "the folder of a site: site.yaml, topics, units, campaigns, addresses"}},
		{[]string{"layouts", "layouts", "mau-trang", "templates"}, text{"mẫu trang và dữ liệu của từng mẫu", "templates and what each is given"}},
		{[]string{"dang-trang", "hosting"}, text{"đưa public/ lên GitHub Pages, GitLab Pages; thiết lập máy chủ web", "getting public/ onto GitHub Pages, GitLab Pages; setting up a web server"}},
	}
}

func helpCommand() command {
	return command{
		name:    "help",
		summary: text{"hướng dẫn về một lệnh hay một chủ đề", "help on a command or topic"},
		usage: text{`bantin help [LỆNH|CHỦ ĐỀ]

Hướng dẫn về một lệnh hay một chủ đề; không ghi gì thì liệt kê tất cả.

Ví dụ:
  bantin help
  bantin help build
  bantin help noi-dung
`, `bantin help [COMMAND|TOPIC]

Help on a command or topic; without one, a list of all.

Examples:
  bantin help
  bantin help build
  bantin help writing
`},
		flags: func(p *invocation, _ *flag.FlagSet) func([]string) int {
			return func(args []string) int {
				if len(args) == 0 {
					return p.overview()
				}
				return p.help(args[0])
			}
		},
		most: 1,
	}
}

// help prints the help on a command or topic.
func (p *invocation) help(name string) int {
	known := commandNames()
	for _, c := range commands() {
		if c.name == name {
			fmt.Fprint(p.stdout, c.usage.in(p.lang))
			return done
		}
	}
	for _, t := range allTopics() {
		known = append(known, t.names...)
		if slices.Contains(t.names, name) {
			page, err := topics.ReadFile("help/" + t.names[0] + "." + p.lang + ".txt")
			if err != nil {
				panic(err) // it is embedded
			}
			p.stdout.Write(page)
			return done
		}
	}
	return p.usageError("", misuse{what: text{"không có hướng dẫn về “%s”", "there is no help on “%s”"}, arg: name, meant: nearest(name, known)})
}

// overview lists all commands and topics.
func (p *invocation) overview() int {
	var b strings.Builder
	b.WriteString(text{
		"bantin dựng trang tin của công đoàn từ một thư mục bài viết Markdown.\n\nCách dùng: bantin LỆNH [tùy chọn]\n\nCác lệnh:\n",
		"bantin builds the news website of a trade union from a folder of Markdown posts.\n\nUsage: bantin COMMAND [flags]\n\nCommands:\n",
	}.in(p.lang))
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-12s %s\n", c.name, c.summary.in(p.lang))
	}
	b.WriteString(text{"\nCác chủ đề:\n", "\nTopics:\n"}.in(p.lang))
	for _, t := range allTopics() {
		name := t.names[0]
		if p.lang == "en" {
			name = t.names[1]
		}
		fmt.Fprintf(&b, "  %-12s %s\n", name, t.summary.in(p.lang))
	}
	b.WriteString(text{
		"\n“bantin help TÊN” nói rõ về một lệnh hay một chủ đề.\nMọi lệnh đều có --lang vi|en.\n",
		"\n“bantin help NAME” tells more on a command or topic.\nEvery command has --lang vi|en.\n",
	}.in(p.lang))
	fmt.Fprint(p.stdout, b.String())
	return done
}
