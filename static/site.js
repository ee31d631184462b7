// Small helpers: every page works without them. The script stands in the head, so that what needs it
// is there from the first paint and nothing moves.
'use strict';
{
  const root = document.documentElement;
  root.classList.add('js');
  if (navigator.share) root.classList.add('can-share');
  if (/[?&]q=[^&]/.test(location.search)) root.classList.add('asked'); // results come in place of what is there to choose

  const actions = {
    share() {
      const link = document.querySelector('link[rel=canonical]');
      const head = document.querySelector('h1');
      navigator.share({ title: head ? head.textContent.trim() : document.title, url: link ? link.href : location.href })
        .catch(() => {}); // closing the sheet is no error
    },
    async copy(button) {
      const label = button.querySelector('span');
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        if (!button.dataset.label) button.dataset.label = label.textContent;
        label.textContent = button.dataset.done;
        setTimeout(() => { label.textContent = button.dataset.label; }, 4000);
      } catch { // no leave to write: the address itself, ready to be copied by hand
        const field = document.querySelector('.address');
        if (!field) return;
        button.closest('ul').after(field);
        field.classList.add('open');
        field.querySelector('input').select();
      }
    },
    print() { print(); },
    embed(link) {
      const frame = document.createElement('iframe');
      frame.src = link.dataset.embed;
      frame.title = link.dataset.title ?? link.textContent.trim();
      frame.allow = 'autoplay; fullscreen; picture-in-picture';
      frame.referrerPolicy = 'strict-origin-when-cross-origin';
      const box = document.createElement('div');
      box.className = link.className;
      box.append(frame);
      link.replaceWith(box);
      frame.focus();
    },
    // Tables keep the order of the list of units until the reader asks for another: numbers from the largest,
    // names as they came, then the other way round, then as it was. What has no number is less than zero.
    sort(button) {
      const head = button.closest('th');
      const table = head.closest('table');
      const body = table.tBodies[0];
      const names = head.cellIndex === 0;
      const orders = names ? ['ascending', 'descending'] : ['descending', 'ascending'];
      const turn = orders.indexOf(head.getAttribute('aria-sort')) + 1;
      const value = (row) => { // "1.250" or "1,250" is a thousand and more, "62,5%" or "62.5%" is not
        const n = parseFloat(row.cells[head.cellIndex].textContent.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.'));
        return Number.isNaN(n) ? -1 : n;
      };
      body.first ??= [...body.rows];
      const rows = [...body.first];
      if (turn < 2 && !names) rows.sort((a, b) => (turn ? value(a) - value(b) : value(b) - value(a)));
      if (turn === 1 && names) rows.reverse();
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
      if (turn < 2) head.setAttribute('aria-sort', orders[turn]);
      body.append(...rows);
      const [what, ...said] = table.dataset.sort.split('|');
      status ??= document.body.appendChild(Object.assign(document.createElement('p'), { className: 'vh', role: 'status' }));
      status.textContent = `${what} ${button.textContent}: ${turn > 1 ? said[4] : said[turn + (names ? 2 : 0)]}`;
    },
    // The lightbox comes when a reader opens a picture, not before.
    async photo(link) {
      const template = document.getElementById('_lightbox');
      link.ariaBusy = 'true';
      try {
        const { script, core, styles } = template.dataset;
        lightbox ??= Promise.all([import(script), import(core), ...styles.split(' ').map(style)]);
        const [{ open }, { default: PhotoSwipe }] = await lightbox;
        if (!document.querySelector('.pswp')) open(PhotoSwipe, link, template);
      } catch { // the link leads to the picture itself
        lightbox = undefined;
        location.assign(link.href);
      } finally {
        link.ariaBusy = null;
      }
    },
  };
  let lightbox;
  let status;
  const style = (href) => new Promise((done, fail) => {
    const sheet = document.createElement('link');
    Object.assign(sheet, { rel: 'stylesheet', href, onload: done, onerror: fail });
    document.head.append(sheet);
  });

  addEventListener('click', (event) => {
    const menu = document.querySelector('.menu[open]');
    if (menu && !menu.contains(event.target)) menu.open = false;
    const target = event.target.closest('[data-share],[data-copy],[data-print],[data-embed],[data-photo],[data-sort] button');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const name = Object.keys(actions).find((key) => key in target.dataset) ?? 'sort';
    event.preventDefault();
    actions[name](target);
  });

  addEventListener('DOMContentLoaded', () => {
    for (const head of document.querySelectorAll('[data-sort] thead th')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.title = head.closest('table').dataset.sort.split('|')[0];
      button.append(...head.childNodes);
      head.append(button);
    }
  });

  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector('.menu[open]');
    if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
  });
}
