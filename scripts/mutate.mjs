// Does a test notice when a rule of the log doctor is changed? Works in a copy of the crates: switches each rule off, moves its thresholds, negates its
// conditions, and runs that rule's own tests. Prints each change that no test noticed, and a table. Names behind it choose rules.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RULES = 'crates/doctor/src/rules';
const TESTS = '#[cfg(test)]';
/** How often a change is tried without those that do not compile. */
const TRIES = 8;

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
  .map((file) => {
    const text = readFileSync(join(RULES, file), 'utf8');
    return { name: file.slice(0, -3), id: text.match(/id: "([^"]+)"/)[1], text, changes: changes(text), noticed: 0, left: [], odd: 0 };
  })
  .filter(({ name }) => chosen.length === 0 || chosen.includes(name));

/** Rules that name each other are not changed at once: what one finds may hide what the other does. */
const groups = [];
for (const rule of rules) {
  const meets = (other) => rule.text.includes(`"${other.id}"`) || other.text.includes(`"${rule.id}"`);
  const group = groups.find((group) => !group.some(meets));
  if (group) group.push(rule);
  else groups.push([rule]);
}

const put = (rule, text) => writeFileSync(join(copy, RULES, `${rule.name}.rs`), text);

/** Builds the tests; the program, or the rules whose code does not compile. */
function build() {
  const options = ['test', '--offline', '--package', 'workbench-doctor', '--lib', '--no-run', '--message-format', 'json'];
  const env = { ...process.env, CARGO_TARGET_DIR: target, CARGO_PROFILE_TEST_DEBUG: 'false', CARGO_PROFILE_DEV_DEBUG: 'false' };
  const { stdout, stderr } = spawnSync('cargo', options, { cwd: copy, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const said = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const program = said.map(({ executable }) => executable).find(Boolean);
  const wrong = said.filter(({ message }) => message?.level === 'error').flatMap(({ message }) => message.spans.map((span) => span.file_name));
  if (!program && wrong.length === 0) throw new Error(stderr);
  return { program, wrong: new Set(wrong.map((file) => file.split('/').at(-1).replace('.rs', ''))) };
}

let isCut = false;
for (const [number, group] of groups.entries()) {
  const rounds = Math.max(...group.map(({ changes }) => changes.length));
  for (let round = 0; round < rounds && !isCut; round += 1) {
    isCut = (Date.now() - begun) / 1_000 > most;
    let changed = group.filter(({ changes }) => round < changes.length);
    for (const rule of changed) {
      const { index, length, becomes } = rule.changes[round];
      put(rule, rule.text.slice(0, index) + becomes + rule.text.slice(index + length));
    }
    let built = { wrong: new Set() };
    for (let tries = 0; tries < TRIES && !built.program; tries += 1) {
      built = build();
      for (const rule of changed.filter(({ name }) => built.wrong.has(name))) {
        rule.odd += 1;
        put(rule, rule.text);
      }
      changed = changed.filter(({ name }) => !built.wrong.has(name));
    }
    for (const rule of changed) {
      const { line, becomes } = rule.changes[round];
      const ran = spawnSync(built.program, [`rules::${rule.name}::`, '-q'], { encoding: 'utf8', timeout: 60_000 });
      if (ran.status === 0) {
        rule.left.push(line);
        console.log(`no test noticed: ${RULES}/${rule.name}.rs:${line}: ${becomes.trim().replace(/\s+/g, ' ')}`);
      } else rule.noticed += 1;
      put(rule, rule.text);
    }
    process.stderr.write(`group ${number + 1} of ${groups.length}, change ${round + 1} of ${rounds}\n`);
  }
}

const sum = (of) => rules.reduce((total, rule) => total + of(rule), 0);
const [made, noticed, left] = [sum(({ changes, odd }) => changes.length - odd), sum((rule) => rule.noticed), sum((rule) => rule.left.length)];
console.log(`\n| Rules | Changes tried | Noticed by a test | Not noticed |\n|---|---|---|---|\n| ${rules.length} | ${noticed + left} of ${made} | ${noticed} | ${left} |`);
if (isCut) console.log('The time was over before all were tried.');
process.exit(left === 0 && !isCut ? 0 : 1);
