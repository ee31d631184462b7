package lang

var vietnamese = Table{
	Code: "vi", Locale: "vi_VN",
	Paths: Paths{
		Latest: "tin-moi", Topics: "chu-de", Units: "don-vi", Campaigns: "dot", Activity: "hoat-dong",
		Archive: "luu-tru", Models: "mo-hinh-hay", Page: "trang", Search: "tim-kiem",
		Bulletins: "ban-tin", Quarter: "quy", Reading: "doc",
		Poster: "ap-phich",
		Board:  "bang", BoardLines: "chu.txt", BoardEdition: "ban.txt",
		Forms:   [7]string{"tin", "bai-viet", "hinh-anh", "infographic", "video", "van-ban", "thong-bao"},
		Sources: [7]string{"loai", "so-lieu", "don-vi", "chu-de", "hinh-thuc", "danh-sach", "tin-bai"},
	},
	Words: Words{
		Home: "Trang chủ", Latest: "Tin mới", Topics: "Chủ đề", Units: "Đơn vị", Campaigns: "Đợt tuyên truyền",
		Activity: "Hoạt động", Archive: "Lưu trữ", Models: "Mô hình hay", Search: "Tìm kiếm",
		Forms:     [7]string{"Tin", "Bài viết", "Ảnh", "Infographic", "Video", "Văn bản", "Thông báo"},
		FormLists: [7]string{"Tin", "Bài viết", "Ảnh", "Infographic", "Video", "Văn bản", "Thông báo"},
		FormLedes: [7]string{
			"Tin ngắn từ các đơn vị, mới nhất ở trên.",
			"Bài viết dài hơn: chuyện người, chuyện việc và kinh nghiệm của các đơn vị.",
			"Hoạt động của đoàn viên qua ảnh. Chạm vào ảnh trong bài để xem lớn.",
			"Một trang hình để hiểu nhanh, in được, gửi được. Tờ nào cũng có bản chữ.",
			"Video về hoạt động của các đơn vị. Chỉ khi bạn bấm phát, video mới được tải.",
			"Kế hoạch, hướng dẫn, công văn và tài liệu để tải về.",
			"Thông báo của công đoàn tới các đơn vị và đoàn viên.",
		},
		LatestLede:    "Tất cả tin bài, mới nhất ở trên.",
		TopicsLede:    "Chọn một chủ đề để xem tin bài và số liệu của chủ đề ấy.",
		UnitsLede:     "Mỗi đơn vị có một trang riêng: tin bài, hoạt động và cách liên hệ.",
		CampaignsLede: "Các đợt tuyên truyền, thi đua: thời gian, các chặng, tiến độ và kết quả.",
		ActivityLede:  "Ai làm được bao nhiêu, ở đâu, khi nào. Mọi con số đều cộng từ các bài đã đăng; bấm vào số để xem danh sách.",
		ArchiveLede:   "Tin bài theo tháng. Chọn một tháng để xem.",
		ModelsLede:    "Những cách làm tốt, đáng học và nhân rộng ở các đơn vị.",
		Frame:         vietnameseFrame, Share: vietnameseShare, Post: vietnamesePost, List: vietnameseList,
		Camp: vietnameseCampaign, Act: vietnameseActivity, Calendar: vietnameseCalendar, Report: vietnameseReport, Missing: vietnameseMissing,
		Find: vietnameseFind, Poster: vietnamesePoster, Board: vietnameseBoard, Bulletin: vietnameseBulletin, Kit: vietnameseKit, Body: vietnameseBody, Book: vietnameseBook,
	},
}

var vietnameseFrame = Frame{
	Skip: "Bỏ qua đến nội dung", Sections: "Mục chính", Contents: "Mục lục", More: "Xem thêm", Place: "Vị trí",
	Read: "Đọc", Numbers: "Số liệu", Contact: "Liên hệ",
	Feed: "Theo dõi qua RSS", Mail: "Gửi thư", Phone: "Điện thoại",
	Promise: "Trang này không đặt cookie, không theo dõi người đọc.", Updated: "Cập nhật {}.",
	NewestFirst: "Mới nhất", All: "Tất cả", Published: "Trang tin của {}.",
}

