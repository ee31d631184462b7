package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hostileSite is a site whose every word and file tries to be more than that.
type hostileSite struct {
	*pictureSite
	// tried are the attempts by the file that a problem with them would name.
	tried map[string]attempt
	texts []attempt
	// cases counts attempts: a text counts in each field that it stands in.
	cases int
}

// elsewhereWords stands in files outside the site's folders. No finished file may hold it.
const elsewhereWords = "BÍ MẬT: không ai được đăng chữ này"

// polyglot tries to leave every kind of place in which a text may stand.
const polyglot = `=1+1</title></script><!--<script>"'><img src=x onerror=alert(1)>` + "`" + `{{.}}]]>\u202e${7*7}&lt;b&gt;//-->`

// pngOfOne is a small sound picture.
func pngOfOne() string { return pngOf(quarters(24, 16)) }

func newHostileSite(t *testing.T) *hostileSite {
	t.Helper()
	dir := t.TempDir()
	s := &hostileSite{pictureSite: &pictureSite{t, filepath.Join(dir, "a", "b", "site")}, tried: make(map[string]attempt)}
	for _, name := range []string{"../secret.txt", "../secret.png", "../../secret.txt", "secret.txt", "content/posts/.an/anh.png", ".git/config", "content/posts/trang.html",
		"content/posts/chuong-trinh.exe", "content/posts/kich-ban.js", "content/posts/bao-cao.docm", "content/posts/anh.png.html"} {
		s.write(name, elsewhereWords)
	}
	s.settings()
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	s.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\n---\n")
	s.write("content/pages/lien-he.md", "---\ntitle: Liên hệ\n---\nLiên hệ.\n")
	s.write("static/tai-lieu.txt", "x")
	s.write("content/posts/anh.png", pngOfOne())
	s.write("content/posts/ghi-chu.txt", "=1+1 <script>alert(1)</script>")
	s.write("content/posts/nho.png", "Đây không phải là ảnh.")
	s.write("content/posts/dia-chi-da-co.md", "---\ntitle: Bài\nslug: dia-chi-da-co\ndate: 1/5/2021\ntopic: phap-luat\nunit: so-noi-vu\n---\nMột bài.\n")
	s.addTexts()
	s.addBodies()
	s.addMatters()
	s.addFiles()
	s.addDrawings()
	return s
}

// settings writes what is not in posts: the site's own words, its vocabulary, its calendar, its abbreviations.
func (s *hostileSite) settings() {
	p := quotedYAML(polyglot)
	s.write("content/site.yaml", "title: "+p+"\nshort_title: "+p+"\nbase_url: https://congdoan.example/tin/\ndescription: "+p+
		"\nhost: [netlify, apache]\nfigures: [posts, activities, units, so-cuoc]\nmenu:\n  - {title: "+p+", url: /}\n  - {title: "+p+", url: 'https://example.org/\"onclick=\"alert(1)'}\n"+
		"  - {title: x, url: 'mailto:a@example.org\"onclick=\"alert(1)'}\n"+
		"organization: {name: "+p+", parent: "+p+", place: "+p+", address: "+p+", phone: '\"><script>alert(1)</script>0', email: \"a'b@example.org\", logo: anh.png}\n"+
		"social: {facebook: 'https://example.org/\"><script>alert(1)</script>', zalo: \"https://example.org/'onclick='alert(1)\"}\n")
	s.write("content/anh.png", pngOfOne())
	s.write("content/activities.yaml", "common: [so-cuoc]\nkinds:\n  - {id: hoi-nghi, title: "+p+", group: mieng, metrics: [so-cuoc, luot-nguoi]}\n"+
		"groups:\n  - {id: mieng, title: "+p+"}\nmetrics:\n  - {id: so-cuoc, title: "+p+", unit: "+p+", label: "+p+"}\n  - {id: luot-nguoi, title: x, unit: "+p+"}\n")
	s.write("content/calendar.yaml", "- {day: 27/5, title: "+p+", since: 1990}\n")
	s.write("content/abbreviations.yaml", quotedYAML("<b>")+": "+p+"\n")
	s.cases += 22
}

