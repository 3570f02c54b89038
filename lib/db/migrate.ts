import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { isCutInStatement, noFilter, readMigrations, readSchema } from './migrations.ts';
import { withSchemaEngine } from './schema-engine.ts';

/** Two processes that start together migrate one after the other. */
const lockKey = 7_246_113;

/**
 * Applies what `prisma/migrations` has and the database lacks, as `prisma migrate deploy` would, then the job
 * queue's own tables.
 * @returns names of the migrations just applied
 * @throws Error naming a failed or edited migration, or one the database has and this version lacks
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const applied = await applyMigrations(url);
    await runMigrations({ connectionString: url });
    return applied;
  } finally {
    await client.end();
  }
}

function applyMigrations(url: string): Promise<string[]> {
  return withSchemaEngine({ connectionString: url }, readSchema(), async (engine) => {
    const migrationsList = readMigrations();
    const diagnosis = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: noFilter,
    });
    refuse(
      'failed half-way and must be mended by hand (see docs/data-model.md)',
      diagnosis.failedMigrationNames,
    );
    refuse('was edited after it was applied', diagnosis.editedMigrationNames);
    const history = diagnosis.history;
    if (history && 'unpersistedMigrationNames' in history) {
      refuse('is in the database but not in this version of Watchpost', history.unpersistedMigrationNames);
    }
    const cut = migrationsList.migrationDirectories.filter(({ migrationFile: { content } }) =>
      content.tag === 'ok' ? isCutInStatement(content.value) : false,
    );
    refuse(
      'has a semicolon inside a statement or a comment: end a line with it, outside both',
      cut.map((it) => it.path),
    );
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
    return appliedMigrationNames;
  });
}

function refuse(why: string, names: string[]): void {
  if (names.length > 0) throw new Error(`The database cannot be migrated: ${names.join(', ')} ${why}.`);
}
