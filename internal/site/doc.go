// Package site joins what single files say to one site: names get their
// meaning, pages their addresses, links their targets, lists their posts, and
// activities are summed up. It is a pure function of the source and the clock:
// no disk, no HTML, the same Site for the same input whatever the number of processors.
//
// # Names
//
// A post names topics and units as its editor calls them. A name means the
// thing whose id it is; else the one whose title, short name or alias it is,
// whatever its case and spaces. Accents count; a name without them is only
// suggested. One name for two topics or two units is an error. Campaigns of
// different years may share a title, which then names none of them: their ids do.
//
// # What is published
//
//	draft             nothing, without Options.Drafts; its errors are warnings
//	date after Now    nothing, without Options.Future
//	removed           a page with the notice, and redirects; no list, no file,
//	                  no related posts, no activities, not counted
//	expires passed    the page with all that is on it; no list. Counted in the
//	                  roll-up: what was done stays done
//	else              everything
//
// With Options.HoldBack a post with errors is left out as well. It keeps its
// claim to its address, so that nothing else takes the place of the page that
// readers still see, and links to it become plain text, with a warning.
//
// # Addresses
//
// Addresses in a Site begin at its root, are not escaped and lack base_url's
// path: "/2021/05/hoc-bac/". Href and Abs finish them. Pages end with a slash.
// The words are those of the site's language (lang.Paths); years and months
// those of its zone, with four and two figures.
//
//	/  /tin-moi/  /mo-hinh-hay/  /luu-tru/  /tim-kiem/       every site has them
//	/chu-de/  /don-vi/  /dot/  with …/ID/                    topics, units, campaigns
//	/tin/ …                                                  the seven forms
//	/hinh-anh/chu-de/ID/  /hinh-anh/2021/                    galleries that have a post; infographics and videos too
//	/hoat-dong/  /hoat-dong/2021/  /hoat-dong/2021/05/       the roll-up; years and months with a post or an activity
//	/hoat-dong/2021/loai/ID/ … /hoat-dong/loai/ID/ …         the lists behind its numbers (Site.Sources), where the number is not zero
//	/dot/ID/danh-sach/                                       the same of a campaign
//	/luu-tru/2021/05/                                        the same months
//	/ban-tin/  …/2021/05/  …/2021/quy-2/  …/dot/ID/          printed bulletins of the newest months that have posts, with …/doc/
//	/NAME/                                                   pages
//	by the permalink pattern                                 posts
//	…/trang/2/                                               later pages of a list, …/feed.xml, …/data.json beside them
//
// No two things may lie at one address, nor at two that differ only in case;
// feeds, data files, lists behind numbers and later pages of lists keep theirs free.
// Pages that every site has come first, then topics, units, campaigns and pages,
// static files, posts from the oldest, drafts, and old addresses: who comes
// later is at fault. Old addresses (aliases) redirect to their page; for a topic, unit,
// campaign or page an alias that could be an id is a former id and redirects
// from where that id's page was. An alias that is a live address is an error.
//
// # Links and files
//
// A link is an anchor of its own page ("#muc"), a full address, an address from
// the site's root ("/chu-de/", with or without base_url's path and the slash at
// its end), or a file relative to its own: a Markdown file or a folder with
// index.md means that page, any other file is published beside the page that names
// it, under its own name; a second file of the same name gets "-2". Full addresses
// below base_url are links within the site. Anchors are checked against the headings of
// the target. What leads nowhere is an error with the nearest thing that
// exists. A post may link to one that is published no later than itself.
//
// # Activities and the roll-up
//
// An activity is counted once, whoever tells it. Posts that give the same id
// tell the same: its units are those of all of them, the first writer's first;
// a number that one post lacks another may give; where two differ, or name other
// kinds, days, times or places, the later post is wrong, also one that is yet to come. It has the topics and campaigns of
// its posts. It counts from its first day on. One that repeats what others
// reported (aggregate) is shown and never added, unless another post tells
// the same as its own.
//
// An activity more than 400 days after its post or more than five years before
// it is taken for a slip of the year and is an error, unless it repeats what others reported. One that lies
// more than 60 days before or after the days of its campaign is a warning (it counts for the campaign all the
// same; campaigns are prepared and summed up), and so is a phase that reaches out of its campaign's days.
// One of a draft whose kind is not known is left out.
//
// Rollup sums up a period, a campaign, a unit or a topic:
//
//   - a post counts in the period of its date, an activity in that of its first day;
//   - a post of two units counts once in total and once under each; so does an
//     activity, and joint says how many of a unit's activities it shares;
//   - a number that nobody gave is not zero: it is absent from Sum lists;
//   - numbers are never negative, and a post whose numbers would make the sum of all that
//     was told greater than an int64 holds is an error: so no sum of a part overflows;
//   - rows: forms with a post, kinds with an activity, all topics, every unit
//     that existed on a day of the period (or did something all the same), every
//     month of the period, each in the order of its list;
//   - with a unit, only its own row is among the units;
//   - without a period From and To are the days of the first and last post or
//     activity; those of a campaign are its own, To zero when it has no end, and
//     all that belongs to it counts, whenever it was: months before and after get rows too.
package site
