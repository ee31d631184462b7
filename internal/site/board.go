package site

import (
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
)

// Board is what a screen in a lobby shows.
type Board struct {
	URL  string
	Unit *Unit // nil for the whole site
	// Posts and Sheets are what it shows in turn: posts that are no infographics, and infographics. Pinned ones
	// come first, then the newest.
	Posts, Sheets []*Post
}

// BoardWorkerURL is the address of the script that keeps boards when the network is gone; all boards lie below its folder.
func (s *Site) BoardWorkerURL() string { return s.BoardURL() + "sw.js" }

// BoardURL is the address of the board of the whole site.
func (s *Site) BoardURL() string { return "/" + s.Lang.Paths.Board + "/" }

// UnitBoardURL is the address of the board of a unit.
func (s *Site) UnitBoardURL(u *Unit) string {
	return s.BoardURL() + s.Lang.Paths.Sources[ByUnit] + "/" + u.ID + "/"
}

// LinesURL is the address of the lines for text boards, beside the board.
func (b *Board) LinesURL(s *Site) string { return b.URL + s.Lang.Paths.BoardLines }

// EditionURL is the address of the file that tells when the board has changed.
func (b *Board) EditionURL(s *Site) string { return b.URL + s.Lang.Paths.BoardEdition }

// HasBoards tells whether the site has boards.
func (s *Site) HasBoards() bool { return s.Settings.Board.Posts > 0 }

// Boards are those of the site and of every unit, so that no screen ever loses its address; none when they are switched
// off. A unit that has told too little in the twelve months before the site's newest post shows what others tell
// besides: a lobby is better off with the news of the union than with one headline, or with old ones.
func (s *Site) Boards() []Board {
	if !s.HasBoards() {
		return nil
	}
	set := &s.Settings.Board
	all := Board{URL: s.BoardURL()}
	all.Posts, all.Sheets = s.boardPosts(s.Posts, time.Time{})
	boards := append(make([]Board, 0, 1+len(s.Units)), all)
	since := s.Updated.AddDate(-1, 0, 0)
	for _, u := range s.Units {
		b := Board{URL: s.UnitBoardURL(u), Unit: u}
		posts, sheets := s.boardPosts(u.Posts, since)
		b.Posts, b.Sheets = filled(posts, all.Posts, set.Posts), filled(sheets, all.Sheets, set.Infographics)
		boards = append(boards, b)
	}
	return boards
}

// boardPosts chooses from a list of posts, newest first, those of a board that are not older than a moment.
func (s *Site) boardPosts(list []*Post, since time.Time) (posts, sheets []*Post) {
	set := &s.Settings.Board
	for _, pinned := range []bool{true, false} {
		for _, p := range list {
			if p.Date.Before(since) || !pinned && len(posts) >= set.Posts && len(sheets) >= set.Infographics {
				break
			}
			if p.PinnedUntil.After(s.Now) != pinned {
				continue
			}
			if p.Form != content.Infographic {
				posts = append(posts, p)
			} else if p.CoverURL != "" || len(p.ImageURLs) > 0 {
				sheets = append(sheets, p)
			}
		}
	}
	return posts[:min(len(posts), set.Posts)], sheets[:min(len(sheets), set.Infographics)]
}

// filled adds to posts those of others that are not among them, up to most.
func filled(posts, others []*Post, most int) []*Post {
	posts = slices.Clip(posts)
	for _, p := range others {
		if len(posts) >= most {
			break
		}
		if !slices.Contains(posts, p) {
			posts = append(posts, p)
		}
	}
	return posts
}

// claimBoards claims the addresses of the boards.
func (b *builder) claimBoards() {
	s := b.s
	if !s.HasBoards() {
		return
	}
	b.fixed(s.BoardURL(), nil, false, noData)
	for _, u := range s.Units {
		b.fixed(s.UnitBoardURL(u), nil, false, noData)
	}
}

// isBoardFile tells whether an address is where boards lie: all below that of the site.
func (b *builder) isBoardFile(u string) bool {
	root := b.s.BoardURL()
	return b.s.HasBoards() && len(u) > len(root) && strings.HasPrefix(u, root)
}
