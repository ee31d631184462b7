package site

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/content"
)

func TestKits(t *testing.T) {
	poster := func(p *content.Post) { p.Poster = true }
	infographic := func(p *content.Post) { p.Form = content.Infographic }
	build := func(kits int) string {
		src := files(sourceOf(
			post("moi", "2021-05-09"), post("vua", "2021-05-08", refs("QR.png")), post("cu", "2021-05-07"), post("ap-phich", "2021-05-06", poster),
			post("hinh", "2021-05-05", poster, infographic), post("het-han", "2021-05-10", expires("2021-11-30")), post("go", "2021-05-11", removed),
		), "content/posts/QR.png")
		src.Settings.ShareKit = kits
		s, _ := New(src, Options{Now: now})
		var with []string
		for _, p := range s.All {
			if p.Kit {
				with = append(with, strings.Trim(strings.TrimPrefix(p.URL, "/2021/05"), "/"))
			}
		}
		return fmt.Sprint(with)
	}
	for kits, want := range map[int]string{
		0: "[]", 1: "[moi]", 2: "[moi]", 3: "[cu moi]", content.All: "[ap-phich cu hinh moi]",
	} {
		if got := build(kits); got != want {
			t.Errorf("share_kit: %d gives %s, want %s", kits, got, want)
		}
	}
}
