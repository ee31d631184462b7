// Package ask asks questions on a terminal: for a line of text, or for one of
// a list that shrinks as one types. Typing “thu vien” finds “CĐCS Thư viện
// tỉnh”: neither case nor accents count.
//
// All questions of one call are one program (the only one of ours that uses
// bubbletea), so that keys pressed ahead of a question are not lost between
// two. Nothing here knows what the answers are for.
package ask

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	"bantin/internal/viet"
)

// ErrLeft is the error of Ask when the person leaves with Esc or Ctrl-C, or
// the context ends: no answer counts.
var ErrLeft = errors.New("left without an answer")

// Question asks for one thing.
type Question struct {
	// Label is what is asked for, in a few words: “Đơn vị”.
	Label string
	// Hint says more about it; it may be empty.
	Hint string
	// Choices are what may be answered, in the order they are shown; none: any text.
	Choices []Choice
	// Check says what is wrong with a text, "" when nothing is; nil: anything will do, also nothing.
	Check func(text string) string
}

// Choice is one of the answers to choose from.
type Choice struct {
	// Value is what Ask returns, Name what is shown. Both are searched.
	Value, Name string
}

// Terminal is where questions are asked.
type Terminal struct {
	In  io.Reader
	Out io.Writer
	// Environ is the process's environment, for what the terminal can do.
	Environ []string
	// Lang is the language of the help line, "vi" or "en".
	Lang string
	// Plain leaves out bold and faint text (NO_COLOR).
	Plain bool
}

// Ask asks all questions one after the other and returns an answer to each, in
// NFC, without space around it: the Value of a choice, or the text. The answers stay on the screen.
func (t Terminal) Ask(ctx context.Context, questions []Question) ([]string, error) {
	if len(questions) == 0 {
		return nil, nil
	}
	in := t.In
	if f, ok := in.(*os.File); ok {
		in = &letters{File: f}
	}
	p := tea.NewProgram(newForm(questions, wordsOf(t.Lang), t.Plain),
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(t.Out), tea.WithEnvironment(t.Environ),
		tea.WithoutSignalHandler()) // the caller's context has the signals
	last, err := p.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ErrLeft
	case err != nil:
		return nil, fmt.Errorf("ask on the terminal: %w", err)
	}
	f := last.(form)
	if !f.done() {
		return nil, ErrLeft
	}
	return f.answers, nil
}

// matching gives the places of the choices that hold every word of a text,
// whatever their case and accents.
func matching(choices []Choice, text string) []int {
	var found []int
	words := strings.Fields(viet.Fold(text))
next:
	for i, c := range choices {
		name := viet.Fold(c.Name + " " + c.Value)
		for _, w := range words {
			if !strings.Contains(name, w) {
				continue next
			}
		}
		found = append(found, i)
	}
	return found
}

// words are the words of the screen.
type words struct {
	choose, write, none, more string
}

func wordsOf(lang string) words {
	if lang == "en" {
		return words{
			choose: "type to filter · ↑↓ choose · Enter take · Esc leave",
			write:  "Enter go on · Esc leave",
			none:   "no name like that; delete a few letters",
			more:   "%d of %d",
		}
	}
	return words{
		choose: "gõ để lọc · ↑↓ chọn · Enter nhận · Esc thôi",
		write:  "Enter tiếp tục · Esc thôi",
		none:   "không có tên nào như vậy; xóa bớt chữ",
		more:   "%d trên %d",
	}
}
