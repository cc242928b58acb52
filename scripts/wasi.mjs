// Runs a program that was built for wasm32-wasip1, in node's V8: the engine that Chromium has. Usage: node scripts/wasi.mjs FILE.wasm [WORDS]
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [file, ...words] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [file, ...words], returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(file), wasi.getImportObject());
process.exit(wasi.start(instance));