var vietnameseShare = Share{
	Title: "Chia sẻ", Send: "Chia sẻ", Copy: "Sao chép liên kết", Copied: "Đã sao chép",
	Facebook: "Facebook", Mail: "Gửi thư", Print: "In trang", Address: "Địa chỉ bài này",
	Scan: "Quét mã này bằng máy khác để mở bài",
}

var vietnamesePost = Post{
	Minutes:   Count{"{} phút đọc", "{} phút đọc"},
	UpdatedAt: "Cập nhật lúc {}, {}",
	Activity:  "Hoạt động này", Kind: "Hình thức", When: "Khi nào", Where: "Ở đâu", Who: "Ai tổ chức", With: "Phối hợp",
	Campaign: "Thuộc đợt", Aggregate: "Số tổng hợp lại từ các đơn vị; không cộng thêm vào bảng hoạt động.",
	Files: "Tài liệu kèm theo", Number: "Số, ký hiệu", Basis: "Căn cứ", Corrections: "Đính chính", Source: "Nguồn", Author: "Tác giả",
	Previous: "Bài trước", Next: "Bài sau", PrevNext: "Bài trước và bài sau", Related: "Bài liên quan",
	Enlarge: "Phóng to", EnlargePhoto: "Xem lớn ảnh {}", Download: "Tải về", DownloadVideo: "Tải video", TextVersion: "Bản chữ",
	SheetAlt: "Nội dung đầy đủ ở phần Bản chữ.",
	PhotoOf:  "Ảnh {}/{}", Before: "Ảnh trước", After: "Ảnh sau", Close: "Đóng",
	Lightbox: "Xem ảnh lớn", Shrink: "Thu nhỏ", PhotoLost: "Không tải được ảnh này.", Captions: "Phụ đề tiếng Việt",
	PhotoCount: Count{"{} ảnh", "{} ảnh"},
	Play:       "Phát video", PlayNotice: "Bấm để phát video (kết nối tới YouTube).", Watch: "Xem trên YouTube",
	Expired: "Bài này đã hết hạn sau ngày {}. Thông tin có thể không còn đúng.",
	Removed: "Bài này đã được gỡ", RemovedLede: "Nội dung của trang không còn nữa.",
	Draft: "Bản nháp: chưa đăng, chỉ hiện trong bản xem thử.", Future: "Hẹn ngày {}: chưa đăng, chỉ hiện trong bản xem thử.",
	Commended: "Biểu dương", CommendedText: "Mô hình hay, đáng học", Topics: "Chủ đề",
}

var vietnameseList = List{
	None: "chưa có bài", PostsHead: "Tin bài", Address: "Địa chỉ", Email: "Thư điện tử", Draft: "Bản nháp", Future: "Hẹn ngày đăng",
	Posts:   Count{"{} bài", "{} bài"},
	Heading: "Danh sách tin bài",
	Empty:   "Chưa có bài nào ở đây.", EmptyTopic: "Chủ đề này chưa có bài nào.", EmptyUnit: "Đơn vị này chưa có bài nào.",
	EmptyModel: "Chưa có mô hình nào được nêu.", EmptyNames: "Danh sách chưa có tên nào.",
	Page: "Trang", PageTitle: "{}, trang {}", Previous: "Trang trước", Next: "Trang sau", Pages: "Các trang",
	ByTopic: "Chủ đề", ByYear: "Năm", AnyTopic: "Tất cả", AnyYear: "Mọi năm",
	MonthTitle: "Tháng {}/{}", MonthShort: "T{}",
	AllOf: "Xem cả {}", SeeAll: "Xem tất cả", OpenActivity: "Mở bảng hoạt động",
	Members: "đoàn viên", Contact: "Về đơn vị", Successor: "Nay thuộc",
	Existed: "Thời gian", Since: "từ {}", Until: "đến {}",
	NowUnits: "Các đơn vị", FormerUnits: "Đơn vị trước đây",
	WhatDoneIn: "Đã làm gì năm {}", InNumbers: "Năm {} bằng con số",
	Featured: "Đáng chú ý", ByTopics: "Theo chủ đề", PhotosVideos: "Ảnh và video",
	LastPost: "bài mới nhất {}",
	Merged:   "Từ ngày {}, đơn vị này sáp nhập vào", Merges: "Từ ngày {}, đơn vị này sẽ sáp nhập vào",
	EndedOn: "Đơn vị này đã kết thúc hoạt động sau ngày {}.", NotBegun: "Đơn vị này hoạt động từ ngày {}.",
	OtherNames: "Tên gọi khác, tên trước đây:", Continues: "Tiếp nối:",
	ByYears: "Việc đã làm, theo năm", Campaigns: "Các đợt của đơn vị", Running: "Đợt đang diễn ra", OtherCampaigns: "Các đợt khác",
	ModelsByUnit: "Tra theo đơn vị",
}

