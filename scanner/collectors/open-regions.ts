import type { CollectSession } from '../collector.ts';
import type { Gap, TopicName } from '../snapshot.ts';

/** Regions worth asking: one that refuses every service alike has its gap already. */
export function openRegions(session: Pick<CollectSession, 'regions' | 'known'>): string[] {
  const closed = new Set((session.known['account.closed-regions'] ?? []).map((it) => it.region));
  return session.regions.filter((it) => !closed.has(it));
}

/** The same for services that policies closing regions exempt: Config, KMS and IAM Access Analyzer. */
export function regionsOpenToExempt(session: Pick<CollectSession, 'regions' | 'known'>): string[] {
  const facts = session.known['account.closed-regions'] ?? [];
  const closed = new Set(facts.filter((it) => !it.isExempting).map((it) => it.region));
  return session.regions.filter((it) => !closed.has(it));
}

/** A gap for a field that decides and did not come. */
export function absentField(
  topic: TopicName,
  asked: { api: string; region: string; at: string },
  resource: string | null,
  field: string,
): Gap {
  return {
    topic,
    api: asked.api,
    region: asked.region,
    resource,
    kind: 'absent-field',
    message: `The answer has no ${field}.`,
    at: asked.at,
    isSecondary: false,
  };
}
