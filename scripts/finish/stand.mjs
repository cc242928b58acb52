// What is in public/stand.js, which shows the start of a stand before its code is there? The words of the catalogue; in a release also the style sheet
// of the start, the files of the pieces that a stand begins with, and a name with its hash.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue } from './first.mjs';
import { minified } from './minify.mjs';
import { bare } from './styles.mjs';

const SCRIPT = 'stand.js';
const PLACE = "const { texts, style = '', files = [] } = {};";
const STYLE = 'style/features/kiosk-start.css';

/** The texts by the names that the script has for them. */
const TEXTS = {
  name: 'app-name',
  title: 'kiosk-title',
  lead: 'kiosk-lead',
  begin: 'kiosk-begin',
  starting: 'kiosk-starting',
  module: 'kiosk-module',
  moduleIs: 'kiosk-module-virtual',
  network: 'kiosk-network',
  networkWaits: 'kiosk-network-waits',
  networkIs: 'kiosk-network-is',
  broker: 'kiosk-broker',
  brokerIs: 'kiosk-broker-virtual',
  rest: 'kiosk-leg-rest',
  foot: 'kiosk-foot-start',
};

/** The pieces without which a stand has nothing to show. */
const PIECES = ['kiosk', 'device', 'virtual_module'];

/** The script with what it has to know. */
function filled(path, known) {
  const script = readFileSync(path, 'utf8');
  if (script.split(PLACE).length !== 2) throw new Error(`${SCRIPT} must hold ${PLACE} exactly once`);
  return script.replace(PLACE, () => PLACE.replace('{};', () => `${JSON.stringify(known)};`));
}

function texts() {
  const all = { ...catalogue('shell'), ...catalogue('kiosk') };
  const text = ([name, id]) => {
    if (!all[id]) throw new Error(`locales/en has no plain text ${id}`);
    return [name, all[id]];
  };
  return Object.fromEntries(Object.entries(TEXTS).map(text));
}

/** Gives the script of a build that is served its texts. */
export function writeStand(dist) {
  const path = join(dist, SCRIPT);
  writeFileSync(path, filled(path, { texts: texts() }));
}

/** The page of a release with its script completed and named; `needs` says which files of the code a piece needs. */
export async function completeStand(html, dist, needs) {
  const path = join(dist, SCRIPT);
  const folder = readdirSync(dist).find((name) => name.startsWith('code-'));
  const files = folder ? [...new Set(PIECES.flatMap(needs))].map((file) => `./${folder}/${file}`) : [];
  const complete = await minified(filled(path, { texts: texts(), style: bare(readFileSync(STYLE, 'utf8')), files }), true);
  const name = `stand-${createHash('sha256').update(complete).digest('hex').slice(0, 16)}.js`;
  writeFileSync(join(dist, name), complete);
  rmSync(path);
  if (html.split(`./${SCRIPT}`).length !== 2) throw new Error(`the page must fetch ${SCRIPT} exactly once`);
  return html.replace(`./${SCRIPT}`, () => `./${name}`);
}
