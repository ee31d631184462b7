package markdown

import "testing"

func TestIsMailbox(t *testing.T) {
	for s, want := range map[string]bool{
		"a@example.org": true, "a@example.org?subject=Hỏi": true, "a@example.org?Subject=x&body=y": true, "a@example.org?": true,
		"": false, "?subject=x": false, "a@x,b@y": false, "a@x;b@y": false, "a@x%2Cb@y": false, "a@x?cc=b@y": false,
		"a@x?subject=x&bcc=b@y": false, "a@x?%62cc=b@y": false, "a@x?to=b@y": false, "a@x?subject=x&&": false, "a@x?subject=x&amp;bcc=b": false,
	} {
		if got := IsMailbox(s); got != want {
			t.Errorf("IsMailbox(%q) = %v", s, got)
		}
	}
}
