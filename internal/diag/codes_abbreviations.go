package diag

// abbreviationCodes are about content/abbreviations.yaml, the short forms that the search knows.
var abbreviationCodes = []Entry{
	{
		Code: "bad-abbreviation",
		VI:   Words{"“%s” không dùng làm chữ viết tắt được", "viết dạng tắt trước dấu hai chấm, có chữ cái, không quá 30 ký tự, ví dụ CĐCS: công đoàn cơ sở"},
		EN:   Words{"“%s” cannot be an abbreviation", "write the short form before the colon, with a letter in it and at most 30 characters, for example CĐCS: công đoàn cơ sở"},
	},
	{
		Code: "abbreviation-long",
		VI:   Words{"“%[2]s” không phải là dạng đầy đủ của “%[1]s”", "viết cụm từ mà chữ tắt thay cho, không quá 200 ký tự, ví dụ CĐCS: công đoàn cơ sở"},
		EN:   Words{"“%[2]s” is not what “%[1]s” stands for", "write the words in full, at most 200 characters, for example CĐCS: công đoàn cơ sở"},
	},
	{
		Code:     "abbreviation-twice",
		Severity: Warning,
		VI:       Words{"“%[1]s” đã có ở trên, viết là “%[2]s”", "gộp làm một; nhiều dạng đầy đủ thì ghi thành danh sách: [dạng thứ nhất, dạng thứ hai]"},
		EN:       Words{"“%[1]s” is there already, as “%[2]s”", "make one entry of the two; several long forms are a list: [the first, the second]"},
	},
	{
		Code:     "abbreviation-nothing",
		Severity: Warning,
		VI:       Words{"sau “%s” chưa có gì, mà chữ tắt này cũng không có sẵn để bỏ", "ghi dạng đầy đủ sau dấu hai chấm, hoặc xóa dòng này"},
		EN:       Words{"nothing stands after “%s”, and there is no built-in abbreviation of that name to take away", "write what it stands for after the colon, or delete the line"},
	},
}
