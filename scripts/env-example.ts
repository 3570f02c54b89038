// Prints .env.example from the schema of lib/env.ts. Usage: node scripts/env-example.ts [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { envExample } from './stage/env-example-text.ts';

const file = '.env.example';
if (process.argv.includes('--write')) writeFileSync(file, envExample());
else if (readFileSync(file, 'utf8') === envExample()) process.stdout.write(`${file} is current.\n`);
else {
  process.stderr.write(`${file} is out of date: npm run env:example -- --write\n`);
  process.exit(1);
}
