import { describe, expect, it } from 'vitest';
import { alarmControls } from '#lib/alarm-controls/controls.ts';
import type { AlarmFix } from '#lib/posture/alarm-detail.ts';
import type { Judgement } from '../../check.ts';
import { linkAccount } from '../../link.ts';
import type { Topics } from '../../snapshot.ts';
import { judgeAlarmControl } from '../judge-alarm-control.ts';
import {
  alarm,
  logGroup,
  me,
  metricFilter,
  now,
  prescribed,
  snapshot,
  topic,
  topicArn,
  trail,
  world,
} from '../testing/literals.ts';

const sg = prescribed('security-group-changes');
const and = (condition: string): string => sg.replace(/^\{(.*)\}$/, `{ ($1) && (${condition}) }`);

function judge(topics: Partial<Topics>, control = alarmControls[9]?.id ?? 'root-usage'): Judgement {
  return judgeAlarmControl(linkAccount(world(snapshot(topics)), me), control, { now, edition: '7.0' });
}

function fixOf(topics: Partial<Topics>): AlarmFix {
  const fix = judge(topics).alarm?.fix;
  if (!fix) throw new Error('No fix was suggested.');
  return fix;
}

/** The pattern a shell would hand to the CLI. */
function patternIn({ cli }: AlarmFix): string {
  const quoted = /--filter-pattern '((?:[^']|'\\'')*)'/.exec(cli)?.[1] ?? '';
  return quoted.replaceAll(`'\\''`, "'");
}

describe('a suggested pattern', () => {
  const blindToUsers = and(
    '$.userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::111122223333:role/ci"',
  );
  it.each([
    ['guards an absent field', blindToUsers, 'NOT EXISTS'],
    [
      'names a missing call',
      sg.replace(/\|\| \(\$\.eventName = DeleteSecurityGroup\)/, ''),
      'DeleteSecurityGroup',
    ],
    [
      'does both',
      blindToUsers.replace('ModifySecurityGroupRules', 'CreateSecurityGroup'),
      'ModifySecurityGroupRules',
    ],
    ['drops a region', and('$.awsRegion = "us-east-1"'), 'ModifySecurityGroupRules'],
    ['drops an identity type', and('$.userIdentity.type = "IAMUser"'), 'ModifySecurityGroupRules'],
    ['is new where no filter is near', '{ $.eventName = ConsoleLogin }', 'ModifySecurityGroupRules'],
  ])('%s, and passes once in place', (_name, pattern, part) => {
    const fix = fixOf({ 'logs.metric-filters': [metricFilter({ pattern })] });
    expect(fix.rejudged).toBe(true);
    const suggested = patternIn(fix);
    expect(suggested).toContain(part);
    expect(judge({ 'logs.metric-filters': [metricFilter({ pattern: suggested })] }).verdict).toBe('pass');
  });

  it('keeps a deliberate exclusion', () => {
    const fix = fixOf({ 'logs.metric-filters': [metricFilter({ pattern: blindToUsers })] });
    expect(patternIn(fix)).toContain('!= "arn:aws:iam::111122223333:role/ci"');
    const mended = judge({ 'logs.metric-filters': [metricFilter({ pattern: patternIn(fix) })] });
    expect(mended.alarm?.exclusions.join()).toContain('role/ci');
  });

  it.each(alarmControls.filter((it) => it.id !== 'organizations-changes').map((it) => [it.id] as const))(
    'is found for %s',
    (control) => {
      const fix = judge({ 'logs.metric-filters': [] }, control).alarm?.fix;
      expect(fix?.rejudged).toBe(true);
    },
  );
});

describe('a fix', () => {
  it.each([
    ['creates the missing alarm', { 'cloudwatch.alarms': [] }, 'put-metric-alarm'],
    [
      'tells a topic that works already',
      {
        'logs.metric-filters': [
          metricFilter(),
          metricFilter({ name: 'x', metric: 'X', pattern: '{ $.eventName = X }' }),
        ],
        'cloudwatch.alarms': [alarm({ name: 'x', metricName: 'X' })],
      },
      topicArn,
    ],
    [
      'lets CloudWatch publish',
      { 'sns.topics': [topic({ policy: { Statement: [] } })] },
      'set-topic-attributes',
    ],
    ['subscribes somebody', { 'sns.topics': [topic({ subscribers: [] })] }, 'aws sns subscribe'],
    ['starts the trail', { 'cloudtrail.trails': [trail({ isLogging: false })] }, 'start-logging'],
    [
      'makes the trail record every region',
      { 'cloudtrail.trails': [trail({ isMultiRegion: false })] },
      'is-multi-region-trail',
    ],
    ['creates a trail', { 'cloudtrail.trails': [] }, 'create-trail'],
    ['lets the trail deliver', { 'cloudtrail.trails': [trail({ logGroupArn: null })] }, 'update-trail'],
    [
      'replaces a log group of the wrong class',
      { 'logs.groups': [logGroup({ logGroupClass: 'DELIVERY' })] },
      'create-log-group',
    ],
    ['lets the filter count', { 'logs.metric-filters': [metricFilter({ value: '0' })] }, 'metricValue=1'],
  ] satisfies [string, Partial<Topics>, string][])('%s', (_name, topics, part) => {
    const fix = fixOf(topics);
    expect(fix.cli).toContain(part);
    for (const text of [fix.summary, fix.terraform, fix.cloudformation, fix.console.join()])
      expect(text).not.toBe('');
  });

  it('quotes hostile names for the shell', () => {
    const name = "x'; rm -rf ~ #$(id)";
    const fix = fixOf({ 'logs.metric-filters': [metricFilter({ name, pattern: and('$.awsRegion = "a"') })] });
    expect(fix.cli).toContain(`--filter-name 'x'\\''; rm -rf ~ #$(id)'`);
  });

  it('keeps what the filter has besides its pattern', () => {
    const filter = metricFilter({
      pattern: and('$.awsRegion = "a"'),
      defaultValue: 0,
      fieldSelectionCriteria: `@aws.account = "${me}"`,
    });
    const { cli } = fixOf({ 'logs.metric-filters': [filter] });
    expect(cli).toContain('"defaultValue":0');
    expect(cli).toContain('--field-selection-criteria');
  });

  it('says what a call replaces', () => {
    const recorded = fixOf({ 'cloudtrail.trails': [trail({ isMultiRegion: false })] });
    expect(recorded.cli).toMatch(/^# put-event-selectors replaces all selectors/m);
    const alarmed = fixOf({ 'cloudwatch.alarms': [alarm({ isActionsEnabled: false })] });
    expect(alarmed.cli).toMatch(/^# put-metric-alarm replaces the whole alarm/m);
    expect(fixOf({ 'cloudwatch.alarms': [] }).cli).not.toContain('replaces');
  });

  it('names the bucket of a trail that is there', () => {
    for (const change of [{ isMultiRegion: false }, { isLogging: false }, { logGroupArn: null }]) {
      const { terraform, cloudformation } = fixOf({ 'cloudtrail.trails': [trail(change)] });
      expect(terraform + cloudformation).not.toContain('{bucketName}');
    }
  });
});
