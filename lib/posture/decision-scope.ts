import { z } from 'zod';

export const environments = ['production', 'staging', 'development', 'sandbox'] as const;
export const Environment = z.enum(environments);
export type Environment = z.infer<typeof Environment>;

const AccountId = z.string({ error: 'account ids are text of 12 digits, in quotes' }).regex(/^\d{12}$/, {
  error: ({ input }) => `“${String(input)}” is not an account id of 12 digits`,
});

/** Which accounts a decision is about. Lists are kept sorted, so that equal scopes are equal text. */
export const DecisionScope = z.union(
  [
    z.literal('all'),
    z.strictObject({
      environments: z
        .array(Environment)
        .min(1)
        .transform((chosen) => environments.filter((it) => chosen.includes(it))),
    }),
    z.strictObject({
      accounts: z
        .array(AccountId)
        .min(1)
        .transform((chosen) => [...new Set(chosen)].sort()),
    }),
  ],
  { error: 'expected all, { environments: [...] } or { accounts: [...] }' },
);
export type DecisionScope = z.infer<typeof DecisionScope>;

export interface ScopedAccount {
  accountId: string;
  /** null: nobody said, so no decision about an environment covers it. */
  environment: Environment | null;
}

export function isInScope(scope: DecisionScope, { accountId, environment }: ScopedAccount): boolean {
  if (scope === 'all') return true;
  if ('accounts' in scope) return scope.accounts.includes(accountId);
  return environment !== null && scope.environments.includes(environment);
}

/** The narrower of two decisions about one account holds: accounts over environments over all. */
export function narrowness(scope: DecisionScope): number {
  if (scope === 'all') return 0;
  return 'environments' in scope ? 1 : 2;
}

/** Equally narrow, and about an account or environment both name: neither would come before the other. */
export function isSameGround(a: DecisionScope, b: DecisionScope): boolean {
  if (narrowness(a) !== narrowness(b)) return false;
  const named = namesOf(a);
  return a === 'all' || namesOf(b).some((it) => named.includes(it));
}

/** Equal for equal scopes only. */
export function scopeKey(scope: DecisionScope): string {
  return scope === 'all' ? 'all' : namesOf(scope).join(',');
}

/** "all accounts", "development and sandbox accounts", "account 524096731180". */
export function scopeWords(
  scope: DecisionScope,
  nameOf: (accountId: string) => string = String,
  most = 5,
): string {
  if (scope === 'all') return 'all accounts';
  if ('environments' in scope) return `${listed(scope.environments, most)} accounts`;
  const names = listed(
    scope.accounts.map((it) => nameOf(it)),
    most,
  );
  return `${scope.accounts.length === 1 ? 'account' : 'accounts'} ${names}`;
}

function namesOf(scope: DecisionScope): readonly string[] {
  if (scope === 'all') return [];
  return 'environments' in scope ? scope.environments : scope.accounts;
}

function listed(names: readonly string[], most: number): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
