package main

var reportUsage = text{`bantin report [THƯ MỤC] [tùy chọn]

Lập báo cáo từ các bài đã đăng của một trang: số liệu theo đơn vị, loại hoạt
động và tháng; danh sách hoạt động và bài. Chỉ đọc content/, không dựng trang.
Kết quả in ra màn hình, hoặc ghi vào tệp của --out: ghi trọn hoặc không ghi gì.

  --campaign ĐỢT     chỉ những gì thuộc đợt này (id, tên hoặc tên gọi khác)
  --unit ĐƠN VỊ      chỉ của đơn vị này
  --topic CHỦ ĐỀ     chỉ của chủ đề này
  --from, --to NGÀY  từ ngày, đến hết ngày: 27/5/2021, 2021-05-27; cả tháng 5/2021;
                     cả năm 2021. Không ghi thì tính từ đầu, đến nay
  --format KIỂU      html (mẫu báo cáo để in và ký; mặc định), xlsx, csv hoặc json.
                     Không ghi thì theo đuôi của tệp --out
  --text TỆP         lời viết thêm cho báo cáo html (“bantin help bao-cao”); liên kết trong
                     đó không được kiểm tra
  --out TỆP          ghi vào tệp này, tính từ thư mục hiện tại; tệp cũ cùng tên bị thay
  --missing          thay cho báo cáo, liệt kê những gì còn thiếu: hoạt động chưa có
                     số liệu, bài của đợt không kể hoạt động nào, đơn vị chưa có gì;
                     dạng text (mặc định), csv, xlsx hoặc json
  --now LÚC          lập như thể đang là lúc ấy: 2021-05-27 hoặc
                     2021-05-27T08:30:00+07:00
  --hold-back        bài có lỗi ở đầu tệp thì không tính, các bài khác vẫn tính
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Bài nháp và bài hẹn ngày sau không được tính. Lỗi ở đầu tệp được in ra, và cảnh báo
về hoạt động xa thời gian của đợt; cảnh báo khác chỉ nêu số lượng. Lỗi trong thân bài
và ảnh thì “bantin build” mới tìm.

Mã thoát:  0 xong · 1 nội dung hoặc lời viết thêm có lỗi · 2 không chạy được ·
3 xong nhưng có bài không được tính.

Ví dụ:
  bantin report --from 2021 --to 2021 --out bao-cao-2021.html
  bantin report --campaign sau-dai-hoi-2021 --out dot.xlsx
  bantin report --unit "CĐCS Sở Nội vụ" --from 1/2021 --to 6/2021 --format csv
  bantin report --campaign sau-dai-hoi-2021 --missing
`, `bantin report [DIR] [flags]

Makes a report from a site's published posts: the numbers by unit, kind of
activity and month; lists of activities and posts. It only reads content/ and
builds nothing. The report goes to stdout, or whole into the file of --out.

  --campaign NAME    only what belongs to this campaign (id, title or alias)
  --unit NAME        only what this unit did
  --topic NAME       only what is on this topic
  --from, --to DATE  first and last day: 27/5/2021, 2021-05-27; a month: 5/2021; a
                     year: 2021. Without them from the beginning, until now
  --format KIND      html (the official form, to print and sign; the default), xlsx,
                     csv or json. Without it the name of the --out file decides
  --text FILE        the writer's words for a report in html (“bantin help reports”); where
                     its links lead is not checked
  --out FILE         write to this file, relative to the current folder; replaces it
  --missing          instead of the report list what it lacks: activities without
                     numbers, posts of a campaign that tell of no activity, units with
                     nothing at all; as text (the default), csv, xlsx or json
  --now TIME         report as if it were then: 2021-05-27 or
                     2021-05-27T08:30:00+07:00
  --hold-back        leave out posts with errors in front matter, count the others
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Drafts and posts of later dates are not counted. Errors in front matter are printed,
and warnings of activities far from the time of their campaign; other warnings are
only counted. “bantin build” also looks into bodies and pictures.

Exit status:  0 done · 1 errors in the content or the text · 2 could not run ·
3 done, but some posts were not counted.

Examples:
  bantin report --from 2021 --to 2021 --out report-2021.html
  bantin report --campaign sau-dai-hoi-2021 --out campaign.xlsx
  bantin report --unit so-noi-vu --from 1/2021 --to 6/2021 --format csv
  bantin report --campaign sau-dai-hoi-2021 --missing
`}
