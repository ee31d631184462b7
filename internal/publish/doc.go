// Package publish sends a built site to its place on the web.
//
// OpenSite reads what a build has written, Open a Target; Prepare compares the
// two and makes a Plan, Plan.Run does it. What is promised:
//
//   - At every moment, whatever fails, each page on the target is whole, and what it is shown with
//     (styles, scripts, pictures, its share card) is there. Files are sent in groups: first what
//     pages are shown with, then posts and new pages, then lists and the home page, then feeds and
//     sitemaps. What is not needed goes last, pages before their pictures. The first
//     failure that lasts stops all, so nothing goes before all else has come.
//   - The manifest on the target (ManifestFile) never claims what is not there. Before a file is
//     touched its hash is struck out; it is noted again when the file has come, every ten
//     seconds and at the end. So the next run sends what a killed one may have left
//     half done, and nothing else.
//   - Files that nobody published stay, whatever they are called, unless the site has a file of their
//     path. A target that holds such files, or the site of another address, has to be adopted first.
//   - The pages of posts that a build has held back stay, with their pictures and redirects; as long as
//     any stays, so do all styles and static files of earlier builds, for that page may need them.
//   - Files whose names change with their bytes stay for a while after they were last needed (Options.Keep), since
//     pages are kept by browsers and caches. Share cards stay for good: networks
//     show old posts with them. Options.Purge removes all that one address ever had.
//   - Two publishers do not mix: LockFile is made by one of them only, and renewed every minute; who finds it older than a
//     quarter of an hour, by the target's clock, takes it over. Its owner looks at it before every
//     word in the manifest, and stops when it is not theirs any more.
//
// Calls that fail for a passing reason (Fault.Passing) are made again, later and later.
package publish
