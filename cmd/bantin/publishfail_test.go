package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"bantin/internal/output"
	"bantin/internal/publish"
)

// Every reason why a site is not published has words of its own, in both languages, with what was found.
func TestPublishFailures(t *testing.T) {
	var all []error
	for fault := publish.UnknownScheme; fault <= publish.WrongClock; fault++ {
		all = append(all, &publish.Error{Fault: fault, Place: "sftp://me@host/www", Path: "a/index.html", Detail: "DETAIL", Hint: "HINT", Err: errors.New("below")})
	}
	all = append(all, &publish.LockedError{Who: "somebody@host", Age: 61 * time.Second}, &publish.LockedError{}, &publish.BrakeError{Going: 30, All: 100, Limit: publish.Limit{N: 20, Percent: true}},
		&publish.PurgeError{Address: "/x/"}, &publish.PurgeError{Address: "/", Home: true}, &publish.ChangedError{Path: "a.jpg"}, &publish.ReadError{Err: errors.New("a.jpg: broken")},
		&output.FolderError{Dir: "/a", Other: "/b"}, &output.FolderError{Dir: "/a"}, fmt.Errorf("x: %w", context.Canceled),
		publish.ErrNoSite, publish.ErrUnfinished, publish.ErrOtherBase, publish.ErrForeign, publish.ErrOtherSite, publish.ErrPreview, publish.ErrMoved, publish.ErrLockLost, output.ErrBusy)
	seen := make(map[string]error)
	for _, err := range all {
		for _, lang := range []string{"vi", "en"} {
			var out bytes.Buffer
			p := &invocation{stderr: &out, lang: lang}
			if status := p.failPublish(err, &publishOptions{dir: "."}, new(publish.Plan)); status != failed {
				t.Errorf("%v: status %d", err, status)
			}
			text := out.String()
			if other, twice := seen[text]; twice {
				t.Errorf("%v and %v: %s", err, other, text)
			}
			seen[text] = err
			general := map[string]string{"vi": "không làm được", "en": "cannot go on"}[lang]
			if read := new(publish.ReadError); strings.Contains(text, general) && !errors.As(err, &read) || strings.Contains(text, "%!") || strings.Count(text, "\n") != 1 {
				t.Errorf("%v: %q", err, text)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("%d texts", len(seen))
	}
}
