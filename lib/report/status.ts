import type { PreviousReport, ReportAccount } from './input.ts';
import type { Finding } from './model.ts';

/** Whether the finding is new, and how many accounts joined it, since the report before. */
export function statusOf(
  key: string,
  affected: readonly Pick<ReportAccount, 'accountId'>[],
  previous: PreviousReport | null,
): Finding['status'] {
  if (!previous) return { word: 'Open', detail: '' };
  const before = previous.findings.find((it) => it.checkId === key);
  if (!before) return { word: 'Open', detail: `New since report ${previous.version}` };
  const known = new Set(before.accountIds);
  const joined = affected.filter((it) => !known.has(it.accountId)).length;
  const now = new Set(affected.map((it) => it.accountId));
  const left = before.accountIds.filter((it) => !now.has(it)).length;
  if (joined + left === 0) return { word: 'Open', detail: `Unchanged since report ${previous.version}` };
  return { word: 'Open', detail: `${joined} new, ${left} fixed since report ${previous.version}` };
}
