import type { CheckProse } from './prose.ts';

const unnoticed =
  'It takes credentials that may make the call, and nothing else. The gap needs no preparation, and the alarm shows state OK while events are lost.';

function goUnnoticed(name: string): Pick<CheckProse, 'name' | 'title'> {
  return { name, title: (where) => `${name} can go unnoticed ${where}` };
}

export const alarmProse: Readonly<Record<string, CheckProse>> = {
  'alarm-unauthorized-api-calls': {
    ...goUnnoticed('Refused API calls'),
    about:
      'A run of refused calls is the first trace of someone trying out what stolen credentials may do. It comes before any damage.',
    impact:
      'An intruder who probes permissions is not noticed, and the hours before the first successful call are lost for response.',
    likelihood:
      'Trying out permissions is what most intruders do first, and leaked keys are tried within minutes. Refused calls occur in every account.',
    fix: 'Count every event whose errorCode is AccessDenied, AccessDeniedException, UnauthorizedOperation or Client.UnauthorizedOperation, for users, roles and root alike.',
  },
  'alarm-console-signin-without-mfa': {
    ...goUnnoticed('Console sign-in without MFA'),
    about: 'A sign-in by an IAM user without MFA means that a password alone opened the console.',
    impact: 'Someone with a guessed, phished or reused password works in the console, and nobody is told.',
    likelihood:
      'Passwords leak and are reused. It takes one IAM user without MFA; new users have none until they set it up.',
    fix: 'Count ConsoleLogin events with MFAUsed "No". Then require MFA by policy, so that the alarm stays quiet for a good reason.',
  },
  'alarm-root-usage': {
    ...goUnnoticed('Use of the root user'),
    about:
      'The root user may do anything in its account, and no IAM policy holds it back. It should sign in once a year at most.',
    impact:
      'Whoever holds the root password or key owns the account: data, backups, billing, and the logs that would show it. Nobody is told.',
    likelihood:
      'Root credentials are seldom used, often old and often shared. An attack needs them first, but nothing else stands in its way.',
    fix: 'Count every event whose userIdentity.type is Root, without invokedBy and not of type AwsServiceEvent, console sign-in included.',
  },
  'alarm-iam-policy-changes': {
    ...goUnnoticed('IAM policy changes'),
    about:
      'An IAM policy decides who may do what. Changing one is how a small foothold becomes full control.',
    impact:
      'An intruder grants themselves rights, or opens a role to another account, and keeps them. The change is found only if someone compares policies by hand.',
    likelihood: unnoticed,
    fix: 'Count every create, put, attach, detach and delete of managed and inline policies, for users, groups and roles.',
  },
  'alarm-cloudtrail-config-changes': {
    ...goUnnoticed('CloudTrail changes'),
    about:
      'Stopping or narrowing the trail is how an intruder goes on unseen: every other alarm depends on it.',
    impact:
      'Recording stops and nobody is told. What follows leaves no trace beyond the 90 days of event history, and no alarm can fire.',
    likelihood:
      'Stopping the trail is a known step of real attacks and takes a single call. Tools that do it are public.',
    fix: 'Count CreateTrail, UpdateTrail, DeleteTrail, StartLogging and StopLogging.',
  },
  'alarm-console-auth-failures': {
    ...goUnnoticed('Failed console sign-ins'),
    about: 'Failed sign-ins in number are a password being guessed.',
    impact: 'Guessing can go on until it succeeds. Nobody resets the password or blocks the source in time.',
    likelihood:
      'Sign-in pages are public and are tried by machines all day. IAM does not lock a user out after failed attempts.',
    fix: 'Count ConsoleLogin events with errorMessage "Failed authentication".',
  },
  'alarm-kms-cmk-disable-delete': {
    ...goUnnoticed('Disabling or deleting a KMS key'),
    about: 'A disabled KMS key makes all that it encrypts unreadable. A deleted key cannot be brought back.',
    impact:
      'Data under the key is lost when the waiting period ends. Seven to thirty days are enough to cancel, if someone knows.',
    likelihood:
      'It takes one call by anyone who administers keys, by mistake or on purpose. Deleting keys is a known way to destroy backups.',
    fix: 'Count DisableKey and ScheduleKeyDeletion from kms.amazonaws.com.',
  },
  'alarm-s3-bucket-policy-changes': {
    ...goUnnoticed('S3 bucket policy changes'),
    about:
      'A bucket policy, an ACL or a CORS rule decides who may read a bucket. One call can make it public.',
    impact: 'A bucket is opened to the world or to a foreign account, and data leaves before anyone looks.',
    likelihood: unnoticed,
    fix: 'Count changes to bucket policies, ACLs, CORS, lifecycle and replication.',
  },
  'alarm-config-changes': {
    ...goUnnoticed('AWS Config changes'),
    about: 'AWS Config keeps the history of every resource. Stopping its recorder ends that history.',
    impact:
      'After the recorder stops, nobody can tell which resource changed when. Rules that depend on Config judge old data.',
    likelihood: unnoticed,
    fix: 'Count StopConfigurationRecorder, DeleteDeliveryChannel, PutDeliveryChannel and PutConfigurationRecorder.',
  },
  'alarm-security-group-changes': {
    ...goUnnoticed('Security group changes'),
    about: 'A security group decides which addresses may reach a server.',
    impact:
      'Someone with working credentials opens a port to the internet, and response starts only after harm is done.',
    likelihood: unnoticed,
    fix: 'Count creating and deleting security groups, authorizing and revoking their rules and, from CIS 5.0 on, ModifySecurityGroupRules.',
  },
  'alarm-nacl-changes': {
    ...goUnnoticed('Network ACL changes'),
    about: 'A network ACL is the second wall around a subnet, behind security groups.',
    impact: 'A subnet is opened, or cut off, for every server in it at once, and nobody is told.',
    likelihood: unnoticed,
    fix: 'Count creating, deleting and replacing network ACLs, their entries and their associations.',
  },
  'alarm-network-gateway-changes': {
    ...goUnnoticed('Network gateway changes'),
    about: 'Gateways are the doors between a VPC and everything else.',
    impact: 'A private network is joined to the internet or to a foreign network, and data can leave by it.',
    likelihood: unnoticed,
    fix: 'Count creating, deleting, attaching and detaching customer gateways and internet gateways.',
  },
  'alarm-route-table-changes': {
    ...goUnnoticed('Route table changes'),
    about: 'A route table decides where packets go. A changed route can lead them past every inspection.',
    impact:
      'Traffic is led around a firewall or to a foreign endpoint, and goes on working, so nobody looks.',
    likelihood: unnoticed,
    fix: 'Count creating, deleting and replacing routes, route tables and their associations.',
  },
  'alarm-vpc-changes': {
    ...goUnnoticed('VPC changes'),
    about: 'A new, deleted or peered VPC moves the edge of the network.',
    impact:
      'A network is joined to one nobody reviewed, or a VPC is built outside every baseline, and nobody is told.',
    likelihood: unnoticed,
    fix: 'Count creating, deleting and modifying VPCs and every step of a peering connection.',
  },
  'alarm-organizations-changes': {
    ...goUnnoticed('AWS Organizations changes'),
    about: 'The organization decides which accounts exist and which guard rails hold in all of them.',
    impact:
      'A service control policy is detached or an account leaves the organization, and the guard rails of many accounts fall together.',
    likelihood:
      'It takes credentials of the management account, or of a delegated administrator. Few people hold them.',
    fix: 'Count the changes to accounts, organizational units, policies and handshakes from organizations.amazonaws.com, in the management account.',
  },
  'alarm-monitoring-changes': {
    name: 'Changes to the monitoring itself',
    title: (where) => `The monitoring itself can be switched off unnoticed ${where}`,
    about:
      'No benchmark asks for this one: the calls that blind this very chain, such as deleting a log group, a metric filter, an alarm or a subscription.',
    impact:
      'An intruder deletes one filter or unsubscribes one address, and every alarm behind it is silent from then on. The dashboards stay green.',
    likelihood:
      'One call is enough, and the rights for it are often given to every developer with CloudWatch access.',
    fix: 'Count the calls that change event selectors, log groups, metric filters, alarms, topics and subscriptions, and send them by a second path where you can.',
  },
};
