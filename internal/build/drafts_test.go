package build

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A draft may be wrong in any way: it is shown with what can be made of it, on its page, in lists and in models.
func TestDraftsWithoutKinds(t *testing.T) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	s.write("content/units/so-y-te.md", "---\ntitle: CĐCS Sở Y tế\n---\n")
	s.write("content/campaigns/he.md", "---\ntitle: Đợt hè\nfrom: 1/5/2021\ntarget:\n  metric: luot-nguoi\n  total: 100\n---\n")
	s.write("content/posts/nhap.md", `---
title: Bản nháp
date: 27/5/2021
topic: phap-luat
unit: so-y-te
campaign: he
commended: true
summary: Nháp.
draft: true
activities:
  - kind: khong-co
    luot-nguoi: 40
  - luot-nguoi: 50
  - kind: hoi-nghi
    luot-nguoi: 7
---
Chưa xong.
`)
	r := s.build(Options{Drafts: true})
	if r.Failed || r.Posts != 1 || r.Problems.Errors() > 0 {
		t.Fatalf("%+v", r.Problems.All())
	}
	files := s.folder("public")
	if data := files["hoat-dong/2021/data.json"]; !strings.Contains(data, `"activities": 1, "held_back": 0,`) || !strings.Contains(data, `"luot-nguoi": 7`) {
		t.Errorf("the year: %q", data)
	}
	if page := files["2021/05/ban-nhap/index.html"]; !strings.Contains(page, "Hội nghị") || !strings.Contains(page, "Chưa xong.") {
		t.Errorf("the post: %q", page)
	}
}
