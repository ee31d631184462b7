package build

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"bantin/internal/parallel"
)

// plan is what a made-up site is to be like. The same plan gives the same bytes on any machine.
type plan struct {
	posts, units, words int // words of a post's body, in the mean
	photos, photoWidth  int // of the posts that have a photo beside them; in pixels
	seed                uint64
	plain               bool // the short layouts of testdata/plain
	everything          bool // share cards and the search, too
	posters             int  // one post in so many has a page to hang up; 0: none
}

const corpusTopics, corpusCampaigns = 12, 3

// corpusYears is how long the posts of a corpus were written for, up to corpusEnd.
const corpusYears = 5 * 365 * 24 * time.Hour

func corpusEnd() time.Time {
	return time.Date(2025, 12, 31, 17, 0, 0, 0, time.FixedZone("", 7*60*60))
}

// Compounds that news of a union is made of; a text of them sounds right and says nothing.
var corpusPhrases = strings.Split(`ban chấp hành công đoàn cơ sở|đoàn viên và người lao động|tổ công đoàn văn phòng|công đoàn viên chức tỉnh|cán bộ công đoàn|
trao quà|thăm hỏi|tập huấn kỹ năng|ký kết thỏa ước|phát động thi đua|tổng kết phong trào|khen thưởng|giới thiệu|lấy ý kiến|hướng dẫn|đăng ký|vận động|kiểm tra|
bữa cơm công đoàn|suất học bổng|đơn vị máu|mái ấm công đoàn|quà Tết|tủ sách pháp luật|góc đọc sách|giải cầu lông|hội thi nấu ăn|cây xanh|phần mềm dùng chung|hồ sơ trực tuyến|
chuyên đề học tập và làm theo Bác|nghị quyết đại hội|quy chế dân chủ ở cơ sở|an toàn, vệ sinh lao động|cải cách hành chính|chuyển đổi số|bình đẳng giới|văn hóa công sở|
tại hội trường tầng hai|ở trung tâm huyện|trong tháng Công nhân|vào chiều thứ sáu|ngay đầu quý ba|trước ngày khai giảng|suốt hai tuần qua|cùng với đoàn thanh niên|
phối hợp với bệnh viện|do các tổ đóng góp|với tinh thần tiết kiệm|theo đúng kế hoạch|nhờ cách làm mới|để kịp thời động viên|nhằm chăm lo đời sống|góp phần nâng cao chất lượng|
hơn một trăm người|gần ba mươi gia đình|nhiều sáng kiến hay|mỗi phòng một việc|khó khăn đột xuất|con em đoàn viên|người về hưu|lao động nữ|công nhân vệ sinh môi trường|
và|cũng như|đồng thời|từ đó|bên cạnh đó|được|đã|sẽ|tiếp tục|cùng|thêm|rất thiết thực|kịp thời|công khai|sôi nổi|gọn gàng|đúng hẹn`, "|")

// corpus writes the content of a site of n posts with all that a site can have on: the same bytes for the same n.
func corpus(tb testing.TB, dir string, n int) {
	tb.Helper()
	if err := (plan{posts: n, units: 60, words: 400, seed: 1, everything: true}).write(dir); err != nil {
		tb.Fatal(err)
	}
}

