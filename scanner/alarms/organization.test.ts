import { describe, expect, it } from 'vitest';
import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { Judgement } from '../check.ts';
import { dependants, linkAccount } from '../link.ts';
import type { AccountSnapshot, OrganizationFact, Topics } from '../snapshot.ts';
import type { World } from '../world.ts';
import { judgeAlarmControl } from './judge-alarm-control.ts';
import {
  alarm,
  gap,
  groupArn,
  logGroup,
  logGroupArn,
  me,
  metricFilter,
  now,
  other,
  prescribed,
  region,
  snapshot,
  source,
  topic,
  trail,
  world,
} from './testing/literals.ts';

const central = other;
const centralGroup = logGroupArn(central, 'trail-logs');
const centralTopic = `arn:aws:sns:${region}:${central}:alerts`;
const unread = { status: null, selectors: null };

function inOrganization(managementAccountId: string, delegates: string[] | null = null): OrganizationFact {
  return {
    source: source('organizations:DescribeOrganization'),
    organization: { id: 'o-1', arn: 'arn:aws:organizations::1:organization/o-1', managementAccountId },
    delegatedAdministrators: delegates?.map((accountId) => ({ accountId, servicePrincipals: [] })) ?? null,
  };
}

const organizationTrail = trail({ owner: central, name: 'org-trail', isOrganizationTrail: true });
/** What a member is shown of it. */
const shadow = { ...organizationTrail, ...unread };

function owner(topics: Partial<Topics> = {}): AccountSnapshot {
  return snapshot(
    {
      'organizations.organization': inOrganization(central, []),
      'cloudtrail.trails': [organizationTrail],
      'logs.groups': [logGroup({ arn: centralGroup })],
      'logs.metric-filters': [metricFilter({ logGroupArn: centralGroup })],
      'cloudwatch.alarms': [alarm({ owner: central, alarmActions: [centralTopic] })],
      'sns.topics': [topic({ arn: centralTopic })],
      ...topics,
    },
    [],
    central,
  );
}

function member(topics: Partial<Topics> = {}): AccountSnapshot {
  return snapshot({
    'organizations.organization': inOrganization(central),
    'cloudtrail.trails': [shadow],
    'logs.groups': [],
    'logs.metric-filters': [],
    'cloudwatch.alarms': [],
    'sns.topics': [],
    ...topics,
  });
}

const ownChain: Partial<Topics> = {
  'cloudtrail.trails': [trail(), shadow],
  'logs.groups': [logGroup()],
  'logs.metric-filters': [metricFilter()],
  'cloudwatch.alarms': [alarm()],
  'sns.topics': [topic()],
};

function judge(all: World, control: AlarmControlId = 'security-group-changes', accountId = me): Judgement {
  return judgeAlarmControl(linkAccount(all, accountId), control, { now, edition: '7.0' });
}

function standing(judgement: Judgement): unknown[] {
  const { verdict, inheritedFrom } = judgement;
  return inheritedFrom ? [verdict, inheritedFrom.accountId, inheritedFrom.verdict] : [verdict];
}

const narrowed = prescribed('security-group-changes').replace(
  /^\{(.*)\}$/,
  `{ ($1) && ($.recipientAccountId = "${central}") }`,
);

