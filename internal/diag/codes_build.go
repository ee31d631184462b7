package diag

// Problems that package build reports.
var buildCodes = []Entry{
	{
		Code:     "address-gone",
		Severity: Warning,
		VI:       Words{"địa chỉ %s có ở lần dựng trước, nay không còn", "thêm %[1]s vào mục aliases của bài ấy hoặc bài thay nó, để liên kết cũ vẫn tới nơi; muốn gỡ hẳn bài thì giữ tệp và ghi lý do vào mục removed"},
		EN:       Words{"the address %s was there in the last build and is gone", "add %[1]s to the aliases of the post or of the one that takes its place, so that old links still arrive; to take a post down keep its file and give the reason in removed"},
	},
	{
		Code: "address-taken",
		VI:   Words{"địa chỉ %s không dùng được, vì %s đã chiếm chỗ", "đổi tên một trong hai tệp, hoặc bỏ một tệp"},
		EN:   Words{"the address %s cannot be used, because %s has its place", "rename one of the two files, or drop one"},
	},
	{
		Code: "bad-layout",
		VI:   Words{"mẫu trang không dùng được: %s", "sửa tệp trong layouts/, hoặc xóa nó để dùng mẫu có sẵn cùng tên"},
		EN:   Words{"the layout cannot be used: %s", "mend the file in layouts/, or remove it to use the built-in one of the same name"},
	},
	{
		Code: "file-name",
		VI:   Words{"tên tệp “%s” có ký tự không dùng được trong địa chỉ", "đặt lại tên tệp, chỉ dùng chữ, số, dấu chấm, gạch nối và gạch dưới"},
		EN:   Words{"the file name “%s” has characters that no address can have", "rename the file with letters, digits, dots, hyphens and underscores only"},
	},
}
