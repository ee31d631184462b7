package lang

// Find are the words of the search. “{}” in those that the script fills stands for what is told beside it.
type Find struct {
	Of                                string // “{}” the site: what a browser says of it
	Label, Hint, Submit               string // of the field in the head of every page
	Query                             string // what is asked for, on the search page
	Lede                              string // what can be found
	How                               string // under the field, before anything is typed
	NoScript                          string // why the search needs a script, and what there is without one
	Results                           string
	Narrow                            string // over the filters
	ByForm, AnyForm                   string
	AnyTopic, AnyUnit                 string
	Date                              string // {d} {m} two figures, {D} {M} without zero, {b} the month's name, {y}
	Found                             Count  // “{}” number, “{}” query
	None, NoneHere                    string // “{}” query; NoneHere: under the filters chosen
	Alike                             Count  // “{}” number, “{}” query: without its marks only
	Almost                            Count  // “{}” number: all words but one
	Corrected                         Count  // “{}” typed, “{}” number, “{}” corrected
	Meant                             string // before what was meant
	Loading, Lost                     string
	LostAdvice, Retry                 string
	More                              Count  // “{}” how many come next
	CheckWords, NoAccents, OtherWords string // advice where nothing is found
	Unfilter                          string
	Browse                            string // before the lists to choose from
	On404                             string
}

var vietnameseFind = Find{
	Of: "Tìm trong {}", Label: "Tìm trong trang tin", Hint: "Tin, đơn vị, chủ đề", Submit: "Tìm", Query: "Từ cần tìm",
	Lede: "Tìm tin bài theo tiêu đề, nội dung, đơn vị, chủ đề, ngày hay số văn bản. Gõ không dấu cũng tìm được.",
	How:  "Gõ có dấu hay không dấu đều được. Muốn tìm đúng cả cụm từ, đặt cụm từ trong ngoặc kép.",
	NoScript: "Tìm kiếm chạy ngay trong trình duyệt nên cần bật JavaScript. " +
		"Khi chưa bật, bạn vẫn xem được mọi tin bài theo các mục dưới đây.",
	Results: "Kết quả", Narrow: "Thu hẹp kết quả", ByForm: "Hình thức", AnyForm: "Tất cả", AnyTopic: "Mọi chủ đề", AnyUnit: "Mọi đơn vị",
	Date:      "{d}/{m}/{y}",
	Found:     Count{"{} kết quả cho “{}”.", "{} kết quả cho “{}”."},
	None:      "Không tìm thấy kết quả cho “{}”.",
	NoneHere:  "Không có kết quả cho “{}” trong các bộ lọc đang chọn.",
	Alike:     Count{"Không bài nào viết đúng dấu như vậy. Đây là {} bài gần giống “{}”.", "Không bài nào viết đúng dấu như vậy. Đây là {} bài gần giống “{}”."},
	Almost:    Count{"Không bài nào có đủ các từ này. Đây là {} bài gần đúng nhất.", "Không bài nào có đủ các từ này. Đây là {} bài gần đúng nhất."},
	Corrected: Count{"Không tìm thấy “{}”. Đây là {} kết quả cho “{}”.", "Không tìm thấy “{}”. Đây là {} kết quả cho “{}”."},
	Meant:     "Ý bạn là:",
	Loading:   "Đang tìm…", Lost: "Không tải được dữ liệu tìm kiếm.",
	LostAdvice: "Có thể mạng đang chậm hoặc vừa mất kết nối. Những gì bạn đã gõ vẫn còn nguyên.", Retry: "Thử lại",
	More:       Count{"Xem thêm {} kết quả", "Xem thêm {} kết quả"},
	CheckWords: "Kiểm tra lại chính tả hoặc bớt một vài từ.",
	NoAccents:  "Thử gõ không dấu: “cong doan” tìm được “công đoàn”.",
	OtherWords: "Thử từ khác gần nghĩa, hoặc tên đơn vị, tên chủ đề.",
	Unfilter:   "Bỏ các bộ lọc đang chọn và tìm lại", Browse: "Hoặc xem theo",
	On404: "Thử tìm bài bạn cần",
}

var englishFind = Find{
	Of: "Search {}", Label: "Search this site", Hint: "Posts, units, topics", Submit: "Search", Query: "Words to look for",
	Lede: "Find posts by title, text, unit, topic, date or document number. Accents may be left out.",
	How:  "Accents may be left out. Put words in quotation marks to find them just so.",
	NoScript: "The search runs in your own browser and so needs JavaScript, which is off. " +
		"You can still find every post by the lists below.",
	Results: "Results", Narrow: "Narrow the results", ByForm: "Form", AnyForm: "All", AnyTopic: "All topics", AnyUnit: "All units",
	Date:      "{D} {b} {y}",
	Found:     Count{"{} result for “{}”.", "{} results for “{}”."},
	None:      "Nothing found for “{}”.",
	NoneHere:  "Nothing found for “{}” under the filters chosen.",
	Alike:     Count{"No post has these marks. Here is {} that looks like “{}”.", "No post has these marks. Here are {} that look like “{}”."},
	Almost:    Count{"No post has all of these words. Here is {} that has nearly all.", "No post has all of these words. Here are {} that have nearly all."},
	Corrected: Count{"Nothing found for “{}”. Here is {} result for “{}”.", "Nothing found for “{}”. Here are {} results for “{}”."},
	Meant:     "Did you mean:",
	Loading:   "Searching…", Lost: "The data of the search could not be loaded.",
	LostAdvice: "The network may be slow or just gone. What you have typed is still there.", Retry: "Try again",
	More:       Count{"Show {} more result", "Show {} more results"},
	CheckWords: "Check each word, or leave one or two out.",
	NoAccents:  "Leave the accents out: “cong doan” finds “công đoàn”.",
	OtherWords: "Try another word, or the name of a unit or a topic.",
	Unfilter:   "Take the chosen filters off and search again", Browse: "Or browse by",
	On404: "Search for the post you need",
}
