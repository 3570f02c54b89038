/** npm run bench: runs every scripts/bench/*.bench.ts in a process of its own; `-- NAME` only those named like it. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'bench');
const wanted = process.argv[2] ?? '';
const files = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(wanted));
if (files.length === 0) {
  const names = readdirSync(folder).flatMap((name) => name.match(/^(.*)\.bench\.ts$/)?.[1] ?? []);
  console.error(`No benchmark is named like "${wanted}". There are: ${names.join(', ')}.`);
  process.exit(2);
}
let isGreen = true;
for (const name of files) {
  console.log(`\n${name.replace('.bench.ts', '')}`);
  isGreen = spawnSync(process.execPath, [join(folder, name)], { stdio: 'inherit' }).status === 0 && isGreen;
}
process.exit(isGreen ? 0 : 1);
