import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { AnalyzerRegionFact } from '../facts/services.ts';
import { regionsOpenToExempt } from './open-regions.ts';

const topic = 'access-analyzer.regions';

export const accessAnalyzer: Collector = {
  name: 'IAM Access Analyzer',
  fills: [topic],
  readsWanted: false,
  permissions: [{ action: 'access-analyzer:ListAnalyzers', why: 'Whether each region has an analyzer.' }],

  async collect(session) {
    const read = await inParallel(regionsOpenToExempt(session), 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const AnalyzersAnswer = z.object({ analyzers: promisedItems, nextToken: optionalText });
const Analyzer = z.object({ arn: z.string(), name: optionalText, type: z.string(), status: z.string() });

async function readRegion(session: CollectSession, region: string): Promise<AnalyzerRegionFact | null> {
  const client = session.client(AccessAnalyzerClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'access-analyzer:ListAnalyzers',
    region,
    answer: AnalyzersAnswer,
    send: (nextToken, options) =>
      client.send(new ListAnalyzersCommand(nextToken ? { nextToken } : {}), options),
    next: (page) => page.nextToken,
  });
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  if (!first) return null;
  const analyzers = pages.flatMap((page) =>
    readItems(
      page.value.analyzers,
      Analyzer,
      { topic, source: page.source, nameField: 'arn' },
      session.addGap,
    ).map((it) => ({ ...it, name: it.name ?? it.arn })),
  );
  return { source: first.source, region, analyzers };
}
