package content

import (
	"fmt"
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

func BenchmarkLoad(b *testing.B) {
	site := benchSite(1000)
	for name, o := range map[string]Options{"matter": {Workers: 1}, "all": {Converter: converter}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := Load(site, o)
				if err != nil {
					b.Fatal(err)
				}
				if s.Problems.Len() > 0 {
					b.Fatal(s.Problems.All()[0])
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/post")
		})
	}
}
