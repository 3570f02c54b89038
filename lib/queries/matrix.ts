import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { Environment } from '#lib/db/generated/enums.ts';
import { type SectionScore, scoreOf } from '#lib/posture/score.ts';
import { type Section, type Severity, type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { type AccountRow, tallyOfRow } from './account-rows.ts';
import { cellsByAccount, type MatrixCell } from './matrix-cells.ts';
import { listOf, Word } from './paging.ts';

export const MatrixFilter = z.object({
  q: Word,
  environment: listOf(Object.values(Environment)),
  group: Word,
  /** Accounts with at least one cell of these. */
  verdict: listOf(verdictStatuses),
  /** CIS edition; absent: the workspace's. */
  edition: Word,
});
export type MatrixFilter = z.infer<typeof MatrixFilter>;

export interface MatrixColumn {
  checkId: string;
  title: string;
  severity: Severity;
  /** Number in the edition shown; null where it has no such control. */
  number: string | null;
  /** Accounts shown where it fails, inherited failures included. */
  failing: number;
}

export interface MatrixRow
  extends Pick<
    AccountRow,
    | 'id'
    | 'accountId'
    | 'name'
    | 'environment'
    | 'group'
    | 'isInternetExposed'
    | 'status'
    | 'score'
    | 'seenShare'
  > {
  /** One per column, in its order; null: never judged. */
  cells: (MatrixCell | null)[];
  /** Other sections than alarms. */
  sections: SectionScore[];
}

export interface Matrix {
  edition: string;
  editions: string[];
  columns: MatrixColumn[];
  /** Ordered by group, then name. */
  rows: MatrixRow[];
  counts: Record<VerdictStatus, number>;
  groups: string[];
  /** Accounts without any filter. */
  all: number;
  /** Sections other than alarms that have checks. */
  sections: Section[];
}

/** Accounts × the alarm controls, and the scores of the other sections. */
export async function getMatrix(viewer: Viewer, filter: MatrixFilter): Promise<Matrix> {
  const { workspaceId } = viewer;
  const [checks, accounts, editions, workspaceEdition] = await Promise.all([
    db().check.findMany({
      where: { section: 'alarms', retiredAt: null },
      select: {
        id: true,
        title: true,
        severity: true,
        mappings: { where: { framework: 'cis-aws-foundations' }, select: { edition: true, number: true } },
      },
      orderBy: { position: 'asc' },
    }),
    db().account.findMany({
      where: { workspaceId, status: { not: 'removed' } },
      select: matrixRowSelect,
      orderBy: [{ group: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }, { id: 'asc' }],
    }),
    db().frameworkMapping.findMany({
      where: { framework: 'cis-aws-foundations' },
      select: { edition: true },
      distinct: ['edition'],
      orderBy: { edition: 'asc' },
    }),
    editionOf(viewer),
  ]);
  const edition = editions.some((it) => it.edition === filter.edition)
    ? (filter.edition ?? '')
    : workspaceEdition;
  const checkIds = checks.map((it) => it.id);
  const cells = await cellsByAccount(workspaceId, checkIds, edition === workspaceEdition ? null : edition);
  const unjudged = checkIds.map(() => null);
  const rows = accounts
    .map(
      ({ tally, ...account }): MatrixRow => ({
        ...account,
        cells: cells.get(account.id) ?? unjudged,
        sections: scoreOf(tallyOfRow(tally)).sections.filter((it) => it.section !== 'alarms'),
      }),
    )
    .filter((row) => matches(row, filter));
  return {
    edition,
    editions: editions.map((it) => it.edition),
    columns: checks.map(({ id, mappings, ...check }, index) => ({
      ...check,
      checkId: id,
      number: mappings.find((it) => it.edition === edition)?.number ?? null,
      failing: rows.filter((row) => isFailing(row.cells[index])).length,
    })),
    rows,
    counts: countsOf(rows),
    groups: [...new Set(accounts.flatMap((it) => it.group ?? []))],
    all: accounts.length,
    sections: [...new Set(rows.flatMap((row) => row.sections.map((it) => it.section)))],
  };
}

const matrixRowSelect = {
  id: true,
  accountId: true,
  name: true,
  environment: true,
  group: true,
  isInternetExposed: true,
  status: true,
  score: true,
  seenShare: true,
  tally: true,
} as const;

async function editionOf(viewer: Viewer): Promise<string> {
  const workspace = await db().workspace.findUnique({
    where: { id: viewer.workspaceId },
    select: { policy: true },
  });
  return z.object({ edition: z.string().default('7.0') }).parse(workspace?.policy ?? {}).edition;
}

function matches(row: MatrixRow, { q, environment, group, verdict }: MatrixFilter): boolean {
  const text = q?.toLowerCase();
  if (text && !row.name.toLowerCase().includes(text) && !row.accountId.includes(text)) return false;
  if (environment.length > 0 && !environment.includes(row.environment)) return false;
  if (group && row.group !== group) return false;
  return verdict.length === 0 || row.cells.some((it) => it !== null && verdict.includes(it.verdict));
}

function isFailing(it: MatrixCell | null | undefined): boolean {
  return !!it && !it.isStale && (it.verdict === 'fail' || it.inheritedVerdict === 'fail');
}

function countsOf(rows: MatrixRow[]): Matrix['counts'] {
  const counts = { pass: 0, warn: 0, fail: 0, inherited: 0, not_applicable: 0, unknown: 0, attested: 0 };
  for (const row of rows) {
    for (const it of row.cells) counts[it === null || it.isStale ? 'unknown' : it.verdict] += 1;
  }
  return counts;
}
