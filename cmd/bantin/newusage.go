package main

var newUsage = text{`bantin new post|topic|unit|campaign "TIÊU ĐỀ" [THƯ MỤC] [tùy chọn]

Tạo một bài, chủ đề, đơn vị hoặc đợt mới, có sẵn phần đầu tệp với lời giải thích.
Thiếu gì thì hỏi ngay trên màn hình: gõ vài chữ không dấu để lọc danh sách, Enter
để nhận, Esc để thôi. Không có màn hình (chạy trong lệnh khác) thì báo thiếu gì.
In ra tên tệp vừa tạo. Không bao giờ ghi đè; có lỗi thì không ghi gì.

Bài (post): content/posts/NĂM/THÁNG/TÊN.md; có ảnh thì là thư mục TÊN/index.md
  --unit ĐƠN VỊ      id, tên, tên gọi tắt; ghi nhiều lần nếu nhiều đơn vị
  --topic CHỦ ĐỀ     như trên
  --form HÌNH THỨC   tin (mặc định), bai-viet, hinh-anh, infographic, video, van-ban,
                     thong-bao
  --date NGÀY        27/5/2021, 27/5/2021 08:30, 2021-05-27; mặc định là lúc này
  --campaign ĐỢT     thuộc đợt này
  --photo ẢNH …      chép ảnh vào cạnh bài, tên bỏ dấu; ghi nhiều lần, hoặc *.jpg
  --alt "LỜI TẢ"     ảnh cho thấy gì; mỗi ảnh một lần, theo thứ tự của --photo
  --video ĐỊA CHỈ    địa chỉ YouTube của bài video
  --slug TÊN         phần cuối của địa chỉ; mặc định lấy từ tiêu đề, bỏ dấu
  --folder           tạo thư mục cho bài dù chưa có ảnh
  --draft            bản nháp
  Ở bài hinh-anh, infographic ảnh vào images; ở bài khác ảnh đầu là cover, các ảnh sau
  vào thân bài. Bài cần ảnh hay video mà chưa có thì để nháp.

Chủ đề, đơn vị, đợt (topic, unit, campaign): content/topics/ID.md …
  --short TÊN        tên gọi tắt
  --id TÊN           tên tệp, cũng là địa chỉ; mặc định từ tên gọi tắt hoặc tiêu đề
  --order SỐ         thứ tự trong danh sách
  --from, --to NGÀY  ngày bắt đầu (bắt buộc) và kết thúc của một đợt

  --now LÚC          làm như thể đang là lúc ấy
  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 xong · 1 content/site.yaml có lỗi · 2 không làm được, hoặc đã thôi.

Ví dụ:
  bantin new post "Ngày hội hiến máu năm 2021"
  bantin new post "Sôi nổi giải bóng chuyền" --form hinh-anh --photo ~/Pictures/*.jpg
  bantin new post "Hội nghị tổng kết" --unit so-noi-vu --topic nghi-quyet --date 27/5/2021
  bantin new unit "CĐCS Sở Nội vụ" --short "Sở Nội vụ"
  bantin new campaign "Tháng Công nhân" --from 1/5/2021 --to 31/5/2021
`, `bantin new post|topic|unit|campaign "TITLE" [DIR] [flags]

Makes a new post, topic, unit or campaign, with front matter and explanations.
What is missing is asked for on the terminal: type a few letters to filter a list,
accents do not matter; Enter takes, Esc leaves. Without a terminal it is told what
is missing. Prints the file's name. Nothing is ever overwritten or half written.

Posts: content/posts/YEAR/MONTH/NAME.md; with pictures a folder NAME/index.md
  --unit UNIT        id, title or short name; several times for several units
  --topic TOPIC      likewise
  --form FORM        tin (news, the default), bai-viet, hinh-anh, infographic, video,
                     van-ban, thong-bao; or the label: Photos, Notice …
  --date DATE        27/5/2021, 27/5/2021 08:30, 2021-05-27; the default is now
  --campaign NAME    it belongs to this campaign
  --photo FILE …     copy a picture beside the post; several times, or *.jpg
  --alt "WORDS"      what it shows; once for each picture, in the order of --photo
  --video ADDRESS    the YouTube address of a video post
  --slug NAME        the end of the address; by default from the title
  --folder           make a folder for the post even without pictures
  --draft            a draft
  In posts of form hinh-anh and infographic pictures go to images; in others the first
  is the cover and the others go into the body. A post that lacks the pictures or the
  video that its form needs begins as a draft.

Topics, units, campaigns: content/topics/ID.md …
  --short NAME       short name
  --id NAME          name of the file and address; by default from short name or title
  --order NUMBER     place in the list
  --from, --to DATE  first (required) and last day of a campaign

  --now TIME         work as if it were then
  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Exit status:  0 done · 1 errors in content/site.yaml · 2 could not be done, or left.

Examples:
  bantin new post "A day of blood donation"
  bantin new post "The volleyball cup" --form hinh-anh --photo ~/Pictures/*.jpg
  bantin new post "Annual meeting" --unit so-noi-vu --topic nghi-quyet --date 27/5/2021
  bantin new unit "Union of the Library" --short Library
  bantin new campaign "Workers' month" --from 1/5/2021 --to 31/5/2021
`}
