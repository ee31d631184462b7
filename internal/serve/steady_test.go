package serve

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// However often a site is edited, what the program holds does not grow.
func TestSteady(t *testing.T) {
	edits := 60
	if os.Getenv("CI") == "true" && !testing.Short() {
		edits = 1000
	}
	posts := make(map[string]string)
	for i := range 200 {
		posts[fmt.Sprintf("content/posts/%d.md", i)] = strings.NewReplacer("hoc-bac", fmt.Sprintf("bai-%d", i)).Replace(story)
	}
	p := show(t, small, posts)
	stream := p.events(t.Context())
	edit := func(i int) {
		switch {
		case i%10 == 3: // an error
			p.save(postFile, strings.Replace(story, "so-noi-vu", fmt.Sprintf("không có %d", i), 1))
		case i%10 == 7: // all is made anew
			p.save("static/site.css", fmt.Sprintf("body{margin:%dpx}", i))
		default:
			p.save(postFile, fmt.Sprintf("%s\nLần %d.\n", story, i))
			if _, body := p.get(postAt); !strings.Contains(body, fmt.Sprintf("Lần %d.", i)) {
				t.Fatalf("edit %d is not shown", i)
			}
		}
		p.status(postAt, postFile)
		p.get("/_bantin/?q=hoc+bac")
		for len(stream) > 0 {
			<-stream
		}
	}
	held := func() (heap uint64, goroutines int) {
		p.s.films.forget()
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // what pools held goes with the second
		runtime.ReadMemStats(&m)
		return m.HeapAlloc, runtime.NumGoroutine()
	}
	for i := range 20 {
		edit(i)
	}
	heap, goroutines := held()
	for i := range edits {
		edit(20 + i)
	}
	heapNow, goroutinesNow := held()
	if grown := int64(heapNow) - int64(heap); grown > 2<<20 {
		t.Errorf("%d edits: the heap has grown by %d kB to %d kB", edits, grown>>10, heapNow>>10)
	}
	if goroutinesNow > goroutines+2 { // that one of the test's own connections may be between two states
		t.Errorf("%d edits: %d goroutines, %d before", edits, goroutinesNow, goroutines)
	}
}

// corpus is a site of n posts.
func corpus(n int) map[string]string {
	files := make(map[string]string)
	const line = "sáng nay hội trường đông kín, nhiều ý kiến nêu việc làm cụ thể ở cơ quan mình, ai cũng muốn góp lời vào việc chung của đơn vị."
	for i := range n {
		date := time.Date(2021, 5, 1, 8, 0, 0, 0, time.UTC).Add(-time.Duration(i) * 5 * 365 * 24 * time.Hour / time.Duration(n))
		var body strings.Builder
		for p := range 9 {
			fmt.Fprintf(&body, "\nĐoạn %d của bài %d: %s %s\n", p, i, line, line)
		}
		files[fmt.Sprintf("content/posts/%s/bai-%d.md", date.Format("2006/01"), i)] = fmt.Sprintf("---\ntitle: Bài số %d nói về việc chung\nslug: bai-%d\ndate: %s\ntopic: phap-luat\nunit: so-noi-vu\nsummary: Tóm tắt của bài %d.\n---\n%s",
			i, i, date.Format("2006-01-02 15:04"), i, body.String())
	}
	return files
}

// BenchmarkServe times what an editor waits for: the first page after the start, and the new page after a post was saved.
func BenchmarkServe(b *testing.B) {
	for _, posts := range []int{10_000} {
		b.Run(fmt.Sprint(posts), func(b *testing.B) {
			p := write(b, small, corpus(posts))
			b.Run("start", func(b *testing.B) {
				for b.Loop() {
					p.start()
					if status, _ := p.get(postAt); status != 200 {
						b.Fatal(status)
					}
					b.StopTimer()
					p.await(Opened)
					p.stop()
					b.StartTimer()
				}
			})
			p.start()
			p.await(Opened)
			file := "content/posts/2021/05/hoc-bac.md"
			n := 0
			saved := func(b *testing.B, text string) {
				for b.Loop() {
					n++
					st := p.s.now.Load()
					p.write(file, fmt.Sprintf(text, n))
					for {
						<-st.next
						st = p.s.now.Load()
						if _, body := p.get(postAt); strings.Contains(body, fmt.Sprintf("Lần %d.", n)) {
							break
						}
					}
					b.StopTimer()
					p.await(Changed)
					b.StartTimer()
				}
			}
			b.Run("text", func(b *testing.B) { saved(b, story+"\nLần %d.\n") })
			b.Run("title", func(b *testing.B) { saved(b, strings.Replace(story, "title: Học Bác", "title: Lần %d.", 1)) })
		})
	}
}
