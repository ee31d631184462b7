package viet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

const headline = "Hội nghị học tập, quán triệt Nghị quyết Đại hội cho 86 đoàn viên"

var paragraph = strings.Repeat("Từ 5 giờ sáng 23/5, các đoàn viên hỗ trợ đo thân nhiệt và hướng dẫn lối đi. ", 30)

func benchmark(b *testing.B, s string, f func(string)) {
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		f(s)
	}
}

func BenchmarkNFC(b *testing.B) { benchmark(b, headline, func(s string) { NFC(s) }) }
func BenchmarkNFCDecomposed(b *testing.B) {
	benchmark(b, norm.NFD.String(headline), func(s string) { NFC(s) })
}
func BenchmarkSlug(b *testing.B) { benchmark(b, headline, func(s string) { Slug(s) }) }
func BenchmarkFold(b *testing.B) { benchmark(b, headline, func(s string) { Fold(s) }) }
func BenchmarkKey(b *testing.B)  { benchmark(b, headline, func(s string) { Key(s) }) }
func BenchmarkNameKey(b *testing.B) {
	benchmark(b, "CĐCS Sở Nội vụ", func(s string) { NameKey(s) })
}
func BenchmarkExcerpt(b *testing.B) { benchmark(b, paragraph, func(s string) { Excerpt(s, 160) }) }
func BenchmarkCount(b *testing.B)   { benchmark(b, paragraph, func(s string) { Count(s) }) }
func BenchmarkLegacy(b *testing.B)  { benchmark(b, paragraph, func(s string) { Legacy(s) }) }
func BenchmarkLookAlike(b *testing.B) {
	benchmark(b, paragraph, func(s string) { LookAlike(s) })
}
func BenchmarkLooksPersonal(b *testing.B) {
	benchmark(b, paragraph, func(s string) { LooksPersonal(s) })
}
func BenchmarkCompare(b *testing.B) {
	benchmark(b, headline, func(s string) {
		Compare(s, "Hội nghị học tập, quán triệt Nghị quyết Đại hội cho 112 đoàn viên")
	})
}