// textFields are the fields of a post that take a text; %s is the text in quotes.
var textFields = []string{
	"summary: %s", "cover: anh.png\ncover_alt: %s", "cover_caption: %s", "cover_credit: %s",
	"images:\n  - {file: anh.png, alt: %[1]s, caption: %[1]s, credit: %[1]s}",
	"attachments: [{file: ghi-chu.txt, title: %s}]", "number: %s", "basis: [%s]", "author: %s", "source: {name: %s, url: 'https://example.org/'}",
	"corrections: [{date: 28/5/2021, text: %s}]", "extra: {x: %s}",
	"activities:\n  - {kind: hoi-nghi, id: %[1]s, time: %[1]s, place: %[1]s, so-cuoc: 2, luot-nguoi: 30}", "aliases: [/cu/]",
}

// addTexts puts each text into every field of a post, and in the names of a topic, a unit and a campaign.
func (s *hostileSite) addTexts() {
	forms := []string{"tin", "bai-viet", "hinh-anh", "infographic", "van-ban", "thong-bao"}
	for i, a := range attemptedTexts(s.T) {
		q, slug := quotedYAML(a.text), a.slug("chu")
		s.tried["content/posts/"+slug+".md"] = a
		if a.codes != nil {
			s.post(slug, "author: "+q+"\n", "Chữ.")
			s.cases++
			continue
		}
		s.texts = append(s.texts, a)
		lines := "title: " + q + "\nslug: " + slug + "\ndate: 27/5/2021\ntopic: " + slug + "\nunit: " + slug + "\ncampaign: " + slug + "\ncommended: true\nform: " + forms[i%len(forms)] + "\n"
		for _, field := range textFields {
			if strings.Contains(field, "%") {
				lines += fmt.Sprintf(field, q) + "\n"
			} else {
				lines += strings.Replace(field, "/cu/", "/cu/"+slug+"/", 1) + "\n"
			}
		}
		s.write("content/posts/"+slug+".md", "---\n"+lines+"---\nBài "+a.name+".\n")
		s.post("go-"+slug, "removed: "+q+"\n", "Chữ.")
		s.write("content/topics/"+slug+".md", "---\ntitle: "+q+"\nshort: "+q+"\ndescription: "+q+"\n---\n")
		s.write("content/units/"+slug+".md", "---\ntitle: "+q+"\nshort: "+q+"\ndescription: "+q+"\ncontact: {address: "+q+", phone: "+q+"}\n---\n")
		s.write("content/campaigns/"+slug+".md", "---\ntitle: "+q+"\ndescription: "+q+"\nfrom: 1/5/2021\nto: 30/6/2021\nphases: [{title: "+q+", from: 1/5/2021, text: "+q+"}]\nbasis: [{title: "+q+"}]\n---\n")
		s.cases += 18 + 1 + 3 + 5 + 6 // of the post, the removed post, the topic, the unit, the campaign
	}
}

// addBodies makes a post of each text.
func (s *hostileSite) addBodies() {
	for _, a := range attempts(s.T, "bodies") {
		slug := a.slug("than")
		s.post(slug, "", a.text)
		s.tried["content/posts/"+slug+".md"] = a
		s.cases++
	}
}

// addMatters makes a post of each front matter.
func (s *hostileSite) addMatters() {
	s.write("content/posts/doi-tra.png", "<html><script>alert(1)</script></html>")
	s.write("content/posts/doi-tra.svg", "<html><script>alert(1)</script></html>")
	s.write("content/posts/doi-tra.pdf", "<html><script>alert(1)</script></html>")
	for _, name := range []string{"tai-lieu.php.txt", "tai-lieu.PhP5.pdf", "tai-lieu.shtml.csv"} {
		s.write("content/posts/"+name, "<?php system($_GET[0]); ?>")
	}
	s.write("content/posts/anh.phtml.png", pngOfOne())
	for _, a := range attempts(s.T, "posts") {
		slug := a.slug("dau")
		text := a.text
		switch {
		case strings.HasPrefix(text, "{"):
			text = strings.Replace(text, "{", `{"slug": "`+slug+`", "date": "27/5/2021", "topic": "phap-luat", "unit": "so-noi-vu", `, 1) + "\nChữ.\n"
		case strings.HasPrefix(text, "+++"):
			text = "+++\nslug = '" + slug + "'\ndate = '27/5/2021'\ntopic = 'phap-luat'\nunit = 'so-noi-vu'" + strings.TrimPrefix(text, "+++") + "\n+++\nChữ.\n"
		default:
			for _, line := range []string{"title: Bài " + a.name, "slug: " + slug, "date: 27/5/2021", "topic: phap-luat", "unit: so-noi-vu"} {
				name, _, _ := strings.Cut(line, ":")
				if !strings.Contains("\n"+text, "\n"+name+":") {
					text = line + "\n" + text
				}
			}
			text = "---\n" + text + "\n---\nChữ.\n"
		}
		s.write("content/posts/"+slug+".md", text)
		s.tried["content/posts/"+slug+".md"] = a
		s.cases++
	}
}

