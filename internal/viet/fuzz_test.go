package viet

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// samples seed the fuzzing with the oddities that the tables are about.
var samples = []string{
	"", "Công đoàn", "CĐCS Sở Nội vụ 10", "hoà Hòa hóa", "“Hộp thư sáng kiến” – 1.205 lượt", "Ðoàn ðã",
	"e\u0302\u0301e\u0301\u0302", "so\u00adng\u200b", "\xff\xfeế\xc2", "한글 각", "🇻🇳👍🏽", "a\x00\x01b",
	"C«ng ®oµn", "Coâng ñoaøn", "0905 123 456", "ǘ ñ ç K Å", strings.Repeat("ệ ", 60),
}

// bothForms gives s composed and taken apart; false when that cannot be undone,
// as with more marks on one letter than the normal forms allow, or when s is not
// UTF-8, where broken bytes stop marks from meeting their letters.
func bothForms(s string) (nfc, nfd string, ok bool) {
	nfc, nfd = norm.NFC.String(s), norm.NFD.String(s)
	return nfc, nfd, utf8.ValidString(s) && norm.NFC.String(nfd) == nfc && norm.NFD.String(nfc) == nfd
}

// FuzzText holds what every function promises of any bytes: no panic, the same
// answer for both normal forms, offsets inside of the text.
func FuzzText(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := NFC(NFC(s)); got != NFC(s) || got != string(NFCBytes([]byte(s))) || NFC(s) != norm.NFC.String(s) {
			t.Errorf("NFC(%+q) = %+q", NFC(s), got)
		}
		kind, at := LooksPersonal(s)
		if kindOfBytes, atOfBytes := LooksPersonalBytes([]byte(s)); kindOfBytes != kind || atOfBytes != at {
			t.Errorf("LooksPersonalBytes(%+q) = %q, %d, LooksPersonal %q, %d", s, kindOfBytes, atOfBytes, kind, at)
		}
		for _, offset := range []int{second(Legacy(NFC(s))), at} {
			if offset < 0 || offset > max(len(s), len(NFC(s))) {
				t.Errorf("offset %d in %+q", offset, s)
			}
		}
		if r, want, i := LookAlike(s); r != 0 && (want == 0 || !strings.HasPrefix(s[i:], string(r))) {
			t.Errorf("LookAlike(%+q) = %q, %q, %d", s, r, want, i)
		}
		if got, ok := Nearest(s, []string{s}); ok && got != s {
			t.Errorf("Nearest(%+q) = %+q", s, got)
		}
		if utf8.ValidString(s) && Fold(Fold(s)) != Fold(s) {
			t.Errorf("Fold(%+q) = %+q", Fold(s), Fold(Fold(s)))
		}
		if utf8.ValidString(s) && !SameName(s, " "+s+" ") {
			t.Errorf("the name %+q is not the same with spaces", s)
		}
		nfc, nfd, ok := bothForms(s)
		if !ok {
			return
		}
		for name, f := range map[string]func(string) string{"NFC": NFC, "Slug": Slug, "Fold": Fold, "NameKey": NameKey,
			"Initial": Initial, "Upper": Upper, "Key": Key} {
			if a, b := f(nfc), f(nfd); a != b {
				t.Errorf("%s: %+q for %+q, %+q for %+q", name, a, nfc, b, nfd)
			}
		}
		if a, b := Count(nfc), Count(nfd); a != b {
			t.Errorf("Count: %d for %+q, %d for %+q", a, nfc, b, nfd)
		}
	})
}

func second(_ string, n int) int { return n }

// FuzzCompare holds that strings have one order: it is the same both ways round and by keys, has no cycles, and tells
// apart what are different texts in NFC, and nothing else.
func FuzzCompare(f *testing.F) {
	for i, s := range samples {
		f.Add(s, samples[(i+1)%len(samples)], inOrder[i*3])
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		list := []string{a, b, c}
		for _, x := range list {
			for _, y := range list {
				got := Compare(x, y)
				if got != -Compare(y, x) {
					t.Errorf("Compare(%+q, %+q) is not the opposite the other way", x, y)
				}
				if got != strings.Compare(Key(x), Key(y)) {
					t.Errorf("the keys of %+q and %+q disagree with Compare", x, y)
				}
				if (got == 0) != (NFC(x) == NFC(y)) {
					t.Errorf("Compare(%+q, %+q) = %d", x, y, got)
				}
			}
			if nfc, nfd, ok := bothForms(x); ok && Compare(nfc, nfd) != 0 {
				t.Errorf("%+q differs from itself taken apart", x)
			}
		}
		slices.SortFunc(list, Compare)
		if Compare(list[0], list[1]) > 0 || Compare(list[1], list[2]) > 0 || Compare(list[0], list[2]) > 0 {
			t.Errorf("no order: %+q", list)
		}
	})
}

// FuzzShort holds what makes a text shorter to its limits: a slug is ASCII as addresses want it and is its own slug; an
// excerpt is one clean line, the beginning of the text, and no letter loses its marks; both are the same for both normal forms.
func FuzzShort(f *testing.F) {
	for i, s := range samples {
		f.Add(s, 80)
		f.Add(s, i*3)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		checkSlug(t, s, limit)
		checkExcerpt(t, s, limit)
	})
}

