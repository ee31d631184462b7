package main

import (
	"bytes"
	"context"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func readmeText(t *testing.T) string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(readme)
}

// TestReadmeQuotesTheReport wants what README says of the sample site's report to be in it, line by line.
func TestReadmeQuotesTheReport(t *testing.T) {
	_, quoted, ok := strings.Cut(readmeText(t), "\n```\nII. Kết quả\n")
	quoted, _, closed := strings.Cut(quoted, "\n```\n")
	if !ok || !closed {
		t.Fatal("README.md quotes no report")
	}
	page, _ := reportOf(t, done, "--from", "2021", "--to", "2021")
	_, page, _ = strings.Cut(page, "<main>")
	page = strings.ReplaceAll(page, "<li>", "<li>- ")
	page = regexp.MustCompile(`</?(?:p|li|ul|h\d)(?: [^>]*)?>`).ReplaceAllString(page, "\n")
	page = strings.ReplaceAll(html.UnescapeString(page), "\u00a0", " ")
	page = regexp.MustCompile(`\n\s*\n`).ReplaceAllString(page, "\n")
	if !strings.Contains(page, "\nII. Kết quả\n"+quoted+"\n") {
		t.Errorf("the report has changed; README.md still says\n%s\nThe report is\n%s", quoted, page)
	}
}

// TestExamplesOfReports makes every report that README and help give as an example, from the sample site,
// with the text that help shows.
func TestExamplesOfReports(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"README.md": readmeText(t), "help report, vi": reportUsage.vi, "help report, en": reportUsage.en}
	words := make(map[string]string)
	for code, file := range map[string]string{"vi": "loi.md", "en": "words.md"} {
		help, err := topics.ReadFile("help/bao-cao." + code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		texts["help bao-cao, "+code] = string(help)
		_, text, ok := strings.Cut(string(help), "\n\n  ---\n")
		text = regexp.MustCompile(`\n\n[A-ZĐ]`).Split(text, 2)[0]
		if !ok || !strings.Contains(text, "\n  ---\n") {
			t.Fatalf("help bao-cao, %s, shows no text", code)
		}
		words[file] = strings.ReplaceAll("  ---\n"+text, "\n  ", "\n")[2:] + "\n"
	}
	t.Chdir(t.TempDir())
	for file, text := range words {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range texts {
		examples := regexp.MustCompile(`(?m)(?:^ *|“)bantin report (--.*?)(?:”.*|   .*|)$`).FindAllStringSubmatch(text, -1)
		if len(examples) < 3 {
			t.Errorf("%s: %d examples", name, len(examples))
		}
		for _, e := range examples {
			args := []string{"report", root, "--now", "2021-12-31"}
			for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(e[1], -1) {
				args = append(args, strings.Trim(word, `"`))
			}
			var out, errs bytes.Buffer
			status := run(context.Background(), args, nil, &out, &errs, func(string) string { return "" })
			if status != done || strings.Contains(e[1], "--out ") == (out.Len() > 0) || strings.Contains(errs.String(), "[") {
				t.Errorf("%s: %s\nends with %d, %d bytes\n%s", name, e[1], status, out.Len(), &errs)
			}
		}
	}
}
