// Package report gives the roll-up as data: the JSON, CSV and workbooks beside the
// activity pages and the campaigns, the workbook of a whole report, and the list of
// what a report lacks. What is counted, and how, is package site's; here it only gets its form.
package report

import (
	"bytes"
	"strings"
	"sync"

	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Files adds data.json and data.csv of the activity page, each of its years and
// months, and each campaign; all but months have data.xlsx too.
func Files(t *output.Tree, s *site.Site) {
	addWorkbook(t, s, s.ActivityURL(), add(t, s, s.ActivityURL(), site.Filter{}))
	for _, y := range s.Archive {
		first := viet.Day(y.Year, 1, 1, s.Now.Location())
		addWorkbook(t, s, s.YearURL(y.Year), add(t, s, s.YearURL(y.Year), site.Filter{From: first, To: first.AddDate(1, 0, -1)}))
		for _, m := range y.Months {
			first := viet.Day(m.Year, m.Month, 1, s.Now.Location())
			add(t, s, s.MonthURL(m.Year, m.Month), site.Filter{From: first, To: first.AddDate(0, 1, -1)})
		}
	}
	for _, c := range s.Campaigns {
		addWorkbook(t, s, c.URL, add(t, s, c.URL, site.Filter{Campaign: c}))
	}
}

// add adds JSON and CSV of one roll-up at the address url, and gives the
// roll-up, which is summed once for all its files, when the first is asked for.
func add(t *output.Tree, s *site.Site, url string, f site.Filter) func() *site.Rollup {
	sum := sync.OnceValue(func() *site.Rollup { return s.Rollup(f) })
	folder := strings.TrimPrefix(url, "/")
	t.Add(output.File{Path: folder + "data.json", Kind: output.Data, Render: func(w *bytes.Buffer) error {
		JSON(w, sum())
		return nil
	}})
	t.Add(output.File{Path: folder + "data.csv", Kind: output.Data, Render: func(w *bytes.Buffer) error {
		CSV(w, sum(), s.Lang)
		return nil
	}})
	return sum
}

func addWorkbook(t *output.Tree, s *site.Site, url string, sum func() *site.Rollup) {
	t.Add(output.File{Path: strings.TrimPrefix(url, "/") + "data.xlsx", Kind: output.Data, Render: func(w *bytes.Buffer) error {
		return XLSX(w, sum(), s.Lang)
	}})
}
