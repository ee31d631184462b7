package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// What the shells are asked to offer instead of words.
const (
	offerFiles   = ":files"
	offerFolders = ":folders"
)

// candidate is a word that can stand at the cursor, and what it means.
type candidate struct{ word, about string }

// printCandidates answers a shell: what can stand in the place of the last word,
// a line each, with what it means after a tab.
func (p *invocation) printCandidates(words []string) {
	all, offer := p.candidates(words)
	for _, c := range all {
		line := c.word
		if about := strings.Join(strings.Fields(diag.Harmless(c.about)), " "); about != "" {
			line += "\t" + about
		}
		fmt.Fprintln(p.stdout, line)
	}
	if offer != "" {
		fmt.Fprintln(p.stdout, offer)
	}
}

// typed is a command line that is being written.
type typed struct {
	before []string // the words before the cursor's, without “=” of their own
	word   string   // the one at the cursor, as far as it is written
}

// newTyped undoes what bash does, which takes “=” for a word of its own.
func newTyped(words []string) typed {
	if len(words) == 0 {
		return typed{}
	}
	last := len(words) - 1
	t := typed{word: words[last]}
	for _, w := range words[:last] {
		if w != "=" {
			t.before = append(t.before, w)
		}
	}
	if t.word == "=" {
		t.word = "" // nothing stands behind it yet
	}
	return t
}

// candidates gives what can stand in the place of the last word.
func (p *invocation) candidates(words []string) (all []candidate, offer string) {
	t := newTyped(words)
	var c *command
	var rest []string // the words between the command and the cursor
	for i, w := range t.before {
		if !strings.HasPrefix(w, "-") && !(i > 0 && isLangFlag(t.before[i-1])) {
			for _, known := range commands() {
				if known.name == w {
					c = &known
				}
			}
			if c == nil {
				return nil, ""
			}
			rest = slices.Concat(t.before[:i], t.before[i+1:])
			break
		}
	}
	if c == nil {
		rest = t.before
		c = &command{flags: func(*invocation, *flag.FlagSet) func([]string) int { return nil }}
	}
	set := flag.NewFlagSet(c.name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Var(&choice{new(string), []string{"vi", "en"}}, "lang", "")
	c.flags(p, set)
	if name, value, ok := t.value(set, rest); ok {
		all, offer = p.values(set.Lookup(name), places(set, rest))
		return matching(all, t.word[:len(t.word)-len(value)], value), offer
	}
	if strings.HasPrefix(t.word, "-") {
		return matching(unused(set, rest), "", t.word), ""
	}
	all, offer = p.arguments(c, places(set, rest))
	return matching(all, "", t.word), offer
}

// value tells whether the cursor is in the value of a flag, and gives what is
// written of it.
func (t typed) value(set *flag.FlagSet, rest []string) (name, value string, ok bool) {
	if strings.HasPrefix(t.word, "-") {
		name, value, ok = strings.Cut(strings.TrimLeft(t.word, "-"), "=")
		return name, value, ok && set.Lookup(name) != nil
	}
	if len(rest) == 0 || !strings.HasPrefix(rest[len(rest)-1], "-") {
		return "", "", false
	}
	name = strings.TrimLeft(rest[len(rest)-1], "-")
	f := set.Lookup(name)
	return name, t.word, f != nil && !isBool(f)
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// places gives the words that are neither flags nor values of such.
func places(set *flag.FlagSet, rest []string) (all []string) {
	for i := 0; i < len(rest); i++ {
		if !strings.HasPrefix(rest[i], "-") {
			all = append(all, rest[i])
			continue
		}
		if f := set.Lookup(strings.TrimLeft(rest[i], "-")); f != nil && !isBool(f) {
			i++
		}
	}
	return all
}

// unused gives the flags that are not there yet.
func unused(set *flag.FlagSet, rest []string) (all []candidate) {
	set.VisitAll(func(f *flag.Flag) {
		if !slices.Contains(rest, "--"+f.Name) {
			all = append(all, candidate{word: "--" + f.Name})
		}
	})
	return all
}

// matching gives those candidates that begin as the word does, with what stands before it.
func matching(all []candidate, before, word string) (found []candidate) {
	for _, c := range all {
		if strings.HasPrefix(c.word, word) {
			found = append(found, candidate{before + c.word, c.about})
		}
	}
	return found
}

// values gives what a flag can be: one of its words, an id of the site, a file.
func (p *invocation) values(f *flag.Flag, args []string) (all []candidate, offer string) {
	if c, ok := f.Value.(*choice); ok {
		for _, w := range c.words {
			all = append(all, candidate{word: w})
		}
		return all, ""
	}
	switch f.Name {
	case "unit", "topic", "campaign":
		return p.ids(f.Name, args), ""
	case "form":
		for form := content.Form(0); form < content.NumForms; form++ {
			all = append(all, candidate{form.ID(), content.FormNames(form)[0]})
		}
		return all, ""
	case "cache":
		return nil, offerFolders
	case "out", "pdf", "html", "browser", "text", "photo", "cover", "cpuprofile", "trace":
		return nil, offerFiles
	}
	return nil, ""
}

// ids gives the topics, units or campaigns of the site that the other words name, else of that
// in the current folder; none when it cannot be read.
func (p *invocation) ids(what string, args []string) (all []candidate) {
	dir := "."
	if len(args) > 0 && isFolder(filepath.Join(args[0], "content")) {
		dir = args[0]
	}
	if _, err := os.Stat(filepath.Join(dir, "content", "site.yaml")); err != nil {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	src, err := content.Load(content.Entries(root.FS()), content.Options{})
	if err != nil {
		return nil
	}
	named, _ := site.New(src, site.Options{Now: time.Unix(0, 0)})
	switch what {
	case "unit":
		for _, u := range named.Units {
			all = append(all, candidate{u.ID, u.Title})
		}
	case "topic":
		for _, t := range named.Topics {
			all = append(all, candidate{t.ID, t.Title})
		}
	default:
		for _, c := range named.Campaigns {
			all = append(all, candidate{c.ID, c.Title})
		}
	}
	// A build refuses any other name of a file; bash would put it on the command line as it is, with what it can run.
	return slices.DeleteFunc(all, func(c candidate) bool { return !viet.IsSlug(c.word) })
}

// arguments gives what can stand as the next argument of a command that is no flag.
func (p *invocation) arguments(c *command, args []string) (all []candidate, offer string) {
	words := func(list ...string) []candidate {
		for _, w := range list {
			all = append(all, candidate{word: w})
		}
		return all
	}
	switch {
	case c.name == "":
		return p.commandCandidates(), ""
	case len(args) >= c.most:
		return nil, ""
	case c.name == "help":
		all = p.commandCandidates()
		for _, t := range allTopics() {
			for _, name := range t.names {
				all = append(all, candidate{name, t.summary.in(p.lang)})
			}
		}
		return all, ""
	case c.name == "completion" && len(args) == 0:
		return words(shells()...), ""
	case c.name == "completion":
		return nil, ""
	case c.name == "new" && len(args) == 0:
		return words("post", "topic", "unit", "campaign"), ""
	case c.name == "new":
		return nil, ""
	case c.name == "host" && len(args) == 0:
		return words(printedHosts[:]...), ""
	case c.name == "fix":
		return nil, offerFiles
	}
	return nil, offerFolders
}

func (p *invocation) commandCandidates() (all []candidate) {
	for _, c := range commands() {
		all = append(all, candidate{c.name, c.summary.in(p.lang)})
	}
	return all
}
