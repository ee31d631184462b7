package main

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// The limits that the help tells are those that the program has: each number, in its row.
func TestHelpTellsLimits(t *testing.T) {
	site := limits.Site()
	rows := []struct {
		text
		values []any
	}{
		{text{"tệp bài viết", "the file of a post"}, []any{limits.TextFile, limits.Body, limits.FrontMatter}},
		{text{"title, ", "title, "}, []any{limits.Title}},
		{text{"summary, description", "summary, description"}, []any{limits.Summary}},
		{text{"alt, caption, credit", "alt, caption, credit"}, []any{limits.Caption}},
		{text{"slug", "slug"}, []any{limits.Slug}},
		{text{"topic, unit", "topic, unit"}, []any{limits.Names}},
		{text{"aliases", "aliases"}, []any{limits.Aliases}},
		{text{"images", "images"}, []any{limits.Images, limits.BodyPictures}},
		{text{"attachments", "attachments"}, []any{limits.Attachments}},
		{text{"activities", "activities"}, []any{limits.Activities, limits.Metrics}},
		{text{"liên kết", "links"}, []any{limits.Links, limits.Notes}},
		{text{"bảng", "tables"}, []any{limits.Cells}},
		{text{"ảnh  ", "picture"}, []any{fmt.Sprint(int64(limits.PictureFile)/1e6, " MB"), int(limits.Pixels / 1e6), limits.Side}},
		{text{"ảnh động", "animated"}, []any{limits.Frames}},
		{text{"hình SVG", "SVG drawing"}, []any{limits.Drawing}},
		{text{"video", "video"}, []any{limits.Film, limits.Document}},
		{text{"tên tệp", "name of file"}, []any{limits.PathPart, limits.WindowsPath}},
		{text{"cả trang", "the whole site"}, []any{site.Posts, site.Pictures, site.Files, site.Size}},
	}
	for _, lang := range []string{"vi", "en"} {
		_, section, ok := strings.Cut(helpTexts(t)["bai-viet."+lang], text{"\nGIỚI HẠN\n", "\nLIMITS\n"}.in(lang))
		section, _, end := strings.Cut(section, "\n\n")
		if !ok || !end {
			t.Fatalf("%s: no limits are told", lang)
		}
		// A row goes on in lines that are indented more.
		found := strings.Split(strings.ReplaceAll(section, "\n     ", " "), "\n    ")[1:]
		if len(found) != len(rows) {
			t.Errorf("%s: %d rows, want %d", lang, len(found), len(rows))
		}
		for i := range min(len(found), len(rows)) {
			row := rows[i]
			if !strings.HasPrefix(found[i], row.in(lang)) {
				t.Errorf("%s: %q where %q belongs", lang, found[i], row.in(lang))
			}
			rest := found[i]
			for _, v := range row.values {
				shown := fmt.Sprint(v)
				if n, isNumber := v.(int); isNumber {
					if shown = viet.Number(int64(n)); lang == "en" {
						shown = strings.ReplaceAll(shown, ".", ",")
					}
				}
				_, after, told := strings.Cut(rest, " "+shown)
				if !told || after != "" && after[0] >= '0' && after[0] <= '9' {
					t.Errorf("%s: no %s in %q", lang, shown, found[i])
				}
				rest = after
			}
		}
	}
}
