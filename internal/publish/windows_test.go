package publish

import "testing"

// What a person types for a folder on Windows, told apart from addresses without being there.
func TestWindowsPaths(t *testing.T) {
	for address, want := range map[string]string{
		"/C:/www/tin": `C:\www\tin`, "/d:/": `d:\`, "/www/tin": `\www\tin`, "/": `\`, "": "",
	} {
		if got := filePath("windows", address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
		if got := filePath("linux", address); got != address {
			t.Errorf("%s: %s elsewhere", address, got)
		}
	}
	for _, folder := range []string{`C:\www`, `C:/www`, `c:www`, `\\server\www`, `..\www`, `.\s3`, "C://www"} {
		if isURL(folder) || mistyped(folder) != "" {
			t.Errorf("%s is taken for an address: %s", folder, mistyped(folder))
		}
		if path, ok := LocalPath(folder); !ok || path != folder {
			t.Errorf("%s is the folder %s, %v", folder, path, ok)
		}
	}
}
