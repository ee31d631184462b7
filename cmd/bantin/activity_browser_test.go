package main

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A table of units sorts by any column: numbers from the largest, names as they
// came, then the other way round, then as it was; who cannot see is told.
func TestTableSorts(t *testing.T) {
	ctx := newTab(t, chromium(t), 1280, 800, 1).ctx
	server := httptest.NewServer(strict(http.FileServer(http.Dir(sampleSite(t)))))
	defer server.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/hoat-dong/2021/")); err != nil {
		t.Fatal(err)
	}
	// press clicks the button of a column and gives the column, the first names, the order and what is said.
	press := func(column string) []string {
		t.Helper()
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(() => {
			const table = document.querySelector('.heat');
			const heads = [...table.tHead.rows[0].cells];
			const i = heads.findIndex((h) => h.textContent === '`+column+`');
			heads[i].querySelector('button').click();
			const rows = [...table.tBodies[0].rows];
			return [rows.map((r) => r.cells[i].textContent).join(' '), rows.map((r) => r.cells[0].textContent).join('|'),
				heads.map((h) => h.getAttribute('aria-sort') ?? '').join(''), document.querySelector('[role=status]').textContent,
				table.tFoot.rows[0].cells[0].textContent].join('\n');
		})()`))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(got, "\n")
	}
	down, up, back := press("Cộng"), press("Cộng"), press("Cộng")
	numbers := strings.Fields(down[0])
	if !slices.IsSortedFunc(numbers, func(a, b string) int { return cmp.Compare(figure(t, b), figure(t, a)) }) || numbers[0] == numbers[len(numbers)-1] {
		t.Errorf("first: %q", down[0])
	}
	slices.Reverse(numbers)
	if got := strings.Fields(up[0]); !slices.Equal(got, numbers) {
		t.Errorf("second: %q, want %q", got, numbers)
	}
	if down[2] != "descending" || up[2] != "ascending" || back[2] != "" || back[4] != "Cộng" {
		t.Errorf("orders %q, %q, %q", down[2], up[2], back[2])
	}
	if down[3] != "Xếp theo cột Cộng: từ lớn đến nhỏ" || back[3] != "Xếp theo cột Cộng: như ban đầu" {
		t.Errorf("said %q, %q", down[3], back[3])
	}
	first, second, third := press("Đơn vị"), press("Đơn vị"), press("Đơn vị")
	names := strings.Split(back[1], "|")
	slices.Reverse(names)
	if first[1] != back[1] || second[1] != strings.Join(names, "|") || third[1] != back[1] || first[2] != "ascending" || second[2] != "descending" || third[2] != "" {
		t.Errorf("names: %q\n%q\n%q", first, second, third)
	}
}

// Columns sort by what their numbers are, not by how they are written: 10 is more than 9, 1.250 more than both, 89,6%
// less than 108% and more than 10, and what nobody gave is less than nothing.
func TestTableSortsNumbers(t *testing.T) {
	ctx := newTab(t, chromium(t), 1280, 800, 1).ctx
	server := httptest.NewServer(strict(http.FileServer(http.Dir(sampleSite(t)))))
	defer server.Close()
	for _, c := range []struct{ column, down, up string }{
		{"9 – 1.250 10 0 89,6%", "1.250 89,6% 10 9 0 –", "– 0 9 10 89,6% 1.250"},
		{"89,6% 100% 9% 1.250% 108% –", "1.250% 108% 100% 89,6% 9% –", "– 9% 89,6% 100% 108% 1.250%"},
		{"75.000.000 1,250 62.5% 75", "75.000.000 1,250 75 62.5%", "62.5% 75 1,250 75.000.000"},
	} {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/hoat-dong/2021/")); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(() => {
			const table = document.querySelector('[data-sort]');
			const rows = [...table.tBodies[0].rows];
			const values = '`+c.column+`'.split(' ');
			rows.slice(values.length).forEach((r) => r.remove());
			values.forEach((v, i) => { rows[i].cells[1].textContent = v; });
			const press = () => {
				table.tHead.rows[0].cells[1].querySelector('button').click();
				return [...table.tBodies[0].rows].map((r) => r.cells[1].textContent).join(' ');
			};
			return [press(), press(), press()].join('|');
		})()`))
		if err != nil {
			t.Fatal(err)
		}
		if want := c.down + "|" + c.up + "|" + c.column; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
