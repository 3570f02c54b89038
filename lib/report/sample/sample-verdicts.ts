import { type AlarmDetail, type ChainLink, chainLinks, chainLinkTitles } from '#lib/posture/alarm-detail.ts';
import type { Evidence, Severity, Verdict, VerdictStatus } from '#lib/posture/verdict.ts';

export interface SampleAccount {
  accountId: string;
  name: string;
}

const region = 'eu-north-1';

const linkCalls: Readonly<
  Record<ChainLink, { api: string; command: string; answer: unknown; decided: string }>
> = {
  trail: {
    api: 'cloudtrail:GetTrailStatus',
    command: 'aws cloudtrail get-trail-status --name main',
    answer: { IsLogging: false },
    decided: 'IsLogging is false',
  },
  'log-group': {
    api: 'cloudtrail:DescribeTrails',
    command: 'aws cloudtrail describe-trails',
    answer: { trailList: [{ Name: 'main', CloudWatchLogsLogGroupArn: null }] },
    decided: 'no CloudWatchLogsLogGroupArn',
  },
  'metric-filter': {
    api: 'logs:DescribeMetricFilters',
    command: 'aws logs describe-metric-filters --log-group-name /aws/cloudtrail/main',
    answer: {
      filterName: 'sg-changes',
      filterPattern:
        '{ (($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress)) && ($.userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::491823307716:role/terraform-deploy") }',
    },
    decided: '!= on a field that is often absent',
  },
  metric: {
    api: 'logs:DescribeMetricFilters',
    command: 'aws logs describe-metric-filters --log-group-name /aws/cloudtrail/main',
    answer: { metricTransformations: [{ metricName: 'SgChanges', metricValue: '0' }] },
    decided: 'metricValue is 0',
  },
  alarm: {
    api: 'cloudwatch:DescribeAlarms',
    command: 'aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm',
    answer: { MetricAlarms: [] },
    decided: 'no alarm on CloudTrailMetrics/SgChanges',
  },
  action: {
    api: 'cloudwatch:DescribeAlarms',
    command: 'aws cloudwatch describe-alarms --alarm-names sg-changes',
    answer: { AlarmName: 'sg-changes', ActionsEnabled: false, AlarmActions: [] },
    decided: 'AlarmActions is empty',
  },
  topic: {
    api: 'sns:GetTopicAttributes',
    command: 'aws sns get-topic-attributes --topic-arn arn:aws:sns:eu-north-1:123456789012:security-alerts',
    answer: { Attributes: { KmsMasterKeyId: 'alias/aws/sns' } },
    decided: 'KmsMasterKeyId is alias/aws/sns, which CloudWatch cannot use',
  },
  person: {
    api: 'sns:ListSubscriptionsByTopic',
    command:
      'aws sns list-subscriptions-by-topic --topic-arn arn:aws:sns:eu-north-1:123456789012:security-alerts',
    answer: {
      Subscriptions: [
        { Protocol: 'email', Endpoint: 'soc@example.org', SubscriptionArn: 'PendingConfirmation' },
      ],
    },
    decided: 'PendingConfirmation',
  },
};

function evidenceAt(account: SampleAccount, link: ChainLink): Evidence {
  const call = linkCalls[link];
  const number = chainLinks.indexOf(link) + 1;
  return {
    api: call.api,
    accountId: account.accountId,
    region,
    at: `2026-11-19T06:1${number % 5}:0${number}.000Z`,
    decided: call.decided,
    answer: call.answer,
    command: `${call.command} --region ${region}`,
    link: number,
  };
}

const blank: Omit<Verdict, 'checkId' | 'severity' | 'verdict' | 'reason'> = {
  scope: 'account',
  resource: null,
  region,
  notes: [],
  subjects: [],
  evidence: [],
  missing: [],
};

