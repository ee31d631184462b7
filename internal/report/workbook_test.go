package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func xlsx(t testing.TB, r *site.Rollup, code string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := XLSX(&b, r, lang.For(code)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts unpacks a workbook.
func parts(t testing.TB, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	return out
}

func TestXLSX(t *testing.T) {
	r := sample()
	r.Metrics[0].Metric.Title, r.Metrics[0].Metric.Unit = "Lượt người tham dự", "lượt người"
	r.Metrics[1].Metric.Title, r.Metrics[1].Metric.Unit = "Pa nô", "tấm"
	sheets, list := readBook(t, xlsx(t, r, "vi"))
	if want := []string{"Tổng hợp", "Theo đơn vị", "Theo hình thức", "Theo chủ đề", "Theo loại bài", "Theo tháng"}; !slices.Equal(list, want) {
		t.Fatalf("sheets are %q", list)
	}
	blankNote := []string{"Ô trống là chưa có số liệu, không phải là số 0."}
	want := [][][]string{
		{
			{"Nội dung", "Số liệu", "Đơn vị tính"},
			{"Từ ngày", "44197"}, {"Đến ngày", "44561"}, {"Tin bài", "3"}, {"Hoạt động", "2"},
			{"Lượt người tham dự", "1250", "lượt người"}, {"Pa nô", "14", "tấm"}, {"Bài còn lỗi, chưa tính", "1"}, nil,
			{"Mỗi hoạt động được tính một lần, dù có mấy bài cùng kể, và tính vào kỳ có ngày đầu của nó."},
		},
		{
			{"Đơn vị", "Tin bài", "Hoạt động", "Trong đó làm chung", "Lượt người tham dự", "Pa nô (tấm)"},
			{`=HYPERLINK("x")`, "1", "1", "1", "", "14"}, {"Cộng", "3", "2", "", "1250", "14"}, nil, blankNote,
		},
		{{"Hình thức", "Hoạt động", "Lượt người tham dự", "Pa nô (tấm)"}, {"Hội nghị; học tập", "2", "0"}, {"Cộng", "2", "1250", "14"}, nil, blankNote},
		{{"Chủ đề", "Tin bài", "Hoạt động"}, {"Pháp luật", "2", "2"}, {`Y "tế"`, "0", "0"}, {"Cộng", "3", "2"}},
		{{"Loại bài", "Tin bài"}, {"Tin", "2"}, {"Infographic", "1"}, {"Cộng", "3"}},
		{
			{"Tháng", "Tin bài", "Hoạt động", "Lượt người tham dự", "Pa nô (tấm)"},
			{"Tháng 1/2021", "0", "0"}, {"Tháng 2/2021", "2", "2", "1250"}, {"Cộng", "3", "2", "1250", "14"}, nil, blankNote,
		},
	}
	if diff := cmp.Diff(want, sheets); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestLook: what readers see apart from the values.
func TestLook(t *testing.T) {
	b := xlsx(t, year(), "vi")
	all := parts(t, b)
	for part, want := range map[string][]string{
		"xl/worksheets/sheet2.xml": {
			`<autoFilter ref="$A$1:$AH$61">`, `state="frozen"`, `topLeftCell="B2"`, `xSplit="1"`, `ySplit="1"`, `fitToPage="true"`,
			`fitToHeight="0" fitToWidth="2" orientation="landscape" paperSize="9"`,
		},
		"xl/workbook.xml":  {"<definedName localSheetId=\"1\" name=\"_xlnm.Print_Titles\">&#39;Theo đơn vị&#39;!$A:$A,&#39;Theo đơn vị&#39;!$1:$1</definedName>"},
		"xl/styles.xml":    {`numFmtId="3"`, `formatCode="dd/mm/yyyy"`},
		"docProps/app.xml": {"<Application>bantin</Application>"},
	} {
		for _, s := range want {
			if !strings.Contains(all[part], s) {
				t.Errorf("%s lacks %s", part, s)
			}
		}
	}
	core := all["docProps/core.xml"]
	if !strings.Contains(core, "<dc:title>Số liệu hoạt động: 01/01/2021–31/12/2021</dc:title>") || strings.Contains(core, "created") || strings.Contains(core, "modified") {
		t.Errorf("the properties are %s", core)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if v, _ := f.GetCellValue("Tổng hợp", "B2"); v != "01/01/2021" {
		t.Errorf("a date shows as %q", v)
	}
	if v, _ := f.GetCellValue("Theo đơn vị", "F2"); v != "1,000" {
		t.Errorf("a number shows as %q", v)
	}
	if w, _ := f.GetColWidth("Theo đơn vị", "A"); w < 15 {
		t.Errorf("the names of units have %v figures' width", w)
	}
}

// TestSameBytes: a workbook is the same at any time, also when several are made at once.
func TestSameBytes(t *testing.T) {
	src := randomSite(rand.New(rand.NewPCG(3, 7)))
	s, _ := site.New(src, site.Options{Now: time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC)})
	report := func() []byte {
		var b bytes.Buffer
		if err := Workbook(&b, New(s, site.Filter{})); err != nil {
			t.Error(err)
		}
		return b.Bytes()
	}
	first, tables := report(), xlsx(t, year(), "vi")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if !bytes.Equal(report(), first) {
				t.Error("two workbooks of one report differ")
			}
			var b bytes.Buffer
			if err := XLSX(&b, year(), lang.For("vi")); err != nil || !bytes.Equal(b.Bytes(), tables) {
				t.Error("two workbooks of one roll-up differ", err)
			}
		})
	}
	group.Wait()
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
	}
}

