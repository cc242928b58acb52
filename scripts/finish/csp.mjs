// Which inline scripts the page may run: puts the hashes of those that Trunk made into the Content Security Policy.
import { createHash } from 'node:crypto';

const BEFORE = "script-src 'self' 'wasm-unsafe-eval'";

/** The page with its policy completed. */
export function allowInline(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, body]) => body);

  // `trunk serve` adds a reload script and fills its address in while serving, after any hash: only there, any inline script may run.
  const allowed = inline.some((body) => body.includes('{{__TRUNK_'))
    ? ["'unsafe-inline'"]
    : inline.map((body) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`);

  if (html.split(BEFORE).length !== 2) throw new Error(`the page must hold ${BEFORE} exactly once`);
  return html.replace(BEFORE, () => [BEFORE, ...allowed].join(' '));
}
