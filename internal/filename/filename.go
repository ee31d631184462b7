// Package filename tells which names of files and folders every system can hold, and which two names are one on
// Windows or macOS. It is pure and says the same everywhere: what is made on one machine goes to colleagues' others.
package filename

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OnWindows tells whether Windows can hold a file or folder of this name, which is one part of a path. It cannot hold
// those that it keeps for devices, with any ending ("aux", "con.jpg"), those that end in a dot or a space, and those with
// characters that mean something to it (a colon begins a stream within a file: "a.txt:b").
// Source: Microsoft, “Naming Files, Paths, and Namespaces”.
func OnWindows(name string) bool {
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return name == "." || name == ".."
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) }) {
		return false
	}
	return !isDevice(name)
}

// isDevice tells whether Windows takes a name for a device: whatever follows its first dot, and spaces before that, do not count.
func isDevice(name string) bool {
	if len(name) < 3 || !strings.ContainsRune("acnplACNPL", rune(name[0])) {
		return false
	}
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToLower(strings.TrimRight(stem, " "))
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	number, numbered := strings.CutPrefix(stem, "com")
	if !numbered {
		number, numbered = strings.CutPrefix(stem, "lpt")
	}
	// Its figures are ¹, ² and ³ too.
	return numbered && utf8.RuneCountInString(number) == 1 && strings.Contains("123456789¹²³", number)
}

// FirstBad gives the first part of a slash path that Windows cannot hold, "" when it can hold all.
func FirstBad(path string) string {
	for part := range strings.SplitSeq(path, "/") {
		if part != "" && !OnWindows(part) {
			return part
		}
	}
	return ""
}

// Safe gives a name that Windows can hold: its own, or one like it. It has the same ending, and is never longer by more
// than a byte.
func Safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, name)
	if trimmed := strings.TrimRight(name, ". "); trimmed != name {
		name = trimmed + "-"
	}
	if isDevice(name) {
		stem, _, _ := strings.Cut(name, ".")
		name = strings.TrimRight(stem, " ") + "-" + name[len(stem):]
	}
	return name
}

// Fold gives what two names have in common that are one name on Windows or macOS, where case does not count. Names
// must be NFC already.
func Fold(name string) string {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, name)
		}
	}
	return strings.ToLower(name)
}

// foldRune gives one and the same of all forms of a letter: "k" for "K" and for the sign of kelvin.
func foldRune(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return unicode.ToLower(least)
}
