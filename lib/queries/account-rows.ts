import type { AccountStatus, Environment } from '#lib/db/generated/enums.ts';
import type { AccountModel } from '#lib/db/generated/models.ts';
import { AccountError } from '#lib/posture/account-error.ts';
import { type EvidenceShares, emptyTally, PostureTally, scoreOf } from '#lib/posture/score.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

/** An account as lists show it. */
export interface AccountRow {
  /** Row id, for links. */
  id: string;
  /** AWS's twelve digits. */
  accountId: string;
  partition: string;
  name: string;
  environment: Environment;
  owner: string | null;
  group: string | null;
  isInternetExposed: boolean;
  status: AccountStatus;
  /** 0–100; null when nothing could be judged. */
  score: number | null;
  /** 0–1; null before the first scan. */
  seenShare: number | null;
  shares: EvidenceShares;
  counts: Record<VerdictStatus, number>;
  /** Points since the scan before; null when there is nothing to compare. */
  change: number | null;
  /** When the verdicts shown were read. */
  lastReadAt: Date | null;
  lastError: AccountError | null;
  unreachableSince: Date | null;
}

export const accountRowSelect = {
  id: true,
  accountId: true,
  partition: true,
  name: true,
  environment: true,
  owner: true,
  group: true,
  isInternetExposed: true,
  status: true,
  tally: true,
  score: true,
  seenShare: true,
  previousScore: true,
  lastReadAt: true,
  lastError: true,
  unreachableSince: true,
} as const;

type Selected = Pick<AccountModel, keyof typeof accountRowSelect>;

export function accountRow(row: Selected): AccountRow {
  const { shares, counts } = scoreOf(tallyOfRow(row.tally));
  return {
    id: row.id,
    accountId: row.accountId,
    partition: row.partition,
    name: row.name,
    environment: row.environment,
    owner: row.owner,
    group: row.group,
    isInternetExposed: row.isInternetExposed,
    status: row.status,
    score: row.score,
    seenShare: row.seenShare,
    shares,
    counts,
    change: row.score === null || row.previousScore === null ? null : row.score - row.previousScore,
    lastReadAt: row.lastReadAt,
    lastError: row.lastError === null ? null : AccountError.parse(row.lastError),
    unreachableSince: row.unreachableSince,
  };
}

export function tallyOfRow(tally: unknown): PostureTally {
  return tally === null ? emptyTally() : PostureTally.parse(tally);
}
