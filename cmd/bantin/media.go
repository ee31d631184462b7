package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"time"

	"bantin/internal/build"
	"bantin/internal/parallel"
)

func mediaCommand() command {
	return command{
		name:    "media",
		summary: text{"làm sẵn ảnh và thẻ chia sẻ, chia cho nhiều máy", "make pictures and share cards ready, divided among machines"},
		usage:   mediaUsage,
		flags:   mediaFlags,
		most:    1,
	}
}

var mediaUsage = text{`bantin media [THƯ MỤC] [tùy chọn]

Làm sẵn mọi ảnh và thẻ chia sẻ mà “bantin build” sẽ cần, cất vào .bantin/cache và vào bộ nhớ
đệm dùng chung nếu có; không ghi gì khác. Trang nhiều ảnh thì chia việc cho nhiều máy: mỗi
máy làm một phần (--shard), rồi một máy dựng trang, ảnh nào cũng đã có sẵn.

Phần nào gồm những ảnh nào là do nội dung ảnh quyết định: các phần gần bằng nhau, và mọi máy
có cùng nội dung thì chia như nhau. Máy nào hỏng giữa chừng cũng không sao: ảnh còn thiếu sẽ
được làm khi dựng.

  --shard SỐ/TỔNG    chỉ làm phần này, ví dụ 3/16; không ghi thì làm tất cả
  --cache ĐỊA_CHỈ    bộ nhớ đệm dùng chung, thay cho biến BANTIN_CACHE và cache trong
                     site.yaml: s3://kho/thu-muc?endpoint=https://…, sftp://…, một thư
                     mục, hoặc none. Khóa như với “bantin publish”, không nằm trong địa chỉ
  --base-url URL     dùng địa chỉ này thay cho base_url trong site.yaml
  --drafts           làm cả thẻ chia sẻ của bài nháp
  --future           làm cả thẻ chia sẻ của bài hẹn ngày sau
  --now LÚC          làm như thể đang là lúc ấy: 2021-05-27 hoặc
                     2021-05-27T08:30:00+07:00
  --format KIỂU      text (mặc định); json: mỗi dòng một lỗi, kết quả ra stdout cũng là
                     JSON; github: lỗi hiện ngay trên pull request
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

base_url, --now, --drafts, --future hiện trên thẻ chia sẻ hoặc quyết định có thẻ nào, nên ghi
giống như khi dựng. Không tới được bộ nhớ đệm dùng chung thì có cảnh báo, việc vẫn làm tiếp.

Mã thoát:  0 xong · 1 có ảnh lỗi (các ảnh khác vẫn làm), hoặc site.yaml, chủ đề, đơn vị, đợt có
lỗi · 2 không chạy được.

Ví dụ:
  bantin media
  bantin media --shard 3/16 --cache 's3://ban-tin-cache?region=ap-southeast-1'
  bantin build --cache 's3://ban-tin-cache?region=ap-southeast-1'
`, `bantin media [DIR] [flags]

Makes all pictures and share cards that “bantin build” will need, and keeps them in
.bantin/cache and in the shared cache, if there is one; it writes nothing else. A site of many
pictures divides the work among machines: each makes a share (--shard), then one builds the
site and finds every picture made.

Which pictures are in a share follows from their contents: shares are about even, and all
machines with the same content divide alike. A machine that breaks down does no harm: what is
still missing is made by the build.

  --shard N/OF       make this share only, such as 3/16; without it, everything
  --cache ADDRESS    the shared cache, instead of the variable BANTIN_CACHE and cache in
                     site.yaml: s3://bucket/prefix?endpoint=https://…, sftp://…, a folder,
                     or none. Keys as for “bantin publish”, never in the address
  --base-url URL     use this address instead of base_url in site.yaml
  --drafts           make the share cards of drafts too
  --future           make the share cards of posts of later dates too
  --now TIME         work as if it were then: 2021-05-27 or 2021-05-27T08:30:00+07:00
  --format KIND      text (default); json: problems one a line, and the result on stdout as
                     JSON; github: problems are shown on the pull request
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

base_url, --now, --drafts and --future show on share cards or decide which there are, so give
them as the build will have them. When the shared cache cannot be reached a warning says so, and
the work goes on.

Exit status:  0 done · 1 errors in pictures (all others were made), or in site.yaml, topics,
units or campaigns · 2 could not run.

Examples:
  bantin media
  bantin media --shard 3/16 --cache 's3://news-cache?region=ap-southeast-1'
  bantin build --cache 's3://news-cache?region=ap-southeast-1'
`}

