import { z } from 'zod';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import type { Environment } from '#lib/db/generated/enums.ts';
import { compareNumbers, isListed, type ListedFramework } from '#lib/frameworks/listed-frameworks.ts';
import { type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { accountsByRequirement, type RequirementVerdicts } from './frameworks/accounts-by-requirement.ts';
import {
  type Assessment,
  assessmentOf,
  checkIdsOf,
  cisEditionOf,
  publishedMappings,
} from './frameworks/mappings.ts';
import {
  findingsSql,
  type JudgedState,
  ownersSql,
  rankSql,
  stateAt,
  states,
} from './frameworks/verdict-sql.ts';
import type { RequirementCheck } from './frameworks.ts';
import { listOf, PageNumber, Word } from './paging.ts';

export const RequirementFilter = z.object({
  q: Word,
  /** Accounts whose worst verdict is one of these. */
  verdict: listOf(verdictStatuses),
  page: PageNumber,
});
export type RequirementFilter = z.infer<typeof RequirementFilter>;

interface RequirementAccount {
  /** Row id. */
  id: string;
  accountId: string;
  name: string;
  environment: Environment;
  isInternetExposed: boolean;
  worst: JudgedState;
  /** One per check, in the order of the requirement's checks; null: never judged. */
  verdicts: (JudgedState | null)[];
  /** What the gravest verdict says. */
  reason: string;
  /** False where that sentence was written for another edition than the one shown. */
  isReasonOfEdition: boolean;
}

export interface RequirementPage extends RequirementVerdicts {
  framework: ListedFramework;
  edition: string;
  number: string;
  assessment: Assessment | null;
  checks: RequirementCheck[];
  /** Gravest first. */
  accounts: RequirementAccount[];
  /** Accounts the filter leaves. */
  total: number;
  page: number;
  pageSize: number;
}

const pageSize = 50;

interface AccountRow {
  id: string;
  account_id: string;
  name: string;
  environment: Environment;
  is_internet_exposed: boolean;
  verdicts: { check: string; rank: number; reason: string; stored: boolean }[];
  total: number;
}

/** null: no such requirement in that framework and edition. */
export async function getRequirement(
  viewer: Viewer,
  of: { framework: string; edition: string; number: string },
  { q, verdict, page }: RequirementFilter,
): Promise<RequirementPage | null> {
  const { framework, edition, number } = of;
  if (!isListed(framework)) return null;
  const mappings = (await publishedMappings(framework)).filter(
    (it) => it.edition === edition && it.number === number,
  );
  if (mappings.length === 0) return null;
  const { workspaceId } = viewer;
  const checkIds = checkIdsOf(mappings);
  const judgedBy = cisEditionOf(framework, edition);
  const ranks = verdict.length === 0 ? null : ranksOf(verdict);
  const text = q ? `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  const rank = rankSql(Prisma.sql`${judgedBy}::text`);
  const [verdicts, rows, checks] = await Promise.all([
    accountsByRequirement(workspaceId, judgedBy, [checkIds]),
    db().$queryRaw<AccountRow[]>`
      WITH owner AS MATERIALIZED (${ownersSql(workspaceId)}
      ), judged AS (
        SELECT f.account_id, f.check_id, f.reason, ${rank} AS rank,
          COALESCE(f.editions ->> ${judgedBy}::text, f.verdict::text) = f.verdict::text AS stored
        FROM ${findingsSql}
        WHERE f.workspace_id = ${workspaceId}::uuid AND f.check_id = ANY(${checkIds}::text[])
      ), per_account AS (
        SELECT account_id, max(rank) AS worst,
          jsonb_agg(jsonb_build_object('check', check_id, 'rank', rank, 'reason', reason, 'stored', stored)
            ORDER BY rank DESC, array_position(${checkIds}::text[], check_id)) AS verdicts
        FROM judged GROUP BY account_id
      )
      SELECT a.id, a.account_id, a.name, a.environment::text, a.is_internet_exposed, p.verdicts,
        count(*) OVER ()::int AS total
      FROM per_account p JOIN account a ON a.id = p.account_id
      WHERE (${ranks}::int[] IS NULL OR p.worst = ANY(${ranks}::int[]))
        AND (${text}::text IS NULL OR a.name ILIKE ${text} OR a.account_id LIKE ${text})
      ORDER BY p.worst DESC, a.environment = 'production' DESC, a.is_internet_exposed DESC, a.name, a.id
      LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    db().check.findMany({
      where: { id: { in: checkIds } },
      select: { id: true, title: true, severity: true },
      orderBy: { position: 'asc' },
    }),
  ]);
  const judged = verdicts.get(checkIds.join());
  if (!judged) return null;
  const own = checks.map(({ id, ...it }): RequirementCheck => ({ checkId: id, ...it }));
  return {
    framework,
    edition,
    number,
    assessment: assessmentOf(mappings),
    checks: own,
    ...judged,
    accounts: rows.map((it) => accountOf(it, own)),
    total: rows[0]?.total ?? 0,
    page,
    pageSize,
  };
}

