package lang

// Bulletin are the words of printed bulletins, and of the version that is read to a meeting.
type Bulletin struct {
	Title, Lede                            string // of the list of all
	Month, Quarter, Campaign               string // titles: “{}” month, “{}” year; “{}” quarter, “{}” year; “{}” campaign
	Issue                                  string // on the masthead: “{}” number, “{}” month, “{}” year
	IssueMonth, IssueQuarter               string // without a number
	Quarters                               [4]string
	OfMonth, OfQuarter, OfCampaign         string // over the numbers
	SheetMonth, SheetQuarter, SheetCamp    string // over the infographic
	Contents, Lead, Briefs, Units          string
	ByMonth, ByQuarter, ByCampaign         string // headings of the list of all
	Scan                                   string // “{}” host
	More                                   Count  // “{}” posts that had no room, “{}” address
	Empty, None                            string // of a bulletin; of the list of all
	Print, Paper, Reading, All, Home       string // links and the button over the sheet
	ReadingTitle, ReadingLede, ReadingUnit string // ReadingTitle: “{}” title; ReadingUnit: “{}” unit, “{}” date
	Seconds, Minutes                       Count  // time that an item takes to read aloud
	Whole                                  string // “{}” items, “{}” time
	Items                                  Count
	Left                                   Count // “{}” posts that are not in the reading version
	Description                            string
	Tools                                  string
	OtherUnits                             Count // “{}” units without anything
}

var vietnameseBulletin = Bulletin{
	Title: "Bản tin in", Lede: "Bản tin để in ra, dán bảng tin và đọc ở cuộc họp, làm từ chính các bài trên trang: mỗi tháng một số, thêm bản theo quý và theo đợt.",
	Month: "Bản tin tháng {}/{}", Quarter: "Bản tin quý {}/{}", Campaign: "Bản tin đợt: {}",
	Issue: "Số {}, tháng {}/{}", IssueMonth: "Tháng {}/{}", IssueQuarter: "Quý {}/{}", Quarters: [4]string{"I", "II", "III", "IV"},
	OfMonth: "Con số trong tháng", OfQuarter: "Con số trong quý", OfCampaign: "Con số của đợt",
	SheetMonth: "Infographic của tháng", SheetQuarter: "Infographic của quý", SheetCamp: "Infographic của đợt",
	Contents: "Trong số này", Lead: "Tin chính", Briefs: "Tin khác", Units: "Tin bài và hoạt động của các đơn vị",
	ByMonth: "Theo tháng", ByQuarter: "Theo quý", ByCampaign: "Theo đợt",
	Scan:  "Quét mã QR cạnh mỗi tin để đọc trọn bài, xem ảnh và tải tài liệu trên {}.",
	More:  Count{"Còn {} bài khác: {}", "Còn {} bài khác: {}"},
	Empty: "Chưa có bài nào để in trong số này.", None: "Chưa có số nào.",
	Print: "In bản tin", Paper: "Bản in", Reading: "Bản đọc tại cuộc họp", All: "Các số khác", Home: "Về trang chủ",
	ReadingTitle: "{}: bản đọc tại cuộc họp", ReadingLede: "Mỗi tin một hai câu. Thời gian tính theo tốc độ đọc chậm, rõ: 160 tiếng mỗi phút.", ReadingUnit: "{}, ngày {}",
	Seconds: Count{"khoảng {} giây", "khoảng {} giây"}, Minutes: Count{"khoảng {} phút", "khoảng {} phút"},
	Whole: "{}, đọc hết {}.", Items: Count{"{} tin", "{} tin"},
	Left:        Count{"{} bài khác không có trong bản đọc này; xem bản in.", "{} bài khác không có trong bản đọc này; xem bản in."},
	Description: "Bản in khổ A4, mỗi tin có mã QR để đọc trọn bài.", Tools: "Công cụ",
	OtherUnits: Count{"{} đơn vị khác", "{} đơn vị khác"},
}

var englishBulletin = Bulletin{
	Title: "Printed bulletin", Lede: "Bulletins to print, to hang up and to read at meetings, made of the posts of this site: one each month, and by quarter and campaign.",
	Month: "Bulletin of {} {}", Quarter: "Bulletin, {} {}", Campaign: "Bulletin: {}",
	Issue: "No. {}, {} {}", IssueMonth: "{} {}", IssueQuarter: "{} {}", Quarters: [4]string{"first quarter", "second quarter", "third quarter", "fourth quarter"},
	OfMonth: "The month in numbers", OfQuarter: "The quarter in numbers", OfCampaign: "The campaign in numbers",
	SheetMonth: "Infographic of the month", SheetQuarter: "Infographic of the quarter", SheetCamp: "Infographic of the campaign",
	Contents: "In this issue", Lead: "Lead story", Briefs: "Also", Units: "Posts and activities of the units",
	ByMonth: "By month", ByQuarter: "By quarter", ByCampaign: "By campaign",
	Scan:  "Scan the code beside a story to read all of it, with pictures and files, at {}.",
	More:  Count{"{} more post: {}", "{} more posts: {}"},
	Empty: "There is nothing to print in this issue yet.", None: "There are none yet.",
	Print: "Print the bulletin", Paper: "Print version", Reading: "Version to read at a meeting", All: "Other issues", Home: "Home page",
	ReadingTitle: "{}: to read at a meeting", ReadingLede: "One or two sentences each. Times are for reading slowly and clearly, 160 words a minute.", ReadingUnit: "{}, {}",
	Seconds: Count{"about {} second", "about {} seconds"}, Minutes: Count{"about {} minute", "about {} minutes"},
	Whole: "{}, {} in all.", Items: Count{"{} item", "{} items"},
	Left:        Count{"{} more post is not read here; see the print version.", "{} more posts are not read here; see the print version."},
	Description: "A4 to print; each story has a QR code that opens all of it.", Tools: "Tools",
	OtherUnits: Count{"{} other unit", "{} other units"},
}
