package schema

import "bantin/internal/limits"

// addressRow is an address elsewhere.
func addressRow(name string) row {
	return row{text{"Địa chỉ trên " + name, "Address on " + name}, of("address")}
}

var settingsRows = map[string]row{
	"title":          {text{"Tên trang", "Name of the site"}, filled},
	"base_url":       {text{"Địa chỉ của trang, đầy đủ, ví dụ https://congdoan.example.vn/", "Full address of the site, such as https://example.org/news/"}, needed("address")},
	"description":    {text{"Mô tả một câu", "A description of one sentence"}, of("text")},
	"short_title":    {text{"Tên ngắn", "Short name"}, of("text")},
	"language":       {text{"Ngôn ngữ của trang", "Language of the site"}, words("vi", "en")},
	"timezone":       {text{"Múi giờ; không ghi thì là Asia/Ho_Chi_Minh", "Time zone; Asia/Ho_Chi_Minh if not given"}, of("text")},
	"organization":   {text{"Cơ quan chủ quản", "Who publishes the site"}, mapped("organization")},
	"social":         {text{"Địa chỉ trên mạng xã hội", "Addresses elsewhere"}, mapped("social")},
	"permalink":      {text{"Mẫu địa chỉ của bài: {year} {month} {day} {topic} {unit} {slug}", "Pattern of posts' addresses: {year} {month} {day} {topic} {unit} {slug}"}, pattern(`^/(?:[a-z0-9-]|/|\{(?:year|month|day|topic|unit|slug)\})*/$`)},
	"page_size":      {text{"Số bài trên một trang danh sách", "Posts on a page of a list"}, number(1, limits.PageSize)},
	"menu":           {text{"Trình đơn; không ghi thì theo mặc định", "The menu; by default one is made"}, listOf("menu")},
	"figures":        {text{"Số liệu tổng trên trang chủ: posts, activities, units hoặc chỉ tiêu", "The totals on the home page: posts, activities, units or metrics"}, of("metrics")},
	"share_cards":    {text{"Vẽ thẻ chia sẻ cho bài: true hoặc false", "Draw share cards: true or false"}, of("bool")},
	"share_kit":      {text{"Bao nhiêu bài mới nhất có bộ chia sẻ (lời giới thiệu, thẻ vuông, mã QR) cạnh trang của bài: một số, all (mọi bài) hoặc 0", "How many of the newest posts have a share kit (captions, square card, QR code) beside their page: a number, all or 0"}, howMany},
	"search":         {text{"Có trang tìm kiếm: true hoặc false", "Have a search page: true or false"}, of("bool")},
	"max_megapixels": {text{"Ảnh lớn nhất được nhận, triệu điểm ảnh", "The largest picture that is taken, in megapixels"}, number(1, limits.Megapixels)},
	"cache":          {text{"Bộ nhớ đệm dùng chung giữa các máy: s3://…, sftp://… hoặc một thư mục", "The cache that machines share: s3://…, sftp://… or a folder"}, of("text")},
	"unknown_keys":   {text{"Mục lạ trong phần đầu bài: cảnh báo, lỗi hay bỏ qua", "Unknown keys in front matter: warn, error or ignore"}, words("warn", "error", "ignore")},
	"host":           {text{"Nơi đặt trang, để ghi thêm tệp cấu hình cho nơi ấy: một tên hay một danh sách", "Where the site lives, so that settings for it are written: one name or a list"}, oneOrMore("netlify", "cloudflare", "apache", "nginx", "none")},
	"budgets":        {text{"Mỗi trang được nặng đến đâu, tính bằng KB; 0 là không giới hạn", "How heavy a page may be, in KB; 0 for no limit"}, mapped("budgets")},
	"bulletin":       {text{"Bản tin in hằng tháng, quý và theo đợt", "Printed bulletins of months, quarters and campaigns"}, mapped("bulletin")},
	"board":          {text{"Màn hình sảnh và bảng chữ LED", "Screens in lobbies, and LED text boards"}, mapped("board")},
	"check":          {text{"Cách kiểm tra trang (bantin check)", "How the site is checked (bantin check)"}, mapped("check")},
}

var budgetRows = map[string]row{
	"html":     {text{"HTML của một trang, KB", "HTML of a page, KB"}, number(0, int(limits.BudgetKB))},
	"css":      {text{"Các tệp CSS mà một trang dùng, KB", "The CSS files of a page, KB"}, number(0, int(limits.BudgetKB))},
	"scripts":  {text{"Các tệp JavaScript mà một trang dùng, KB", "The scripts of a page, KB"}, number(0, int(limits.BudgetKB))},
	"pictures": {text{"Ảnh mà điện thoại tải ngay khi mở trang, KB", "The pictures that a phone loads at once, KB"}, number(0, int(limits.BudgetKB))},
}

var bulletinRows = map[string]row{
	"months": {text{"Bao nhiêu tháng gần nhất có bản tin: một số, all (mọi tháng) hoặc 0 (không làm)", "How many of the newest months have a bulletin: a number, all, or 0 for none"}, howMany},
	"title":  {text{"Tên bản tin ở đầu trang; không ghi thì là tên trang", "The name on the masthead; that of the site if not given"}, of("text")},
	"first":  {text{"Tháng của số 1, ví dụ 5/2021; không ghi thì đánh số từ đầu mỗi năm", "The month of number 1, such as 5/2021; if not given, numbers begin with every year"}, pattern(`^\s*(?:\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2})\s*$`)},
	"note":   {text{"Lời ghi ở cuối bản tin, ví dụ nơi gửi tin bài", "The line at the end, such as where to send news"}, of("text")},
}

