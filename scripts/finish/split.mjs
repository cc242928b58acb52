// How does the first load stay small? Cuts the code into the pieces that src/piece.rs marks, each a file that is fetched when it
// is needed, and puts them in place of the one large file that Trunk made.
//
// The pieces name each other, so they lie in one folder whose name is a hash of them all: a new build never mixes with an old one.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { tidyBindings } from './bindings.mjs';
import { filesOf, joinShared } from './join.mjs';
import { minified } from './minify.mjs';

const run = promisify(execFile);
const NAME = 'module-workbench';
const TARGET = process.env.CARGO_TARGET_DIR ?? 'target';

/** What the marks in the code import: only code that was compiled with them can be cut, and only cut does it run. */
const MARK = '__wasm_split_placeholder__';

/** What the compiler and wasm-bindgen make use of. */
const FEATURES = ['bulk-memory', 'extended-const', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map(
  (feature) => `--enable-${feature}`,
);

/** What keeps functions apart that are called from one place alone. */
const APART = ['--one-caller-inline-max-function-size=0', '--always-inline-max-function-size=2'];

/** What makes the first load another half of a hundredth smaller, and is not worth its time for what comes later. */
const FIRST = ['--flatten', '--rereloop', '-Oz'];

/** The page with its code in pieces, where it was compiled for that, and what says which files a piece needs. */
export async function split(html, dist) {
  const whole = html.match(new RegExp(`${NAME}-[0-9a-f]+(?=\\.js)`))?.[0];
  if (!whole || !readFileSync(join(dist, `${whole}.js`), 'utf8').includes(MARK)) return { html, needs: () => [] };

  const pieces = join(TARGET, 'split', 'pieces');
  const needs = await cut(pieces);
  await shrink(pieces);
  const folder = `code-${hash(pieces)}`;
  renameSync(pieces, join(dist, folder));
  for (const file of [`${whole}.js`, `${whole}_bg.wasm`]) rmSync(join(dist, file));

  return { html: refer(html, dist, whole, folder), needs };
}

/** Cuts what cargo compiled, and has wasm-bindgen write the JavaScript of the main piece; what says which files a piece needs. */
async function cut(pieces) {
  const raw = join(TARGET, 'split', 'raw');
  for (const folder of [raw, pieces]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const profile = process.env.TRUNK_PROFILE === 'release' ? 'release' : 'debug';
  await run('wasm-split-cli', ['--out-name', NAME, join(TARGET, 'wasm32-unknown-unknown', profile, `${NAME}.wasm`), raw]);
  await joinShared(raw, FEATURES);
  await run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-name', NAME, '--out-dir', pieces, join(raw, `${NAME}.wasm`)]);
  for (const file of readdirSync(raw)) {
    if (file !== `${NAME}.wasm`) copyFileSync(join(raw, file), join(pieces, file));
  }
  tidyBindings(join(pieces, `${NAME}.js`), join(pieces, `${NAME}_bg.wasm`));
  for (const file of readdirSync(pieces).filter((file) => file.endsWith('.js'))) {
    const script = join(pieces, file);
    writeFileSync(script, await minified(readFileSync(script, 'utf8'), true));
  }
  return filesOf(raw);
}

/**
 * Has wasm-opt make each piece as small as it can be: as many at a time as there are processors, the largest first. Functions of one name, made for
 * different types, stand beside each other: they are alike, and brotli finds that a hundredth smaller. So are those that nothing was put into that is
 * called from one place alone, by two thirds of that.
 */
async function shrink(pieces) {
  const bytes = (file) => readFileSync(join(pieces, file)).length;
  const left = readdirSync(pieces).filter((file) => file.endsWith('.wasm')).sort((one, other) => bytes(other) - bytes(one));
  const work = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      const path = join(pieces, file);
      const more = file === `${NAME}_bg.wasm` ? FIRST : [];
      await run('wasm-opt', [...more, '-Oz', ...APART, '--reorder-functions-by-name', ...FEATURES, path, '-o', path]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** A hash of everything in a folder. */
function hash(folder) {
  const all = createHash('sha256');
  for (const file of readdirSync(folder).sort()) all.update(file).update(readFileSync(join(folder, file)));
  return all.digest('hex').slice(0, 16);
}

/** The page with the links to the whole turned into links to the main piece, and to what joins the others to it. */
function refer(html, dist, whole, folder) {
  const link = (file, attributes) => {
    const digest = createHash('sha384').update(readFileSync(join(dist, folder, file))).digest('base64');
    // Browsers do not check what is preloaded for fetch(), and say so.
    const integrity = file.endsWith('.js') ? ` integrity="sha384-${digest}"` : '';
    return `<link ${attributes} href="./${folder}/${file}" crossorigin="anonymous"${integrity}>`;
  };
  const links = [
    link(`${NAME}.js`, 'rel="modulepreload"'),
    link('__wasm_split.js', 'rel="modulepreload"'),
    link(`${NAME}_bg.wasm`, 'rel="preload" as="fetch" type="application/wasm"'),
  ];
  return html
    .replace(new RegExp(`<link [^>]*${whole}[^>]*>\\s*`, 'g'), '')
    .replace('</head>', () => `${links.join('\n')}\n</head>`)
    .replaceAll(whole, `${folder}/${NAME}`);
}
