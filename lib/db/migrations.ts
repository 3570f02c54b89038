import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';

/** Not import.meta.url at use: the bundled web server runs from another folder, and never migrates. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const schemaPath = path.join(root, 'prisma/schema.prisma');
export const migrationsPath = path.join(root, 'prisma/migrations');

export function readSchema(): string {
  return readFileSync(schemaPath, 'utf8');
}

/** The migrations folder as Prisma's engine wants it. */
export function readMigrations(): MigrationList {
  const lock = path.join(migrationsPath, 'migration_lock.toml');
  const names = readdirSync(migrationsPath, { withFileTypes: true })
    .filter((it) => it.isDirectory())
    .map((it) => it.name)
    .sort();
  return {
    baseDir: migrationsPath,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lock) ? readFileSync(lock, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(migrationsPath, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/**
 * Prisma's adapter cuts a migration at every semicolon, also inside a comment, a text or a function's body.
 * @returns whether it would cut a statement in two
 */
export function isCutInStatement(sql: string): boolean {
  return /--.*;|;[^\S\n]*\S|\$\w*\$|\/\*/.test(sql);
}

export const noFilter = { externalTables: [], externalEnums: [] };
