package diag

// Problems that package check reports of finished pages. The last argument is the address of the page, with “(+3)” when
// three more have the same.
var checkCodes = []Entry{

	// Links, pictures, headings.
	{
		Code: "dead-link",
		VI:   Words{"liên kết “%s” ở trang %s không dẫn tới đâu trên trang này", "sửa địa chỉ trong bài, trong menu của site.yaml hoặc trong mẫu trang"},
		EN:   Words{"the link “%s” on %s leads nowhere on this site", "correct the address in the post, in the menu of site.yaml or in the layout"},
	},
	{
		Code: "dead-anchor",
		VI:   Words{"liên kết “%s” ở trang %s dẫn tới một chỗ không có trong trang đích", "chép lại phần sau dấu # từ địa chỉ của đề mục, hoặc bỏ phần ấy"},
		EN:   Words{"the link “%s” on %s leads to a place that its page does not have", "copy the part after # from the address of the heading, or leave it out"},
	},
	{
		Code: "dead-file",
		VI:   Words{"không có tệp “%s” mà trang %s cần", "đặt tệp vào static/ hoặc cạnh bài, hoặc sửa tên trong mẫu trang"},
		EN:   Words{"there is no file “%s”, which %s needs", "put the file into static/ or beside the post, or correct its name in the layout"},
	},
	{
		Code:     "id-twice",
		Severity: Warning,
		VI:       Words{"id “%s” có hai lần ở trang %s, liên kết chỉ tới được chỗ đầu", "đặt id khác trong mẫu trang"},
		EN:       Words{"the id “%s” is there twice on %s, so links reach the first place only", "give one another id in the layout"},
	},
	{
		Code: "picture-without-alt",
		VI:   Words{"ảnh “%s” ở trang %s không có thuộc tính alt", "thêm alt vào thẻ img của mẫu trang: lời tả ảnh, hoặc để trống (alt=\"\") nếu ảnh chỉ để trang trí"},
		EN:   Words{"the picture “%s” on %s has no alt", "give the img of the layout an alt: what is seen, or nothing (alt=\"\") for mere decoration"},
	},
	{
		Code: "link-without-name",
		VI:   Words{"liên kết tới “%s” ở trang %s không có chữ nào", "viết chữ vào liên kết, hoặc tả ảnh bên trong bằng alt; chỉ có biểu tượng thì thêm aria-label"},
		EN:   Words{"the link to “%s” on %s has no words", "put words into the link, or an alt on the picture in it; give one with an icon only an aria-label"},
	},
	{
		Code:     "link-without-address",
		Severity: Warning,
		VI:       Words{"ở trang %s có liên kết không dẫn tới đâu (href trống hoặc chỉ có #)", "điền địa chỉ trong mẫu trang, hoặc bỏ liên kết"},
		EN:       Words{"%s has a link without an address (href empty or just #)", "give it an address in the layout, or take it out"},
	},
	{
		Code:     "heading-order",
		Severity: Warning,
		VI:       Words{"sau đề mục %s là %s “%s”: nhảy cấp, ở trang %s", "dùng đề mục thấp hơn đúng một cấp"},
		EN:       Words{"after a heading %s comes %s “%s”, which skips a level, on %s", "use a heading just one level lower"},
	},
	{
		Code:     "main-heading",
		Severity: Warning,
		VI:       Words{"số đề mục h1 là %s ở trang %s, cần đúng một", "trong mẫu trang, chỉ đặt tiêu đề của trang là h1"},
		EN:       Words{"the number of h1 headings is %s on %s, and should be one", "in the layout make the title of the page, and nothing else, an h1"},
	},
	{
		Code:     "orphan-page",
		Severity: Warning,
		VI:       Words{"không trang nào dẫn tới %s, nên bạn đọc khó tìm ra", "thêm trang này vào menu của site.yaml, hoặc đặt liên kết tới nó trong một trang khác"},
		EN:       Words{"no page leads to %s, so readers will hardly find it", "add it to the menu of site.yaml, or link to it from another page"},
	},

	// Titles and descriptions.
	{
		Code: "page-title-missing",
		VI:   Words{"trang %s không có tiêu đề (thẻ title)", "thêm thẻ title vào phần head của mẫu trang"},
		EN:   Words{"%s has no title element", "add one to the head of the layout"},
	},
	{
		Code:     "page-title-twice",
		Severity: Warning,
		VI:       Words{"tiêu đề “%s” trùng với trang %s, khó phân biệt khi tìm kiếm (trang %s)", "thêm vào tiêu đề chỗ khác nhau: nơi, lần, năm"},
		EN:       Words{"the title “%s” is that of %s too, so a search cannot tell them apart (%s)", "add what is different to the title: place, number, year"},
	},
	{
		Code:     "page-title-long",
		Severity: Warning,
		VI:       Words{"tiêu đề dài %s ký tự, quá %s ký tự sẽ bị cắt khi tìm kiếm và chia sẻ (trang %s)", "rút gọn, đưa ý chính lên đầu; chi tiết để ở phần tóm tắt"},
		EN:       Words{"the title has %s characters; those over %s are cut in search results and shared links (%s)", "shorten it, with its subject first; details belong in the summary"},
	},
	{
		Code:     "description-missing",
		Severity: Warning,
		VI:       Words{"trang %s không có lời giới thiệu (thẻ meta description)", "thêm thẻ meta description vào phần head của mẫu trang"},
		EN:       Words{"%s has no meta description", "add one to the head of the layout"},
	},
	{
		Code:     "description-twice",
		Severity: Warning,
		VI:       Words{"lời giới thiệu giống hệt của trang %s (trang %s)", "viết cho mỗi bài một câu riêng ở mục summary (chủ đề, đơn vị, trang: description)"},
		EN:       Words{"the description is the very one of %s (%s)", "give each post its own sentence under summary (topics, units and pages: description)"},
	},
	{
		Code:     "description-long",
		Severity: Warning,
		VI:       Words{"lời giới thiệu dài %s ký tự, quá %s ký tự sẽ bị cắt (trang %s)", "rút gọn thẻ meta description trong mẫu trang"},
		EN:       Words{"the description has %s characters; those over %s are cut (%s)", "shorten the meta description in the layout"},
	},

	// Previews on networks.
	{
		Code: "preview-tag-missing",
		VI:   Words{"thiếu %s trong phần head của trang %s, nên liên kết chia sẻ không đủ tiêu đề, lời giới thiệu hoặc ảnh", "để mẫu trang ghi {{.Frame.Meta}} trong head; Facebook, Zalo không chạy JavaScript nên thẻ do JavaScript thêm vào không có tác dụng"},
		EN:   Words{"%s is missing from the head of %s, so shared links lack title, words or picture", "let the layout write {{.Frame.Meta}} in its head; Facebook and Zalo run no scripts, so tags that a script adds are not seen"},
	},
	{
		Code: "preview-tag-unquoted",
		VI:   Words{"thẻ %s của trang %s viết thuộc tính không có dấu ngoặc kép, WhatsApp không đọc được", "đặt giá trị trong dấu ngoặc kép; bỏ công cụ nén HTML nếu có"},
		EN:   Words{"the tag %s of %s has attributes without quotes, which WhatsApp cannot read", "put the values in quotes; leave out what minifies the HTML"},
	},
	{
		Code: "preview-too-late",
		VI:   Words{"các thẻ chia sẻ của trang %[3]s kết thúc ở KB thứ %[1]s, WhatsApp chỉ đọc %[2]s KB đầu", "đưa các thẻ lên đầu head, trước kiểu và mã viết liền"},
		EN:   Words{"the tags for sharing of %[3]s end at KB %[1]s, and WhatsApp reads the first %[2]s KB only", "put them at the beginning of the head, before inline styles and scripts"},
	},
	{
		Code: "preview-picture-address",
		VI:   Words{"địa chỉ ảnh chia sẻ “%s” không bắt đầu bằng %s (trang %s)", "ghi địa chỉ đầy đủ, của chính trang này, trong og:image"},
		EN:   Words{"the address of the shared picture, “%s”, does not begin with %s (%s)", "give its full address, on this very site, in og:image"},
	},
	{
		Code: "preview-picture-missing",
		VI:   Words{"không có ảnh chia sẻ “%s” của trang %s", "đặt ảnh vào static/ rồi ghi đúng địa chỉ của nó trong og:image; địa chỉ chuyển hướng không dùng được"},
		EN:   Words{"there is no picture “%s” for sharing %s", "put it into static/ and give its very address in og:image; one that redirects will not do"},
	},
	{
		Code: "preview-picture-type",
		VI:   Words{"ảnh chia sẻ “%s” thuộc loại %s, Facebook, Zalo hoặc Telegram có thể không hiện (trang %s)", "dùng JPEG thường (baseline) hoặc PNG, cỡ 1200 × 630"},
		EN:   Words{"the shared picture “%s” is %s, which Facebook, Zalo or Telegram may not show (%s)", "use baseline JPEG or plain PNG, 1200 × 630"},
	},
	{
		Code:     "preview-picture-heavy",
		Severity: Warning,
		VI:       Words{"ảnh chia sẻ “%s” nặng %s KB, quá %s KB WhatsApp thường không hiện (trang %s)", "nén lại thành JPEG 1200 × 630, dưới 300 KB"},
		EN:       Words{"the shared picture “%s” has %s KB; over %s KB WhatsApp often shows none (%s)", "save it as a JPEG of 1200 × 630, under 300 KB"},
	},
	{
		Code:     "preview-picture-small",
		Severity: Warning,
		VI:       Words{"ảnh chia sẻ “%s” chỉ có %s điểm ảnh, dưới %s Facebook hiện thành hình vuông nhỏ hoặc không hiện (trang %s)", "dùng ảnh 1200 × 630"},
		EN:       Words{"the shared picture “%s” has only %s pixels; below %s Facebook shows a small square or none (%s)", "use one of 1200 × 630"},
	},
	{
		Code: "preview-picture-size",
		VI:   Words{"cỡ của ảnh chia sẻ “%s” ghi là %s, thật ra là %s (trang %s)", "sửa og:image:width và og:image:height cho đúng"},
		EN:   Words{"the size of the shared picture “%s” is given as %s and is %s (%s)", "correct og:image:width and og:image:height"},
	},
	{
		Code: "preview-address",
		VI:   Words{"og:url là “%s” còn canonical là “%s” (trang %s), lượt chia sẻ sẽ tính cho địa chỉ khác", "để mẫu trang ghi {{.Frame.Meta}}, hai địa chỉ sẽ như nhau"},
		EN:   Words{"og:url is “%s” and the canonical address “%s” (%s), so shares count for another address", "let the layout write {{.Frame.Meta}}, which gives both the same"},
	},
	{
		Code: "canonical-elsewhere",
		VI:   Words{"canonical là “%s”, trong khi địa chỉ của trang là %s (%s)", "sửa thẻ link rel=\"canonical\" trong mẫu trang"},
		EN:   Words{"the canonical address is “%s”, but the page lies at %s (%s)", "correct link rel=\"canonical\" in the layout"},
	},
	{
		Code:     "preview-title",
		Severity: Warning,
		VI:       Words{"tiêu đề “%s” lặp tên trang (%s)", "bỏ tên trang khỏi title của bài; chương trình tự thêm vào thẻ title, còn og:title không cần"},
		EN:       Words{"the title “%s” repeats the site's name (%s)", "take the site's name out of the post's title; it is added to the title element, and og:title needs none"},
	},
	{
		Code: "post-noindex",
		VI:   Words{"bài ở %s có noindex: công cụ tìm kiếm bỏ qua, Telegram nhớ mãi không hiện", "bỏ noindex khỏi mẫu trang của bài"},
		EN:   Words{"the post at %s says noindex: search engines pass it by, and Telegram remembers it for good", "take noindex out of the layout of posts"},
	},
	{
		Code: "robots-shut",
		VI:   Words{"robots.txt không cho “%s” vào (%s), nên %s không hiện được khi chia sẻ (%s)", "chương trình tự tạo robots.txt mở cho tất cả; xem máy chủ hay công cụ nào đã thay tệp ấy"},
		EN:   Words{"robots.txt shuts “%s” out (%s), so %s cannot be shown when shared (%s)", "the program makes a robots.txt that is open to all; look for what has replaced it"},
	},
	{
		Code:     "base-url-http",
		Severity: Warning,
		VI:       Words{"địa chỉ của trang, %s, không phải https: ảnh chia sẻ thường không hiện và trình duyệt báo không an toàn", "bật https trên máy chủ rồi sửa base_url"},
		EN:       Words{"the address of the site, %s, is not https: shared links often have no picture, and browsers warn", "turn https on at the server and correct base_url"},
	},

	// Feeds, sitemaps, robots.txt.
	{
		Code: "feed-syntax",
		VI:   Words{"%[2]s sai cú pháp ở dòng %[1]s, không chương trình nào đọc được", "tệp trong static/ thì sửa ở đó; tệp do chương trình tự tạo thì báo cho người phát triển"},
		EN:   Words{"%[2]s is not well-formed at line %[1]s, so that no program can read it", "mend a file of static/ there; tell the developers of one that the program makes"},
	},
	{
		Code: "feed-missing",
		VI:   Words{"thiếu %s trong %s (%s)", "điền title, description và organization trong site.yaml; tệp trong static/ thì sửa ở đó"},
		EN:   Words{"%s is missing from %s (%s)", "fill in title, description and organization in site.yaml; mend a file of static/ there"},
	},
	{
		Code: "feed-value",
		VI:   Words{"“%s” không dùng được làm %s (%s)", "địa chỉ phải đầy đủ và có trên trang, ngày phải đúng dạng của loại tệp này; tệp trong static/ thì sửa ở đó"},
		EN:   Words{"“%s” cannot be %s (%s)", "addresses must be full and exist, dates have the form of this kind of file; mend a file of static/ there"},
	},
	{
		Code: "feed-twice",
		VI:   Words{"“%s” có hai lần trong %s", "mỗi mục cần một mã, một địa chỉ riêng; tệp trong static/ thì sửa ở đó"},
		EN:   Words{"“%s” is there twice in %s", "each entry needs an id and an address of its own; mend a file of static/ there"},
	},
	{
		Code: "feed-limit",
		VI:   Words{"%[3]s có %[1]s, quá giới hạn %[2]s", "chia thành nhiều tệp"},
		EN:   Words{"%[3]s has %[1]s, over the limit of %[2]s", "split it into several files"},
	},

	// Weight.
	{
		Code:     "heavy-html",
		Severity: Warning,
		VI:       Words{"HTML của trang %[3]s nặng %[1]s KB, quá %[2]s KB", "chia nhỏ trang, hoặc nâng budgets: html trong site.yaml"},
		EN:       Words{"the HTML of %[3]s has %[1]s KB, over %[2]s KB", "split the page, or raise budgets: html in site.yaml"},
	},
	{
		Code:     "heavy-css",
		Severity: Warning,
		VI:       Words{"CSS của trang %[4]s nặng %[1]s KB, quá %[2]s KB; nặng nhất là %[3]s", "bỏ kiểu không dùng, hoặc nâng budgets: css trong site.yaml"},
		EN:       Words{"the CSS of %[4]s has %[1]s KB, over %[2]s KB; the heaviest is %[3]s", "take out unused styles, or raise budgets: css in site.yaml"},
	},
	{
		Code:     "heavy-scripts",
		Severity: Warning,
		VI:       Words{"JavaScript của trang %[4]s nặng %[1]s KB, quá %[2]s KB; nặng nhất là %[3]s", "bỏ mã không dùng, hoặc nâng budgets: scripts trong site.yaml"},
		EN:       Words{"the scripts of %[4]s have %[1]s KB, over %[2]s KB; the heaviest is %[3]s", "take out unused code, or raise budgets: scripts in site.yaml"},
	},
	{
		Code:     "heavy-pictures",
		Severity: Warning,
		VI:       Words{"ảnh mà điện thoại tải khi mở trang %[4]s nặng %[1]s KB, quá %[2]s KB; nặng nhất là %[3]s", "thay ảnh động, ảnh PNG của ảnh chụp bằng JPEG hoặc video; hoặc nâng budgets: pictures trong site.yaml"},
		EN:       Words{"the pictures that a phone loads with %[4]s have %[1]s KB, over %[2]s KB; the heaviest is %[3]s", "make moving pictures videos, and PNG photos JPEG; or raise budgets: pictures in site.yaml"},
	},

	// Texts.
	{
		Code:     "double-space",
		Severity: Warning,
		VI:       Words{"có hai dấu cách liền nhau: “%s”", "chỉ để một dấu cách giữa hai từ, cả sau dấu chấm"},
		EN:       Words{"there are two spaces in a row: “%s”", "leave one space between words, after a full stop too"},
	},
	{
		Code:     "mixed-quotes",
		Severity: Warning,
		VI:       Words{"dấu ngoặc kép %s khác kiểu với những dấu trước nó", "dùng một kiểu trong cả đoạn, tốt nhất là “ ”"},
		EN:       Words{"the quotation mark %s is of another kind than those before", "use one kind throughout, best “ ”"},
	},
	{
		Code:     "near-duplicate",
		Severity: Warning,
		VI:       Words{"bài giống %s%% bài %s của %s", "viết thêm việc của đơn vị mình; hoặc bỏ bài này và ghi thêm đơn vị vào mục unit của bài đầu; đăng lại thì ghi mục source"},
		EN:       Words{"%s%% of the post is in %s of %s", "tell what your own unit did; or drop this post and add the unit to the first one's unit; a reprint needs the key source"},
	},

	// Other hosts.
	{
		Code: "outside-gone",
		VI:   Words{"“%s” không còn: %s", "tìm địa chỉ mới, hoặc bỏ liên kết; địa chỉ không cần kiểm tra thì thêm vào check: ignore trong site.yaml"},
		EN:   Words{"“%s” is gone: %s", "find its new address, or take the link out; add addresses that need no checking to check: ignore in site.yaml"},
	},
	{
		Code:     "outside-failing",
		Severity: Warning,
		VI:       Words{"“%s” không trả lời được: %s", "thử lại sau; nếu vẫn vậy thì tìm địa chỉ khác, hoặc thêm vào check: ignore trong site.yaml"},
		EN:       Words{"“%s” does not answer: %s", "try again later; if it stays so find another address, or add it to check: ignore in site.yaml"},
	},
	{
		Code:     "outside-refused",
		Severity: Warning,
		VI:       Words{"không hỏi tới “%s”: %s", "liên kết ra ngoài phải là http hoặc https, cổng thường, tới máy chủ công khai"},
		EN:       Words{"“%s” was not asked: %s", "links to other sites must be http or https, at the usual ports, to public hosts"},
	},
}
