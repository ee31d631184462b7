// The service worker of the lobby boards: what a board has shown it can show without a network. It works only
// for pages below its own folder. Boards come from the network when it answers well, else as they were kept; every
// board has a cache of its own, and tells after each new edition what that needs. When a board says that the site has it no
// more, what was kept of it goes; with the last one the worker goes too. Old screens run this: no newer syntax than ES5.
'use strict';

var KIND = 'bantin-board-1'; // of caches; another number when what they hold means something else
var OLD = 90 * 24 * 3600 * 1000; // ms after which a board goes that this screen did not show any more
var ANEW = { cache: 'no-cache', credentials: 'same-origin' };
var PATIENCE = 10000; // ms that a board is waited for before the one that was kept is shown

// What is shown when there is nothing: a screen that was never here while there was a network. It tries again.
var WAITING = '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="30"><title>…</title></head><body bgcolor="#0d1730"></body></html>';

self.addEventListener('install', function () { self.skipWaiting(); });
self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });

function plain(url) { return url.split('#')[0].split('?')[0]; }
function nameOf(board) { return KIND + ' ' + board; }

// boardOf gives the board whose cache has a name; '' for one of others, such as another site of this host.
function boardOf(name) {
  var board = name.indexOf('bantin-board') === 0 ? name.slice(name.indexOf(' ') + 1) : '';
  return board.indexOf(self.registration.scope) === 0 ? board : '';
}

// kept looks for what a board has kept.
function kept(url) {
  return caches.keys().then(function (names) {
    var mine = names.filter(function (name) { return boardOf(name) && name === nameOf(boardOf(name)); });
    function look(i) {
      if (i >= mine.length) return undefined;
      return caches.open(mine[i]).then(function (cache) { return cache.match(url); }).then(function (found) { return found || look(i + 1); });
    }
    return look(0);
  });
}

// isBoard tells a board, or one edition of it, from what else may come for its address: the page of a host that is down, the
// gate of a hotel's network.
function isBoard(response, edition) {
  if (!response.ok || response.redirected) return Promise.resolve(false);
  return response.clone().text().then(function (text) { return text.indexOf('data-board="' + (edition || '')) > 0; });
}

// fromNetwork fails when the network takes too long.
function fromNetwork(request, patience) {
  return new Promise(function (done, fail) {
    var timer = setTimeout(fail, patience);
    fetch(request).then(function (response) { clearTimeout(timer); done(response); }, function (err) { clearTimeout(timer); fail(err); });
  });
}

function page(request) {
  return fromNetwork(request, PATIENCE).then(function (response) {
    return isBoard(response).then(function (good) {
      if (good) return response;
      return kept(plain(request.url)).then(function (old) { return old || response; });
    });
  }, function () {
    return kept(plain(request.url)).then(function (old) {
      return old || new Response(WAITING, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    });
  });
}

// file gives what a board has kept, so that nothing that comes instead can spoil it: each edition fetches all of its files
// anew. The board itself is asked for past this when it looks for another edition.
function file(request) {
  var url = plain(request.url);
  return caches.has(nameOf(url)).then(function (isPage) {
    return isPage ? undefined : kept(url);
  }).then(function (found) { return found || fetch(request); });
}

self.addEventListener('fetch', function (event) {
  var request = event.request;
  if (request.method !== 'GET' || request.url.indexOf(self.location.origin + '/') !== 0) return;
  event.respondWith(request.mode === 'navigate' ? page(request) : file(request));
});

// What became of a file that a board needs, and of all of them: boards are told the same.
var FAILED = 0, LACKING = 1, HERE = 2;

// take fetches a file into a cache. What is no file (a page of somebody else) does not take the place of what was there before.
// When that has come often enough the site does not have the file; a network that is cut says nothing.
function take(cache, url, enough) {
  function before() { return cache.match(url).then(function (old) { return old ? HERE : FAILED; }); }
  return fetch(url, ANEW).then(function (response) {
    var type = response.headers.get('Content-Type') || '';
    if (response.ok && !response.redirected && type.indexOf('text/html') < 0) {
      return cache.put(url, response).then(function () { return HERE; });
    }
    return before().then(function (state) { return state || (enough || response.status === 404 ? LACKING : FAILED); });
  }, before);
}

// keep fetches what an edition of a board needs, last its page, and then forgets what others needed. A file that the site does not
// have is no reason to keep the edition before. It gives what became of all.
function keep(told) {
  var state = HERE;
  return caches.open(nameOf(told.board)).then(function (cache) {
    return told.files.reduce(function (before, url) {
      return before.then(function () { return take(cache, url, told.enough); }).then(function (one) { state = Math.min(state, one); });
    }, Promise.resolve()).then(function () {
      if (state === FAILED) return FAILED;
      return fetch(told.board, ANEW).then(function (page) {
        return isBoard(page, told.edition).then(function (good) {
          if (!good) return FAILED;
          return cache.put(told.board, page.clone()).then(function () { return forget(cache, told); }).then(function () {
            return prune(Date.parse(page.headers.get('Date')) || Date.now());
          }).then(function () { return state; });
        });
      });
    });
  })['catch'](function () { return FAILED; });
}

// forget takes out of a cache what its board does not need.
function forget(cache, told) {
  return cache.keys().then(function (all) {
    return Promise.all(all.map(function (request) {
      return request.url !== told.board && told.files.indexOf(request.url) < 0 && cache['delete'](request);
    }));
  });
}

// prune takes away the boards that no window shows and that were kept long ago, and what other versions of this script kept.
function prune(now) {
  return Promise.all([caches.keys(), self.clients.matchAll({ type: 'window', includeUncontrolled: true })]).then(function (found) {
    var open = found[1].map(function (client) { return plain(client.url); });
    return Promise.all(found[0].map(function (name) {
      var board = boardOf(name);
      if (!board) return false;
      if (name !== nameOf(board)) return caches['delete'](name);
      if (open.indexOf(board) >= 0) return false;
      return caches.open(name).then(function (cache) { return cache.match(board); }).then(function (page) {
        return now - (page ? Date.parse(page.headers.get('Date')) : 0) > OLD && caches['delete'](name);
      });
    }));
  });
}

// end forgets a board, and with the last one this worker.
function end(board) {
  return caches['delete'](nameOf(board)).then(function () { return caches.keys(); }).then(function (names) {
    return names.some(boardOf) || self.registration.unregister();
  }).then(function () { return true; });
}

self.addEventListener('message', function (event) {
  var told = event.data || {};
  if (!told.end && !told.board) return;
  event.waitUntil((told.end ? end(told.end) : keep(told)).then(function (answer) {
    if (event.ports[0]) event.ports[0].postMessage(answer);
  }));
});
