/** Findings made of several checks, after the way penetration testers write them. Starts at Medium × Low. */
export const composedProse = {
  logging: {
    title: 'Insufficient logging and monitoring',
    noTrail: (accounts: string, client: string) =>
      `In ${accounts} no trail records what happens. AWS keeps management events for 90 days by itself; a trail lets ${client} keep them as long as its retention policy asks, and build metrics and alarms on them.`,
    noAlarms: (accounts: string) =>
      `In ${accounts} none of the alarm controls works: no metric filter and alarm turns an event into a message to a person, and nothing answers by itself.`,
    list: 'At least these events should reach a person:',
    minimum: [
      'Failed sign-ins to the console',
      'Console sign-in without MFA',
      'Use of the root user',
      'IAM policy changes',
      'CloudTrail and CloudWatch changes',
      'VPC changes',
      'Network ACL and security group changes',
      'S3 bucket policy changes',
    ],
    impact:
      'Events older than 90 days are gone, which stops an investigation that begins later. Without alarms an incident is found by chance, and response is late.',
    likelihood:
      'The gap harms only once an incident happens. Many organizations accept 90 days for accounts of little weight.',
    recommendation: [
      'Fix the baseline first: cover every account of the organization by one organization trail with a bucket and a log group in a log archive account, so that new accounts are recorded from their first day.',
      'Deploy the alarms as a StackSet on top of it, at least for the events listed above. {client} should decide who receives them and confirm each subscription.',
      'Where it fits, let an alarm also act: disable a leaked key, isolate a server.',
    ],
  },
  monitoring: {
    title: 'Insufficient API monitoring',
    description: (controls: string, accounts: string) =>
      `CloudTrail records the API calls of the account, from the console, the command line and programs alike. ${controls} of the benchmark are not fully monitored in ${accounts}: the calls are recorded, but no alarm tells a person. The recommendations below are not followed.`,
    bucket: 'Access to the bucket that holds the trail’s log files is itself not logged.',
    impact:
      'Calls that point to an intruder go unseen, and response is late. It may begin with a disrupted service, or with data that has become public.',
    likelihood:
      'It harms once someone is inside, or makes a mistake. The single findings state how each control can be passed by.',
    recommendation: [
      'Monitor the missing calls. Begin with the shared trail and its filters, which mends every account that inherits them, then with production and internet-exposed accounts.',
      'The single findings name, for each control, the first broken link and what mends it.',
    ],
  },
  services: {
    title: 'Security features not enabled',
    description: (accounts: string) =>
      `AWS offers services that find weaknesses, detect intrusions and raise alerts. In ${accounts} some are off, or on in some regions only.`,
    impact:
      'Wrong settings, exposed data and intrusions stay undiscovered for longer, and the attack surface grows meanwhile.',
    likelihood:
      'The services prevent nothing by themselves. The gap counts once a weakness or an incident is there to be found.',
    recommendation: [
      'Turn the services on in every region in use, from the organization’s delegated administrator account, and let someone own what they report.',
      'Most of them cost money. Weigh cost against benefit, review the decision once a year, and record a decision against a service with its owner and reason.',
    ],
  },
} as const;

type ComposedKey = keyof typeof composedProse;

/** How a composed finding is told again in the next report. */
export function composedKey(key: ComposedKey): string {
  return `composed-${key}`;
}

export function composedKeyOf(title: string): string | undefined {
  const keys = ['logging', 'monitoring', 'services'] as const satisfies readonly ComposedKey[];
  const key = keys.find((it) => composedProse[it].title === title);
  return key && composedKey(key);
}

export const servicePoints: Readonly<Record<string, { title: string; text: string }>> = {
  'trusted-advisor': {
    title: 'Trusted Advisor',
    text: 'Trusted Advisor has recommendations nobody acted upon.',
  },
  'inspector-enabled': {
    title: 'Inspector',
    text: 'Inspector scans servers, images and functions for known vulnerabilities.',
  },
  'macie-enabled': { title: 'Macie', text: 'Macie looks for personal and secret data in S3 buckets.' },
  'guardduty-enabled': {
    title: 'GuardDuty',
    text: 'GuardDuty watches network and API activity for intrusions.',
  },
  'securityhub-enabled': {
    title: 'Security Hub',
    text: 'Security Hub collects the findings of the other services and checks settings against standards.',
  },
  'access-analyzer-enabled': {
    title: 'IAM Access Analyzer',
    text: 'IAM Access Analyzer names resources that are shared outside the account or organization.',
  },
  'waf-coverage': {
    title: 'WAF',
    text: 'AWS WAF filters requests to internet-facing applications.',
  },
};
