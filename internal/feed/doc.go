// Package feed writes what machines read of the site: Atom, RSS and JSON feeds,
// sitemaps, robots.txt and how the site is searched. All of it is made from the Site, never from pages.
//
//	/feed.xml, …/feed.xml    Atom (RFC 4287): the site, each topic, unit, form and campaign
//	/rss.xml                 RSS 2.0 with content:encoded and Media RSS pictures: the site
//	/feed.json               JSON Feed 1.1: the site
//	/sitemap.xml             all addresses for search engines; an index above 50,000 of them
//	/news-sitemap.xml        the posts of the last two days
//	/robots.txt              everything is allowed; where the sitemaps are
//	/opensearch.xml          OpenSearch 1.1: how browsers ask the site's search
//
// Feeds hold the last 20 posts with their full text, addresses in full. A post
// is known by its address, in all feeds alike. No time of the build is in
// them: a feed's time is that of its newest post, and of an empty one that of the site.
package feed