/** One line of the export: a requirement, a check of it and an account. */
export interface RequirementVerdict extends JudgedState {
  number: string;
  assessment: Assessment | null;
  checkId: string;
  title: string;
  accountId: string;
  accountName: string;
  reason: string;
  since: Date;
}

const exportBatch = 2000;

/** Every verdict behind a framework page, requirement by requirement; empty for a framework that is not there. */
export async function* eachRequirementVerdict(
  viewer: Viewer,
  { framework, edition }: { framework: string; edition: string },
): AsyncGenerator<RequirementVerdict> {
  if (!isListed(framework)) return;
  const mappings = (await publishedMappings(framework)).filter((it) => it.edition === edition);
  const rank = rankSql(Prisma.sql`${cisEditionOf(framework, edition)}::text`);
  const byNumber = [...Map.groupBy(mappings, (it) => it.number)].sort(([a], [b]) => compareNumbers(a, b));
  for (const [number, rows] of byNumber) {
    const assessment = assessmentOf(rows);
    const ids = checkIdsOf(rows);
    for (let offset = 0; ; offset += exportBatch) {
      const found = await db().$queryRaw<ExportRow[]>`
        WITH owner AS MATERIALIZED (${ownersSql(viewer.workspaceId)})
        SELECT f.check_id, c.title, a.account_id, a.name, ${rank} AS rank, f.reason, f.status_since
        FROM ${findingsSql} JOIN "check" c ON c.id = f.check_id
        WHERE f.workspace_id = ${viewer.workspaceId}::uuid AND f.check_id = ANY(${ids}::text[])
        ORDER BY c.position, a.name, a.id LIMIT ${exportBatch} OFFSET ${offset}`;
      for (const it of found) {
        yield {
          number,
          assessment,
          checkId: it.check_id,
          title: it.title,
          accountId: it.account_id,
          accountName: it.name,
          reason: it.reason,
          since: it.status_since,
          ...stateAt(it.rank),
        };
      }
      if (found.length < exportBatch) break;
    }
  }
}

interface ExportRow {
  check_id: string;
  title: string;
  account_id: string;
  name: string;
  rank: number;
  reason: string;
  status_since: Date;
}

function accountOf(row: AccountRow, checks: readonly RequirementCheck[]): RequirementAccount {
  const [worst] = row.verdicts;
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    environment: row.environment,
    isInternetExposed: row.is_internet_exposed,
    worst: stateAt(worst?.rank ?? states.indexOf('unknown')),
    verdicts: checks.map(({ checkId }) => {
      const found = row.verdicts.find((it) => it.check === checkId);
      return found ? stateAt(found.rank) : null;
    }),
    reason: worst?.reason ?? '',
    isReasonOfEdition: worst?.stored ?? true,
  };
}

function ranksOf(wanted: readonly VerdictStatus[]): number[] {
  return states.flatMap((_state, rank) => (wanted.includes(stateAt(rank).verdict) ? [rank] : []));
}
