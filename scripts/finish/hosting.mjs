// What should a web server say of the page, beside what the page says of itself? Writes the headers of docs/hosting.md in three forms: `_headers`,
// as several hosts of static pages read it, and a file each for nginx and Caddy.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { policyOf } from './csp.mjs';

/** Files whose names hold a hash of what is in them: they never change. */
const NAMES = ['code', 'style', 'guard', 'stand', 'offline'];
/** With the whole hash: a folder of the server may be called `stand-2`, and what is in it changes. */
const NAMED = `/(${NAMES.join('|')})-[0-9a-f]{16}[./]`;

/** The headers of every answer. A policy in the page itself cannot say who may frame it. */
const headers = (html) => ({
  'Content-Security-Policy': `${policyOf(html)}; frame-ancestors 'self'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'serial=(self), camera=(), geolocation=(), microphone=(), usb=(), payment=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});

const ASK = 'no-cache';
const KEEP = 'public, max-age=31536000, immutable';

function forHosts(all) {
  const lines = ['/*', ...Object.entries(all).map(([name, value]) => `  ${name}: ${value}`), `  Cache-Control: ${ASK}`];
  // A host joins the values of a header that two rules name: the first is taken away.
  for (const name of NAMES) lines.push(`/${name}-*`, '  ! Cache-Control', `  Cache-Control: ${KEEP}`);
  return lines;
}

/** Nothing in it is a location: those of a server, which lead to the folder, stay in charge. What is not there is not kept, so its header is not for errors. */
const forNginx = (all) => [
  '# Where nginx has `root` or `alias` for this folder, in its server or location block: include /path/to/hosting/nginx.conf;',
  'types { text/html html; text/css css; text/javascript js; application/wasm wasm; application/json json; application/manifest+json webmanifest; image/svg+xml svg; image/png png; }',
  'gzip on;',
  '# A cache on the way gives what is packed to nobody who cannot unpack it.',
  'gzip_vary on;',
  'gzip_types text/css text/javascript application/wasm application/json application/manifest+json image/svg+xml;',
  'index index.html;',
  '# Behind a proxy, nginx does not know the address that a browser has.',
  'absolute_redirect off;',
  ...Object.entries(all).map(([name, value]) => `add_header ${name} "${value}" always;`),
  `set $workbench_cache "${ASK}";`,
  `if ($uri ~ "${NAMED}") { set $workbench_cache "${KEEP}"; }`,
  'add_header Cache-Control $workbench_cache;',
];

/** What Caddy packs: older versions leave code as it is. */
const PACKED = ['text/*', 'application/wasm*', 'application/json*', 'application/manifest+json*', 'application/javascript*', 'image/svg+xml*'];

const forCaddy = (all) => [
  '# Where Caddy has `root` for this folder, in its site block or in a handle_path: import /path/to/hosting/Caddyfile',
  'header {',
  ...Object.entries(all).map(([name, value]) => `\t${name} "${value}"`),
  '}',
  '@named {',
  `\tpath_regexp ${NAMED}`,
  '\tfile',
  '}',
  '@others not {',
  `\tpath_regexp ${NAMED}`,
  '\tfile',
  '}',
  `header @others Cache-Control "${ASK}"`,
  `header @named Cache-Control "${KEEP}"`,
  '@manifest path *.webmanifest',
  'header @manifest Content-Type application/manifest+json',
  'encode zstd gzip {',
  '\tmatch {',
  ...PACKED.map((type) => `\t\theader Content-Type ${type}`),
  '\t}',
  '}',
  'file_server',
];

/** Writes them beside the page. */
export function writeHosting(html, dist) {
  const all = headers(html);
  const write = (path, lines) => writeFileSync(join(dist, path), `${lines.join('\n')}\n`);
  mkdirSync(join(dist, 'hosting'), { recursive: true });
  write('_headers', forHosts(all));
  write('hosting/nginx.conf', forNginx(all));
  write('hosting/Caddyfile', forCaddy(all));
}
