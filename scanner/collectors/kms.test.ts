import { describe, expect, it } from 'vitest';
import { collectFrom } from '../test-support/collected.ts';
import { cloudTrail } from './cloudtrail.ts';
import { cloudWatch } from './cloudwatch.ts';
import { kms } from './kms.ts';
import { cloudWatchLogs } from './logs.ts';
import { sns } from './sns.ts';

const accountId = '111111111111';

function collectWith(region: object, role: object = {}) {
  const resources = { 'eu-west-1': region };
  return collectFrom(
    { accounts: [{ id: accountId, name: 'a', regions: ['eu-west-1', 'us-east-1'], resources, role }] },
    accountId,
    { collectors: [cloudTrail, cloudWatchLogs, cloudWatch, sns, kms] },
  );
}
const alarmed = {
  trails: [{ Name: 'main', CloudWatchLogsLogGroupArn: 'trail', KmsKeyId: 'alias/shared' }],
  logGroups: [{ logGroupName: 'trail' }],
  baselines: [{ logGroupName: 'trail', topic: 'security', controls: ['root-usage'] }],
  keys: [{ aliases: ['alias/shared'] }],
};
const encrypted = (KmsMasterKeyId: string) => ({
  ...alarmed,
  topics: [{ name: 'security', person: 'ops@example.com', attributes: { KmsMasterKeyId } }],
});

describe('KMS collector', () => {
  it('reads the state of a trail’s key, and the policy of a topic’s, once each', async () => {
    const { snapshot, asked } = await collectWith(encrypted('alias/shared'));
    const [key, ...others] = snapshot.topics['kms.keys'] ?? [];
    expect(others).toEqual([]);
    expect(key).toMatchObject({ exists: true, manager: 'CUSTOMER', state: 'Enabled' });
    expect(key?.policy).toContain('Statement');
    expect(asked).toMatchObject({ GetKeyPolicy: 1 });
  });

  it('asks nothing about AWS’s own key for topics', async () => {
    const { asked } = await collectWith({
      ...encrypted('alias/aws/sns'),
      trails: [{ Name: 'main', CloudWatchLogsLogGroupArn: 'trail' }],
    });
    expect(asked).not.toHaveProperty('DescribeKey');
  });

  it('tells a key that is gone from one that is unread', async () => {
    const gone = await collectWith({ ...alarmed, keys: [] });
    expect(gone.snapshot.topics['kms.keys']).toMatchObject([{ exists: false }]);
    const unread = await collectWith(alarmed, { deny: ['kms:DescribeKey'] });
    expect(unread.snapshot.topics['kms.keys']).toEqual([]);
    expect(unread.snapshot.gaps).toMatchObject([{ action: 'kms:DescribeKey', isSecondary: false }]);
  });
});