func TestCells(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time {
		return time.Date(y, m, d, 23, 59, 0, 0, time.FixedZone("+07", 7*3600))
	}
	for _, test := range []struct {
		name      string
		got, want cell
	}{
		{"zero is a number", inNumbers(0), cell{form: number}},
		{"15 digits", inNumbers(999_999_999_999_999), cell{form: number, n: 999_999_999_999_999}},
		{"16 digits", inNumbers(1_000_000_000_000_000), cell{form: large, n: 1_000_000_000_000_000}},
		{"the largest", inNumbers(math.MaxInt64), cell{form: large, n: math.MaxInt64}},
		{"a date", inDays(day(2021, 5, 27)), cell{form: date, n: 44343}},
		{"the first sure date", inDays(day(1900, 3, 1)), cell{form: date, n: 61}},
		{"before it", inDays(day(1900, 2, 28)), cell{form: words, text: "28/02/1900"}},
		{"no date", inDays(time.Time{}), cell{}},
		{"no text", inWords("\x00\x7f"), cell{}},
		{"controls", inWords("a\x0bb\u0085\ufffe\uffffc\r\n\td"), cell{form: words, text: "abc\n\td"}},
	} {
		if test.got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, test.got, test.want)
		}
	}
}

// TestLargeNumbers: a number that a spreadsheet would round is text, and a note says so.
func TestLargeNumbers(t *testing.T) {
	r := sample()
	r.Metrics[0].N, r.Months[1].Metrics[0].N = math.MaxInt64, math.MaxInt64-1
	b := xlsx(t, r, "vi")
	sheets, _ := readBook(t, b)
	months := sheets[5]
	if months[2][3] != "9223372036854775806" || months[3][3] != "9223372036854775807" {
		t.Errorf("months are %q", months)
	}
	if !strings.Contains(parts(t, b)["xl/worksheets/sheet6.xml"], `t="inlineStr"><is><t>9223372036854775806<`) {
		t.Error("the large number is no text")
	}
	if note := months[len(months)-1][0]; note != lang.For("vi").Words.Book.Large {
		t.Errorf("the note is %q", note)
	}
	// Rows whose sum overflows are more than their total.
	r.Units = append(r.Units, r.Units[0], r.Units[0])
	for i := range r.Units {
		r.Units[i].Metrics = []site.Sum{{Metric: r.Metrics[0].Metric, N: math.MaxInt64}}
	}
	sheets, _ = readBook(t, xlsx(t, r, "vi"))
	if !slices.ContainsFunc(sheets[1], func(row []string) bool { return valueAt(row, 0) == lang.For("vi").Words.Book.MoreUnits }) {
		t.Errorf("joint activities are not explained: %q", sheets[1])
	}
}

// TestLongText: a cell holds 32,767 characters; a row is no higher than a row may be.
func TestLongText(t *testing.T) {
	r := sample()
	r.Units[0].Unit = unit("u", strings.Repeat("ơ\n", 20_000))
	sheets, _ := readBook(t, xlsx(t, r, "vi"))
	if n := utf8.RuneCountInString(sheets[1][1][0]); n != 32_767 {
		t.Errorf("the title has %d characters", n)
	}
}

func TestLinks(t *testing.T) {
	var l links
	l.add(7, 2, "https://example.org/?a=1&b=\"<\nhttps://example.org/2/")
	l.add(7, 3, "https://example.org/"+strings.Repeat("a", longestLink))
	l.n = mostLinks
	l.add(7, 4, "https://example.org/")
	if got := l.cells.String(); got != `<hyperlink ref="H2" r:id="rId1"/>` {
		t.Errorf("the cells are %s", got)
	}
	if got := l.targets.String(); !strings.Contains(got, `Target="https://example.org/?a=1&amp;b=&#34;&lt;" `) || strings.Count(got, "Target=") != 1 {
		t.Errorf("the targets are %s", got)
	}
}

