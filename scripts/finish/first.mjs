// What does a browser paint before the code is there? The frame of the page with Connect's title and its first card, in the words of the
// catalogue: the code then puts the same in its place. public/guard.js hides both where the address names another screen.
import { readFileSync } from 'node:fs';

const JOURNEY = ['connect', 'network', 'credentials', 'tls', 'session', 'publish', 'messages'];
const TOOLS = ['terminal', 'walkthrough', 'doctor', 'replay', 'reference'];
const NOTE = /<p id="loading"[^>]*>(.*?)<\/p>\s*(<noscript>.*?<\/noscript>)/s;

/** The texts of a catalogue that are one line without variables. */
export const catalogue = (file) => Object.fromEntries([...readFileSync(`locales/en/${file}.ftl`, 'utf8').matchAll(/^([a-z][a-z-]*) = ([^{}\n]+)$/gm)].map(([, id, text]) => [id, text]));

const escape = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The page with its frame in the place of the note that it is loading. */
export function paintFirst(html) {
  const texts = { ...catalogue('shell'), ...catalogue('connect') };
  const text = (id) => {
    if (!texts[id]) throw new Error(`locales/en has no plain text ${id}`);
    return escape(texts[id]);
  };
  const link = (screen, mark) =>
    `<a class="rail-link" href="#/${screen}"${screen === 'connect' ? ' aria-current="page"' : ''}><span class="rail-mark">${mark}</span>${text(`rail-${screen}`)}</a>`;
  const [, note, noscript] = html.match(NOTE) ?? [];
  if (!note) throw new Error('the page must hold the note that it is loading, and what is said without scripts behind it');
  const frame = [
    '<div id="loading" class="shell" data-wire="docked">',
    `<header class="shell-header"><span class="shell-name"><svg class="icon" aria-hidden="true"></svg><span>${text('app-name')}</span></span><span class="loading-note" role="status">${note}</span></header>`,
    `<div class="shell-rail"><nav class="rail" aria-label="${text('rail-name')}"><h2>${text('rail-journey')}</h2>`,
    ...JOURNEY.map((screen, index) => link(screen, index + 1)),
    `<h2>${text('rail-tools')}</h2>`,
    ...TOOLS.map((screen) => link(screen, '').replace('rail-mark', 'rail-mark is-tool')),
    '</nav></div>',
    `<main class="shell-main"><div class="screen">${noscript}<h1>${text('connect-title')}</h1><p class="lede">${text('connect-lede')}</p>`,
    // A link in the place of the button: whoever is faster than the code gets there as well. The drawing comes with the code, and has its room.
    `<section class="card see"><div class="stack"><h2>${text('connect-see-title')}</h2><p>${text('connect-see-text')}</p>`,
    `<div class="bar"><a class="button is-primary" href="#/demo"><svg class="icon" aria-hidden="true"></svg><span>${text('connect-see')}</span></a><span class="small muted">${text('connect-see-stop')}</span></div></div>`,
    '<svg class="see-art" viewBox="0 0 250 176" aria-hidden="true"></svg></section></div></main>',
    '<aside class="shell-wire"></aside>',
    '</div>',
  ];
  return html.replace(NOTE, () => frame.join('\n'));
}
