import { z } from 'zod';
import { optionalText, promisedItems, texts } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import type { Gap } from '../snapshot.ts';
import { addListGap } from './access-logs.ts';
import { type Exposed, topic } from './web-acl-of.ts';

const ApisAnswer = z.object({ items: promisedItems, position: optionalText });
const Api = z.object({
  id: z.string(),
  name: optionalText,
  endpointConfiguration: z.object({ types: texts }).nullish(),
});
const StagesAnswer = z.object({ item: promisedItems });
const Stage = z.object({
  stageName: z.string(),
  webAclArn: optionalText,
  accessLogSettings: z.object({ destinationArn: optionalText }).nullish(),
});

/** One answer tells both. */
interface FoundStage {
  exposed: Exposed;
  accessLog: AccessLogFact;
}

/** Stages of the region's REST APIs that are not private. */
export async function exposedStages(session: CollectSession, region: string): Promise<FoundStage[]> {
  const addGap = (gap: Gap) => addListGap(session, gap);
  const { APIGatewayClient, GetRestApisCommand } = await import('@aws-sdk/client-api-gateway');
  const client = session.client(APIGatewayClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'apigateway:GetRestApis',
    region,
    answer: ApisAnswer,
    send: (position, options) =>
      client.send(new GetRestApisCommand({ limit: 500, ...(position && { position }) }), options),
    next: (page) => page.position,
  });
  if (failure) addGap(grantable(failure.gap));
  const apis = pages
    .flatMap((page) =>
      readItems(page.value.items, Api, { topic, source: page.source, nameField: 'id' }, addGap),
    )
    .filter((it) => !it.endpointConfiguration?.types.includes('PRIVATE'));
  const stages = await inParallel(apis, 4, (api) => stagesOf(session, region, api));
  return stages.flat();
}

async function stagesOf(
  session: CollectSession,
  region: string,
  api: z.infer<typeof Api>,
): Promise<FoundStage[]> {
  const addGap = (gap: Gap) => addListGap(session, gap);
  const { APIGatewayClient, GetStagesCommand } = await import('@aws-sdk/client-api-gateway');
  const client = session.client(APIGatewayClient, region);
  const answer = await session.tryAsk({
    topic,
    api: 'apigateway:GetStages',
    region,
    resource: api.id,
    answer: StagesAnswer,
    send: (options) => client.send(new GetStagesCommand({ restApiId: api.id }), options),
  });
  if (!answer.isAnswered) {
    addGap(grantable(answer.gap));
    return [];
  }
  const { source } = answer;
  return readItems(answer.value.item, Stage, { topic, source, nameField: 'stageName' }, addGap).map((it) => {
    const stage = {
      kind: 'rest-api-stage' as const,
      arn: `arn:${session.partition}:apigateway:${region}::/restapis/${api.id}/stages/${it.stageName}`,
      name: `${api.name ?? api.id}/${it.stageName}`,
      region,
    };
    const log = { to: it.accessLogSettings?.destinationArn ?? null, sources: [source] };
    return {
      exposed: { ...stage, source, knownWebAcl: it.webAclArn ?? undefined },
      accessLog: { ...stage, log },
    };
  });
}

/** IAM knows API Gateway's reads as one action. */
export function grantable<Gap extends { kind: string; action?: string }>(gap: Gap): Gap {
  return gap.kind === 'denied' ? { ...gap, action: 'apigateway:GET' } : gap;
}
