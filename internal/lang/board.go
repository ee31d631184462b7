package lang

// Board are the words of lobby boards.
type Board struct {
	Title  string // of the page; of a unit's: TitleOf, “{}” its name
	Lede   string
	News   string // names the headlines
	Beside string // names what stands beside them
	Scan   string // under a QR code
	Hold   string // stops the turning
	Empty  string

	TitleOf string
}

var vietnameseBoard = Board{
	Title: "Màn hình sảnh", TitleOf: "Màn hình sảnh: {}",
	Lede:   "Tin mới, infographic, số liệu và các đợt đang diễn ra, tự chuyển trên màn hình đặt ở sảnh cơ quan.",
	News:   "Tin mới",
	Beside: "Infographic, số liệu và đợt tuyên truyền",
	Scan:   "Quét để đọc", Hold: "Tạm dừng",
	Empty: "Chưa có tin bài nào.",
}

var englishBoard = Board{
	Title: "Lobby board", TitleOf: "Lobby board: {}",
	Lede:   "News, infographics, figures and current campaigns, one after another on a screen in the lobby.",
	News:   "News",
	Beside: "Infographics, figures and campaigns",
	Scan:   "Scan to read", Hold: "Pause",
	Empty: "No posts yet.",
}
