// What should a web server say of the page, beside what the page says of itself? Writes the headers of docs/hosting.md in three forms: `_headers`,
// as several hosts of static pages read it, and a file each for nginx and Caddy.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { policyOf } from './csp.mjs';

/** Files whose names hold a hash of what is in them: they never change. */
const NAMED = ['/code-*', '/style-*', '/guard-*', '/offline-*'];

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
  for (const path of NAMED) lines.push(path, '  ! Cache-Control', `  Cache-Control: ${KEEP}`);
  return lines;
}

/** Where a location of nginx has a header of its own, those around it count no more there. */
function forNginx(all) {
  const own = (cache) => [...Object.entries(all), ['Cache-Control', cache]].map(([name, value]) => `add_header ${name} "${value}" always;`);
  const indented = (lines) => lines.map((line) => `  ${line}`);
  return [
    '# In a server block of nginx that has `root`: include /path/to/hosting/nginx.conf;',
    'types { text/html html; text/css css; text/javascript js; application/wasm wasm; application/json json; application/manifest+json webmanifest; image/svg+xml svg; image/png png; }',
    'gzip on;',
    'gzip_types text/css text/javascript application/wasm application/json application/manifest+json image/svg+xml;',
    'index index.html;',
    ...own(ASK),
    'location ~ "/(code|style|guard|offline)-[0-9a-f]+" {',
    ...indented(own(KEEP)),
    '}',
  ];
}

const forCaddy = (all) => [
  '# In a site block of a Caddyfile: import /path/to/hosting/Caddyfile',
  'header {',
  ...Object.entries(all).map(([name, value]) => `\t${name} "${value}"`),
  '}',
  '@named path_regexp /(code|style|guard|offline)-[0-9a-f]+',
  '@others not path_regexp /(code|style|guard|offline)-[0-9a-f]+',
  `header @named Cache-Control "${KEEP}"`,
  `header @others Cache-Control "${ASK}"`,
  '@manifest path *.webmanifest',
  'header @manifest Content-Type application/manifest+json',
  'encode zstd gzip',
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
