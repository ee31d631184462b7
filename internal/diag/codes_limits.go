package diag

// limitCodes are about what is more than package limits allows.
var limitCodes = []Entry{

	// Front matter and settings.
	{
		Code: "text-too-long",
		VI:   Words{"đoạn chữ này dài %s ký tự, quá giới hạn %s", "viết ngắn lại, phần dài thì đưa xuống nội dung bài"},
		EN:   Words{"this text has %s characters, over the limit of %s", "make it shorter and move the long part into the body"},
	},
	{
		Code: "list-too-long",
		VI:   Words{"danh sách có %s mục, quá giới hạn %s", "bỏ bớt từ mục này trở đi, hoặc chia thành nhiều bài"},
		EN:   Words{"the list has %s entries, over the limit of %s", "take out what comes from here on, or split it into several posts"},
	},
	{
		Code: "too-many-metrics",
		VI:   Words{"một hoạt động chỉ ghi được tối đa %s chỉ tiêu", "chia thành nhiều hoạt động, mỗi hoạt động một loại"},
		EN:   Words{"an activity can have at most %s metrics", "split it into several activities, one for each kind"},
	},
	{
		Code: "empty-yaml",
		VI:   Words{"tệp trống", "ghi các mục của tệp theo dạng “tên: giá trị”; tệp không bắt buộc (mọi tệp trừ site.yaml) thì xóa đi để dùng phần có sẵn"},
		EN:   Words{"the file is empty", "write its keys as “name: value”; a file that a site can do without (all but site.yaml) may be deleted, so that what is built in is used"},
	},
	{
		Code: "yaml-large",
		VI:   Words{"tệp quá dài (tối đa 256 KB, mỗi nhóm 2.000 mục)", "chỉ giữ những mục mà trang đang dùng"},
		EN:   Words{"the file is too long (at most 256 KB, 2,000 keys in one group)", "keep only what the site uses"},
	},

	// Texts.
	{
		Code: "too-many-links",
		VI:   Words{"bài có %s liên kết, quá giới hạn %s", "chia bài ra, hoặc để danh sách dài vào một tệp đính kèm"},
		EN:   Words{"the text has %s links, over the limit of %s", "split it, or attach the long list as a file"},
	},
	{
		Code: "too-many-body-pictures",
		VI:   Words{"lời bài có %s ảnh, quá giới hạn %s", "chia thành nhiều bài, mỗi bài chọn những ảnh đáng xem nhất"},
		EN:   Words{"the text has %s pictures, over the limit of %s", "split it into several posts and choose the best pictures for each"},
	},
	{
		Code: "too-many-footnotes",
		VI:   Words{"bài có %s chú thích cuối trang, quá giới hạn %s", "chia bài ra, hoặc đưa chú thích vào lời bài"},
		EN:   Words{"the text has %s footnotes, over the limit of %s", "split it, or move notes into the text"},
	},
	{
		Code: "too-many-cells",
		VI:   Words{"các bảng trong bài có quá nhiều ô (tối đa %s)", "đính kèm bảng lớn thành tệp Excel (xlsx), trong bài chỉ giữ phần chính"},
		EN:   Words{"the tables of the text have too many cells (at most %s)", "attach a large table as a spreadsheet (xlsx) and keep its main part in the text"},
	},

	// Files.
	{
		Code: "file-too-heavy",
		VI:   Words{"tệp %s nặng %s, quá giới hạn %s", "làm tệp nhẹ bớt hoặc chia nhỏ; video dài thì đăng lên YouTube rồi ghi địa chỉ vào bài"},
		EN:   Words{"the file %s has %s, over the limit of %s", "make it smaller or split it; put a long video on YouTube and give its address"},
	},
	{
		Code: "image-side-too-long",
		VI:   Words{"ảnh %s có kích thước %s × %s điểm ảnh, mỗi cạnh chỉ được tối đa %s", "cắt ảnh thành nhiều tấm, hoặc thu nhỏ còn khoảng 4000 điểm ảnh ở cạnh dài"},
		EN:   Words{"the picture %s has %s × %s pixels, and no side may be longer than %s", "cut it into several, or make it smaller, 4000 pixels on the long side are enough"},
	},
	{
		Code: "too-many-frames",
		VI:   Words{"ảnh động %s có quá nhiều khung hình (tối đa %s)", "lưu lại thành video mp4, vừa nhẹ hơn vừa dừng lại được; hoặc cắt ngắn"},
		EN:   Words{"the animated picture %s has too many frames (at most %s)", "save it as an mp4 video, which is smaller and can be stopped, or make it shorter"},
	},
	{
		Code: "name-too-long",
		VI:   Words{"tên “%s” dài %s byte, quá giới hạn %s (mỗi chữ tiếng Việt có dấu chiếm 2 đến 3 byte)", "đặt tên ngắn, không dấu, ví dụ hoi-nghi-tong-ket.jpg, và bớt thư mục lồng nhau"},
		EN:   Words{"the name “%s” has %s bytes, over the limit of %s (a Vietnamese letter with a mark takes two or three)", "choose a short name without marks, such as annual-meeting.jpg, and fewer folders in each other"},
	},
	{
		Code:     "path-too-long",
		Severity: Warning,
		VI:       Words{"đường dẫn %s dài %s ký tự; nhiều máy Windows không mở được đường dẫn dài quá %s", "rút ngắn tên tệp, tên thư mục hoặc mục slug"},
		EN:       Words{"the path %s has %s characters; many Windows computers cannot open paths of more than %s", "shorten the name of the file, of its folder, or the slug"},
	},

	// The whole site.
	{
		Code: "too-many-posts",
		VI:   Words{"trang có quá nhiều bài (tối đa %s)", "xem có thư mục nào chép nhầm vào content/posts không; bài cũ có thể chuyển sang một trang lưu trữ riêng"},
		EN:   Words{"the site has too many posts (at most %s)", "see whether a folder was copied into content/posts by mistake; old posts can move to an archive of their own"},
	},
	{
		Code: "too-many-files",
		VI:   Words{"trang có quá nhiều tệp (tối đa %s)", "xem có thư mục nào chép nhầm vào content, static hay layouts không"},
		EN:   Words{"the site has too many files (at most %s)", "see whether a folder was copied into content, static or layouts by mistake"},
	},
	{
		Code: "too-many-pictures",
		VI:   Words{"trang có quá nhiều ảnh (tối đa %s)", "xóa ảnh không bài nào dùng; bài cũ có thể chuyển sang một trang lưu trữ riêng"},
		EN:   Words{"the site has too many pictures (at most %s)", "delete those that no post uses; old posts can move to an archive of their own"},
	},
	{
		Code: "site-too-large",
		VI:   Words{"các tệp của trang nặng hơn %s", "xem có tệp nào chép nhầm vào content hay static không; video dài thì đăng lên YouTube"},
		EN:   Words{"the files of the site have more than %s", "see whether something was copied into content or static by mistake; put long videos on YouTube"},
	},
}
