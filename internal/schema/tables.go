package schema

import "bantin/internal/content"

// row says what a key means and what its value is.
type row struct {
	text  text
	value func(b *builder) object
}

// of is a value that a definition describes.
func of(name string) func(*builder) object {
	return func(b *builder) object { return b.all(name) }
}

// listOf is a list of maps.
func listOf(name string) func(*builder) object {
	return func(b *builder) object {
		return object{{"type", []string{"array", "null"}}, {"items", object{{"anyOf", []object{b.ref(name), {{"type", "null"}}}}}}}
	}
}

// mapped is a map of its own, or nothing.
func mapped(name string) func(*builder) object {
	return func(b *builder) object { return object{{"anyOf", []object{b.ref(name), {{"type", "null"}}}}} }
}

// words is one of a few words.
func words(all ...any) func(*builder) object {
	return func(*builder) object { return object{{"enum", append(all[:len(all):len(all)], nil)}} }
}

// oneOrMore is one of a few words, or a list of them.
func oneOrMore(all ...any) func(*builder) object {
	return func(*builder) object {
		one := object{{"enum", append(all[:len(all):len(all)], nil)}}
		return object{{"anyOf", []object{one, {{"type", "array"}, {"items", one}}}}}
	}
}

// pattern is text of a certain form.
func pattern(p string) func(*builder) object {
	return func(*builder) object { return object{{"type", []string{"string", "null"}}, {"pattern", p}} }
}

// number is a whole number within limits.
func number(least, most int) func(*builder) object {
	return func(*builder) object {
		return object{{"type", []string{"integer", "null"}}, {"minimum", least}, {"maximum", most}}
	}
}

// howMany is a number of the newest of something, or all.
func howMany(*builder) object {
	return object{{"anyOf", []object{{{"type", []string{"integer", "null"}}, {"minimum", 0}}, {{"enum", []string{"all"}}}}}}
}

// aLetter is a pattern for text with a letter of Latin script in it, the one that abbreviations are of.
const aLetter = `[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]`

const slugPattern = `^\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*$`

var fileTitles = map[content.Role]text{
	content.PostRole:          {"Phần đầu của một bài", "Front matter of a post"},
	content.TopicRole:         {"Phần đầu của một chủ đề", "Front matter of a topic"},
	content.UnitRole:          {"Phần đầu của một đơn vị", "Front matter of a unit"},
	content.CampaignRole:      {"Phần đầu của một đợt tuyên truyền", "Front matter of a campaign"},
	content.PageRole:          {"Phần đầu của một trang riêng", "Front matter of a page"},
	content.SettingsRole:      {"Cài đặt của trang (site.yaml)", "Settings of the site (site.yaml)"},
	content.CalendarRole:      {"Những ngày đáng nhớ (calendar.yaml)", "Days to mark (calendar.yaml)"},
	content.AbbreviationsRole: {"Chữ viết tắt (abbreviations.yaml)", "Abbreviations (abbreviations.yaml)"},
	content.VocabularyRole:    {"Loại hoạt động và chỉ tiêu (activities.yaml)", "Kinds of activities and metrics (activities.yaml)"},
}

// required are the keys that a map cannot be without. A post may have its date in its file's name.
var required = map[string][]string{
	"post": {"title", "topic", "unit"}, "topic": {"title"}, "unit": {"title"}, "page": {"title"}, "campaign": {"title", "from"},
	"site": {"title", "base_url"}, "activities": {"kinds", "metrics"}, "calendar": {"title"},
	"activity": {"kind"}, "image": {"file", "alt"}, "attachment": {"file"}, "correction": {"date", "text"},
	"phase": {"title"}, "target": {"metric"}, "menu": {"title", "url"}, "source": {"name"}, "basis": {"title"},
	"kind": {"id", "title"}, "group": {"id", "title"}, "metric": {"id", "title"},
}

