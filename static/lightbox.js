// The lightbox: the pictures of a post, large, one at a time. site.js fetches this and PhotoSwipe when a reader
// opens a picture. What it says and shows around the picture is the template of lightbox.html.

// Sheets open as wide as the screen, or as this many pixels: so that they can be read.
const readable = 900;

// slide says what PhotoSwipe shows for the figure of a page.
function slide(figure) {
  const link = figure.querySelector('a[data-photo]:has(img)');
  const thumb = link.querySelector('img');
  const source = link.querySelector('source');
  // A browser without WebP has chosen the other kind for the picture on the page.
  const webp = source && (!thumb.currentSrc || thumb.currentSrc.endsWith('.webp'));
  const set = (webp ? source.srcset : thumb.srcset) || '';
  let width = Number(link.dataset.width) || thumb.naturalWidth || 1600;
  let height = Number(link.dataset.height) || thumb.naturalHeight || 1200;
  const sheet = 'sheet' in link.dataset;
  const item = { src: link.href, alt: thumb.alt, msrc: thumb.currentSrc, thumbCropped: !sheet, sheet, link, figure };
  if (set) {
    const widest = Math.max(...set.split(', ').map((one) => parseInt(one.split(' ')[1], 10)));
    item.srcset = sheet && width > widest ? `${set}, ${link.href} ${width}w` : set;
  } else if (link.href.endsWith('.svg') && width < 1600) { // a drawing has no largest size
    height *= 1600 / width;
    width = 1600;
  }
  return Object.assign(item, { width, height });
}

// wording fills the line under the picture: its number, caption and credit.
function wording(line, item, several) {
  const parts = [];
  if (several) {
    const number = document.createElement('b');
    number.textContent = item.link.dataset.photo;
    parts.push(number, ' ');
  }
  const caption = item.figure.querySelector('figcaption');
  if (caption) parts.push(...caption.cloneNode(true).childNodes);
  line.replaceChildren(...parts);
}

// bars lays the buttons and the line around the picture, and keeps them up to date.
function bars(swipe, items, template) {
  const root = swipe.element;
  root.append(template.content.cloneNode(true));
  root.setAttribute('aria-label', template.dataset.title);
  root.setAttribute('aria-modal', 'true');
  root.setAttribute('aria-describedby', '_lightbox-words');
  for (const part of root.querySelectorAll('[aria-roledescription]')) part.removeAttribute('aria-roledescription'); // English
  const [top, foot] = ['.lb-top', '.lb-foot'].map((name) => root.querySelector(name));
  const line = foot.querySelector('p');
  const [before, after] = ['prev', 'next'].map((name) => root.querySelector(`[data-do=${name}]`));
  const save = root.querySelector('[download]');
  if (items.length < 2) before.parentElement.remove();

  // Pictures get the room that the bars leave: the foot is measured on a copy that nobody sees or hears.
  const copy = foot.cloneNode(true);
  copy.classList.add('lb-copy');
  copy.inert = true;
  const copyLine = copy.querySelector('p');
  copyLine.removeAttribute('id');
  copyLine.removeAttribute('aria-live');
  root.append(copy);
  const heights = new Map();
  swipe.options.paddingFn = (size, item, index) => {
    const key = `${index} ${size.x}`;
    if (!heights.has(key)) {
      wording(copyLine, items[index], items.length > 1);
      heights.set(key, copy.offsetHeight);
    }
    // On a low screen the buttons stand in a column over the corner.
    return { top: getComputedStyle(top).flexDirection === 'column' ? 0 : top.offsetHeight, bottom: heights.get(key), left: 0, right: 0 };
  };

  swipe.on('change', () => {
    const item = items[swipe.currIndex];
    wording(line, item, items.length > 1);
    before.setAttribute('aria-disabled', swipe.currIndex === 0);
    after.setAttribute('aria-disabled', swipe.currIndex === items.length - 1);
    save.href = item.link.href;
  });
  root.addEventListener('focusin', () => root.classList.add('pswp--ui-visible')); // a tap may have hidden the bars
}