/** An alarm verdict whose chain breaks (or weakens) at a link, or reaches a person. */
export function alarmVerdict(
  account: SampleAccount,
  facts: {
    checkId: string;
    severity: Severity;
    verdict: VerdictStatus;
    at?: ChainLink;
    lost?: number;
    required?: number;
  },
): Verdict {
  const required = facts.required ?? 21;
  const broken = facts.verdict === 'fail' ? (facts.at ?? 'metric-filter') : null;
  const lost = broken ? (facts.lost ?? required) : 0;
  const links = broken ? chainLinks.slice(0, chainLinks.indexOf(broken) + 1) : chainLinks;
  return {
    ...blank,
    checkId: facts.checkId,
    severity: facts.severity,
    verdict: facts.verdict,
    reason: broken
      ? `${lost} of ${required} required events never reach a person: link ${chainLinks.indexOf(broken) + 1}, the ${chainLinkTitles[broken].toLowerCase()}, is broken.`
      : facts.verdict === 'warn'
        ? `All ${required} required events reach a person, but the alarm needs two datapoints.`
        : `All ${required} required events reach a person.`,
    evidence: links.map((link) => evidenceAt(account, link)),
    alarm: alarmDetail(account, facts, { broken, lost, required }),
  };
}

function alarmDetail(
  account: SampleAccount,
  facts: { checkId: string; verdict: VerdictStatus },
  chain: { broken: ChainLink | null; lost: number; required: number },
): AlarmDetail {
  const brokenAt = chain.broken ? chainLinks.indexOf(chain.broken) : chainLinks.length;
  return {
    control: facts.checkId.replace('alarm-', ''),
    edition: '7.0',
    required: chain.required,
    arriving: chain.required - chain.lost,
    lost: chain.lost,
    unseen: 0,
    firstBrokenLink: chain.broken,
    stations: chainLinks.map((link, index) => ({
      link,
      state: stateAt(index, brokenAt, link, facts.verdict),
      name: index > brokenAt ? null : `${link}-of-${account.name}`,
      arn: null,
      fact: index > brokenAt ? 'not reached' : linkCalls[link].decided,
    })),
    lanes: [],
    missedEvents: [],
    exclusions: [],
    filters: [],
    otherFilters: 0,
    editions: {},
    securityHub: 'fail',
    noise: [],
    rootCause: chain.broken
      ? {
          key: `${account.accountId}/${chain.broken}${chain.broken === 'metric-filter' ? `/${facts.checkId}` : ''}`,
          link: chain.broken,
          text: `The ${chainLinkTitles[chain.broken].toLowerCase()} of ${account.name} loses events: ${linkCalls[chain.broken].decided}`,
        }
      : null,
  };
}

function stateAt(index: number, brokenAt: number, link: ChainLink, verdict: VerdictStatus) {
  if (index === brokenAt) return 'broken' as const;
  if (index > brokenAt) return 'not-reached' as const;
  return verdict === 'warn' && link === 'alarm' ? ('weak' as const) : ('works' as const);
}

export function trailVerdict(
  account: SampleAccount,
  facts: { checkId: string; severity: Severity; verdict: VerdictStatus; reason: string },
): Verdict {
  const { link: _, ...evidence } = evidenceAt(account, 'trail');
  return { ...blank, ...facts, evidence: [evidence] };
}

export function inheritedVerdict(
  owner: SampleAccount,
  facts: { checkId: string; severity: Severity; verdict: VerdictStatus },
): Verdict {
  return {
    ...blank,
    checkId: facts.checkId,
    severity: facts.severity,
    verdict: 'inherited',
    reason: `The trail and its log group belong to ${owner.name}.`,
    inheritedFrom: { accountId: owner.accountId, checkId: facts.checkId, verdict: facts.verdict },
  };
}

export function unknownVerdict(facts: { checkId: string; severity: Severity; action: string }): Verdict {
  return {
    ...blank,
    checkId: facts.checkId,
    severity: facts.severity,
    verdict: 'unknown',
    reason: `The subscriptions of the topic could not be read.`,
    missing: [
      { action: facts.action, region, message: `${facts.action} was denied by a service control policy.` },
    ],
  };
}