var coverRows = map[string]row{
	"cover":         {text{"Ảnh bìa: tên tệp đặt cạnh tệp này, hoặc từ static/ nếu bắt đầu bằng /", "The cover: a picture beside this file, or from static/ if it begins with /"}, of("picture")},
	"cover_alt":     {text{"Tả trong một câu những gì thấy trong ảnh bìa; bắt buộc khi có ảnh bìa", "One sentence that says what is seen on the cover; required with a cover"}, of("text")},
	"cover_caption": {text{"Chú thích dưới ảnh bìa", "Caption of the cover"}, of("text")},
	"cover_credit":  {text{"Ai chụp hoặc vẽ ảnh bìa", "Who made the cover"}, of("text")},
}

var postRows = with(coverRows, map[string]row{
	"title":        {text{"Tiêu đề bài", "Title of the post"}, filled},
	"date":         {text{"Ngày giờ đăng: 2021-05-27, 2021-05-27 08:30 hoặc 27/5/2021 08:30 (ngày trước tháng)", "Date of publication: 2021-05-27, 2021-05-27 08:30 or 27/5/2021 08:30 (day before month)"}, of("date")},
	"topic":        {text{"Chủ đề, một hoặc nhiều; chủ đề đầu tiên là chính", "The topic or topics; the first is the main one"}, needed("topics")},
	"unit":         {text{"Đơn vị, một hoặc nhiều; đơn vị đầu tiên chủ trì", "The unit or units; the first leads"}, needed("units")},
	"form":         {text{"Hình thức bài; không ghi thì là tin", "The form; news if not given"}, of("form")},
	"summary":      {text{"Tóm tắt một, hai câu, hiện trong danh sách và khi chia sẻ; không ghi thì lấy đoạn đầu", "A summary of a sentence or two, for lists and shared links; else the first paragraph"}, of("text")},
	"images":       {text{"Bộ ảnh; bắt buộc với hinh-anh và infographic", "The pictures; required for hinh-anh and infographic"}, listOf("image")},
	"video":        {text{"Địa chỉ YouTube, hoặc tệp .mp4, .webm đặt cạnh bài", "A YouTube address, or an .mp4 or .webm file beside the post"}, of("text")},
	"duration":     {text{"Thời lượng video, phút:giây, ví dụ 2:45", "Running time of the video, minutes:seconds, such as 2:45"}, pattern(`^\s*(?:\d+:)?\d{1,3}:\d{2}\s*$`)},
	"attachments":  {text{"Tệp kèm để tải về", "Files to download"}, listOf("attachment")},
	"number":       {text{"Số, ký hiệu của văn bản, ví dụ 21/HD-CĐVC", "The document's own number, such as 21/HD-CĐVC"}, of("text")},
	"basis":        {text{"Căn cứ: các văn bản mà văn bản này dựa vào", "The documents that this one rests on"}, of("texts")},
	"campaign":     {text{"Đợt tuyên truyền mà bài thuộc về", "The campaign that the post belongs to"}, of("campaign")},
	"activities":   {text{"Hoạt động mà bài kể, để tính vào báo cáo", "What was done, for the reports"}, listOf("activity")},
	"commended":    {text{"Mô hình hay, đáng học theo: true hoặc false", "A good model worth following: true or false"}, of("bool")},
	"poster":       {text{"Làm áp phích để in và dán bảng tin: true hoặc false; infographic có sẵn", "Make a poster to print and hang up: true or false; infographics have one"}, of("bool")},
	"bulletin":     {text{"Trong bản tin in hằng tháng: full (in cả bài), summary (chỉ tóm tắt), skip (không in); không ghi thì bài ngắn in cả", "In the printed monthly bulletin: full, summary or skip; if not given, short posts are printed in full"}, words("full", "summary", "skip")},
	"author":       {text{"Người viết, hoặc “Ban Biên tập”", "The writer"}, of("text")},
	"source":       {text{"Nguồn của bài đăng lại: tên và địa chỉ", "Where a reprint comes from: name and address"}, origin},
	"slug":         {text{"Phần cuối của địa chỉ: chữ thường không dấu, số, gạch nối; không ghi thì lấy từ tiêu đề", "The last part of the address: a–z, figures, hyphens; by default from the title"}, slug},
	"aliases":      {text{"Địa chỉ cũ của bài, mỗi địa chỉ bắt đầu bằng /", "Former addresses of the post, each from /"}, of("texts")},
	"updated":      {text{"Ngày sửa bài lần cuối", "When the post was last changed"}, of("date")},
	"expires":      {text{"Hết ngày này thì bài rời các danh sách", "After this day the post leaves the lists"}, of("date")},
	"removed":      {text{"Lời báo thay cho bài đã gỡ", "The notice in place of a post that was taken down"}, of("text")},
	"corrections":  {text{"Các lần đính chính", "Corrections"}, listOf("correction")},
	"pinned_until": {text{"Ghim đầu trang chủ đến hết ngày này", "First on the home page through this day"}, of("date")},
	"draft":        {text{"Bài nháp, chưa đăng: true hoặc false", "A draft, not published: true or false"}, of("bool")},
	"extra":        {text{"Mục riêng cho mẫu trang của trang này", "Keys of the site's own layouts"}, func(*builder) object { return object{{"type", []string{"object", "null"}}} }},
})

