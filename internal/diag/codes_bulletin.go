package diag

// bulletinCodes are about printed bulletins, the map “bulletin” of content/site.yaml.
var bulletinCodes = []Entry{
	{
		Code: "bad-month",
		VI:   Words{"“%s” không phải là một tháng", "viết tháng/năm, ví dụ 5/2021, hoặc 2021-05"},
		EN:   Words{"“%s” is not a month", "write month/year, for example 5/2021, or 2021-05"},
	},
}
