import { beforeAll, describe, expect, it } from 'vitest';
import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import { checks } from '../checks/registry.ts';
import type { Cloud } from '../test-support/collected.ts';
import { type Judged, scanned } from '../test-support/judged.ts';
import { prescribed } from './testing/literals.ts';

const region = 'eu-north-1';
const regions = [region, 'us-east-1'];
const controls: AlarmControlId[] = ['security-group-changes', 'root-usage', 'organizations-changes'];
const [management, member, ownGood, ownBad, narrowed, audit, alone] = [
  '600000000001',
  '600000000002',
  '600000000003',
  '600000000004',
  '700000000001',
  '800000000001',
  '900000000001',
];
const [narrowedMember, delegateManagement, delegateMember, strayMember, strayOwner] = [
  '700000000002',
  '800000000002',
  '800000000003',
  '910000000002',
  '910000000001',
];

type Fields = Record<string, unknown>;
const trail = (part: Fields = {}): Fields => ({ Name: 'main', CloudWatchLogsLogGroupArn: 'trail', ...part });
const everything: Fields = {
  logGroups: [{ logGroupName: 'trail' }],
  topics: [{ name: 'alerts', person: 'secops@example.com' }],
  baselines: [{ logGroupName: 'trail', topic: 'alerts', controls }],
};
const organizationTrail = trail({ Name: 'organization', IsOrganizationTrail: true });
const onlyOwner = prescribed('security-group-changes').replace(
  /^\{(.*)\}$/,
  `{ ($1) && ($.recipientAccountId = "${narrowed}") }`,
);
const account = (id: string, organization: string | null, here: Fields, rest: Fields = {}): Fields => ({
  id,
  name: `account-${id}`,
  regions,
  resources: { [region]: here },
  ...(organization ? { organization } : {}),
  ...rest,
});
const auditGroup = `arn:aws:logs:${region}:${audit}:log-group:trail:*`;

const document = {
  organizations: [
    { id: 'o-main000001', management },
    { id: 'o-narrow0001', management: narrowed },
    {
      id: 'o-audit00001',
      management: delegateManagement,
      delegatedAdministrators: [{ accountId: audit, services: ['cloudtrail.amazonaws.com'] }],
    },
    { id: 'o-stray00001', management: strayOwner },
  ],
  accounts: [
    account(management, 'o-main000001', { ...everything, trails: [organizationTrail] }),
    account(member, 'o-main000001', {}),
    account(ownGood, 'o-main000001', { ...everything, trails: [trail()] }),
    account(ownBad, 'o-main000001', { ...everything, topics: [{ name: 'alerts' }], trails: [trail()] }),
    account(narrowed, 'o-narrow0001', {
      ...everything,
      baselines: [
        {
          logGroupName: 'trail',
          topic: 'alerts',
          controls,
          filters: { 'security-group-changes': { filterPattern: onlyOwner } },
          alarms: { 'root-usage': { ActionsEnabled: false } },
        },
      ],
      trails: [organizationTrail],
    }),
    account(narrowedMember, 'o-narrow0001', {}),
    account(delegateManagement, 'o-audit00001', {
      trails: [{ ...organizationTrail, CloudWatchLogsLogGroupArn: auditGroup }],
    }),
    account(audit, 'o-audit00001', everything),
    account(delegateMember, 'o-audit00001', {}),
    account(strayOwner, 'o-stray00001', { ...everything, trails: [organizationTrail] }),
    account(strayMember, 'o-stray00001', {}),
    account(alone, null, { ...everything, trails: [trail()] }),
  ],
};

/** Written as a scenario file would be; the sandbox validates it when it loads it. */
function asCloud(it: unknown): Cloud {
  return it as Cloud;
}

function told({ verdict, inheritedFrom }: Verdict): string {
  return inheritedFrom ? `${verdict} ${inheritedFrom.verdict} from ${inheritedFrom.accountId}` : verdict;
}

const sg = 'security-group-changes';
const rows: [string, string, AlarmControlId, string][] = [
  ['the owner is judged itself', management, sg, 'pass'],
  ['a member inherits a pass', member, sg, `inherited pass from ${management}`],
  ['an own pass beats it', ownGood, sg, 'pass'],
  ['it stands in for an own failure', ownBad, sg, `inherited pass from ${management}`],
  ['a filter narrowed to its owner passes there', narrowed, sg, 'pass'],
  ['and fails the others', narrowedMember, sg, 'fail'],
  ['a member inherits a failure', narrowedMember, 'root-usage', `inherited fail from ${narrowed}`],
  ['a delegate with the log group is judged itself', audit, sg, 'pass'],
  ['a member inherits from the log group’s account', delegateMember, sg, `inherited pass from ${audit}`],
  ['an owner that is not scanned leaves it unknown', strayMember, sg, 'unknown'],
  ['organizations changes count in the management account', management, 'organizations-changes', 'pass'],
  ['and with a delegate', audit, 'organizations-changes', 'pass'],
  ['but not in a member', member, 'organizations-changes', 'not_applicable'],
  ['nor in an account of no organization', alone, 'organizations-changes', 'not_applicable'],
];

describe('an organization, asked over HTTP', () => {
  let judged: Judged;
  beforeAll(async () => {
    const ids = document.accounts.map((it) => String(it.id));
    judged = await scanned(
      asCloud(document),
      ids.filter((it) => it !== strayOwner),
    );
  });

  it.each(rows)('%s', (_name, accountId, control, expected) => {
    const check = checks.find((it) => it.id === `alarm-${control}`);
    expect(check && told(judged.verdict(accountId, check))).toBe(expected);
  });

  it('names the account to onboard', () => {
    const check = checks.find((it) => it.id === `alarm-${sg}`);
    const verdict = check && judged.verdict(strayMember, check);
    expect(verdict?.missing[0]?.accountId).toBe(strayOwner);
    expect(verdict?.missing).toContainEqual(expect.objectContaining({ accountId: strayOwner }));
  });
});
