package site

import (
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
)

func TestBoards(t *testing.T) {
	src := sourceOf()
	add := func(name, date, unit string, change func(p *content.Post)) {
		p := post(name, date)
		p.Units = names(unit)
		if change != nil {
			change(p)
		}
		src.Posts = append(src.Posts, p)
	}
	add("moi", "2021-05-20", "so-noi-vu", nil)
	add("cua-minh", "2021-04-01", "thu-vien", nil)
	add("cu-cua-minh", "2020-04-01", "thu-vien", nil)
	add("ghim", "2021-01-01", "so-noi-vu", func(p *content.Post) { p.PinnedUntil = now.Add(time.Hour) })
	add("het-ghim", "2021-01-02", "so-noi-vu", func(p *content.Post) { p.PinnedUntil = now.Add(-time.Hour) })
	add("khong-anh", "2021-05-19", "thu-vien", func(p *content.Post) { p.Form = content.Infographic })
	src.Settings.Board = content.Board{Posts: 3, Infographics: 2, Seconds: 12, LineLength: 100}
	s, _ := New(src, Options{Now: now})
	shown := func(b *Board) string {
		var all []string
		for _, p := range b.Posts {
			all = append(all, p.Slug)
		}
		return strings.Join(all, " ")
	}
	want := map[string]string{"": "ghim moi cua-minh", "thu-vien": "cua-minh ghim moi", "so-noi-vu": "ghim moi het-ghim"}
	boards := s.Boards()
	if len(boards) != 1+len(s.Units) {
		t.Fatalf("%d boards", len(boards))
	}
	for i := range boards {
		b, id := &boards[i], ""
		if b.Unit != nil {
			id = b.Unit.ID
		}
		if w, ok := want[id]; ok && shown(b) != w {
			t.Errorf("board of %q: %s, want %s", id, shown(b), w)
		}
		if len(b.Sheets) != 0 {
			t.Errorf("board of %q has an infographic without a picture", id)
		}
		if !strings.HasPrefix(b.URL, s.BoardURL()) {
			t.Errorf("%s is not below %s, where the worker works", b.URL, s.BoardURL())
		}
	}
	src.Settings.Board.Posts = 0
	if s, _ = New(src, Options{Now: now}); s.HasBoards() || s.Boards() != nil {
		t.Error("boards are not switched off")
	}
}
