import { isStanding } from '#lib/posture/workspace-policy.ts';
import type { ReportInput } from './input.ts';
import type { DecisionRow, ReportModel } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { day, plural } from './text.ts';

const intro =
  'Services that cost money, or have a substitute, and that the client reviewed and does not require. They stand outside the score while the decision holds; then they are judged again.';

/** What the client decided against, with who answers for it, why, at what cost and until when. */
export function decisionsOf(input: ReportInput): ReportModel['decisions'] {
  const asOf = new Date(input.asOf);
  const rows = input.decisions.flatMap((it): DecisionRow[] => {
    const check = input.checks.find((known) => known.id === it.checkId);
    if (!check) return [];
    const stands = isStanding(it, asOf);
    const spared = input.accounts.filter((account) =>
      account.verdicts.some((own) => own.checkId === it.checkId && own.verdict === 'not_applicable'),
    ).length;
    return [
      {
        checkId: it.checkId,
        title: checkName(check),
        reason: it.reason,
        cost: it.costNote,
        owner: it.owner,
        until: stands ? day(it.expiresAt) : `Ended ${day(it.expiresAt)}, judged again since`,
        accounts: stands ? plural(spared, 'account') : 'None',
      },
    ];
  });
  return rows.length === 0 ? null : { intro, rows };
}
