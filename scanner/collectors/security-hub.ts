import { GetEnabledStandardsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { SecurityHubRegionFact } from '../facts/services.ts';
import { openRegions } from './open-regions.ts';

const topic = 'securityhub.regions';

export const securityHub: Collector = {
  name: 'Security Hub',
  fills: [topic],
  readsWanted: false,
  permissions: [
    {
      action: 'securityhub:GetEnabledStandards',
      why: 'Whether Security Hub is on in each region, and which standards it checks.',
    },
  ],

  async collect(session) {
    const read = await inParallel(openRegions(session), 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const StandardsAnswer = z.object({ StandardsSubscriptions: promisedItems, NextToken: optionalText });
const Standard = z.object({ StandardsArn: z.string(), StandardsStatus: optionalText });

/** One call tells both: an account without Security Hub is refused as not subscribed. */
async function readRegion(session: CollectSession, region: string): Promise<SecurityHubRegionFact | null> {
  const client = session.client(SecurityHubClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'securityhub:GetEnabledStandards',
    region,
    answer: StandardsAnswer,
    send: (NextToken, options) =>
      client.send(new GetEnabledStandardsCommand(NextToken ? { NextToken } : {}), options),
    next: (page) => page.NextToken,
  });
  if (failure && isNotSubscribed(failure.code, failure.gap.message)) {
    const source = { api: failure.gap.api, region, at: failure.gap.at };
    return { source, region, isEnabled: false, standards: [] };
  }
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  if (!first) return null;
  const standards = pages.flatMap((page) =>
    readItems(
      page.value.StandardsSubscriptions,
      Standard,
      { topic, source: page.source, nameField: 'StandardsArn' },
      session.addGap,
    ),
  );
  return {
    source: first.source,
    region,
    isEnabled: true,
    standards: standards.map((it) => ({ arn: it.StandardsArn, status: it.StandardsStatus })),
  };
}

function isNotSubscribed(code: string, message: string): boolean {
  return (
    code === 'InvalidAccessException' ||
    (/^(AccessDeniedException|ResourceNotFoundException)$/.test(code) &&
      /not subscribed|is not enabled/i.test(message))
  );
}
