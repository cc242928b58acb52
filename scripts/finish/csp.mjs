// What may the page load, run and talk to? Completes the Content Security Policy of index.html: the hashes of Trunk's inline scripts, the brokers
// that are named (BROKERS), and, in a release, which texts may become elements.
import { createHash } from 'node:crypto';

const SCRIPTS = "script-src 'self' 'wasm-unsafe-eval'";
const BROKERS = "connect-src 'self' ws: wss:";

/** The page with a part of its policy replaced. */
function replaced(html, part, by) {
  if (html.split(part).length !== 2) throw new Error(`the page must hold ${part} exactly once`);
  return html.replace(part, () => by);
}

/** The page with its inline scripts allowed. */
export function allowInline(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, body]) => body);

  // `trunk serve` adds a reload script and fills its address in while serving, after any hash: only there, any inline script may run.
  const allowed = inline.some((body) => body.includes('{{__TRUNK_'))
    ? ["'unsafe-inline'"]
    : inline.map((body) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`);
  return replaced(html, SCRIPTS, [SCRIPTS, ...allowed].join(' '));
}

/**
 * The page with the brokers that it may reach over WebSocket: all that a person types (undefined), none ('none'), or those that are named, with
 * spaces between them: wss://broker.example.com:8084.
 */
export function allowBrokers(html, brokers) {
  const named = brokers?.trim().split(/\s+/).filter(Boolean) ?? [];
  if (!named.length) return html;
  const addresses = named.join() === 'none' ? [] : named;
  for (const address of addresses) {
    if (!/^wss?:\/\/(\*\.)?([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:([0-9]{1,5}|\*))?$/i.test(address)) {
      throw new Error(`BROKERS: ${address} is no wss://host:port, and not the word none`);
    }
  }
  return replaced(html, BROKERS, ["connect-src 'self'", ...addresses].join(' '));
}

/** The page where only texts that the guard knows become elements, and only its worker becomes a worker. */
export function requireTrustedTypes(html) {
  const END = "form-action 'none'";
  return replaced(html, END, `${END}; require-trusted-types-for 'script'; trusted-types default workbench-worker`);
}

/** The policy of a page. */
export const policyOf = (html) => html.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
