// What does a stand show before its code is there? The start, in its words and in its place: the code then puts the same there, alive. And it asks for
// the files of a stand's code at once, rather than each when the one before has come. index.html fetches this where the address asks for a stand.

/** What the build fills in (scripts/finish/stand.mjs): the texts, and in a release the style sheet and the files. */
const { texts, style = '', files = [] } = {};

function element(name, className, ...inside) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...inside);
  return made;
}

/** Drawings come with the code, and have their room. */
function icon() {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  made.setAttribute('class', 'icon');
  return made;
}

const station = (is, name, about, small) =>
  element('div', `kiosk-station ${is}`, element('b', '', name), element('span', '', about), element('small', '', small));

const track = () => element('div', 'kiosk-track', element('i', 'kiosk-lane'), element('i', 'kiosk-lane is-back'));

/** As src/features/kiosk draws it while the module starts. */
function start() {
  const name = element('span', 'shell-name', icon(), element('span', '', texts.name));
  const begin = element('button', 'button is-primary', icon(), element('span', '', texts.begin));
  begin.type = 'button';
  const way = element(
    'figure',
    'kiosk-way is-rest',
    element(
      'div',
      'kiosk-stations',
      station('is-module', texts.module, '', texts.moduleIs),
      track(),
      station('is-network', texts.network, texts.networkWaits, texts.networkIs),
      track(),
      station('is-broker', texts.broker, 'MQTT', texts.brokerIs),
    ),
    element('figcaption', '', element('span', '', texts.rest)),
  );
  const column = element('div', 'kiosk-column', element('h1', '', texts.title), element('p', 'kiosk-lead', texts.lead), element('div', 'kiosk-begin', begin));
  const live = element('div', 'kiosk-live', way, element('ol', 'kiosk-lines'));
  return element(
    'div',
    'kiosk is-first',
    element('header', 'kiosk-head', name, element('span', 'pill tone-warn', texts.starting), element('span', 'grow')),
    element('main', 'kiosk-main', element('div', 'kiosk-start', column, live)),
    element('footer', 'kiosk-foot', texts.foot),
  );
}

function ask(file, as, more) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', href: file, as, ...more }));
}

/** Asks for what comes next, behind the first picture: that waits for nothing. */
function askForNext() {
  for (const file of files) ask(file, 'fetch', { type: 'application/wasm', crossOrigin: 'anonymous', fetchPriority: 'low' });
  const later = document.querySelector('link[rel=later]');
  if (later) ask(later.href, 'style', { integrity: later.integrity });
}

if (style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}

const first = start();
// Who is faster than the code gets there as well: it looks at this mark.
first.addEventListener('click', () => (first.dataset.touched = ''));
const show = () => document.body && !document.body.prepend(first);
if (!show()) {
  new MutationObserver((_, watch) => show() && watch.disconnect()).observe(document.documentElement, { childList: true });
}
// Nothing leads out of it, also where the code does not come: src/features/kiosk does the same from then on, and stops keys.
for (const name of ['dragover', 'drop', 'contextmenu']) addEventListener(name, (event) => event.preventDefault());
addEventListener('mouseup', (event) => event.button > 2 && event.preventDefault());
requestAnimationFrame(() => setTimeout(askForNext));
