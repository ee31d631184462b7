package site

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
)

func ref(file string) content.FileRef {
	return content.FileRef{Path: file, Text: file, Pos: content.Pos{Line: 5, Column: 8}}
}

func TestFilesOfFrontMatter(t *testing.T) {
	p := post("2021/05/a/", "2021-05-27", refs("!../b/anh.jpg", "anh.jpg", "hai#?.pdf"))
	p.Cover = &content.Image{File: ref("content/posts/2021/05/a/anh.jpg"), Alt: "a"}
	p.Images = []content.Image{{File: ref("content/posts/2021/05/a/anh.jpg")}, {File: ref("content/posts/2021/05/c/ANH.jpg")}, {File: ref("static/chung.png")}}
	p.Video = &content.Video{File: ref("content/posts/2021/05/a/phim.mp4"), Duration: time.Minute}
	p.Attachments = []content.Attachment{{File: ref("content/posts/2021/05/a/bieu.xlsx")}}
	p.Body.Refs[2].Dest = "hai%23%3F.pdf" // as package markdown leaves them
	src := files(sourceOf(p), "content/posts/2021/05/a/anh.jpg", "content/posts/2021/05/b/anh.jpg", "content/posts/2021/05/c/ANH.jpg", "static/chung.png",
		"content/posts/2021/05/a/phim.mp4", "content/posts/2021/05/a/bieu.xlsx", "content/posts/2021/05/a/hai#?.pdf", "content/posts/2021/05/a/khong-ai-goi.jpg",
		"content/campaigns/data.csv", "content/campaigns/Data.xlsx", "content/campaigns/bia.jpg")
	withCampaign(src, "bau-cu", "2021-01-01", "")
	c := src.Campaigns[0]
	c.Cover = &content.Image{File: ref("content/campaigns/bia.jpg")}
	c.Basis = []content.Basis{{Title: "a", File: ref("content/campaigns/data.csv")}, {Title: "b", URL: "https://khac.vn/"}, {Title: "c"}, {Title: "d", File: ref("content/campaigns/Data.xlsx")}}
	s := healthy(t, src, Options{})
	var b strings.Builder
	for _, f := range s.Files {
		fmt.Fprintln(&b, f.URL, "=", f.Source)
	}
	same(t, "files", b.String(), `
/2021/05/a/ANH-2.jpg = content/posts/2021/05/c/ANH.jpg
/2021/05/a/anh-3.jpg = content/posts/2021/05/b/anh.jpg
/2021/05/a/anh.jpg = content/posts/2021/05/a/anh.jpg
/2021/05/a/bieu.xlsx = content/posts/2021/05/a/bieu.xlsx
/2021/05/a/hai--.pdf = content/posts/2021/05/a/hai#?.pdf
/2021/05/a/phim.mp4 = content/posts/2021/05/a/phim.mp4
/dot/bau-cu/Data-2.xlsx = content/campaigns/Data.xlsx
/dot/bau-cu/bia.jpg = content/campaigns/bia.jpg
/dot/bau-cu/data-2.csv = content/campaigns/data.csv`)
	a := s.Posts[0]
	same(t, "post", fmt.Sprintf("%v %v %v %v %v", a.CoverURL, a.ImageURLs, a.VideoURL, a.AttachmentURLs, a.Targets),
		"/2021/05/a/anh.jpg [/2021/05/a/anh.jpg /2021/05/a/ANH-2.jpg /chung.png] /2021/05/a/phim.mp4 [/2021/05/a/bieu.xlsx]"+
			" [{/2021/05/a/anh-3.jpg false content/posts/2021/05/b/anh.jpg} {/2021/05/a/anh.jpg false content/posts/2021/05/a/anh.jpg}"+
			" {/2021/05/a/hai--.pdf false content/posts/2021/05/a/hai#?.pdf}]")
	same(t, "campaign", fmt.Sprintf("%s %q", s.Campaigns[0].CoverURL, s.Campaigns[0].BasisURLs), `/dot/bau-cu/bia.jpg ["/dot/bau-cu/data-2.csv" "https://khac.vn/" "" "/dot/bau-cu/Data-2.xlsx"]`)
}

func TestMissingFiles(t *testing.T) {
	p := post("a", "2021-05-27")
	p.Cover = &content.Image{File: ref("content/posts/bia.jpg"), Alt: "a"}
	p.Images = []content.Image{{File: ref("content/posts/anh1.jpg")}, {File: ref("content/posts/xa.pdf")}, {File: content.FileRef{}}}
	p.Attachments = []content.Attachment{{File: ref("static/mau.docx")}}
	src := files(sourceOf(p), "content/posts/Bia.jpg", "content/posts/anh01.jpg", "content/posts/xa.pdf")
	_, problems := New(src, Options{Now: now})
	same(t, "problems", listed(problems), `
posts/a.md:5 error file-case content/posts/bia.jpg → Bia.jpg
posts/a.md:5 error missing-file content/posts/anh1.jpg → anh01.jpg
posts/a.md:5 error missing-file static/mau.docx
posts/a.md:5 error not-image content/posts/xa.pdf`)
}
