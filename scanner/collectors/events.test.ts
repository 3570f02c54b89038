import { describe, expect, it } from 'vitest';
import { collectFrom } from '../test-support/collected.ts';
import { cloudTrail } from './cloudtrail.ts';
import { eventBridge } from './events.ts';
import { sns } from './sns.ts';

const accountId = '111111111111';
const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];
const trails = [{ Name: 'main' }];
const EventPattern = {
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventName: ['DeleteTrail'] },
};
const topics = [{ name: 'security', person: 'ops@example.com' }];
const rule = {
  Name: 'trail-changes',
  EventPattern,
  targets: [{ Id: 'sns', Arn: `arn:aws:sns:us-east-1:${accountId}:security` }],
};

function collectWith(resources: Record<string, object>, role: object = {}) {
  const account = { id: accountId, name: 'a', regions, resources, role };
  return collectFrom({ accounts: [account] }, accountId, { collectors: [cloudTrail, eventBridge, sns] });
}

describe('EventBridge collector', () => {
  it('asks the first regions only while they hold no rule on CloudTrail’s events', async () => {
    const scheduled = { Name: 'nightly', ScheduleExpression: 'rate(1 day)' };
    const { snapshot, asked } = await collectWith({ 'eu-west-1': { trails, rules: [scheduled] } });
    expect(snapshot.topics['events.rules']).toEqual([]);
    expect(asked).toMatchObject({ ListRules: 2 });
    expect(asked).not.toHaveProperty('ListTargetsByRule');
  });

  it('asks every region once one does, and reads the topic it tells', async () => {
    const { snapshot, asked } = await collectWith({
      'eu-west-1': { trails },
      'us-east-1': { rules: [rule], topics },
    });
    expect(snapshot.topics['events.rules']).toMatchObject([
      { name: 'trail-changes', region: 'us-east-1', state: 'ENABLED', targets: [{ id: 'sns' }] },
    ]);
    expect(asked).toMatchObject({ ListRules: 3, ListTargetsByRule: 1 });
    expect(snapshot.topics['sns.topics']).toHaveLength(1);
  });

  it('asks nothing in an account without a trail, and is secondary otherwise', async () => {
    const bare = await collectWith({ 'us-east-1': { rules: [rule], topics } });
    expect(bare.asked).not.toHaveProperty('ListRules');
    const denied = await collectWith({ 'eu-west-1': { trails } }, { deny: ['events:*'] });
    expect(denied.snapshot.gaps.every((it) => it.isSecondary)).toBe(true);
  });
});
