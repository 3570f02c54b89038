import { formatDay } from '#lib/format.ts';
import type { AccountListRow } from '#lib/queries/accounts.ts';

/** Why an account needs attention, in a sentence for a list; its own page says the whole of it. */
export function whyWords(row: AccountListRow): string {
  if (row.status !== 'unreachable' || row.lastError?.code !== 'role-refused') return row.why?.text ?? '';
  const since = row.unreachableSince ? ` since ${formatDay(row.unreachableSince)}` : '';
  const judged = row.lastReadAt
    ? 'What was judged before is not counted.'
    : 'Nothing here has been judged yet.';
  return `Role refused${since}. ${judged}`;
}
