// The board of a lobby. It turns headlines and what stands beside them, moves a little now and then so that nothing
// burns into the screen, and puts a new edition in place of itself when one is out. It goes to no other page, not even to
// itself, so no error page can come; only when the site has said for days that there is no such board it loads itself anew, to
// show what the site says. Televisions of 2015 run this: no newer syntax than ES5.
(function () {
  'use strict';
  if (window.boardStop) window.boardStop(); // the script of the edition before

  var ASK = 120; // seconds between two looks for a new edition
  var DRIFT = 60; // seconds until all moves a little
  var DRIFTS = 8; // places that it moves to, as board.css has them
  var SIZES = 5; // steps by which words get smaller, as board.css has them
  var SWAP = 1800; // seconds until the sides change
  var HOLD = 600; // seconds until a board that was held goes on: what stands still burns in
  var FAILS = 3; // looks that an edition is not kept as a file of it fails, until it is kept without that
  var KEEPS = 300; // seconds that the worker has to keep an edition, until it is asked again
  var LATE = 30; // seconds that a picture is waited for before the next one
  var GONE = 3 * 24 * 3600; // seconds for which the site says that there is no such board, until it ends;
  var LOOKS = 30; // and so many looks: an hour of them
  var LINKS = 'link[rel=stylesheet], link[rel=preload], link[rel=icon]'; // what a board needs beside its script

  var root = document.documentElement;
  var main, lists, bar, hold, seconds, timer, asking, fails;
  var came = 0; // how many lost pictures have come
  var keeping = 0; // set while the worker keeps an edition: a slow network may take longer than from look to look
  var held = false, clock = 0, stopped = false;
  var coming = ''; // the edition that is on its way
  var missing = ''; // since when, and how often, the site says that there is no such board
  var workers = window.MessageChannel && location.protocol !== 'file:' && navigator.serviceWorker;
  var listeners = [];

  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function set(element, name, on) {
    var rest = (' ' + element.className + ' ').replace(' ' + name + ' ', ' ').replace(/^\s+|\s+$/g, '');
    element.className = on ? rest + ' ' + name : rest;
  }
  function has(element, name) { return (' ' + element.className + ' ').indexOf(' ' + name + ' ') >= 0; }
  function listen(target, event, act) {
    target.addEventListener(event, act);
    listeners.push([target, event, act]);
  }
  function remove(element) { if (element.parentNode) element.parentNode.removeChild(element); }
  function nothing() {}

  // shows tells whether the picture of an item is there; one without a picture is.
  function shows(item) {
    var img = item.querySelector('img');
    return !img || img.naturalWidth > 0;
  }

  // load fetches the pictures one after another, in the order in which they are shown. An item whose picture is lost
  // does without it until it comes.
  function load(images) {
    var img = images.shift();
    if (!img || stopped) return;
    if (img.naturalWidth > 0) return load(images);
    var late;
    var next = function () {
      if (late) load(images);
      clearTimeout(late);
      late = 0;
    };
    late = setTimeout(next, LATE * 1000);
    img.onload = img.onerror = function () {
      img.onload = img.onerror = null;
      var item = img.parentNode.parentNode;
      if (has(item, 'lost') && shows(item)) { // the board was kept without this picture, or is just now
        came++;
        main.removeAttribute('data-kept');
      }
      set(item, 'lost', !shows(item));
      fit(item);
      if (lists.some(function (list) { return !list.news && list.items[list.at] === item && !shows(item); })) show(0);
      next();
    };
    img.removeAttribute('loading');
    if (img.complete) img.src = img.src; // it failed before this ran
  }
  function loadAll() {
    var queue = [];
    for (var i = 0; i < 40; i++) {
      for (var n = 0; n < lists.length; n++) {
        if (lists[n].items[i]) queue = queue.concat(all('.shot img', lists[n].items[i]));
      }
    }
    load(queue);
  }

  function turn(list, by) {
    var count = list.items.length, at = list.at;
    for (var i = 0; i < count; i++) { // an infographic that did not come has nothing to show
      at = (at + (by || (i && 1)) + count) % count;
      if (list.news || shows(list.items[at])) break;
    }
    fit(list.items[at]);
    for (var n = 0; n < count; n++) set(list.items[n], 'now', n === at);
    list.at = at;
  }

  // fit makes the words of an item smaller until all of them have room, and a photo above them two fifths of it.
  function fit(item) {
    var words = item.querySelector('.shot + .words');
    var below = words && words.offsetWidth === item.offsetWidth && !has(item, 'lost');
    for (var size = 0; size <= SIZES; size++) {
      for (var n = 1; n <= SIZES; n++) set(item, 's' + n, n === size);
      if (below ? words.offsetHeight <= 0.6 * item.offsetHeight : item.scrollHeight <= item.offsetHeight) return;
    }
  }

  function runBar() {
    bar.style.transition = 'none';
    bar.style.transform = 'scaleX(0)';
    if (held) return;
    bar.offsetWidth; // so that it starts anew
    bar.style.transition = 'transform ' + seconds + 's linear';
    bar.style.transform = 'scaleX(1)';
  }

  function show(by) {
    lists.forEach(function (list) { turn(list, by); });
    for (var i = 0; i < DRIFTS; i++) set(main, 'd' + i, i === Math.floor(clock / DRIFT) % DRIFTS);
    set(main, 'swap', Math.floor(clock / SWAP) % 2 === 1);
    set(root, 'idle', true);
    runBar();
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (held) return toggle();
      clock += seconds;
      show(1);
    }, (held ? HOLD : seconds) * 1000);
  }

  function toggle() {
    held = !held;
    set(root, 'held', held);
    hold.setAttribute('aria-pressed', String(held));
    show(0);
  }

  // start sets up the board that stands in the page; page is where it comes from.
  function start(page) {
    main = document.querySelector('main[data-board]');
    seconds = Number(main.getAttribute('data-seconds')) || 12;
    bar = main.querySelector('header i');
    hold = main.querySelector('button');
    hold.hidden = false;
    hold.setAttribute('aria-pressed', String(held));
    hold.onclick = toggle;
    lists = all('.news, .asides', main).map(function (list) {
      return { items: all('li', list), at: 0, news: list.className === 'news' };
    });
    fails = 0;
    loadAll();
    show(0);
    keep(page);
  }

  // get asks for a file of this site, past all caches on the way. What fails is asked for again later.
  function get(address, type, then) {
    var request = new XMLHttpRequest();
    request.open('GET', address);
    request.setRequestHeader('Cache-Control', 'no-cache');
    request.responseType = type;
    request.timeout = 30000;
    request.onload = function () { if (!stopped) then(request); };
    request.send();
  }

  function here() { return location.href.split('#')[0].split('?')[0]; }

  function isGone(answer) { return answer.status === 404 || answer.status === 410; }

  function ask() {
    get(main.getAttribute('data-edition'), 'text', function (answer) {
      if (isGone(answer)) {
        return get(here(), 'text', function (answer) { if (isGone(answer)) miss(answer); });
      }
      var edition = answer.responseText.replace(/\s/g, '');
      if (answer.status !== 200 || !/^[0-9a-f]{16}$/.test(edition)) return; // a page of somebody else: the gate of a network, a host that is down
      note('');
      if (edition !== main.getAttribute('data-board')) return renew(edition);
      if (all('.lost', main).length) loadAll();
      if (!main.hasAttribute('data-kept')) keep(document);
    });
  }

  // note remembers a text beyond the page, where the browser lets it.
  function note(text) {
    missing = text;
    try {
      if (text) localStorage.setItem('bantin-board ' + here(), text);
      else localStorage.removeItem('bantin-board ' + here());
    } catch (e) { nothing(); }
  }
  function noted() {
    try { return localStorage.getItem('bantin-board ' + here()) || missing; } catch (e) { return missing; }
  }

  // miss takes note that the site says there is no such board: an upload that is not done, a host with a bad day, or the truth,
  // when it has said so for long and often. The time is the site's, as the clocks of screens may be wrong.
  function miss(answer) {
    var now = (Date.parse(answer.getResponseHeader('Date')) || Date.now()) / 1000;
    var old = noted().split(' ');
    var since = old[0] > 0 && old[0] <= now ? Number(old[0]) : now;
    var looks = (Number(old[1]) || 0) + 1;
    if (now - since < GONE || looks < LOOKS) return note(since + ' ' + looks);
    note('');
    var leave = function () { location.reload(); };
    if (workers) tell({ end: here() }, leave);
    setTimeout(leave, workers ? 10000 : 0);
  }

  // renew puts another edition in place of this one, once its first picture and its style sheet are there.
  function renew(edition) {
    if (coming === edition) return;
    get(here(), 'document', function (answer) {
      var page = answer.response;
      var next = page && page.querySelector('main[data-board]');
      if (answer.status !== 200 || !next || next.getAttribute('data-board') !== edition) return; // not there yet
      coming = edition;
      var first = next.querySelector('img');
      var ahead = new Image();
      var late;
      var put = function () {
        clearTimeout(late);
        ahead.onload = ahead.onerror = null;
        renewLinks(page, function () {
          coming = '';
          main.parentNode.replaceChild(document.importNode(next, true), main);
          document.title = page.title;
          renewScript(page);
          start(page);
        });
      };
      if (!first) return put();
      late = setTimeout(put, 20000);
      ahead.onload = ahead.onerror = put;
      ahead.src = first.getAttribute('src');
    });
  }

  // renewLinks takes over the style sheet, the fonts and the icon of another edition where they are others, and goes on when the
  // sheet is there. Without it all stays as it is, until the next look.
  function renewLinks(page, then) {
    function without(list) {
      return function (link) {
        return !list.some(function (other) { return other.getAttribute('href') === link.getAttribute('href'); });
      };
    }
    var now = all(LINKS), next = all(LINKS, page);
    var old = now.filter(without(next));
    var fresh = next.filter(without(now)).map(function (link) { return document.importNode(link, true); });
    var sheets = fresh.filter(function (link) { return link.rel === 'stylesheet'; });
    var wait = sheets.length;
    var done = function () {
      if (stopped) return;
      old.forEach(remove);
      then();
    };
    sheets.forEach(function (sheet) {
      sheet.onload = function () { if (!--wait) done(); };
      sheet.onerror = function () {
        fresh.forEach(remove);
        coming = '';
      };
    });
    fresh.forEach(function (link) { document.head.appendChild(link); });
    if (!wait) done();
  }

  // renewScript takes over the script of another edition when it is another. It stops this one.
  function renewScript(page) {
    var mine = document.querySelector('script[data-board-script]'), other = page.querySelector('script[data-board-script]');
    if (!mine || !other || other.getAttribute('src') === mine.getAttribute('src')) return;
    var script = document.createElement('script');
    script.setAttribute('data-board-script', '');
    script.src = other.getAttribute('src');
    script.onerror = function () { document.head.replaceChild(mine, script); };
    remove(mine);
    document.head.appendChild(script);
  }

  // keep has the service worker keep all that an edition needs. Without one (an old browser, an address without https)
  // the board goes on as long as the page is open.
  function keep(page) {
    if (!workers || keeping) return;
    var board = main, before = came;
    var done = function () {
      clearTimeout(keeping);
      keeping = 0;
    };
    keeping = setTimeout(done, KEEPS * 1000);
    var needed = [];
    all(LINKS, page).forEach(function (link) { needed.push(link.href); });
    all('script[data-board-script], main img', page).forEach(function (one) { needed.push(one.src); });
    needed = needed.filter(function (url, i) { return url.indexOf(location.origin + '/') === 0 && needed.indexOf(url) === i; });
    workers.register(board.getAttribute('data-worker')).then(function () {
      tell({ board: here(), edition: board.getAttribute('data-board'), files: needed, enough: fails >= FAILS }, function (state) {
        done();
        if (stopped) return;
        if (board !== main) return keep(document);
        if (before !== came) return;
        if (state) board.setAttribute('data-kept', ''); // also without files that the site has not: each look would ask for all again
        else fails++;
      });
    })['catch'](done);
  }

  // tell sends the service worker a message, and hands on what it answers.
  function tell(message, then) {
    workers.ready.then(function (registration) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) { then(event.data); };
      registration.active.postMessage(message, [channel.port2]);
    })['catch'](nothing);
  }

  function stayAwake() {
    if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request('screen')['catch'](nothing);
  }

  window.boardStop = function () {
    stopped = true;
    clearTimeout(timer);
    clearInterval(asking);
    listeners.forEach(function (l) { l[0].removeEventListener(l[1], l[2]); });
  };

  set(root, 'on', true);
  start(document);
  asking = setInterval(ask, ASK * 1000);
  listen(window, 'online', ask);
  listen(document, 'visibilitychange', stayAwake);
  listen(document, 'mousemove', function () { set(root, 'idle', false); });
  listen(document, 'keydown', function (event) {
    var key = event.keyCode;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === 39 || key === 37) show(key === 39 ? 1 : -1); // the arrows of a remote control
    else if ((key === 32 || key === 13 || key === 19 || key === 415) && event.target !== hold) toggle(); // OK, pause, play
    else return;
    event.preventDefault();
  });
  stayAwake();
}());
