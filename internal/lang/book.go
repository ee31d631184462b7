package lang

// Book are the words of workbooks, and of the list of what a report lacks.
type Book struct {
	// Names of sheets: at most 31 characters, none of : \ / ? * [ ].
	Summary, Units, Kinds, Topics, Forms, Months, ActivityList, PostList, ToDo string
	// Title of a workbook, with what it is about after it; TitleAll of one about everything.
	Title, TitleAll string
	// Heads of columns. Joint: activities that a unit shares.
	Item, Number, Measure                                        string
	Unit, Kind, Topic, Form, Month, Posts, Activities, Joint     string
	Begin, End, Place, Repeats, Post, Date, Campaign, Good, Link string
	What, File                                                   string
	// Rows of the summary.
	Publisher, Site, From, To, Newest, HeldBack string
	Total, Yes, Self                            string
	// Notes below a table. MoreUnits, MoreTopics: rows that add up to more than the total.
	Blank, MoreUnits, MoreTopics, RepeatsNote, Large, Generated string
	// Footer of a printed page: “{}” its number, “{}” how many.
	PageOf string

	// What a report lacks: the title of the list, with what it is about after it, and its
	// headings. Absent: units of a campaign without an activity of it.
	Lacking, LackingAll              string
	Numberless, Silent, Idle, Absent string
	// NothingMissing is all there is to say when it lacks nothing.
	NothingMissing string
	// NoUnit stands where nobody is named.
	NoUnit string
}

var vietnameseBook = Book{
	Summary: "Tổng hợp", Units: "Theo đơn vị", Kinds: "Theo hình thức", Topics: "Theo chủ đề", Forms: "Theo loại bài", Months: "Theo tháng",
	ActivityList: "Danh sách hoạt động", PostList: "Danh sách tin bài", ToDo: "Cần bổ sung",
	Title: "Số liệu hoạt động: {}", TitleAll: "Số liệu hoạt động",
	Item: "Nội dung", Number: "Số liệu", Measure: "Đơn vị tính",
	Unit: "Đơn vị", Kind: "Hình thức", Topic: "Chủ đề", Form: "Loại bài", Month: "Tháng", Posts: "Tin bài", Activities: "Hoạt động", Joint: "Trong đó làm chung",
	Begin: "Từ ngày", End: "Đến ngày", Place: "Địa điểm", Repeats: "Số tổng hợp lại", Post: "Tin bài", Date: "Ngày", Campaign: "Đợt tuyên truyền",
	Good: "Biểu dương", Link: "Liên kết", What: "Cần bổ sung", File: "Tệp",
	Publisher: "Cơ quan", Site: "Trang tin", From: "Từ ngày", To: "Đến ngày", Newest: "Tin bài mới nhất ngày", HeldBack: "Bài còn lỗi, chưa tính",
	Total: "Cộng", Yes: "có", Self: "tự khai",
	Blank:       "Ô trống là chưa có số liệu, không phải là số 0.",
	MoreUnits:   "Việc nhiều đơn vị làm chung được tính cho từng đơn vị, nhưng chỉ một lần ở dòng “Cộng”; vì vậy các dòng cộng lại lớn hơn.",
	MoreTopics:  "Tin bài, hoạt động thuộc nhiều chủ đề được tính cho từng chủ đề, nhưng chỉ một lần ở dòng “Cộng”; vì vậy các dòng cộng lại lớn hơn.",
	RepeatsNote: "Dòng ghi “có” ở cột “Số tổng hợp lại” nhắc lại số của các đơn vị, không tính vào dòng “Cộng”.",
	Large:       "Số có hơn 15 chữ số được ghi dưới dạng chữ, vì bảng tính không giữ được các chữ số cuối.",
	Generated:   "Mỗi hoạt động được tính một lần, dù có mấy bài cùng kể, và tính vào kỳ có ngày đầu của nó.",
	PageOf:      "Trang {}/{}",
	Lacking:     "Cần bổ sung cho báo cáo: {}", LackingAll: "Cần bổ sung cho báo cáo",
	Numberless: "Hoạt động chưa có số liệu", Silent: "Tin bài của đợt chưa ghi hoạt động nào",
	Idle: "Đơn vị chưa có hoạt động, tin bài nào", Absent: "Đơn vị chưa có hoạt động nào trong đợt",
	NothingMissing: "Không thiếu gì.",
	NoUnit:         "Chưa ghi đơn vị",
}

var englishBook = Book{
	Summary: "Summary", Units: "By unit", Kinds: "By kind", Topics: "By topic", Forms: "By form", Months: "By month",
	ActivityList: "List of activities", PostList: "List of posts", ToDo: "To be added",
	Title: "Activity in numbers: {}", TitleAll: "Activity in numbers",
	Item: "Item", Number: "Number", Measure: "Measure",
	Unit: "Unit", Kind: "Kind", Topic: "Topic", Form: "Form", Month: "Month", Posts: "Posts", Activities: "Activities", Joint: "Of which joint",
	Begin: "First day", End: "Last day", Place: "Place", Repeats: "Repeats others’ numbers", Post: "Posts", Date: "Date", Campaign: "Campaign",
	Good: "Commended", Link: "Link", What: "To be added", File: "File",
	Publisher: "Organization", Site: "Site", From: "From", To: "To", Newest: "Newest post of", HeldBack: "Posts with problems, not counted",
	Total: "Total", Yes: "yes", Self: "self-declared",
	Blank:       "An empty cell means that no number was given, not 0.",
	MoreUnits:   "What several units did together counts for each of them but once in the total, so the rows add up to more.",
	MoreTopics:  "What belongs to several topics counts for each of them but once in the total, so the rows add up to more.",
	RepeatsNote: "Rows with “yes” in the column “Repeats others’ numbers” are not in the total.",
	Large:       "Numbers of more than 15 digits are text, for a spreadsheet would lose the last of them.",
	Generated:   "Each activity counts once, however many posts tell of it, and in the period of its first day.",
	PageOf:      "Page {} of {}",
	Lacking:     "To be added for the report: {}", LackingAll: "To be added for the report",
	Numberless: "Activities without numbers", Silent: "Posts of a campaign without an activity",
	Idle: "Units without an activity or a post", Absent: "Units without an activity in the campaign",
	NothingMissing: "Nothing is missing.",
	NoUnit:         "No unit given",
}
