// Writes prisma/migrations/<time>_<name>/migration.sql: what takes the last migrated schema to prisma/schema.prisma.
// Usage: node scripts/new-migration.ts NAME
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diffToSchema } from '#lib/db/diff.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded.ts';
import { migrationsPath } from '#lib/db/migrations.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('Usage: node scripts/new-migration.ts lower_case_name\n');
  process.exit(2);
}
const sql = await sqlOfDifference();
if (sql === null) {
  process.stdout.write('prisma/schema.prisma says nothing the migrations do not.\n');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(migrationsPath, `${stamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration.sql'), sql);
  process.stdout.write(`${path.relative('.', folder)}/migration.sql\nRead it before you commit it.\n`);
}

async function sqlOfDifference(): Promise<string | null> {
  const scratch = await startEmbeddedPostgres({ home: '.watchpost/scratch', isDurable: false });
  try {
    return await diffToSchema(scratch.url);
  } finally {
    await scratch.stop();
  }
}