var boardRows = map[string]row{
	"seconds":      {text{"Mỗi tin hiện bao nhiêu giây", "How many seconds each headline stays"}, number(5, 300)},
	"posts":        {text{"Bao nhiêu tin mới; 0: không làm màn hình sảnh", "How many of the newest posts; 0: no boards"}, number(0, 20)},
	"infographics": {text{"Bao nhiêu infographic hiện ở bên cạnh", "How many infographics beside them"}, number(0, 20)},
	"figures":      {text{"Hiện số liệu trong năm: true hoặc false", "Show the numbers of the year: true or false"}, of("bool")},
	"campaigns":    {text{"Hiện các đợt đang diễn ra: true hoặc false", "Show the campaigns of these days: true or false"}, of("bool")},
	"line_length":  {text{"Mỗi dòng cho bảng chữ LED dài tối đa bao nhiêu ký tự", "How many characters a line for LED text boards may have"}, number(20, 500)},
}

var checkRows = map[string]row{
	"ignore": {text{"Địa chỉ nơi khác không cần hỏi khi dùng --external: tên máy chủ, hoặc phần đầu của địa chỉ", "Addresses elsewhere that --external does not ask: a host, or the beginning of an address"}, of("texts")},
}

var organizationRows = map[string]row{
	"name":    {text{"Tên cơ quan", "Its name"}, of("text")},
	"parent":  {text{"Cơ quan cấp trên", "The organization above it"}, of("text")},
	"place":   {text{"Địa danh ghi trên văn bản", "The place named in documents"}, of("text")},
	"address": {text{"Địa chỉ", "Address"}, of("text")},
	"phone":   {text{"Điện thoại cơ quan", "Telephone of the office"}, of("text")},
	"email":   {text{"Thư điện tử", "E-mail"}, pattern(`^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$`)},
	"logo":    {text{"Biểu trưng: tên tệp ảnh", "Logo: a picture file"}, of("picture")},
}

var socialRows = map[string]row{
	"facebook": addressRow("Facebook"),
	"zalo":     addressRow("Zalo"),
	"youtube":  addressRow("YouTube"),
	"vcnet":    addressRow("VCNet"),
}

var menuRows = map[string]row{
	"title": {text{"Chữ trên trình đơn", "Words in the menu"}, filled},
	"url":   {text{"Đường dẫn trong trang, bắt đầu bằng /, hoặc địa chỉ đầy đủ", "A path on this site from /, or a full address"}, pattern(`^\s*(?:/|https?://|mailto:|tel:)`)},
}

var calendarRows = map[string]row{
	"day":      {text{"Ngày của mọi năm: 28/7", "A day of every year: 28/7"}, pattern(`^\s*\d{1,2}[-/.]\d{1,2}\s*$`)},
	"date":     {text{"Ngày của từng năm: 12/2/2021, một hoặc nhiều", "Days that are given year by year: 12/2/2021, one or several"}, of("dates")},
	"title":    {text{"Tên ngày", "What is marked"}, filled},
	"since":    {text{"Năm bắt đầu, để tính kỷ niệm", "The year it began in, to count anniversaries"}, number(1, 2200)},
	"campaign": {text{"Đợt tuyên truyền gắn với ngày", "The campaign that belongs to it"}, of("campaign")},
}

var vocabularyRows = map[string]row{
	"common":  {text{"Chỉ tiêu hỏi trước cho mọi loại hoạt động", "Metrics that are offered first for all kinds"}, of("texts")},
	"kinds":   {text{"Loại hoạt động", "Kinds of activities"}, listOf("kind-entry")},
	"groups":  {text{"Nhóm loại hoạt động", "Groups of kinds"}, listOf("group")},
	"metrics": {text{"Chỉ tiêu đếm được", "Metrics"}, listOf("metric-entry")},
}

var kindRows = map[string]row{
	"id":      {text{"Mã: chữ thường không dấu, số, gạch nối", "Its id: a–z, figures, hyphens"}, pattern(slugPattern)},
	"title":   {text{"Tên", "Title"}, filled},
	"group":   {text{"Mã của nhóm", "The id of its group"}, of("text")},
	"metrics": {text{"Chỉ tiêu hỏi trước cho loại này", "Metrics that are offered first"}, of("texts")},
}

var groupRows = map[string]row{
	"id":    {text{"Mã: chữ thường không dấu, số, gạch nối", "Its id: a–z, figures, hyphens"}, pattern(slugPattern)},
	"title": {text{"Tên nhóm", "Title"}, filled},
}

var metricRows = map[string]row{
	"id":            {text{"Mã: chữ thường không dấu, số, gạch nối", "Its id: a–z, figures, hyphens"}, pattern(slugPattern)},
	"title":         {text{"Tên chỉ tiêu", "Title"}, filled},
	"unit":          {text{"Đơn vị tính", "Unit of measure"}, of("text")},
	"label":         {text{"Chữ đi sau số trên trang; không ghi thì là đơn vị tính", "What stands after the number; by default the unit"}, of("text")},
	"self_declared": {text{"Số do đơn vị tự khai: true hoặc false", "Declared by the units themselves: true or false"}, of("bool")},
}
