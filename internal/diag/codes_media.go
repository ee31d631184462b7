package diag

// Problems that package media reports.
var mediaCodes = []Entry{
	{
		Code: "bad-image",
		VI:   Words{"không đọc được ảnh: tệp bị hỏng hoặc tải lên chưa xong", "mở lại ảnh gốc, lưu thành JPEG hoặc PNG rồi thay tệp này"},
		EN:   Words{"the picture cannot be read: it is damaged or cut off", "open the original, save it as JPEG or PNG and replace this file"},
	},
	{
		Code: "wrong-image-type",
		VI:   Words{"đuôi tệp là của ảnh %s nhưng bên trong là %s", "đổi đuôi tệp cho đúng, hoặc mở ảnh rồi lưu lại đúng loại ghi ở đuôi tệp"},
		EN:   Words{"the file is named as %s but holds %s", "give the file the right ending, or open the picture and save it as the type it is named for"},
	},
	{
		Code: "image-too-large",
		VI:   Words{"ảnh %s × %s điểm ảnh là quá lớn (tối đa 60 triệu điểm ảnh)", "thu nhỏ ảnh, cạnh dài khoảng 4000 điểm ảnh là đủ"},
		EN:   Words{"the picture of %s × %s pixels is too large (at most 60 megapixels)", "make it smaller; 4000 pixels on the long side are enough"},
	},
	{
		Code: "heic-image",
		VI:   Words{"ảnh HEIC của iPhone không hiện được trên phần lớn trình duyệt", "lưu lại ảnh thành JPEG; trên iPhone chọn Cài đặt > Camera > Định dạng > Tương thích nhất"},
		EN:   Words{"most browsers cannot show the HEIC pictures of an iPhone", "save the picture as JPEG; on the iPhone choose Settings > Camera > Formats > Most Compatible"},
	},
	{
		Code: "unsafe-svg",
		VI:   Words{"hình SVG chứa nội dung không an toàn: %s", "xuất lại hình thành SVG thuần (trong Inkscape: Plain SVG) hoặc PNG"},
		EN:   Words{"the SVG drawing holds unsafe content: %s", "export it again as plain SVG (Plain SVG in Inkscape) or as PNG"},
	},
	{
		Code: "unreadable-image",
		VI:   Words{"không mở được tệp ảnh: %s", "kiểm tra xem tệp còn ở đó và bạn có quyền đọc không"},
		EN:   Words{"the picture cannot be opened: %s", "check that the file is there and that you may read it"},
	},
}
