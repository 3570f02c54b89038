import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { type Environment, environments } from '#lib/posture/decision-scope.ts';
import { isRowId } from './row-id.ts';

export interface CountedName {
  name: string;
  accounts: number;
}

/** What a report's accounts can be chosen by: a few lists, however many accounts there are. */
export interface ReportChoices {
  all: number;
  environments: { name: Environment; accounts: number }[];
  groups: CountedName[];
  tags: CountedName[];
  /** The account the page was opened for. */
  chosen: { accountId: string; name: string } | null;
}

/** @param accountRowId account the page was opened for; one of another workspace is nobody. */
export async function getReportChoices(viewer: Viewer, accountRowId?: string): Promise<ReportChoices> {
  const { workspaceId } = viewer;
  const where = { workspaceId, status: { not: 'removed' } } as const;
  const [all, byEnvironment, byGroup, tags, chosen] = await Promise.all([
    db().account.count({ where }),
    db().account.groupBy({ by: ['environment'], where, _count: true }),
    db().account.groupBy({ by: ['group'], where: { ...where, group: { not: null } }, _count: true }),
    db().$queryRaw<CountedName[]>`
      SELECT tag AS name, count(DISTINCT a.id)::int AS accounts
      FROM account a CROSS JOIN LATERAL unnest(a.tags) AS tag
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.status <> 'removed' AND tag <> ''
      GROUP BY tag ORDER BY tag`,
    accountRowId !== undefined && isRowId(accountRowId)
      ? db().account.findFirst({
          where: { ...where, id: accountRowId },
          select: { accountId: true, name: true },
        })
      : null,
  ]);
  const inEnvironment = new Map(byEnvironment.map((it) => [it.environment, it._count]));
  return {
    all,
    environments: environments.map((name) => ({ name, accounts: inEnvironment.get(name) ?? 0 })),
    groups: byGroup
      .flatMap(({ group, _count: accounts }) => (group === null ? [] : [{ name: group, accounts }]))
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    tags,
    chosen,
  };
}
