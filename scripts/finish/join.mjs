// Why is the code few files? The tool that cuts it makes a file for each set of pieces that have something in common: hundreds, most of them smaller
// than the headers they are fetched with, and each is fetched and compiled by itself. Here those that are needed together become one file.
//
// Such a file has no exports: it takes memory, table and stack pointer from the main piece, and its functions find each other by the table. So two
// of them become one when they take these from one place: a module of three imports that exports them again.
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How many files there may be of what pieces have in common: fewer are fetched faster, and with fewer a piece brings more of what others need. */
const MOST = 18;

/** What the tool calls the module from which the files take what they import, and what that module calls it. */
const LINK = '__wasm_split';
const MAIN = 'main';

const SCRIPT = '__wasm_split.js';
const SHARED = /^\/\* (.*) \*\/\nconst __(chunk_\d+) = makeLoad\([^]*?\n, \[\]\);\n/gm;
const NEEDED = /\[(__chunk_\d+(?:, __chunk_\d+)*)\]\)\);/g;
const IMPORTS = `sharedImports = { ${LINK}: {  } };`;

/** Joins the files of what pieces have in common in a folder that the tool has written, and has its script fetch the joined ones. */
export async function joinShared(folder, features) {
  const path = join(folder, SCRIPT);
  const script = readFileSync(path, 'utf8');
  const groups = group(sharedFiles(folder, script));
  if (groups.length === 0 || !script.includes(IMPORTS)) throw new Error(`${SCRIPT} is written in another way than scripts/finish/join.mjs reads it`);

  const link = join(folder, 'link.wasm');
  await writeLink(link, folder, groups.flatMap((group) => group.files), features);
  const left = groups.map((group, index) => [group, join(folder, `shared_${index}.wasm`)]);
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) await merge(link, folder, ...next, features);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  rmSync(link);
  writeFileSync(path, fetchJoined(script, groups));
}

/** What says, of a folder whose files are joined, which of them a piece needs. */
export function filesOf(folder) {
  const script = readFileSync(join(folder, SCRIPT), 'utf8');
  return (piece) => {
    const [, own, shared] = script.match(new RegExp(`"\\./(split_${piece}\\.wasm)"[^]*?\\n, \\[(.*)\\]\\)\\);`)) ?? [];
    if (!own) throw new Error(`${SCRIPT} fetches no piece ${piece}, or in another way than scripts/finish/join.mjs reads it`);
    return [own, ...shared.split(', ').filter(Boolean).map((name) => `${name.slice(2)}.wasm`)];
  };
}

/** The files that the script fetches for several pieces: for which, and how large. */
function sharedFiles(folder, script) {
  const bits = new Map();
  const bit = (piece) => bits.get(piece) ?? bits.set(piece, 1n << BigInt(bits.size)).get(piece);
  return [...script.matchAll(SHARED)].map(([, pieces, file]) => ({
    files: [file],
    pieces: pieces.split(', ').reduce((all, piece) => all | bit(piece), 0n),
    bytes: statSync(join(folder, `${file}.wasm`)).size,
  }));
}

/** Joins two groups after the other, those first by which the pieces fetch the fewest bytes that they do not need. */
function group(groups) {
  while (groups.length > MOST) {
    let best = { extra: Infinity };
    groups.forEach((one, index) => {
      for (const other of groups.slice(index + 1)) {
        const extra = one.bytes * count(other.pieces & ~one.pieces) + other.bytes * count(one.pieces & ~other.pieces);
        if (extra < best.extra) best = { extra, one, other };
      }
    });
    const { one, other } = best;
    const both = { files: [...one.files, ...other.files], pieces: one.pieces | other.pieces, bytes: one.bytes + other.bytes };
    groups = [...groups.filter((group) => group !== one && group !== other), both];
  }
  return groups;
}

const count = (bits) => bits.toString(2).replaceAll('0', '').length;

/** Writes the module that stands between the files and the main piece. What it imports is read from the file that imports the most. */
async function writeLink(path, folder, files, features) {
  const imports = (file) => WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(folder, `${file}.wasm`)))).length;
  const most = files.reduce((one, other) => (imports(other) > imports(one) ? other : one));
  const { stdout } = await run('wasm-dis', [...features, join(folder, `${most}.wasm`)], { maxBuffer: 1 << 28 });
  const entries = [...stdout.matchAll(new RegExp(`\\(import "${LINK}" "(\\w+)" \\((\\w+) \\S+ (.*)\\)\\)$`, 'gm'))];
  const lines = [
    ...entries.map(([, name, kind, type]) => `(import "${MAIN}" "${name}" (${kind} $${name} ${type}))`),
    ...entries.map(([, name, kind]) => `(export "${name}" (${kind} $${name}))`),
  ];
  const text = `${path}.wat`;
  writeFileSync(text, `(module ${lines.join('\n')})`);
  await run('wasm-as', [...features, text, '-o', path]);
  rmSync(text);
}

/** Makes one file of those of a group. */
async function merge(link, folder, { files }, joined, features) {
  const inputs = files.flatMap((file) => [join(folder, `${file}.wasm`), file]);
  await run('wasm-merge', [...features, link, LINK, ...inputs, '-o', joined]);
  for (const file of files) rmSync(join(folder, `${file}.wasm`));
}

/** The script, with the joined files in the place of those that they were made of. */
function fetchJoined(script, groups) {
  const joined = new Map(groups.flatMap(({ files }, index) => files.map((file) => [file, `shared_${index}`])));
  const seen = new Set();
  return script
    .replace(IMPORTS, (text) => `${text}\nsharedImports.${MAIN} = sharedImports.${LINK};`)
    .replace(SHARED, (block, _, file) => {
      const name = joined.get(file);
      if (seen.has(name)) return '';
      seen.add(name);
      return block.replace(/^.*\n/, '').replaceAll(file, name);
    })
    .replace(NEEDED, (_, names) => {
      const needed = new Set(names.split(', ').map((name) => `__${joined.get(name.slice(2))}`));
      return `[${[...needed].join(', ')}]));`;
    });
}