// write writes a site folder. Posts are made in parallel, each from a seed of
// its own, and forgotten once they are written: a million cost no more memory than one.
func (c plan) write(dir string) error {
	if c.plain {
		if err := os.CopyFS(dir, os.DirFS("testdata/plain")); err != nil {
			return err
		}
	}
	dir = filepath.Join(dir, "content")
	all := fmt.Sprintf("title: Bản tin Công đoàn\nbase_url: https://bantin.example/\ndescription: Tin tức và hoạt động của công đoàn viên chức\nshare_cards: %[1]v\nsearch: %[1]v\n", c.everything)
	if c.plain && !c.everything { // what the site for Hugo has nothing of
		all += "share_kit: 0\nbulletin: {months: 0}\nboard: {posts: 0}\n"
	}
	if err := writeNew(filepath.Join(dir, "site.yaml"), []byte(all)); err != nil {
		return err
	}
	t := newCorpusText(c.seed, 0)
	term := func(kind, id, matter string) error {
		t.Reset()
		t.words = 0
		fmt.Fprintf(t, "---\n%s---\n", matter)
		t.paragraph(100)
		return writeNew(filepath.Join(dir, kind, id+".md"), t.Bytes())
	}
	for i := range corpusTopics {
		if err := term("topics", fmt.Sprint("chu-de-", i), fmt.Sprintf("title: Chủ đề số %d\norder: %d\n", i, i+1)); err != nil {
			return err
		}
	}
	for i := range c.units {
		if err := term("units", fmt.Sprint("don-vi-", i), fmt.Sprintf("title: CĐCS số %d\n", i)); err != nil {
			return err
		}
	}
	for i := range corpusCampaigns {
		if err := term("campaigns", fmt.Sprint("dot-", i), fmt.Sprintf("title: Tháng Công nhân %d\nfrom: 1/12/2020\nto: 31/12/2025\n", i)); err != nil {
			return err
		}
	}
	return c.writePosts(filepath.Join(dir, "posts"), true)
}

// writeHugo writes the same posts as a folder for Hugo, with the layouts of
// testdata/hugo; without photos, which Hugo would only copy.
func (c plan) writeHugo(dir string) error {
	if err := os.CopyFS(dir, os.DirFS("testdata/hugo")); err != nil {
		return err
	}
	return c.writePosts(filepath.Join(dir, "content", "posts"), false)
}

func (c plan) writePosts(dir string, photos bool) error {
	folder := ""
	for i := range c.posts {
		if f := c.date(i).Format("2006/01"); f != folder {
			folder = f
			if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
				return err
			}
		}
	}
	return parallel.Each(context.Background(), 0, c.posts, func() func(int) error {
		t := newCorpusText(c.seed, 0)
		return func(i int) error {
			name := filepath.Join(dir, c.date(i).Format("2006/01"), corpusSlug(i))
			photo := photos && i < c.photos
			c.post(t, i, photo)
			if err := os.WriteFile(name+".md", t.Bytes(), 0o644); err != nil || !photo {
				return err
			}
			return os.WriteFile(name+".jpg", corpusPhoto(c.photoWidth, uint32(i)), 0o644)
		}
	})
}

func corpusSlug(i int) string { return fmt.Sprintf("bai-%06d", i) }

// date spreads the posts evenly, the oldest first.
func (c plan) date(i int) time.Time {
	return corpusEnd().Add(-corpusYears / time.Duration(c.posts) * time.Duration(c.posts-1-i)).Truncate(time.Second)
}

// post makes the file of a post.
func (c plan) post(t *corpusText, i int, photo bool) {
	t.seed(c.seed, uint64(i)+1)
	fmt.Fprint(t, "---\ntitle: ")
	t.sentence("")
	fmt.Fprintf(t, "\nslug: %s\ndate: %s\ntopic: chu-de-%d\nunit: don-vi-%d\nsummary: ", corpusSlug(i), c.date(i).Format(time.RFC3339), t.r.IntN(corpusTopics), t.r.IntN(c.units))
	t.sentence(".")
	fmt.Fprint(t, "\nauthor: Ban Tuyên giáo\n")
	switch form := t.r.IntN(10); form {
	case 0:
		fmt.Fprint(t, "form: thong-bao\n")
	case 1:
		fmt.Fprint(t, "form: van-ban\n")
	case 2:
		fmt.Fprintf(t, "form: video\nvideo: https://www.youtube.com/watch?v=%011d\n", i)
	case 3, 4:
		fmt.Fprint(t, "form: bai-viet\n")
	default:
		fmt.Fprint(t, "form: tin\n")
	}
	if t.r.IntN(4) == 0 {
		fmt.Fprintf(t, "campaign: dot-%d\n", t.r.IntN(corpusCampaigns))
	}
	if t.r.IntN(2) == 0 {
		kinds := []string{"hoi-nghi", "tap-huan", "sinh-hoat-chuyen-de", "hoi-thi", "tham-hoi", "hien-mau"}
		fmt.Fprintf(t, "activities:\n  - kind: %s\n    luot-nguoi: %d\n", kinds[t.r.IntN(len(kinds))], 10+t.r.IntN(300))
	}
	if photo {
		fmt.Fprintf(t, "cover: %s.jpg\ncover_alt: ", corpusSlug(i))
		t.sentence("")
		fmt.Fprint(t, "\n")
	}
	if c.posters > 0 && i%c.posters == 0 {
		fmt.Fprint(t, "poster: true\n")
	}
	fmt.Fprint(t, "---\n")
	t.words = 0
	for n, end := 0, c.words/2+t.r.IntN(c.words+1); t.words < end; n++ {
		if end-t.words > 60 {
			c.block(t, n, i)
		}
		t.paragraph(end)
		fmt.Fprint(t, "\n\n")
	}
}

