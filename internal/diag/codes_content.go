package diag

import "slices"

// Problems that package content reports: what one file says wrongly.
var contentCodes = slices.Concat(matterCodes, entryCodes)

// matterCodes are about files, front matter as a whole, and values of any key.
var matterCodes = []Entry{

	// Files.
	{
		Code: "empty-file",
		VI:   Words{"tệp trống", "viết phần đầu bài và nội dung, hoặc xóa tệp"},
		EN:   Words{"the file is empty", "write front matter and text, or delete the file"},
	},
	{
		Code: "not-utf8",
		VI:   Words{"tệp không phải văn bản Unicode (UTF-8)", "mở bằng Notepad, chọn “Save as” rồi lưu với mã hóa UTF-8; văn bản gõ bằng TCVN3 hay VNI thì chuyển sang Unicode trước"},
		EN:   Words{"the file is not Unicode text (UTF-8)", "open it in an editor and save it with the encoding UTF-8; convert text in TCVN3 or VNI to Unicode first"},
	},
	{
		Code: "utf16",
		VI:   Words{"tệp được lưu bằng mã UTF-16 (Notepad gọi là “Unicode”)", "lưu lại bằng “Save as”, chọn mã hóa UTF-8"},
		EN:   Words{"the file is saved as UTF-16 (Notepad calls it “Unicode”)", "save it again with the encoding UTF-8"},
	},
	{
		Code: "nul-byte",
		VI:   Words{"tệp có ký tự rỗng (NUL): đây không phải tệp văn bản, hoặc tệp đã hỏng", "chép phần chữ sang một tệp văn bản mới"},
		EN:   Words{"the file has a NUL character: it is not a text file, or it is damaged", "copy the text into a new file"},
	},
	{
		Code: "file-too-large",
		VI:   Words{"tệp lớn hơn 4 MB", "để ảnh và phụ lục dài thành tệp riêng bên cạnh bài, trong bài chỉ giữ phần chữ"},
		EN:   Words{"the file is larger than 4 MB", "keep pictures and long annexes as files beside the post, and only text in it"},
	},
	{
		Code: "symbolic-link",
		VI:   Words{"đây là liên kết tượng trưng (symbolic link) nên không được đọc", "thay bằng bản sao của chính tệp hoặc thư mục ấy"},
		EN:   Words{"this is a symbolic link, which is not followed", "put a copy of the file or folder in its place"},
	},
	{
		Code: "path-clash",
		VI:   Words{"hai tệp “%s” và “%s” chỉ khác nhau ở chữ hoa, chữ thường hoặc cách ghép dấu", "đổi tên một trong hai: Windows và macOS coi hai tên này là một"},
		EN:   Words{"the files “%s” and “%s” differ only in case or in how accents are composed", "rename one of them: Windows and macOS take the two names for one"},
	},
	{
		Code:     "folder-clash",
		Severity: Warning,
		VI:       Words{"hai thư mục “%s” và “%s” chỉ khác nhau ở chữ hoa, chữ thường hoặc cách ghép dấu", "gộp làm một: Windows và macOS coi hai tên này là một, liên kết tới tệp bên trong chỉ đúng trên máy này"},
		EN:       Words{"the folders “%s” and “%s” differ only in case or in how accents are composed", "make them one: Windows and macOS take the two names for one, and links to files in them work on this machine only"},
	},
	{
		Code:     "windows-name",
		Severity: Warning,
		VI:       Words{"Windows không chứa được tệp hay thư mục tên “%s”, nên người dùng Windows không lấy được kho bài về máy", "đổi tên: không dùng con, prn, aux, nul, com1–com9, lpt1–lpt9 (dù có đuôi gì), không có dấu chấm hay dấu cách ở cuối, không có các ký tự < > : \" \\ | ? *"},
		EN:       Words{"Windows can hold no file or folder called “%s”, so nobody with Windows can fetch the repository", "rename it: not con, prn, aux, nul, com1–com9, lpt1–lpt9 (whatever the ending), no dot or space at the end, none of < > : \" \\ | ? *"},
	},
	{
		Code:     "stray-file",
		Severity: Warning,
		VI:       Words{"tệp nằm ở chỗ không được đọc nên không được đăng", "chuyển tệp vào content/posts, hoặc vào ngay trong content/pages, content/topics, content/units hay content/campaigns, không qua thư mục con, và đặt đuôi .md"},
		EN:       Words{"the file lies where nothing is read, so it is not published", "move it to content/posts, or right into content/pages, content/topics, content/units or content/campaigns, not into a folder there, with the ending .md"},
	},
	{
		Code: "bad-id",
		VI:   Words{"tên tệp “%s” không dùng làm địa chỉ được", "chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ cham-lo-doan-vien.md"},
		EN:   Words{"the file name “%s” cannot be part of an address", "use lower-case letters a–z, figures and hyphens, for example member-care.md"},
	},

	// Front matter as a whole.
	{
		Code: "front-matter-missing",
		VI:   Words{"tệp không có phần đầu bài", "mở đầu tệp bằng một dòng ---, rồi các mục như “title: …”, rồi một dòng ---, sau đó mới đến nội dung"},
		EN:   Words{"the file has no front matter", "begin it with a line ---, then keys such as “title: …”, then a line ---, then the text"},
	},
	{
		Code: "front-matter-open",
		VI:   Words{"phần đầu bài mở ở đây nhưng không có dòng %s kết thúc", "thêm một dòng chỉ có %[1]s, sát lề trái, ngay trước nội dung"},
		EN:   Words{"the front matter that begins here has no line %s to end it", "add a line with nothing but %[1]s at the left margin, just before the text"},
	},
	{
		Code: "indented-end",
		VI:   Words{"dòng này chỉ có dấu kết thúc phần đầu bài nhưng bị thụt vào", "đưa dòng này ra sát lề trái nếu phần đầu bài hết ở đây, nếu không thì xóa dòng"},
		EN:   Words{"this line holds the mark that ends front matter, but it is indented", "move it to the left margin if front matter ends here, otherwise delete it"},
	},
	{
		Code: "front-matter-large",
		VI:   Words{"phần đầu bài quá dài (tối đa 256 KB, mỗi nhóm 2.000 mục)", "chuyển bớt chữ xuống phần nội dung"},
		EN:   Words{"the front matter is too long (at most 256 KB, 2,000 keys in one group)", "move some of it into the text below"},
	},
	{
		Code: "front-matter-deep",
		VI:   Words{"các mục lồng nhau quá 20 tầng", "viết lại cho gọn, đừng lồng danh sách trong danh sách"},
		EN:   Words{"keys are nested more than 20 deep", "write it flatter, without lists inside lists"},
	},
	{
		Code: "not-a-key",
		VI:   Words{"dòng này không có dạng “tên mục: giá trị”", "thêm tên mục và dấu hai chấm ở đầu; nếu đây đã là nội dung bài thì thêm một dòng --- ngay trên nó"},
		EN:   Words{"this line does not have the form “key: value”", "put a key and a colon before it; if it is already the text of the post, put a line --- above it"},
	},
	{
		Code: "colon-space",
		VI:   Words{"thiếu dấu cách sau “%s:”", "viết “%[1]s: …”, có một dấu cách sau dấu hai chấm"},
		EN:   Words{"there is no space after “%s:”", "write “%[1]s: …” with a space after the colon"},
	},
	{
		Code: "yaml-tab",
		VI:   Words{"dòng này thụt vào bằng phím Tab", "thay bằng dấu cách, mỗi cấp hai dấu cách"},
		EN:   Words{"this line is indented with a tab", "use spaces, two for each level"},
	},
	{
		Code: "bad-indent",
		VI:   Words{"mục “%s” bị thụt vào dưới một mục đã có giá trị", "đưa dòng này ra thẳng hàng với các mục cùng nhóm"},
		EN:   Words{"the key “%s” is indented under a key that already has a value", "align it with the keys it belongs to"},
	},
	{
		Code: "quote-open",
		VI:   Words{"giá trị mở đầu bằng dấu nháy nhưng không có dấu nháy đóng", "thêm dấu nháy ở cuối, hoặc bỏ dấu nháy ở đầu"},
		EN:   Words{"the value begins with a quote that is never closed", "add the quote at its end, or take away the one at its start"},
	},
	{
		Code: "bracket-open",
		VI:   Words{"dấu %s mở ở đây nhưng không được đóng", "thêm dấu đóng ở cuối; nếu dấu ấy là một phần của câu chữ thì đặt cả giá trị trong dấu nháy kép"},
		EN:   Words{"the %s opened here is never closed", "add the closing one; if it is part of the text, put the whole value in double quotes"},
	},
	{
		Code: "text-after-quote",
		VI:   Words{"giá trị mở đầu bằng dấu %s nhưng sau dấu đóng vẫn còn chữ", "đặt cả giá trị trong dấu nháy đơn, ví dụ title: '[Ảnh] Hội thao “Khỏe”'; hoặc dùng dấu nháy cong “ ”"},
		EN:   Words{"the value begins with %s but goes on after the closing one", "put the whole value in single quotes, for example title: '[Photos] Sports day'; or use curly quotes “ ”"},
	},
	{
		Code: "yaml-syntax",
		VI:   Words{"không đọc được phần đầu bài từ chỗ này", "kiểm tra thụt dòng, dấu ngoặc và dấu nháy ở dòng này và dòng trên; mỗi mục một dòng, dạng “tên mục: giá trị”"},
		EN:   Words{"the front matter cannot be read from here on", "check the indentation, brackets and quotes on this line and the one above; one key a line, in the form “key: value”"},
	},
	{
		Code: "toml-syntax",
		VI:   Words{"không đọc được phần đầu bài (TOML) từ chỗ này", "mỗi mục viết dạng tên = \"chữ\"; chữ phải đặt trong dấu nháy"},
		EN:   Words{"the front matter (TOML) cannot be read from here on", "write each key as name = \"text\"; text must be in quotes"},
	},
	{
		Code: "json-syntax",
		VI:   Words{"không đọc được phần đầu bài (JSON) từ chỗ này", "kiểm tra dấu phẩy, dấu nháy và dấu ngoặc ở quanh đây; sau mục cuối không có dấu phẩy"},
		EN:   Words{"the front matter (JSON) cannot be read from here on", "check the commas, quotes and brackets around it; no comma follows the last key"},
	},
	{
		Code: "control-character",
		VI:   Words{"ở đây có ký tự điều khiển không nhìn thấy được", "xóa chỗ này rồi gõ lại, hoặc dán lại văn bản không kèm định dạng (Ctrl+Shift+V)"},
		EN:   Words{"there is an invisible control character here", "delete this spot and type it again, or paste the text without formatting (Ctrl+Shift+V)"},
	},
	{
		Code: "yaml-anchor",
		VI:   Words{"không dùng được dấu & và * ở đầu giá trị, cũng như mục <<", "viết giá trị ra đầy đủ; nếu dấu ấy là một phần của câu chữ thì đặt cả giá trị trong dấu nháy kép"},
		EN:   Words{"& and * at the start of a value, and the key <<, are not allowed", "write the value out in full; if the sign is part of the text, put the whole value in double quotes"},
	},
	{
		Code: "yaml-tag",
		VI:   Words{"không dùng được dấu ! ở đầu giá trị", "bỏ dấu !; nếu dấu ấy là một phần của câu chữ thì đặt cả giá trị trong dấu nháy kép"},
		EN:   Words{"! at the start of a value is not allowed", "take it away; if it is part of the text, put the whole value in double quotes"},
	},
	{
		Code: "duplicate-key",
		VI:   Words{"mục “%s” được viết hai lần", "chỉ giữ lại một trong hai"},
		EN:   Words{"the key “%s” is given twice", "keep one of the two"},
	},
	{
		Code:     "unknown-key",
		Severity: Warning,
		VI:       Words{"không có mục “%s”", "sửa tên mục cho đúng, hoặc đặt vào trong mục extra nếu đây là mục riêng của trang"},
		EN:       Words{"there is no key “%s”", "correct its name, or put it under extra if it is your site's own"},
	},
	{
		Code: "key-missing",
		VI:   Words{"thiếu mục “%s”", "thêm mục ấy và giá trị của nó"},
		EN:   Words{"the key “%s” is missing", "add it with its value"},
	},

	// Values.
	{
		Code: "bad-text",
		VI:   Words{"chỗ này phải là một dòng chữ, không phải danh sách hay nhóm mục", "viết chữ ngay sau dấu hai chấm"},
		EN:   Words{"this has to be text, not a list or a group of keys", "write the text right after the colon"},
	},
	{
		Code: "bad-list",
		VI:   Words{"chỗ này phải là danh sách", "mỗi giá trị một dòng, mở đầu bằng dấu gạch nối và dấu cách: “- …”"},
		EN:   Words{"this has to be a list", "one value a line, each beginning with a hyphen and a space: “- …”"},
	},
	{
		Code: "bad-map",
		VI:   Words{"chỗ này phải gồm các mục “tên: giá trị”", "viết mỗi mục một dòng, thụt vào hai dấu cách, ví dụ “file: anh.jpg”"},
		EN:   Words{"this has to hold keys with values", "write each on a line, indented by two spaces, for example “file: photo.jpg”"},
	},
	{
		Code: "bad-bool",
		VI:   Words{"giá trị này phải là có hoặc không", "viết true hoặc false (yes, no, có, không cũng được)"},
		EN:   Words{"this value has to be yes or no", "write true or false (yes and no work too)"},
	},
	{
		Code: "bad-choice",
		VI:   Words{"giá trị “%s” không dùng được ở đây, chỉ dùng được %s", "chọn một trong các giá trị ấy"},
		EN:   Words{"the value “%s” cannot be used here, only %s", "choose one of those"},
	},
	{
		Code: "date-form",
		VI:   Words{"không đọc được ngày “%s”", "viết ngày/tháng/năm, ví dụ 27/5/2021 hoặc 27/5/2021 08:30"},
		EN:   Words{"“%s” is not a date", "write day/month/year, for example 27/5/2021 or 27/5/2021 08:30"},
	},
	{
		Code: "date-month",
		VI:   Words{"không có tháng %s", "viết ngày/tháng/năm, ví dụ 27/5/2021"},
		EN:   Words{"there is no month %s", "write day/month/year, for example 27/5/2021"},
	},
	{
		Code: "date-day",
		VI:   Words{"tháng ấy không có ngày %s", "xem lại lịch; viết ngày/tháng/năm, ví dụ 27/5/2021"},
		EN:   Words{"the month has no day %s", "check the calendar; write day/month/year, for example 27/5/2021"},
	},
	{
		Code: "date-time",
		VI:   Words{"không có giờ “%s”", "viết giờ từ 00:00 đến 23:59 sau ngày, ví dụ 27/5/2021 08:30"},
		EN:   Words{"“%s” is not a valid time", "write a time from 00:00 to 23:59 after the date, for example 27/5/2021 08:30"},
	},
	{
		Code: "date-year",
		VI:   Words{"năm “%s” không hợp lệ", "viết năm đủ bốn chữ số, ví dụ 27/5/2021"},
		EN:   Words{"“%s” is not a valid year", "write the year with four figures, for example 27/5/2021"},
	},
	{
		Code: "date-order",
		VI:   Words{"ngày kết thúc sớm hơn ngày bắt đầu", "xem lại cả hai; ngày viết theo thứ tự ngày/tháng/năm"},
		EN:   Words{"the end date is before the start date", "check both dates; they are read as day/month/year"},
	},
	{
		Code: "date-twice",
		VI:   Words{"hoạt động vừa có “date” vừa có “from”, “to”", "giữ “date” cho một ngày hoặc một khoảng (23–25/4/2021), hoặc giữ “from” và “to”"},
		EN:   Words{"the activity has “date” as well as “from” or “to”", "keep “date” for a day or a range (23–25/4/2021), or keep “from” and “to”"},
	},
	{
		Code: "count-ambiguous",
		VI:   Words{"số “%s” có thể hiểu hai cách", "viết 1.250 hoặc 1250 cho một nghìn hai trăm năm mươi; số lượng và số tiền (đồng) không có phần lẻ"},
		EN:   Words{"the number “%s” can be read in two ways", "write 1250 or 1.250 for one thousand two hundred and fifty; counts and money (đồng) have no fraction"},
	},
	{
		Code: "count-negative",
		VI:   Words{"số “%s” nhỏ hơn 0", "viết số từ 0 trở lên, hoặc bỏ mục này nếu không có số liệu"},
		EN:   Words{"the number “%s” is less than zero", "write a number from 0 up, or leave the key out if there is no figure"},
	},
	{
		Code: "count-form",
		VI:   Words{"“%s” không phải là số", "chỉ viết chữ số, không kèm đơn vị tính, ví dụ 1.250; 1,2 tỷ viết là 1.200.000.000"},
		EN:   Words{"“%s” is not a number", "write figures only, without the unit of measure, for example 1.250; 1.2 billion is 1.200.000.000"},
	},
	{
		Code: "how-many",
		VI:   Words{"“%s” không cho biết là bao nhiêu", "viết một số, all hoặc 0"},
		EN:   Words{"“%s” does not tell how many", "write a number, all or 0"},
	},
	{
		Code: "count-range",
		VI:   Words{"số “%s” quá lớn", "xem lại số này; số lớn nhất ghi được ở đây là %[2]s"},
		EN:   Words{"the number “%s” is too large", "check the figure; the largest that can stand here is %[2]s"},
	},
	{
		Code: "bad-url",
		VI:   Words{"“%s” không phải là địa chỉ web đầy đủ", "chép địa chỉ từ trình duyệt, bắt đầu bằng https://"},
		EN:   Words{"“%s” is not a full web address", "copy it from the browser, beginning with https://"},
	},
	{
		Code: "bad-email",
		VI:   Words{"“%s” không phải là địa chỉ thư điện tử", "viết dạng ten@coquan.vn"},
		EN:   Words{"“%s” is not an e-mail address", "write it as name@example.org"},
	},
}
