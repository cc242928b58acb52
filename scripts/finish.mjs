// What does Trunk leave undone? Its hook runs this on every build, before the build replaces the last one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { allowInline } from './finish/csp.mjs';
import { paintFirst } from './finish/first.mjs';
import { split } from './finish/split.mjs';
import { joinStyles } from './finish/styles.mjs';

const dist = process.env.TRUNK_STAGING_DIR ?? 'dist';
const page = join(dist, 'index.html');
let html = paintFirst(readFileSync(page, 'utf8'));
if (process.env.TRUNK_PROFILE === 'release') html = joinStyles(await split(html, dist), dist);
writeFileSync(page, allowInline(html));