func checkSlug(t *testing.T, s string, limit int) {
	got := SlugMax(s, limit)
	if got != "" && !IsSlug(got) {
		t.Errorf("SlugMax(%+q, %d) = %+q", s, limit, got)
	}
	if len(got) > max(limit, 0) || len(Slug(s)) > slugMax {
		t.Errorf("SlugMax(%+q, %d) = %q: %d bytes", s, limit, got, len(got))
	}
	if again := SlugMax(got, limit); again != got {
		t.Errorf("SlugMax(%q, %d) = %q", got, limit, again)
	}
	if nfc, nfd, ok := bothForms(s); ok {
		if a, b := SlugMax(nfc, limit), SlugMax(nfd, limit); a != b {
			t.Errorf("%q for %+q, %q for %+q", a, nfc, b, nfd)
		}
	}
}

func checkExcerpt(t *testing.T, s string, limit int) {
	got := Excerpt(s, limit)
	if n := utf8.RuneCountInString(got); n > max(limit, 0) {
		t.Errorf("Excerpt(%+q, %d) = %+q: %d characters", s, limit, got, n)
	}
	if !utf8.ValidString(got) || strings.ContainsAny(got, "\n\t\u00a0") || strings.Contains(got, "  ") || got != strings.TrimSpace(got) {
		t.Errorf("Excerpt(%+q, %d) = %+q: not one clean line", s, limit, got)
	}
	whole := strings.ToValidUTF8(strings.Join(strings.Fields(each(NFC(s))), " "), "\ufffd")
	rest, ok := strings.CutPrefix(whole, strings.TrimSuffix(got, "…"))
	if !ok {
		t.Errorf("Excerpt(%+q, %d) = %+q: not the beginning of %+q", s, limit, got, whole)
	}
	if r, _ := utf8.DecodeRuneInString(rest); got != "" && got != whole && len(got) > len("…") && extends(r) {
		t.Errorf("Excerpt(%+q, %d) = %+q: cut before %+q", s, limit, got, rest)
	}
	if limit > 0 && (got == whole) == (cmp.Compare(utf8.RuneCountInString(whole), limit) > 0) {
		t.Errorf("Excerpt(%+q, %d) = %+q", s, limit, got)
	}
	if nfc, nfd, ok := bothForms(s); ok && Excerpt(nfc, limit) != Excerpt(nfd, limit) {
		t.Errorf("%+q for %+q, %+q for %+q", Excerpt(nfc, limit), nfc, Excerpt(nfd, limit), nfd)
	}
}

// FuzzParse holds that a date, a number and a duration are each read as what is written, in bounds, the same when written
// again, or refused with a kind that has a message and the part at fault.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"2021-05-27", "27/5/2021 08:30", "2021-05-27T08:30:00+07:00", "5/27/2021", "31.2.2021", "2021-05-27 08:30:00.5 -5", "27/5/21", "25:70", "2021-05-27t08:30z",
		"0", "1.250", "1 250", "1,250", "-5", "9223372036854775808", "1\u202f250", "x", "2:45", "1:02:03", "90", "2:60",
	} {
		f.Add(s, int64(len(s))*1234567)
	}
	f.Fuzz(func(t *testing.T, s string, n int64) {
		checkMoment(t, s)
		checkCount(t, s, n)
		if d, err := ParseDuration(s); err == nil && (d < 0 || d > maxDuration || d%time.Second != 0) {
			t.Errorf("ParseDuration(%q) = %v", s, d)
		}
	})
}

func checkMoment(t *testing.T, s string) {
	m, err := ParseMoment(s, hanoi)
	if err != nil {
		var e *DateError
		if !errors.As(err, &e) || !slices.Contains([]string{"month", "day", "year", "time", "form"}, e.Kind) || !strings.Contains(s, e.Value) {
			t.Errorf("ParseMoment(%q): %#v", s, err)
		}
		return
	}
	if y := m.Year(); y < firstYear || y > lastYear {
		t.Errorf("ParseMoment(%q): year %d", s, y)
	}
	layout := time.RFC3339Nano
	if m.DateOnly {
		layout = "2/1/2006"
	}
	again, err := ParseMoment(m.Format(layout), hanoi)
	if err != nil || !again.Equal(m.Time) || again.DateOnly != m.DateOnly {
		t.Errorf("%q is %v, written again %v, %v", s, m, again, err)
	}
}

func checkCount(t *testing.T, s string, n int64) {
	got, err := ParseCount(s)
	if err != nil {
		var e *CountError
		if !errors.As(err, &e) || !slices.Contains([]string{"ambiguous", "negative", "form", "range"}, e.Kind) || !strings.Contains(s, e.Value) {
			t.Errorf("ParseCount(%q): %#v", s, err)
		}
	} else if got < 0 || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || r == ',' }) {
		t.Errorf("ParseCount(%q) = %d", s, got)
	} else {
		n = got
	}
	want, wantErr := n, n < 0 || n > MaxCount
	got, err = ParseCount(Number(n))
	if wantErr != (err != nil) || err == nil && got != want {
		t.Errorf("ParseCount(%q) = %d, %v", Number(n), got, err)
	}
}

// each replaces every broken byte by one U+FFFD.
func each(s string) string { return string([]rune(s)) }
