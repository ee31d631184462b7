package render

import (
	"strings"
	"testing"

	"bantin/internal/site"
)

// The rows of units or topics that add up to more than there is are explained by what is shared: not otherwise.
func TestJointNotes(t *testing.T) {
	r := newRenderer(sample(t))
	for _, c := range []struct {
		name                          string
		posts, activities             int
		added                         []site.UnitRow
		wantPosts, wantActs, wantHeat bool
	}{
		{"nothing is shared", 3, 4, []site.UnitRow{{Posts: 1, Activities: 2}, {Posts: 2, Activities: 2}}, false, false, false},
		{"posts only", 3, 4, []site.UnitRow{{Posts: 3, Activities: 4}, {Posts: 2}}, true, false, false},
		{"activities only", 3, 2, []site.UnitRow{{Posts: 3, Activities: 2}, {Activities: 2}}, false, true, true},
		{"both", 3, 2, []site.UnitRow{{Posts: 3, Activities: 2}, {Posts: 2, Activities: 2}}, true, true, true},
		{"one has no unit", 3, 2, []site.UnitRow{{Posts: 2, Activities: 1}}, false, false, false},
	} {
		roll := &site.Rollup{Posts: c.posts, Activities: c.activities, Units: c.added}
		note, heat := r.jointNote(roll), r.jointActivities(roll)
		if strings.Contains(note, "Tin bài: các dòng cộng lại được 5, dòng “Cộng” là 3,") != c.wantPosts ||
			strings.Contains(note, "Hoạt động: các dòng cộng lại được 4, dòng “Cộng” là 2,") != c.wantActs || (heat != "") != c.wantHeat ||
			(note != "") != (c.wantPosts || c.wantActs) {
			t.Errorf("%s: %q, %q", c.name, note, heat)
		}
	}
	roll := &site.Rollup{Posts: 3, Activities: 1, Topics: []site.TopicRow{{Posts: 2, Activities: 1}, {Posts: 3}}}
	if got := r.topicsNote(roll); got != "Tin bài: các dòng cộng lại được 5, tất cả có 3, vì một bài về nhiều chủ đề được tính cho từng chủ đề." {
		t.Errorf("%q", got)
	}
	_, all := campaignSite(t, "2021-12-01T08:00:00+07:00")
	if got := words(open(t, all, "dot/dot/index.html").first("section", "aria-labelledby", "_results")); !strings.Contains(got, "Hoạt động: các dòng cộng lại được") ||
		!strings.Contains(got, "Tin bài: các dòng cộng lại được 6, dòng “Cộng” là 5,") {
		t.Errorf("the table of a campaign does not say why it adds up to more: %s", got)
	}
}