describe('an organization trail', () => {
  const rows: [string, World, unknown[]][] = [
    ['is judged at its owner', world(owner()), ['pass']],
    ['hands its pass to a member', world(owner(), member()), ['inherited', central, 'pass']],
    [
      'hands its failure to a member',
      world(owner({ 'cloudwatch.alarms': [] }), member()),
      ['inherited', central, 'fail'],
    ],
    [
      'hands its failure on when it delivers nowhere',
      world(
        owner({ 'cloudtrail.trails': [{ ...organizationTrail, logGroupArn: null }] }),
        member({ 'cloudtrail.trails': [{ ...shadow, logGroupArn: null }] }),
      ),
      ['inherited', central, 'fail'],
    ],
    ['gives way to an own pass', world(owner({ 'cloudwatch.alarms': [] }), member(ownChain)), ['pass']],
    [
      'stands in for an own failure',
      world(owner(), member({ ...ownChain, 'cloudwatch.alarms': [] })),
      ['inherited', central, 'pass'],
    ],
    [
      'fails a member its filter leaves out',
      world(
        owner({ 'logs.metric-filters': [metricFilter({ logGroupArn: centralGroup, pattern: narrowed })] }),
        member(),
      ),
      ['fail'],
    ],
    [
      'passes the one account its filter is narrowed to',
      world(
        owner({ 'logs.metric-filters': [metricFilter({ logGroupArn: centralGroup, pattern: narrowed })] }),
      ),
      ['pass'],
    ],
    [
      'is found for a member that does not list it',
      world(owner(), member({ 'cloudtrail.trails': [] })),
      ['inherited', central, 'pass'],
    ],
    [
      'records no account outside its organization',
      world(
        owner(),
        member({
          'organizations.organization': {
            source: source('x'),
            organization: null,
            delegatedAdministrators: null,
          },
          'cloudtrail.trails': [],
        }),
      ),
      ['fail'],
    ],
  ];
  it.each(rows)('%s', (_name, all, expected) => {
    expect(standing(judge(all, 'security-group-changes', all.accounts.has(me) ? me : central))).toEqual(
      expected,
    );
  });

  it('is unknown, with the account to onboard, when its owner is not onboarded', () => {
    const judgement = judge(world(member()));
    expect(judgement.verdict).toBe('unknown');
    expect(judgement.missing).toEqual([expect.objectContaining({ accountId: central })]);
    expect(judgement.missing[0]?.message).toContain(`Onboard ${central} to see`);
    expect(judgement.alarm?.rootCause?.key).toBe(`onboard:${central}`);
  });

  it('is unknown when its owner was never read', () => {
    const all = world(member());
    const accounts = new Map([
      ...all.accounts,
      [central, { accountId: central, name: 'audit', snapshot: null }] as const,
    ]);
    expect(judge({ accounts }).verdict).toBe('unknown');
  });

  it('carries an unknown of its owner', () => {
    const denied = {
      ...owner({ 'cloudwatch.alarms': [] }),
      gaps: [gap('cloudwatch.alarms', 'cloudwatch:DescribeAlarms')],
    };
    expect(standing(judge(world(denied, member())))).toEqual(['inherited', central, 'unknown']);
  });

  it('names its owner at the stations the owner holds', () => {
    const { alarm: detail } = judge(world(owner(), member()));
    expect(detail?.stations.map((it) => it.owner?.accountId)).toEqual(Array(8).fill(central));
  });

  it('belongs to its log group’s account when that is a delegated administrator’s', () => {
    const audit = '777788889999';
    const auditGroup = logGroupArn(audit, 'trail-logs');
    const delivered = { ...organizationTrail, logGroupArn: auditGroup };
    const auditTopic = `arn:aws:sns:${region}:${audit}:alerts`;
    const auditAccount = snapshot(
      {
        'organizations.organization': inOrganization(central),
        'cloudtrail.trails': [{ ...delivered, ...unread }],
        'logs.groups': [logGroup({ arn: auditGroup })],
        'logs.metric-filters': [metricFilter({ logGroupArn: auditGroup })],
        'cloudwatch.alarms': [alarm({ owner: audit, alarmActions: [auditTopic] })],
        'sns.topics': [topic({ arn: auditTopic })],
      },
      [],
      audit,
    );
    const all = world(
      owner({ 'cloudtrail.trails': [delivered] }),
      auditAccount,
      member({ 'cloudtrail.trails': [{ ...delivered, ...unread }] }),
    );
    expect(standing(judge(all, 'security-group-changes', audit))).toEqual(['pass']);
    expect(standing(judge(all, 'security-group-changes', central))).toEqual(['pass']);
    expect(standing(judge(all))).toEqual(['inherited', audit, 'pass']);
  });
});

