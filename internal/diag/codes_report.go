package diag

// Problems of the text that people write into a report: what its front matter
// and Markdown have in common with posts is with those.
var reportCodes = []Entry{
	{
		Code: "unknown-report-key",
		VI:   Words{"lời viết thêm của báo cáo không có mục “%s” ở đầu tệp", "chỉ có các mục: %[2]s"},
		EN:   Words{"the front matter of a report's text has no key “%s”", "it may have: %[2]s"},
	},
	{
		Code: "unknown-section",
		VI: Words{"báo cáo không có mục “%s”", "ghi số La Mã của mục (“III”) hoặc đúng tên: Tình hình triển khai; Kết quả; Đánh giá (Ưu điểm, Hạn chế, Nguyên nhân); " +
			"Mô hình hay, điển hình; Phương hướng, kiến nghị"},
		EN: Words{"a report has no section “%s”", "give the section's Roman number (“III”) or its very title: How the work was carried out; Results; Assessment (Strengths, Shortcomings, Causes); " +
			"Good models; Outlook and proposals"},
	},
	{
		Code: "picture-in-report",
		VI:   Words{"phần viết của báo cáo không đặt ảnh được: “%s”", "bỏ ảnh này; nếu cần thì dẫn liên kết tới bài có ảnh"},
		EN:   Words{"the text of a report cannot hold a picture: “%s”", "take it out; a link to a post with the picture may stand there"},
	},
}
