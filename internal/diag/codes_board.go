package diag

// boardCodes are about lobby boards, the map “board” of content/site.yaml.
var boardCodes = []Entry{
	{
		Code: "number-range",
		VI:   Words{"“%s” nằm ngoài giới hạn", "viết số từ %[2]s đến %[3]s"},
		EN:   Words{"“%s” is out of range", "write a number from %[2]s to %[3]s"},
	},
}
