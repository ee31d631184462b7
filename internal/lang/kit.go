package lang

// Kit are the words of share kits.
type Kit struct {
	Code, SVG, PNG string // the link to a QR code, and what its kinds are good for
	Read           string // “{}” address
	Others         Count  // after the name of the first unit: “{}” how many more
}

var vietnameseKit = Kit{
	Code: "Mã QR", SVG: "Mã QR dạng SVG, để in", PNG: "Mã QR dạng PNG, để gửi",
	Read: "Đọc toàn bài: {}", Others: Count{"và {} đơn vị khác", "và {} đơn vị khác"},
}

var englishKit = Kit{
	Code: "QR code", SVG: "QR code as SVG, to print", PNG: "QR code as PNG, to send",
	Read: "Full story: {}", Others: Count{"and {} other unit", "and {} other units"},
}
