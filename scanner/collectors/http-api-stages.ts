import { z } from 'zod';
import { optionalText, promisedItems } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { readItems } from '../aws/read-items.ts';
import type { CollectSession } from '../collector.ts';
import type { AccessLogFact } from '../facts/logging.ts';
import { accessLogTopic as topic } from './access-logs.ts';
import { grantable } from './rest-api-stages.ts';

const PageOf = z.object({ Items: promisedItems, NextToken: optionalText });
const Api = z.object({ ApiId: z.string(), Name: optionalText, ProtocolType: optionalText });
const Stage = z.object({
  StageName: z.string(),
  AccessLogSettings: z.object({ DestinationArn: optionalText }).nullish(),
});

/** Stages of the region's HTTP and WebSocket APIs, none of which can be private. Their list tells of access logs. */
export async function httpApiStages(session: CollectSession, region: string): Promise<AccessLogFact[]> {
  const { ApiGatewayV2Client, GetApisCommand } = await import('@aws-sdk/client-apigatewayv2');
  const client = session.client(ApiGatewayV2Client, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'apigateway:GetApis',
    region,
    answer: PageOf,
    send: (NextToken, options) => client.send(new GetApisCommand(NextToken ? { NextToken } : {}), options),
    next: (page) => page.NextToken,
  });
  if (failure) session.addGap(grantable(failure.gap));
  const apis = pages.flatMap(({ value, source }) =>
    readItems(value.Items, Api, { topic, source, nameField: 'ApiId' }, session.addGap),
  );
  const stages = await inParallel(apis, 4, (api) => stagesOf(session, region, api));
  return stages.flat();
}

async function stagesOf(
  session: CollectSession,
  region: string,
  { ApiId, Name, ProtocolType }: z.infer<typeof Api>,
): Promise<AccessLogFact[]> {
  const { ApiGatewayV2Client, GetStagesCommand } = await import('@aws-sdk/client-apigatewayv2');
  const client = session.client(ApiGatewayV2Client, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'apigateway:GetStages',
    region,
    resource: ApiId,
    answer: PageOf,
    send: (NextToken, options) =>
      client.send(new GetStagesCommand({ ApiId, ...(NextToken && { NextToken }) }), options),
    next: (page) => page.NextToken,
  });
  if (failure) session.addGap(grantable(failure.gap));
  return pages.flatMap(({ value, source }) =>
    readItems(value.Items, Stage, { topic, source, nameField: 'StageName' }, session.addGap).map((it) => ({
      kind: ProtocolType === 'WEBSOCKET' ? ('websocket-api-stage' as const) : ('http-api-stage' as const),
      arn: `arn:${session.partition}:apigateway:${region}::/apis/${ApiId}/stages/${it.StageName}`,
      name: `${Name ?? ApiId}/${it.StageName}`,
      region,
      log: { to: it.AccessLogSettings?.DestinationArn ?? null, sources: [source] },
    })),
  );
}