var entryRows = with(coverRows, map[string]row{
	"title":       {text{"Tên", "Title"}, filled},
	"order":       {text{"Thứ tự trong danh sách: 1, 2, …; không ghi thì theo vần", "Place in lists: 1, 2, …; by alphabet if not given"}, of("count")},
	"short":       {text{"Tên ngắn", "Short name"}, of("text")},
	"aliases":     {text{"Tên gọi khác, id cũ, địa chỉ cũ", "Other names, former ids, former addresses"}, of("texts")},
	"description": {text{"Mô tả một câu", "A description of one sentence"}, of("text")},
})

var tables = map[string]map[string]row{
	"post": postRows, "topic": entryRows, "page": entryRows,
	"unit": with(entryRows, map[string]row{
		"from":      {text{"Ngày thành lập", "When it was founded"}, of("date")},
		"to":        {text{"Ngày cuối cùng còn hoạt động", "Its last day"}, of("date")},
		"successor": {text{"Đơn vị kế tục sau khi sáp nhập, giải thể", "The unit that took its place"}, of("unit")},
		"members":   {text{"Số đoàn viên", "Number of members"}, of("count")},
		"contact":   {text{"Liên hệ", "How to reach it"}, mapped("contact")},
	}),
	"campaign": with(entryRows, map[string]row{
		"from":   {text{"Ngày bắt đầu", "First day"}, needed("date")},
		"to":     {text{"Ngày kết thúc; không ghi thì chưa có hạn", "Last day; without it there is no end"}, of("date")},
		"phases": {text{"Các giai đoạn", "Phases"}, listOf("phase")},
		"basis":  {text{"Văn bản căn cứ", "The documents it rests on"}, basis},
		"target": {text{"Chỉ tiêu phấn đấu", "What it wants to reach"}, mapped("target")},
	}),
	"image": {
		"file":    {text{"Tên tệp ảnh", "Name of the picture file"}, needed("picture")},
		"alt":     {text{"Tả trong một câu những gì thấy trong ảnh", "One sentence that says what is seen"}, filled},
		"caption": {text{"Chú thích dưới ảnh", "Caption"}, of("text")},
		"credit":  {text{"Ai chụp hoặc vẽ", "Who made it"}, of("text")},
	},
	"attachment": {
		"file":  {text{"Tên tệp", "Name of the file"}, needed("file")},
		"title": {text{"Tên hiện trên trang", "Title shown on the page"}, of("text")},
	},
	"source": {
		"name": {text{"Tên nguồn", "Name of the source"}, filled},
		"url":  {text{"Địa chỉ bài gốc", "Address of the original"}, of("address")},
	},
	"correction": {
		"date": {text{"Ngày đính chính", "Date of the correction"}, needed("date")},
		"text": {text{"Đã sửa điều gì", "What was corrected"}, filled},
	},
	"contact": {
		"address": {text{"Địa chỉ", "Address"}, of("text")},
		"phone":   {text{"Điện thoại cơ quan", "Telephone of the office"}, of("text")},
		"email":   {text{"Thư điện tử", "E-mail"}, pattern(`^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$`)},
	},
	"phase": {
		"title": {text{"Tên giai đoạn", "Title of the phase"}, filled},
		"from":  {text{"Từ ngày", "First day"}, of("date")},
		"to":    {text{"Đến hết ngày", "Last day"}, of("date")},
		"text":  {text{"Việc cần làm", "What is to be done"}, of("text")},
	},
	"basis": {
		"title": {text{"Tên văn bản", "Title of the document"}, filled},
		"file":  {text{"Tên tệp", "Name of the file"}, of("file")},
		"url":   {text{"Địa chỉ", "Address"}, of("address")},
	},
	"target": {
		"metric": {text{"Chỉ tiêu được đếm", "The metric that is counted"}, needed("metric")},
		"total":  {text{"Cả đợt cần đạt", "What all units together are to reach"}, of("count")},
		"units":  {text{"Từng đơn vị cần đạt: id của đơn vị và số", "What each unit is to reach: its id and a number"}, shares},
	},
	"activity": {
		"kind":      {text{"Loại hoạt động", "Kind of activity"}, needed("kind")},
		"date":      {text{"Ngày làm: 2021-04-15, hoặc 23–25/4/2021; không ghi thì là ngày của bài", "When: 2021-04-15, or 23–25/4/2021; by default the post's date"}, of("days")},
		"from":      {text{"Từ ngày", "First day"}, of("date")},
		"to":        {text{"Đến hết ngày", "Last day"}, of("date")},
		"units":     {text{"Đơn vị làm; không ghi thì là đơn vị của bài", "Who did it; by default the post's units"}, of("units")},
		"time":      {text{"Giờ giấc, ví dụ 7:00–11:30", "Time of day, such as 7:00–11:30"}, of("text")},
		"place":     {text{"Địa điểm", "Place"}, of("text")},
		"id":        {text{"Mã chung khi nhiều bài kể cùng một hoạt động", "The same id in several posts is one activity"}, of("text")},
		"aggregate": {text{"Số gộp từ báo cáo khác: hiện nhưng không cộng", "Repeats numbers that others reported: shown, not added"}, of("bool")},
	},
	"site": settingsRows, "organization": organizationRows, "social": socialRows, "menu": menuRows,
	"budgets": budgetRows, "check": checkRows, "board": boardRows, "bulletin": bulletinRows,
	"calendar": calendarRows, "activities": vocabularyRows, "kind": kindRows, "group": groupRows, "metric": metricRows,
}

// with joins rows.
func with(base, more map[string]row) map[string]row {
	all := make(map[string]row, len(base)+len(more))
	for key, r := range base {
		all[key] = r
	}
	for key, r := range more {
		all[key] = r
	}
	return all
}

// filled is text that is there.
func filled(*builder) object {
	return object{{"type", []string{"string", "number"}}, {"minLength", 1}}
}

// needed is a value that may not be left empty.
func needed(name string) func(*builder) object {
	return func(b *builder) object {
		return object{{"allOf", []object{b.ref(name)}}, {"not", object{{"type", "null"}}}}
	}
}

func slug(*builder) object {
	return object{{"type", []string{"string", "integer", "null"}}, {"maxLength", 80}, {"pattern", slugPattern}}
}

func origin(b *builder) object {
	return object{{"anyOf", []object{b.ref("source"), b.ref("text")}}}
}

func basis(b *builder) object {
	return object{{"type", []string{"array", "null"}}, {"items", object{{"anyOf", []object{b.ref("text"), b.ref("basis")}}}}}
}

func shares(b *builder) object {
	return object{{"type", []string{"object", "null"}}, {"propertyNames", b.ref("unit")}, {"additionalProperties", b.ref("count")}}
}
