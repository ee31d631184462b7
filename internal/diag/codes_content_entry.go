package diag

// entryCodes are about keys that have a meaning of their own: of posts,
// activities, settings and the vocabulary.
var entryCodes = []Entry{

	// File names.
	{
		Code: "path-outside",
		VI:   Words{"“%s” dẫn ra ngoài thư mục content", "chép tệp vào cạnh bài rồi chỉ ghi tên tệp"},
		EN:   Words{"“%s” leads out of the folder content", "copy the file beside the post and give its name only"},
	},
	{
		Code: "path-backslash",
		VI:   Words{"tên tệp “%s” có dấu \\", "dùng dấu / giữa các thư mục"},
		EN:   Words{"the file name “%s” has a \\", "use / between folders"},
	},
	{
		Code: "path-absolute",
		VI:   Words{"“%s” là đường dẫn trên máy tính của bạn, máy khác không có", "chép tệp vào cạnh bài rồi chỉ ghi tên tệp"},
		EN:   Words{"“%s” is a path on your own computer, which others do not have", "copy the file beside the post and give its name only"},
	},
	{
		Code: "file-not-address",
		VI:   Words{"“%s” là địa chỉ web, còn ở đây cần một tệp của trang", "tải tệp về, đặt cạnh bài rồi ghi tên tệp"},
		EN:   Words{"“%s” is a web address, but this has to be a file of the site", "download the file, put it beside the post and give its name"},
	},
	{
		Code: "file-type",
		VI:   Words{"không đăng được loại tệp như “%s”", "dùng ảnh jpg, png, gif, webp, svg; tài liệu pdf, docx, xlsx, pptx, odt, ods, odp, txt, csv, zip; âm thanh và video mp3, mp4, webm, vtt"},
		EN:   Words{"files like “%s” are not published", "use pictures jpg, png, gif, webp, svg; documents pdf, docx, xlsx, pptx, odt, ods, odp, txt, csv, zip; sound and video mp3, mp4, webm, vtt"},
	},
	{
		Code: "not-image",
		VI:   Words{"“%s” không phải là tệp ảnh", "dùng ảnh jpg, png, gif, webp hoặc svg; tài liệu thì để ở mục attachments"},
		EN:   Words{"“%s” is not a picture", "use jpg, png, gif, webp or svg; documents belong under attachments"},
	},

	// Posts.
	{
		Code: "title-missing",
		VI:   Words{"thiếu tiêu đề", "ghi “title: …” trong phần đầu bài"},
		EN:   Words{"the title is missing", "write “title: …” in the front matter"},
	},
	{
		Code: "title-without-letters",
		VI:   Words{"không lập được địa chỉ từ tiêu đề “%s”", "thêm dòng “slug: …”, ví dụ slug: hoi-nghi-tong-ket"},
		EN:   Words{"no address can be made from the title “%s”", "add a line “slug: …”, for example slug: annual-meeting"},
	},
	{
		Code: "date-missing",
		VI:   Words{"thiếu ngày đăng", "ghi “date: 27/5/2021”, hoặc mở đầu tên tệp bằng ngày: 2021-05-27-ten-bai.md"},
		EN:   Words{"the date is missing", "write “date: 27/5/2021”, or begin the file's name with it: 2021-05-27-name.md"},
	},
	{
		Code: "topic-missing",
		VI:   Words{"thiếu chủ đề", "ghi “topic: …” với tên một chủ đề trong content/topics"},
		EN:   Words{"the topic is missing", "write “topic: …” with the name of a topic in content/topics"},
	},
	{
		Code: "unit-missing",
		VI:   Words{"thiếu đơn vị", "ghi “unit: …” với tên một đơn vị trong content/units"},
		EN:   Words{"the unit is missing", "write “unit: …” with the name of a unit in content/units"},
	},
	{
		Code: "unknown-form",
		VI:   Words{"không có hình thức “%s”", "dùng tin, bai-viet, hinh-anh, infographic, video, van-ban hoặc thong-bao"},
		EN:   Words{"there is no form “%s”", "use tin, bai-viet, hinh-anh, infographic, video, van-ban or thong-bao"},
	},
	{
		Code: "cover-alt-missing",
		VI:   Words{"ảnh bìa chưa có lời mô tả", "ghi “cover_alt: …”, tả trong một câu những gì thấy trong ảnh"},
		EN:   Words{"the cover has no text alternative", "write “cover_alt: …”, one sentence that says what is seen"},
	},
	{
		Code: "image-alt-missing",
		VI:   Words{"ảnh “%s” chưa có lời mô tả", "ghi “alt: …” cho ảnh, tả trong một câu những gì thấy trong ảnh"},
		EN:   Words{"the picture “%s” has no text alternative", "write “alt: …” for it, one sentence that says what is seen"},
	},
	{
		Code: "images-missing",
		VI:   Words{"hình thức này cần ít nhất một ảnh", "thêm mục images, mỗi ảnh có file và alt"},
		EN:   Words{"this form needs at least one picture", "add images, each with file and alt"},
	},
	{
		Code: "infographic-text-missing",
		VI:   Words{"infographic chưa có bản chữ", "viết lại các ý chính và số liệu thành chữ trong phần nội dung, cho người không xem được hình"},
		EN:   Words{"the infographic has no text version", "write its main points and figures into the body, for readers who cannot see it"},
	},
	{
		Code: "video-missing",
		VI:   Words{"hình thức video cần có mục video", "ghi “video: …” với địa chỉ YouTube hoặc tên tệp .mp4, .webm"},
		EN:   Words{"the form video needs the key video", "write “video: …” with a YouTube address or the name of an .mp4 or .webm file"},
	},
	{
		Code: "bad-video",
		VI:   Words{"“%s” không phải là địa chỉ YouTube hay tệp video", "chép địa chỉ từ nút Chia sẻ của YouTube, hoặc đặt tệp .mp4, .webm cạnh bài rồi ghi tên tệp"},
		EN:   Words{"“%s” is neither a YouTube address nor a video file", "copy the address from YouTube's share button, or put an .mp4 or .webm file beside the post and give its name"},
	},
	{
		Code: "bad-duration",
		VI:   Words{"không hiểu thời lượng “%s”", "viết phút:giây, ví dụ 2:45"},
		EN:   Words{"“%s” is not a running time", "write minutes:seconds, for example 2:45"},
	},
	{
		Code: "bad-slug",
		VI:   Words{"“%s” không dùng làm địa chỉ được", "chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, tối đa 80 ký tự"},
		EN:   Words{"“%s” cannot be part of an address", "use lower-case letters a–z, figures and hyphens, at most 80 characters"},
	},
	{
		Code: "bad-alias",
		VI:   Words{"“%s” không phải là đường dẫn cũ của một trang", "viết đường dẫn bắt đầu bằng dấu /, ví dụ /2021/05/hoc-bac/"},
		EN:   Words{"“%s” is not the former path of a page", "write a path that begins with /, for example /2021/05/visit/"},
	},
	{
		Code:     "personal-number",
		Severity: Warning,
		VI:       Words{"có dãy số giống số căn cước hoặc số điện thoại của cá nhân", "bỏ đi nếu không được phép công bố; trang chỉ nên ghi số của cơ quan"},
		EN:       Words{"there is a number that looks like a private identity card or phone number", "take it out unless it may be published; give only the numbers of offices"},
	},

	// Activities.
	{
		Code: "unknown-kind",
		VI:   Words{"không có loại hoạt động “%s”", "dùng một loại có trong content/activities.yaml, ví dụ hoi-nghi"},
		EN:   Words{"there is no kind of activity “%s”", "use a kind of content/activities.yaml, for example hoi-nghi"},
	},
	{
		Code: "unknown-activity-key",
		VI:   Words{"hoạt động không có mục hay chỉ tiêu “%s”", "dùng một chỉ tiêu có trong content/activities.yaml, ví dụ so-cuoc, luot-nguoi"},
		EN:   Words{"an activity has no key or metric “%s”", "use a metric of content/activities.yaml, for example so-cuoc, luot-nguoi"},
	},
	{
		Code: "activity-twice",
		VI:   Words{"hai hoạt động trong bài cùng có id “%s”", "gộp thành một, hoặc đặt id khác cho hoạt động thứ hai"},
		EN:   Words{"two activities of the post have the id “%s”", "merge them, or give the second another id"},
	},
	{
		Code: "unknown-metric",
		VI:   Words{"không có chỉ tiêu “%s”", "dùng một chỉ tiêu có trong content/activities.yaml, hoặc thêm vào mục metrics của tệp ấy"},
		EN:   Words{"there is no metric “%s”", "use a metric of content/activities.yaml, or add it under metrics there"},
	},

	// Settings.
	{
		Code: "site-missing",
		VI:   Words{"không có tệp content/site.yaml", "tạo tệp ấy với ít nhất hai dòng: “title: …” và “base_url: https://…”"},
		EN:   Words{"there is no file content/site.yaml", "create it with at least two lines: “title: …” and “base_url: https://…”"},
	},
	{
		Code: "bad-base-url",
		VI:   Words{"“%s” không dùng làm địa chỉ của trang được", "viết địa chỉ đầy đủ, không có phần ? và #, ví dụ https://congdoan.example.vn/"},
		EN:   Words{"“%s” cannot be the address of the site", "write a full address without ? and #, for example https://example.org/news/"},
	},
	{
		Code: "bad-timezone",
		VI:   Words{"không có múi giờ “%s”", "dùng Asia/Ho_Chi_Minh"},
		EN:   Words{"there is no time zone “%s”", "use a name such as Asia/Ho_Chi_Minh"},
	},
	{
		Code: "bad-permalink",
		VI:   Words{"mẫu địa chỉ “%s” không dùng được", "mẫu phải bắt đầu và kết thúc bằng /, có {slug}; ngoài ra chỉ dùng {year} {month} {day} {topic} {unit} và chữ thường không dấu, ví dụ /{year}/{month}/{slug}/"},
		EN:   Words{"the address pattern “%s” cannot be used", "it must begin and end with / and have {slug}; apart from that use only {year} {month} {day} {topic} {unit} and lower-case letters, for example /{year}/{month}/{slug}/"},
	},
	{
		Code: "bad-page-size",
		VI:   Words{"số bài trên một trang không thể là “%s”", "viết số từ 1 đến 500"},
		EN:   Words{"the number of posts on a page cannot be “%s”", "write a number from 1 to 500"},
	},
	{
		Code: "bad-megapixels",
		VI:   Words{"giới hạn kích thước ảnh không thể là “%s” triệu điểm ảnh", "viết số từ 1 đến 400"},
		EN:   Words{"the limit of picture sizes cannot be “%s” megapixels", "write a number from 1 to 400"},
	},
	{
		Code: "bad-cache",
		VI:   Words{"“%s” không thể là nơi để bộ nhớ đệm dùng chung", "ghi một thư mục, s3://kho/thu-muc?endpoint=https://… hoặc sftp://ten@may-chu/duong/dan; mật khẩu và khóa để trong biến môi trường"},
		EN:   Words{"“%s” cannot be the place of a shared cache", "write a folder, s3://bucket/prefix?endpoint=https://… or sftp://name@server/path; passwords and keys belong into the environment"},
	},
	{
		Code: "bad-budget",
		VI:   Words{"một trang không thể được nặng đến “%s” KB", "viết số KB từ 0 đến 1048576; 0 là không giới hạn"},
		EN:   Words{"a page cannot be allowed “%s” KB", "write a number of KB from 0 to 1048576; 0 sets no limit"},
	},
	{
		Code: "bad-menu-url",
		VI:   Words{"“%s” không dùng làm địa chỉ cho trình đơn được", "viết đường dẫn của trang, bắt đầu bằng /, hoặc địa chỉ đầy đủ bắt đầu bằng https://"},
		EN:   Words{"“%s” cannot be an address in the menu", "write a path on this site that begins with /, or a full address that begins with https://"},
	},
	{
		Code: "unknown-figure",
		VI:   Words{"không có con số “%s” để đưa lên trang chủ", "dùng posts, activities, units hoặc một chỉ tiêu trong content/activities.yaml"},
		EN:   Words{"there is no figure “%s” for the home page", "use posts, activities, units or a metric of content/activities.yaml"},
	},
	{
		Code: "bad-vocabulary-id",
		VI:   Words{"id “%s” không dùng được", "chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ luot-nguoi"},
		EN:   Words{"the id “%s” cannot be used", "use lower-case letters a–z, figures and hyphens, for example luot-nguoi"},
	},
	{
		Code: "duplicate-id",
		VI:   Words{"id “%s” được đặt hai lần", "đặt id khác cho một trong hai"},
		EN:   Words{"the id “%s” is given twice", "give one of them another id"},
	},
	{
		Code: "unknown-group",
		VI:   Words{"không có nhóm “%s”", "dùng id của một nhóm trong mục groups, hoặc thêm nhóm ấy"},
		EN:   Words{"there is no group “%s”", "use the id of a group under groups, or add it there"},
	},
	{
		Code: "reserved-metric",
		VI:   Words{"chỉ tiêu không được mang id “%s”, vì tên này đã có nghĩa khác", "đặt id khác"},
		EN:   Words{"a metric cannot have the id “%s”, which means something else already", "choose another id"},
	},
}
