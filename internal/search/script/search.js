// The search page: finds posts in the files beside it and shows them as one types. All words that are shown come from
// the page (data attributes, templates), and nothing typed or read is ever put into it as HTML.
// What the files hold and how posts are ranked is told in internal/search/doc.go, what the functions do in search-types.d.ts.
/** @typedef {import('./search-types').Module} M */

// table:begin
const tones = {"\u0300": "`", "\u0301": "'", "\u0303": "~", "\u0309": "?", "\u0323": "."};
const composed = {"a\u0302": "â", "a\u0306": "ă", "e\u0302": "ê", "o\u0302": "ô", "o\u031b": "ơ", "u\u031b": "ư"};
const alike = {"ð": "đ", "ɖ": "đ"};
const bare = {"â": "a", "ă": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u", "đ": "d"};
// table:end
/** @type {Record<string, string>[]} */
const [signs, wholes, others, ascii] = [tones, composed, alike, bare];

const inside = '0-9A-Za-zÀ-ÖØ-öø-ʯ\u0370-\u0373\u0375-\u037d\u037f-\u0384\u0386\u0388-\u0481\u0483-\u052fḀ-ỿ';
const token = new RegExp(`[1-9]\\d{0,2}([.,])\\d{3}(\\1\\d{3})*(?!\\1?(?![đĐ])[${inside}\u0300-\u036f])|[${inside}][${inside}\u0300-\u036f]*`, 'g');
/** @type {Map<string, [string, string]>} */
const folded = new Map();

export const fold = (text = '') => {
  let both = folded.get(text);
  if (both) return both;
  const letters = [''];
  let tone = '';
  for (const sign of text.normalize('NFD')) {
    const c = sign.toLowerCase();
    const end = letters.length - 1;
    if (c < '\u0300' || c > '\u036f') letters.push(others[c] || c);
    else if (wholes[letters[end] + c]) letters[end] = wholes[letters[end] + c];
    else tone = tone || signs[c] || '';
  }
  const exact = letters.slice(0, 41).join('');
  both = [
    exact.replace(/[^a-z\d]/g, (c) => ascii[c] || c).replace(/^0+(?=\d+$)/, tone && '$&').replace(/^([bcdfghjklmnpqrstvwxz]+|qu)y$/, '$1i'),
    exact + tone,
  ];
  folded.set(text, both);
  return both;
};

export const tokens = (text = '') => {
  let last = 0;
  return [...text.matchAll(token)].map(({ 0: all, 1: group, index: start = 0 }) => {
    const [bare, exact] = fold(group ? all.replace(/\D/g, '') : all);
    const gap = text.slice(last - 1, start + 1);
    const pair = last > 0 && /^(\d[.,]\d|.([ \t\xa0]*|[/&\u2011\u2013-]).)$/.test(gap);
    last = start + all.length;
    return { bare, exact, start, end: last, pair, joined: pair && !/\s/.test(gap) };
  });
};

export const parse = (query = '') => {
  const quotes = [...query.matchAll(/["“”„«»]/g)].map(({ index: at = 0 }) => at);
  return tokens(query).slice(0, 16).map((t, i, { length }) => {
    const n = quotes.filter((at) => at < t.start).length;
    const quote = n % 2 && quotes[n] ? n : 0;
    return { ...t, quote, marked: /[^a-z\d]|^0./.test(t.exact), prefix: !quote && t.end === query.length && i > length - 2 };
  });
};

/** @type {M['grade']} */
const grade = ({ exact, prefix }, other) => {
  const [typed, has] = [exact, other].map((form) => form.replace('y', 'i')); // kỹ is kĩ
  const [a, b] = [typed, has].map((form) => form.replace(/[`?~'.]/, ''));
  return typed === has ? 2 : a === b || prefix && b.startsWith(a) && has.endsWith(typed.slice(a.length)) ? 1 : 0;
};

/** @type {M['row']} */
const row = (words, all, from) => words.every(({ bare }, i) => all[from + i]?.bare === bare);

export const numbers = (text = '') => {
  const all = [];
  let [sum, scale] = [0, 1];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const digit = c - (c > 92 ? 36 : 35);
    sum += scale * digit;
    scale *= 30;
    if (digit < 61) {
      all.push(sum);
      [sum, scale] = [0, 1];
    }
  }
  return Uint32Array.from(all);
};

const slips = (texts = ['']) => texts.flatMap((text) => [...text, ''].flatMap((_, i) => {
  const [a, b] = [text.slice(0, i), text.slice(i)];
  return [a + b.slice(1, 2) + b[0] + b.slice(2), ...[...' abcdeghiklmnopqrstuvxyz', ''].flatMap((c) => [a + c + b, a + c + b.slice(1)])];
}));

/** @type {M['load']} */
const load = async (fetcher, url, init) => {
  const answer = await fetcher(url, init);
  const data = answer.ok && await answer.json();
  // Of an older or newer site: the manifest is to be asked for anew, past the browser's cache.
  if (data?.version !== 1) throw Object.assign(new Error(url), { stale: data ? 'reload' : answer.status === 404 && 'no-cache' });
  return data;
};

/** @type {M['open']} */
const open = async (url, fetcher = fetch, init) => {
  /** @type {M['manifest']} */
  const manifest = await load(fetcher, url, init);
  const { posts, years, terms, group } = manifest;
  /** @type {M['files']} */
  const files = new Map();
  /** @type {M['file']} */
  const file = (name, hash) => {
    const path = url.replace(/[^/]*$/, name) + (hash && '.') + hash + '.json';
    const got = files.get(path) || load(fetcher, path);
    if (files.size > 300) files.clear();
    files.set(path, got);
    got.catch(() => files.delete(path));
    return got;
  };

  const places = new Uint8Array(posts);
  years.forEach(([, first], i) => places.fill(i, first));
  /** @type {M['kinds']} */
  const kinds = [{ name: 'year', values: years.map(([year]) => [`${year}`, `${year}`]), places, counts: {}, sets: years.map(([year]) => [`${year}`]) }];

  /** @type {M['dict']} */
  const dict = async () => {
    const { keys, df } = await file('dict', manifest.dict);
    return new Map(keys.split('\n').map((key = '', i = 0) => [key, df.charCodeAt(i)]));
  };

  const place = (key = '') => terms.filter(([first], i) => !i || first <= key).length - 1;

  /** @type {M['matches']} */
  const matches = async (...words) => {
    const { prefix, quote, exact } = words[words.length - 1];
    const key = words.map(({ bare }) => bare).join(' ');
    const half = prefix && /y[^a-z]?$/.test(exact) ? key.replace(/i$/, 'y') : key;
    const near = new Set([place(key), place(half)]);
    if (prefix && words.length < 2 && key[1]) {
      const known = await dict();
      const most = posts > 2e4 ? known.has(key) ? 1 : 2 : 3; // of large sites lists are long
      const longer = [...known].filter(([k]) => k.startsWith(half)).sort((a, b) => b[1] - a[1]);
      for (const [k] of longer.slice(0, 8)) if (near.size < most) near.add(place(k));
    }
    const all = [];
    for (const { keys } of await Promise.all([...near].map((i) => file(`terms/${i}`, terms[i][1])))) {
      for (const k of Object.keys(keys)) {
        if (k !== key && !(prefix && k.startsWith(half) && k.split(' ').length === words.length)) continue;
        for (const exact of Object.keys(keys[k])) {
          let [weight, least] = [k === key ? 1 : 0.7, 2];
          exact.split(' ').forEach((part, i) => {
            const g = grade(words[i], part);
            weight *= 1 - (2 - g) * (words[i].marked ? 0.2 : 0.025);
            least = Math.min(least, words[i].marked ? g : 2);
          });
          if (quote && least < 2) continue;
          let list = keys[k][exact];
          if (!list.docs) {
            const [docs, impacts] = list.split(' ').map(numbers);
            for (let i = 1; i < docs.length; i++) docs[i] += docs[i - 1] + 1;
            list = keys[k][exact] = { docs, impacts };
          }
          all.push([list, weight, least]);
        }
      }
    }
    return all;
  };

  /** @type {M['match']} */
  const match = async (words) => {
    const [singles, pairs] = await Promise.all([
      Promise.all(words.map((w) => matches(w))),
      Promise.all(words.map((w, i) => w.pair ? matches(words[i - 1], w) : [])),
    ]);
    const [score, best, hits, level, seen, ranked] = Array.from({ length: 6 }, () => new Float64Array(posts));
    level.fill(2);
    let [needed, n] = [0, 0];
    /** @type {M['add']} */
    const add = (all, weight, need) => {
      let n = 0;
      for (const [{ docs, impacts }, part, grade] of all) {
        docs.forEach((d, i) => {
          if (!best[d]) seen[n++] = d;
          best[d] = Math.max(best[d], grade * 64 + part * impacts[i]);
        });
      }
      weight *= Math.log(1 + posts / n) / 31;
      for (const d of seen.subarray(0, n)) {
        score[d] += weight * (best[d] % 64);
        if (need) {
          hits[d]++;
          level[d] = Math.min(level[d], best[d] >> 6);
        }
        best[d] = 0;
      }
      if (need) needed++;
      return n;
    };
    const lost = words.filter((w, i) => {
      add(pairs[i], w.joined ? 3 : 1.5, w.pair && w.quote > 0);
      return !add(w.prefix ? [...singles[i], ...pairs[i]] : singles[i], 1, true);
    });
    const collect = (least = 0) => {
      // Level, score and number in one, so that sorting is one call.
      hits.forEach((h, d) => {
        if (h === least) ranked[n++] = Math.floor(level[d] * 1e7 + score[d] * (8500 + 1500 * 2 ** ((d / posts - 1) * years.length / 4))) * 2 ** 20 + d;
      });
      return n;
    };
    const almost = !collect(needed || -1) && needed > 1 && !words.some(({ quote }) => quote) && collect(needed - 1) > 0;
    return { ranked: ranked.subarray(0, n).sort().reverse(), lost, almost };
  };

  /** @type {M['correct']} */
  const correct = async (query, words, lost) => {
    const known = await dict();
    for (const word of lost.reverse()) {
      const { bare, start, end } = word;
      const at = words.indexOf(word);
      const near = [{ text: '', worth: 0 }];
      const add = (text = '', worth = Math.min(...text.split(' ').map((key) => known.get(key) || 0))) => worth && near.push({ text, worth });
      const raw = bare.replace(/[sfrxj]$|[w\d]/g, '').replace(/(.)\1/g, '$1'); // typed by Telex or VNI
      add(raw);
      if (bare[2] && !near[1]) slips(raw[2] ? [bare, raw] : [bare]).forEach((text) => add(text));
      const best = await Promise.all(near.slice(1).sort((a, b) => b.worth - a.worth).slice(0, 6).map(async ({ text, worth }) => {
        const line = [words[at - 1], ...parse(text + ' '), words[at + 1]];
        const pairs = await Promise.all(line.map((w, i) => w && line[i - 1] ? matches(line[i - 1], w) : []));
        return { text, worth: worth + 1e3 * pairs.filter((found) => found[0]).length };
      }));
      if (best[0]) query = query.slice(0, start) + best.sort((a, b) => b.worth - a.worth)[0].text + query.slice(end);
    }
    return query;
  };

  /** @type {M['search']} */
  const search = async (query, { filters = {}, limit = 10, facets = false } = {}) => {
    query = query.slice(0, 200);
    const typed = parse(terms[0] ? query : '');
    let words = typed;
    let found = await match(words);
    let corrected = '';
    if (found.lost[0] && (found.almost || !found.ranked[0])) {
      const meant = await correct(query, words, found.lost) + ' ';
      const again = await match(parse(meant));
      if (again.ranked[0] && !(again.almost && found.almost)) [corrected, words, found] = [meant, parse(meant), again];
    }

    const { forms, topics, units } = manifest;
    if (!kinds[1] && (facets || filters.form || filters.topic || filters.unit)) {
      const all = await file('facets', manifest.facets);
      /** @type {M['kind']} */
      const kind = (name, values, sets) => ({ name, values, places: numbers(all[name]), counts: {}, sets: sets.map((set) => set.map((i) => values[i][0])) });
      kinds.length = 1; // searches that waited together all come by here
      kinds.push(kind('form', forms, forms.map((_, i) => [i])), kind('topic', topics, all.topics), kind('unit', units, all.units));
    }
    for (const kind of kinds) kind.counts = {};
    const ranked = [...found.ranked].filter((key) => {
      const d = key % 2 ** 20;
      const missed = kinds.filter(({ name, places, sets }) => filters[name] && !sets[places[d]].includes(filters[name]));
      for (const { places, sets, counts } of missed[1] ? [] : missed[0] ? missed : kinds) for (const id of sets[places[d]]) counts[id] = (counts[id] || 0) + 1;
      return !missed[0];
    });
    const left = kinds.map(({ name, values, counts }) => [name, values.filter(([id]) => counts[id] || id === filters[name]).map(([id, title]) => [id, title, counts[id] || 0])]);

    /** @type {M['get']} */
    const get = (key) => {
      const g = Math.floor(key % 2 ** 20 / group);
      return file(`docs/${g}`, manifest.docs.slice(4 * g, 4 * g + 4));
    };
    const results = [];
    const quoted = words.filter(({ quote }) => quote && words.filter((w) => w.quote === quote)[2]);
    for (const [i, key] of ranked.slice(0, 300).entries()) {
      if (results.length === limit) break;
      if (i % limit === 0) ranked.slice(i, i + limit).forEach(get);
      const at = key % 2 ** 20;
      const doc = (await get(key)).docs[at % group];
      const [topic, unit] = [doc.o.map((i) => topics[i][1]), doc.n.map((i) => units[i][1])].map((all) => all.join(', '));
      const all = quoted[0] ? tokens([doc.t, doc.s, doc.b, topic, unit].join('\n')) : [];
      if (quoted.every(({ quote }) => all.some((_, i) => row(quoted.filter((w) => w.quote === quote), all, i)))) {
        results.push({ ...doc, level: Math.floor(key / 2 ** 20 / 1e7), form: forms[doc.f][1], topic, unit });
      }
    }
    if (corrected && results[0]) {
      const { t, s, b } = results[0];
      const text = `${t}\n${s}\n${b}`;
      const all = tokens(text);
      const from = all.findIndex((_, i) => row(words, all, i));
      corrected = words.map(({ bare, exact, start, end }, i) => {
        const t = all[from < 0 ? all.findIndex((t) => t.bare === bare) : from + i];
        return t && !typed.some((w) => w.exact === exact) ? text.slice(t.start, t.end).toLowerCase() : corrected.slice(start, end);
      }).join(' ');
    }
    const total = results.length < limit ? results.length : ranked.length;
    return { total, results, corrected, words, almost: found.almost, facets: Object.fromEntries(left) };
  };
  return { manifest, search };
};
export const Index = { open };

/** @type {M['seeker']} */
export const seeker = (words, abbreviations = []) => {
  const line = ` ${words.map(({ bare }) => bare).join(' ')} `;
  const rows = abbreviations.flatMap(([a, b]) => [[a, b], [b, a]]).filter(([a]) => line.includes(` ${a} `)).map(([, b]) => parse(b));
  return (text, level) => tokens(text).flatMap(({ bare, exact, start, end }, i, all) => {
    const which = words.findIndex((w) => (bare === w.bare || w.prefix && bare.startsWith(w.bare)) && (!w.marked || grade(w, exact) >= Math.min(level, 1)));
    const long = rows.find((words) => row(words, all, i));
    return long ? [[start, all[i + long.length - 1].end, 16]] : which < 0 ? [] : [[start, end, which]];
  });
};

/** @type {M['pieces']} */
export const pieces = (text, spans, from = 0, to = text.length) => {
  const all = [''].slice(1);
  for (const [start, end] of spans) {
    if (start < from || end > to) continue;
    if (all[1] && start - from < 2) all.push(all.pop() + text.slice(from, end));
    else all.push(text.slice(from, start), text.slice(start, end));
    from = end;
  }
  return [...all, text.slice(from, to)];
};

/** @type {M['snippet']} */
export const snippet = ({ s, b, level }, seek) => {
  const [summary, body] = [s, b].map((text) => {
    const spans = seek(text, level);
    let [value, best] = [0, 0];
    spans.slice(0, 500).forEach(([start], i) => {
      const { size } = new Set(spans.slice(i, i + 16).map(([, end, which]) => end < start + 140 ? which : spans[i][2]));
      if (size > value) [value, best] = [size, start];
    });
    return { spans, value, best };
  });
  if (s && summary.value >= body.value) return pieces(s, summary.spans);
  const from = Math.max(b.lastIndexOf('\n', body.best), b.lastIndexOf(' ', body.best - 30)) + 1;
  const to = (b + ' ').lastIndexOf(' ', from + 200);
  const all = pieces(b, body.spans, from, to);
  if (from) all[0] = '… ' + all[0];
  if (to < b.length) all[all.length - 1] += ' …';
  return all;
};

/** @type {M['start']} */
const start = (root) => {
  const words = root.dataset;
  const { title, documentElement: html } = document;
  /** @type {M['find']} */
  const $ = (name, from = root) => from.querySelector(`[data-${name}]`);
  const every = (what = '') => [...root.querySelectorAll(what)];
  const stamp = (name = '') => $(name).content.cloneNode(true);
  /** @type {M['fill']} */
  const fill = (text, ...values) => {
    const n = values.find((v) => typeof v === 'number') ?? -1;
    const [one, many = one] = n < 0 ? [text] : text.split('|');
    return (n === 1 ? one : many).replace(/{}/g, () => values.shift().toLocaleString(html.lang));
  };
  const { q: input } = root.querySelector('form');
  const status = root.querySelector('[role=status]');
  const [list, more, narrow, box] = ['results', 'more-button', 'narrow', 'box'].map((name) => $(name));
  let [query, turn, limit, shown, typing, talking, resting] = ['', 0, 10, 0, 0, 0, 0];
  let wide = false;
  /** @type {M['filters']} */
  let filters = {};
  /** @type {M['index']} */
  let index;

  const say = (text = '', wait = 600) => {
    clearTimeout(talking);
    talking = setTimeout(() => { status.textContent = text; }, wait);
  };
  const address = (q = query, chosen = filters) => {
    const params = Object.entries({ q: q.trim(), ...chosen }).filter(([, value]) => value);
    return `?${new URLSearchParams(params)}`;
  };
  const go = (to = '', replace = false, state = {}) => {
    try { history[replace ? 'replaceState' : 'pushState'](state, '', to); } catch {} // too often for this browser
  };
  const read = (asked = location.search) => {
    const params = new URLSearchParams(asked);
    for (const name of ['form', 'topic', 'unit', 'year']) filters[name] = params.get(name) || '';
    limit = asked === location.search && history.state?.limit || 10;
    input.value = query = (params.get('q') || '').slice(0, 200);
  };

  /** @type {M['put']} */
  const put = (to, ...texts) => {
    if (texts.join('')) to.append(...texts.map((text, i) => i % 2 ? Object.assign(document.createElement('mark'), { textContent: text }) : text));
    else (to.closest('[data-drop]') || to).remove();
  };

  /** @type {M['card']} */
  const card = (post, seek) => {
    const part = stamp('result');
    const [link, time] = [$('link', part), $('date', part)];
    link.href = post.u;
    put(link, ...pieces(post.t, seek(post.t, post.level)));
    put($('snippet', part), ...snippet(post, seek));
    for (const name of /** @type {'form'[]} */ (['form', 'topic', 'unit'])) put($(name, part), post[name]);
    const [y, m, d] = post.d.split('-');
    /** @type {Record<string, any>} */
    const names = { y, m, d, D: +d, b: (time.dataset.months || '').split('|')[+m - 1] };
    time.dateTime = post.d;
    time.textContent = time.dataset.date.replace(/{(.)}/g, (/** @type {string[]} */ ...[, name]) => names[name]);
    return part;
  };

  /** @type {M['group']} */
  const group = (nav, all) => {
    const { facet: name = '', all: any } = nav.dataset;
    all.sort((a, b) => name === 'year' ? +b[0] - +a[0] : b[2] - a[2]);
    nav.hidden = !all[1] && !filters[name];
    nav.querySelector('ul').replaceChildren(...[['', any, ''], ...all].map(([id, text, n]) => {
      const part = stamp('choice');
      const link = part.querySelector('a');
      link.prepend(text);
      link.href = address(query, { ...filters, [name]: id });
      if (filters[name] === id) link.setAttribute('aria-current', 'true');
      put(part.querySelector('span'), n && n.toLocaleString(html.lang));
      return part;
    }));
  };

  /** @type {M['show']} */
  const show = ({ total, results, corrected, almost, facets, seek }, kept) => {
    const held = /** @type {any} */ (document.activeElement);
    const { href } = held;
    const scope = held.closest('[data-facet]') || list;
    const q = query.trim();
    if (!kept) {
      list.textContent = '';
      if (corrected) {
        list.append(stamp('fixed'));
        const link = $('link', list);
        put(link, corrected);
        link.href = address(corrected);
      }
    }
    list.append(...results.slice(kept).map((post) => card(post, seek)));
    if (!total) {
      list.append(stamp('empty'));
      const link = $('unfilter');
      link.href = address(query, {});
      if (!Object.values(filters).join('')) put(link);
    }
    shown = results.length;
    const rest = Math.min(10, total - shown);
    more.hidden = rest < 1;
    more.textContent = fill(words.more, rest);
    for (const nav of every('[data-facet]')) group(nav, facets[nav.dataset.facet] || []);
    narrow.hidden = wide || !total;
    const alike = results[0]?.level < 1;
    say(!total ? fill(Object.values(filters).join('') ? words.noneHere : words.none, q) : corrected ? fill(words.corrected, q, total, corrected) : almost ? fill(words.almost, total) : fill(alike ? words.alike : words.count, total, q));
    if (!held.isConnected) ([...scope.querySelectorAll('a')].find((a) => a.href === href) || list).focus({ preventScroll: true });
  };

  /** @type {M['ask']} */
  const ask = async (cache) => {
    index = index || Index.open(words.search, fetch, { cache });
    const { manifest, search } = await index;
    if (!manifest.dict) index = undefined; // a preview: what has been written since keeps its names
    wide = wide || manifest.facetBytes < 65536 || Object.values(filters).join('') > '';
    const found = await search(query, { filters, limit, facets: wide });
    return { ...found, seek: seeker(found.words, manifest.abbreviations) };
  };

  const run = async (least = 1, kept = 0) => {
    const mine = ++turn;
    const some = tokens(query).map(({ bare }) => bare).join('').length >= least;
    for (const part of every('[data-before],[data-after]')) part.hidden = some === 'before' in part.dataset;
    list.setAttribute('aria-busy', some);
    document.title = some ? fill(words.title, query.trim()) : title;
    if (!some) {
      for (const nav of every('[data-facet]')) nav.hidden = true;
      return say('', 0);
    }
    say(words.loading, 1000);
    const found = await ask().catch((error) => {
      if (!error.stale || turn !== mine) throw error;
      index = undefined;
      return ask(error.stale);
    }).catch((error) => ({ error }));
    if (turn !== mine) return;
    if (!found.error) show(found, kept);
    else {
      index = undefined;
      if (found.error.stale === 'reload' && !history.state?.again) {
        go('', true, { again: true });
        return location.reload();
      }
      list.replaceChildren(stamp('lost'));
      if (document.activeElement === document.body) list.focus();
      more.hidden = true;
      say(words.error, 0);
    }
    list.setAttribute('aria-busy', false);
  };

  const typed = (least = 2) => {
    clearTimeout(typing);
    if (query !== input.value) {
      query = input.value.slice(0, 200);
      limit = 10;
      go(address(), Date.now() < resting);
      resting = Date.now() + 2000;
    }
    run(least);
  };

  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => { if (query !== input.value) typed(); }, 100);
  });
  input.form.addEventListener('submit', (/** @type {any} */ event) => {
    event.preventDefault();
    typed(1);
    resting = 0;
  });
  root.addEventListener('click', async (/** @type {any} */ event) => {
    const target = event.target.closest('a,button');
    if (target === more) {
      const [kept, before] = [shown, list.querySelectorAll('a').length];
      go('', true, { limit: limit = shown + 10 });
      await run(1, kept);
      list.querySelectorAll('a')[before]?.focus();
    } else if (target === narrow) {
      wide = true;
      await run();
      box.querySelector('nav:not([hidden]) a')?.focus();
    } else if (target?.dataset.retry === '') run();
    else if (target?.search && target.pathname === location.pathname && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      resting = 0;
      if (target.href !== location.href) go(target.href);
      read(target.search);
      run();
    }
  });
  addEventListener('popstate', () => {
    clearTimeout(typing);
    resting = 0;
    read();
    run();
  });

  html.classList.remove('asked');
  if (input.value && !location.search) typed();
  else {
    read();
    if (query) run();
  }
  box.open = matchMedia('(min-width:60em)').matches || Object.values(filters).join('') > '';
};

const page = globalThis.document?.querySelector('[data-search]');
if (page) start(page);
