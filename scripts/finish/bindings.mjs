// What do the code and its script call each other's functions by? wasm-bindgen names each with a hash of sixteen digits, which no compression makes
// smaller, in both files. Within one build a number does. And what is exported for nobody is exported no more, so that wasm-opt takes it away: classes
// for streams that a part of Leptos brings which talks to servers.
import { readFileSync, writeFileSync } from 'node:fs';

const NAME = /\b__wbg_\w+_[0-9a-f]{16}\b/g;
const IMPORTS = 2;
const EXPORTS = 7;
/** The classes' functions, and the classes themselves with what frees them. */
const NOBODYS = /^(__wbg_)?intounderlying(byte)?(source|sink)_/;
const NOBODYS_CLASS = /^export class (IntoUnderlying\w+) \{\n[^]*?^\}\nif \(Symbol\.dispose\) \1\..*\n/gm;
const NOBODYS_END = /^const IntoUnderlying\w+Finalization = [^;]*;\n/gm;
const MAGIC_AND_VERSION = 8;

/** Gives the functions that a script hands to its code short names, in both files, and takes out what nobody calls. */
export function tidyBindings(script, code) {
  const text = readFileSync(script, 'utf8').replace(NOBODYS_CLASS, '').replace(NOBODYS_END, '');
  if (/intounderlying/i.test(text)) throw new Error(`${script} uses one of the classes that nobody is to call`);
  const shorts = new Map([...new Set(text.match(NAME))].map((name, index) => [name, `_${index.toString(36)}`]));
  const taken = [...shorts.values()].find((short) => new RegExp(`\\b${short}\\b`).test(text));
  if (taken) throw new Error(`${script} has something of its own that is called ${taken}`);
  writeFileSync(script, text.replace(NAME, (name) => shorts.get(name)));
  writeFileSync(code, renamed(readFileSync(code), shorts));
}

/** A module whose imported fields have other names, without what it exports for nobody. */
function renamed(module, names) {
  const parts = [module.subarray(0, MAGIC_AND_VERSION)];
  for (let at = MAGIC_AND_VERSION; at < module.length; ) {
    const id = module[at];
    const [size, begin] = number(module, at + 1);
    const section = module.subarray(begin, begin + size);
    const content = id === IMPORTS ? renamedImports(section, names) : id === EXPORTS ? usedExports(section) : section;
    parts.push(Buffer.from([id]), leb128(content.length), content);
    at = begin + size;
  }
  return Buffer.concat(parts);
}

/** The section of imports: how many, and for each the name of its module, its own name, and what it is. */
function renamedImports(section, names) {
  const [count, first] = number(section, 0);
  const parts = [leb128(count)];
  let at = first;
  for (let index = 0; index < count; index += 1) {
    const from = text(section, at);
    const own = text(section, from.end);
    const end = endOfDescription(section, own.end);
    for (const name of [from.value, names.get(own.value) ?? own.value]) parts.push(leb128(Buffer.byteLength(name)), Buffer.from(name));
    parts.push(section.subarray(own.end, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** The section of exports: how many, and for each its name, its kind and its number. */
function usedExports(section) {
  const [count, first] = number(section, 0);
  const used = [];
  for (let at = first; at < section.length; ) {
    const name = text(section, at);
    const [, end] = number(section, name.end + 1);
    if (!NOBODYS.test(name.value)) used.push(section.subarray(at, end));
    at = end;
  }
  if (used.length === count) throw new Error('nothing is exported for nobody any more: scripts/finish/bindings.mjs need not look for it');
  return Buffer.concat([leb128(used.length), ...used]);
}

/** Where the description of an import ends: a function, a table, a memory, a global or a tag. */
function endOfDescription(section, at) {
  const kind = section[at];
  if (kind === 0) return number(section, at + 1)[1];
  if (kind === 1) return endOfLimits(section, at + 2);
  if (kind === 2) return endOfLimits(section, at + 1);
  if (kind === 3) return at + 3;
  if (kind === 4) return number(section, at + 2)[1];
  throw new Error(`an import of an unknown kind: ${kind}`);
}

function endOfLimits(section, at) {
  const [, least] = number(section, at + 1);
  return section[at] & 1 ? number(section, least)[1] : least;
}

function text(bytes, at) {
  const [length, begin] = number(bytes, at);
  return { value: bytes.toString('utf8', begin, begin + length), end: begin + length };
}

/** A number in LEB128, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 1; ; shift *= 128, at += 1) {
    value += (bytes[at] & 127) * shift;
    if (bytes[at] < 128) return [value, at + 1];
  }
}

function leb128(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}
