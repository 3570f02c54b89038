import { once } from 'node:events';
import { createServer } from 'node:http';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { GetBucketLoggingCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { PathStyleS3Client } from '../collectors/s3-clients.ts';
import { optionalText, promisedItems } from './answers.ts';
import { openAsking, type SendOptions } from './ask.ts';
import { makeClient } from './clients.ts';
import { openTraffic } from './sign-in.ts';

let body = '';
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'Content-Type': 'text/html' });
  response.end(body);
});
const { signal } = new AbortController();
const traffic = openTraffic(signal);
const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'x' };
const client: Parameters<typeof openAsking>[0] = (Client, region) =>
  makeClient(Client, region, credentials, traffic);
const asking = openAsking(client, signal, () => undefined);

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${typeof address === 'object' && address?.port}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

function ask<Fact>(answer: z.ZodType<Fact>, send: (options: SendOptions) => Promise<unknown>) {
  return asking.ask({ topic: 'ec2.vpcs', api: 'a:Question', region: 'eu-north-1', answer, send });
}

const page = '<html><head><title>Sign in</title></head><body><h1>Guest network</h1></body></html>';
const vpcs = () => client(EC2Client, 'eu-north-1');
const questions = [
  ['ec2:DescribeVpcs', (it) => vpcs().send(new DescribeVpcsCommand({}), it)],
  [
    's3:GetBucketLogging',
    (it) => client(PathStyleS3Client, 'eu-north-1').send(new GetBucketLoggingCommand({ Bucket: 'b' }), it),
  ],
  [
    's3:GetBucketPublicAccessBlock',
    (it) =>
      client(PathStyleS3Client, 'eu-north-1').send(new GetPublicAccessBlockCommand({ Bucket: 'b' }), it),
  ],
  [
    'sns:ListSubscriptionsByTopic',
    (it) => client(SNSClient, 'eu-north-1').send(new ListSubscriptionsByTopicCommand({ TopicArn: 'x' }), it),
  ],
  [
    'cloudtrail:DescribeTrails',
    (it) => client(CloudTrailClient, 'eu-north-1').send(new DescribeTrailsCommand({}), it),
  ],
] satisfies [string, (options: SendOptions) => Promise<unknown>][];

describe('what is not the service’s answer', () => {
  it.each(questions)('is a gap behind HTTP 200: a page, nothing, blanks: %s', async (_, send) => {
    const decorated = `<?xml version="1.0"?><!-- guest\nnetwork -->\n${page}`;
    for (const foreign of [page, `\n<!DOCTYPE html>${page}`, `\uFEFF${page}`, decorated, '', '  \n']) {
      body = foreign;
      const answer = await ask(z.unknown(), send);
      expect(answer).toMatchObject({
        isAnswered: false,
        gap: {
          kind: 'malformed',
          message: "The answer (HTTP 200) is not in the service's format.",
        },
      });
    }
  });

  it('is a gap where a list that AWS always sends did not come', async () => {
    body = '{}';
    const shape = z.object({ trailList: promisedItems });
    const send = (it: SendOptions) =>
      client(CloudTrailClient, 'eu-north-1').send(new DescribeTrailsCommand({}), it);
    expect(await ask(shape, send)).toMatchObject({
      gap: { kind: 'malformed', message: 'The answer was not understood: it has no trailList.' },
    });
    body = '{"trailList":[]}';
    expect(await ask(shape, send)).toMatchObject({ isAnswered: true, value: { trailList: [] } });
  });

  it('is told from an empty list in XML', async () => {
    const shape = z.object({ Vpcs: promisedItems });
    const send = (it: SendOptions) => vpcs().send(new DescribeVpcsCommand({}), it);
    body = '<DescribeVpcsResponse><requestId>1</requestId><vpcSet/></DescribeVpcsResponse>';
    expect(await ask(shape, send)).toMatchObject({ isAnswered: true, value: { Vpcs: [] } });
    body = '<DescribeVpcsResponse><requestId>1</requestId></DescribeVpcsResponse>';
    expect(await ask(shape, send)).toMatchObject({ isAnswered: false });
  });
});

describe('an answer with a value the SDK cannot read', () => {
  const send = (it: SendOptions) =>
    client(Macie2Client, 'eu-north-1').send(new GetMacieSessionCommand({}), it);

  it('does where the value is not asked for', async () => {
    body = '{"status":"PAUSED","createdAt":"2026-11-20 10:00:00"}';
    const shape = z.object({ status: z.string() });
    expect(await ask(shape, send)).toMatchObject({ isAnswered: true, value: { status: 'PAUSED' } });
  });

  it('does not where what is asked for did not come', async () => {
    body = '{"state":"PAUSED","createdAt":"2026-11-20 10:00:00"}';
    const shape = z.object({ status: z.string(), note: optionalText });
    expect(await ask(shape, send)).toMatchObject({ isAnswered: false });
  });
});
