// What keeps an open page up to date while the site is written, and shows what is wrong with it.
'use strict';
{
  const own = '/_bantin/';
  const { dataset } = document.currentScript;
  const shown = { page: dataset.page, source: dataset.source ?? '', sheets: sheetsOf(dataset.styles) };
  let view = dataset.view;
  let leaving = false;

  function sheetsOf(list) {
    return (list ?? '').split(' ').filter(Boolean).map((s) => ({ href: s.slice(0, s.lastIndexOf('#')), sum: s.slice(s.lastIndexOf('#') + 1) }));
  }

  // ---- where the reader is, kept while the page is loaded anew

  const kept = 'bantin-kept';

  // pathTo is a selector for an element that still leads there when only the text has changed.
  function pathTo(element) {
    const steps = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.id) {
        steps.unshift('#' + CSS.escape(at.id));
        return steps.join('>');
      }
      steps.unshift(`${CSS.escape(at.localName)}:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
    }
    return ['body', ...steps].join('>');
  }

  function keep(address) {
    const at = document.activeElement;
    const state = { address, x: scrollX, y: scrollY, view: wanted };
    if (at && at !== document.body && at !== panel) {
      state.focus = pathTo(at);
      try { state.selection = [at.selectionStart, at.selectionEnd]; } catch { /* no field of text */ }
    }
    state.open = [...document.querySelectorAll('details[open]')].map(pathTo);
    try { sessionStorage.setItem(kept, JSON.stringify(state)); } catch { /* a browser that may keep nothing */ }
  }

  function restore() {
    let state = null;
    try {
      state = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
      sessionStorage.removeItem(kept);
    } catch { /* a browser that may keep nothing */ }
    if (state?.address !== location.pathname) return '';
    for (const path of state.open ?? []) document.querySelector(path)?.setAttribute('open', '');
    if (state.focus) {
      const element = document.querySelector(state.focus);
      element?.focus({ preventScroll: true });
      if (state.selection?.[0] != null) element?.setSelectionRange?.(...state.selection);
    }
    // The browser restores it as well, but not on a page of another address, and may do so too early.
    const back = () => scrollTo({ left: state.x, top: state.y, behavior: 'instant' });
    back();
    addEventListener('load', back, { once: true });
    return state.view;
  }

  // ---- what the page should be now

  let wanted = '';
  let looking = false;
  let again = false;

  async function look() {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    do {
      again = false;
      try { await lookOnce(); } catch { /* the server has gone; the stream tells when it is back */ }
    } while (again && !leaving);
    looking = false;
  }

  async function lookOnce() {
    const ask = new URLSearchParams({ path: location.pathname + location.search, source: shown.source });
    const answer = await fetch(own + 'page?' + ask, { cache: 'no-store' });
    if (!answer.ok || leaving) return;
    const now = await answer.json();
    wanted = now.view;
    if (now.to && now.to !== location.pathname) {
      leave(() => { keep(decoded(now.to)); location.replace(now.to); });
      return;
    }
    const sheets = now.styles ?? [];
    const changed = now.page !== shown.page || sheets.length !== shown.sheets.length;
    if (changed && now.view !== loadedFor) {
      leave(() => { keep(location.pathname); location.reload(); });
      return;
    }
    if (!changed) swap(sheets);
    view = now.view;
    panel?.show(now);
  }

  const decoded = (address) => new URL(address, location.href).pathname;

  function leave(go) {
    leaving = true;
    go();
  }

  // swap loads style sheets that have changed, and takes the old ones away when the new ones are there.
  function swap(sheets) {
    sheets.forEach((sheet, i) => {
      const old = shown.sheets[i];
      if (old.href === sheet.href && old.sum === sheet.sum) return;
      const links = [...document.querySelectorAll('link[rel~=stylesheet]')].filter((l) => (l.dataset.href ?? l.getAttribute('href')) === old.href && !l.dataset.going);
      for (const link of links) {
        const next = link.cloneNode();
        next.dataset.href = sheet.href;
        next.href = sheet.href === old.href ? sheet.href + '?' + sheet.sum : sheet.href;
        link.dataset.going = '';
        const done = () => { link.remove(); panel?.settle(); };
        next.onload = done;
        next.onerror = done;
        link.after(next);
      }
      shown.sheets[i] = sheet;
    });
  }

  // ---- the stream of events

  let behind = false;
  let lost = 0;

  function heard(name) {
    if (!name) { // it may be back in a moment
      lost ||= setTimeout(() => panel?.showLost(), 2500);
      return;
    }
    clearTimeout(lost);
    lost = 0;
    panel?.hideLost();
    if (name === view) return;
    if (document.hidden) behind = true;
    else look();
  }

  addEventListener('visibilitychange', () => {
    if (document.hidden || !behind) return;
    behind = false;
    look();
  });

  // Without a worker that all pages share only those that can be seen have a stream.
  function listenAlone() {
    let stream = null;
    const turn = () => {
      if (document.hidden) {
        stream?.close();
        stream = null;
      } else if (!stream) {
        stream = new EventSource(own + 'events');
        stream.addEventListener('view', (e) => heard(e.data));
        stream.onerror = () => {
          heard('');
          if (stream?.readyState !== EventSource.CLOSED) return;
          stream = null;
          setTimeout(turn, 1000);
        };
      }
    };
    addEventListener('visibilitychange', turn);
    turn();
  }

  function listen() {
    let worker;
    try { worker = new SharedWorker(own + 'worker.js', { name: 'bantin' }); } catch { /* not every browser has them */ }
    if (!worker) {
      listenAlone();
      return;
    }
    worker.onerror = listenAlone;
    worker.port.onmessage = (e) => heard(e.data);
    addEventListener('pagehide', () => worker.port.postMessage('bye'));
    addEventListener('pageshow', (e) => { if (e.persisted) location.reload(); });
  }

  // The desk changes its list without loading the page anew.
  addEventListener('bantin-page', (e) => {
    shown.page = e.detail.page;
    view = e.detail.view;
  });

  // A post leads to its share kit, by a link that lies over the page: what is below it stays as it will be published.
  if (dataset.kit) {
    const style = new CSSStyleSheet();
    style.replaceSync(`
      :host{all:initial;position:fixed;inset-block-end:1rem;inset-inline-start:1rem;z-index:2147482000}
      a{display:flex;align-items:center;min-block-size:44px;padding:.25rem 1rem;font:600 16px/1.5 system-ui,sans-serif;color:#fff;background:#1d3a6d;border:1px solid #fff;border-radius:99px;text-decoration:none}
      a:hover{text-decoration:underline}
      a:focus-visible{outline:3px solid #f2b33d;outline-offset:2px}
      @media print{:host{display:none}}`);
    const host = document.documentElement.appendChild(document.createElement('bantin-kit'));
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    const nav = document.createElement('nav');
    nav.setAttribute('aria-label', dataset.kitLabel);
    nav.append(Object.assign(document.createElement('a'), { href: dataset.kit, textContent: dataset.kitLabel }));
    root.append(nav);
  }

  const panel = 'own' in dataset ? null : document.documentElement.appendChild(document.createElement('bantin-problems'));
  const loadedFor = restore();
  // The panel is defined below, and what is wrong is asked for when it is.
  queueMicrotask(() => {
    listen();
    if (panel) look();
  });
}
