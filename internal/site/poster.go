package site

// PosterURL is the address of the poster of a post or campaign, given that of its page. A campaign
// always has one, a post if HasPoster says so.
func (s *Site) PosterURL(page string) string { return page + s.Lang.Paths.Poster + "/" }

// HasPoster tells whether there is a poster of the post: asked for, or of an infographic, and not taken down.
func (p *Post) HasPoster() bool { return p.Poster && p.State != Removed }

// claimPosters claims the addresses of posters, below the pages that they belong to. A poster is also claimed
// for a post that waits, so that links to it are held to the same rules as those to the post.
func (b *builder) claimPosters() {
	for i := range b.docs {
		d := &b.docs[i]
		c := claim{url: b.s.PosterURL(d.url), file: d.file, doc: d, pos: d.pos, poster: true}
		switch p := d.post; {
		case d.url == "", p == nil && d.campaign == nil:
			continue
		case p != nil && !p.HasPoster():
			continue
		case p != nil:
			if own := b.at(d.url); own == nil || own.doc != d {
				continue // another post has its address, which is reported
			}
			c.pos = p.SlugPos
		}
		b.claim(d, c)
	}
}
