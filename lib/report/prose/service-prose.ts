import type { CheckProse } from './prose.ts';

const longer = 'The gap does no harm by itself. It counts from the day there is something to find.';

/** The rest of CIS Logging, and the security services. */
export const serviceProse: Readonly<Record<string, CheckProse>> = {
  'kms-rotation': {
    title: (where) => `Customer keys do not rotate ${where}`,
    about: 'Rotation gives a key new material each year, and keeps the old for what it encrypted.',
    impact: 'One leak of key material opens everything the key ever encrypted.',
    likelihood: 'Key material does not leave KMS; a leak takes a failure of KMS itself.',
    fix: 'Turn on rotation for every symmetric customer key with AWS-made material.',
  },
  'vpc-flow-logs': {
    title: (where) => `Network traffic leaves no record ${where}`,
    about: 'Flow logs tell which address spoke to which, when and how much.',
    impact: 'After an intrusion nobody can tell which servers were reached and what left the network.',
    likelihood: longer,
    fix: 'Turn flow logs on for every VPC, at the organization’s baseline where there is one.',
  },
  'edge-access-logging': {
    title: (where) => `Requests from the internet leave no record ${where}`,
    about:
      'Access logs of load balancers, API stages and distributions tell who sent which request when, and what was answered.',
    impact: 'An attack on an application cannot be told from its visits, nor traced to what it reached.',
    likelihood: 'Applications on the internet are probed all day, and CloudTrail records none of it.',
    fix: 'Turn access logs on for each, to a bucket or log group that the application’s own role cannot change.',
  },
  'config-recording': {
    title: (where) => `AWS Config does not record everything ${where}`,
    about: 'AWS Config keeps the history of every resource, per region.',
    impact: 'Nobody can tell which resource changed when, and rules that rest on Config judge nothing.',
    likelihood: 'Every change in an unrecorded region meets the gap.',
    fix: 'Let a recorder of your own record all supported types in every enabled region, with a delivery channel; global types in the home region.',
  },
  'guardduty-enabled': {
    title: (where) => `GuardDuty does not watch every region ${where}`,
    about:
      'GuardDuty reads CloudTrail, DNS and network flows for signs of stolen keys, mining and data theft that no single event shows.',
    impact: 'Intrusions of known kinds run on undetected in the regions without a detector.',
    likelihood: 'Intruders work in regions nobody uses, for this reason.',
    fix: 'Turn GuardDuty on in every enabled region from the organization’s delegated administrator, new accounts included.',
  },
  'guardduty-findings': {
    title: (where) => `Grave GuardDuty findings stay open ${where}`,
    about: 'A finding of severity 7 or more points to a resource that is probably compromised.',
    impact: 'A detected intrusion goes on because nobody acted upon it.',
    likelihood: 'The finding says that it is happening, or was.',
    fix: 'Answer each finding: contain, clean up, archive it with the reason. Let someone own the queue.',
  },
  'securityhub-enabled': {
    title: (where) => `Security Hub is not on in every region ${where}`,
    about: 'Security Hub checks settings against standards and gathers what the other services find.',
    impact: 'Wrong settings and findings stay scattered, and are seen late or not at all.',
    likelihood: longer,
    fix: 'Turn Security Hub on with at least one standard in every enabled region, with AWS Config, from the delegated administrator.',
  },
  'macie-enabled': {
    title: (where) => `Macie does not look at buckets ${where}`,
    about: 'Macie finds personal and secret data in S3, and buckets that expose it.',
    impact: 'Personal data lies in buckets where nobody expects it, and may be exposed.',
    likelihood: longer,
    fix: 'Turn Macie on in the regions that hold buckets, or record the decision against it with owner and reason.',
  },
  'inspector-enabled': {
    title: (where) => `Inspector does not scan what runs ${where}`,
    about: 'Inspector looks for known vulnerabilities in servers, container images and functions.',
    impact: 'Vulnerable software runs on until an intruder finds it.',
    likelihood: 'New vulnerabilities appear daily, and are tried out within days.',
    fix: 'Turn Inspector on for EC2, ECR and Lambda where they are used.',
  },
  'access-analyzer-enabled': {
    title: (where) => `IAM Access Analyzer is missing in some regions ${where}`,
    about:
      'Access Analyzer names buckets, roles, keys and queues that are shared outside the account or organization.',
    impact: 'A role or bucket that is open to strangers is found by them first.',
    likelihood: longer,
    fix: 'Make an analyzer for the organization in every enabled region.',
  },
  'trusted-advisor': {
    title: (where) => `Security advice of Trusted Advisor is not followed ${where}`,
    about: 'Trusted Advisor flags open ports, public buckets and old access keys.',
    impact: 'Known weaknesses stay, access keys that were never rotated among them.',
    likelihood: 'It depends on what is flagged; the evidence names it.',
    fix: 'Work through what is red, then what is yellow, and exclude what is meant to be so.',
  },
  'waf-coverage': {
    title: (where) => `Internet-facing applications have no web ACL ${where}`,
    about: 'A web ACL of AWS WAF filters requests before they reach an application.',
    impact: 'Attackers look for weaknesses of the application without anything in their way.',
    likelihood: 'Applications on the internet are probed all day.',
    fix: 'Attach a web ACL with AWS’s managed rules to each, in counting mode first.',
  },
  'shield-advanced': {
    title: (where) => `Shield Advanced is not subscribed ${where}`,
    about: 'Shield Advanced adds help and cost protection against large floods of requests.',
    impact: 'A flood that Shield Standard does not stop takes an application down, and its cost is yours.',
    likelihood: 'Such floods are rare and aimed.',
    fix: 'Decide by what an outage costs, and record the decision. It costs a fixed sum each month.',
  },
};
