package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bantin/internal/site"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// line is a row of a table in any form: what it is about, its counts, "" where there
// are none, and its metrics by id.
type line struct {
	About                    string
	Posts, Activities, Joint string
	Metrics                  map[string]string
}

// names are the tables in the order of the CSV.
var names = []string{"total", "forms", "kinds", "topics", "units", "months"}

// readJSON gives the tables of the JSON form, by ids.
func readJSON(t *testing.T, b []byte) map[string][]line {
	t.Helper()
	type row struct {
		ID, Month                string
		Posts, Activities, Joint *json.Number
		Metrics                  map[string]json.Number
	}
	var all struct {
		row
		Forms, Kinds, Topics, Units, Months []row
	}
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	number := func(n *json.Number) string {
		if n == nil {
			return ""
		}
		return n.String()
	}
	out := make(map[string][]line)
	for i, rows := range [][]row{{all.row}, all.Forms, all.Kinds, all.Topics, all.Units, all.Months} {
		for _, r := range rows {
			l := line{About: r.ID + r.Month, Posts: number(r.Posts), Activities: number(r.Activities), Joint: number(r.Joint), Metrics: map[string]string{}}
			for id, n := range r.Metrics {
				l.Metrics[id] = n.String()
			}
			out[names[i]] = append(out[names[i]], l)
		}
	}
	return out
}

// readCSV gives the tables of the CSV form by ids, and the titles in them.
func readCSV(t *testing.T, b []byte) (tables map[string][]line, titles []string) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	tables = make(map[string][]line)
	for _, r := range rows[1:] {
		l := line{About: r[1], Posts: r[3], Activities: r[4], Joint: r[5], Metrics: map[string]string{}}
		for c, n := range r[6:] {
			if n != "" {
				l.Metrics[rows[0][6+c]] = n
			}
		}
		tables[r[0]] = append(tables[r[0]], l)
		titles = append(titles, r[2])
	}
	return tables, titles
}

// readBook gives the sheets of a workbook as rows of raw values, and fails if any cell is a formula.
func readBook(t testing.TB, b []byte) (sheets [][][]string, list []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.Pkg.Range(func(name, part any) bool {
		if data := part.([]byte); strings.HasPrefix(name.(string), "xl/worksheets/") && (bytes.Contains(data, []byte("<f>")) || bytes.Contains(data, []byte("<f "))) {
			t.Errorf("%s has a formula", name)
		}
		return true
	})
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, rows)
	}
	return sheets, f.GetSheetList()
}

// valueAt gives a value of a row, of which a reader leaves out the empty end.
func valueAt(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// linesOf turns a sheet into lines, the total last; counts are the columns of posts, activities and joint, -1 without.
func linesOf(rows [][]string, s *site.Site, n int, counts [3]int) []line {
	ids := map[string]string{}
	for i := range s.Vocabulary.Metrics {
		m := &s.Vocabulary.Metrics[i]
		ids[clean(metricTitle(m))] = m.ID
	}
	var out []line
	for _, r := range rows[1 : n+2] {
		l := line{About: valueAt(r, 0), Metrics: map[string]string{}}
		for i, c := range []*string{&l.Posts, &l.Activities, &l.Joint} {
			if counts[i] > 0 {
				*c = valueAt(r, counts[i])
			}
		}
		for c := range r {
			if id, ok := ids[rows[0][c]]; ok && r[c] != "" {
				l.Metrics[id] = r[c]
			}
		}
		out = append(out, l)
	}
	return out
}

func filters(s *site.Site, zone *time.Location) []site.Filter {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	out := []site.Filter{{}, {From: day(2021, 1, 1), To: day(2021, 12, 31)}, {From: day(2021, 5, 1), To: day(2021, 5, 31)}, {From: day(2021, 3, 1)}, {To: day(2021, 3, 1)}}
	for _, c := range s.Campaigns {
		out = append(out, site.Filter{Campaign: c}, site.Filter{Campaign: c, Unit: s.Units[0]}, site.Filter{Campaign: c, From: day(2021, 5, 1)})
	}
	for _, u := range s.Units[:1] {
		out = append(out, site.Filter{Unit: u}, site.Filter{Unit: u, Topic: s.Topics[0]})
	}
	for _, p := range s.Topics[:1] {
		out = append(out, site.Filter{Topic: p})
	}
	return out
}

// TestFormsAgree: whatever is asked for, JSON, CSV and workbook say the same, number by number.
func TestFormsAgree(t *testing.T) {
	seeds := uint64(12)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		src := randomSite(rand.New(rand.NewPCG(seed, 7)))
		s, problems := site.New(src, site.Options{Now: time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC)})
		if n := problems.Errors(); n > 0 {
			t.Fatalf("seed %d: %d errors, %+v", seed, n, problems.All()[0])
		}
		for i, f := range filters(s, src.Settings.Zone) {
			t.Run(fmt.Sprint(seed, "/", i), func(t *testing.T) { agree(t, New(s, f)) })
		}
	}
}

