import type { Linked } from '../../link/linked.ts';
import { missingOf, notAsked } from '../../link/missing.ts';
import { nothingInScope } from '../support/regions.ts';
import { type TrailFinding, unanswered } from './trail-finding.ts';

/** Why it is not known whether trails in each region cover them all; null when the regions are known and read. */
export function openRegions(linked: Linked, inScope: readonly string[]): TrailFinding | null {
  const blank = { verdict: 'unknown' as const, trail: null, evidence: [] };
  if (inScope.length === 0) {
    return { ...blank, reason: nothingInScope, missing: [{ message: nothingInScope }] };
  }
  const neverRead = inScope.filter((it) => !linked.snapshot.regions.includes(it));
  if (neverRead.length > 0) {
    const owner = linked.owner(linked.account.accountId);
    const missing = neverRead.map((it) =>
      missingOf(notAsked('cloudtrail.trails', 'cloudtrail:DescribeTrails', it, linked.snapshot), owner),
    );
    return { ...blank, reason: `No scan has read the trails of ${neverRead.join(', ')} yet.`, missing };
  }
  const unread = linked.snapshot.gaps.find((it) => it.topic === 'account.regions');
  if (!unread) return null;
  const { api, action, region, message } = unread;
  return {
    ...blank,
    reason: `Which regions are enabled could not be read: ${unanswered([unread])}.`,
    missing: [{ ...(action && { action }), region, message: `${api} was not answered: ${message}` }],
  };
}
