// Does a test notice when a rule of the log doctor is changed? Works in a copy of the crates: switches each rule off, moves its thresholds, negates its
// conditions, and runs that rule's own tests. Prints each change that no test noticed, and a table. Names behind it choose rules.
//
// All changes are built at once: each is a module beside the rule, and the variable MUTANT says which of them takes the rule's place.
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RULES = 'crates/doctor/src/rules';
const TESTS = '#[cfg(test)]';
const WATCH = /watch: \|\| (Box::new\(.*\)),/;
/** How often it is built, each time without the changes that did not compile before. */
const TRIES = 8;
/** How long a rule's tests may take: a change can make them endless. */
const ENDLESS = 60_000;

const chosen = process.argv.slice(2);
const most = Number(process.env.MUTATE_SECONDS ?? Infinity);
const begun = Date.now();
// Always at the same place, with the times of the files, so that only what has changed is compiled anew.
const target = join(process.cwd(), 'target/mutants');
const copy = join(target, 'copy');
rmSync(copy, { recursive: true, force: true });
for (const name of ['Cargo.toml', 'Cargo.lock', 'crates', 'src', 'build.rs']) {
  cpSync(name, join(copy, name), { recursive: true, preserveTimestamps: true });
}

/** The changes of a rule: where it is made, what stands there, and what takes its place. */
function changes(text) {
  const end = text.indexOf(TESTS);
  const code = text.slice(0, end);
  const found = [];
  const change = (index, length, becomes) => found.push({ index, length, becomes, line: code.slice(0, index).split('\n').length });
  const see = /fn see\([^)]*\)\s*\{/g;
  for (const { 0: all, index } of code.matchAll(see)) change(index, all.length, `${all} if true { return; }`);
  // How much is kept at most bounds memory, and decides nothing.
  for (const { 0: all, 1: head, 2: digits, index } of code.matchAll(/^(const (?!\w+_MAX\b)\w+: [iu]\w+ = )([\d_]+);/gm)) {
    const number = Number(digits.replaceAll('_', ''));
    const others = number < 8 ? [number + 1, number - 1] : [number * 2, Math.floor(number / 2)];
    for (const other of others.filter((other) => other >= 0)) change(index, all.length, `${head}${other};`);
  }
  const from = code.indexOf('impl Watch for');
  const isCode = (index) => index > from && !code.slice(code.lastIndexOf('\n', index) + 1, index).includes('//');
  // A condition up to its block or arrow; one with a pattern in it has no opposite.
  for (const { 0: all, 1: head, 2: condition, 3: tail, index } of code.matchAll(/(\bif )((?:(?!\blet\b|\n\n|;|=>|\bif\b)[^{])+?)(\s*(?:\{\n|=>))/g)) {
    if (isCode(index)) change(index, all.length, `${head}!(${condition})${tail}`);
  }
  for (const [is, becomes] of [[' == ', ' != '], [' != ', ' == '], [' < ', ' >= '], [' >= ', ' < '], [' > ', ' <= '], [' <= ', ' > '], [' && ', ' || '], [' || ', ' && ']]) {
    for (let index = code.indexOf(is); index >= 0; index = code.indexOf(is, index + 1)) {
      const isPattern = is === ' && ' && /^\s*let\b/.test(code.slice(index + 4));
      if (isCode(index) && !isPattern) change(index, is.length, becomes);
    }
  }
  return found;
}

const rules = readdirSync(RULES)
  .filter((file) => file.endsWith('.rs') && file !== 'tests.rs')
  .map((file) => ({ name: file.slice(0, -3), text: readFileSync(join(RULES, file), 'utf8') }))
  .filter(({ name }) => chosen.length === 0 || chosen.includes(name));

/** Every change: the module that has it, its rule, and what to say of it. */
let mutants = rules.flatMap(({ name, text }) =>
  changes(text).map(({ index, length, becomes, line }, place) => {
    const changed = text.slice(0, index) + becomes + text.slice(index + length);
    const code = changed.slice(0, changed.indexOf(TESTS));
    const [start, end] = [changed.lastIndexOf('\n', index) + 1, changed.indexOf('\n', index + becomes.length)];
    const shown = changed.slice(start, end).trim().replace(/\s+/g, ' ');
    return { module: `${name}_${place}`, rule: name, code, says: `${RULES}/${name}.rs:${line}: ${shown}` };
  }),
);

const folder = join(copy, RULES, 'mutants');
mkdirSync(folder);
for (const { module, code } of mutants) writeFileSync(join(folder, `${module}.rs`), code);
for (const { name, text } of rules) {
  const choose = `watch: || super::mutants::watch("${name}_").unwrap_or_else(|| $1),`;
  if (!WATCH.test(text)) throw new Error(`${name} does not say what watches for it`);
  writeFileSync(join(copy, RULES, `${name}.rs`), text.replace(WATCH, choose));
}
writeFileSync(join(copy, `${RULES}.rs`), `${readFileSync(`${RULES}.rs`, 'utf8')}\nmod mutants;\n`);

/** Writes the list of the changes, and builds the tests; the program, or the files that do not compile. */
function build() {
  const list = `//! The changes of the rules.
#![allow(warnings)]
use super::*;
${mutants.map(({ module }) => `mod ${module};`).join('\n')}
/// The change that takes the place of a rule whose changes begin so.
pub(super) fn watch(rule: &str) -> Option<Box<dyn Watch>> {
    let chosen = std::env::var("MUTANT").ok()?;
    if !chosen.strip_prefix(rule)?.bytes().all(|byte| byte.is_ascii_digit()) { return None; }
    match chosen.as_str() {
        ${mutants.map(({ module }) => `"${module}" => Some((${module}::RULE.watch)()),`).join('\n        ')}
        _ => None,
    }
}
`;
  writeFileSync(join(copy, `${RULES}/mutants.rs`), list);
  const options = ['test', '--offline', '--package', 'workbench-doctor', '--lib', '--no-run', '--message-format', 'json'];
  const env = { ...process.env, CARGO_TARGET_DIR: target, CARGO_PROFILE_TEST_DEBUG: 'false', CARGO_PROFILE_DEV_DEBUG: 'false' };
  const { stdout, stderr } = spawnSync('cargo', options, { cwd: copy, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const said = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const program = said.map(({ executable }) => executable).find(Boolean);
  const wrong = said.filter(({ message }) => message?.level === 'error').flatMap(({ message }) => message.spans.map((span) => span.file_name));
  const files = wrong.filter((file) => file.includes('/mutants/')).map((file) => file.split('/').at(-1).replace('.rs', ''));
  if (!program && files.length === 0) throw new Error(stderr);
  return { program, wrong: new Set(files) };
}

let program;
for (let tries = 0; tries < TRIES && !program; tries += 1) {
  const built = build();
  program = built.program;
  process.stderr.write(`${mutants.length} changes built, of which ${built.wrong.size} are no program\n`);
  mutants = mutants.filter(({ module }) => !built.wrong.has(module));
}
if (!program) throw new Error('the changes do not compile');

/** Whether the rule's tests notice it. */
async function isNoticed({ module, rule }) {
  const env = { ...process.env, MUTANT: module };
  const ran = promisify(execFile)(program, [`rules::${rule}::tests::`, '-q'], { env, timeout: ENDLESS, maxBuffer: 1 << 26 });
  return ran.then(() => false, () => true);
}

// Without a change, each rule's tests are there and pass: a rule without tests would notice nothing, and broken ones everything.
for (const { name } of rules) {
  const { stdout, status } = spawnSync(program, [`rules::${name}::tests::`], { encoding: 'utf8' });
  if (status !== 0 || stdout.includes('running 0 tests')) throw new Error(`the tests of ${name} are none, or fail without a change`);
}

const waiting = [...mutants];
const left = [];
let tried = 0;
const work = async () => {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    if ((Date.now() - begun) / 1_000 > most) return;
    if (!(await isNoticed(mutant))) left.push(mutant.says);
    tried += 1;
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, work));
for (const says of left.sort()) console.log(`no test noticed: ${says}`);
console.log(`\n| Rules | Changes tried | Noticed by a test | Not noticed |\n|---|---|---|---|\n| ${rules.length} | ${tried} of ${mutants.length} | ${tried - left.length} | ${left.length} |`);
if (tried < mutants.length) console.log('The time was over before all were tried.');
process.exit(left.length === 0 && tried === mutants.length ? 0 : 1);
