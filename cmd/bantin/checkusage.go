package main

var checkUsage = text{`bantin check [THƯ MỤC] [tùy chọn]

Làm trang như “bantin build” nhưng không ghi vào public/, rồi đọc hết các trang như
bạn đọc, công cụ tìm kiếm và mạng xã hội sẽ đọc. Nêu mọi lỗi mà build nêu, và:

  liên kết, ảnh, đề mục   dẫn tới nơi không có; ảnh thiếu alt; đề mục nhảy cấp; id trùng
  trang                   không trang nào dẫn tới; tiêu đề, lời giới thiệu thiếu, trùng, quá dài;
                          nặng quá mức trong mục budgets của site.yaml
  chia sẻ                 những lý do khiến Facebook, WhatsApp, Zalo, Telegram không hiện ảnh
  nguồn tin, sơ đồ trang  sai cú pháp, thiếu phần bắt buộc
  văn bản                 hai dấu cách liền nhau, dấu ngoặc kép lẫn lộn, bài giống bài của
                          đơn vị khác

Chỗ cần sửa là tệp nguồn, dòng, cột nếu tìm được; trang không có tệp riêng thì nêu địa chỉ.
“(+12)” sau địa chỉ: 12 trang khác cũng vậy, thường do mẫu trang.

  --base-url URL     dùng địa chỉ này thay cho base_url trong site.yaml
  --drafts           kiểm tra cả bài nháp (draft: true)
  --future           kiểm tra cả bài hẹn ngày sau
  --now LÚC          kiểm tra như thể đang là lúc ấy: 2021-05-27 hoặc
                     2021-05-27T08:30:00+07:00
  --external         hỏi cả máy chủ khác xem các liên kết trong bài còn không: mỗi máy chủ một
                     lần hỏi, không quá 4 máy chủ cùng lúc; địa chỉ còn tốt thì 7 ngày sau mới
                     hỏi lại; không cần hỏi nơi nào thì ghi vào check: ignore của site.yaml
  --cache ĐỊA_CHỈ    bộ nhớ đệm dùng chung giữa các máy; none là không dùng
  --strict           coi cảnh báo là lỗi
  --format KIỂU      in lỗi dạng text (mặc định), json (mỗi dòng một lỗi) hoặc
                     github (hiện ngay trên pull request)
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 không có lỗi · 1 có lỗi · 2 không chạy được.

Ví dụ:
  bantin check
  bantin check --strict --format github
  bantin check trang-tin --drafts --future
`, `bantin check [DIR] [flags]

Makes the site as “bantin build” does, but writes nothing to public/, and reads all of its
pages as readers, search engines and networks will. Tells what build tells, and:

  links, pictures, headings   what leads nowhere; pictures without alt; headings that skip
                              a level; ids given twice
  pages                       that no page leads to; titles and descriptions missing, doubled,
                              too long; heavier than budgets in site.yaml allows
  sharing                     why Facebook, WhatsApp, Zalo or Telegram would show no picture
  feeds, sitemaps             that are not well-formed, or lack what they must have
  texts                       two spaces in a row, mixed quotation marks, posts that repeat
                              another unit's

A problem is told with its source file, line and column where there is one, and else with the
page's address. “(+12)” after an address: 12 more pages have it, mostly from a layout.

  --base-url URL     use this address instead of base_url in site.yaml
  --drafts           check drafts too (draft: true)
  --future           check posts of later dates too
  --now TIME         check as if it were then: 2021-05-27 or 2021-05-27T08:30:00+07:00
  --external         ask other hosts, too, whether the links in texts still work: one request
                     to a host at a time, at most 4 hosts at once; what works is not asked
                     again for 7 days; name what not to ask under check: ignore in site.yaml
  --cache ADDRESS    the cache that machines share; none for none
  --strict           count warnings as errors
  --format KIND      print problems as text (default), json (one a line) or
                     github (shown on the pull request)
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Exit status:  0 no errors · 1 errors · 2 could not run.

Examples:
  bantin check
  bantin check --strict --format github
  bantin check news --drafts --future
`}
