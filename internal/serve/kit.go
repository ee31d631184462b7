package serve

import (
	"bytes"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	kits "bantin/internal/kit"
	"bantin/internal/site"
)

// kitWords are for the page of a post's share kit.
type kitWords struct {
	Title, Lede, Here, Unpublished string
	Short, Long, Copy, Copied      string
	Address, Hashtags, Letters     string
	Card, Square, QR, NoCard       string
	Save, SaveSVG, SavePNG         string
}

// kitView is the share kit of a post.
type kitView struct {
	Title, URL, Share string
	Edit              template.URL
	// Notes say what must be known before it is used.
	Notes    []string
	Address  string
	Hashtags string
	Texts    []kitText
	// Card, Square, QR and QRPicture are addresses at the preview; "" for what there is none of.
	Card, Square, QR, QRPicture string
	// Name begins the names of saved files.
	Name string
}

// kitText is a caption.
type kitText struct{ ID, Network, Length, Text, Count, Rows string }

// postAt is the post at an address; nil for none, and for one that was taken down.
func (st *state) postAt(address string) *site.Post {
	if st.view.Site == nil || st.view.Kits == nil {
		return nil
	}
	all := st.view.Site.All
	i, ok := slices.BinarySearchFunc(all, address, func(p *site.Post, at string) int { return strings.Compare(p.URL, at) })
	if !ok || all[i].State == site.Removed {
		return nil
	}
	return all[i]
}

// kitAddress is where the preview shows the share kit of the post at an address.
func kitAddress(address string) string { return own + "kit/" + query("path", address) }

// kit shows the share kit of a post, whether or not it will be published beside its page.
func (s *Server) kit(p page, r *http.Request, st *state) page {
	w := &s.words.Kit
	v := &deskView{Title: w.Title, Site: st.title(), Current: own + "cards/"}
	at := r.URL.Query().Get("path")
	post := st.postAt(at)
	if post == nil {
		p.status = http.StatusNotFound
		v.Empty = s.words.fill(s.words.Share.NoPage, at)
		return s.deskPage(p, "kit", v)
	}
	maker := st.view.Kits.Published()
	k := maker.Kit(post)
	files := own + "kit" + at
	v.Kit = &kitView{
		Title: post.Title, URL: post.URL, Share: own + "share/" + query("path", at), Address: k.URL, Hashtags: strings.Join(k.Hashtags, " "),
		Name: path.Base(post.URL),
	}
	if k.QR != nil {
		v.Kit.QR, v.Kit.QRPicture = files+site.QRFile, files+site.QRPicture
	}
	if k.Card != nil {
		v.Kit.Card = strings.TrimPrefix(k.Card.URL, st.view.Site.Settings.Declared.URL)
	}
	if _, drawn := maker.Card(post); drawn {
		v.Kit.Card = files + path.Base(k.Card.URL)
	}
	if k.Square != nil {
		v.Kit.Square = files + path.Base(k.Square.URL)
	}
	if isLocal(r.RemoteAddr) {
		v.Kit.Edit = template.URL(s.edit(post.File, 1, 1))
	}
	if post.Draft || post.Future {
		v.Kit.Notes = append(v.Kit.Notes, w.Unpublished)
	}
	if !post.Kit {
		v.Kit.Notes = append(v.Kit.Notes, w.Here)
	}
	for _, of := range []struct {
		network string
		caption kits.Caption
	}{{"Facebook", k.Captions.Facebook}, {"Zalo", k.Captions.Zalo}} {
		id := strings.ToLower(of.network)
		v.Kit.Texts = append(v.Kit.Texts, s.kitText("_"+id+"-short", of.network, w.Short, of.caption.Short), s.kitText("_"+id+"-long", of.network, w.Long, of.caption.Long))
	}
	return s.deskPage(p, "kit", v)
}

func (s *Server) kitText(id, network, length, text string) kitText {
	rows := 0
	for line := range strings.SplitSeq(text, "\n") {
		rows += 1 + utf8.RuneCountInString(line)/kitLine
	}
	letters := s.words.fill(s.words.Kit.Letters, s.words.number(utf8.RuneCountInString(text)))
	return kitText{id, network, length, text, letters, strconv.Itoa(min(rows, kitRows))}
}

// How many letters a line of a caption's field has room for, about, and how high the field may be.
const kitLine, kitRows = 58, 18

// kitFile gives a file of the kit of a post, by its name below the kits: "/_bantin/kit/2021/05/hoc-bac/qr.svg". The codes hold the address by
// which readers will know the post.
func (s *Server) kitFile(p page, name string, st *state) page {
	dir, _ := path.Split(name)
	if post := st.postAt("/" + dir); post != nil {
		maker := st.view.Kits.Published()
		card, _ := maker.Card(post)
		for _, f := range append(maker.Files(post), card) {
			var body bytes.Buffer
			if f.Path != name || f.Render(&body) != nil {
				continue
			}
			p.kind, p.body = contentType(name), body.Bytes()
			return p
		}
	}
	p.status = http.StatusNotFound
	return s.deskPage(p, "missing", nil)
}

// kitOf is where the share kit of the post is that a page shows; "" for another page.
func (st *state) kitOf(name string) string {
	if dir, ok := strings.CutSuffix(name, "index.html"); ok && st.postAt("/"+dir) != nil {
		return kitAddress("/" + dir)
	}
	return ""
}
