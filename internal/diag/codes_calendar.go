package diag

// calendarCodes are about content/calendar.yaml, the days that a site marks.
var calendarCodes = []Entry{
	{
		Code: "occasion-day",
		VI:   Words{"không đọc được ngày “%s”", "viết ngày/tháng, ví dụ 28/7, năm khởi đầu ghi ở mục since; ngày chỉ của một năm thì ghi ở mục date, ví dụ date: 12/2/2021"},
		EN:   Words{"“%s” is not a day of every year", "write day/month, for example 28/7, and the year it began in under since; a day of one year only belongs under date, for example date: 12/2/2021"},
	},
	{
		Code: "occasion-no-day",
		VI:   Words{"không có ngày %s", "xem lại lịch; viết ngày trước, tháng sau, ví dụ 28/7"},
		EN:   Words{"there is no day %s", "check the calendar; write the day before the month, for example 28/7"},
	},
	{
		Code: "occasion-day-missing",
		VI:   Words{"dịp này chưa có ngày", "thêm “day: 28/7” cho ngày cố định hằng năm, hoặc “date: 12/2/2021” cho ngày của riêng một năm"},
		EN:   Words{"this occasion has no day", "add “day: 28/7” for a day of every year, or “date: 12/2/2021” for a day of one year"},
	},
	{
		Code: "occasion-day-twice",
		VI:   Words{"dịp này vừa có “day” vừa có “date”", "giữ “day” cho ngày cố định hằng năm, hoặc “date” cho ngày của từng năm"},
		EN:   Words{"this occasion has “day” as well as “date”", "keep “day” for a day of every year, or “date” for days of single years"},
	},
	{
		Code: "occasion-since",
		VI:   Words{"năm khởi đầu %s muộn hơn năm %s của dịp này", "xem lại since và date"},
		EN:   Words{"the occasion began in %s, later than its date in %s", "check since and date"},
	},
	{
		Code:     "occasion-twice",
		Severity: Warning,
		VI:       Words{"“%s” đã có trong lịch vào ngày này", "bỏ một trong hai mục, nếu không dịp ấy hiện hai lần"},
		EN:       Words{"“%s” is in the calendar on this day already", "take one of the two out, else it is shown twice"},
	},
}
