import type { CollectSession } from '../collector.ts';
import { logGroupArnOf, parseArn } from '../link/arn.ts';

export interface LogGroupRef {
  arn: string;
  name: string;
  region: string;
}

/** Log groups of this account that a trail delivers to: its own trails', and those other accounts' trails name. */
export function trailLogGroups(
  session: Pick<CollectSession, 'accountId' | 'known' | 'wanted'>,
): LogGroupRef[] {
  const named = (session.known['cloudtrail.trails'] ?? []).flatMap((it) =>
    it.logGroupArn ? [it.logGroupArn] : [],
  );
  const arns = new Set([...named, ...session.wanted].map(logGroupArnOf));
  return [...arns].sort().flatMap((arn) => {
    const parsed = parseArn(arn);
    const isOwn = parsed?.service === 'logs' && parsed.accountId === session.accountId;
    if (!isOwn || !parsed.resource.startsWith('log-group:')) return [];
    return [{ arn, name: parsed.resource.slice('log-group:'.length), region: parsed.region }];
  });
}

/**
 * Regions whose alarms can matter: where a log group of this account is, and where its organization's trail
 * delivers, since an alarm may watch another account's metric in its own region.
 */
export function alarmRegions(session: Pick<CollectSession, 'accountId' | 'known' | 'wanted'>): string[] {
  const own = trailLogGroups(session).map((it) => it.region);
  const others = (session.known['cloudtrail.trails'] ?? []).flatMap(
    (it) => parseArn(it.logGroupArn ?? '')?.region ?? [],
  );
  return [...new Set([...own, ...others])].sort();
}
