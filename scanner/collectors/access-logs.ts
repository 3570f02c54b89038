import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import type { Gap, Source } from '../snapshot.ts';
import { readLogDeliveries } from './log-deliveries.ts';
import { topic as exposedTopic } from './web-acl-of.ts';

export const accessLogTopic = 'edge.access-logs';

/** A list that was not read hides what both topics are about. */
export function addListGap(session: Pick<CollectSession, 'addGap'>, gap: Gap): void {
  session.addGap({ ...gap, topic: exposedTopic });
  session.addGap({ ...gap, topic: accessLogTopic });
}

/** What a resource's own service says of its access log. */
export interface OwnLog extends Omit<AccessLogFact, 'log'> {
  /** null: nowhere, or not answered. */
  to: string | null;
  sources: Source[];
  /** Why the service did not say. */
  gaps: Gap[];
}

/** What its own service does not log may be delivered by CloudWatch Logs, whose lists are asked only then. */
export async function withDeliveries(
  session: CollectSession,
  region: string,
  found: readonly OwnLog[],
): Promise<AccessLogFact[]> {
  const open = new Set(found.filter((it) => it.to === null).map((it) => it.arn));
  if (open.size === 0) return found.map(loggedByItself);
  const delivered = await readLogDeliveries(session, accessLogTopic, region, open);
  return found.map((it) => {
    if (it.to !== null) return loggedByItself(it);
    const { to: _, sources, gaps, ...resource } = it;
    const to = delivered.destinations.get(it.arn);
    if (to) return { ...resource, log: { to, sources: delivered.sources } };
    const unread = [...gaps, ...delivered.gaps].map((gap) => ({ ...gap, resource: it.arn }));
    for (const gap of unread) session.addGap(gap);
    if (unread.length > 0) return { ...resource, log: null };
    return { ...resource, log: { to: null, sources: [...sources, ...delivered.sources] } };
  });
}

function loggedByItself(own: OwnLog): AccessLogFact {
  const { to, sources, gaps: _, ...resource } = own;
  return { ...resource, log: { to, sources } };
}
