package site

import (
	"slices"
	"strings"
)

// The files of a share kit that have fixed names, beside the page of a post.
const (
	KitFile   = "kit.json"
	QRFile    = "qr.svg"
	QRPicture = "qr.png"
)

// chooseKits marks the posts that have a share kit beside their page: the newest ones, as many as site.yaml says. What is old is
// seldom shared, and the kits of all posts would be a quarter more files.
func (b *builder) chooseKits() {
	for i, p := range b.s.Posts {
		p.Kit = i < b.s.Settings.ShareKit && !b.s.hasOwnQR(p)
	}
}

// hasOwnQR tells whether a post brings files at the addresses of the kit's. They stay, and there is no kit.
func (s *Site) hasOwnQR(p *Post) bool {
	i, _ := slices.BinarySearchFunc(s.Files, p.URL, func(f PublishedFile, at string) int { return strings.Compare(f.URL, at) })
	for _, f := range s.Files[i:] {
		name, beside := strings.CutPrefix(f.URL, p.URL)
		if !beside {
			break
		}
		if strings.EqualFold(name, QRFile) || strings.EqualFold(name, QRPicture) {
			return true
		}
	}
	return false
}
