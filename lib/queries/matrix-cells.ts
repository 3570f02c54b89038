import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';

export interface MatrixCell {
  verdict: VerdictStatus;
  /** The owner's verdict when `verdict` is `inherited`. */
  inheritedVerdict: VerdictStatus | null;
  /** 1–8 when it breaks. */
  firstBrokenLink: number | null;
  isStale: boolean;
}

/**
 * Cells of every onboarded account, one per check in the order given; null: never judged. One line of text an
 * account comes back, not a row a cell: at two thousand accounts that is most of the page's time.
 * @param edition CIS edition to read the verdicts of; null: as they stand, by the workspace's.
 */
export async function cellsByAccount(
  workspaceId: string,
  checkIds: readonly string[],
  edition: string | null,
): Promise<ReadonlyMap<string, (MatrixCell | null)[]>> {
  // Without an edition the index alone answers; `editions` has the row itself read.
  const other = edition === null ? Prisma.sql`NULL` : Prisma.sql`f.editions ->> ${edition}`;
  const rows = await db().$queryRaw<{ account_id: string; cells: string }[]>`
    SELECT f.account_id, string_agg(concat_ws(' ', f.check_id, f.verdict, coalesce(f.inherited_verdict::text, '-'),
      coalesce(f.first_broken_link, 0), CASE WHEN f.is_stale THEN 's' ELSE '-' END, ${other}), ',') AS cells
    FROM finding f
    WHERE f.workspace_id = ${workspaceId}::uuid AND f.check_id = ANY(${[...checkIds]}::text[])
    GROUP BY f.account_id`;
  const places = new Map(checkIds.map((it, index) => [it, index]));
  return new Map(
    rows.map(({ account_id: accountId, cells }) => {
      const line: (MatrixCell | null)[] = checkIds.map(() => null);
      for (const text of cells.split(',')) {
        const [checkId = '', ...parts] = text.split(' ');
        const place = places.get(checkId);
        if (place !== undefined) line[place] = cellOf(parts);
      }
      return [accountId, line] as const;
    }),
  );
}

const verdicts = new Map<string, VerdictStatus>(verdictStatuses.map((it) => [it, it]));

function cellOf([verdict = '', inherited = '', link = '0', stale, other]: string[]): MatrixCell {
  const judged = {
    verdict: verdictOf(verdict),
    inheritedVerdict: inherited === '-' ? null : verdictOf(inherited),
    firstBrokenLink: link === '0' ? null : Number(link),
    isStale: stale === 's',
  };
  return other === undefined || other === verdict ? judged : byEdition(judged, verdictOf(other));
}

/** What another edition than the workspace's says, from what was judged along. */
function byEdition({ verdict, firstBrokenLink, isStale }: MatrixCell, other: VerdictStatus): MatrixCell {
  const isInherited = verdict === 'inherited' && other !== 'not_applicable';
  return {
    verdict: isInherited ? 'inherited' : other,
    inheritedVerdict: isInherited ? other : null,
    firstBrokenLink: other === 'fail' ? firstBrokenLink : null,
    isStale,
  };
}

function verdictOf(text: string): VerdictStatus {
  const verdict = verdicts.get(text);
  if (!verdict) throw new Error(`“${text}” is no verdict`);
  return verdict;
}
