import { CloudTrailClient, DescribeTrailsCommand, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, it } from 'vitest';
import type { CloudInput } from '../document/cloud-document.ts';
import type { Sandbox } from '../sandbox.ts';
import { errorOf, sandboxWith, sessionOptions } from '../testing.ts';

type Fault = NonNullable<NonNullable<CloudInput['accounts']>[number]['faults']>[number];

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function withFaults(...faults: Fault[]) {
  const resources = {
    'eu-north-1': {
      trails: [{ Name: 'main' }],
      logGroups: [{ logGroupName: 'g' }],
      keys: [{ KeyId: 'open' }, { KeyId: 'shut' }],
    },
  };
  sandbox = await sandboxWith({ faults, resources });
  return sessionOptions(sandbox);
}

describe('faults', () => {
  it('deny one action, or one resource', async () => {
    const options = await withFaults(
      { kind: 'deny', action: 'cloudtrail:List*', by: 'scp' },
      { kind: 'deny', action: 'kms:DescribeKey', resource: 'shut', by: 'resource' },
    );
    const trail = new CloudTrailClient(options);
    expect((await errorOf(trail.send(new ListTrailsCommand({})))).message).toContain(
      'service control policy',
    );
    expect((await trail.send(new DescribeTrailsCommand({}))).trailList).toHaveLength(1);
    const kms = new KMSClient(options);
    expect((await kms.send(new DescribeKeyCommand({ KeyId: 'open' }))).KeyMetadata).toBeDefined();
    expect((await errorOf(kms.send(new DescribeKeyCommand({ KeyId: 'shut' })))).message).toContain(
      'resource-based policy',
    );
  });

  it('throttle a number of times, then let through what the SDK tries again', async () => {
    const options = await withFaults({ kind: 'throttle', action: 'cloudtrail:*', times: 2 });
    sandbox.resetCalls();
    const answer = await new CloudTrailClient({ ...options, maxAttempts: 3 }).send(new ListTrailsCommand({}));
    expect(answer.$metadata.attempts).toBe(3);
    expect(sandbox.calls()).toMatchObject({ total: 3, throttled: 2, byService: { cloudtrail: 3 } });
  });

  it('throttle each protocol in its own words', async () => {
    const options = await withFaults({ kind: 'throttle' });
    expect((await errorOf(new EC2Client(options).send(new DescribeVpcsCommand({})))).name).toBe(
      'RequestLimitExceeded',
    );
    expect((await errorOf(new SNSClient(options).send(new ListTopicsCommand({})))).name).toMatch(/^Thrott/);
    expect((await errorOf(new CloudTrailClient(options).send(new ListTrailsCommand({})))).name).toBe(
      'ThrottlingException',
    );
  });

  it('strike AssumeRole only when they name it', async () => {
    const options = await withFaults({ kind: 'deny' });
    expect((await errorOf(new SNSClient(options).send(new ListTopicsCommand({})))).status).toBe(403);
    await sandbox.close();
    expect(await errorOf(withFaults({ kind: 'throttle', action: 'sts:AssumeRole' }))).toMatchObject({
      name: 'Throttling',
    });
  });

  it('answer 500 with a page, reset the connection, hang, dawdle, know no such operation', async () => {
    const options = await withFaults(
      { kind: 'server-error', action: 'sns:ListTopics' },
      { kind: 'reset', action: 'ec2:DescribeVpcs' },
      { kind: 'timeout', action: 'cloudtrail:ListTrails' },
      { kind: 'slow', action: 'cloudtrail:DescribeTrails', delayMs: 120 },
      { kind: 'unknown-operation', action: 'logs:DescribeLogGroups' },
    );
    expect((await errorOf(new SNSClient(options).send(new ListTopicsCommand({})))).status).toBe(500);
    expect((await errorOf(new EC2Client(options).send(new DescribeVpcsCommand({})))).message).toMatch(
      /hang up|ECONNRESET/,
    );
    const trail = new CloudTrailClient(options);
    const aborted = errorOf(trail.send(new ListTrailsCommand({}), { abortSignal: AbortSignal.timeout(150) }));
    expect((await aborted).name).toBe('AbortError');
    const started = performance.now();
    await trail.send(new DescribeTrailsCommand({}));
    expect(performance.now() - started).toBeGreaterThan(110);
    const logs = new CloudWatchLogsClient(options);
    expect((await errorOf(logs.send(new DescribeLogGroupsCommand({})))).name).toBe(
      'UnknownOperationException',
    );
  });

  it('leave out what emulators leave out', async () => {
    const options = await withFaults({ kind: 'sparse', action: 'logs:*' });
    const { logGroups } = await new CloudWatchLogsClient(options).send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.[0]).toHaveProperty('logGroupName');
    expect(logGroups?.[0]).not.toHaveProperty('logGroupClass');
  });
});
