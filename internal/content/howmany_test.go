package content

import (
	"strings"
	"testing"
)

func TestHowMany(t *testing.T) {
	for _, c := range []struct {
		text, code string
		want       int
	}{
		{"0", "", 0}, {"12", "", 12}, {"1.000", "", 1000}, {"all", "", All}, {"", "", 60}, {"9.999.999.999", "", All},
		{"nhiều", "how-many", 60}, {"-1", "how-many", 60}, {"1,5", "how-many", 60}, {"12 tháng", "how-many", 60}, {"[1]", "bad-text", 60},
	} {
		s := loadSite(t, map[string]string{"content/site.yaml": plainSite + "share_kit: " + c.text + "\n"})
		if got := s.Settings.ShareKit; got != c.want {
			t.Errorf("share_kit: %s gives %d, want %d", c.text, got, c.want)
		}
		found := strings.Join(problems(s), "\n")
		if (c.code == "") != (found == "") || !strings.Contains(found, c.code) {
			t.Errorf("share_kit: %s: %s", c.text, found)
		}
	}
}
