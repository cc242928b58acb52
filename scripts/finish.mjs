// What does Trunk leave undone? Its hook runs this on every build, before the build replaces the last one.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { allowBrokers, allowInline, requireTrustedTypes } from './finish/csp.mjs';
import { paintFirst } from './finish/first.mjs';
import { completeGuard } from './finish/guard.mjs';
import { writeHosting } from './finish/hosting.mjs';
import { keepOffline, listFiles } from './finish/offline.mjs';
import { split } from './finish/split.mjs';
import { completeStand, writeStand } from './finish/stand.mjs';
import { joinStyles } from './finish/styles.mjs';

const dist = process.env.TRUNK_STAGING_DIR ?? 'dist';
const page = join(dist, 'index.html');
const isRelease = process.env.TRUNK_PROFILE === 'release';

let html = paintFirst(readFileSync(page, 'utf8'));
if (isRelease) {
  const { html: cut, needs } = await split(html, dist);
  html = await completeStand(await completeGuard(joinStyles(cut, dist), dist), dist, needs);
} else {
  writeStand(dist);
}
html = allowBrokers(allowInline(html), process.env.BROKERS);
// No worker where a page is built anew at every change: it would show an old one.
if (isRelease) html = keepOffline(requireTrustedTypes(html.replace(/<!--[^]*?-->\s*/g, '')), dist);
writeFileSync(page, html);
if (isRelease) {
  listFiles(dist);
  writeHosting(html, dist);
}

// scripts/serve has the last build served while Trunk goes over it. Trunk needs the port next, once: the file that names the process goes with it.
const lastBuildServer = process.env.LAST_BUILD_SERVER;
if (lastBuildServer && existsSync(lastBuildServer)) {
  process.kill(Number(readFileSync(lastBuildServer, 'utf8')));
  rmSync(lastBuildServer);
}