func mediaFlags(p *invocation, set *flag.FlagSet) func(args []string) int {
	var o build.MediaOptions
	var now moment
	format := "text"
	set.Var(&shard{&o.Shard}, "shard", "")
	set.Var(&address{&o.BaseURL}, "base-url", "")
	set.BoolVar(&o.Drafts, "drafts", false, "")
	set.BoolVar(&o.Future, "future", false, "")
	set.Var(&now, "now", "")
	set.Var(&choice{&format, []string{"text", "json", "github"}}, "format", "")
	shared := p.cacheFlag(set)
	return func(args []string) int {
		o.Dir, o.Shared = siteFolder(args), shared()
		if now.in != nil {
			o.Now = now.in
		}
		return p.media(o, format)
	}
}

// media makes pictures and cards, and tells what has come of it.
func (p *invocation) media(o build.MediaOptions, format string) int {
	began := time.Now()
	o.Pictures, o.Cards = new(parallel.Progress), new(parallel.Progress)
	stop := p.showProgress(o.Pictures, o.Cards)
	r, err := build.Media(p.ctx, o)
	stop()
	if err != nil {
		return p.fail(err, o.Dir)
	}
	if e := p.printProblems(&r.Problems, format, o.Dir); e != nil {
		return failed
	}
	if format == "json" {
		if e := json.NewEncoder(p.stdout).Encode(newMediaResult(r)); e != nil {
			return p.fail(e, o.Dir)
		}
	} else {
		p.printTally(text{"ảnh", "pictures"}, r.Pictures)
		p.printTally(text{"thẻ chia sẻ", "share cards"}, r.Cards)
		p.printShared(r.Shared)
	}
	p.conclude(&r.Problems, began, format)
	if r.Failed {
		return problems
	}
	return done
}

// printTally prints “ảnh: 125; làm 120 (41,2 MB), lấy về 3, có sẵn 2”.
func (p *invocation) printTally(what text, t build.Tally) {
	n := func(i int) string { return p.number(int64(i)) }
	fmt.Fprintf(p.stdout, text{"%s: %s; làm %s (%s), lấy về %s, có sẵn %s\n", "%s: %s; %s made (%s), %s fetched, %s here\n"}.in(p.lang),
		what.in(p.lang), n(t.Made+t.Fetched+t.Here), n(t.Made), inBytes(t.Bytes, p.lang), n(t.Fetched), n(t.Here))
}

// mediaResult is what media --format json prints: one object.
type mediaResult struct {
	Pictures mediaTally `json:"pictures"`
	Cards    mediaTally `json:"cards"`
	// Shared is what came from the shared cache and went there: records, and their bytes.
	Shared struct {
		Fetched      int   `json:"fetched"`
		FetchedBytes int64 `json:"fetched_bytes"`
		Sent         int   `json:"sent"`
		SentBytes    int64 `json:"sent_bytes"`
		Damaged      int   `json:"damaged"`
		Requests     int   `json:"requests"`
	} `json:"shared"`
}

type mediaTally struct {
	Made    int   `json:"made"`
	Fetched int   `json:"fetched"`
	Here    int   `json:"here"`
	Bytes   int64 `json:"bytes"`
}

func newMediaResult(r *build.Prepared) (m mediaResult) {
	m.Pictures = mediaTally(r.Pictures)
	m.Cards = mediaTally(r.Cards)
	m.Shared.Fetched, m.Shared.FetchedBytes = r.Shared.Fetched, r.Shared.FetchedBytes
	m.Shared.Sent, m.Shared.SentBytes = r.Shared.Sent, r.Shared.SentBytes
	m.Shared.Damaged, m.Shared.Requests = r.Shared.Damaged, r.Shared.Requests
	return m
}

// shard is the value of --shard: “3/16”.
type shard struct{ value *build.Shard }

func (s *shard) String() string { return "" }

func (s *shard) Set(text string) error {
	n, of, _ := strings.Cut(text, "/")
	number, err := strconv.Atoi(n)
	if err != nil {
		return err
	}
	all, err := strconv.Atoi(of)
	if err != nil {
		return err
	}
	if number < 1 || number > all || all > 10_000 {
		return errors.New("no such share")
	}
	*s.value = build.Shard{N: number, Of: all}
	return nil
}

func (s *shard) expects() text {
	return text{"phần thứ mấy trên tổng số phần, ví dụ: 3/16", "which share of how many, for example: 3/16"}
}
