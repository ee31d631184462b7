package main

import (
	"flag"
	"os"
	"path/filepath"

	"bantin/internal/build"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/schema"
)

func schemaCommand() command {
	return command{
		name:    "schema",
		summary: text{"in JSON Schema của phần đầu bài, cho trình soạn thảo", "print a JSON Schema of front matter, for editors"},
		usage:   schemaUsage,
		flags:   schemaFlags,
		most:    1,
	}
}

var schemaUsage = text{`bantin schema [THƯ MỤC] [--for LOẠI TỆP]

In JSON Schema (draft-07) của phần đầu bài, với chủ đề, đơn vị, đợt, loại hoạt động và chỉ
tiêu của chính trang này. Trình soạn thảo hiểu JSON Schema thì gợi ý được tên khi gõ và
gạch dưới chỗ sai. Trang thêm đơn vị hay chủ đề thì in lại. Lời giải thích trong đó viết
bằng ngôn ngữ của trang.

  --for LOẠI TỆP     post (bài; mặc định), topic, unit, campaign, page, site (site.yaml),
                     calendar (calendar.yaml), abbreviations (abbreviations.yaml),
                     activities (activities.yaml)
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Với VS Code và tiện ích YAML, tệp .yaml dùng được ngay nhờ mục yaml.schemas trong
.vscode/settings.json. Phần đầu của tệp .md thì cần thêm một tiện ích đọc được nó.

Mã thoát:  0 xong · 2 không chạy được.

Ví dụ:
  bantin schema >.vscode/post.schema.json
  bantin schema --for site >.vscode/site.schema.json
  bantin schema trang-tin --for campaign
`, `bantin schema [DIR] [--for KIND]

Prints a JSON Schema (draft-07) of front matter, with the site's own topics, units,
campaigns, kinds of activities and metrics. Editors that know JSON Schema offer the names
while you type and underline mistakes. Print it again when topics or units are added. Its
descriptions are in the site's language.

  --for KIND         post (the default), topic, unit, campaign, page, site (site.yaml),
                     calendar (calendar.yaml), abbreviations (abbreviations.yaml),
                     activities (activities.yaml)
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

VS Code with its YAML extension uses them for .yaml files once they are named under
yaml.schemas in .vscode/settings.json. For the front matter of .md files it needs an
extension that reads it.

Exit status:  0 done · 2 could not run.

Examples:
  bantin schema >.vscode/post.schema.json
  bantin schema --for site >.vscode/site.schema.json
  bantin schema news --for campaign
`}

func schemaRoles() (words []string) {
	for _, role := range schema.Roles() {
		words = append(words, string(role))
	}
	return words
}

func schemaFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	role := string(content.PostRole)
	set.Var(&choice{&role, schemaRoles()}, "for", "")
	return func(args []string) int {
		return p.schema(siteFolder(args), content.Role(role))
	}
}

// schema prints a schema of a site. What is wrong with the site does not matter
// as long as its names can be read.
func (p *invocation) schema(dir string, role content.Role) int {
	if !isMissing(dir) {
		if info, err := os.Stat(filepath.Join(dir, "content")); err != nil || !info.IsDir() {
			p.say(text{"bantin: %s không có thư mục content", "bantin: %s has no folder content"}, diag.Harmless(filepath.ToSlash(dir)))
			return failed
		}
	}
	loaded, err := build.Load(p.ctx, build.LoadOptions{Dir: dir})
	if err != nil {
		return p.fail(err, dir)
	}
	defer loaded.Close()
	if _, err := p.stdout.Write(schema.JSON(loaded.Site, role)); err != nil {
		return p.fail(err, dir)
	}
	return done
}
