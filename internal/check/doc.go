// Package check reads a finished site as its readers, search engines and networks will, before they do, and tells what
// would embarrass its union. It holds the whole of it to these rules, and changes nothing.
//
// # Pages
//
//   - Every link, picture, script and style of a page leads to a file of the site: relative, from the root, or with the site's own
//     host. Anchors are ids, or names, of their page. What lies on other hosts is not looked at here; see package outside.
//   - No id twice; pictures have an alt (it may be empty); links have words and an address; a heading is at most one
//     level below the last; one heading of the first level.
//   - Some page leads to every page. Home, 404, redirects, pages that search engines may not show, and posts that
//     have expired or were taken down need none.
//   - A title, not that of another page, of at most 110 characters without the site's name, where an editor chose it; a description of at most 160, and not that of
//     another post, topic, unit, campaign or page. Lists may share the site's.
//   - HTML, CSS, scripts and pictures keep to the budgets of site.yaml. Of pictures those count that a phone loads at once; those that wait to
//     be scrolled to count one by one.
//
// # Previews
//
// Each row is a way in which networks were seen to show a link without its picture or its words.
//
//	a tag is missing, empty, or written by a script     preview-tag-missing
//	attributes without quotes (WhatsApp)                preview-tag-unquoted
//	tags beyond the first 300 KB (WhatsApp, Facebook)   preview-too-late
//	picture address relative, not of this site, http    preview-picture-address, base-url-http
//	no such picture, or a page instead: a redirect      preview-picture-missing
//	AVIF, SVG, WebP, GIF; progressive; wrong type       preview-picture-type
//	above 300 KB (WhatsApp: 600 KB at most)             preview-picture-heavy
//	below 600 × 315 (Facebook: 200 × 200 at least)      preview-picture-small
//	width and height missing, or not those of the file  preview-tag-missing, preview-picture-size
//	og:url is not the canonical address                 preview-address, canonical-elsewhere
//	the site's name in og:title, or twice in title      preview-title
//	noindex on a post (Telegram remembers)              post-noindex
//	robots.txt shuts crawlers out                       robots-shut
//
// # Machine files
//
// Feeds are well-formed and have what RFC 4287, RSS 2.0 and JSON Feed 1.1 ask for; sitemaps keep to the limits of their protocol and list
// only pages that are there and may be shown; robots.txt names sitemaps that exist; opensearch.xml leads to the search page.
//
// # Texts
//
// Texts looks at the sources; see there.
//
// # Places
//
// A problem has the place in the source where there is one: of a link or picture in a body, a file that front matter names, a title; an
// address in the site's own layouts or its menu. Else it has the file of the page; and pages without one are named by
// their address, which every message has. What more than a few pages have alike comes from a layout, and is told once.
//
// Each page is rendered and read once, several at once, and forgotten. What is kept is small: titles, digests of ids, which files it loads.
package check
