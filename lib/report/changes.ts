import { affectedBy, type CheckGroup } from './check-group.ts';
import type { PreviousReport } from './input.ts';
import type { Finding, ReportModel } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { plural } from './text.ts';

/** What is new, gone or unchanged since the report before, per check. */
export function changesOf(
  previous: PreviousReport,
  groups: readonly CheckGroup[],
  findings: readonly Finding[],
): ReportModel['changes'] {
  const rows = groups.flatMap((group) => {
    const finding = findings.find((it) => it.kind === 'check' && it.checkIds.includes(group.check.id));
    const before = new Set(previous.findings.find((it) => it.checkId === group.check.id)?.accountIds ?? []);
    const now = new Set(affectedBy(group).map((it) => it.account.accountId));
    const joined = [...now].filter((it) => !before.has(it)).length;
    const left = [...before].filter((it) => !now.has(it)).length;
    if (joined + left === 0) return [];
    const parts = [
      joined > 0 ? `${plural(joined, 'account')} newly affected` : '',
      left > 0 ? `${plural(left, 'account')} fixed or no longer seen` : '',
    ];
    const title = finding ? `${finding.id} ${checkName(group.check)}` : checkName(group.check);
    return [{ title, text: parts.filter((it) => it !== '').join(', ') }];
  });
  const intro =
    rows.length === 0
      ? `Nothing changed since report ${previous.version}.`
      : `Compared with report ${previous.version}. Checks without a line are unchanged.`;
  return { intro, rows };
}