// block makes what stands before paragraph n of post i: a heading, a link to an older post, a list, a table, or nothing.
func (c plan) block(t *corpusText, n, i int) {
	switch n % 8 {
	case 1:
		if i > 0 {
			older := t.r.IntN(i)
			fmt.Fprint(t, "Xem thêm [")
			t.phrase(false)
			fmt.Fprintf(t, "](/%s/%s/).\n\n", c.date(older).Format("2006/01"), corpusSlug(older))
		}
	case 3:
		fmt.Fprint(t, "## ")
		t.sentence("")
		fmt.Fprint(t, "\n\n")
	case 4:
		for range 3 {
			fmt.Fprint(t, "- **")
			t.phrase(true)
			fmt.Fprint(t, "**: ")
			t.sentence(";\n")
		}
		fmt.Fprint(t, "\n")
	case 6:
		fmt.Fprint(t, "| Nội dung | Số lượng |\n|---|---:|\n")
		for range 3 {
			fmt.Fprint(t, "| ")
			t.phrase(true)
			fmt.Fprintf(t, " | %d |\n", t.r.IntN(500))
		}
		fmt.Fprint(t, "\n")
	}
}

// corpusText is a text in the making.
type corpusText struct {
	bytes.Buffer
	pcg   *rand.PCG
	r     *rand.Rand
	words int
	lower []string
	upper []string
	count []int // words of each phrase
}

func newCorpusText(seed, part uint64) *corpusText {
	pcg := rand.NewPCG(seed, part)
	t := &corpusText{pcg: pcg, r: rand.New(pcg)}
	for _, p := range corpusPhrases {
		p = strings.TrimSpace(p)
		first := []rune(p)
		first[0] = unicode.ToUpper(first[0])
		t.lower, t.upper, t.count = append(t.lower, p), append(t.upper, string(first)), append(t.count, len(strings.Fields(p)))
	}
	return t
}

// seed begins anew.
func (t *corpusText) seed(seed, part uint64) {
	t.Reset()
	t.pcg.Seed(seed, part)
}

func (t *corpusText) phrase(capital bool) {
	i := t.r.IntN(len(t.lower))
	t.words += t.count[i]
	if capital {
		t.WriteString(t.upper[i])
	} else {
		t.WriteString(t.lower[i])
	}
}

func (t *corpusText) sentence(end string) {
	t.phrase(true)
	for range 3 + t.r.IntN(5) {
		if t.r.IntN(8) == 0 {
			t.WriteByte(',')
		}
		t.WriteByte(' ')
		t.phrase(false)
	}
	t.WriteString(end)
}

// paragraph writes a few sentences, and ends early when the text has come to its end.
func (t *corpusText) paragraph(end int) {
	t.sentence(".")
	for range 1 + t.r.IntN(3) {
		if t.words < end {
			t.WriteByte(' ')
			t.sentence(".")
		}
	}
}

// writeNew writes a file that must not be there, and its folder.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
