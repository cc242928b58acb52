// What does a browser fetch until the Connect screen is there, and what after that? Follows the links from dist/index.html, and prints each
// file with its size in brotli. With --names it prints the names of the first load alone, for tests/e2e/page.spec.ts.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const DIST = 'dist';
/** What a browser may fetch before Connect is there, and in all. */
// All of it: 1500; 80 for the round trip at one click and for links that come back by themselves; 40 for what messages tell beside each other
// (search, what changed, charts), for the causes of a failed connection, and for masking that is compiled for speed; 70 for sessions larger than
// memory, the record after a failure, ports that are remembered and a second one that is read, TLS that is set up again; 100 for templates of
// payloads with their texts; 12 for the copy that works without a network, with its worker, and for what can be forgotten; 80 for the log doctor,
// which scripts use too; 70 for faults that are made by hand, a module that behaves as a record says, and payloads that are compared. Then 45 for the
// stand, 130 for walkthroughs with their library and QR codes, 60 for the panel of faults and the other end of the broker, 80 for sessions that are
// replayed and taken along as code, 50 for the log doctor's time line, diagram, search and further rules. Joining what the pieces share took 120 away; 80 for
// the editor of walkthroughs and who reads them out, 90 for logs of any size, sessions beside each other, the stand's game, findings at a walkthrough's
// end and what brings cleared lines back. Short names and fewer functions made of two took 34 away; 36 for what a reload leaves as it was typed, values in
// the links of walkthroughs, two more faults of the game, and what another tab saves; 29 for more forms of logs, what is asked of a module that was there
// before, and for what a person is told of a SIM that is gone and a client that was refused; 40 for further rules of the log doctor, an address with its
// login wherever one is typed, how each client is encrypted, and how data ends that an earlier page left; 25 for pasted digits with mistakes in them, bytes that
// are looked for among messages, a virtual world that goes on behind its cable, and the log doctor's tabs; 15 for the
// screen of the replay, a comparison as a table, and more ways in which logs are written; 20 for pasted dumps and arrays of other programs, certificates out of
// the strings of a program, payloads of different length beside each other, more forms of logs, and lines of a person's own that are set up again. Builds in
// different folders differ by a little.
const BUDGET_KB = { first: 266, all: 2565 };
/** And in how many files: each is a request, and is compiled by itself. */
const MOST_FILES = 60;

/** What the files of a kind fetch by themselves. */
const LINKS = {
  '.html': [/<(?:link|script)\b(?![^>]*\brel="later")[^>]*\s(?:href|src)="([^"]+)"/g, /\bfrom '([^']+)'/g, /module_or_path: '([^']+)'/g],
  '.js': [/\b(?:from|import)\s*["']([^"']+)["']/g],
};

/** The files that this one leads to, and itself. */
function reach(file, reached = new Set()) {
  if (reached.has(file)) return reached;
  reached.add(file);
  const links = LINKS[extname(file)];
  if (!links) return reached;
  const text = readFileSync(join(DIST, file), 'utf8');
  for (const link of links) {
    for (const [, path] of text.matchAll(link)) reach(normalize(join(dirname(file), path)), reached);
  }
  return reached;
}

function brotli(file) {
  const bytes = readFileSync(join(DIST, file));
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}

/** Prints the files, the largest first; their sum. */
function table(title, files) {
  const sizes = files.map((file) => [brotli(file), file]).sort(([one], [other]) => other - one);
  const sum = sizes.reduce((sum, [bytes]) => sum + bytes, 0);
  console.log(`${title}: ${kb(sum)} with brotli`);
  for (const [bytes, file] of sizes) console.log(`${String(bytes).padStart(9)}  ${file}`);
  return sum;
}

const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const first = [...reach('index.html')].sort();
if (process.argv.includes('--names')) {
  console.log(first.join('\n'));
} else {
  const later = readdirSync(DIST, { recursive: true }).map(normalize).filter((file) => /\.(css|js|wasm)$/.test(file) && !first.includes(file));
  const sum = table('First load', first);
  const rest = table('Fetched after that', later);
  const [firstMost, allMost] = [BUDGET_KB.first, BUDGET_KB.all].map((most) => most * 1024);
  console.log(`All: ${kb(sum + rest)} of ${kb(allMost)} allowed; first load: ${kb(sum)} of ${kb(firstMost)} allowed`);
  for (const [what, bytes, most] of [['The first load', sum, firstMost], ['All of it', sum + rest, allMost]]) {
    if (bytes <= most) continue;
    console.error(`${what} is over its budget: see what grew before raising it.`);
    process.exitCode = 1;
  }
  const files = first.length + later.length;
  if (files > MOST_FILES) {
    console.error(`These are ${files} files, of ${MOST_FILES} allowed: see scripts/finish/join.mjs.`);
    process.exitCode = 1;
  }
}
