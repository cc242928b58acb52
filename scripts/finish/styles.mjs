// How many requests does the look of the page take? One for what Connect shows, and one for the rest, which comes with the pieces of the code:
// joins the style sheets of the page, in their order.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHEET = /<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>\s*/g;

/** What the shell and Connect need. A sheet that is not named here comes later, and behind these. */
const FIRST = /^(tokens|base|button|card|field|overlay|shell|connect)-/;

/** A sheet without what only people read: comments and the space before each line. No string in our sheets holds either. */
export const bare = (sheet) => sheet.replace(/\/\*[^]*?\*\//g, '').replace(/\n\s*/g, '\n');

/** Writes the files as one; the link to it. */
function write(files, rel, dist) {
  const style = files.map((file) => bare(readFileSync(join(dist, file), 'utf8'))).join('');
  const digest = (algorithm) => createHash(algorithm).update(style);
  const file = `style-${digest('sha256').digest('hex').slice(0, 16)}.css`;
  writeFileSync(join(dist, file), style);
  return `<link rel="${rel}" href="./${file}" integrity="sha384-${digest('sha384').digest('base64')}">`;
}

/** The page with two style sheets. A browser fetches nothing for `rel="later"`: src/later.rs makes it a style sheet when its time has come. */
export function joinStyles(html, dist) {
  const files = [...html.matchAll(SHEET)].map(([, file]) => file);
  const first = write(files.filter((file) => FIRST.test(file)), 'stylesheet', dist);
  const later = write(files.filter((file) => !FIRST.test(file)), 'later', dist);
  for (const file of files) rmSync(join(dist, file));
  // In front of all that fetches code: nothing is painted before the style is there.
  return html.replace(SHEET, '').replace('<link rel="icon"', (icon) => `${first}\n${later}\n${icon}`);
}
