import { db } from '#lib/db/client.ts';
import { isListed, type ListedFramework } from '#lib/frameworks/listed-frameworks.ts';

export type Assessment = 'automated' | 'manual';

export interface Mapping {
  framework: ListedFramework;
  edition: string;
  number: string;
  checkId: string;
  assessment: string | null;
}

/** Numbers of the published catalogue in frameworks that have a page. */
export async function publishedMappings(framework?: ListedFramework): Promise<Mapping[]> {
  const rows = await db().frameworkMapping.findMany({
    where: { check: { retiredAt: null }, ...(framework && { framework }) },
    select: { framework: true, edition: true, number: true, checkId: true, assessment: true },
    orderBy: { check: { position: 'asc' } },
  });
  return rows.flatMap(({ framework: id, ...it }) => (isListed(id) ? [{ framework: id, ...it }] : []));
}

export function checkIdsOf(rows: readonly Mapping[]): string[] {
  return [...new Set(rows.map((it) => it.checkId))];
}

/** One check assessed by hand makes the requirement so; null where nothing is said. */
export function assessmentOf(rows: readonly Mapping[]): Assessment | null {
  if (rows.some((it) => it.assessment === 'manual')) return 'manual';
  return rows.some((it) => it.assessment === 'automated') ? 'automated' : null;
}

/** The edition as far as alarm verdicts are judged by it: only CIS has editions of its own. */
export function cisEditionOf(framework: ListedFramework, edition: string): string | null {
  return framework === 'cis-aws-foundations' ? edition : null;
}
