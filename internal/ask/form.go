package ask

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"bantin/internal/viet"
)

// maxRows is how many choices are shown at once.
const maxRows = 10

// form is the questions with what has been answered so far. It is a value:
// every key makes the next one.
type form struct {
	questions []Question
	words     words
	plain     bool

	answers []string // values, of the questions that are done
	shown   []string // the same as the person saw them
	input   input
	wrong   string // what was wrong with the text when Enter was pressed
	found   []int  // of the question's choices, those that match
	at      int    // place in found
	left    bool

	width, height int
}

func newForm(questions []Question, w words, plain bool) form {
	f := form{questions: questions, words: w, plain: plain, width: 80, height: 24}
	f.refilter()
	return f
}

func (f form) done() bool { return len(f.answers) == len(f.questions) }

func (f form) question() Question { return f.questions[len(f.answers)] }

// refilter finds the choices that match the text; the first of them is proposed.
func (f *form) refilter() {
	f.found, f.at = matching(f.question().Choices, f.input.text()), 0
}

// Init implements tea.Model.
func (f form) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (f form) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if f.done() || f.left { // keys that were pressed too late
		return f, tea.Quit
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width > 0 && msg.Height > 0 { // some terminals do not know theirs
			f.width, f.height = msg.Width, msg.Height
		}
	case tea.PasteMsg:
		f.input = f.input.insert(msg.Content)
		f.wrong = ""
		f.refilter()
	case tea.KeyPressMsg:
		return f.press(msg)
	}
	return f, nil
}

func (f form) press(key tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	switch name := key.Keystroke(); name {
	case "ctrl+c", "esc", "ctrl+d":
		f.left = true
		return f, tea.Quit
	case "enter", "kpenter", "ctrl+j":
		return f.enter()
	case "up", "ctrl+p":
		f.at = max(f.at-1, 0)
	case "down", "ctrl+n", "tab":
		f.at = max(min(f.at+1, len(f.found)-1), 0)
	case "pgup":
		f.at = max(f.at-f.rows(), 0)
	case "pgdown":
		f.at = max(min(f.at+f.rows(), len(f.found)-1), 0)
	default:
		before := f.input.text()
		f.input = f.input.press(name, key.Text)
		if f.input.text() != before {
			f.wrong = ""
			f.refilter()
		}
	}
	return f, nil
}

// enter takes the answer, if it is one.
func (f form) enter() (tea.Model, tea.Cmd) {
	q := f.question()
	value := strings.TrimSpace(f.input.text())
	name := value
	if len(q.Choices) > 0 {
		if len(f.found) == 0 {
			return f, nil
		}
		c := q.Choices[f.found[f.at]]
		value, name = c.Value, c.Name
	} else if q.Check != nil {
		if f.wrong = q.Check(value); f.wrong != "" {
			return f, nil
		}
	}
	// Two forms must not share what comes after.
	f.answers = append(slices.Clip(f.answers), value)
	f.shown = append(slices.Clip(f.shown), name)
	f.input, f.wrong = input{}, ""
	if f.done() {
		return f, tea.Quit
	}
	f.refilter()
	return f, nil
}

// rows is how many choices fit on the screen below label and text and above the help line.
func (f form) rows() int { return max(min(maxRows, f.height-4), 1) }

// View implements tea.Model.
func (f form) View() tea.View {
	var lines []string
	for i, name := range f.shown {
		label := f.questions[i].Label + ":"
		line := cut(label+" "+name, f.width-1)
		if rest, ok := strings.CutPrefix(line, label); ok {
			line = f.strong(label) + rest
		}
		lines = append(lines, line)
	}
	if f.done() || f.left {
		// The renderer wipes the last line when it ends.
		return tea.NewView(strings.Join(append(lines, ""), "\n"))
	}
	current := f.current()
	lines = lines[max(len(lines)-max(f.height-len(current), 0), 0):]
	v := tea.NewView(strings.Join(append(lines, current...), "\n"))
	_, column := f.input.window(f.width - 3)
	v.Cursor = tea.NewCursor(2+column, len(lines)+1)
	return v
}

// current gives the lines of the question that is being asked.
func (f form) current() []string {
	q := f.question()
	label := q.Label
	if q.Hint != "" && cells(label)+len(" ()")+cells(q.Hint) < f.width {
		label = f.strong(label) + f.faint(" ("+q.Hint+")")
	} else {
		label = f.strong(cut(label, f.width-1))
	}
	text, _ := f.input.window(f.width - 3)
	lines := []string{label, "> " + text}
	if len(q.Choices) == 0 {
		if f.wrong != "" {
			lines = append(lines, cut(f.wrong, f.width-1))
		}
		return append(lines, f.faint(cut(f.words.write, f.width-1)))
	}
	if len(f.found) == 0 {
		lines = append(lines, cut(f.words.none, f.width-1))
	}
	first, rows := 0, f.rows()
	if f.at >= rows {
		first = f.at - rows + 1
	}
	for i := first; i < min(first+rows, len(f.found)); i++ {
		name := cut(q.Choices[f.found[i]].Name, f.width-3)
		if i == f.at {
			lines = append(lines, f.strong("› "+name))
		} else {
			lines = append(lines, "  "+name)
		}
	}
	help := f.words.choose
	if len(f.found) > rows {
		help = fmt.Sprintf(f.words.more, f.at+1, len(f.found)) + " · " + help
	}
	return append(lines, f.faint(cut(help, f.width-1)))
}

func (f form) strong(s string) string { return f.styled("\x1b[1m", s) }

func (f form) faint(s string) string { return f.styled("\x1b[2m", s) }

func (f form) styled(code, s string) string {
	if f.plain || s == "" {
		return s
	}
	return code + s + "\x1b[m"
}

// clean makes text that was typed or pasted fit for one line: in NFC, without control characters.
func clean(s string) string {
	return viet.NFC(strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffd:
			return -1
		}
		return r
	}, s))
}
