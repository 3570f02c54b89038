import type { Verdict } from '#lib/posture/verdict.ts';

/**
 * What somebody at a terminal can do about accounts this scan was not told of. A verdict only says that they are
 * outside; where there is a web app they are onboarded, here they are named in the same call.
 *
 * @param named accounts of this call: one of them that could not be read has its own error
 */
export function whatToName(
  { verdict, missing }: Pick<Verdict, 'verdict' | 'missing'>,
  named: ReadonlySet<string | null>,
): string | null {
  if (verdict !== 'unknown') return null;
  const outside = missing.flatMap(({ accountId: it = '' }) =>
    it === '' || (it && named.has(it)) ? [] : [it],
  );
  if (outside.length === 0) return null;
  const ids = [...new Set(outside.filter((it) => it !== null))];
  return `To see it, name ${rolesOf(ids)} with --role-arn, or role_arn in the --accounts file.`;
}

function rolesOf(ids: readonly string[]): string {
  if (ids.length === 0) return "a role of the owner's account";
  const listed = new Intl.ListFormat('en-GB').format(ids);
  return ids.length === 1 ? `a role of account ${listed}` : `roles of accounts ${listed}`;
}
