import { createHash } from 'node:crypto';
import type { ChainLink } from '#lib/posture/alarm-detail.ts';
import type { Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import type { ReportAccount, ReportCheck, ReportInput } from '../input.ts';
import { sampleChecks } from './sample-checks.ts';
import {
  alarmVerdict,
  inheritedVerdict,
  type SampleAccount,
  trailVerdict,
  unknownVerdict,
} from './sample-verdicts.ts';

const regions = ['eu-north-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
const environments = ['production', 'staging', 'development', 'sandbox'];
const names = ['payments', 'booking', 'cargo', 'fleet', 'crew', 'web', 'data', 'identity', 'shop', 'harbour'];
const breaks: ChainLink[] = [
  'person',
  'metric-filter',
  'log-group',
  'trail',
  'alarm',
  'topic',
  'action',
  'metric',
];

/** A believable company of `count` accounts: an organization trail with members, and accounts that stand alone. */
export function sampleInput(count = 24): ReportInput {
  const management: SampleAccount = { accountId: idOf(0), name: 'management' };
  const standalone = Math.max(1, Math.round(count / 6));
  const accounts = Array.from({ length: count }, (_, index) => {
    if (index === 0) return accountOf(index, management.name, managementVerdicts(management));
    const name = nameOf(index);
    const account = { accountId: idOf(index), name };
    if (index < count - standalone) return accountOf(index, name, memberVerdicts(account, management, index));
    return standaloneAccount(index, account);
  });
  return {
    title: null,
    client: 'Halvorsen Line',
    asOf: '2026-11-19T06:14:00.000Z',
    period: null,
    version: '1.2',
    scans: [411, 412],
    classification: 'Confidential',
    edition: '7.0',
    catalogueVersion: '2026.11',
    accounts,
    checks: sampleChecks,
    decisions: [],
    previous: null,
  };
}

export function idOf(index: number): string {
  return String(100_000_000_000 + index * 7_919);
}

function nameOf(index: number): string {
  const environment = environments[index % environments.length] ?? 'sandbox';
  const short = environment === 'production' ? 'prod' : environment;
  return `${names[Math.floor(index / 4) % names.length]}-${short}${index >= 40 ? `-${Math.floor(index / 40)}` : ''}`;
}

function accountOf(index: number, name: string, verdicts: Verdict[]): ReportAccount {
  const environment = index === 0 ? 'production' : (environments[index % environments.length] ?? 'sandbox');
  return {
    accountId: idOf(index),
    name,
    group: null,
    partition: 'aws',
    environment,
    owner: index % 3 === 0 ? 'Platform team' : 'Fleet systems',
    isInternetExposed: index % 7 === 4,
    regions,
    lastReadAt: '2026-11-19T06:12:00.000Z',
    isStale: false,
    error: null,
    calls: { total: 118, throttled: index % 5 },
    gaps: [],
    verdicts,
    snapshotSha256: createHash('sha256').update(idOf(index)).digest('hex'),
  };
}

function managementVerdicts(account: SampleAccount): Verdict[] {
  return sampleChecks.map((check, index) => {
    if (check.section === 'trails') return trailOf(account, check, 'pass');
    if (check.id === 'alarm-security-group-changes')
      return alarmOf(account, check, 'fail', 'metric-filter', 3);
    if (check.id === 'alarm-monitoring-changes') return alarmOf(account, check, 'fail', 'metric-filter', 12);
    return alarmOf(account, check, index % 9 === 5 ? 'warn' : 'pass');
  });
}

function memberVerdicts(account: SampleAccount, management: SampleAccount, index: number): Verdict[] {
  return sampleChecks.flatMap((check) => {
    if (check.id === 'alarm-organizations-changes') return [notApplicable(account, check)];
    if (index % 8 === 3 && check.id === 'alarm-security-group-changes')
      return [alarmOf(account, check, 'fail', 'metric-filter', 15)];
    if (index % 8 === 5 && check.section === 'alarms' && check.severity === 'medium') {
      return [
        unknownVerdict({
          checkId: check.id,
          severity: check.severity,
          action: 'sns:ListSubscriptionsByTopic',
        }),
      ];
    }
    const owner = managementVerdicts(management).find((it) => it.checkId === check.id);
    return [
      inheritedVerdict(management, {
        checkId: check.id,
        severity: check.severity,
        verdict: owner?.verdict ?? 'unknown',
      }),
    ];
  });
}

function standaloneAccount(index: number, account: SampleAccount): ReportAccount {
  if (index % 4 === 1) {
    return {
      ...accountOf(index, account.name, []),
      lastReadAt: null,
      regions: [],
      error: 'AWS refused to let the worker assume arn:aws:iam::100000000000:role/WatchpostReadOnly',
      snapshotSha256: null,
      calls: { total: 1, throttled: 0 },
    };
  }
  const hasTrail = index % 4 !== 2;
  const link = breaks[index % breaks.length] ?? 'trail';
  const verdicts = sampleChecks.flatMap((check, position): Verdict[] => {
    if (check.id === 'alarm-organizations-changes') return [notApplicable(account, check)];
    if (check.section === 'trails') {
      const isBad = !hasTrail || position % 3 === index % 3;
      return [trailOf(account, check, isBad ? 'fail' : 'pass')];
    }
    if (!hasTrail) return [alarmOf(account, check, 'fail', 'trail')];
    const isBroken = (position + index) % 3 !== 0;
    return [alarmOf(account, check, isBroken ? 'fail' : 'pass', link)];
  });
  return accountOf(index, account.name, verdicts);
}

function trailOf(account: SampleAccount, check: ReportCheck, verdict: VerdictStatus): Verdict {
  const reason =
    verdict === 'pass'
      ? `Trail main-trail satisfies it: ${check.title}.`
      : `Trail main-trail does not satisfy it: ${check.title}.`;
  return trailVerdict(account, { checkId: check.id, severity: check.severity, verdict, reason });
}

function alarmOf(
  account: SampleAccount,
  check: ReportCheck,
  verdict: VerdictStatus,
  at?: ChainLink,
  lost?: number,
): Verdict {
  return alarmVerdict(account, {
    checkId: check.id,
    severity: check.severity,
    verdict,
    ...(at ? { at } : {}),
    ...(lost === undefined ? {} : { lost }),
  });
}

function notApplicable(account: SampleAccount, check: ReportCheck): Verdict {
  const reason = `${account.name} is not the management account of an organization.`;
  return trailVerdict(account, {
    checkId: check.id,
    severity: check.severity,
    verdict: 'not_applicable',
    reason,
  });
}
