import type { KnownCheck } from '../record/finding-values.ts';

/** What every job needs beside its payload. */
export interface JobContext {
  catalogue: ReadonlyMap<string, KnownCheck>;
  /** Whom customers trust; null while the worker has no AWS identity. */
  principalArn: () => string | null;
  /** Aborts when the worker must stop now: the job fails and is taken up again later. */
  signal: AbortSignal;
  /** Accounts one job may sign in to at the same time. */
  accountsAtOnce: number;
}
