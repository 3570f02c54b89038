import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { setEnv } from '#lib/env.ts';
import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { checks } from './checks/registry.ts';
import { readPolicyFile } from './cli/policy-file.ts';
import { openMemoryRecorder } from './memory-recorder.ts';
import type { AccountDocument, CloudDocument } from './sandbox/document/cloud-document.ts';
import { readCloud } from './sandbox/document/read-files.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import { readAccounts } from './scan.ts';
import type { ScanTarget } from './scan-contract.ts';
import { type Judged, judgedOver } from './test-support/judged.ts';

const folder = fileURLToPath(new URL('./sandbox/scenarios/', import.meta.url));
const timeoutMs = 240_000;

/** Account, check, and the verdict written by hand beside the account. */
function mistakesIn(cloud: CloudDocument, judged: Judged, policy?: WorkspacePolicy): string[] {
  return onboarded(cloud).flatMap((account) =>
    Object.entries(account.expect ?? {}).flatMap(([checkId, wanted]) => {
      const check = checks.find((it) => it.id === checkId);
      if (!check) return [`${account.name}: there is no check ${checkId}`];
      const expected = typeof wanted === 'string' ? { verdict: wanted } : wanted;
      const { verdict, reason, inheritedFrom, metBy, alarm } = judged.verdict(account.id, check, policy);
      const link = alarm?.firstBrokenLink ?? 'nowhere';
      const missed = alarm?.missedEvents.map((it) => it.eventName) ?? [];
      const isRight =
        verdict === expected.verdict &&
        (!expected.firstBrokenLink || expected.firstBrokenLink === link) &&
        (!expected.missedEvents || hasSame(expected.missedEvents, missed)) &&
        (!expected.inheritedFrom || expected.inheritedFrom.accountId === inheritedFrom?.accountId) &&
        (!expected.inheritedFrom?.verdict || expected.inheritedFrom.verdict === inheritedFrom?.verdict) &&
        (!expected.metBy || metBy !== undefined);
      return isRight
        ? []
        : [`${account.name}: ${checkId} is ${verdict} (broken: ${link}), not ${expected.verdict}. ${reason}`];
    }),
  );
}

function hasSame(a: readonly string[], b: readonly string[]): boolean {
  return [...a, ...b].every((it) => a.includes(it) && b.includes(it));
}

function onboarded(cloud: CloudDocument): AccountDocument[] {
  return (cloud.accounts ?? []).filter((it) => it.onboard?.isOnboarded !== false);
}

function targetOf({ id, name, partition = 'aws', role, onboard }: AccountDocument): ScanTarget {
  const { externalId = `wp-${id}`, path = '/', name: roleName = 'WatchpostReadOnly' } = role || {};
  return {
    accountId: id,
    name,
    regions: null,
    roleArn: `arn:${partition}:iam::${id}:role${path}${roleName}`,
    externalId: externalId === false ? null : externalId,
    environment: onboard?.environment ?? null,
  };
}

async function scanned(cloud: CloudDocument): Promise<Judged> {
  const sandbox = await startSandbox({ cloud });
  setEnv(sandbox.env);
  try {
    const recorder = openMemoryRecorder(() => undefined);
    await readAccounts(onboarded(cloud).map(targetOf), recorder, {
      edition: '7.0',
      accountsAtOnce: 6,
      timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      onBug: (where, error) => {
        throw new Error(where, { cause: error });
      },
    });
    return judgedOver(await recorder.world());
  } finally {
    await sandbox.close();
  }
}

/** The file of the same name in the folder beside them, for scenarios that need one. */
function policyOf(file: string): WorkspacePolicy | undefined {
  const path = `${folder}policies/${file}`;
  if (!existsSync(path)) return undefined;
  const read = readPolicyFile(readFileSync(path, 'utf8'), new Date());
  if (Array.isArray(read)) throw new Error(read.join('\n'));
  return read.policy;
}

const files = readdirSync(folder).filter((it) => it.endsWith('.yaml'));

describe('the scenarios', () => {
  it.each(files)(
    'get the verdicts written beside them: %s',
    async (file) => {
      const cloud = await readCloud(`${folder}${file}`);
      expect(mistakesIn(cloud, await scanned(cloud), policyOf(file))).toEqual([]);
    },
    timeoutMs,
  );
});
