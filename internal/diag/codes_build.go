package diag

// Problems that package build reports.
var buildCodes = []Entry{
	{
		Code:     "address-gone",
		Severity: Warning,
		VI:       Words{"địa chỉ %s có ở lần dựng trước, nay không còn", "thêm %[1]s vào aliases của bài thay cho nó, để người đọc theo liên kết cũ vẫn tới nơi; muốn gỡ hẳn một bài thì giữ tệp và ghi lý do vào removed"},
		EN:       Words{"the address %s was there in the last build and is gone", "add %[1]s to the aliases of the post that takes its place, so that old links still lead somewhere; to take a post down keep its file and give the reason in removed"},
	},
	{
		Code: "address-taken",
		VI:   Words{"địa chỉ %s đã do %s dùng", "đổi tên tệp này, hoặc bỏ một trong hai"},
		EN:   Words{"the address %s is already used by %s", "rename this file or drop one of the two"},
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
