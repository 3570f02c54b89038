import type { Rating } from '#lib/posture/verdict.ts';
import type { ReportAccount } from './input.ts';
import { raisedOneStep } from './rating.ts';
import { plural } from './text.ts';

export interface Likelihood {
  rating: Rating;
  /** Printed reason, null when nothing raised it. */
  raised: string | null;
}

/** A production or internet-exposed account raises the likelihood one step, with the reason. */
export function raisedBy(base: Rating, accounts: readonly ReportAccount[]): Likelihood {
  const reason = exposureReason(accounts);
  if (reason === null || base === 'high') return { rating: base, raised: null };
  return { rating: raisedOneStep(base), raised: `Raised from ${base}: ${reason}.` };
}

/** "3 of the accounts are production, 2 are internet-exposed"; null when none is either. */
export function exposureReason(accounts: readonly ReportAccount[]): string | null {
  const production = accounts.filter((it) => it.environment === 'production');
  const exposed = accounts.filter((it) => it.isInternetExposed);
  const both = production.filter((it) => it.isInternetExposed);
  if (production.length + exposed.length === 0) return null;

  const only = [...new Set([...production, ...exposed])];
  const [single] = only;
  if (only.length === 1 && single)
    return `${single.name} is ${both.length === 1 ? 'production and internet-exposed' : kindOf(single)}`;
  const parts = [
    production.length > 0
      ? `${plural(production.length, 'affected account')} ${production.length === 1 ? 'is' : 'are'} production`
      : '',
    exposed.length > 0 ? `${exposed.length} ${exposed.length === 1 ? 'is' : 'are'} internet-exposed` : '',
  ];
  return parts.filter((it) => it !== '').join(', ');
}

function kindOf(account: ReportAccount): string {
  return account.isInternetExposed ? 'internet-exposed' : 'production';
}
