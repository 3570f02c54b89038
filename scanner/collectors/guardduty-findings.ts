import { GetFindingsCommand, GuardDutyClient, ListFindingsCommand } from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { optionalText, optionalTime, promised, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { GuardDutyDetectorFact, GuardDutyFindingFact } from '../facts/services.ts';

const topic = 'guardduty.regions';
const pageSize = 50;
const mostPages = 10;

const FindingIdsAnswer = z.object({ FindingIds: promised(z.string()), NextToken: optionalText });

/**
 * Active findings of severity 7 and above. AWS documents `updatedAt` for sorting, not `createdAt`, so no page alone
 * holds the oldest: they are read up to a limit, least recently seen first.
 */
export async function readFindings(
  session: CollectSession,
  region: string,
  detectorId: string,
): Promise<GuardDutyDetectorFact['findings']> {
  const client = session.client(GuardDutyClient, region);
  let pagesAsked = 0;
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'guardduty:ListFindings',
    region,
    resource: detectorId,
    answer: FindingIdsAnswer,
    send: (NextToken, options) => {
      pagesAsked += 1;
      return client.send(
        new ListFindingsCommand({
          DetectorId: detectorId,
          MaxResults: pageSize,
          FindingCriteria: {
            Criterion: { severity: { GreaterThanOrEqual: 7 }, 'service.archived': { Equals: ['false'] } },
          },
          SortCriteria: { AttributeName: 'updatedAt', OrderBy: 'ASC' },
          ...(NextToken && { NextToken }),
        }),
        options,
      );
    },
    next: (page) => page.NextToken,
    isEnough: () => pagesAsked >= mostPages,
  });
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  if (!first) return null;
  const read = await inParallel(pages, 2, async ({ value }) =>
    value.FindingIds.length > 0 ? findingsOf(session, region, detectorId, value.FindingIds) : [],
  );
  const found = read.flatMap((it) => it ?? []);
  const isWhole = !failure && read.every((it) => it !== null);
  if (!isWhole && found.length === 0) return null;
  const hasMore = !isWhole || Boolean(pages.at(-1)?.value.NextToken);
  const sampleCount = found.filter((it) => it.isSample).length;
  const items = found
    .filter((it) => !it.isSample)
    .map((it) => it.fact)
    .sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
  return {
    source: first.source,
    items,
    ...(sampleCount > 0 && { sampleCount }),
    ...(hasMore && { hasMore }),
  };
}

const FindingsAnswer = z.object({ Findings: promisedItems });
const Finding = z.object({
  Id: z.string(),
  AccountId: optionalText,
  Type: z.string(),
  Title: optionalText,
  Severity: z.number(),
  CreatedAt: optionalTime,
  UpdatedAt: optionalTime,
  Service: z.object({ AdditionalInfo: z.object({ Value: optionalText }).nullish() }).nullish(),
});

async function findingsOf(
  session: CollectSession,
  region: string,
  detectorId: string,
  findingIds: string[],
): Promise<{ fact: GuardDutyFindingFact; isSample: boolean }[] | null> {
  const client = session.client(GuardDutyClient, region);
  const found = await session.ask({
    topic,
    api: 'guardduty:GetFindings',
    region,
    resource: detectorId,
    answer: FindingsAnswer,
    send: (options) =>
      client.send(new GetFindingsCommand({ DetectorId: detectorId, FindingIds: findingIds }), options),
  });
  if (!found.isAnswered) return null;
  return readItems(
    found.value.Findings,
    Finding,
    { topic, source: found.source, nameField: 'Id' },
    session.addGap,
  ).map((it) => ({
    fact: {
      id: it.Id,
      accountId: it.AccountId,
      type: it.Type,
      title: it.Title,
      severity: it.Severity,
      createdAt: it.CreatedAt,
      updatedAt: it.UpdatedAt,
    },
    isSample: isSample(it.Service?.AdditionalInfo?.Value ?? null),
  }));
}

/** CreateSampleFindings marks what it makes inside this JSON text. */
function isSample(additionalInfo: string | null): boolean {
  return additionalInfo !== null && /"sample"\s*:\s*true/.test(additionalInfo);
}