var vietnameseCampaign = Campaign{
	Running: "Đang diễn ra", Coming: "Sắp tới", Over: "Đã kết thúc",
	PhaseDone: "xong", PhaseNow: "đang chạy", PhaseNext: "sắp tới",
	Phases: "Các chặng", Results: "Kết quả", ByUnit: "Kết quả theo đơn vị", ByKind: "Theo hình thức", Documents: "Tài liệu của đợt",
	Posts: "Tin bài trong đợt", Done: "Đã đạt", Goal: "Mục tiêu", Share: "Tỷ lệ", Progress: "Tiến độ của đợt",
	Reached: "{} trên {} {}", ReachedNoGoal: "{} {}",
	Empty: "Đợt này chưa có bài nào.", See: "Xem tiến độ từng đơn vị",
	TargetNote: "Xếp theo thứ tự trong danh sách đơn vị; “–” là chưa có số liệu.",
	DaysLeft:   Count{"ngày còn lại", "ngày còn lại"}, DaysTo: Count{"ngày nữa là bắt đầu", "ngày nữa là bắt đầu"},
	LastDay: "Hôm nay là ngày cuối", DayOf: "ngày thứ {} trên {}",
	GoalOnly: "Chưa có số liệu; mục tiêu {} {}", GoalLabel: "mục tiêu, {}",
	GoalShared:  "Mục tiêu chung là {}; đã giao cho các đơn vị {}.",
	GoalsByUnit: "Mục tiêu của từng đơn vị", Models: "Mô hình hay của đợt",
	Overlap: "Các chặng có ngày trùng nhau: tin bài và hoạt động trong những ngày ấy được tính ở từng chặng.", AlsoRunning: "Cũng đang diễn ra",
	Outside: "Ngoài các chặng", PhasePosts: "Tin bài của chặng: {}", OutsidePosts: "Tin bài ngoài các chặng",
	NothingYet: "Chưa ghi nhận hoạt động nào.",
	Left:       Count{"còn {} ngày", "còn {} ngày"}, To: Count{"còn {} ngày nữa", "còn {} ngày nữa"},
	None: "Chưa có đợt tuyên truyền nào.", ShareOf: "đạt {} mục tiêu {} {}",
}

