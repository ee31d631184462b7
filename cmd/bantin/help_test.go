package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The help on activities is written by hand: it must name all that the built-in vocabulary has.
func TestHelpNamesTheVocabulary(t *testing.T) {
	vocabulary, err := os.ReadFile("../../internal/content/activities.yaml")
	if err != nil {
		t.Fatal(err)
	}
	// Groups are shown by their titles.
	before, rest, _ := strings.Cut(string(vocabulary), "\ngroups:\n")
	_, after, _ := strings.Cut(rest, "\nmetrics:\n")
	ids := regexp.MustCompile(`\{id: ([a-z0-9-]+)`).FindAllStringSubmatch(before+after, -1)
	if len(ids) < 50 {
		t.Fatalf("%d ids", len(ids))
	}
	for _, lang := range []string{"vi", "en"} {
		text, err := topics.ReadFile("help/hoat-dong." + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		words := strings.FieldsFunc(string(text), func(r rune) bool { return strings.ContainsRune(" ,:\n", r) })
		for _, id := range ids {
			if !slices.Contains(words, id[1]) {
				t.Errorf("help/hoat-dong.%s.txt does not name %s", lang, id[1])
			}
		}
		for line := range strings.Lines(string(text)) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 100 {
				t.Errorf("help/hoat-dong.%s.txt: a line of %d characters", lang, n)
			}
		}
	}
}
