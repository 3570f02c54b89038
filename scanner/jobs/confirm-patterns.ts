import { z } from 'zod';
import { alarmControlIds } from '#lib/alarm-controls/control-ids.ts';
import { editions } from '#lib/alarm-controls/editions.ts';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import type { JobPayload } from '#lib/jobs.ts';
import { log } from '#lib/log.ts';
import type { ConfirmationProgress, ConfirmationResult } from '#lib/posture/confirmation.ts';
import { assumeRole, openTraffic, SignInError } from '../aws/sign-in.ts';
import { askPatterns, type PatternQuestion } from '../confirm/ask-patterns.ts';
import { notSignedIn } from '../confirm/problems.ts';
import { isOfDatabase } from './account-error.ts';
import type { JobContext } from './job-context.ts';

const budgetMs = 3 * 60_000;

const Question = z.object({ control: z.enum(alarmControlIds), edition: z.enum(editions) });

/** Has CloudWatch Logs judge the patterns of one confirmation and stores what it says. Safe to repeat. */
export async function confirmPatterns(
  { confirmationId }: JobPayload<'confirm-patterns'>,
  { signal }: JobContext,
): Promise<void> {
  const row = await start(confirmationId);
  if (!row) return;
  try {
    const result = await ask(confirmationId, row, signal);
    signal.throwIfAborted();
    await end(confirmationId, result === null ? { status: 'failed' } : { status: 'done', result });
  } catch (error) {
    if (signal.aborted || isOfDatabase(error)) throw error;
    log.error({ error, confirmationId }, 'patterns could not be confirmed');
    await end(confirmationId, { status: 'failed' });
  }
}

type Started = NonNullable<Awaited<ReturnType<typeof start>>>;

async function start(id: string) {
  const started = await db().confirmation.updateMany({
    where: { id, status: { in: ['queued', 'running'] } },
    data: { status: 'running', progress: { done: 0, total: 0 } satisfies ConfirmationProgress },
  });
  if (started.count === 0) return null;
  return db().confirmation.findUnique({
    where: { id },
    select: {
      control: true,
      edition: true,
      patterns: true,
      account: { select: { roleArn: true, externalId: true, status: true } },
    },
  });
}

/** null: it may not be asked any more. */
async function ask(
  id: string,
  { patterns, account, ...row }: Started,
  signal: AbortSignal,
): Promise<ConfirmationResult | null> {
  if (!env().WATCHPOST_CONFIRM_WITH_AWS || account.status === 'removed') return null;
  const question: PatternQuestion = { ...Question.parse(row), patterns, roleArn: account.roleArn };
  const traffic = openTraffic(AbortSignal.any([signal, AbortSignal.timeout(budgetMs)]));
  try {
    const signedIn = await assumeRole(account, traffic);
    return await askPatterns(question, signedIn, (progress) => report(id, progress));
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return { region: null, records: 0, patterns: [], differing: [], problem: notSignedIn(error) };
  }
}

async function report(id: string, progress: ConfirmationProgress): Promise<void> {
  await db().confirmation.updateMany({ where: { id, status: 'running' }, data: { progress } });
}

async function end(
  id: string,
  outcome: { status: 'failed' } | { status: 'done'; result: ConfirmationResult },
): Promise<void> {
  await db().confirmation.updateMany({
    where: { id, status: 'running' },
    data: { ...outcome, finishedAt: new Date() },
  });
}