var vietnameseActivity = Activity{
	Year: "Hoạt động năm {}", Month: "Hoạt động tháng {}/{}", Choose: "Chọn năm", ChooseMonth: "Chọn tháng", AllYears: "Mọi năm",
	Total: "Tổng cộng", Sum: "Cộng",
	Activities:  Count{"hoạt động", "hoạt động"},
	Posts:       Count{"tin bài", "tin bài"},
	UnitsActive: Count{"đơn vị có hoạt động", "đơn vị có hoạt động"},
	ByMonth:     "Số hoạt động theo tháng", ByYear: "Số hoạt động theo năm",
	UnitMonth: "Đơn vị và tháng", UnitYear: "Đơn vị và năm",
	HeatNote: "Số hoạt động của từng đơn vị, xếp theo thứ tự trong danh sách đơn vị. Màu càng đậm càng nhiều hoạt động; “–” là chưa có.",
	Unit:     "Đơn vị", Joint: "Làm chung",
	ByKind: "Theo hình thức", ByForm: "Theo loại bài", ByTopic: "Theo chủ đề", Metrics: "Các số liệu", Downloads: "Tải số liệu",
	HowCounted: "Cách tính",
	HowText: "Mỗi hoạt động được tính một lần, dù có mấy bài cùng kể, và tính vào kỳ có ngày đầu của nó. " +
		"Số liệu lấy theo số ghi trong bài; chưa có số thì để “–”, không coi là 0. Số tổng hợp lại từ các đơn vị không cộng thêm lần nữa.",
	HeldBack: "{} bài còn lỗi đang được giữ lại, chưa tính vào đây.",
	None:     "Chưa có hoạt động nào trong kỳ này.", Legend: "Số hoạt động", Models: "Mô hình hay trong kỳ",
	List: "Danh sách hoạt động", Excel: "nhiều bảng", CSV: "một bảng", JSON: "cho phần mềm",
	PerUnit: "Theo đơn vị", Self: "tự khai",
	Sort:      "Xếp theo cột|từ lớn đến nhỏ|từ nhỏ đến lớn|xuôi theo danh sách|ngược danh sách|như ban đầu",
	Aggregate: "số tổng hợp, không cộng",
	Up:        "tăng {} so với {}", Down: "giảm {} so với {}", Same: "không đổi so với {}",
	Compared: "Tăng, giảm: so với {}.", InYear: "năm {}", InMonth: "tháng {}/{}",
	TotalTo: "Tổng cộng đến {}", MonthSoFar: "Tháng {} mới tính {} ngày.", YearSoFar: "Năm {} mới tính đến {}.",
	JointSums:       "Hoạt động: các dòng cộng lại được {}, dòng “Cộng” là {}, vì một hoạt động do nhiều đơn vị cùng làm được tính cho từng đơn vị, cả số liệu của nó, nhưng chỉ một lần trong tổng.",
	JointPosts:      "Tin bài: các dòng cộng lại được {}, dòng “Cộng” là {}, vì một bài của nhiều đơn vị được tính cho từng đơn vị nhưng chỉ một lần trong tổng.",
	TopicPosts:      "Tin bài: các dòng cộng lại được {}, tất cả có {}, vì một bài về nhiều chủ đề được tính cho từng chủ đề.",
	TopicActivities: "Hoạt động: các dòng cộng lại được {}, tất cả có {}, vì một hoạt động về nhiều chủ đề được tính cho từng chủ đề.",
	PostsByTopic:    "Tin bài theo chủ đề", PostsByForm: "Tin bài theo loại", Hint: "Bấm vào số để xem danh sách.",
	Source: Source{
		OfYear: "{}, năm {}", OfYears: "{} qua các năm", OfCampaign: "Hoạt động và tin bài của đợt: {}", Posts: "Danh sách tin bài",
		Lede:         "Từng hoạt động, từng bài đứng sau con số của năm {}.",
		LedeYears:    "Chọn một năm để xem danh sách.",
		LedeCampaign: "Hoạt động và tin bài xếp theo đơn vị, sau đó là hoạt động xếp theo hình thức. Hoạt động do nhiều đơn vị cùng làm có ở từng đơn vị.",
		LedePhases:   "Hoạt động và tin bài xếp theo đơn vị, sau đó là hoạt động xếp theo hình thức và theo từng chặng. Hoạt động do nhiều đơn vị cùng làm có ở từng đơn vị.",
		Date:         "Ngày", Activity: "Hoạt động", ToUnit: "Trang của đơn vị", ToTopic: "Trang của chủ đề",
		Expired:   Count{"Và {} bài hết hạn, không còn trong danh sách nhưng vẫn được tính.", "Và {} bài hết hạn, không còn trong danh sách nhưng vẫn được tính."},
		Aggregate: "Số trong ngoặc là số tổng hợp lại từ các đơn vị: nêu để biết, không cộng.",
		Years:     "Các năm",
	},
}

var vietnameseCalendar = Calendar{Title: "Nhân dịp", Years: Count{"{} năm", "{} năm"}}

var vietnameseMissing = Missing{
	Code: "Lỗi 404", Title: "Trang này không còn ở đây",
	Lede:   "Có thể địa chỉ gõ thiếu một chữ, hoặc bài đã được chuyển sang chỗ khác.",
	ToHome: "Về trang chủ", ToArchive: "Mở lưu trữ theo tháng", Moved: "Trang này đã chuyển", MovedTo: "Mở địa chỉ mới",
}

var vietnameseBody = Body{
	Table: "Bảng", FootnoteBack: "Về chỗ đọc chú thích", Footnotes: "Chú thích", Done: "đã xong", Todo: "chưa xong",
}
