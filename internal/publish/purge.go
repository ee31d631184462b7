package publish

import (
	"context"
	"net/url"
	"path"
	"slices"
	"strings"

	"bantin/internal/limits"
)

// purge finds all files on the target at the addresses that are to be purged, but those that the built site has.
func (p *Plan) purge(ctx context.Context, listed []Object) (map[string]bool, error) {
	purged := make(map[string]bool)
	if len(p.options.Purge) == 0 {
		return purged, nil
	}
	pages := p.pages()
	for _, address := range p.options.Purge {
		at := p.purgePath(address)
		if at == "" || at == "index.html" {
			return nil, &PurgeError{Address: address, Home: true}
		}
		found := false
		belonging, err := p.belonging(ctx, at, pages, listed)
		if err != nil {
			return nil, err
		}
		for _, name := range belonging {
			// A compressed copy goes with its file.
			if p.site.get(name) == nil && p.site.get(copied(name)) == nil {
				purged[name], found = true, true
			}
		}
		if p.site.get(at) != nil {
			p.StillThere = append(p.StillThere, p.address(at))
		}
		if !found {
			return nil, &PurgeError{Address: address}
		}
	}
	return purged, nil
}

// pages are the paths of all pages, on the target and of the built site.
func (p *Plan) pages() map[string]bool {
	pages := make(map[string]bool)
	for i := range p.now.entries {
		if e := &p.now.entries[i]; e.class == page {
			pages[e.path] = true
		}
	}
	for i := range p.site.files {
		if f := &p.site.files[i]; f.class == page {
			pages[f.path] = true
		}
	}
	return pages
}

// belonging are the files on the target that belong to the page at a path: what lies in its folder and in
// that of no other page, and what was made of the same post. Files that the manifest does not know belong to posts
// only, or have a code in their name: an address may be that of somebody else's folder.
func (p *Plan) belonging(ctx context.Context, at string, pages map[string]bool, listed []Object) (all []string, err error) {
	source := ""
	if e := p.now.get(at); e != nil && isPost(e.source) {
		source = e.source
	}
	for i := range p.now.entries {
		if e := &p.now.entries[i]; e.path == at || nearestPage(e.path, pages) == at || source != "" && e.source == source {
			all = append(all, e.path)
		}
	}
	post, err := p.holdsPost(ctx, at, listed)
	if err != nil {
		return nil, err
	}
	for _, o := range listed {
		nearest := nearestPage(o.Path, pages)
		// The page itself may have gone already.
		below := nearest == "" && path.Base(at) == "index.html" && strings.HasPrefix(o.Path, path.Dir(at)+"/")
		ours := post || p.now.get(o.Path) != nil || hasHash(path.Base(o.Path), true)
		if ours && (o.Path == at || nearest == at || below) {
			all = append(all, o.Path)
		}
	}
	return all, nil
}

// isPost tells whether a source is that of a post.
func isPost(source string) bool { return strings.HasPrefix(source, "content/posts/") }

// holdsPost tells whether the page at a path is a post of the site. One that no manifest knows has to say so itself.
func (p *Plan) holdsPost(ctx context.Context, at string, listed []Object) (bool, error) {
	if f := p.site.get(at); f != nil {
		return isPost(f.source), nil
	}
	if e := p.now.get(at); e != nil {
		return isPost(e.source), nil
	}
	if !slices.ContainsFunc(listed, func(o Object) bool { return o.Path == at }) {
		return false, nil
	}
	text, err := retried(ctx, p.progress, func() ([]byte, error) { return p.target.Get(ctx, at, maxPage) })
	return err == nil && canonical(text) == p.address(at), err
}

// maxPage is the most that is read of a page.
const maxPage = int64(limits.TargetPage)

// nearestPage gives the page of the nearest folder that is a page's, "" when there is none.
func nearestPage(name string, pages map[string]bool) string {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if at := dir + "/index.html"; pages[at] {
			return at
		}
	}
	return ""
}

// purgePath gives the path of the page at an address: whole, or from "/" with or without the path of the site's address.
func (p *Plan) purgePath(address string) string {
	if rest, ok := strings.CutPrefix(address, p.site.BaseURL+"/"); ok && p.site.BaseURL != "" {
		address = "/" + rest
	} else if u, err := url.Parse(p.site.BaseURL); err == nil && u.Path != "" {
		if rest, ok := strings.CutPrefix(address, strings.TrimSuffix(u.Path, "/")+"/"); ok {
			address = "/" + rest
		}
	}
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	return pagePath(address)
}
