package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// command is one command of the program.
type command struct {
	name string
	// summary is one line, usage the whole text of “bantin help NAME”.
	summary, usage text
	// flags defines the flags on a set and returns what runs the command with the
	// arguments that are no flags.
	flags func(p *invocation, set *flag.FlagSet) func(args []string) int
	// most is how many arguments that are no flags it takes.
	most int
}

// commands lists all commands in the order of the help.
func commands() []command {
	return []command{initCommand(), newCommand(), serveCommand(), buildCommand(), mediaCommand(), publishCommand(), checkCommand(), nextCommand(), hostCommand(), reportCommand(), bulletinCommand(), fixCommand(), schemaCommand(), completionCommand(), helpCommand(), versionCommand()}
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

// start reads the command's flags, which may stand before and after its other
// arguments, and runs it.
func (c command) start(p *invocation, args []string) int {
	set := flag.NewFlagSet(c.name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Var(&choice{new(string), []string{"vi", "en"}}, "lang", "") // read before all others
	do := c.flags(p, set)
	rest, wrong := parseFlags(set, args)
	if errors.Is(wrong.err, flag.ErrHelp) && c.name == "help" {
		return p.overview()
	}
	if errors.Is(wrong.err, flag.ErrHelp) {
		return p.help(c.name)
	}
	if wrong.what != (text{}) {
		return p.usageError(c.name, wrong)
	}
	if len(rest) > c.most {
		return p.usageError(c.name, misuse{what: text{"thừa “%s”", "“%s” is one too many"}, arg: rest[c.most]})
	}
	return do(rest)
}

// misuse is what is wrong with an argument.
type misuse struct {
	what text // with one verb, for arg
	arg  string
	// meant is what was most likely meant, cure what would be right; both may be empty.
	meant string
	cure  text
	err   error
}

// parseFlags sets flags and returns the other arguments. Package flag does
// neither allow flags after those nor speak Vietnamese.
func parseFlags(set *flag.FlagSet, args []string) (rest []string, wrong misuse) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return append(rest, args[i+1:]...), misuse{}
		}
		if len(arg) < 2 || arg[0] != '-' {
			rest = append(rest, arg)
			continue
		}
		name, value, given := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		if name == "h" || name == "help" {
			return nil, misuse{err: flag.ErrHelp}
		}
		f := set.Lookup(name)
		if f == nil {
			return nil, misuse{what: text{"không có tùy chọn “%s”", "there is no flag “%s”"}, arg: "--" + name, meant: nearestFlag(set, name)}
		}
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() && !given {
			value, given = "true", true
		}
		if !given {
			if i++; i == len(args) {
				return nil, misuse{what: text{"“%s” cần một giá trị theo sau", "“%s” needs a value"}, arg: arg}
			}
			value = args[i]
		}
		if err := f.Value.Set(value); err != nil {
			if s, ok := f.Value.(interface{ shown(string) string }); ok {
				value = s.shown(value)
			}
			m := misuse{what: text{"giá trị không dùng được: %s", "bad value: %s"}, arg: "--" + name + " " + value, err: err}
			if e, ok := f.Value.(interface{ expects() text }); ok {
				m.cure = e.expects()
			}
			return nil, m
		}
	}
	return rest, misuse{}
}

// siteFolder is the argument of commands that take a site's folder: the current one unless it is given.
func siteFolder(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return "."
}

// choice is a flag that takes one of a few words.
type choice struct {
	value *string
	words []string
}

func (c *choice) String() string { return "" }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.words, s) {
		return errors.New("not among the choices")
	}
	*c.value = s
	return nil
}

func (c *choice) expects() text {
	words := strings.Join(c.words, ", ")
	return text{"dùng một trong: " + words, "use one of: " + words}
}

// nearest gives the word that was most likely meant, "" when none is near.
func nearest(word string, words []string) string {
	found, _ := viet.Nearest(word, words)
	return found
}

func nearestFlag(set *flag.FlagSet, name string) string {
	var names []string
	set.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if found := nearest(name, names); found != "" {
		return "--" + found
	}
	return ""
}

// usageError tells that the program was called in a wrong way, and how to find
// the right one.
func (p *invocation) usageError(command string, m misuse) int {
	message := fmt.Sprintf(m.what.in(p.lang), diag.Harmless(m.arg))
	cure := m.cure.in(p.lang)
	if m.meant != "" {
		cure = diag.DidYouMean(m.meant, p.lang)
	}
	if cure != "" {
		message += "; " + cure
	}
	p.say(text{"bantin: %s", "bantin: %s"}, message)
	p.say(text{"Cách dùng: %s", "For usage: %s"}, strings.TrimSpace("bantin help "+command))
	return failed
}
