import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type pg from 'pg';
import { catalogAdapter } from './catalog-adapter.ts';

/**
 * Prisma's own schema engine as WebAssembly, so that migrations need no download. The package's entry imports its
 * `.wasm` as a module, which Node cannot do: it is instantiated here by hand, once.
 */
export function withSchemaEngine<T>(
  connection: pg.PoolConfig,
  schema: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  // The glue code holds one instance for the whole process and is not re-entrant: one engine at a time.
  const turn = last.then(() => open(connection, schema, work));
  last = turn.catch(() => undefined);
  return turn;
}

let last: Promise<unknown> = Promise.resolve();
let started: Promise<void> | undefined;

async function open<T>(
  connection: pg.PoolConfig,
  schema: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  started ??= instantiate();
  await started;
  const adapters = catalogAdapter(connection);
  const bound = bindMigrationAwareSqlAdapterFactory(adapters.factory);
  const engine = await glue.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bound,
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await adapters.close();
  }
}

async function instantiate(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(path.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, importsOf(glue));
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function') throw new Error('the schema engine has no start function');
  start();
}

/** Where the engine puts the words of a panic before it ends. */
const panics = {
  set_message: (message: string) => process.stderr.write(`Prisma schema engine: ${message}\n`),
};

/** The glue module is itself what the WebAssembly imports; its type only lists the public part. */
function importsOf(module: object): WebAssembly.Imports {
  return { './schema_engine_bg.js': module as WebAssembly.ModuleImports };
}
