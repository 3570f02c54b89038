import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { Edition } from '#lib/alarm-controls/editions.ts';
import { parseArn } from '../link/arn.ts';
import { feedsIn, type Result, type Run, resultOf, runOf, type Status } from './results.ts';

/** The result that counts for an account, and the account it is inherited from, if any. */
export interface Standing {
  result: Result;
  inheritedFrom: { accountId: string; status: Status } | null;
}

/**
 * Whose evidence decides: an own pass beats an inherited verdict; where trail and log group are another
 * account's, its verdict is carried as long as it holds for this account's events too.
 */
export function standingOf(run: Run, control: AlarmControlId, edition: Edition): Standing | null {
  const all = resultOf(run, control, edition, 'all', true);
  if (!all) return null;
  const foreignFeeds = feedsIn(run.chain, 'foreign');
  if (foreignFeeds.length === 0) return { result: all, inheritedFrom: null };
  const own = resultOf(run, control, edition, 'own', false);
  const foreign = resultOf(run, control, edition, 'foreign', false);
  if (!own || !foreign) return { result: all, inheritedFrom: null };
  if (own.status === 'pass') return { result: own, inheritedFrom: null };

  const owner = ownerStatus(run, control, edition);
  const inherited = owner && { result: foreign, inheritedFrom: owner };
  if (isMet(foreign.status) && owner && isMet(owner.status)) {
    const isOwnAsGood = own.status === 'warn' && foreign.status !== 'pass';
    return isOwnAsGood || !inherited ? { result: own, inheritedFrom: null } : inherited;
  }
  if (isMet(all.status)) return { result: all, inheritedFrom: null };
  const isSame = owner !== null && foreign.status === owner.status && all.status === foreign.status;
  if (inherited && isSame && !isOwnFault(run, all)) return inherited;
  return { result: all, inheritedFrom: null };
}

/** An own chain stands beside a foreign trail that delivers nowhere: then the own chain is the one to mend. */
function isOwnFault(run: Run, result: Result): boolean {
  const hasForeignGroup = feedsIn(run.chain, 'foreign').some((it) => it.groupArn !== null);
  const hasOwnGroup = feedsIn(run.chain, 'own').some((it) => it.group !== null);
  return result.status === 'fail' && hasOwnGroup && !hasForeignGroup;
}

function ownerStatus(
  run: Run,
  control: AlarmControlId,
  edition: Edition,
): { accountId: string; status: Status } | null {
  const feeds = feedsIn(run.chain, 'foreign');
  const feed = feeds.find((it) => it.group) ?? feeds.find((it) => it.groupArn) ?? feeds[0];
  if (!feed) return null;
  const accountId = parseArn(feed.groupArn ?? '')?.accountId ?? feed.trail.owner.accountId;
  const owner = run.linked.forAccount(accountId);
  if (!owner || run.linked.world.accounts.get(accountId)?.snapshot == null) return null;
  const result = resultOf(runOf(owner, run.terms), control, edition, 'all', true);
  return result && { accountId, status: result.status };
}

function isMet(status: Status): boolean {
  return status === 'pass' || status === 'warn';
}
