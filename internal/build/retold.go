package build

import (
	"reflect"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// retold is the last View with the new text of one post, nil when more than the
// text has changed, or when it could change more than the post's own page and feeds: its
// links, its headings, its summary. The saving of a text must not wait for a site of 100,000 posts.
func (l *Live) retold(src *content.Source, changed []string) *View {
	if l.last == nil || l.last.Failed || len(l.last.Broken) > 0 || len(changed) != 1 {
		return nil
	}
	at := func(posts []*content.Post) *content.Post {
		i, ok := slices.BinarySearchFunc(posts, changed[0], func(p *content.Post, file string) int { return strings.Compare(p.File, file) })
		if !ok {
			return nil
		}
		return posts[i]
	}
	old, now := at(l.posts), at(src.Posts)
	if old == nil || now == nil || !sameButText(old, now) {
		return nil
	}
	i := slices.IndexFunc(l.last.Site.All, func(p *site.Post) bool { return p.Post == old })
	if i < 0 || l.last.Site.All[i].State == site.Removed {
		return nil
	}
	post := *l.last.Site.All[i]
	post.Post = now
	v := *l.last
	v.Tree = v.Tree.With(l.work.ready.Post(&post))
	return &v
}

// sameButText tells whether two versions of a post differ in no more than their texts.
func sameButText(old, now *content.Post) bool {
	if old.Held || now.Held || old.Body == nil || now.Body == nil {
		return false
	}
	x, y := *old, *now
	x.Body, y.Body = nil, nil
	return reflect.DeepEqual(x, y) &&
		slices.EqualFunc(old.Body.Refs, now.Body.Refs, func(a, b markdown.Ref) bool {
			return a.Kind == b.Kind && a.Dest == b.Dest && a.Title == b.Title && a.Alt == b.Alt && a.Span == b.Span
		}) &&
		slices.Equal(old.Body.Headings, now.Body.Headings) && slices.Equal(old.Body.Anchors, now.Body.Anchors) &&
		old.Body.Lead == now.Body.Lead
}
