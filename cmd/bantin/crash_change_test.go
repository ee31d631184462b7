package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// edition is one of two states that the files of a site are in, by turns.
type edition struct{ mark, post, list, css string }

func editions(n int) [2]edition {
	of := func(mark string, size int) edition {
		return edition{
			mark: mark,
			post: "---\ntitle: Bài " + mark + "\nslug: bai-%d\ndate: 27/5/2021\ntopic: phap-luat\nunit: so-noi-vu\nattachments:\n  - {file: bai-%d.csv, title: Bảng}\n---\n" +
				strings.Repeat(mark+" là câu của bài.\n\n", n) + "Hết " + mark + ".\n",
			list: strings.Repeat(mark+";1\r\n", size),
			css:  strings.Repeat("."+mark+"{color:red}\n", size),
		}
	}
	return [2]edition{of("mot", 4000), of("hai", 9000)}
}

// While files change, are removed and become links during a build, every page and every file is of one moment, or the build says which
// file was changed. Nothing is ever read through a link.
func TestCrashFilesChange(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	const n = 4
	for name, swap := range map[string]func(s *pictureSite, name, text string, turn int){
		"replaced": func(s *pictureSite, name, text string, _ int) { s.replace(name, text) },
		"written over": func(s *pictureSite, name, text string, _ int) {
			os.WriteFile(filepath.Join(s.dir, filepath.FromSlash(name)), []byte(text), 0o644)
		},
		"removed": func(s *pictureSite, name, text string, turn int) {
			if turn%2 == 0 {
				os.Remove(filepath.Join(s.dir, filepath.FromSlash(name)))
			} else {
				s.replace(name, text)
			}
		},
		"linked": func(s *pictureSite, name, text string, turn int) {
			if turn%2 == 0 && runtime.GOOS != "windows" {
				temp := filepath.Join(s.dir, "tam")
				os.Symlink(filepath.Join(strings.Repeat("../", strings.Count(name, "/")), "bi-mat"), temp)
				os.Rename(temp, filepath.Join(s.dir, filepath.FromSlash(name)))
			} else {
				s.replace(name, text)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPictureSite(t)
			s.write("bi-mat", "---\ntitle: Bài bimat\nslug: bai-0\ndate: 27/5/2021\ntopic: phap-luat\nunit: so-noi-vu\n---\nbimat\n")
			all := editions(2000)
			put := func(e edition, turn int, put func(s *pictureSite, name, text string, turn int)) {
				for i := range n {
					put(s, fmt.Sprintf("content/posts/bai-%d.md", i), fmt.Sprintf(e.post, i, i), turn)
					put(s, fmt.Sprintf("content/posts/bai-%d.csv", i), e.list, turn)
				}
				put(s, "static/rieng.css", e.css, turn)
			}
			put(all[0], 1, func(s *pictureSite, name, text string, _ int) { s.write(name, text) })
			began := time.Now()
			s.build(0)
			usual := time.Since(began)
			stop := make(chan bool)
			var wg sync.WaitGroup
			wg.Go(func() {
				for turn := 0; ; turn++ {
					select {
					case <-stop:
						return
					case <-time.After(time.Duration(rand.Int64N(int64(3 * usual)))): // so that some builds get done
						put(all[turn/2%2], turn, swap)
					}
				}
			})
			done := 0
			for range often(3, 8, 100) {
				r := s.run("build", "--now", "2021-06-01")
				if r.status == 0 {
					done++
				} else if r.status > 2 || !strings.Contains(r.stderr, "content/") && !strings.Contains(r.stderr, "static/rieng.css") || strings.Contains(r.stderr, "không làm được") {
					t.Errorf("status %d: %s", r.status, r.stderr)
				}
				s.unmixed(t, n, all)
			}
			close(stop)
			wg.Wait()
			t.Logf("%d builds were done", done)
			put(all[1], 1, func(s *pictureSite, name, text string, _ int) { s.replace(name, text) })
			s.build(0, "--strict")
			got := s.folder("public")
			s.remove("public")
			s.remove(".bantin")
			s.build(0, "--strict")
			same(t, "after the changes", got, s.folder("public"))
		})
	}
}

// replace puts a file into the place of another at once.
func (s *pictureSite) replace(name, text string) {
	temp := filepath.Join(s.dir, "tam")
	if os.WriteFile(temp, []byte(text), 0o644) == nil {
		os.Rename(temp, filepath.Join(s.dir, filepath.FromSlash(name)))
	}
}

// unmixed checks that what is finished is of one edition each. A file that was caught while it was written over may end early.
func (s *pictureSite) unmixed(t *testing.T, n int, all [2]edition) {
	t.Helper()
	public := s.folder("public")
	for i := range n {
		page, ok := public[fmt.Sprintf("2021/05/bai-%d/index.html", i)]
		if !ok {
			continue
		}
		one, two := strings.Contains(string(page), "mot là câu"), strings.Contains(string(page), "hai là câu")
		if one && two || strings.Contains(string(page), "bimat") {
			t.Errorf("page %d is of both editions, or of a secret one", i)
		}
		list, ok := public[fmt.Sprintf("2021/05/bai-%d/bai-%d.csv", i, i)]
		if !ok {
			continue
		}
		size := regexp.MustCompile(`CSV[^<>]*?([\d,]+ KB)`).FindSubmatch(page)
		if first, _, _ := strings.Cut(string(list), ";"); first != "" && strings.Count(string(list), first+";1\r\n")*len(first+";1\r\n") < len(list)-len(first)-4 {
			t.Errorf("list %d is of both editions", i)
		}
		if size == nil && len(list) > 2000 {
			t.Errorf("page %d does not tell the size of its list, %d bytes", i, len(list))
		} else if size != nil {
			var kb float64
			if fmt.Sscan(strings.Replace(strings.TrimSuffix(string(size[1]), " KB"), ",", ".", 1), &kb); kb < float64(len(list))/1000*0.9-1 || kb > float64(len(list))/1000*1.1+1 {
				t.Errorf("page %d says %s, its list has %d bytes", i, size[1], len(list))
			}
		}
	}
	for name, data := range public {
		if hash, ok := strings.CutPrefix(name, "rieng."); ok && hash != "css" {
			if sum := sha256.Sum256(data); hex.EncodeToString(sum[:5])+".css" != hash {
				t.Errorf("%s has the bytes of another name", name)
			}
		}
	}
}
