// Brings the database of DATABASE_URL, or the embedded one while it runs, to this version.
import { databaseUrl } from '#lib/db/database-url.ts';
import { migrate } from '#lib/db/migrate.ts';

const applied = await migrate(databaseUrl());
process.stdout.write(
  applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
);
