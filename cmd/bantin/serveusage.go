package main

var serveUsage = text{`bantin serve [THƯ MỤC] [tùy chọn]

Xem trước trang trong lúc viết. Lưu tệp là trang đang mở tự hiện bản mới, vẫn ở
chỗ đang đọc; chỉ đổi CSS thì không tải lại. Bài nháp và bài hẹn ngày sau cũng
hiện, có ghi rõ. Có lỗi thì trang giữ bản tốt gần nhất, kèm bảng lỗi và dấu ở
đúng chỗ; sửa xong thì bảng tự mất. Không ghi gì vào public/.

Địa chỉ được in ra stdout (một dòng, cho chương trình khác đọc), mọi lời khác ra
stderr. Thêm _bantin/ vào địa chỉ để xem mọi bài, bài nháp, bài hẹn ngày, lỗi, và
liên kết của từng bài trên Facebook, Zalo.

  --addr MÁY:CỔNG    nghe ở địa chỉ này (mặc định 127.0.0.1:1313, chỉ máy này xem
                     được); 0.0.0.0:1313 thì điện thoại cùng mạng cũng xem được.
                     Cổng bận thì lấy cổng kế tiếp còn trống
  --open             mở trình duyệt
  --poll KHOẢNG      tự xem lại thư mục sau mỗi khoảng, như 1s, 500ms; dùng cho ổ
                     mạng mà hệ thống không báo thay đổi
  --cache ĐỊA_CHỈ    bộ nhớ đệm dùng chung giữa các máy: chỉ lấy ảnh về, không gửi gì
                     lên; none là không dùng
  --now LÚC          xem như thể đang là lúc ấy: 2021-05-27 hoặc
                     2021-05-27T08:30:00+07:00
  --lang vi|en       ngôn ngữ của lời nhắn và bảng lỗi (mặc định theo LC_ALL, LANG)

Ctrl-C để dừng.

Mã thoát:  0 đã dừng · 2 không chạy được.

Ví dụ:
  bantin serve --open
  bantin serve trang-tin --addr 8080
  bantin serve --addr 0.0.0.0:1313
`, `bantin serve [DIR] [flags]

Shows the site while you write. Save a file, and the page that is open shows the
new version, still where you were reading; when only CSS has changed it is not even
loaded anew. Drafts and posts of later dates are shown, and marked. With an error the
last good page stays up, with a list of what is wrong and a mark at the place; both
go when it is mended. Nothing is written to public/.

The address goes to stdout (one line, for other programs to read), all else to
stderr. Add _bantin/ to it for all posts, drafts, scheduled posts, problems, and the
link to each post as Facebook and Zalo show it.

  --addr HOST:PORT   listen there (default 127.0.0.1:1313, for this computer only);
                     0.0.0.0:1313 lets phones in the same network see it too. When
                     the port is busy, the next free one is taken
  --open             open the browser
  --poll INTERVAL    look at the folder that often, like 1s, 500ms; for network
                     drives, where the system does not tell of changes
  --cache ADDRESS    the cache that machines share: pictures come from there, nothing goes
                     there; none for none
  --now TIME         show the site as if it were then: 2021-05-27 or
                     2021-05-27T08:30:00+07:00
  --lang vi|en       language of messages and of the list (default: from LC_ALL, LANG)

Ctrl-C ends it.

Exit status:  0 ended · 2 could not run.

Examples:
  bantin serve --open
  bantin serve news --addr 8080
  bantin serve --addr 0.0.0.0:1313
`}
