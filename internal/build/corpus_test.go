package build

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var corpusWords = strings.Fields(`công đoàn cơ sở trao quà cho đoàn viên khó khăn hội nghị tập huấn kỹ năng chuyển đổi số phong trào thi đua
sáng kiến học bổng hiến máu nhân đạo an toàn lao động chăm lo đời sống thăm hỏi bệnh viện trường học tư vấn pháp luật nghị quyết kế hoạch
kết quả chất lượng đổi mới thủ tục hành chính môi trường xanh phường xã tỉnh đơn vị tổ chức tham gia triển khai thực hiện phối hợp tổng kết`)

// corpus writes the content of a site of n posts below dir: the same bytes for the same n.
func corpus(tb testing.TB, dir string, n int) {
	tb.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 7))
	write := func(name, text string) {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	words := func(count int) string {
		w := make([]string, count)
		for i := range w {
			w[i] = corpusWords[r.IntN(len(corpusWords))]
		}
		return strings.Join(w, " ")
	}
	const topics, units = 12, 60
	write("site.yaml", "title: Bản tin\nbase_url: https://bantin.example/\ndescription: Tin công đoàn\n")
	for i := range topics {
		write(fmt.Sprintf("topics/chu-de-%d.md", i), fmt.Sprintf("---\ntitle: Chủ đề số %d\norder: %d\n---\n%s.\n", i, i+1, words(40)))
	}
	for i := range units {
		write(fmt.Sprintf("units/don-vi-%d.md", i), fmt.Sprintf("---\ntitle: CĐCS số %d\n---\n%s.\n", i, words(30)))
	}
	write("campaigns/dot-1.md", "---\ntitle: Tháng Công nhân\nfrom: 1/12/2020\nto: 31/12/2025\n---\nMỗi năm một lần.\n")
	end := time.Date(2025, 12, 31, 10, 0, 0, 0, time.UTC)
	var slugs []string
	for i := range n {
		date := end.Add(-time.Duration((n-1-i)*5*365*24*60/n) * time.Minute)
		slug := fmt.Sprintf("bai-%06d", i)
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %s\nslug: %s\ndate: %s\ntopic: chu-de-%d\nunit: don-vi-%d\nsummary: %s\n",
			words(12), slug, date.Format("2006-01-02 15:04"), r.IntN(topics), r.IntN(units), words(20))
		if i%4 == 0 {
			b.WriteString("campaign: dot-1\n")
		}
		if i%2 == 0 {
			fmt.Fprintf(&b, "activities:\n  - kind: hoi-nghi\n    luot-nguoi: %d\n", 10+r.IntN(300))
		}
		b.WriteString("---\n")
		for p := range 8 {
			if p == 4 {
				fmt.Fprintf(&b, "## %s\n\n- **%s**: %s\n- %s\n\n", words(6), words(2), words(12), words(15))
			}
			if p == 2 && len(slugs) > 0 {
				fmt.Fprintf(&b, "Xem [%s](%s).\n\n", words(3), slugs[r.IntN(len(slugs))])
			}
			fmt.Fprintf(&b, "%s.\n\n", words(45))
		}
		write(fmt.Sprintf("posts/%s/%s.md", date.Format("2006/01"), slug), b.String())
		slugs = append(slugs, "/"+date.Format("2006/01")+"/"+slug+"/")
	}
}
