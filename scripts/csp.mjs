// Which inline scripts the page may run: writes the hashes of those that Trunk made into the Content Security Policy.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.env.TRUNK_STAGING_DIR ?? 'dist', 'index.html');
const html = readFileSync(file, 'utf8');
const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, body]) => body);

// `trunk serve` adds a reload script and fills its address in while serving, after any hash: only there, any inline script may run.
const allowed = inline.some((body) => body.includes('{{__TRUNK_'))
  ? ["'unsafe-inline'"]
  : inline.map((body) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`);

const before = "script-src 'self' 'wasm-unsafe-eval'";
if (html.split(before).length !== 2) {
  console.error(`csp: ${file} must hold ${before} exactly once`);
  process.exit(1);
}
writeFileSync(file, html.replace(before, () => [before, ...allowed].join(' ')));
