// The buttons that copy a text; without this script a reader selects it.
'use strict';
for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  const label = button.querySelector('[aria-live]');
  const before = label.textContent;
  let timer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    field.focus();
    field.select();
    let copied = false;
    try { // a page that another computer reads over http may not use the clipboard
      await navigator.clipboard.writeText(field.value);
      copied = true;
    } catch {
      copied = document.execCommand('copy');
    }
    if (!copied) return; // it is selected: Ctrl+C does it
    button.focus();
    label.textContent = button.dataset.done;
    clearTimeout(timer);
    timer = setTimeout(() => { label.textContent = before; }, 2000);
  });
}
