// Package render makes the pages of a site from its layouts.
//
// # For authors of layouts
//
// A layout is a file of html/template. A site that has a file of the same name
// in its own layouts folder replaces the embedded one; all others stay. There
// are three sorts:
//
//   - pages: home, post, removed, page, list, gallery, topics, topic, units, unit,
//     campaigns, campaign, models, activity, source, archive, search, 404. Each defines "main", which
//     base.html puts into the frame, and is given the view of its name: post.html
//     gets a [Post], list.html a [List] and so on. redirect.html, poster.html and board.html are whole pages.
//   - pieces, executed once and used on many pages: head.html ([Head]),
//     header.html ([Header], once for each section of the site), footer.html
//     ([Footer]), card.html and line.html ([Card], once for each post), deed.html and
//     told.html ([Deed], once for each activity), crumbs.html (a list of [Link]).
//   - partials: every other file but report.html. Call them by file name: {{template "share.html" .Share}}.
//
// report.html is what bantin report makes its page from, which lies anywhere and asks for nothing:
// it is given a View of package official, and has neither functions nor partials.
//
// All strings of the views are plain text; html/template escapes them. Fields of
// type template.HTML are finished HTML, of template.URL finished addresses (with
// base_url's path, escaped), of template.HTMLAttr finished attributes.
//
// Functions: {{words.Share.Copy}} is a word of the site's language (lang.Words),
// put in when the layout is read; {{asset "site.css"}} the address of a static
// file, for style sheets and scripts the one that changes with their content;
// {{url "/tin-moi/"}} the address of a page of this site.
//
// Every page has one h1; a card's headline is an h3, so a list of cards needs an
// h2 over it. Ids in layouts begin with "_": those of headings in texts never do.
// Nothing may be inline: no style, no script.
//
// A layout that does not parse or names a field that its view has not is
// reported before anything is written: each is tried with an empty view and with
// one that has one of everything. So is report.html.
package render
