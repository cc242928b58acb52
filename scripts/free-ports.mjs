// Which ports of this computer are free? Prints so many of a range, with commas between them: node scripts/free-ports.mjs <first> <last> <count>
import { createServer } from 'node:net';

const [first, last, count] = process.argv.slice(2).map(Number);
const range = last - first + 1;

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

// Two runs that start together begin at different places.
const start = process.pid % range;
const free = [];
for (let tried = 0; tried < range && free.length < count; tried += 1) {
  const port = first + ((start + tried) % range);
  if (await isFree(port)) free.push(port);
}
if (free.length < count) {
  console.error(`fewer than ${count} of the ports ${first} to ${last} are free`);
  process.exitCode = 1;
} else {
  console.log(free.join(','));
}
