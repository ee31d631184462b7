package diag

// Problems that package depot reports of the cache that machines share. All are warnings: the site comes out the same. The first
// argument is its address, the second what the system or the server said.
var depotCodes = []Entry{
	{
		Code:     "cache-unreachable",
		Severity: Warning,
		VI:       Words{"không liên lạc được với bộ nhớ đệm chung %s (%s)", "trang vẫn đủ, chỉ lâu hơn vì ảnh thiếu được làm trên máy này; xem lại mạng và địa chỉ, hoặc tắt bằng --cache none"},
		EN:       Words{"the shared cache %s cannot be reached (%s)", "the site is complete, and only took longer, as missing pictures were made here; look at the network and the address, or do without it: --cache none"},
	},
	{
		Code:     "cache-no-key",
		Severity: Warning,
		VI:       Words{"bộ nhớ đệm chung %s không cho vào (%s)", "trang vẫn đủ, chỉ lâu hơn; đặt khóa vào biến môi trường như với “bantin publish”, hoặc tắt bằng --cache none"},
		EN:       Words{"the shared cache %s does not let us in (%s)", "the site is complete, and only took longer; put the key into the environment as for “bantin publish”, or do without it: --cache none"},
	},
	{
		Code:     "cache-denied",
		Severity: Warning,
		VI:       Words{"không có quyền đọc bộ nhớ đệm chung %s (%s)", "trang vẫn đủ, chỉ lâu hơn; khóa cần quyền liệt kê và đọc ở đó"},
		EN:       Words{"the shared cache %s may not be read (%s)", "the site is complete, and only took longer; the key needs the right to list and to read there"},
	},
	{
		Code:     "cache-read-only",
		Severity: Warning,
		VI:       Words{"bộ nhớ đệm chung %s không nhận thêm gì (%s)", "trang vẫn đủ; ảnh vừa làm chỉ nằm trên máy này. Muốn máy khác dùng được thì cấp quyền ghi, hoặc thêm chỗ"},
		EN:       Words{"the shared cache %s takes nothing new (%s)", "the site is complete; what was made now is on this machine alone. For others to have it, give the key the right to write, or make room"},
	},
	{
		Code:     "cache-no-place",
		Severity: Warning,
		VI:       Words{"không có nơi để bộ nhớ đệm chung %s (%s)", "trang vẫn đủ, chỉ lâu hơn; tạo kho hoặc thư mục ấy, nối ổ đĩa, hoặc sửa địa chỉ"},
		EN:       Words{"there is no place for the shared cache %s (%s)", "the site is complete, and only took longer; make the bucket or folder, mount the disk, or correct the address"},
	},
	{
		Code:     "cache-unused",
		Severity: Warning,
		VI:       Words{"không dùng được bộ nhớ đệm chung %s (%s)", "trang vẫn đủ, chỉ lâu hơn; xem lại địa chỉ và cách đăng nhập (“bantin help publish” nói rõ), hoặc tắt bằng --cache none"},
		EN:       Words{"the shared cache %s cannot be used (%s)", "the site is complete, and only took longer; look at the address and the login again (see “bantin help publish”), or do without it: --cache none"},
	},
}
