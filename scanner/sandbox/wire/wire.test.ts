import { CloudWatchClient, DescribeAlarmsCommand, GetAlarmMuteRuleCommand } from '@aws-sdk/client-cloudwatch';
import { AwsJson1_1Protocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { type ClientOptions, errorOf, sandboxWith, sessionOptions } from '../testing.ts';

let sandbox: Sandbox;
let options: ClientOptions;

beforeAll(async () => {
  const metricAlarms = [
    { AlarmName: 'root <usage>', MetricName: 'm', Namespace: 'n', Dimensions: [{ Name: 'a', Value: 'b' }] },
  ];
  sandbox = await sandboxWith({ resources: { 'eu-north-1': { metricAlarms } } });
  options = await sessionOptions(sandbox);
});
afterAll(() => sandbox.close());

describe('a service with several protocols', () => {
  it.each([
    ['JSON', AwsJson1_1Protocol],
    ['query', AwsQueryProtocol],
    ['CBOR', AwsSmithyRpcV2CborProtocol],
  ])('is answered in the one it was asked in: %s', async (_, protocol) => {
    const client = new CloudWatchClient({ ...options, protocol });
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ['root <usage>'] }));
    expect(MetricAlarms?.[0]).toMatchObject({
      AlarmName: 'root <usage>',
      Threshold: 1,
      ActionsEnabled: true,
      Dimensions: [{ Name: 'a', Value: 'b' }],
    });
    expect(MetricAlarms?.[0]?.StateUpdatedTimestamp).toBeInstanceOf(Date);
    const refused = await errorOf(client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'none' })));
    expect(refused.name).toMatch(/ResourceNotFound/);
  });
});

describe('a request', () => {
  it('without a signature, or for an unknown service, is refused', async () => {
    expect((await fetch(sandbox.url)).status).toBe(403);
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/quicksight/aws4_request, SignedHeaders=host, Signature=0';
    const unknown = await fetch(sandbox.url, { headers: { authorization } });
    expect([unknown.status, await unknown.text()]).toEqual([
      404,
      '{"message":"The sandbox does not know the service \\"quicksight\\"."}',
    ]);
  });

  it('for an operation that is not served is counted and refused', async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${options.credentials.accessKeyId}/20260101/eu-north-1/cloudtrail/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = {
      authorization,
      'x-amz-target': 'CloudTrail_20131101.DeleteTrail',
      'content-type': 'application/x-amz-json-1.1',
    };
    const answer = await fetch(sandbox.url, { method: 'POST', headers, body: '{}' });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { __type: 'UnknownOperationException', message: '' },
    ]);
    expect(sandbox.calls().entries).toContainEqual(
      expect.objectContaining({ action: 'DeleteTrail', outcome: 'UnknownOperationException' }),
    );
  });
});
