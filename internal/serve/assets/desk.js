// The list follows what is typed; without this script the form is sent as any other.
'use strict';
{
  const form = document.querySelector('.find');
  const field = form.q;
  let timer;
  let last = 0;
  const find = async () => {
    const ask = new URLSearchParams(new FormData(form));
    if (!field.value) ask.delete('q');
    const at = form.action + (ask.size ? '?' + ask : '');
    const mine = ++last;
    const answer = await fetch(at).catch(() => null);
    if (!answer?.ok || mine !== last) return;
    const there = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (mine !== last) return;
    for (const part of ['#found', '.chips']) document.querySelector(part)?.replaceWith(there.querySelector(part));
    history.replaceState(null, '', at);
    dispatchEvent(new CustomEvent('bantin-page', { detail: there.querySelector('script[data-page]').dataset }));
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, 120);
  });
  form.addEventListener('submit', (e) => {
    e.preventDefault();
    clearTimeout(timer);
    find();
  });
}
