import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmControlIds } from '#lib/alarm-controls/control-ids.ts';
import { chainLinks } from '#lib/posture/alarm-detail.ts';
import { Verdict, type VerdictStatus } from '#lib/posture/verdict.ts';
import type { Judgement } from '../check.ts';
import { linkAccount } from '../link.ts';
import type { Gap, TopicName, Topics } from '../snapshot.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import {
  alarm,
  classic,
  composite,
  eventRule,
  gap,
  logGroup,
  me,
  metricFilter,
  now,
  prescribed,
  region,
  snapshot,
  topic,
  topicArn,
  trail,
  world,
} from './testing/literals.ts';

function judge(
  topics: Partial<Topics>,
  gaps: Gap[] = [],
  control: (typeof alarmControlIds)[number] = 'security-group-changes',
): Judgement {
  return judgeAlarmControl(linkAccount(world(snapshot(topics, gaps)), me), control, { now, edition: '7.0' });
}

const sg = prescribed('security-group-changes');
const brokenTrails = fc.constantFrom(
  trail({ name: 'stopped', isLogging: false }),
  trail({ name: 'reads', selectors: classic({ readWriteType: 'ReadOnly' }) }),
  trail({ name: 'nowhere', logGroupArn: null }),
  trail({ name: 'one-region', isMultiRegion: false }),
  trail({ name: 'failing', error: 'AccessDenied' }),
);
const brokenFilters = fc.constantFrom(
  metricFilter({ name: 'invalid', pattern: '{' }),
  metricFilter({ name: 'deaf', metric: 'Deaf' }),
  metricFilter({ name: 'nil', metric: 'Nil', value: '0' }),
  metricFilter({ name: 'noisy', metric: 'Count', pattern: '' }),
  metricFilter({ name: 'half', metric: 'Half', pattern: '{ $.eventName = CreateSecurityGroup }' }),
);
const brokenAlarms = fc.constantFrom(
  alarm({ name: 'high', threshold: 1000 }),
  alarm({ name: 'off', isActionsEnabled: false }),
  alarm({ name: 'mute', alarmActions: [] }),
  alarm({ name: 'gone', alarmActions: [`${topicArn}-gone`] }),
  alarm({ name: 'stuck', state: 'ALARM' }),
  alarm({ name: 'slow', evaluationPeriods: 5 }),
);

describe('a whole chain', () => {
  it('stays a pass whatever broken trail, filter or alarm stands beside it', () => {
    const beside = fc.record({
      trails: fc.array(brokenTrails),
      filters: fc.array(brokenFilters),
      alarms: fc.array(brokenAlarms),
    });
    fc.assert(
      fc.property(beside, fc.boolean(), ({ trails, filters, alarms }, isFirst) => {
        const mixed = <T>(good: T, bad: T[]): T[] => (isFirst ? [good, ...bad] : [...bad, good]);
        const judgement = judge({
          'cloudtrail.trails': mixed(trail(), trails),
          'logs.metric-filters': mixed(metricFilter(), filters),
          'cloudwatch.alarms': mixed(alarm(), alarms),
          'sns.topics': [topic(), topic({ arn: `${topicArn}-gone`, exists: false })],
        });
        return judgement.verdict === 'pass';
      }),
      { numRuns: 60 },
    );
  });
});

const topicsOfChain: [TopicName, string, string | null][] = [
  ['cloudtrail.trails', 'cloudtrail:DescribeTrails', null],
  ['logs.groups', 'logs:DescribeLogGroups', logGroup().arn],
  ['logs.metric-filters', 'logs:DescribeMetricFilters', logGroup().arn],
  ['cloudwatch.alarms', 'cloudwatch:DescribeAlarms', null],
  ['sns.topics', 'sns:GetTopicAttributes', topicArn],
];

