import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import type { CollectSession } from '../collector.ts';
import type { Gap } from '../snapshot.ts';

const RulesAnswer = z.object({ Rules: promisedItems, NextToken: z.string().nullish() });

type Listed = Awaited<ReturnType<typeof ask>>;

/** Two collectors look at a bus for different rules: its list is asked for once a session. */
const listed = new WeakMap<CollectSession, Map<string, Promise<Listed>>>();

/** Rules of an event bus, all pages; a failure comes back as a gap of the asking topic, not recorded yet. */
export async function listRules(
  session: CollectSession,
  bus: { name: string; region: string },
  asked: Pick<Gap, 'topic' | 'isSecondary'>,
): Promise<Listed> {
  const known = listed.get(session) ?? new Map<string, Promise<Listed>>();
  listed.set(session, known);
  const key = `${bus.region} ${bus.name}`;
  const answer = known.get(key) ?? ask(session, bus, asked);
  known.set(key, answer);
  const { pages, failure } = await answer;
  return { pages, failure: failure && { ...failure, gap: { ...failure.gap, ...asked } } };
}

function ask(
  session: CollectSession,
  bus: { name: string; region: string },
  asked: Pick<Gap, 'topic' | 'isSecondary'>,
) {
  const client = session.client(EventBridgeClient, bus.region);
  return askPages(session, {
    ...asked,
    api: 'events:ListRules',
    region: bus.region,
    answer: RulesAnswer,
    send: (NextToken, options) =>
      client.send(
        new ListRulesCommand({
          ...(bus.name !== 'default' && { EventBusName: bus.name }),
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    next: (page) => page.NextToken,
  });
}
