// What does the build tell the guard of the page? The texts that the code makes elements of: a browser that enforces Trusted Types lets no other
// text become elements. And it gives the guard a name with its hash, so that no version of the page gets the guard of another.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { minified } from './minify.mjs';

const PLACE = 'const TEMPLATES = [];';

/** An end tag; a start tag with its attributes; or text. As Leptos writes the parts of views that never change. */
const PIECE = /<\/([a-z][a-z0-9-]*)>|<([a-z][a-z0-9-]*)((?: [a-z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)>|([^<>]+)/y;

/** Elements without an end tag. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** What could load or run something: no view of ours has it in its unchanging parts, and texts of other uses stay out with it. */
const LOADS = /<(script|style|iframe|frame|object|embed|link|meta|base|use|image|a|form|template)\b| (on[a-z]+|href|src|srcdoc|action|formaction|style)[ =>]/;

/** The longest such part. */
const LONGEST = 4_000;

/** The element that begins here and ends again, with something in it or said of it; nothing, if what is here is none. */
export function elementAt(text, start) {
  const open = [];
  PIECE.lastIndex = start;
  for (let piece = PIECE.exec(text); piece && PIECE.lastIndex - start <= LONGEST; piece = PIECE.exec(text)) {
    const [, ends, begins, , between] = piece;
    if (between !== undefined && (!open.length || /[\x00-\x08\x0e-\x1f]/.test(between))) return undefined;
    if (ends && open.pop() !== ends) return undefined;
    if (begins && !VOID.has(begins)) open.push(begins);
    if (open.length) continue;
    const element = text.slice(start, PIECE.lastIndex);
    return /^<[a-z0-9-]+>(<\/[a-z0-9-]+>)?$/.test(element) || LOADS.test(element) ? undefined : element;
  }
  return undefined;
}

/** The elements that stand in the data of the code as texts. */
function templates(dist) {
  const found = new Set();
  for (const file of readdirSync(dist, { recursive: true })) {
    if (!file.endsWith('.wasm')) continue;
    const code = readFileSync(join(dist, file)).toString('latin1');
    for (let at = code.indexOf('<'); at >= 0; at = code.indexOf('<', at + 1)) {
      const element = elementAt(code, at);
      if (element) found.add(Buffer.from(element, 'latin1').toString('utf8'));
    }
  }
  return [...found].sort();
}

/** The page with its guard completed and named. */
export async function completeGuard(html, dist) {
  const guard = readFileSync(join(dist, 'guard.js'), 'utf8');
  if (guard.split(PLACE).length !== 2) throw new Error(`guard.js must hold ${PLACE} exactly once`);
  const complete = await minified(guard.replace(PLACE, () => `const TEMPLATES = ${JSON.stringify(templates(dist))};`), false);
  const name = `guard-${createHash('sha256').update(complete).digest('hex').slice(0, 16)}.js`;
  writeFileSync(join(dist, name), complete);
  rmSync(join(dist, 'guard.js'));
  return html.replace('src="guard.js"', () => `src="${name}"`);
}
