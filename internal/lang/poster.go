package lang

// Poster are the words of posters, of the tools over them and of the ways there.
type Poster struct {
	Title           string // of the page: “{}” title of the post or campaign
	Lede            string // its description: “{}” title
	Link            string // on a button: to the poster
	Tools           string // the name of the tools over it
	Print           string
	Size            string // how to choose the size of the paper
	Back            string
	ReadPost, Scan  string // beside the QR code: what it opens, and how
	ReadCampaign    string // the same for a campaign
	Until           string // “{}” date
	Uncovered       string // that nobody should cover the code
	CampaignExpired string // “{}” last day: on the screen only
}

var vietnamesePoster = Poster{
	Title: "Áp phích: {}", Lede: "Áp phích để in khổ A4 hoặc A3: {}", Link: "Áp phích", Tools: "Công cụ của áp phích",
	Print: "In áp phích", Size: "Khổ A4 hay A3: chọn ở mục khổ giấy trong hộp thoại in.", Back: "Về trang gốc",
	ReadPost: "Đọc cả bài trên điện thoại", ReadCampaign: "Xem cả đợt trên điện thoại",
	Scan:  "Mở máy ảnh hoặc Zalo, hướng vào ô vuông.",
	Until: "Dán đến hết {}", Uncovered: "Xin đừng che mã QR",
	CampaignExpired: "Đợt này đã kết thúc ngày {}.",
}

var englishPoster = Poster{
	Title: "Poster: {}", Lede: "A poster to print on A4 or A3: {}", Link: "Poster", Tools: "Tools for the poster",
	Print: "Print the poster", Size: "A4 or A3: choose the paper size in the print dialog.", Back: "Back to the page",
	ReadPost: "Read all of it on your phone", ReadCampaign: "See the campaign on your phone",
	Scan:  "Open the camera and point it at the square.",
	Until: "On display until {}", Uncovered: "Please leave the QR code uncovered",
	CampaignExpired: "This campaign ended on {}.",
}
