import { type ControlEventName, controlEventNames } from './control-event-names.ts';
import { type AlarmControlId, alarmControlIds } from './control-ids.ts';
import { type Edition, editions, includesEdition } from './editions.ts';
import { prescribedTexts } from './prescribed-texts.ts';
import { securityHubTexts } from './security-hub-texts.ts';

export type { AlarmControlId } from './control-ids.ts';

type Level = 'high' | 'medium' | 'low';

export interface AlarmControl {
  readonly id: AlarmControlId;
  readonly title: string;
  readonly intent: string;
  readonly eventNames: readonly ControlEventName[];
  readonly prescribed: readonly { readonly edition: Edition; readonly text: string }[];
  readonly securityHub: { readonly control: string; readonly text: string } | null;
  /** The recommendation's number in each edition that has it. */
  readonly cis: Readonly<Partial<Record<Edition, string>>>;
  readonly since: Edition;
  readonly isOrganizationOnly: boolean;
  readonly impact: Level;
  readonly likelihood: Level;
}

type Facts = Pick<AlarmControl, 'title' | 'intent' | 'cis' | 'impact' | 'likelihood'>;

const facts: Readonly<Record<AlarmControlId, Facts>> = {
  'unauthorized-api-calls': {
    title: 'Unauthorized API calls',
    intent: 'Refused calls are the first sign of stolen credentials being tried out.',
    cis: numbers(1, '1.2'),
    impact: 'medium',
    likelihood: 'high',
  },
  'console-signin-without-mfa': {
    title: 'Console sign-in without MFA',
    intent: 'A password alone opened the console, so a phished password is enough.',
    cis: numbers(2, '1.2'),
    impact: 'high',
    likelihood: 'medium',
  },
  'root-usage': {
    title: 'Root user activity',
    intent: 'The root user cannot be restricted by IAM; every use deserves a second look.',
    cis: numbers(3, '1.2'),
    impact: 'high',
    likelihood: 'medium',
  },
  'iam-policy-changes': {
    title: 'IAM policy changes',
    intent: 'Whoever changes a policy decides who may do what from then on.',
    cis: numbers(4, '1.2'),
    impact: 'high',
    likelihood: 'medium',
  },
  'cloudtrail-config-changes': {
    title: 'CloudTrail configuration changes',
    intent: 'Intruders stop or redirect the trail before they start.',
    cis: numbers(5, '1.2'),
    impact: 'high',
    likelihood: 'medium',
  },
  'console-auth-failures': {
    title: 'Console authentication failures',
    intent: 'A run of failed sign-ins is a password being guessed.',
    cis: numbers(6, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'kms-cmk-disable-delete': {
    title: 'Customer keys disabled or scheduled for deletion',
    intent: 'Data encrypted under a deleted key is lost for good.',
    cis: numbers(7, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  's3-bucket-policy-changes': {
    title: 'S3 bucket policy changes',
    intent: 'One bucket policy can open a whole data set to the public.',
    cis: numbers(8, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'config-changes': {
    title: 'AWS Config configuration changes',
    intent: 'Without Config the history of every resource ends.',
    cis: numbers(9, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'security-group-changes': {
    title: 'Security group changes',
    intent: 'A new rule can put an internal service on the internet.',
    cis: numbers(10, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'nacl-changes': {
    title: 'Network ACL changes',
    intent: 'Network ACLs are the second wall around a subnet; a hole in it is silent.',
    cis: numbers(11, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'network-gateway-changes': {
    title: 'Network gateway changes',
    intent: 'A new gateway is a new way in and out of the network.',
    cis: numbers(12, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'route-table-changes': {
    title: 'Route table changes',
    intent: 'A changed route can carry traffic past every inspection.',
    cis: numbers(13, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'vpc-changes': {
    title: 'VPC changes',
    intent: 'A new or newly peered network extends the perimeter.',
    cis: numbers(14, '1.2'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'organizations-changes': {
    title: 'AWS Organizations changes',
    intent: 'Organization changes can lift guard rails from every account at once.',
    cis: numbers(15, '1.3'),
    impact: 'medium',
    likelihood: 'medium',
  },
  'monitoring-changes': {
    title: 'Changes to monitoring itself',
    intent: 'Deleting a filter, an alarm or a subscription blinds every other alarm.',
    cis: {},
    impact: 'high',
    likelihood: 'medium',
  },
};

/** In the order of the benchmark; the last one is in no benchmark and is judged in every edition. */
export const alarmControls: readonly AlarmControl[] = alarmControlIds.map(controlOf);

export function alarmControl(id: AlarmControlId): AlarmControl {
  return controlOf(id);
}

function controlOf(id: AlarmControlId): AlarmControl {
  return {
    id,
    ...facts[id],
    eventNames: controlEventNames[id],
    prescribed: prescribedTexts[id].flatMap(({ editions, text }) =>
      editions.map((edition) => ({ edition, text })),
    ),
    securityHub: securityHubTexts[id],
    since: id === 'organizations-changes' ? '1.3' : '1.2',
    isOrganizationOnly: id === 'organizations-changes',
  };
}

/** The alarms are section 3 of edition 1.2, section 4 from 1.3 on, and section 5 since 6.0. */
function numbers(item: number, since: '1.2' | '1.3'): Partial<Record<Edition, string>> {
  const all = editions.map((edition): [Edition, string] => [edition, `${sectionOf(edition)}.${item}`]);
  return Object.fromEntries(all.filter(([edition]) => includesEdition(edition, since)));
}

function sectionOf(edition: Edition): number {
  if (edition === '1.2') return 3;
  return includesEdition(edition, '6.0') ? 5 : 4;
}
