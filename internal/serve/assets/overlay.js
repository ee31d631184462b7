// What is wrong with the site, laid over its page: a panel with the list, and marks at the places.
'use strict';
{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{all:initial;position:absolute;inset-block-start:0;inset-inline-start:0;inline-size:0;block-size:0;z-index:2147483000;color-scheme:light dark;
      --paper:#fff;--wash:#f1f4f9;--ink:#151c2b;--soft:#4c586d;--line:#d3dae6;--link:#1c4b99;--cham:#1d3a6d;--bad:#a52c1b;--warn:#7a5200;--gilt:#f2b33d;--mark:#fbdf9f}
    @media (prefers-color-scheme:dark){:host{--paper:#0f1420;--wash:#182030;--ink:#e8ecf4;--soft:#a8b3c7;--line:#3a475e;--link:#9dc0ff;--cham:#1a3160;--bad:#ff9d8c;--warn:#f2c56d;--mark:#64480c}}
    *,::before{box-sizing:border-box}
    :host{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink)}
    [hidden]{display:none!important}
    .vh{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    h2,h3,p,ol{margin:0;padding:0}
    a{color:var(--link);text-underline-offset:.2em;text-decoration-thickness:1px}
    a:hover{text-decoration-thickness:2px}
    button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
    .panel{position:fixed;inset-block-end:0;inset-inline-end:0;inline-size:100%;max-block-size:min(55vh,34rem);display:flex;flex-direction:column;
      background:var(--paper);border-block-start:4px solid var(--bar);--bar:var(--gilt)}
    .panel.bad{--bar:#c43a26}
    @media (min-width:44em){.panel{inset:auto 1.25rem 1.25rem auto;inline-size:40rem;border:1px solid var(--line);border-block-start:4px solid var(--bar);border-radius:4px}}
    header{display:flex;align-items:center;gap:.25rem 1rem;padding:.25rem .25rem .25rem 1rem;background:var(--wash);flex-wrap:wrap}
    h2{font:inherit;font-weight:600;margin-inline-end:auto}
    header a,header button{min-block-size:44px;min-inline-size:44px;padding-inline:.75rem;display:inline-flex;align-items:center;font-size:14px}
    header button{border-inline-start:1px solid var(--line);gap:.5rem;font-weight:600}
    kbd{font:12px/1 ui-monospace,monospace;color:var(--soft);border:1px solid var(--line);border-radius:3px;padding:.2em .4em}
    @media (pointer:coarse),(max-width:30em){kbd{display:none}}
    .away{display:none;padding-block-start:.75rem}
    @media (max-width:30em){header a{display:none}.away{display:block}header button{border:0}}
    .list{overflow:auto;overscroll-behavior:contain;padding:.75rem 1rem 1rem}
    .note{color:var(--soft);font-size:14px;padding-block-end:.75rem}
    h3{font-size:14px;font-weight:600;color:var(--soft);padding-block:.25rem}
    ol{list-style:none}
    li{padding-block:.75rem;border-block-start:1px solid var(--line);overflow-wrap:anywhere}
    h3+ol>li:first-child{border:0;padding-block-start:.25rem}
    .message{font-weight:600;text-wrap:pretty}
    .message::before{content:"";display:inline-block;inline-size:.65em;block-size:.65em;margin-inline-end:.5em;border-radius:50%;background:var(--bad)}
    .warning .message::before{border-radius:0;clip-path:polygon(50% 0,100% 100%,0 100%);background:var(--warn)}
    .hint{text-wrap:pretty}
    pre{margin:.5rem 0 0;padding:.4rem .75rem .8rem;background:var(--wash);font:14px/1.9 ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
    mark{position:relative;background:var(--mark);color:var(--ink)}
    mark::after{content:"^";position:absolute;inset-block-start:1.15em;inset-inline:0;text-align:center;font-weight:700;color:var(--bad);line-height:1}
    .warning mark::after{color:var(--warn)}
    .place{display:flex;flex-wrap:wrap;gap:0 1rem;font-size:14px;color:var(--soft);padding-block-start:.35rem}
    .place a,.place button{display:inline-flex;align-items:center;min-block-size:32px}
    .place button{color:var(--link);text-decoration:underline 1px;text-underline-offset:.2em}
    summary{cursor:pointer;padding-block:.75rem;font-weight:600;border-block-start:1px solid var(--line)}
    .only summary{border:0;padding-block-start:.25rem}
    .more{padding-block-start:.75rem;font-size:14px}
    .pill{position:fixed;inset-block-end:1rem;inset-inline-end:1rem;display:flex;align-items:center;gap:.6rem;min-block-size:44px;padding:.5rem 1rem;background:var(--cham);color:#fff;
      border:1px solid #fff;border-radius:99px;font-weight:600}
    .pill::before{content:"";inline-size:.75rem;block-size:.75rem;border-radius:50%;background:var(--gilt)}
    .pill.bad::before{background:#ff7a66}
    .pill:focus-visible,.flag:focus-visible{outline-color:var(--gilt);border-radius:99px}
    .lost{position:fixed;inset-block-start:0;inset-inline:0;padding:.6rem 1rem;background:var(--gilt);color:#151c2b;font-weight:600;text-align:center}
    .mark{position:absolute;outline:3px solid #c43a26;outline-offset:4px;border-radius:2px;pointer-events:none}
    .mark.warning{outline:3px dashed var(--gilt)}
    .mark.top{outline:0}
    .flag{position:absolute;inset-block-end:calc(100% + 4px);inset-inline-end:-7px;pointer-events:auto;padding:.15rem .6rem;background:#a52c1b;color:#fff;font-size:14px;font-weight:600;line-height:1.5;white-space:nowrap;border-radius:3px;min-block-size:28px}
    .warning .flag{background:var(--gilt);color:#151c2b}
    @media (prefers-reduced-motion:no-preference){.panel,.pill{animation:come .15s ease-out}}
    @keyframes come{from{opacity:0;transform:translateY(.5rem)}}
    @media print{:host{display:none}}`);

  const make = (name, props, ...inside) => {
    const element = Object.assign(document.createElement(name), props);
    element.append(...inside.filter((i) => i != null && i !== ''));
    return element;
  };
  const fill = (text, what) => text.replace('%s', what);
  const count = (pair, n, lang) => fill(pair[n === 1 ? 0 : 1], n.toLocaleString(lang));
  const syllables = (text) => text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = (words) => words.slice(1).map((word, i) => words[i] + ' ' + word);

  // wordsOf is what a reader sees of a source line: no key of front matter, no address, no tag.
  const wordsOf = (excerpt) => syllables(excerpt
    .replace(/^\s*(?:-\s+)?[A-Za-z_][\w-]*:(?=\s|$)/, ' ')
    .replace(/\]\([^)]*\)?/g, '] ')
    .replace(/\]\[[^\]]*\]?/g, '] ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/https?:\/\/\S+/g, ' '));

  const blocks = 'p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,figcaption,blockquote,pre,img,.meta';

  // findPlace looks for the smallest block that holds most of a line's words, in their order.
  const findPlace = (excerpt, within) => {
    const words = wordsOf(excerpt);
    if (!words.length) return null;
    const wanted = words.length > 1 ? pairs(words) : words;
    let best = null;
    let bestScore = words.length > 1 ? 0.6 : 1;
    for (const block of within.querySelectorAll(blocks)) {
      const text = syllables(block.localName === 'img' ? block.alt : block.textContent);
      if (!text.length || text.length > 20 * words.length + 200) continue;
      const held = new Set(words.length > 1 ? pairs(text) : text);
      const share = wanted.filter((w) => held.has(w)).length / wanted.length;
      const score = share + Math.min(1, words.length / text.length) / 5;
      if (share >= (words.length > 1 ? 0.6 : 1) && score > bestScore && block.getClientRects().length) [best, bestScore] = [block, score];
    }
    return best;
  };

  customElements.define('bantin-problems', class extends HTMLElement {
    #root = this.attachShadow({ mode: 'open' });
    #marks = make('div');
    #panel = make('section', { className: 'panel', hidden: true });
    #pill = make('button', { className: 'pill', type: 'button', hidden: true });
    #said = make('p', { className: 'vh', role: 'status' });
    #lost = make('p', { className: 'lost', role: 'status', hidden: true });
    #found = []; // {element, mark} of marks
    #now = null;
    #last = '';

    connectedCallback() {
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.append(this.#marks, this.#panel, this.#pill, this.#said, this.#lost);
      this.#pill.onclick = () => {
        this.#fold(false);
        this.#panel.querySelector('.fold').focus();
      };
      document.addEventListener('keydown', (e) => {
        if (e.key !== 'Escape' || e.defaultPrevented || this.#panel.hidden || document.querySelector('dialog[open],.pswp--open')) return;
        const inside = this.#root.activeElement;
        this.#fold(true);
        if (inside) this.#pill.focus();
      });
      new ResizeObserver(() => this.settle()).observe(document.body);
      addEventListener('resize', () => this.settle());
      addEventListener('load', () => this.settle());
    }

    // Errors open the panel until someone folds it, warnings alone do not.
    get #folded() {
      return this.#now.errors ? this.#kept('bantin-folded') === 'yes' : this.#kept('bantin-warnings') !== 'open';
    }

    // What a browser may not keep lasts as long as the page.
    #chosen = {};

    #kept(key) {
      try { return localStorage.getItem(key); } catch { return this.#chosen[key]; }
    }

    #keep(key, value) {
      this.#chosen[key] = value;
      try { localStorage.setItem(key, value); } catch { /* see above */ }
    }

    #fold(away) {
      if (this.#now.errors) this.#keep('bantin-folded', away ? 'yes' : 'no');
      else this.#keep('bantin-warnings', away ? 'folded' : 'open');
      this.#place();
    }

    #place() {
      const wrong = this.#wrong;
      this.#panel.hidden = !wrong || this.#folded;
      this.#pill.hidden = !wrong || !this.#folded;
    }

    get #wrong() { return Boolean(this.#now.errors || this.#now.warnings || this.#now.note); }

    // show takes the answer of /_bantin/page.
    show(now) {
      const key = JSON.stringify([now.errors, now.warnings, now.note, now.problems]);
      const before = this.#now;
      this.#now = now;
      if (key === this.#last) return;
      this.#last = key;
      const { words } = now;
      this.lang = words.lang; // that of who writes, which need not be the page's
      const sum = [now.errors && count(words.errors, now.errors, words.lang), now.warnings && count(words.warnings, now.warnings, words.lang)].filter(Boolean).join(' · ') || words.region;
      for (const element of [this.#panel, this.#pill]) element.classList.toggle('bad', now.errors > 0);
      this.#pill.replaceChildren(sum, make('span', { className: 'vh' }, '. ' + words.unfold));
      this.#said.textContent = this.#wrong ? sum : before ? words.mended : '';
      this.#mark(now);
      const scrolled = this.#panel.querySelector('.list')?.scrollTop ?? 0;
      const open = this.#panel.querySelector('details')?.open;
      const had = this.#root.activeElement?.classList.contains('fold');
      this.#fill(now, sum, open);
      this.#place();
      this.#panel.querySelector('.list').scrollTop = scrolled;
      if (had) this.#panel.querySelector('.fold').focus();
    }

    #fill(now, sum, open) {
      const { words } = now;
      const fold = make('button', { className: 'fold', type: 'button', onclick: () => { this.#fold(true); this.#pill.focus(); } }, words.fold, make('kbd', { ariaHidden: 'true' }, 'Esc'));
      const list = make('div', { className: 'list', tabIndex: 0 });
      list.role = 'group';
      list.ariaLabel = words.region;
      if (now.note) list.append(make('p', { className: 'note' }, now.note));
      const all = (now.problems ?? []).map((problem, i) => ({ problem, item: this.#item(problem, i, words) }));
      const errors = all.filter((a) => a.problem.severity === 'error');
      const warnings = all.filter((a) => a.problem.severity !== 'error');
      this.#group(list, errors, words);
      if (warnings.length) {
        const more = make('details', { className: errors.length ? '' : 'only', open: open ?? !errors.length }, make('summary', {}, count(words.warnings, now.warnings, words.lang)));
        this.#group(more, warnings, words);
        list.append(more);
      }
      if (now.more) list.append(make('p', { className: 'more' }, make('a', { href: '/_bantin/#_problems' }, now.more)));
      list.append(make('p', { className: 'away' }, make('a', { href: '/_bantin/' }, words.desk)));
      this.#panel.role = 'region';
      this.#panel.ariaLabel = words.region;
      this.#panel.replaceChildren(make('header', {}, make('h2', {}, sum), make('a', { href: '/_bantin/' }, words.desk), fold), list);
    }

    // group lists problems, those of this page's file under a heading of their own.
    #group(into, all, words) {
      const here = all.filter((a) => a.problem.here);
      const other = all.filter((a) => !a.problem.here);
      for (const [title, part] of [[words.here, here], [words.other, other]]) {
        if (!part.length) continue;
        if (here.length) into.append(make('h3', {}, title));
        into.append(make('ol', {}, ...part.map((a) => a.item)));
      }
    }

    #item(problem, i, words) {
      const item = make('li', { className: problem.severity });
      item.dataset.index = i;
      item.append(make('p', { className: 'message' }, problem.message));
      if (problem.hint) item.append(make('p', { className: 'hint' }, problem.hint));
      if (problem.excerpt) {
        const letters = [...problem.excerpt];
        const { caret } = problem;
        item.append(make('pre', {}, ...(caret < 0 ? [problem.excerpt]
          : [letters.slice(0, caret).join(''), make('mark', {}, letters[caret] ?? ' '), letters.slice(caret + 1).join('')])));
      }
      const place = make('p', { className: 'place' });
      if (problem.place) place.append(problem.edit ? make('a', { href: problem.edit, title: words.edit }, problem.place) : make('span', {}, problem.place));
      const found = this.#found.find((f) => f.problems.includes(i));
      if (found?.certain) place.append(make('button', { type: 'button', onclick: () => found.element.scrollIntoView({ block: 'center' }) }, words.show));
      item.append(place);
      return item;
    }

    // mark shows on the page where its own problems are: at the line's words, else at its top.
    #mark(now) {
      this.#found = [];
      const within = document.querySelector('main') ?? document.body;
      (now.problems ?? []).forEach((problem, i) => {
        if (!problem.here) return;
        const found = problem.excerpt ? findPlace(problem.excerpt, within) : null;
        const element = found ?? within.querySelector('h1') ?? within;
        const same = this.#found.find((f) => f.element === element);
        if (same) {
          same.problems.push(i);
          same.certain ||= Boolean(found);
        } else this.#found.push({ element, problems: [i], certain: Boolean(found) });
      });
      this.#marks.replaceChildren(...this.#found.map((f) => {
        const first = now.problems[f.problems[0]];
        const many = f.problems.length > 1;
        const bad = f.problems.some((i) => now.problems[i].severity === 'error');
        const n = f.problems.length;
        const text = many ? count(bad ? now.words.errors : now.words.warnings, n) : (first.line ? fill(now.words.line, first.line) : count(bad ? now.words.errors : now.words.warnings, 1));
        const flag = make('button', { className: 'flag', type: 'button', title: first.message, onclick: () => this.#open(f.problems[0]) }, text, make('span', { className: 'vh' }, ': ' + first.message));
        f.mark = make('div', { className: ['mark', bad || 'warning', f.certain || 'top'].join(' ') }, flag);
        return f.mark;
      }));
      this.settle();
    }

    #open(index) {
      this.#fold(false);
      const item = this.#panel.querySelector(`[data-index="${index}"]`);
      item.closest('details')?.setAttribute('open', '');
      item.scrollIntoView({ block: 'nearest' });
      (item.querySelector('a,button') ?? this.#panel.querySelector('.list')).focus({ preventScroll: true });
    }

    // settle puts the marks where their elements are.
    settle() {
      for (const { element, mark } of this.#found) {
        const box = element.getBoundingClientRect();
        Object.assign(mark.style, { left: `${box.x + scrollX}px`, top: `${box.y + scrollY}px`, width: `${box.width}px`, height: `${box.height}px` });
      }
    }

    showLost() {
      this.#lost.textContent = this.#now?.words.lost ?? '…';
      this.#lost.hidden = false;
    }

    hideLost() { this.#lost.hidden = true; }
  });
}
