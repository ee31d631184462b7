package main

var publishUsage = text{`bantin publish NƠI_ĐĂNG [THƯ MỤC] [tùy chọn]

Đưa trang đã dựng (public/) lên nơi đăng: so với lần trước, chỉ gửi những gì đã đổi. Dựng trước
bằng “bantin build”; đăng khi nó kết thúc với mã 0 hoặc 3.

NƠI ĐĂNG
  /duong/dan                    thư mục hoặc ổ đĩa trên máy này
  sftp://ten@may-chu/duong/dan  máy chủ có SSH; sau dấu / là đường dẫn từ gốc, /~/ là từ
                                thư mục của tài khoản; cổng khác: may-chu:2222
  s3://kho/thu-muc              kho S3; dịch vụ tương thích (R2, B2, GCS) thì thêm
                                ?endpoint=https://…
  ftps://ten@may-chu/duong/dan  FTP có mã hóa, của dịch vụ lưu trữ giá rẻ
  Mật khẩu và khóa không bao giờ nằm trong địa chỉ, trong site.yaml hay trong lời nhắn:
    sftp   ssh-agent, ~/.ssh/id_*, --identity, hoặc biến BANTIN_SSH_KEY (nội dung khóa hay
           tên tệp; mật khẩu của khóa: BANTIN_SSH_PASSPHRASE); tài khoản chỉ có mật khẩu:
           BANTIN_SSH_PASSWORD. Máy chủ phải có trong ~/.ssh/known_hosts hoặc
           BANTIN_KNOWN_HOSTS (các dòng ấy, hay tên tệp)
    s3     AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY …, ~/.aws
    ftps   BANTIN_FTP_PASSWORD

CÁCH ĐĂNG
  Trước hết là kế hoạch: mới, đổi, giữ nguyên, xóa. Thứ tự gửi: ảnh và tệp mà trang dùng, rồi
  trang, rồi trang chủ và danh sách, rồi nguồn tin và sơ đồ trang; xóa sau cùng. Có nhóm không
  gửi được thì dừng, không xóa gì. Nhờ vậy lúc nào người đọc cũng thấy trang trọn vẹn; đứt giữa
  chừng thì chạy lại, sẽ đăng tiếp. Mất kết nối thì tự thử lại; hai người không đăng cùng lúc.
  Nơi đăng giữ tệp .bantin-manifest (đã đăng những gì) và .bantin-lock (đang có người đăng).
  Tệp do người khác đặt ở đó thì không đụng đến. Trang đang có của bài bị giữ lại
  (build --hold-back) để nguyên. Tệp có mã trong tên (site.1a2b3c4d5e.css, các cỡ ảnh) ở lại 90
  ngày sau khi thôi dùng; thẻ chia sẻ ở lại mãi, vì bài cũ trên mạng xã hội còn gọi đến.

  --dry-run           chỉ nêu kế hoạch và các địa chỉ sẽ đổi
  --yes               đăng luôn, không hỏi (dùng trong CI)
  --out THƯ MỤC       trang đã dựng nằm ở đây, thay cho public/
  --purge ĐỊA_CHỈ     gỡ hẳn một bài: trang, ảnh, thẻ chia sẻ, chuyển hướng; ghi được nhiều lần.
                      Chỉ còn những gì trang đã dựng có ở địa chỉ ấy
  --keep NGÀY         tệp có mã trong tên ở lại chừng ấy ngày (mặc định 90)
  --max-deletes MỨC   dừng nếu số trang bị xóa quá mức này: số trang hoặc phần trăm (mặc định 20%)
  --compress KIỂU     gzip, br hoặc gzip,br: đặt thêm bản nén .gz, .br cạnh tệp chữ; với s3 thì
                      gửi bản nén gzip
  --adopt             đăng vào chỗ đã có tệp của người khác, hoặc thay trang của địa chỉ khác
  --preview           cho đăng bản có bài nháp, bài hẹn ngày sau
  --verify            so bản ghi với danh sách tệp thật trên đích, gửi lại tệp thiếu hay sai cỡ
  --break-lock        giành quyền đăng khi người trước bị ngắt (khóa tự hết sau 15 phút)
  --identity TỆP      khóa SSH
  --base-url URL      địa chỉ của trang, khi thư mục không kèm .bantin
  --now LÚC           tính ngày giữ tệp như thể đang là lúc ấy
  --format KIỂU       text (mặc định) hoặc json: kết quả và mọi địa chỉ đã đổi, để xóa bộ nhớ đệm
                      của CDN và cho mạng xã hội đọc lại
  --lang vi|en        ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 xong · 2 không đăng được.

Ví dụ:
  bantin publish /mnt/web/ban-tin --dry-run
  bantin publish sftp://ban-tin@may-chu.example/var/www/ban-tin --yes
  bantin publish sftp://ban-tin@may-chu.example/var/www/ban-tin --purge /2021/05/hoc-bac/

“bantin help dang-trang” nói về GitHub Pages, GitLab Pages và cách thiết lập máy chủ.
`, `bantin publish TARGET [DIR] [flags]

Sends the built site (public/) to its place on the web: compared with what is there, only
what has changed. Build first with “bantin build”; publish when that ends with 0 or 3.

TARGETS
  /some/path                    a folder or mounted disk of this machine
  sftp://name@server/some/path  a server with SSH; the path is from the root, after /~/ from the
                                account's home; another port: server:2222
  s3://bucket/prefix            S3; compatible services (R2, B2, GCS) with ?endpoint=https://…
  ftps://name@server/some/path  FTP with TLS, as cheap hosts offer it
  Passwords and keys stand neither in addresses nor in site.yaml, nor in what is printed:
    sftp   ssh-agent, ~/.ssh/id_*, --identity, or BANTIN_SSH_KEY (a key or the name of its
           file; its passphrase: BANTIN_SSH_PASSPHRASE); accounts with nothing but a password:
           BANTIN_SSH_PASSWORD. The server must be in ~/.ssh/known_hosts or in
           BANTIN_KNOWN_HOSTS (such lines, or the name of a file)
    s3     AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY …, ~/.aws
    ftps   BANTIN_FTP_PASSWORD

HOW IT GOES
  First a plan: new, changed, unchanged, to delete. What pages are shown with is sent first, then
  pages, then the home page and lists, then feeds and sitemaps; what is needed no more goes last.
  When a group fails all stops and nothing is deleted. So readers meet whole pages at any moment;
  after a failure run it again and it goes on. Lost connections are made again by themselves, and
  two publishers never mix. The target keeps .bantin-manifest (what was published) and .bantin-lock
  (somebody is publishing). Files that others put there are left alone. Pages of posts that are
  held back (build --hold-back) stay as they are. Files with a code in their name
  (site.1a2b3c4d5e.css, sizes of pictures) stay for 90 days after they were last needed; share
  cards stay for good, since old posts on social networks still show them.

  --dry-run           only show the plan and the addresses that would change
  --yes               publish without asking (for CI)
  --out DIR           where the built site is, instead of public/
  --purge ADDRESS     take a post down with all its files: page, pictures, share cards, redirects;
                      may be given more than once. Only what the built site has there stays
  --keep DAYS         how long files with a code in their name stay (default 90)
  --max-deletes MAX   stop when more pages would go: a number or a share (default 20%)
  --compress KIND     gzip, br or gzip,br: puts .gz and .br copies beside text files; s3 gets
                      files in gzip
  --adopt             publish to a place that holds files of others, or the site of another address
  --preview           let a build with drafts or posts of later dates through
  --verify            compare the record with the files that are really there, mend what differs
  --break-lock        take over from somebody who was cut off (a lock ends after 15 minutes)
  --identity FILE     SSH key
  --base-url URL      the site's address, when the folder comes without .bantin
  --now TIME          count days as if it were then
  --format KIND       text (default) or json: the result with every address that has changed, to
                      clear a CDN's cache and have networks read previews again
  --lang vi|en        language of messages (default: from LC_ALL, LANG)

Exit status:  0 done · 2 could not publish.

Examples:
  bantin publish /mnt/web/news --dry-run
  bantin publish sftp://news@server.example/var/www/news --yes
  bantin publish sftp://news@server.example/var/www/news --purge /2021/05/hoc-bac/

“bantin help hosting” tells of GitHub Pages, GitLab Pages and how to set up a web server.
`}
