package content

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/markdown"
)

// Options are how a site folder is read.
type Options struct {
	// BaseURL takes the place of the one in site.yaml; "" for that one.
	BaseURL string
	// Converter makes what converts the bodies. Without it bodies are checked
	// only as far as front matter needs them, and every Body is empty.
	Converter func(*Settings) *markdown.Converter
	// SummariesOnly has the Converter make no more than the summaries of good models
	// that give none themselves. Every Body is empty, and what is wrong in bodies is not looked for.
	SummariesOnly bool
	// Workers is how many files are read at once; 0 for as many as the machine can.
	Workers int
	// Most is how much the site may have; zero: limits.Site.
	Most limits.Totals
}

// Load reads a site folder: all of content/ and the names of static/. fsys is
// the folder itself; symbolic links in it are never followed.
//
// Every mistake of an editor is in Source.Problems, also when site.yaml cannot
// be used: Settings then holds defaults, so that all other problems are found.
// The error is the environment's: a disk that cannot be read, a wrong BaseURL
// in o.
func Load(fsys fs.FS, o Options) (*Source, error) {
	return NewLoader(fsys, o).Load(context.Background(), nil)
}

// readSite reads the files that say how all others are read, the calendar and the abbreviations.
func (l *listing) readSite(fsys fs.FS, s *Source, o Options) error {
	r := newReader(s.Settings, nil, nil)
	if o.BaseURL != "" {
		if err := s.Settings.setBaseURL(o.BaseURL); err != nil {
			return fmt.Errorf("base url: %w", err)
		}
	}
	chosen := *s.Settings
	r.begin(SiteFile)
	if l.site == nil && l.told["too-many-files"] {
		r.settings = s.Settings // nobody has looked that far
	} else if l.site == nil {
		r.report(Pos{}, "site-missing")
	} else if src, err := r.readFile(fsys, *l.site); err != nil {
		return err
	} else if src != nil {
		r.readSettings(src, s.Settings, o.BaseURL)
	}
	s.Settings.Declared = Base{s.Settings.BaseURL, s.Settings.Host, s.Settings.Path}
	if o.BaseURL != "" {
		s.Settings.BaseURL, s.Settings.Host, s.Settings.Path = chosen.BaseURL, chosen.Host, chosen.Path
	}
	problems := r.problem

	r.begin(VocabularyFile)
	if l.vocabulary != nil {
		src, err := r.readFile(fsys, *l.vocabulary)
		if err != nil {
			return err
		}
		if src != nil {
			s.Vocabulary = r.readVocabulary(src)
		}
	}
	problems = append(problems, r.problem...)
	if s.Vocabulary == nil {
		s.Vocabulary = r.readVocabulary(defaultVocabulary)
	}

	r.begin(SiteFile)
	r.words = newLexicon(s.Vocabulary)
	r.checkFigures(s.Settings)
	s.Problems.Add(append(problems, r.problem...)...)
	if err := l.readCalendar(r, fsys, s); err != nil {
		return err
	}
	return l.readAbbreviations(r, fsys, s)
}

// result is what the reading of one file gave.
type result struct {
	post     *Post
	topic    *Topic
	unit     *Unit
	campaign *Campaign
	page     *Page
	problems []diag.Diagnostic
	err      error
}

// take adds what one file gave.
func (s *Source) take(v *result) {
	s.Problems.Add(v.problems...)
	switch {
	case v.post != nil:
		s.Posts = append(s.Posts, v.post)
	case v.topic != nil:
		s.Topics = append(s.Topics, v.topic)
	case v.unit != nil:
		s.Units = append(s.Units, v.unit)
	case v.campaign != nil:
		s.Campaigns = append(s.Campaigns, v.campaign)
	case v.page != nil:
		s.Pages = append(s.Pages, v.page)
	}
}

// readOne reads one Markdown file.
func (r *reader) readOne(fsys fs.FS, f found) (v result) {
	r.begin(f.file)
	src, err := r.readFile(fsys, f)
	if err != nil {
		return result{err: err}
	}
	switch f.kind {
	case postFile:
		v.post = r.readPost(f.file, src)
	case topicFile:
		v.topic = r.readTopic(src)
	case unitFile:
		v.unit = r.readUnit(src)
	case campaignFile:
		v.campaign = r.readCampaign(src)
	case pageFile:
		v.page = r.readPage(src)
	}
	v.problems = slices.Clip(r.problem)
	return v
}
