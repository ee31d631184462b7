package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"bantin/internal/site"
	"bantin/internal/viet"
)

// TestLibreOffice: another program reads from a workbook what was written, every cell of
// every sheet, and shows numbers and dates as they should be, in columns that are wide enough.
func TestLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("short: LibreOffice takes a while")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("LibreOffice (soffice) is missing; CI has it")
	}
	src := randomSite(rand.New(rand.NewPCG(3, 7)))
	s, _ := site.New(src, site.Options{Now: time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC)})
	r := New(s, site.Filter{})
	if len(r.Posts) < 10 || len(r.Activities) < 10 {
		t.Fatalf("a report of %d posts and %d activities shows little", len(r.Posts), len(r.Activities))
	}
	var b bytes.Buffer
	if err := Workbook(&b, r); err != nil {
		t.Fatal(err)
	}
	folder := convert(t, b.Bytes())
	for _, sheet := range r.sheets() {
		data, err := os.ReadFile(filepath.Join(folder, "r-"+sheet.name+".csv"))
		if err != nil {
			t.Error(err)
			continue
		}
		in := csv.NewReader(bytes.NewReader(data))
		rows, err := in.ReadAll()
		if err != nil {
			t.Errorf("%s: %v", sheet.name, err)
			continue
		}
		compare(t, sheet, rows)
	}
}

// convert has LibreOffice turn a workbook into a CSV file for each sheet, with values as shown, in English.
func convert(t *testing.T, book []byte) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "r.xlsx")
	if err := os.WriteFile(file, book, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	// Comma, quotes, UTF-8, from the first line on, values as shown, no formulas, all sheets.
	const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", filter, "--outdir", dir, file)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	return dir
}

// compare holds what LibreOffice read against the cells of a sheet.
func compare(t *testing.T, s *sheet, rows [][]string) {
	t.Helper()
	want := [][]string{make([]string, len(s.head))}
	for c, head := range s.head {
		want[0][c] = clean(head)
	}
	all := s.rows
	if s.total != nil {
		all = append(all[:len(all):len(all)], s.total)
	}
	for _, row := range all {
		shown := make([]string, len(row))
		for c, v := range row {
			shown[c] = show(v)
		}
		want = append(want, shown)
	}
	if len(s.notes) > 0 {
		want = append(want, nil)
	}
	for _, note := range s.notes {
		want = append(want, []string{note})
	}
	if len(rows) != len(want) {
		t.Errorf("%s has %d rows, want %d", s.name, len(rows), len(want))
	}
	for y := range min(len(rows), len(want)) {
		for x := range max(len(rows[y]), len(want[y])) {
			if got, want := valueAt(rows[y], x), valueAt(want[y], x); got != want {
				t.Errorf("%s, row %d, column %d: %q, want %q", s.name, y+1, x+1, got, want)
			}
		}
	}
}

// show is a cell as an English spreadsheet shows it.
func show(c cell) string {
	switch c.form {
	case number:
		return viet.NumberEN(c.n)
	case large:
		return strconv.FormatInt(c.n, 10)
	case date:
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(c.n)).Format("02/01/2006")
	}
	return c.text
}