// fit makes sheets as wide as can be read, from their top on.
function fit(swipe) {
  const tall = (zoom) => zoom.itemData.sheet && zoom.elementSize.y > zoom.elementSize.x;
  const wide = (zoom) => Math.max(zoom.fit, Math.min(zoom.panAreaSize.x, readable) / zoom.elementSize.x);
  Object.assign(swipe.options, {
    initialZoomLevel: (zoom) => (tall(zoom) ? wide(zoom) : zoom.fit),
    secondaryZoomLevel: (zoom) => (tall(zoom) ? Math.max(1, 2 * wide(zoom)) : 0),
    maxZoomLevel: (zoom) => (tall(zoom) ? Math.max(2, 4 * wide(zoom)) : 0),
  });
  swipe.on('calcBounds', ({ slide: { bounds, data } }) => {
    if (data.sheet && bounds.max.y < bounds.min.y) bounds.center.y = bounds.min.y;
  });
}

// keys keeps Tab inside and the page behind still, and adds keys for the first and last picture and for tall sheets.
function keys(swipe, leave) {
  const root = swipe.element;
  const pan = (part) => {
    const { currSlide } = swipe;
    if (currSlide?.isPannable()) currSlide.panTo(currSlide.pan.x, currSlide.pan.y - part * swipe.viewportSize.y);
  };
  const actions = {
    Escape: leave,
    Home: () => swipe.goTo(0),
    End: () => swipe.goTo(swipe.getNumItems() - 1),
    PageDown: () => pan(0.8),
    PageUp: () => pan(-0.8),
    Tab(event) {
      const all = [...root.querySelectorAll(':is(.lb-top, .lb-foot:not(.lb-copy)) .btn')].filter((one) => one.offsetWidth > 0);
      const at = all.indexOf(document.activeElement);
      all.at((at + (event.shiftKey ? (at < 0 ? 0 : -1) : 1)) % all.length).focus();
    },
  };
  root.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (action) action(event);
    else if (event.key !== ' ' || event.target !== root) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

// open shows the picture of a link. PhotoSwipe comes from the caller, who knows its address.
export function open(PhotoSwipe, opener, template) {
  const figures = [...document.querySelectorAll('figure:has(a[data-photo] img)')];
  const items = figures.map(slide);
  const swipe = new PhotoSwipe({
    dataSource: items,
    index: figures.indexOf(opener.closest('figure')),
    showHideAnimationType: items[0].sheet ? 'fade' : 'zoom',
    mainClass: 'lb',
    bgOpacity: 1,
    loop: false,
    errorMsg: template.dataset.error,
    // The bars below take the place of PhotoSwipe's, the keys those of its focus handling.
    close: false, zoom: false, counter: false, arrowPrev: false, arrowNext: false, trapFocus: false, returnFocus: false,
  });
  const leave = () => {
    if (swipe.opener.isOpen) swipe.close();
    else swipe.on('openingAnimationEnd', () => swipe.close());
  };
  swipe.on('uiRegister', () => {
    bars(swipe, items, template);
    fit(swipe);
    keys(swipe, leave);
    swipe.element.addEventListener('click', (event) => {
      const button = event.target.closest('button[data-do]');
      if (!button || button.getAttribute('aria-disabled') === 'true') return;
      ({ close: leave, zoom: () => swipe.toggleZoom(), prev: () => swipe.prev(), next: () => swipe.next() })[button.dataset.do]();
    });
  });

  // The page behind cannot be reached, by no key and no reading aid.
  const behind = [...document.body.children].filter((part) => !part.inert);
  // The button "back" of a phone closes the picture. After a reload the entry is there already.
  if (!history.state?.lightbox) history.pushState({ lightbox: true }, '');
  addEventListener('popstate', leave);
  swipe.on('close', () => {
    removeEventListener('popstate', leave);
    if (history.state?.lightbox) history.back();
    for (const part of behind) part.inert = false;
    opener.focus({ preventScroll: true });
  });
  swipe.init();
  for (const part of behind) part.inert = true;
  swipe.element.focus();
  return swipe;
}
