package diag

// Problems that package site reports: what no single file can know.
var siteCodes = []Entry{

	// Names.
	{
		Code: "unknown-unit",
		VI:   Words{"không có đơn vị “%s”", "dùng id, tên hoặc tên gọi khác của một đơn vị trong content/units, hoặc thêm tệp cho đơn vị ấy"},
		EN:   Words{"no unit is called “%s”", "use the id, title or an alias of a unit in content/units, or add a file for it"},
	},
	{
		Code: "unknown-topic",
		VI:   Words{"không có chủ đề “%s”", "dùng id, tên hoặc tên gọi khác của một chủ đề trong content/topics, hoặc thêm tệp cho chủ đề ấy"},
		EN:   Words{"no topic is called “%s”", "use the id, title or an alias of a topic in content/topics, or add a file for it"},
	},
	{
		Code: "unknown-campaign",
		VI:   Words{"không có đợt tuyên truyền “%s”", "dùng id của một đợt: tên tệp trong content/campaigns, bỏ đuôi .md"},
		EN:   Words{"there is no campaign “%s”", "use the id of a campaign: the name of its file in content/campaigns without .md"},
	},
	{
		Code: "one-name-twice",
		VI:   Words{"tên “%s” đã là tên của %s", "mỗi tên chỉ dùng cho một chủ đề hoặc một đơn vị: đổi tên ở một trong hai tệp"},
		EN:   Words{"the name “%s” is already that of %s", "a name may mean only one topic or unit: change it in one of the two files"},
	},
	{
		Code:     "unit-not-active",
		Severity: Warning,
		VI:       Words{"vào ngày này đơn vị “%s” chưa có hoặc không còn hoạt động", "ghi tên đơn vị có khi ấy, hoặc sửa from, to trong %[2]s"},
		EN:       Words{"the unit “%s” did not exist on this day", "name the unit that existed then, or correct from and to in %[2]s"},
	},

	// Addresses.
	{
		Code: "same-address",
		VI:   Words{"địa chỉ %s đã thuộc về %s", "đổi slug, ngày hoặc tên tệp của một trong hai; trang nào đăng trước nên giữ địa chỉ"},
		EN:   Words{"the address %s already belongs to %s", "change the slug, date or file name of one of them; the page that was there first should keep its address"},
	},
	{
		Code: "address-case",
		VI:   Words{"địa chỉ %s chỉ khác chữ hoa, chữ thường với %s của %s", "đổi một trong hai: nhiều máy chủ và máy tính coi hai địa chỉ này là một"},
		EN:   Words{"the address %s differs only in case from %s of %s", "change one of the two: many servers and computers take them for one"},
	},
	{
		Code:     "windows-address",
		Severity: Warning,
		VI:       Words{"địa chỉ %s có phần “%s”, mà Windows không chứa được thư mục tên ấy: trên Windows không dựng được trang", "đổi slug hoặc địa chỉ cũ ấy: không dùng con, prn, aux, nul, com1–com9, lpt1–lpt9, không có dấu chấm hay dấu cách ở cuối, không có các ký tự < > : \" | ? *"},
		EN:       Words{"the address %s has the part “%s”, and Windows can hold no folder called so: the site cannot be built on Windows", "change the slug or the old address: not con, prn, aux, nul, com1–com9, lpt1–lpt9, no dot or space at the end, none of < > : \" | ? *"},
	},
	{
		Code: "reserved-address",
		VI:   Words{"địa chỉ %s dành cho trang mà chương trình tự tạo", "đổi slug hoặc tên tệp"},
		EN:   Words{"the address %s is kept for a page that the program makes itself", "change the slug or the file name"},
	},
	{
		Code: "alias-taken",
		VI:   Words{"địa chỉ cũ %s đang là địa chỉ của %s nên không chuyển hướng được", "bỏ dòng này khỏi aliases, hoặc đổi địa chỉ của trang kia"},
		EN:   Words{"the old address %s is in use by %s, so it cannot redirect", "take it out of aliases, or change the address of the other page"},
	},

	// Links and files.
	{
		Code: "broken-link",
		VI:   Words{"liên kết “%s” không dẫn tới đâu trên trang này", "kiểm tra lại tên tệp hoặc địa chỉ; liên kết tới trang khác phải bắt đầu bằng https://"},
		EN:   Words{"the link “%s” leads nowhere on this site", "check the file name or address; links to other sites begin with https://"},
	},
	{
		Code: "broken-anchor",
		VI:   Words{"không có đề mục “%s” trong %s", "chép lại phần sau dấu # từ địa chỉ của đề mục, hoặc bỏ phần ấy"},
		EN:   Words{"there is no heading “%s” in %s", "copy the part after # from the address of the heading, or leave it out"},
	},
	{
		Code: "link-to-unpublished",
		VI:   Words{"liên kết “%s” dẫn tới bài chưa đăng: %s", "đăng bài ấy trước, hoặc bỏ liên kết cho đến khi bài được đăng"},
		EN:   Words{"the link “%s” leads to a post that is not yet published: %s", "publish that post first, or drop the link until then"},
	},
	{
		Code:     "link-to-held",
		Severity: Warning,
		VI:       Words{"liên kết “%s” tạm bỏ, chỉ để lại chữ, vì %s đang bị giữ lại", "sửa lỗi của bài ấy, liên kết sẽ có lại"},
		EN:       Words{"the link “%s” is plain text for now, because %s is held back", "mend the post that is held back and the link returns"},
	},
	{
		Code: "image-elsewhere",
		VI:   Words{"ảnh “%s” nằm ở trang web khác", "nếu được phép dùng thì tải ảnh về, đặt cạnh bài rồi ghi tên tệp"},
		EN:   Words{"the picture “%s” lies on another website", "if you may use it, download it, put it beside the post and give its name"},
	},
	{
		Code: "missing-file",
		VI:   Words{"không có tệp “%s”", "đặt tệp vào cạnh bài, hoặc sửa lại tên cho đúng từng chữ"},
		EN:   Words{"there is no file “%s”", "put the file beside the post, or correct its name"},
	},
	{
		Code: "file-case",
		VI:   Words{"tên tệp “%s” chưa đúng chữ hoa, chữ thường", "viết đúng từng chữ như tên của tệp"},
		EN:   Words{"the file name “%s” has wrong capitals", "write it exactly as the file is named"},
	},
	{
		Code:     "unused-picture",
		Severity: Warning,
		VI:       Words{"chưa có bài nào dùng ảnh %s", "ghi tên ảnh vào cover hay images của bài, hoặc xóa tệp này nếu không cần"},
		EN:       Words{"no post uses the picture %s", "name it under cover or images of its post, or delete the file if it is not needed"},
	},

	// Activities.
	{
		Code: "activity-date-far",
		VI:   Words{"hoạt động ghi ngày %s, cách ngày đăng bài (%s) quá xa", "kiểm tra lại năm: hoạt động ghi được từ 5 năm trước đến 400 ngày sau ngày đăng; nếu chỉ nhắc lại số liệu đã báo thì thêm aggregate: true"},
		EN:   Words{"the activity is dated %s, too far from the date of its post, %s", "check its year: an activity may lie from 5 years before to 400 days after its post; if it only repeats what was reported, add aggregate: true"},
	},
	{
		Code:     "activity-outside-campaign",
		Severity: Warning,
		VI:       Words{"hoạt động ngày %s cách thời gian của đợt “%s” (%s) hơn 60 ngày", "hoạt động vẫn được tính cho đợt; nếu chưa đúng thì sửa ngày, bỏ campaign, hoặc sửa from, to trong %[4]s"},
		EN:       Words{"the activity of %s is more than 60 days away from the campaign “%s” (%s)", "it counts for the campaign all the same; if that is wrong, correct its date, take campaign out, or change from and to in %[4]s"},
	},
	{
		Code:     "phase-outside-campaign",
		Severity: Warning,
		VI:       Words{"giai đoạn “%s” (%s) nằm ngoài thời gian của đợt (%s)", "sửa from, to của giai đoạn hoặc của đợt"},
		EN:       Words{"the phase “%s” (%s) lies outside the time of the campaign (%s)", "correct from and to of the phase or of the campaign"},
	},
	{
		Code: "target-twice",
		VI:   Words{"mục tiêu của “%s” được ghi hai lần, lần trước ghi là “%s”", "chỉ giữ lại một trong hai; nếu là hai đơn vị thì sửa tên cho đúng"},
		EN:   Words{"the target of “%s” is given twice, before under “%s”", "keep one of the two; if they are two units, correct the name"},
	},
	{
		Code: "total-too-large",
		VI:   Words{"thêm số này thì tổng của “%s” quá lớn, không cộng được nữa", "kiểm tra lại con số, có thể đã gõ thừa chữ số"},
		EN:   Words{"with this number the total of “%s” is too large to be added up", "check the number: it may have too many digits"},
	},
	{
		Code: "activity-conflict",
		VI:   Words{"hoạt động “%s”: %s ở đây là %s, còn trong %[5]s là %[4]s", "hai bài kể cùng một hoạt động thì số liệu phải giống nhau: sửa một trong hai; nếu là hai hoạt động thì đặt id khác"},
		EN:   Words{"the activity “%s” has %s %s here, but %s in %s", "posts that tell of one activity must agree: correct one of them; if they are two activities, give them different ids"},
	},
}
