package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"bantin/internal/diag"
)

// helpTexts gives all texts of the help by name and language: usages and topics.
func helpTexts(t *testing.T) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, c := range commands() {
		all[c.name+".vi"], all[c.name+".en"] = c.usage.vi, c.usage.en
	}
	for _, topic := range allTopics() {
		for _, lang := range []string{"vi", "en"} {
			page, err := topics.ReadFile("help/" + topic.names[0] + "." + lang + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			all[topic.names[0]+"."+lang] = string(page)
		}
	}
	return all
}

// Every command and topic has its text in both languages, and an example if it is a command.
func TestHelpTexts(t *testing.T) {
	texts := helpTexts(t)
	for name, text := range texts {
		if len(text) < 40 || !strings.HasSuffix(text, "\n") {
			t.Errorf("%s: %q", name, text)
		}
	}
	for _, c := range commands() {
		if !strings.Contains(c.usage.vi, "\nVí dụ:\n") || !strings.Contains(c.usage.en, "\nExamples:\n") {
			t.Errorf("no example of %s", c.name)
		}
		if c.summary.vi == "" || c.summary.en == "" {
			t.Errorf("no summary of %s", c.name)
		}
	}
	seen := make(map[string]bool)
	for _, topic := range allTopics() {
		for _, name := range slices.Compact(slices.Clone(topic.names)) {
			if seen[name] {
				t.Errorf("two topics are named %s", name)
			}
			seen[name] = true
		}
	}
}

// What the help says to type exists: commands, topics, flags.
func TestHelpNamesWhatExists(t *testing.T) {
	typed := regexp.MustCompile(`(?m)(?:“|^ +)bantin ([a-z]+)((?: +(?:--)?[^\s”]+)*)`)
	var names []string
	for _, topic := range allTopics() {
		names = append(names, topic.names...)
	}
	n := 0
	for name, text := range helpTexts(t) {
		for _, m := range typed.FindAllStringSubmatch(text, -1) {
			n++
			i := slices.IndexFunc(commands(), func(c command) bool { return c.name == m[1] })
			if i < 0 {
				t.Errorf("%s: there is no command in “%s”", name, m[0])
				continue
			}
			words := strings.Fields(m[2])
			if topic := strings.Join(words[:min(len(words), 1)], ""); m[1] == "help" && topic != "" && !slices.Contains(append(commandNames(), names...), topic) {
				t.Errorf("%s: there is no help on %s", name, topic)
			}
			for _, w := range words {
				if flag, _, _ := strings.Cut(w, "="); strings.HasPrefix(flag, "--") && len(flag) > 2 && !slices.Contains(offered(t, m[1], "--"), flag) {
					t.Errorf("%s: %s has no flag %s", name, m[1], flag)
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d command lines were found", n)
	}
}

// The mistakes that the guide for editors explains exist.
func TestHelpNamesCodes(t *testing.T) {
	code := regexp.MustCompile(`(?m)^  ([a-z]+(?:-[a-z0-9]+)+)  `)
	for _, lang := range []string{"vi", "en"} {
		_, mistakes, ok := strings.Cut(helpTexts(t)["noi-dung."+lang], map[string]string{"vi": "\nLỖI HAY GẶP", "en": "\nCOMMON MISTAKES"}[lang])
		found := code.FindAllStringSubmatch(mistakes, -1)
		if !ok || len(found) < 15 {
			t.Fatalf("%s: %d codes", lang, len(found))
		}
		for _, m := range found {
			if !diag.Known(m[1], 9) {
				t.Errorf("%s: there is no code %s", lang, m[1])
			}
		}
	}
}
