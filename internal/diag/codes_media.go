package diag

// Problems that packages media and document report. The first argument of each is the
// file's path: a problem that has no line is shown at the post that shows the file.
var mediaCodes = []Entry{
	{
		Code: "bad-image",
		VI:   Words{"không đọc được ảnh %s: tệp bị hỏng hoặc tải lên chưa xong", "mở lại ảnh gốc, lưu thành JPEG hoặc PNG rồi thay tệp này"},
		EN:   Words{"the picture %s cannot be read: it is damaged or cut off", "open the original, save it as JPEG or PNG and replace this file"},
	},
	{
		Code: "wrong-image-type",
		VI:   Words{"tệp %s có đuôi của ảnh %s nhưng bên trong là %s", "đổi đuôi tệp cho đúng, hoặc mở ảnh rồi lưu lại đúng loại ghi ở đuôi tệp"},
		EN:   Words{"the file %s is named as %s but holds %s", "give the file the right ending, or open the picture and save it as the type it is named for"},
	},
	{
		Code: "image-too-large",
		VI:   Words{"ảnh %s quá lớn: %s × %s điểm ảnh (tối đa %s triệu điểm ảnh)", "thu nhỏ ảnh, cạnh dài khoảng 4000 điểm ảnh là đủ; nếu thật cần ảnh lớn, tăng max_megapixels trong site.yaml"},
		EN:   Words{"the picture %s is too large: %s × %s pixels (at most %s megapixels)", "make it smaller, 4000 pixels on the long side are enough; if it has to be so large, raise max_megapixels in site.yaml"},
	},
	{
		Code: "image-file-too-large",
		VI:   Words{"tệp ảnh %s nặng hơn 100 MB", "mở ảnh, thu nhỏ còn khoảng 4000 điểm ảnh ở cạnh dài rồi lưu thành JPEG; ảnh chụp thường chỉ nặng vài MB"},
		EN:   Words{"the picture file %s has more than 100 MB", "open it, make it smaller, 4000 pixels on the long side are enough, and save it as JPEG; most photos have a few MB"},
	},
	{
		Code: "heic-image",
		VI:   Words{"ảnh %s là ảnh HEIC của iPhone, phần lớn trình duyệt không hiện được", "lưu lại ảnh thành JPEG; trên iPhone chọn Cài đặt > Camera > Định dạng > Tương thích nhất"},
		EN:   Words{"%s is a HEIC picture of an iPhone, which most browsers cannot show", "save the picture as JPEG; on the iPhone choose Settings > Camera > Formats > Most Compatible"},
	},
	{
		Code: "unsafe-svg",
		VI:   Words{"không làm sạch được hình SVG %s: %s", "xuất lại hình thành SVG thuần (trong Inkscape: Plain SVG) hoặc PNG; dấu > nghĩa là vượt mức cho phép: hình quá lớn, lồng nhau quá sâu, hoặc một phần được vẽ lặp lại quá nhiều lần khiến trình duyệt bị treo"},
		EN:   Words{"the SVG drawing %s cannot be made safe: %s", "export it again as plain SVG (Plain SVG in Inkscape) or as PNG; the sign > means more than is allowed: too large, nested too deep, or one part drawn so often that browsers hang"},
	},
	{
		Code:     "svg-cleaned",
		Severity: Warning,
		VI:       Words{"hình SVG %s có phần không được phép đăng, đã bỏ đi: %s", "xem lại hình trên trang; nếu hình bị thiếu, xuất lại thành SVG thuần (trong Inkscape: Plain SVG), đổi chữ thành nét vẽ và nhúng ảnh vào hình"},
		EN:       Words{"the SVG drawing %s holds what may not be published, which is left out: %s", "look at the drawing on its page; if something is missing, export it again as plain SVG (Plain SVG in Inkscape), with text as paths and pictures embedded"},
	},
	{
		Code: "unreadable-image",
		VI:   Words{"không mở được tệp ảnh %s: %s", "kiểm tra xem tệp còn ở đó và bạn có quyền đọc không"},
		EN:   Words{"the picture %s cannot be opened: %s", "check that the file is there and that you may read it"},
	},
	{
		Code:     "document-author",
		Severity: Warning,
		VI:       Words{"tệp %s ghi tên tác giả “%s”, ai tải về cũng đọc được", "xóa trước khi đăng: trong Word, Excel, PowerPoint chọn File > Info > Check for Issues > Inspect Document; trong LibreOffice chọn Tệp > Thuộc tính > Đặt lại thuộc tính; tệp PDF thì xóa ở tệp gốc rồi xuất lại"},
		EN:       Words{"the file %s names its author, “%s”, to everyone who downloads it", "remove it before publishing: in Word, Excel, PowerPoint choose File > Info > Check for Issues > Inspect Document; in LibreOffice File > Properties > Reset Properties; for a PDF remove it in the original and export again"},
	},
}