describe('links into other accounts', () => {
  const foreignTopic = { 'cloudwatch.alarms': [alarm({ alarmActions: [centralTopic] })], 'sns.topics': [] };
  const permitting = {
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: '*',
      },
    ],
  };

  it('reads a topic in the account that owns it, as an own verdict', () => {
    const audit = owner({ 'sns.topics': [topic({ arn: centralTopic, policy: permitting })] });
    expect(standing(judge(world(snapshot(foreignTopic), audit)))).toEqual(['pass']);
  });

  it('knows that a default policy lets nobody else publish', () => {
    const judgement = judge(world(snapshot(foreignTopic), owner()));
    expect([judgement.verdict, judgement.alarm?.firstBrokenLink]).toEqual(['fail', 'topic']);
  });

  it('knows the organization a policy asks for', () => {
    const forMembers = (id: string) => ({
      Statement: [{ ...permitting.Statement[0], Condition: { StringEquals: { 'aws:SourceOrgID': id } } }],
    });
    const from = snapshot({ ...foreignTopic, 'organizations.organization': inOrganization(central) });
    const judged = (id: string) =>
      judge(
        world(
          from,
          owner({
            'sns.topics': [topic({ arn: centralTopic, policy: forMembers(id) })],
            'cloudtrail.trails': [],
          }),
        ),
      );
    expect([judged('o-1').verdict, judged('o-2').verdict]).toEqual(['pass', 'fail']);
  });

  it('is unknown at a topic whose account is not onboarded', () => {
    const judgement = judge(world(snapshot(foreignTopic)));
    expect(judgement.verdict).toBe('unknown');
    expect(judgement.missing[0]).toMatchObject({ accountId: central });
  });

  it('counts an alarm of a monitoring account that names the metric’s account', () => {
    const monitoring = owner({
      'cloudwatch.alarms': [alarm({ owner: central, metricAccount: me, alarmActions: [centralTopic] })],
    });
    expect(judge(world(snapshot({ 'cloudwatch.alarms': [] }), monitoring)).verdict).toBe('pass');
    const elsewhere = owner({
      'cloudwatch.alarms': [alarm({ owner: central, alarmActions: [centralTopic] })],
    });
    expect(judge(world(snapshot({ 'cloudwatch.alarms': [] }), elsewhere)).verdict).toBe('fail');
  });

  it('judges again whoever rests on an account, through others too', () => {
    const audit = '777788889999';
    const auditTopic = `arn:aws:sns:${region}:${audit}:alerts`;
    const all = world(
      owner({ 'cloudwatch.alarms': [alarm({ owner: central, alarmActions: [auditTopic] })] }),
      member(),
      snapshot({ 'cloudtrail.trails': [], 'cloudwatch.alarms': [] }, [], audit),
    );
    expect(dependants(all, audit)).toEqual([me, central].sort());
    expect(dependants(all, central)).toEqual([me]);
    expect(dependants(all, me)).toEqual([]);
  });
});

describe('organizations changes', () => {
  const pattern = prescribed('organizations-changes');
  const watching = { 'logs.metric-filters': [metricFilter({ logGroupArn: centralGroup, pattern })] };
  const control = 'organizations-changes';

  it('apply to the management account', () => {
    expect(standing(judge(world(owner(watching)), control, central))).toEqual(['pass']);
    expect(standing(judge(world(owner()), control, central))).toEqual(['fail']);
  });

  it('do not apply to a member or a standalone account', () => {
    expect(judge(world(owner(watching), member()), control).verdict).toBe('not_applicable');
    expect(judge(world(snapshot()), control).verdict).toBe('not_applicable');
  });

  it('apply to a delegated administrator', () => {
    const all = world(
      owner({ ...watching, 'organizations.organization': inOrganization(central, [me]) }),
      member(),
    );
    expect(standing(judge(all, control))).toEqual(['inherited', central, 'pass']);
  });

  it('are unknown when Organizations was denied', () => {
    const { 'organizations.organization': _unread, ...topics } = snapshot().topics;
    const denied = {
      ...snapshot(),
      topics,
      gaps: [gap('organizations.organization', 'organizations:DescribeOrganization')],
    };
    const judgement = judge(world(denied), control);
    expect([judgement.verdict, judgement.missing[0]?.action]).toEqual([
      'unknown',
      'organizations:DescribeOrganization',
    ]);
  });

  it('are in no edition before 1.3', () => {
    const judgement = judgeAlarmControl(linkAccount(world(owner(watching)), central), control, {
      now,
      edition: '1.2',
    });
    expect(judgement.verdict).toBe('not_applicable');
    expect(judgement.alarm?.editions['1.3']?.verdict).toBe('pass');
  });
});

it('reproduces the same bytes from a stored world', () => {
  const all = world(owner(), member());
  const again = world(structuredClone(owner()), structuredClone(member()));
  expect(JSON.stringify(judge(all))).toBe(JSON.stringify(judge(again)));
  expect(groupArn).not.toBe(centralGroup);
});
