// How many requests does the look of the page take? One: joins the style sheets of the page, in their order.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHEET = /<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>\s*/g;

/** The page with one style sheet. */
export function joinStyles(html, dist) {
  const files = [...html.matchAll(SHEET)].map(([, file]) => file);
  const style = files.map((file) => readFileSync(join(dist, file), 'utf8')).join('');
  for (const file of files) rmSync(join(dist, file));

  const digest = (algorithm) => createHash(algorithm).update(style);
  const file = `style-${digest('sha256').digest('hex').slice(0, 16)}.css`;
  writeFileSync(join(dist, file), style);
  const link = `<link rel="stylesheet" href="./${file}" integrity="sha384-${digest('sha384').digest('base64')}">`;
  return html.replace(SHEET, '').replace('</head>', () => `${link}\n</head>`);
}
