package output

import "testing"

func TestUnusable(t *testing.T) {
	for dir, want := range map[string]bool{
		`C:\tin\public`: false, `C:\tin\con`: true, `C:\aux\public`: true, `C:/tin/nul.html`: true, `d:\tin\bai.`: true, `C:\tin\a:b`: true,
		`\\server\tin\public`: false, `\\server\tin\lpt1`: true, `\\?\C:\tin\public`: false, `C:\`: false, `C:\tin\.bantin`: false, `C:\Công đoàn\bài con`: false,
	} {
		if got := unusable("windows", dir); got != want {
			t.Errorf("%s: %v, want %v", dir, got, want)
		}
	}
	if unusable("linux", "/srv/con") || unusable("darwin", "/srv/a:b.") {
		t.Error("elsewhere these are folders like any other")
	}
}
