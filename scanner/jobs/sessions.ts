import { assumeRole, openTraffic, type SignedIn } from '../aws/sign-in.ts';

interface Session {
  signedIn: SignedIn;
  expiresAt: number;
}

/** By account scan, so that what a scan asks later needs no second AssumeRole. Only in this process's memory. */
const sessions = new Map<string, Session>();

/** Well under the hour that AWS gives. */
const lifetimeMs = 40 * 60 * 1000;
const accountBudgetMs = 15 * 60 * 1000;

/**
 * Signs in for one account scan, or goes on with the session it has.
 * @throws SignInError
 */
export async function sessionOf(
  accountScanId: string,
  role: { roleArn: string; externalId: string; nextExternalId: string | null },
  signal: AbortSignal,
): Promise<SignedIn> {
  forgetExpired();
  const known = sessions.get(accountScanId);
  if (known && !known.signedIn.traffic.signal.aborted) return known.signedIn;
  const traffic = openTraffic(AbortSignal.any([signal, AbortSignal.timeout(accountBudgetMs)]));
  const signedIn = await assumeRole(role, traffic);
  sessions.set(accountScanId, { signedIn, expiresAt: Date.now() + lifetimeMs });
  return signedIn;
}

export function forgetSession(accountScanId: string): void {
  sessions.delete(accountScanId);
}

function forgetExpired(): void {
  for (const [id, session] of sessions) if (session.expiresAt < Date.now()) sessions.delete(id);
}