func TestEnglishBook(t *testing.T) {
	sheets, list := readBook(t, xlsx(t, sample(), "en"))
	if list[1] != "By unit" || sheets[5][1][0] != "January 2021" || sheets[5][3][0] != "Total" {
		t.Errorf("sheets %q, months %q", list, sheets[5])
	}
}

// TestSheetNames: Excel asks to repair a workbook whose sheets have other names.
func TestSheetNames(t *testing.T) {
	for _, code := range []string{"vi", "en"} {
		w := &lang.For(code).Words.Book
		seen := make(map[string]bool)
		for _, name := range []string{w.Summary, w.Units, w.Kinds, w.Topics, w.Forms, w.Months, w.ActivityList, w.PostList, w.ToDo} {
			if utf8.RuneCountInString(name) > 31 || strings.ContainsAny(name, `:\/?*[]'`) || seen[strings.ToLower(name)] {
				t.Errorf("%q cannot be the name of a sheet", name)
			}
			seen[strings.ToLower(name)] = true
		}
	}
}

func TestTextLines(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  int
	}{
		{"", 10, 1}, {"một hai", 10, 1}, {"một hai ba", 7, 2}, {"một\nhai\nba", 10, 3}, {"https://example.org/2021/", 10, 3}, {"a bbbbbbbbbbbb", 5, 4}, {"aaaaa bbbbb", 5, 2},
	} {
		if got := textLines(test.text, test.width); got != test.want {
			t.Errorf("%q takes %d lines of %d, want %d", test.text, got, test.width, test.want)
		}
	}
}

// FuzzBook asserts that any title comes back from a workbook as it was, controls apart, and is never a formula.
func FuzzBook(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Add("_x005F_x0041_ \r\n")
	f.Fuzz(func(t *testing.T, title string) {
		if !utf8.ValidString(title) || len(title) > 10_000 {
			t.Skip("titles are UTF-8; longer ones are cut")
		}
		r := sample()
		r.Units[0].Unit, r.Topics[0].Topic = unit("u", title), topic("t", title)
		r.Metrics[0].Metric.Title = title
		r.Unit = r.Units[0].Unit
		sheets, _ := readBook(t, xlsx(t, r, "vi"))
		for i, got := range []string{valueAt(sheets[1][1], 0), valueAt(sheets[3][1], 0), valueAt(sheets[5][0], 3)} {
			if want := clean(title); got != want {
				t.Fatalf("place %d: %q, want %q", i, got, want)
			}
		}
	})
}

// year is the roll-up of a year of 60 units and 30 metrics.
func year() *site.Rollup {
	r := sample()
	r.Metrics, r.Units, r.Kinds, r.Months = nil, nil, nil, nil
	for i := range 30 {
		r.Metrics = append(r.Metrics, site.Sum{Metric: &content.MetricDef{ID: fmt.Sprint("m", i), Title: fmt.Sprint("Số liệu ", i), Unit: "lượt"}, N: int64(i) * 1000})
	}
	for i := range 60 {
		r.Units = append(r.Units, site.UnitRow{Unit: unit(fmt.Sprint("u", i), fmt.Sprint("CĐCS Đơn vị ", i)), Posts: i, Activities: i, Metrics: r.Metrics[i%15:]})
	}
	for i := range 17 {
		r.Kinds = append(r.Kinds, site.KindRow{Kind: &content.Kind{ID: fmt.Sprint("k", i), Title: fmt.Sprint("Hình thức ", i)}, Activities: i, Metrics: r.Metrics[i:]})
	}
	for i := range 12 {
		r.Months = append(r.Months, site.MonthRow{Year: 2021, Month: time.Month(i + 1), Metrics: r.Metrics})
	}
	return r
}

func BenchmarkXLSX(b *testing.B) {
	r, words := year(), lang.For("vi")
	var w bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		w.Reset()
		if err := XLSX(&w, r, words); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWorkbook writes the whole report of a site of 10,000 posts and 5,000 activities.
func BenchmarkWorkbook(b *testing.B) {
	s, _ := site.New(largeSite(10_000), site.Options{Now: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)})
	r := New(s, site.Filter{})
	var w bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		w.Reset()
		if err := Workbook(&w, r); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(w.Len()))
}

// BenchmarkStageRollup makes all data files of a site of 10,000 posts and 5,000 activities over ten years: those of the
// activity page, its years and months, and the campaigns, on one processor.
func BenchmarkStageRollup(b *testing.B) {
	const posts = 10_000
	s, _ := site.New(largeSite(posts), site.Options{Now: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)})
	var w bytes.Buffer
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		t := new(output.Tree)
		Files(t, s)
		size = 0
		for _, f := range t.Files() {
			w.Reset()
			if err := f.Render(&w); err != nil {
				b.Fatal(err)
			}
			size += w.Len()
		}
	}
	b.SetBytes(int64(size))
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*posts), "µs/post")
}
