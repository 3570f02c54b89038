import { Environment, scopeWords } from '#lib/posture/decision-scope.ts';
import { accountsDecided, isStanding } from '#lib/posture/workspace-policy.ts';
import type { ReportAccount, ReportInput } from './input.ts';
import type { DecisionRow, ReportModel } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { capital, day, plural } from './text.ts';

const intro =
  'Services that cost money, or have a substitute, and that the client reviewed and does not require, everywhere or in some accounts. They stand outside the score while the decision holds; then they are judged again. Where two decisions are about one account, the narrower holds.';

/** What the client decided against, with who answers for it, why, at what cost and until when. */
export function decisionsOf(input: ReportInput): ReportModel['decisions'] {
  const asOf = new Date(input.asOf);
  const nameOf = (id: string) => {
    const account = input.accounts.find((it) => it.accountId === id);
    return account ? `${account.name} (${id})` : id;
  };
  const accounts = input.accounts.map((account) => ({ account, ...scoped(account) }));
  const decidedBy = new Map(
    [...new Set(input.decisions.map((it) => it.checkId))].map((it) => [
      it,
      accountsDecided(input.decisions, it, accounts, asOf),
    ]),
  );
  const rows = input.decisions.flatMap((it): DecisionRow[] => {
    const check = input.checks.find((known) => known.id === it.checkId);
    if (!check) return [];
    const stands = isStanding(it, asOf);
    const decided = decidedBy.get(it.checkId)?.get(it) ?? [];
    const spared = decided.filter(({ account }) =>
      account.verdicts.some((own) => own.checkId === it.checkId && own.verdict === 'not_applicable'),
    ).length;
    return [
      {
        checkId: it.checkId,
        title: checkName(check),
        scope: capital(scopeWords(it.scope, nameOf, Number.POSITIVE_INFINITY)),
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

function scoped({ accountId, environment }: ReportAccount) {
  return { accountId, environment: Environment.safeParse(environment).data ?? null };
}
