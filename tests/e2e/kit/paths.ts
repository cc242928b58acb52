// Where the kit finds what scripts/e2e has built for it.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(__dirname, '../../..');
export const SERIAL = resolve(__dirname, '../serial');
export const DIST = join(PROJECT, 'dist');

const TARGET = process.env.CARGO_TARGET_DIR ?? join(PROJECT, 'target');
export const SHIM = join(TARGET, 'e2e', 'serial_shim.so');
export const VIRTUAL_MODULE = join(TARGET, 'debug', 'virtual-module');

/** The path itself, once it is there; a test that needs it fails with what to run otherwise. */
export function built(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is not built: run scripts/e2e, which builds it`);
  return path;
}
