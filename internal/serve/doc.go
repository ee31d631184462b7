// Package serve shows a site while it is written: the pages of the last good
// build.View over HTTP, reloaded when they change, with what is wrong laid over them.
//
// # Files
//
// Every address is looked up in the View's tree and nowhere else, so no request reaches a
// file that the site does not publish. A file is rendered when it is asked for. What is served is
// what “bantin build” would write, byte for byte, but for one script element before the end of the body
// of each HTML page. As a static host does, “/a” leads to “/a/” where that is a page, and what is not there is
// 404.html. Answers may not be kept by anyone. Requests that come before the first View wait for it.
//
// # Who may ask
//
// A page of the web can have its own host's name resolved to 127.0.0.1 and then read whatever answers there
// (DNS rebinding). So the Host of a request must be localhost, a name below it, a loopback address, or the host that
// was asked for; any address without a name, where the server listens on all.
// The preview's own addresses answer no script, picture or frame of another site either.
//
// # Addresses of the preview's own
//
//	/_bantin/            all posts, what is wrong, what waits
//	/_bantin/cards/      posts as networks show their links
//	/_bantin/share/      one post, as each network shows it, and what is wrong with that
//	/_bantin/kit/        the share kit of a post, whether or not it will be published beside its page; its files lie below
//	/_bantin/events      Server-Sent Events: the name of the state, whenever there is another
//	/_bantin/page        what a page that is open should be now, and what is wrong with it, as JSON
//	/_bantin/preview.js  the script of every page; worker.js beside it shares one stream among all
//	                     tabs, since browsers open no more than six connections to a host
//
// # Reloading
//
// Every page knows the sum of its own bytes, without the addresses of its style sheets and
// with the pictures that it shows. When there is another state, the script asks what the sum of its address is now. Another
// sum: it loads the page again, scrolled and focused as it was. Another sum of a style sheet: it loads that one alone. No page
// any more, but one elsewhere that the same file makes: it goes there. So a page reloads when it
// has changed, whatever the reason was, and no other time.
package serve
