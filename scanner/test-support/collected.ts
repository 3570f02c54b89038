import { setEnv } from '#lib/env.ts';
import { assumeRole, openTraffic } from '../aws/sign-in.ts';
import { collect } from '../collect.ts';
import type { Collector } from '../collector.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { AccountSnapshot } from '../snapshot.ts';

export type Cloud = Parameters<typeof startSandbox>[0]['cloud'];

export interface Collected {
  snapshot: AccountSnapshot;
  /** `service:Action` → how often the sandbox was asked, for this account. */
  asked: Record<string, number>;
}

/** Serves a cloud for the length of `work`, with the process's SDK pointed at it. */
export async function withSandbox<T>(cloud: Cloud, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({ cloud });
  setEnv(sandbox.env);
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** One account of the cloud, collected over HTTP through its role. */
export function collectFrom(
  cloud: Cloud,
  accountId: string,
  options: {
    wanted?: string[];
    regions?: string[];
    timeoutMs?: number;
    /** What is under test, in order; absent: everything. */
    collectors?: readonly Collector[];
  } = {},
): Promise<Collected> {
  return withSandbox(cloud, async (sandbox) => {
    const traffic = openTraffic(AbortSignal.timeout(options.timeoutMs ?? 150_000));
    const signedIn = await assumeRole(roleOf(accountId), traffic);
    const scope = {
      name: null,
      regions: options.regions ?? null,
      wanted: options.wanted ?? [],
      startedAt: new Date().toISOString(),
      onProgress: () => undefined,
    };
    const snapshot = await collect(
      signedIn,
      scope,
      options.collectors?.map((it) => [it]),
    );
    return { snapshot, asked: askedOf(sandbox, accountId) };
  });
}

export function roleOf(accountId: string): { roleArn: string; externalId: string } {
  return { roleArn: `arn:aws:iam::${accountId}:role/WatchpostReadOnly`, externalId: `wp-${accountId}` };
}

function askedOf(sandbox: Sandbox, accountId: string): Record<string, number> {
  const asked: Record<string, number> = {};
  for (const it of sandbox.calls().entries) {
    if (it.accountId === accountId) asked[it.action] = (asked[it.action] ?? 0) + it.count;
  }
  return asked;
}
