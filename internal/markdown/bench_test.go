package markdown

import "testing"

// body has about 400 words, as an ordinary post.
const body = `Sáng 15/4, tại hội trường tầng hai, công đoàn cơ sở phối hợp với phòng chuyên môn tổ chức hội nghị học tập, quán triệt nghị quyết cho 86 đoàn viên. Hội nghị giới thiệu những nội dung cốt lõi và dành một giờ để đoàn viên trao đổi, đăng ký việc làm cụ thể của từng phòng.

Phát biểu khai mạc, đồng chí Chủ tịch công đoàn nhấn mạnh: "Mỗi đoàn viên chọn **một việc nhỏ** nhưng làm đến nơi đến chốn". Tài liệu tóm tắt hai trang được gửi qua nhóm nội bộ ngay sau buổi học, xem [kế hoạch triển khai](/2021/04/ke-hoach-trien-khai/) để biết thời gian của từng tổ.

## Nội dung chính của hội nghị

Báo cáo viên dành phần lớn thời gian nói về nhiệm vụ của tổ chức công đoàn trong nhiệm kỳ mới: chăm lo đời sống, bảo vệ quyền lợi hợp pháp của người lao động, xây dựng đội ngũ cán bộ vững mạnh và đổi mới cách tuyên truyền. Nhiều ví dụ lấy từ chính công việc hằng ngày ở cơ quan nên người nghe dễ hiểu, dễ nhớ.

- Rút ngắn thời gian giải quyết thủ tục cho người dân;
- tiết kiệm điện, nước, giấy in trong từng phòng;
- mỗi tháng một buổi sinh hoạt chuyên đề ở tổ công đoàn;
- thăm hỏi đoàn viên ốm đau, có hoàn cảnh khó khăn.

Sau phần trình bày, các tổ thảo luận sôi nổi. Ý kiến của tổ Văn phòng được nhiều người đồng tình: nên bắt đầu từ những việc đo đếm được, chẳng hạn số hồ sơ trả trước hạn, số buổi trực hỗ trợ người dân nộp hồ sơ trực tuyến.

## Kết quả đăng ký theo tổ

| Tổ công đoàn | Đăng ký | Đoàn viên |
|--------------|--------:|----------:|
| Văn phòng | 12 | 18 |
| Tổ chức, biên chế | 9 | 21 |
| Cải cách hành chính | 14 | 25 |
| Thanh tra, pháp chế | 8 | 22 |

Như vậy, chỉ sau một buổi, đã có 43 việc làm cụ thể được ghi vào sổ. Ban chấp hành sẽ tổng hợp, công khai trên bảng tin và theo dõi hằng tháng; tổ nào hoàn thành sớm sẽ được biểu dương trong buổi sơ kết giữa năm.

### Việc tiếp theo

Từ nay đến hết tháng Sáu, công đoàn tổ chức thêm ba buổi sinh hoạt chuyên đề. Các tổ gửi báo cáo ngắn trước ngày 25 hằng tháng, kèm ảnh và số liệu, để ban biên tập đăng trên trang thông tin. Đoàn viên có sáng kiến hay gửi vào *Hộp thư sáng kiến* đặt tại sảnh tầng một.

> Việc nhỏ mà làm được, còn hơn việc lớn chỉ nằm trên giấy.
>
> — Một đoàn viên tổ Cải cách hành chính
`

// BenchmarkStageMarkdown makes HTML of the body of one post, on one processor: what a build does for each.
func BenchmarkStageMarkdown(b *testing.B) {
	c := newConverter()
	src := []byte(body)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		c.Convert("post.md", 10, src)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/1000/float64(b.N), "µs/post")
}
