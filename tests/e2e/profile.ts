// Does a text stand anywhere in the profile directory of a browser? Looks into each file for its bytes, plain and as UTF-16, and into the blocks of
// LevelDB's tables, which Chromium packs with Snappy: local storage, IndexedDB and the like are kept in them.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What ends a table of LevelDB, little-endian (leveldb/doc/table_format.md). */
const MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER = 48;

/** What stands behind each block: how it is packed, and a checksum of four bytes. */
const PACKED = 1;

/** A number of LevelDB and Snappy: seven bits a byte, the lowest first; and where the next thing begins. */
function varint(bytes: Buffer, at: number): [number, number] {
  let value = 0;
  for (let shift = 0; shift < 35 && at < bytes.length; shift += 7) {
    const byte = bytes[at++]!;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
  throw new RangeError('no number');
}

/** The bytes that a block of Snappy stands for (google/snappy, format_description.txt). */
export function unsnap(packed: Buffer): Buffer {
  let [length, at] = varint(packed, 0);
  const out = Buffer.alloc(length);
  let end = 0;
  while (at < packed.length && end < out.length) {
    const tag = packed[at++]!;
    if ((tag & 3) === 0) {
      let count = tag >> 2;
      if (count >= 60) {
        const width = count - 59;
        count = packed.readUIntLE(at, width);
        at += width;
      }
      end += packed.copy(out, end, at, at + count + 1);
      at += count + 1;
      continue;
    }
    const width = [0, 1, 2, 4][tag & 3]!;
    const count = (tag & 3) === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = packed.readUIntLE(at, width) + ((tag & 3) === 1 ? (tag >> 5) << 8 : 0);
    at += width;
    if (back === 0 || back > end) throw new RangeError('a copy from nowhere');
    // Byte by byte: a copy may overlap itself.
    for (let left = count; left > 0; left -= 1, end += 1) out[end] = out[end - back]!;
  }
  return out;
}

/** A block by where it is and how long it is. */
function block(table: Buffer, offset: number, size: number): Buffer {
  const bytes = table.subarray(offset, offset + size);
  return table[offset + size] === PACKED ? unsnap(bytes) : bytes;
}

/** The blocks of a table of LevelDB. */
function* blocks(table: Buffer): Generator<Buffer> {
  const footer = table.subarray(table.length - FOOTER);
  let at = 0, offset, size;
  for (let skipped = 0; skipped < 2; skipped += 1) [, at] = varint(footer, at);
  [offset, at] = varint(footer, at);
  [size] = varint(footer, at);
  const index = block(table, offset, size);
  // Entries: how much of the key before is the key's beginning, how much follows, how long the value is, both; behind them the restarts.
  const end = index.length - 4 - 4 * index.readUInt32LE(index.length - 4);
  for (let entry = 0; entry < end; ) {
    let rest, value;
    [, entry] = varint(index, entry);
    [rest, entry] = varint(index, entry);
    [value, entry] = varint(index, entry);
    const handle = index.subarray(entry + rest, entry + rest + value);
    entry += rest + value;
    [offset, at] = varint(handle, 0);
    [size] = varint(handle, at);
    yield block(table, offset, size);
  }
}

const isTable = (bytes: Buffer) => bytes.length > FOOTER && bytes.subarray(-MAGIC.length).equals(MAGIC);

/** The files that hold one of these texts, each with the text; how many files and packed blocks were looked into. */
export function scan(profile: string, texts: string[]): { found: string[]; files: number; blocks: number } {
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, 'utf8') },
    { text: `${text} (UTF-16)`, bytes: Buffer.from(text, 'utf16le') },
  ]);
  const result = { found: [] as string[], files: 0, blocks: 0 };
  for (const name of readdirSync(profile, { recursive: true }) as string[]) {
    const path = join(profile, name);
    // A lock of the browser is a link to nowhere.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const bytes = readFileSync(path);
    const parts: Buffer[] = [bytes];
    if (isTable(bytes)) parts.push(...blocks(bytes));
    result.files += 1;
    result.blocks += parts.length - 1;
    for (const needle of needles) {
      if (parts.some((part) => part.includes(needle.bytes))) result.found.push(`${relative(profile, path)}: ${needle.text}`);
    }
  }
  return result;
}
