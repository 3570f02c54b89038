import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import type { JobPayload } from '#lib/jobs.ts';
import type { ConnectionTest } from '#lib/posture/connection-test.ts';
import { probe } from '../probe.ts';
import type { JobContext } from './job-context.ts';

const retryEveryMs = 5_000;

/** Tries a role for onboarding and writes each step as it comes. A newer test, or a stop, ends it silently. */
export async function testConnection(
  { onboardingId }: JobPayload<'test-connection'>,
  { signal, principalArn }: JobContext,
): Promise<void> {
  const row = await db().onboarding.findUnique({
    where: { id: onboardingId },
    select: { externalId: true, testedRoleArn: true, testStatus: true, testStartedAt: true, accountId: true },
  });
  const isWanted = row?.testStatus === 'queued' || row?.testStatus === 'running';
  if (!isWanted || row.testedRoleArn === null || row.accountId !== null) return;
  const run = { id: onboardingId, testStartedAt: row.testStartedAt };
  const patienceMs = env().WATCHPOST_NEW_ROLE_PATIENCE_SECONDS * 1_000;
  const attempt = { roleArn: row.testedRoleArn, externalId: row.externalId, principalArn: principalArn() };
  let last: ConnectionTest | null = null;
  for await (const test of probe(attempt, { patienceMs, retryEveryMs, signal })) {
    last = test;
    const { count } = await db().onboarding.updateMany({ where: run, data: { testStatus: 'running', test } });
    if (count === 0) return;
  }
  if (!last) throw new Error('the probe said nothing');
  await db().onboarding.updateMany({
    where: run,
    data: { testStatus: 'done', test: last, testFinishedAt: new Date() },
  });
}