// addDrawings makes each drawing the cover of a post.
func (s *hostileSite) addDrawings() {
	for _, a := range attempts(s.T, "drawings") {
		slug := a.slug("ve")
		s.cover(slug, slug+".svg", a.text)
		s.tried["content/posts/"+slug+".md"] = a
		s.cases++
	}
}

// oddNames are file names, without their endings, that mean something to somebody.
var oddNames = []string{
	`"><img src=x onerror=alert(1)>`, `' onload='alert(1)`, `a b,c 2x, d 3x`, `,`, `a%00`, `%2e%2e%2fx`, `a?b#c`, `javascript:alert(1)`, `=1+1`, `{{.}}`, `-rf`,
	`x;y&z`, "`id`", `$(id)`, `share.12345678`, `feed.xml`, `index.html`, `..a`, `a..`, ` a `, `a&lt;b`, `a\u003cb`, `Ảnh Đoàn`, "A\u0309nh D\u0323", "ＡＢ＜script＞", `a+b@c!d~e^f|g*h`, `*`, "a\u00a0b",
}

// addFiles makes a post of each name, with a picture and a file to download.
func (s *hostileSite) addFiles() {
	for i, name := range oddNames {
		slug := fmt.Sprintf("ten-%02d", i)
		if os.WriteFile(filepath.Join(s.dir, "content/posts", name+".png"), []byte(pngOfOne()), 0o644) != nil {
			continue // a name that this system does not take
		}
		s.write("content/posts/"+name+".txt", "x")
		var codes []string
		switch {
		case strings.Contains(name, `\`):
			codes = []string{"path-backslash"}
		case name[0] == '.' || name[0] == ' ':
			codes = []string{"missing-file"} // hidden, or not what it seems
		case strings.HasPrefix(name, "javascript:"):
			codes = []string{"bad-link-scheme"}
		}
		q := quotedYAML(name + ".png")
		s.post(slug, "form: hinh-anh\nimages: [{file: "+q+", alt: x}]\nattachments: [{file: "+quotedYAML(name+".txt")+", title: ''}]\n", "![x](<"+strings.NewReplacer("<", `\<`, ">", `\>`, "%", "%25", "?", "%3F", "#", "%23", "&", "&amp;").Replace(strings.TrimSpace(name))+".png>)")
		s.tried["content/posts/"+slug+".md"] = attempt{name: "file " + name, codes: codes}
		s.cases += 2
	}
}

// problem is a line of --format json.
type problem struct {
	File, Severity, Code, Message, Hint string
	Line, Column                        int
}

func problemsOf(t *testing.T, r told) (all []problem) {
	t.Helper()
	for line := range strings.Lines(r.stdout + r.stderr) {
		if !strings.HasPrefix(line, "{") {
			continue
		}
		var p problem
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, p)
	}
	return all
}

// judge holds what a build says of a file against what is wanted of it.
func (s *hostileSite) judge(file string, a attempt, all []problem) {
	s.Helper()
	var errors []string
	fits := false
	for _, p := range all {
		if p.File != file || p.Severity != "error" {
			continue
		}
		errors = append(errors, p.Code)
		if slices.Contains(a.codes, p.Code) {
			fits = true
			if p.Message == "" || p.Hint == "" {
				s.Errorf("%s: no cure, or no message: %+v", file, p)
			}
			if p.Line < 1 && !slices.Contains([]string{"symbolic-link", "file-name", "path-clash", "bad-id", "stray-file"}, p.Code) {
				s.Errorf("%s: no line: %+v", file, p)
			}
		}
	}
	switch {
	case len(a.codes) == 0 && errors != nil:
		s.Errorf("%s: refused: %v", file, errors)
	case len(a.codes) > 0 && !fits:
		s.Errorf("%s: want one of %v, got %v", file, a.codes, errors)
	}
}
