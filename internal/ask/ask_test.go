package ask

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

var units = []Choice{
	{"cdvc-tinh", "Công đoàn Viên chức tỉnh"},
	{"so-noi-vu", "CĐCS Sở Nội vụ"},
	{"thu-vien-tinh", "CĐCS Thư viện tỉnh"},
	{"so-y-te", "CĐCS Sở Y tế"},
}

func TestMatching(t *testing.T) {
	for _, test := range []struct {
		text string
		want []int
	}{
		{"", []int{0, 1, 2, 3}},
		{"thu vien", []int{2}},
		{"THƯ VIỆN", []int{2}},
		{"thư viện", []int{2}}, // decomposed
		{"  vien   tinh ", []int{0, 2}},
		{"tinh vien", []int{0, 2}},
		{"dcs", []int{1, 2, 3}},
		{"so-noi", []int{1}},
		{"sở y", []int{3}},
		{"y te", []int{3}},
		{"kho bạc", nil},
	} {
		got := matching(units, test.text)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q finds %v, want %v", test.text, got, test.want)
		}
	}
}

// typed presses keys: names of keys in angle brackets, all else as letters.
func typed(t *testing.T, f form, keys string) form {
	t.Helper()
	codes := map[string]tea.KeyPressMsg{
		"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
		"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
		"back": {Code: tea.KeyBackspace}, "del": {Code: tea.KeyDelete}, "pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp},
		"^c": {Code: 'c', Mod: tea.ModCtrl}, "^w": {Code: 'w', Mod: tea.ModCtrl}, "^u": {Code: 'u', Mod: tea.ModCtrl},
		"alt+x": {Code: 'x', Mod: tea.ModAlt},
	}
	for keys != "" {
		var msg tea.KeyPressMsg
		if name, rest, ok := strings.Cut(strings.TrimPrefix(keys, "<"), ">"); ok && keys[0] == '<' {
			if msg, ok = codes[name]; !ok {
				t.Fatalf("no key %q", name)
			}
			keys = rest
		} else {
			r := []rune(keys)[0]
			msg = tea.KeyPressMsg{Code: r, Text: string(r)}
			keys = keys[len(string(r)):]
		}
		next, _ := f.Update(msg)
		f = next.(form)
	}
	return f
}

func TestForm(t *testing.T) {
	questions := []Question{
		{Label: "Tiêu đề", Check: func(s string) string {
			if s == "" {
				return "hãy ghi tiêu đề"
			}
			return ""
		}},
		{Label: "Đơn vị", Choices: units},
		{Label: "Ghi chú"},
	}
	for _, test := range []struct {
		name, keys, want string
		left             bool
	}{
		{"type to filter", "Hội nghị<enter>thu vien<enter><enter>", "Hội nghị|thu-vien-tinh|", false},
		{"arrows", "A<enter><down><down><up><enter>x<enter>", "A|so-noi-vu|x", false},
		{"past the ends", "A<enter><up><up><enter><enter>", "A|cdvc-tinh|", false},
		{"past the last", "A<enter><pgdown><down><down><enter><enter>", "A|so-y-te|", false},
		{"pages", "A<enter><pgdown><pgup><enter><enter>", "A|cdvc-tinh|", false},
		{"no empty title", "<enter>  <enter>B<enter><enter>y<enter>", "B|cdvc-tinh|y", false},
		{"no match is no answer", "A<enter>zzz<enter><^u>y te<enter><enter>", "A|so-y-te|", false},
		{"editing", "Hoi<back><back>ội<home>x<del><left><left><end> n<^w>vui<enter><enter><enter>", "xội vui|cdvc-tinh|", false},
		{"marks join their letters", "Hô\u0323i<left><back>n<enter><enter><enter>", "Hni|cdvc-tinh|", false},
		{"keys without text", "A<alt+x><enter><enter><enter>", "A|cdvc-tinh|", false},
		{"left at once", "<esc>", "", true},
		{"left in the middle", "A<enter>so<^c>", "A", true},
	} {
		f := typed(t, newForm(questions, wordsOf("vi"), true), test.keys)
		if got := strings.Join(f.answers, "|"); got != test.want || f.left != test.left || f.done() == test.left {
			t.Errorf("%s: %q, left %v, done %v; want %q", test.name, got, f.left, f.done(), test.want)
		}
	}
}

// Bytes of a letter may come one by one; others that are no letter must not stop the rest.
func TestLetters(t *testing.T) {
	for _, parts := range [][]string{
		{"Hội nghị\r"}, {"H", "\xe1", "\xbb", "\x99", "i ng", "h\xe1\xbb", "\x8b\r"}, {"\xf0\x9f\x8e", "\x89 Hội\r"}, {"a\xe1", "b\xff", "\xbbc\r"},
	} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		in := &letters{File: r}
		var got strings.Builder
		buf := make([]byte, 64)
		for _, part := range parts {
			if _, err := w.WriteString(part); err != nil {
				t.Fatal(err)
			}
			n, err := in.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			got.Write(buf[:n])
			if want := strings.Join(parts, ""); utf8.ValidString(want) && !utf8.Valid(buf[:n]) {
				t.Errorf("%q: a part of a letter in %q", parts, buf[:n])
			}
		}
		w.Close()
		if n, err := in.Read(buf); n > 0 || err != io.EOF || got.String() != strings.Join(parts, "") {
			t.Errorf("%q: read %q, then %d bytes, %v", parts, got.String(), n, err)
		}
		r.Close()
	}
}

