import type { Verdict } from '#lib/posture/verdict.ts';
import { inParallel } from './aws/in-parallel.ts';
import { assumeRole, openTraffic, ownCredentials, type SignedIn, SignInError } from './aws/sign-in.ts';
import { collect, collectReferenced } from './collect.ts';
import { judge, judgeNothing } from './judge.ts';
import { affectedBy, linkAccount } from './link.ts';
import { unreadOf, wantedOf } from './references.ts';
import type { Recorder, ScanFailure, ScanOptions, ScanTarget } from './scan-contract.ts';
import type { AccountSnapshot } from './snapshot.ts';
import type { World } from './world.ts';

interface Read {
  target: ScanTarget;
  signedIn: SignedIn;
  snapshot: AccountSnapshot;
}

/**
 * Collect → link → judge → record, for any number of accounts. An account that cannot be read is recorded as a
 * failure and spoils no other. Judges the accounts read and those whose verdicts rest on them.
 * @throws when `options.signal` aborts, or a recorder does.
 */
export async function scan(
  targets: readonly ScanTarget[],
  recorder: Recorder,
  options: ScanOptions,
): Promise<void> {
  const accountIds = await readAccounts(targets, recorder, options);
  await judgeAccounts(accountIds, recorder, options);
}

/**
 * Reads the accounts and records their snapshots, also what they name in each other. Judges nothing.
 * @returns the accounts that could be read.
 */
export async function readAccounts(
  targets: readonly ScanTarget[],
  recorder: Recorder,
  options: ScanOptions,
): Promise<string[]> {
  const before = await recorder.world();
  const read = await inParallel(targets, options.accountsAtOnce, (target) =>
    readAccount(target, before, recorder, options),
  );
  await readWhatOthersName(read.flat(), recorder, options);
  return read.flat().map((it) => it.snapshot.account.accountId);
}

const recordedAtOnce = 4;

/** Judges these accounts, and those that depend on them, from stored snapshots. Asks AWS nothing. */
export async function judgeAccounts(
  accountIds: readonly string[],
  recorder: Pick<Recorder, 'world' | 'verdicts' | 'progress'>,
  options: Pick<ScanOptions, 'edition' | 'policy' | 'onBug'>,
): Promise<void> {
  const world = await recorder.world();
  // One is judged while others are being recorded; when one cannot be recorded, no more are begun.
  let isOver = false;
  await inParallel(affectedBy(world, accountIds), recordedAtOnce, async (accountId) => {
    const snapshot = world.accounts.get(accountId)?.snapshot;
    if (!snapshot || isOver) return;
    const report = (stage: 'judging' | 'done') =>
      recorder.progress({ accountId, stage, detail: '', callsMade: snapshot.calls.total });
    report('judging');
    try {
      await recorder.verdicts(snapshot, judgeAccount(world, snapshot, options));
    } catch (error) {
      isOver = true;
      throw error;
    }
    report('done');
  });
}

function judgeAccount(
  world: World,
  snapshot: AccountSnapshot,
  options: Pick<ScanOptions, 'edition' | 'policy' | 'onBug'>,
): Verdict[] {
  const { accountId } = snapshot.account;
  const { edition, policy } = options;
  const context = { now: snapshot.finishedAt, edition, ...(policy && { policy }) };
  try {
    return judge(linkAccount(world, accountId), context, (checkId, error) =>
      options.onBug(`${checkId} for ${accountId}`, error),
    );
  } catch (error) {
    options.onBug(`link for ${accountId}`, error);
    return judgeNothing();
  }
}

/** @returns nothing when the account could not be read. */
async function readAccount(
  target: ScanTarget,
  before: World,
  recorder: Recorder,
  options: ScanOptions,
): Promise<Read[]> {
  const startedAt = new Date().toISOString();
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]);
  const traffic = openTraffic(signal);
  const report = (stage: 'assuming' | 'collecting' | 'failed', detail: string) =>
    recorder.progress({
      accountId: target.accountId ?? '',
      stage,
      detail,
      callsMade: traffic.ledger.stats().total,
    });
  try {
    report('assuming', target.roleArn ?? '');
    const { roleArn, externalId } = target;
    const signedIn = roleArn
      ? await assumeRole({ roleArn, externalId }, traffic)
      : await ownCredentials(traffic);
    const snapshot = await collect(signedIn, {
      name: target.name,
      regions: target.regions,
      wanted: wantedOf(signedIn.accountId, snapshotsOf(before)),
      startedAt,
      onProgress: (detail) => report('collecting', detail),
    });
    options.signal.throwIfAborted();
    await recorder.snapshot(target, snapshot);
    return [{ target, signedIn, snapshot }];
  } catch (error) {
    options.signal.throwIfAborted();
    report('failed', '');
    const calls = traffic.ledger.stats();
    await recorder.failure(target, { ...failureOf(error, options), calls }, startedAt);
    return [];
  }
}

const mostHops = 3;

/**
 * Topics, keys and log groups that another account's chain runs through, read in their owner's session. What is
 * read there may name a third account's key, hence more than one round.
 */
async function readWhatOthersName(read: Read[], recorder: Recorder, options: ScanOptions): Promise<void> {
  for (let hop = 0; hop < mostHops; hop += 1) {
    const snapshots = snapshotsOf(await recorder.world());
    const behind = read.flatMap((account) => {
      const unread = unreadOf(account.snapshot, wantedOf(account.snapshot.account.accountId, snapshots));
      return unread.length > 0 ? [{ account, unread }] : [];
    });
    if (behind.length === 0) break;
    await inParallel(behind, options.accountsAtOnce, async ({ account, unread }) => {
      account.snapshot = await collectReferenced(account.signedIn, account.snapshot, unread);
      options.signal.throwIfAborted();
      await recorder.snapshot(account.target, account.snapshot);
    });
  }
  const snapshots = snapshotsOf(await recorder.world());
  const scanned = new Set(read.map((it) => it.snapshot.account.accountId));
  const elsewhere = snapshots
    .filter((it) => !scanned.has(it.account.accountId))
    .filter((it) => unreadOf(it, wantedOf(it.account.accountId, snapshots)).length > 0);
  if (elsewhere.length > 0) await recorder.unreadElsewhere(elsewhere.map((it) => it.account.accountId));
}

function snapshotsOf(world: World): AccountSnapshot[] {
  return [...world.accounts.values()].flatMap((it) => (it.snapshot ? [it.snapshot] : []));
}

function failureOf(error: unknown, options: ScanOptions): Omit<ScanFailure, 'calls'> {
  if (error instanceof SignInError) {
    return { code: error.code, message: error.message, requestId: error.requestId };
  }
  options.onBug('collect', error);
  return { code: 'inconclusive', message: 'The scan failed. Its log says why.', requestId: null };
}
