package main

var bulletinUsage = text{`bantin bulletin [THƯ MỤC] [tùy chọn] --pdf TỆP

In bản tin của một tháng, một quý hay một đợt: khổ A4, hai cột, mỗi tin có mã QR để đọc
trọn bài; làm từ các bài đã đăng. Không cần dựng trang trước. Không chọn kỳ nào thì in tháng
của bài mới nhất.

  --month THÁNG      tháng nào: 5/2021 hoặc 2021-05, kể cả tháng đã lâu
  --quarter QUÝ      quý nào: 2/2021, II/2021 hoặc 2021-2
  --campaign ĐỢT     đợt nào (id, tên hoặc tên gọi khác)
  --reading          bản đọc tại cuộc họp: chữ lớn, mỗi tin hai câu, kèm thời gian đọc
  --pdf TỆP          ghi PDF vào tệp này; tệp cũ cùng tên bị thay. Cần Chromium, Chrome hoặc Edge
  --html TỆP         ghi một trang HTML có sẵn cả ảnh và chữ, để mở bằng trình duyệt nào cũng
                     được rồi tự in (Ctrl+P)
  --browser TÊN      dùng trình duyệt này để in (tên lệnh hoặc đường dẫn); không ghi thì tự tìm
  --now LÚC          in như thể đang là lúc ấy: 2021-05-27 hoặc
                     2021-05-27T08:30:00+07:00
  --hold-back        bỏ qua bài có lỗi, in các bài khác
  --cache ĐỊA CHỈ    bộ nhớ đệm dùng chung (xem “bantin help anh”)
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Bài nào in cả, bài nào chỉ tóm tắt hay không in: ghi bulletin: full, summary hoặc skip ở
đầu bài; không ghi thì bài ngắn in cả. Tên bản tin, số đầu tiên, lời ghi ở cuối, có bao nhiêu
tháng trên trang: mục bulletin của site.yaml (“bantin help trang”).

Trên trang đã dựng, bản tin nằm ở /ban-tin/ và in thẳng từ trình duyệt cũng ra đúng như vậy.

Mã thoát:  0 xong · 1 nội dung có lỗi · 2 không chạy được, hoặc kỳ ấy không có bài nào ·
3 xong nhưng có bài bị giữ lại.

Ví dụ:
  bantin bulletin --pdf ban-tin.pdf
  bantin bulletin --month 5/2021 --pdf ban-tin-2021-05.pdf
  bantin bulletin --quarter II/2021 --reading --pdf doc-tai-hop.pdf
  bantin bulletin --campaign sau-dai-hoi-2021 --html dot.html
`, `bantin bulletin [DIR] [flags] --pdf FILE

Prints the bulletin of a month, a quarter or a campaign: A4, two columns, each story with a
QR code that opens all of it; made of the published posts. The site need not be built first.
Without a period it is the month of the newest post.

  --month MONTH      which month: 5/2021 or 2021-05, however old
  --quarter QUARTER  which quarter: 2/2021 or 2021-2
  --campaign NAME    which campaign (id, title or alias)
  --reading          the version to read at a meeting: large type, two sentences each, with
                     the time they take
  --pdf FILE         write a PDF to this file; replaces it. Needs Chromium, Chrome or Edge
  --html FILE        write a page that holds its pictures and fonts, to open in any browser
                     and print yourself (Ctrl+P)
  --browser NAME     print with this browser (a command or a path); by default one is looked for
  --now TIME         print as if it were then: 2021-05-27 or
                     2021-05-27T08:30:00+07:00
  --hold-back        leave out posts with errors, print the others
  --cache ADDRESS    the cache that machines share (see “bantin help pictures”)
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Which posts are printed in full, summed up or left out: bulletin: full, summary or skip in
their front matter; if not given, short ones are in full. Its name, its first number, the line
at its end, and how many months are on the site: bulletin in site.yaml (“bantin help site”).

On a finished site the bulletins lie at /bulletins/ and print just so from a browser.

Exit status:  0 done · 1 errors in the content · 2 could not run, or nothing is of that
time · 3 done, but posts were held back.

Examples:
  bantin bulletin --pdf bulletin.pdf
  bantin bulletin --month 5/2021 --pdf bulletin-2021-05.pdf
  bantin bulletin --quarter 2/2021 --reading --pdf to-read.pdf
  bantin bulletin --campaign sau-dai-hoi-2021 --html campaign.html
`}