func TestPaste(t *testing.T) {
	f := newForm([]Question{{Label: "Tiêu đề"}}, wordsOf("vi"), true)
	next, _ := f.Update(tea.PasteMsg{Content: "Hội nghi\u0323\r\ntổng kết\x1b[31m\u2028 2021" + strings.Repeat("x", 5000)})
	f = typed(t, next.(form), "<enter>")
	if got := f.answers[0]; !strings.HasPrefix(got, "Hội nghị  tổng kết[31m  2021xxx") || len([]rune(got)) > 2000 {
		t.Errorf("%.60q, %d letters", got, len([]rune(got)))
	}
}

// Whatever the size of the terminal, what is shown fits on it: no line is cut
// by the terminal itself, and the choice that Enter would take can be seen.
func TestScreenFits(t *testing.T) {
	many := make([]Choice, 66)
	for i := range many {
		many[i] = Choice{fmt.Sprint("id-", i), fmt.Sprintf("Công đoàn cơ sở Trung tâm Hành chính công và Chuyển đổi số %d 中文", i)}
	}
	questions := []Question{
		{Label: "Tiêu đề", Hint: "một dòng", Check: func(s string) string {
			return map[string]string{"": "hãy ghi tiêu đề, một câu ngắn nói rõ việc gì đã làm và ai làm"}[s]
		}},
		{Label: "Đơn vị nào đã làm việc này, đơn vị chủ trì trước", Choices: many}, {Label: "Chủ đề", Choices: units},
	}
	long := strings.Repeat("Hội nghị tổng kết phong trào ", 12)
	for _, size := range [][2]int{{80, 24}, {200, 60}, {40, 12}, {24, 8}, {12, 5}, {3, 3}, {1, 1}} {
		f := newForm(questions, wordsOf("vi"), false)
		for _, keys := range []string{"", "<enter>", long, "<home>", "<enter>", "<down><down><down><down><down><down><down><down><down><down><down><down>", "zzz", "<^u>6", "<enter>", "thu", "<enter>"} {
			f = typed(t, f, keys)
			next, _ := f.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			f = next.(form)
			view := f.View()
			lines := strings.Split(view.Content, "\n")
			choices := 0
			for _, line := range lines {
				plain := strings.NewReplacer("\x1b[1m", "", "\x1b[2m", "", "\x1b[m", "").Replace(line)
				if n := cells(plain); n > max(size[0], 3) {
					t.Errorf("%v after %q: a line of %d columns: %q", size, keys, n, plain)
				}
				if strings.HasPrefix(plain, "› ") || strings.HasPrefix(plain, "  ") {
					choices++
				}
			}
			if choices > maxRows || len(lines) > max(size[1], 4) {
				t.Errorf("%v after %q: %d choices on %d lines", size, keys, choices, len(lines))
			}
			if !f.done() && len(f.question().Choices) > 0 && len(f.found) > 0 && !strings.Contains(view.Content, "› ") {
				t.Errorf("%v after %q: the choice cannot be seen:\n%s", size, keys, view.Content)
			}
			if view.Cursor != nil && (view.Cursor.X > max(size[0]-1, 2) || !strings.HasPrefix(lines[view.Cursor.Y], "> ")) {
				t.Errorf("%v after %q: the cursor is at %v", size, keys, view.Cursor.Position)
			}
		}
		if !f.done() {
			t.Errorf("%v: not done", size)
		}
	}
}

// When the program ends, the renderer wipes the line that the cursor is on.
func TestAnswersStay(t *testing.T) {
	for _, keys := range []string{"x<enter>y te<enter>", "x<enter><esc>"} {
		f := typed(t, newForm([]Question{{Label: "A"}, {Label: "Đơn vị", Choices: units}}, wordsOf("vi"), true), keys)
		if s := f.View().Content; !strings.HasPrefix(s, "A: x\n") || !strings.HasSuffix(s, "\n") {
			t.Errorf("%s: %q", keys, s)
		}
	}
}

func TestPlainScreenHasNoControls(t *testing.T) {
	f := typed(t, newForm([]Question{{Label: "A"}, {Label: "Đơn vị", Hint: "x", Choices: units}}, wordsOf("en"), true), "x<enter>")
	if s := f.View().Content; strings.Contains(s, "\x1b") || !strings.Contains(s, "A: x\nĐơn vị (x)\n> \n› Công đoàn Viên chức tỉnh\n  CĐCS Sở Nội vụ") {
		t.Errorf("%q", s)
	}
}
