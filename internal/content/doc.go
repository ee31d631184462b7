// Package content reads a site folder: what each file says, file by file.
// What is true of several files together (a topic that does not exist, two
// posts at one address) is the affair of package site.
//
// # Files
//
//	content/site.yaml              the settings; required
//	content/activities.yaml        the vocabulary of activities; without it the embedded one
//	content/calendar.yaml          the days to mark; without it the embedded ones
//	content/abbreviations.yaml     what short forms stand for, for the search; over the embedded ones
//	content/topics/ID.md           a topic; units/ID.md and campaigns/ID.md alike
//	content/pages/NAME.md          a page, or pages/NAME/index.md with its files beside it
//	content/posts/**/NAME.md       a post, or NAME/index.md with its files beside it
//	content/**, static/**          all other files: named by posts, or copied
//
// Paths are normalised to NFC. Two that differ only in case or composition are
// an error, for they are one file on Windows and macOS. Symbolic links are
// never followed. Hidden and backup files are left alone. A Markdown file
// elsewhere in content/ is warned of, because its author believes that it is published.
//
// Text is UTF-8, with or without BOM, with any line ends, up to 4 MB a file.
//
// # Front matter
//
// Front matter stands at the beginning of a file, blank lines apart:
//
//	---        or ---yaml   YAML   to the line ---
//	+++        or ---toml   TOML   to the line +++ (---)
//	---json    or ;;;       JSON   to the line --- (;;;)
//	{                       JSON   to the end of the object
//
// The end line stands at the left margin; an indented one is text within a
// block of YAML and an error elsewhere. A block has at most 256 kB and 20
// levels. All three syntaxes give the same tree (node), in which every key and
// value knows its line and column, and a scalar the text as it was written.
//
// Rules for all keys:
//
//   - "key:" with nothing after it, or null, is as if it were not there.
//   - A colon in plain text is part of it: "title: Hội nghị: học tập", also in
//     list entries and within brackets; within braces so is a comma that no key
//     follows: {title: Văn hóa, thể thao}. A comment begins at " #", as in YAML.
//   - Text may begin with marks that YAML keeps for itself: "summary: > 100 người".
//   - Anchors, aliases, merge keys, tags and a key given twice are errors.
//   - Unknown keys are warnings with the nearest known key; unknown_keys in
//     site.yaml makes errors of them, or silences them. In activities they are always errors.
//   - Yes and no: true, false, yes, no, có, không.
//   - Numbers are whole and not negative. Dots and spaces group thousands:
//     1.250, 1 250. What may be a fraction (1,250, 1.25) is an error.
//   - Dates have the day before the month: 27/5/2021, 27-05-2021, 27.5.2021,
//     or the year first: 2021-05-27; then perhaps a time, 08:30, and a zone. Without
//     one they are in the site's zone. A day that ends something belongs to it.
//   - A list of texts may be one text.
//
// # Posts
//
// Required: title; topic and unit, one name or a list, the first of which leads;
// date, unless the name of the file (or its folder) begins as 2021-05-27- does.
//
// form is an id (tin, bai-viet, hinh-anh, infographic, video, van-ban,
// thong-bao) or a label, in Vietnamese or English; tin if not given. A gallery
// (hinh-anh, infographic) needs images, an infographic also a body: its text
// version. A video post needs video: a YouTube address in any form, or a file.
// Pictures need a text alternative: cover_alt, and alt in images.
//
// slug is at most 80 of a–z, 0–9 and hyphens; by default it is made of the
// title. aliases are former paths, from "/". summary is by default the first
// paragraph. bulletin says how printed bulletins
// have the post (full, summary, skip). expires and pinned_until last through their day. removed holds the
// notice that takes the post's place. extra is for a site's own layouts.
//
// activities is a list of what was done: kind (an id or title of the
// vocabulary, required), date ("15/4/2021" or "23–25/4/2021") or from and to,
// units, time, place, id, aggregate; every other key is a metric of the vocabulary.
//
// A file is named relative to the post's folder, anywhere below content/, or
// from static/ with "/". Only the types of fileTypes can be named. Whether a
// file exists is for package site to say.
//
// # Other entries
//
// Topics, units, campaigns and pages have title (required), order, short,
// aliases, description, cover. A unit also has from, to, successor, members and
// contact {address, phone, email}; a campaign from (required), to, phases, basis,
// and target {metric, total, units}. Their ids are their file names.
//
// # Problems
//
// Every mistake is a diag.Diagnostic in Source.Problems, never an error. A post
// with errors is Held: it is there as far as it could be read, its address
// included, so that others may speak of it. The problems of a draft are warnings.
// The samples in internal/diag/testdata show each kind.
package content
