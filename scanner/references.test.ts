import { describe, expect, it } from 'vitest';
import { trailKms } from './checks/trails/trail-kms.ts';
import { openMemoryRecorder } from './memory-recorder.ts';
import { scan } from './scan.ts';
import { roleOf, withSandbox } from './test-support/collected.ts';
import { scanned } from './test-support/judged.ts';

const workload = '111111111111';
const audit = '222222222222';
const keyId = '1d7c1f2e-5a55-4b51-9d5b-0d3f1c9b7a10';
const topicArn = `arn:aws:sns:eu-west-1:${audit}:alerts`;
const cloud = {
  accounts: [
    {
      id: workload,
      name: 'workload',
      resources: {
        'eu-west-1': {
          trails: [
            {
              Name: 'main',
              KmsKeyId: `arn:aws:kms:eu-west-1:${audit}:key/${keyId}`,
              CloudWatchLogsLogGroupArn: 'trail',
            },
          ],
          logGroups: [{ logGroupName: 'trail' }],
          baselines: [{ logGroupName: 'trail', topic: topicArn, controls: ['root-usage'] }],
        },
      },
    },
    {
      id: audit,
      name: 'audit',
      resources: {
        'eu-west-1': {
          topics: [
            { name: 'alerts', person: 'ops@example.com', attributes: { KmsMasterKeyId: 'alias/alerts' } },
          ],
          keys: [{ KeyId: keyId }, { aliases: ['alias/alerts'] }],
        },
      },
    },
  ],
};

describe('what other accounts name', () => {
  it('is read in its owner’s session, in the same scan', async () => {
    const judged = await scanned(cloud, [audit, workload]);
    const { topics, wanted } = judged.snapshot(audit);
    expect(wanted).toEqual([`arn:aws:kms:eu-west-1:${audit}:key/${keyId}`, topicArn]);
    expect(topics['sns.topics']?.map((it) => it.arn)).toEqual([topicArn]);
    expect(topics['kms.keys']).toHaveLength(2);
    expect(judged.verdict(workload, trailKms).verdict).toBe('pass');
  });

  it('is asked for when its owner was not part of the scan', async () => {
    await withSandbox(cloud, async () => {
      const options = {
        edition: '7.0',
        accountsAtOnce: 1,
        timeoutMs: 150_000,
        signal: new AbortController().signal,
        onBug: (where: string, error: unknown) => expect.fail(`${where}: ${String(error)}`),
      };
      const recorder = openMemoryRecorder(() => undefined);
      const asked: string[] = [];
      const watching = {
        ...recorder,
        unreadElsewhere: async (ids: readonly string[]) => void asked.push(...ids),
      };
      const target = (accountId: string) => ({ accountId, name: null, regions: null, ...roleOf(accountId) });
      await scan([target(audit)], watching, options);
      expect(asked).toEqual([]);
      await scan([target(workload)], watching, options);
      expect(asked).toEqual([audit]);
    });
  });
});
