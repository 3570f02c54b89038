import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

export interface CatalogAdapter {
  factory: SqlMigrationAwareDriverAdapterFactory;
  /** The engine does not close its connections itself. */
  close(): Promise<void>;
}

const internalChar = 18;
const internalCharArray = 1002;

/**
 * PostgreSQL's catalogue has columns of the internal type "char", which Prisma's adapter refuses and its schema
 * engine needs as characters. They pass the adapter as arrays and are set right behind it.
 */
export function catalogAdapter(connection: pg.PoolConfig): CatalogAdapter {
  const factory = new PrismaPg({ ...connection, Client: CatalogClient });
  let open: SqlDriverAdapter | null = null;
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => {
        open = withCharacters(await factory.connect());
        return open;
      },
      connectToShadowDb: async () => withCharacters(await factory.connectToShadowDb()),
    },
    close: async () => {
      await open?.dispose();
    },
  };
}

function withCharacters(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const ask = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await ask(query);
    const columnTypes = result.columnTypes.map((it) =>
      it === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : it,
    );
    return { ...result, columnTypes };
  };
  return adapter;
}

class CatalogClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this);
    Object.defineProperty(this, 'query', { value: (...args: unknown[]) => askAsArray(ask, args) });
  }
}

function askAsArray(ask: (...args: never[]) => unknown, args: unknown[]): unknown {
  const done = args.at(-1);
  const patched =
    typeof done === 'function'
      ? args.with(-1, (error: unknown, result: unknown) => done(error, withoutChar(result)))
      : args;
  const answer = Reflect.apply(ask, undefined, patched);
  return answer instanceof Promise ? answer.then(withoutChar) : answer;
}

function withoutChar(result: unknown): unknown {
  if (!(result instanceof Object) || !('fields' in result) || !Array.isArray(result.fields)) return result;
  for (const field of result.fields)
    if (field.dataTypeID === internalChar) field.dataTypeID = internalCharArray;
  return result;
}