describe('gaps', () => {
  it('never make a pass or a fail out of what was not read', () => {
    fc.assert(
      fc.property(fc.subarray(topicsOfChain, { minLength: 1 }), (unread) => {
        const without = Object.fromEntries(unread.map(([name]) => [name, undefined]));
        const gaps = unread.map(([name, api, resource]) => gap(name, api, { resource }));
        const facts = { ...snapshot().topics, ...without };
        const topics = Object.fromEntries(Object.entries(facts).filter(([, it]) => it !== undefined));
        const all = world({ ...snapshot(), topics, gaps });
        const judgement = judgeAlarmControl(linkAccount(all, me), 'security-group-changes', {
          now,
          edition: '7.0',
        });
        return judgement.verdict === 'unknown' && judgement.missing[0]?.action !== undefined;
      }),
    );
  });

  it('leave a witness its pass, and open what absence alone would fail', () => {
    fc.assert(
      fc.property(fc.subarray(topicsOfChain), fc.boolean(), (open, isWhole) => {
        const gaps = open.map(([name, api, resource]) => gap(name, api, { resource }));
        const listsOpen = open.some(([name]) => name !== 'sns.topics' && name !== 'logs.groups');
        const judgement = judge(isWhole ? {} : { 'logs.metric-filters': [] }, gaps);
        const isFilterOpen = open.some(
          ([name]) => name === 'cloudtrail.trails' || name === 'logs.metric-filters',
        );
        const expected: VerdictStatus = isWhole ? 'pass' : isFilterOpen ? 'unknown' : 'fail';
        return judgement.verdict === expected && (isWhole || listsOpen || judgement.verdict === 'fail');
      }),
    );
  });
});

describe('hostile input', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('', '{', '[]', 'arn:aws', ':::::::', '{"Statement":[{}]}', 'ALARM("', sg),
  );
  const hostile = fc.record({
    pattern: text,
    policy: text,
    rule: text,
    action: text,
    groupArn: text,
    criteria: text,
    expression: text,
    eventPattern: text,
    kms: text,
    value: text,
    statistic: text,
    since: text,
  });

  it('never throws, and always gives one whole verdict for each control', () => {
    fc.assert(
      fc.property(hostile, (it) => {
        const math = alarm({
          name: 'math',
          metric: null,
          queries: [
            { id: 'e', expression: it.expression, metric: null, returnsData: true },
            { id: 'm', expression: null, metric: alarm().metric, returnsData: false },
          ],
        });
        const topics: Partial<Topics> = {
          'cloudtrail.trails': [trail(), trail({ name: it.value, logGroupArn: it.groupArn })],
          'logs.metric-filters': [
            metricFilter({ pattern: it.pattern, value: it.value }),
            metricFilter({ name: it.value, fieldSelectionCriteria: it.criteria, dims: { x: it.expression } }),
          ],
          'cloudwatch.alarms': [
            math,
            alarm({ alarmActions: [it.action, topicArn], stateSince: it.since, state: 'ALARM' }),
            alarm({ statistic: it.statistic, dims: { x: it.value } }),
          ],
          'cloudwatch.composite-alarms': [composite({ rule: it.rule, actionsSuppressor: it.value })],
          'sns.topics': [topic({ policy: it.policy, kmsKeyId: it.kms })],
          'events.rules': [
            eventRule({ pattern: it.eventPattern, targets: [{ id: '1', arn: it.action }] }),
            eventRule({ region, name: 'ok' }),
          ],
        };
        const linked = linkAccount(world(snapshot(topics)), me);
        for (const control of alarmControlIds) {
          const judgement = judgeAlarmControl(linked, control, { now, edition: '7.0' });
          const parsed = Verdict.safeParse({ ...judgement, checkId: `alarm-${control}`, severity: 'high' });
          expect(parsed.error).toBeUndefined();
          const links = judgement.alarm?.stations.map((at) => at.link) ?? chainLinks;
          expect(links).toEqual([...chainLinks]);
          expect(judgement.reason).not.toBe('');
        }
      }),
      { numRuns: 60 },
    );
  });
});
