// Do the files that a build writes for web servers say the same of each file, wherever the page lies? They are read here, and not by nginx, Caddy or
// a host: docs/hosting.md tells which of these were run, and when.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

import { expect, test } from './kit';
import { DIST, built } from './kit/paths';

const KEEP = 'public, max-age=31536000, immutable';
const read = (file: string) => readFileSync(join(built(DIST), file), 'utf8');
const types: Record<string, string> = JSON.parse(readFileSync('tests/media-types.json', 'utf8'));

/** Every file of the page, with `/` between folders. */
const files = () =>
  (readdirSync(built(DIST), { recursive: true }) as string[])
    .filter((file) => statSync(join(built(DIST), file)).isFile())
    .map((file) => file.split(sep).join('/'));

/** Files whose names hold their hash, or whose folder's name does. */
const isNamed = (file: string) => /^[a-z]+-[0-9a-f]{16}[./]/.test(file);

/** What each form takes for a file that never changes, by its path on the server. */
function kept(): Record<string, (path: string) => boolean> {
  const pattern = (text: string, by: RegExp) => text.match(by)?.[1] ?? 'nothing';
  const nginx = new RegExp(pattern(read('hosting/nginx.conf'), /if \(\$uri ~ "([^"]+)"\) \{ set \$workbench_cache "public/));
  const caddy = [...read('hosting/Caddyfile').matchAll(/path_regexp (\S+)\n\tfile/g)].map(([, pattern]) => pattern!);
  expect(new Set(caddy)).toEqual(new Set([nginx.source.replaceAll('\\/', '/')]));
  expect(caddy).toHaveLength(2);
  return { nginx: (path) => nginx.test(path), Caddy: (path) => new RegExp(caddy[0]!).test(path) };
}

for (const folder of ['', '/tools/workbench', '/stand-2', '/style-1/code-7', '/offline-beef']) {
  test(`files are kept for ever by their hash alone, under ${folder || 'the root'}`, () => {
    for (const [server, keeps] of Object.entries(kept())) {
      for (const file of files()) expect([server, file, keeps(`${folder}/${file}`)]).toEqual([server, file, isNamed(file)]);
      expect([server, keeps(`${folder}/`)]).toEqual([server, false]);
    }
  });
}

test('a host that reads _headers keeps the same files, and asks for all others', () => {
  const rules = read('_headers').split(/^(?=\/)/m).map((rule) => rule.trimEnd().split('\n'));
  expect(rules[0]![0]).toBe('/*');
  for (const file of files()) {
    let cache: string | undefined;
    for (const [path, ...lines] of rules) {
      if (!`/${file}`.startsWith(path!.replace('*', ''))) continue;
      for (const line of lines.map((line) => line.trim())) {
        if (line === '! Cache-Control') cache = undefined;
        if (line.startsWith('Cache-Control: ')) cache = [cache, line.slice('Cache-Control: '.length)].filter(Boolean).join(', ');
      }
    }
    expect([file, cache]).toEqual([file, isNamed(file) ? KEEP : 'no-cache']);
  }
});

test('nginx knows the type of each file of the page, and both servers pack what becomes smaller', () => {
  const nginx = read('hosting/nginx.conf');
  const known = Object.fromEntries([...nginx.match(/^types \{(.*)\}$/m)![1]!.matchAll(/(\S+) (\S+);/g)].map(([, type, end]) => [`.${end}`, type!]));
  const packed = nginx.match(/^gzip_types (.*);$/m)![1]!.split(' ');
  const caddy = [...read('hosting/Caddyfile').matchAll(/header Content-Type (\S+)\*/g)].map(([, type]) => type!);
  for (const end of new Set(Object.keys(JSON.parse(read('files.json')).files).map(extname))) {
    expect([end, known[end]]).toEqual([end, types[end]!.split(';')[0]]);
    if (end === '.png') continue;
    // nginx packs HTML anyway.
    expect([end, end === '.html' || packed.includes(known[end]!)]).toEqual([end, true]);
    expect([end, caddy.some((type) => known[end]!.startsWith(type))]).toEqual([end, true]);
  }
  expect(nginx).toContain('\ngzip_vary on;\n');
});

test('all three forms send the same headers', () => {
  const sent = read('_headers').split('\n').slice(1, 7).map((line) => line.trim().split(/: (.*)/) as [string, string]);
  expect(sent.map(([name]) => name)).toContain('Content-Security-Policy');
  for (const [name, value] of sent) {
    expect(read('hosting/nginx.conf')).toContain(`\nadd_header ${name} "${value}" always;\n`);
    expect(read('hosting/Caddyfile')).toContain(`\n\t${name} "${value}"\n`);
  }
});
