import { byName, compareText } from './check-group.ts';
import type { ReportAccount, ReportCheck, ReportInput } from './input.ts';
import type { Cell, Picture } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { capital, day, plural } from './text.ts';

/** More rows than this cannot be told apart on a page: the picture becomes one stacked column per control. */
const mostRows = 80;

/** The reader's own matrix: accounts by alarm controls. */
export function pictureOf(input: ReportInput): Picture {
  const alarms = input.checks.filter((it) => it.section === 'alarms');
  const checks = alarms.length > 0 ? alarms : input.checks;
  const rows = input.accounts.map((account) => ({ account, cells: cellsOf(account, checks) }));
  const cells = rows.flatMap((it) => it.cells);
  const failing = cells.filter((it) => it.state === 'fail' && !it.isInherited).length;
  const inheriting = cells.filter((it) => it.state === 'fail' && it.isInherited).length;
  const unknown = cells.filter((it) => it.state === 'unknown').length;
  const kind = rows.length > mostRows ? 'columns' : 'rows';
  const noun = alarms.length > 0 ? 'alarm control' : 'check';
  return {
    kind,
    alt: `${plural(rows.length, 'account')} by ${plural(checks.length, noun)}: ${plural(failing, 'cell fails', 'cells fail')}, ${inheriting} inherit a failure, ${unknown} could not be seen.`,
    caption: captionOf(kind, checks.length, noun, input),
    columns: checks.map((check, index) => ({
      checkId: check.id,
      title: checkName(check),
      counts: countStates(rows.flatMap((it) => it.cells[index] ?? [])),
    })),
    groups: kind === 'rows' ? groupsOf(rows) : [],
  };
}

function captionOf(kind: Picture['kind'], count: number, noun: string, input: ReportInput): string[] {
  const scans = input.scans.length > 0 ? `Scan ${input.scans.at(-1)}, ` : '';
  const red = noun === 'alarm control' ? 'at least one required event reaches nobody' : 'a rule is broken';
  return kind === 'rows'
    ? [
        `Every row is an account, every column one of ${plural(count, noun)}.`,
        `${scans}${day(input.asOf)}. In a red cell ${red}.`,
      ]
    : [
        `Every column is one of ${plural(count, noun)}, its height all ${plural(input.accounts.length, 'account')}.`,
        `${scans}${day(input.asOf)}. In the red part ${red}.`,
      ];
}

function cellsOf(account: ReportAccount, checks: readonly ReportCheck[]): Cell[] {
  const byCheck = new Map(account.verdicts.map((it) => [it.checkId, it]));
  return checks.map((check): Cell => {
    const verdict = byCheck.get(check.id);
    if (!verdict) return { state: 'unknown', isInherited: false };
    if (verdict.verdict !== 'inherited') return { state: verdict.verdict, isInherited: false };
    return { state: verdict.inheritedFrom?.verdict ?? 'unknown', isInherited: true };
  });
}

function countStates(cells: readonly Cell[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const cell of cells) {
    const key = cell.isInherited ? `inherited-${cell.state}` : cell.state;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function groupsOf(rows: readonly { account: ReportAccount; cells: Cell[] }[]): Picture['groups'] {
  const groups = Map.groupBy(rows, (it) => it.account.group ?? capital(it.account.environment));
  return [...groups]
    .sort(([one, a], [other, b]) => ownCells(b) - ownCells(a) || compareText(one, other))
    .map(([name, list]) => ({
      name,
      rows: list
        .toSorted((one, other) => ownCells([other]) - ownCells([one]) || byName(one.account, other.account))
        .map((it) => ({ accountId: it.account.accountId, name: it.account.name, cells: it.cells })),
    }));
}

/** Owners above those who inherit from them, as the arrow in the matrix points. */
function ownCells(rows: readonly { cells: readonly Cell[] }[]): number {
  const cells = rows.flatMap((it) => it.cells).filter((it) => it.state !== 'not_applicable');
  return cells.length === 0
    ? 0
    : cells.filter((it) => !it.isInherited && it.state !== 'unknown').length / cells.length;
}
