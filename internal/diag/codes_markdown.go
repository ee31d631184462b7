package diag

// Problems that package markdown reports; content reports those of single
// letters for titles too.
var markdownCodes = []Entry{
	{
		Code: "bad-link-scheme",
		VI:   Words{"không dùng được địa chỉ “%s”", "dùng địa chỉ bắt đầu bằng https://, mailto: hoặc tel:, hoặc đường dẫn trong trang như /chu-de/; tệp trên máy tính thì chép vào cạnh bài rồi chỉ ghi tên tệp"},
		EN:   Words{"the address “%s” cannot be used", "begin it with https://, mailto: or tel:, or give a path on this site such as /topics/; copy a file on your computer beside the post and give its name only"},
	},
	{
		Code: "empty-link",
		VI:   Words{"liên kết hoặc ảnh “%s” không có địa chỉ", "điền địa chỉ hoặc tên tệp vào giữa hai dấu ngoặc tròn ( ), hoặc bỏ dấu ngoặc, chỉ giữ lại chữ"},
		EN:   Words{"the link or picture “%s” has no address", "put the address or file name between the round brackets ( ), or drop the brackets and keep the words"},
	},
	{
		Code: "link-without-words",
		VI:   Words{"liên kết tới “%s” không có chữ nào để bấm vào", "viết vài chữ nói liên kết dẫn tới đâu vào giữa hai dấu ngoặc vuông [ ]"},
		EN:   Words{"the link to “%s” has no words to click on", "put a few words that say where it leads between the square brackets [ ]"},
	},
	{
		Code: "missing-alt",
		VI:   Words{"ảnh “%s” chưa có lời mô tả", "viết một câu tả những gì thấy trong ảnh vào giữa hai dấu ngoặc vuông: ![Đoàn viên trồng cây bên bờ sông](anh.jpg)"},
		EN:   Words{"the picture “%s” has no text alternative", "write one sentence that says what is seen between the square brackets: ![Members plant trees by the river](photo.jpg)"},
	},
	{
		Code:     "heading-jump",
		Severity: Warning,
		VI:       Words{"đề mục “%s” bị nhảy cấp", "bớt dấu # ở đầu dòng: sau tiêu đề bài là ##, dưới ## là ###"},
		EN:       Words{"the heading “%s” skips a level", "take away a # at the start of the line: ## follows the title of the post, ### follows ##"},
	},
	{
		Code:     "raw-html",
		Severity: Warning,
		VI:       Words{"thẻ HTML <%s> không được đăng lên trang", "bỏ thẻ, viết bằng Markdown; video YouTube thì đặt địa chỉ trên một dòng riêng; muốn hiện dấu < thì viết \\<"},
		EN:       Words{"the HTML tag <%s> is not published", "remove the tag and write Markdown; for a YouTube video put its address on a line of its own; to show the sign < write \\<"},
	},
	{
		Code:     "comment-hides-text",
		Severity: Warning,
		VI:       Words{"ghi chú <!-- … --> làm mất phần chữ đứng sau nó", "kết thúc ghi chú bằng --> rồi viết tiếp ở dòng mới"},
		EN:       Words{"the comment <!-- … --> hides the text after it", "end the comment with --> and go on in a new line"},
	},
	{
		Code:     "legacy-encoding",
		Severity: Warning,
		VI:       Words{"“%s” có vẻ được gõ bằng bảng mã cũ (TCVN3 hoặc VNI), lên trang sẽ không đọc được", "chuyển văn bản sang Unicode, chẳng hạn bằng công cụ chuyển mã của UniKey, rồi dán lại"},
		EN:       Words{"“%s” looks like text in an old encoding (TCVN3 or VNI), which nobody can read", "convert the text to Unicode, for example with UniKey's converter, and paste it again"},
	},
	{
		Code:     "look-alike-letter",
		Severity: Warning,
		VI:       Words{"trong “%s” có chữ cái chỉ trông giống chữ tiếng Việt, nên tìm kiếm sẽ không thấy", "xóa từ ấy rồi gõ lại bằng bộ gõ tiếng Việt"},
		EN:       Words{"“%s” has a letter that only looks Vietnamese, so search will not find the word", "delete the word and type it again"},
	},
	{
		Code:     "invisible-character",
		Severity: Warning,
		VI:       Words{"có ký tự ẩn %s trong văn bản, khi đăng sẽ bị bỏ đi", "xóa chỗ này rồi gõ lại, hoặc dán lại văn bản không kèm định dạng (Ctrl+Shift+V)"},
		EN:       Words{"there is an invisible character %s in the text, which is left out of the page", "delete this spot and type it again, or paste the text without formatting (Ctrl+Shift+V)"},
	},
	{
		Code: "nested-too-deep",
		VI:   Words{"nội dung từ đây lồng nhau quá nhiều tầng hoặc quá rối nên không đọc được", "bớt các dấu >, *, _, [ hoặc | lặp đi lặp lại; văn bản dán từ nơi khác thì dán lại không kèm định dạng (Ctrl+Shift+V)"},
		EN:   Words{"the text from here on is nested too deeply or too tangled to be read", "take away repeated signs such as >, *, _, [ or |; paste text from elsewhere without formatting (Ctrl+Shift+V)"},
	},
	{
		Code: "body-too-long",
		VI:   Words{"nội dung dài %s KB, quá giới hạn 2048 KB", "chia thành nhiều bài, hoặc để phần dài trong một tệp đính kèm"},
		EN:   Words{"the text is %s KB long, over the limit of 2048 KB", "split it into several posts, or attach the long part as a file"},
	},
}
