package content

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// benchSite is a site of n posts such as editors write.
func benchSite(n int) fstest.MapFS {
	site := fstest.MapFS{SiteFile: {Data: []byte(plainSite)}}
	body := strings.Repeat("Chiều 19/5, công đoàn cơ sở trao **85 phần quà** cho đoàn viên có hoàn cảnh khó khăn; kinh phí do [đoàn viên](/don-vi/) đóng góp.\n\n", 12)
	for i := range n {
		site[fmt.Sprintf("content/posts/2021/%02d/bai-%05d.md", i%12+1, i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf(`---
title: Hội nghị lần thứ %d: học tập, quán triệt Nghị quyết Đại hội cho đoàn viên
date: 2021-%02d-19 08:30
topic: nghi-quyet
unit: CĐCS Sở Nội vụ
summary: Hội nghị giới thiệu những nội dung cốt lõi và dành một giờ để trao đổi.
cover: anh/hoi-nghi.jpg
cover_alt: Đoàn viên thảo luận trong hội trường
slug: hoi-nghi-lan-thu-%d
author: Ban Tuyên giáo
activities:
  - kind: hoi-nghi
    date: 15/4/2021
    so-cuoc: 1
    luot-nguoi: 1.250
---
%s`, i, i%12+1, i, body))}
	}
	return site
}

// BenchmarkStageLoad reads a folder of posts as editors write them, on all processors: the disk, front matter and
// bodies, which become HTML. It is the first stage of a build; MB/s are those of the sources.
func BenchmarkStageLoad(b *testing.B) {
	site := benchSite(1000)
	dir, err := os.MkdirTemp("/dev/shm", "bantin-bench-") // in memory where there is such a place: the disk is not measured
	if err != nil {
		dir = b.TempDir()
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.CopyFS(dir, site); err != nil {
		b.Fatal(err)
	}
	benchLoad(b, os.DirFS(dir), site, Options{Converter: converter})
}

// BenchmarkStageFrontMatter reads the same posts from memory on one processor, without their bodies: that is front matter.
func BenchmarkStageFrontMatter(b *testing.B) {
	site := benchSite(1000)
	benchLoad(b, site, site, Options{Workers: 1})
}

func benchLoad(b *testing.B, fsys fs.FS, site fstest.MapFS, o Options) {
	size := 0
	for _, f := range site {
		size += len(f.Data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		s, err := Load(fsys, o)
		if err != nil {
			b.Fatal(err)
		}
		if s.Problems.Len() > 0 || len(s.Posts) != 1000 {
			b.Fatal(len(s.Posts), s.Problems.All()[:min(1, s.Problems.Len())])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/post")
}
