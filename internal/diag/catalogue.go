package diag

import "slices"

// Words are a message and its cure in one language. The verbs are %s or %[n]s
// with n the argument, from 1. Neither has a full stop; a hint begins in lower case.
type Words struct{ Message, Hint string }

// Entry is one kind of problem.
type Entry struct {
	Code     string
	Severity Severity
	VI, EN   Words
	// args is how many arguments the texts need.
	args int
}

// tables are split by the package that reports the codes.
var tables = [...][]Entry{
	contentCodes, calendarCodes, boardCodes, bulletinCodes, abbreviationCodes, markdownCodes, siteCodes, mediaCodes, buildCodes, depotCodes, reportCodes,
	checkCodes, limitCodes,
}

var catalogue = func() map[string]Entry {
	m := make(map[string]Entry)
	for _, t := range tables {
		for _, e := range t {
			if _, twice := m[e.Code]; twice {
				panic("diag: code twice: " + e.Code)
			}
			for _, text := range [...]string{e.VI.Message, e.VI.Hint, e.EN.Message, e.EN.Hint} {
				e.args = max(e.args, verbs(text))
			}
			m[e.Code] = e
		}
	}
	return m
}()

func lookup(code string) (Entry, bool) {
	e, ok := catalogue[code]
	return e, ok
}

// Codes lists every kind of problem, sorted by code.
func Codes() []Entry {
	var all []Entry
	for _, t := range tables {
		all = append(all, t...)
	}
	slices.SortFunc(all, func(a, b Entry) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return all
}
