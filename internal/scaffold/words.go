package scaffold

// words are the comments of new files in a site's language.
type words struct {
	how      string // what the lines with # are
	slug     string // behind slug
	body     string // where the text goes
	photo    string // the name of a picture whose own has no letters
	noSheet  string // behind draft: an infographic without its text
	noPhotos string // behind draft: no pictures yet
	noVideo  string // behind draft: no video yet

	// What may be added, as lines of YAML.
	summary, video, duration, author, campaign, draft string
	cover, images, document, notice, attachments      []string
	activities                                        string // above the example
	kinds                                             string // before the list of kinds
	order, aliases, description, short                string
	unit, phases, basis, target                       []string
}

func wordsOf(lang string) *words {
	if lang == "en" {
		return &english
	}
	return &vietnamese
}

var vietnamese = words{
	how:      "Dòng có dấu # ở đầu chỉ là gợi ý: cần dòng nào thì bỏ dấu # của dòng ấy và ghi nội dung thật.",
	slug:     "phần cuối của địa chỉ; giữ nguyên cả khi sửa tiêu đề",
	body:     "Bài viết bắt đầu ở dưới dòng --- tiếp theo.",
	photo:    "anh",
	noSheet:  "bản nháp; bỏ dòng này khi đã có hình và viết xong bản chữ ở dưới",
	noPhotos: "bản nháp; bỏ dòng này khi đã có ảnh",
	noVideo:  "bản nháp; bỏ dòng này khi đã có video",
	summary:  "summary: Một, hai câu tóm tắt # không ghi thì lấy đoạn đầu của bài",
	cover: []string{
		"cover: ten-anh.jpg # ảnh đầu bài, đặt cạnh tệp này",
		"cover_alt: Ảnh cho thấy gì # cho người không nhìn được ảnh; bắt buộc khi có ảnh",
	},
	images: []string{
		"images: # đặt ảnh cạnh tệp này",
		"  - file: ten-anh.jpg",
		"    alt: Ảnh cho thấy gì # cho người không nhìn được ảnh; bắt buộc",
		"    caption: Lời chú thích dưới ảnh",
	},
	video:    "video: https://www.youtube.com/watch?v=… # hoặc tệp .mp4, .webm đặt cạnh tệp này",
	duration: `duration: "2:45"`,
	document: []string{
		"number: 21/HD-CĐVC # số, ký hiệu",
		"basis: # căn cứ",
		"  - Văn bản làm căn cứ",
	},
	notice: []string{
		"expires: 2030-12-31 # hết hạn sau ngày này: trang vẫn còn, có lời báo",
		"pinned_until: 2030-12-31 # nằm đầu trang chủ đến hết ngày này",
	},
	author: "author: Ban Biên tập",
	attachments: []string{
		"attachments: # tệp để tải về, đặt cạnh tệp này",
		"  - file: ke-hoach.pdf",
		"    title: Kế hoạch",
	},
	campaign:    "campaign: %s # đợt: %s",
	draft:       "draft: true # bản nháp, chưa đăng",
	activities:  "activities: # việc đã làm, để cộng vào trang Hoạt động và báo cáo",
	kinds:       "kind là một trong:",
	order:       "order: 10 # thứ tự trong danh sách; không ghi thì xếp theo vần chữ cái",
	aliases:     "aliases: [Tên gọi khác, ten-tep-cu] # các tên khác và tên tệp cũ, bài ghi tên nào cũng được",
	description: "description: Một câu giới thiệu",
	short:       "short: Tên gọi tắt",
	unit: []string{
		"members: 86 # số đoàn viên",
		"from: 2010-01-01 # ngày thành lập",
		"to: 2030-12-31 # ngày thôi hoạt động",
		"successor: id-don-vi # đơn vị kế tiếp, khi sáp nhập hay đổi tên",
		"contact:",
		"  address: Địa chỉ cơ quan",
		"  email: don-vi@example.org",
	},
	phases: []string{
		"phases: # các chặng",
		"  - title: Phát động",
		"    text: Việc của chặng này",
	},
	basis: []string{
		"basis: # văn bản làm căn cứ",
		"  - Văn bản làm căn cứ",
	},
	target: []string{
		"target: # mục tiêu, hiện cùng tiến độ",
		"  metric: %s # %s",
		"  total: 1.000",
	},
}

var english = words{
	how:      "Lines that begin with # are proposals: take the # off a line that you need, and write what is true.",
	slug:     "the end of the address; keep it when you mend the title",
	body:     "The post begins below the next line of ---.",
	photo:    "photo",
	noSheet:  "a draft; take this line out when the picture and its text version below are there",
	noPhotos: "a draft; take this line out when the pictures are there",
	noVideo:  "a draft; take this line out when the video is there",
	summary:  "summary: One sentence or two # without it the first paragraph is taken",
	cover: []string{
		"cover: photo.jpg # the picture at the top; put it beside this file",
		"cover_alt: What the picture shows # for those who cannot see it; required with a picture",
	},
	images: []string{
		"images: # put the pictures beside this file",
		"  - file: photo.jpg",
		"    alt: What the picture shows # for those who cannot see it; required",
		"    caption: A line below the picture",
	},
	video:    "video: https://www.youtube.com/watch?v=… # or a file .mp4, .webm beside this one",
	duration: `duration: "2:45"`,
	document: []string{
		"number: 21/2030 # the document's own number",
		"basis: # what it rests on",
		"  - A document it rests on",
	},
	notice: []string{
		"expires: 2030-12-31 # after this day the page stays, with a notice",
		"pinned_until: 2030-12-31 # first on the home page through this day",
	},
	author: "author: The editors",
	attachments: []string{
		"attachments: # files to download; put them beside this file",
		"  - file: plan.pdf",
		"    title: The plan",
	},
	campaign:    "campaign: %s # %s",
	draft:       "draft: true # not published yet",
	activities:  "activities: # what was done, for the activity pages and reports",
	kinds:       "kind is one of:",
	order:       "order: 10 # the place in the list; without it by the alphabet",
	aliases:     "aliases: [Another name, old-file-name] # other names and former file names; posts may use any",
	description: "description: One sentence about it",
	short:       "short: Short name",
	unit: []string{
		"members: 86 # how many members it has",
		"from: 2010-01-01 # the day it began",
		"to: 2030-12-31 # its last day",
		"successor: unit-id # the unit that took over, after a merger or a new name",
		"contact:",
		"  address: Its office",
		"  email: unit@example.org",
	},
	phases: []string{
		"phases: # its stages",
		"  - title: The start",
		"    text: What this stage is for",
	},
	basis: []string{
		"basis: # documents it rests on",
		"  - A document it rests on",
	},
	target: []string{
		"target: # what it is to reach, shown with the progress",
		"  metric: %s # %s",
		"  total: 1.000",
	},
}
