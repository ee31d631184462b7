package viet

import (
	"strings"
	"testing"
)

func TestLooksPersonal(t *testing.T) {
	for _, c := range []struct {
		in, kind string
		offset   int
	}{
		{"0905123456", "phone", 0},
		{"ĐT: 0905 123 456.", "phone", len("ĐT: ")},
		{"ĐT.0905.123.456", "phone", len("ĐT.")},
		{"(0905-123-456)", "phone", 1},
		{"0905 123456, gọi", "phone", 0},
		{"090 512 3456", "phone", 0},
		{"0905\u00a0123\u00a0456", "phone", 0},
		{"09.05.12.34.56", "phone", 0},
		{"+84905123456", "phone", 0},
		{"+84 905 123 456", "phone", 0},
		{"+84-905.123.456", "phone", 0},
		{"gọi +84 905123456 12 giờ", "phone", len("gọi ")},
		{"phòng 12 0905123456", "phone", len("phòng 12 ")},
		{"0905123456 12 giờ", "phone", 0},
		{"0905123456/0914123456", "phone", 0},
		{"ngày 03.05.2021 0905123456", "phone", len("ngày 03.05.2021 ")},
		{"[gọi](tel:0905123456)", "phone", len("[gọi](tel:")},
		{"https://example.org/a hoặc 0905123456", "phone", len("https://example.org/a hoặc ")},
		{"0351234567 0581234567", "phone", 0},
		{"049123456789", "citizen-id", 0},
		{"CCCD 001 201 012 345", "citizen-id", len("CCCD ")},
		{"CCCD: 001201.012345", "citizen-id", len("CCCD: ")},
		{"0012 0101 2345", "citizen-id", 0},
		{"số 049123456789, cấp ngày 01/01/2021", "citizen-id", len("số ")},
		{"049123456789 10 người", "citizen-id", 0},
	} {
		for _, s := range []string{c.in, NFC(c.in)} {
			if kind, offset := LooksPersonal(s); kind != c.kind || offset != c.offset {
				t.Errorf("LooksPersonal(%q) = %q, %d; want %q, %d", s, kind, offset, c.kind, c.offset)
			}
		}
		for _, s := range spellings(c.in) {
			if kind, _ := LooksPersonal(s); kind != c.kind {
				t.Errorf("LooksPersonal(%+q) = %q", s, kind)
			}
		}
	}
}

func TestLooksPersonalLeavesOthersAlone(t *testing.T) {
	for _, s := range []string{
		"", "0", "+", "+84", "+84 ", "0 0 0 0 0 0 0 0 0 0 0 0",
		"75.000.000", "1.250.000 đồng", "500.000.000.000 đồng", "0,905123456",
		"08/HD-LĐLĐ", "0905123456/HD-LĐLĐ", "12-HD/BTGTU", "0905123456-HD/TU", "933/QĐ-TLĐ",
		"03-05-2021 10:30", "05.07.2021 08:30", "05-07-2021 12 người", "27/05/2021 08:30", "2021-05-07 0830",
		"0235 3852 123", "02353852123", "0105123456", "0205123456", // landlines, tax numbers
		"090512345", "09051234567", "00905123456", "10905123456", "0905123456789", "112345678901", "0491234567890",
		"1234 0567 8901 2345", "0905 123 456 789 012", "0905 123 456 12",
		"049-123-456-789", "04 91 23 45 67 89", "0905 12 34 56", "0905.123 456",
		"https://example.org/0905123456", "https://example.org/?a=1&p=0905123456", "https://zalo.me/x,0905123456",
		"www.example.org:0905123456", "zalo.me/0905123456", "[a](tep/0905123456.pdf)", "0905123456.pdf", "0905123456.jpg",
		"IMG_0905123456", "anh-0905123456", "A0905123456", "ơ0905123456", "0905123456ơ", "0905123456x", "0905123456_1",
		"0905123456@example.org", "#0905123456", "0905123456%", "0905123456,5", "0905123456:30", "0301234567-001",
		"+84 105 123 456", "+84 905 123 45", "+84 905 123 4567", "+849051234567", "+84905123456-1", "a+84905123456",
		"++84905123456", "+85905123456", "+84-x",
		strings.Repeat("0", 5000), strings.Repeat("0 ", 5000),
	} {
		if kind, offset := LooksPersonal(s); kind != "" || offset != 0 {
			t.Errorf("LooksPersonal(%q) = %q, %d", s, kind, offset)
		}
	}
}
