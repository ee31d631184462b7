package viet

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFirstSentences(t *testing.T) {
	tests := []struct {
		s    string
		n    int
		want string
	}{
		{"", 2, ""},
		{"Một câu. Hai câu. Ba câu.", 0, ""},
		{"Một câu. Hai câu. Ba câu.", 1, "Một câu."},
		{"Một câu. Hai câu. Ba câu.", 2, "Một câu. Hai câu."},
		{"Một câu. Hai câu. Ba câu.", 3, "Một câu. Hai câu. Ba câu."},
		{"Một câu. Hai câu. Ba câu.", 9, "Một câu. Hai câu. Ba câu."},
		{"  Không có dấu chấm  ", 1, "Không có dấu chấm"},
		{"Có 1.250 lượt người, tăng 9,5%. Vậy là đủ.", 1, "Có 1.250 lượt người, tăng 9,5%."},
		{"Họp lúc 7.30 ngày 1.5. Đông đủ.", 1, "Họp lúc 7.30 ngày 1.5."},
		{"Đoàn đến TP. Hội An vào sáng nay. Trời nắng.", 1, "Đoàn đến TP. Hội An vào sáng nay."},
		{"Diễn giả là PGS.TS. Nguyễn Văn A. trình bày. Hết.", 1, "Diễn giả là PGS.TS. Nguyễn Văn A. trình bày."},
		{"Ở P. Tân An, Q. 1. Xong.", 1, "Ở P. Tân An, Q. 1."},
		{"1. Mở đầu. 2. Kết.", 1, "1. Mở đầu."},
		{"Năm 2021. Năm của đổi mới.", 1, "Năm 2021."},
		{"“Ai cũng có việc!” Đó là lời của tổ trưởng. Hết.", 1, "“Ai cũng có việc!”"},
		{"Vui quá… rồi về. Hết.", 1, "Vui quá… rồi về."},
		{"Xong chưa?! Rồi. Hết.", 2, "Xong chưa?! Rồi."},
		{"Có gạo, dầu ăn, v.v. và khẩu trang. Hết.", 1, "Có gạo, dầu ăn, v.v. và khẩu trang."},
		{"Kết thúc vào năm sau.Không cách ra. Hết.", 1, "Kết thúc vào năm sau.Không cách ra."},
		{"Một đợt (lần thứ 2). Đông đủ.", 1, "Một đợt (lần thứ 2)."},
		{"... Bắt đầu. Hết.", 2, "... Bắt đầu."},
		{"Dr. No came. He left.", 1, "Dr. No came."},
		// A point that may be of an abbreviation, or not.
		{"Hội thi tổ chức sáng CN. Ban tổ chức mời đoàn viên đến cổ vũ.", 1, "Hội thi tổ chức sáng CN."},
		{"Hội thi tổ chức sáng CN. Thứ Hai trao giải.", 1, "Hội thi tổ chức sáng CN."},
		{"Người hướng dẫn là CN. Nguyễn Thị An. Hết.", 1, "Người hướng dẫn là CN. Nguyễn Thị An."},
		{"The members voted No. They will meet again.", 1, "The members voted No."},
		{"See form No. 5 below. It is short.", 1, "See form No. 5 below."},
		{"Kinh phí 1,2 tr. Số tiền do đoàn viên đóng góp.", 1, "Kinh phí 1,2 tr."},
		{"Xem tr. 12 của sổ tay. Hết.", 1, "Xem tr. 12 của sổ tay."},
		{"Đăng ký qua ĐT. Mỗi đơn vị một đội.", 1, "Đăng ký qua ĐT."},
		{"Lớp học có 2 PGS, 15 TS. Các học viên nhận chứng chỉ.", 1, "Lớp học có 2 PGS, 15 TS."},
		{"Theo BS. Hương, nên ăn sáng trước. Hết.", 1, "Theo BS. Hương, nên ăn sáng trước."},
		{"ThS. Hương trình bày. Hết.", 1, "ThS. Hương trình bày."},
		{"Tập trung ở hội trường A. Sau đó về các phòng.", 1, "Tập trung ở hội trường A."},
		{"Nhớ bổ sung vitamin C. Uống đủ nước.", 1, "Nhớ bổ sung vitamin C."},
		{"Chuyên gia J. R. Smith trình bày. Hết.", 1, "Chuyên gia J. R. Smith trình bày."},
		{"Điểm hiến máu ở P. Tân An (TT. Nam Phước). Hết.", 1, "Điểm hiến máu ở P. Tân An (TT. Nam Phước)."},
		{"(TP. Hội An) vui. Hết.", 1, "(TP. Hội An) vui."},
		{"II. Kết quả. III. Đánh giá.", 1, "II. Kết quả."},
		{"a. Mở đầu. Kết.", 1, "a. Mở đầu."},
		{"Đại hội khóa XV. Đông đủ.", 1, "Đại hội khóa XV."},
		{"Đông đủ 86 người. 41 là nữ.", 1, "Đông đủ 86 người."},
		{"Đồng chí P... Hội trường vỗ tay. Hết.", 1, "Đồng chí P..."},
		// Lists.
		{"Hội thi có 3 phần: 1. Chào hỏi; 2. Kiến thức; 3. Tài năng. Hết.", 1, "Hội thi có 3 phần: 1. Chào hỏi; 2. Kiến thức; 3. Tài năng."},
		{"Gồm: a. Ảnh, b. Phim, c. Bài viết. Hết.", 1, "Gồm: a. Ảnh, b. Phim, c. Bài viết."},
		{"Có hai mục: I. Ảnh; II. Phim. Hết.", 1, "Có hai mục: I. Ảnh; II. Phim."},
		{"Số lượng: 20. Thời gian: 8 giờ.", 1, "Số lượng: 20."},
		{"Nam: 12; nữ: 8. Đông đủ.", 1, "Nam: 12; nữ: 8."},
		{"Dành cho các lớp 10, 11, 12. Sau đó nghỉ.", 1, "Dành cho các lớp 10, 11, 12."},
		{"Họp ở phòng A, B. Sau đó nghỉ.", 1, "Họp ở phòng A, B."},
		{"Đà Nẵng, 2021. Sau đó nghỉ.", 1, "Đà Nẵng, 2021."},
		// Titles.
		{"Báo cáo của đ/c. Hương rất hay. Hết.", 1, "Báo cáo của đ/c. Hương rất hay."},
		{"Có Đ/c. An, đ.c. Bình dự. Hết.", 1, "Có Đ/c. An, đ.c. Bình dự."},
		{"Tổng số 25 đ/c. Vắng 2 đ/c. Hết.", 1, "Tổng số 25 đ/c."},
		{"Mời GS.TSKH. An, BSCKII. Bình, BS.CKI. Chi. Hết.", 1, "Mời GS.TSKH. An, BSCKII. Bình, BS.CKI. Chi."},
		{"Mời DS. An, ĐD. Bình, KTS. Chi, PGS.Th.S. Dung. Hết.", 1, "Mời DS. An, ĐD. Bình, KTS. Chi, PGS.Th.S. Dung."},
		{"Mời NGƯT. An, NGND. Bình, NSƯT. Chi, NSND. Dung. Hết.", 1, "Mời NGƯT. An, NGND. Bình, NSƯT. Chi, NSND. Dung."},
		{"Kinh phí 2,5 tỷ đ. Trong đó ngân sách một nửa.", 1, "Kinh phí 2,5 tỷ đ."},
		// Quotations.
		{"Ông hỏi: “Vì sao? Ai làm?” rồi đi. Hết.", 1, "Ông hỏi: “Vì sao? Ai làm?” rồi đi."},
		{"Chương trình “Xin chào! Việt Nam” mở màn. Sau đó nghỉ.", 1, "Chương trình “Xin chào! Việt Nam” mở màn."},
		{"Bà nói: “Được rồi.” Mọi người vỗ tay.", 1, "Bà nói: “Được rồi.”"},
		{"Ông nói \"Vì sao? Ai làm?\" rồi «Ai? Ở đâu?» nữa. Hết.", 1, "Ông nói \"Vì sao? Ai làm?\" rồi «Ai? Ở đâu?» nữa."},
		{"Ông kể: “Bà hỏi: “Ai? Ở đâu?” Tôi im. Rồi đi.” Cả nhà cười.", 1, "Ông kể: “Bà hỏi: “Ai? Ở đâu?” Tôi im. Rồi đi.”"},
		{"Ông nói “Vì sao? Ai làm? Rồi đi.", 1, "Ông nói “Vì sao?"},
		{"Ông nói “Vì sao? Ai làm?\n\nRồi “ai” đi”.", 1, "Ông nói “Vì sao?"},
		{"Ông nói “Vì sao? Rồi “Ai? Ở đâu?” nữa. Hết.", 2, "Ông nói “Vì sao? Rồi “Ai? Ở đâu?” nữa."},
		{"Màn hình 32\". Loa to. Giấy 15\". Hết.", 1, "Màn hình 32\"."},
		{"Bài \"Quê hương” hay. Bài \"Đi\" dở. Hết.", 1, "Bài \"Quê hương” hay."},
		{"“Một «hai” ba. Bốn» năm. Hết.", 1, "“Một «hai” ba. Bốn» năm."},
	}
	for _, tt := range tests {
		if got := FirstSentences(tt.s, tt.n); got != tt.want {
			t.Errorf("FirstSentences(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

// However many points, quotes and titles stand one behind the other, a text is read in a blink.
func TestFirstSentencesOfMuch(t *testing.T) {
	for _, part := range []string{
		".", "....” ", "....“ ", "“....” A ", ". ", ".”", ".\" ", "“", "«“\"”", "“ A. ", "\"A. ", "A.\n", "CN.\n", "a", "1, ", "1; 2. ", "ThS. ", "A.(", "?! ",
	} {
		s := strings.Repeat(part, 1<<20/len(part))
		began := time.Now()
		got := FirstSentences(s, len(s))
		if took := time.Since(began); got != strings.TrimSpace(s) || took > 30*time.Second {
			t.Errorf("1 MB of %q: %d bytes in %v", part, len(got), took)
		}
	}
}

// What is given is the beginning of the text, grows with n, and is all of it in the end.
func FuzzFirstSentences(f *testing.F) {
	f.Add("Một câu. Hai câu! Ba câu? “Bốn.” Hết…", 2)
	f.Add("1. TP. A. 2.5 … ”", 3)
	f.Add(strings.Repeat("....” “A.\n", 2000)+strings.Repeat(".", 60000), 3)
	f.Add("Có: 1. A, 2. B; “C? «D. \"E\" F” G» H.\n\n“I. 12 đ/c. Th.S. K", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = min(max(n, 0), 50)
		whole := strings.TrimSpace(s)
		got, next := FirstSentences(s, n), FirstSentences(s, n+1)
		if !strings.HasPrefix(whole, got) || !strings.HasPrefix(next, got) {
			t.Errorf("%q: %q, then %q", s, got, next)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q: cut inside a letter: %q", s, got)
		}
		if got := FirstSentences(s, len(s)+1); got != whole {
			t.Errorf("%q: all of it is %q", s, got)
		}
	})
}