func agree(t *testing.T, r *Report) {
	var j, c, x bytes.Buffer
	JSON(&j, r.Roll)
	CSV(&c, r.Roll, r.Site.Lang)
	if err := Workbook(&x, r); err != nil {
		t.Fatal(err)
	}
	fromJSON := readJSON(t, j.Bytes())
	fromCSV, titles := readCSV(t, c.Bytes())
	if diff := cmp.Diff(fromJSON, fromCSV); diff != "" {
		t.Fatalf("JSON and CSV differ (-json +csv)\n%s", diff)
	}
	for _, name := range names {
		for _, l := range fromCSV[name] {
			if !titled(name, l.About, titles[0]) {
				t.Errorf("CSV: %s %s has the title %q", name, l.About, titles[0])
			}
			titles = titles[1:]
		}
	}
	sheets, _ := readBook(t, x.Bytes())
	total := fromJSON["total"][0]
	// Rows of a sheet have titles where those of the JSON have ids, and end with the total.
	for i, counts := range map[int][3]int{1: {1, 2, 3}, 2: {-1, 1, -1}, 3: {1, 2, -1}, 4: {1, -1, -1}, 5: {1, 2, -1}} {
		name := map[int]string{1: "units", 2: "kinds", 3: "topics", 4: "forms", 5: "months"}[i]
		want := slices.Clone(fromJSON[name])
		got := linesOf(sheets[i], r.Site, len(want), counts)
		for k := range want {
			if !titled(name, want[k].About, got[k].About) {
				t.Errorf("workbook: %s %s has the title %q", name, want[k].About, got[k].About)
			}
			got[k].About = want[k].About
		}
		last := line{About: r.Site.Lang.Words.Book.Total, Metrics: map[string]string{}}
		if counts[0] > 0 {
			last.Posts = total.Posts
		}
		if counts[1] > 0 {
			last.Activities = total.Activities
		}
		if name != "topics" && name != "forms" {
			last.Metrics = total.Metrics
		}
		if diff := cmp.Diff(append(want, last), got); diff != "" {
			t.Errorf("%s: JSON and workbook differ (-json +xlsx)\n%s", name, diff)
		}
	}
	checkLists(t, r, sheets[6], sheets[7], total)
}

// titled tells whether a row of a table has the title of what it is about. Random titles end with their id.
func titled(table, id, title string) bool {
	switch table {
	case "total":
		return title == "Tổng cộng"
	case "forms":
		return title == map[string]string{
			"tin": "Tin", "bai-viet": "Bài viết", "hinh-anh": "Ảnh", "infographic": "Infographic", "video": "Video", "van-ban": "Văn bản", "thong-bao": "Thông báo",
		}[id]
	case "months":
		year, month, _ := strings.Cut(id, "-")
		return title == "Tháng "+strings.TrimPrefix(month, "0")+"/"+year
	}
	return strings.HasSuffix(title, " "+id)
}

// checkLists: the activities of the list add up to the total, those that only repeat numbers apart.
func checkLists(t *testing.T, r *Report, activities, posts [][]string, total line) {
	t.Helper()
	w := &r.Site.Lang.Words.Book
	repeats := slices.Index(activities[0], w.Repeats)
	sums, counted := map[string]int64{}, 0
	lines := linesOf(activities, r.Site, len(r.Activities), [3]int{-1, -1, -1})
	for i, l := range lines[:len(lines)-1] {
		if valueAt(activities[1+i], repeats) != "" {
			continue
		}
		counted++
		for id, n := range l.Metrics {
			v, err := strconv.ParseInt(n, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			sums[id] += v
		}
	}
	got := make(map[string]string)
	for id, n := range sums {
		got[id] = strconv.FormatInt(n, 10)
	}
	if !maps.Equal(got, total.Metrics) || strconv.Itoa(counted) != total.Activities {
		t.Errorf("the list of activities adds up to %v in %d, the total is %v in %s", got, counted, total.Metrics, total.Activities)
	}
	if last := lines[len(lines)-1]; !maps.Equal(last.Metrics, total.Metrics) {
		t.Errorf("the total of the list is %v, want %v", last.Metrics, total.Metrics)
	}
	for i, p := range r.Posts {
		if row := posts[1+i]; valueAt(row, 1) != clean(p.Title) || valueAt(row, 7) != r.Site.Abs(p.URL) || strings.Contains(row[0], "/") {
			t.Errorf("post %d is %q", i, row)
		}
	}
	if row := posts[1+len(r.Posts)]; valueAt(row, 1) != total.Posts {
		t.Errorf("the list has %q posts, want %s", row, total.Posts)
	}
}
