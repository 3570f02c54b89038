import { z } from 'zod';
import { optionalText, promised, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import type { CollectSession } from '../collector.ts';
import type { InspectorKind } from '../facts/services.ts';
import type { Source } from '../snapshot.ts';

const topic = 'inspector.regions';

/** Whether a region has anything of the kind; the first one found is enough. @returns null when unread. */
export function hasScannable(
  session: CollectSession,
  region: string,
  kind: InspectorKind,
): Promise<{ source: Source; exists: boolean } | null> {
  if (kind === 'ec2') return hasInstances(session, region);
  return kind === 'ecr' ? hasRepositories(session, region) : hasFunctions(session, region);
}

const InstancesAnswer = z.object({
  Reservations: promised(
    z.object({
      Instances: z.array(z.object({ State: z.object({ Name: optionalText }).nullish() })).nullish(),
    }),
  ),
  NextToken: optionalText,
});
const alive = ['pending', 'running', 'stopping', 'stopped'];

async function hasInstances(session: CollectSession, region: string) {
  const { DescribeInstancesCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = session.client(EC2Client, region);
  const exists = (page: z.infer<typeof InstancesAnswer>) =>
    page.Reservations.some((it) =>
      it.Instances?.some((instance) => alive.includes(instance.State?.Name ?? 'running')),
    );
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'ec2:DescribeInstances',
    region,
    answer: InstancesAnswer,
    send: (NextToken, options) =>
      client.send(
        new DescribeInstancesCommand({
          Filters: [{ Name: 'instance-state-name', Values: alive }],
          MaxResults: 100,
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    next: (page) => page.NextToken,
    isEnough: exists,
  });
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  const isFound = pages.some((it) => exists(it.value));
  return first && (isFound || !failure) ? { source: first.source, exists: isFound } : null;
}

const RepositoriesAnswer = z.object({ repositories: promisedItems });

async function hasRepositories(session: CollectSession, region: string) {
  const { DescribeRepositoriesCommand, ECRClient } = await import('@aws-sdk/client-ecr');
  const client = session.client(ECRClient, region);
  const answer = await session.ask({
    topic,
    api: 'ecr:DescribeRepositories',
    region,
    answer: RepositoriesAnswer,
    send: (options) => client.send(new DescribeRepositoriesCommand({ maxResults: 1 }), options),
  });
  if (!answer.isAnswered) return null;
  return { source: answer.source, exists: answer.value.repositories.length > 0 };
}

const FunctionsAnswer = z.object({ Functions: promisedItems });

async function hasFunctions(session: CollectSession, region: string) {
  const { LambdaClient, ListFunctionsCommand } = await import('@aws-sdk/client-lambda');
  const client = session.client(LambdaClient, region);
  const answer = await session.ask({
    topic,
    api: 'lambda:ListFunctions',
    region,
    answer: FunctionsAnswer,
    send: (options) => client.send(new ListFunctionsCommand({ MaxItems: 1 }), options),
  });
  if (!answer.isAnswered) return null;
  return { source: answer.source, exists: answer.value.Functions.length > 0 };
}
