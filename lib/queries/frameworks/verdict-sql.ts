import { Prisma } from '#lib/db/generated/client.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

/**
 * A verdict as one word, by gravity: the worst of an account's checks decides a requirement. `inherited` carries
 * the owner's verdict with it.
 */
export const states = [
  'not_applicable',
  'inherited pass',
  'pass',
  'attested',
  'inherited warn',
  'warn',
  'inherited unknown',
  'unknown',
  'inherited fail',
  'fail',
] as const;
type State = (typeof states)[number];

export interface JudgedState {
  verdict: VerdictStatus;
  /** The owner's, when inherited. */
  inheritedVerdict: VerdictStatus | null;
}

/** @param rank place in `states`. */
export function stateAt(rank: number): JudgedState {
  return judgedStates[states[rank] ?? 'unknown'];
}

const judgedStates: Record<State, JudgedState> = {
  not_applicable: { verdict: 'not_applicable', inheritedVerdict: null },
  'inherited pass': { verdict: 'inherited', inheritedVerdict: 'pass' },
  pass: { verdict: 'pass', inheritedVerdict: null },
  attested: { verdict: 'attested', inheritedVerdict: null },
  'inherited warn': { verdict: 'inherited', inheritedVerdict: 'warn' },
  warn: { verdict: 'warn', inheritedVerdict: null },
  'inherited unknown': { verdict: 'inherited', inheritedVerdict: 'unknown' },
  unknown: { verdict: 'unknown', inheritedVerdict: null },
  'inherited fail': { verdict: 'inherited', inheritedVerdict: 'fail' },
  fail: { verdict: 'fail', inheritedVerdict: null },
};

/**
 * Rank of finding `f` in `states`, by what `edition` (SQL: a text) says where the chain was judged for it, with the
 * owner's finding `o` joined. What could not be read by the newest scan is unknown, as in scores.
 */
export function rankSql(edition: Prisma.Sql): Prisma.Sql {
  const verdict = Prisma.sql`COALESCE(f.editions ->> ${edition}, f.verdict::text)`;
  const owners = Prisma.sql`COALESCE(NULLIF(o.editions ->> ${edition}, 'inherited'), f.inherited_verdict::text)`;
  return Prisma.sql`
    CASE ${verdict}
      WHEN 'not_applicable' THEN 0
      WHEN 'attested' THEN 3
      WHEN 'inherited' THEN
        CASE ${owners} WHEN 'pass' THEN 1 WHEN 'warn' THEN 4 WHEN 'fail' THEN 8 ELSE 6 END
      WHEN 'unknown' THEN 7
      ELSE CASE
        WHEN f.is_stale THEN 7
        WHEN ${verdict} = 'pass' THEN 2
        WHEN ${verdict} = 'warn' THEN 5
        ELSE 9
      END
    END`;
}

/** Findings others inherit from: few, so that finding them first keeps the rest from being joined with itself. */
export function ownersSql(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT a.partition, a.account_id, f.check_id, f.editions
    FROM (
      SELECT DISTINCT inherited_account_id, inherited_check_id FROM finding
      WHERE workspace_id = ${workspaceId}::uuid AND verdict = 'inherited'
    ) it
    JOIN account a ON a.workspace_id = ${workspaceId}::uuid AND a.account_id = it.inherited_account_id
    JOIN finding f ON f.account_id = a.id AND f.check_id = it.inherited_check_id`;
}

/** Findings `f` of accounts `a` that are onboarded, with what each inherits from as `o`; `owner` is `ownersSql`. */
export const findingsSql = Prisma.sql`
  finding f
  JOIN account a ON a.id = f.account_id AND a.workspace_id = f.workspace_id AND a.status <> 'removed'
  LEFT JOIN owner o ON o.partition = a.partition AND o.account_id = f.inherited_account_id
    AND o.check_id = f.inherited_check_id`;
