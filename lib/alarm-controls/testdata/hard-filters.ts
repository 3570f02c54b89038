import type { AlarmControlId } from '../control-ids.ts';
import type { ControlCoverage } from '../coverage.ts';

/** A filter that looks right and is not, or the other way round, with the verdict derived by hand. */
export interface HardFilter {
  readonly control: AlarmControlId;
  readonly pattern: string | readonly string[];
  readonly verdict: ControlCoverage['verdict'];
  readonly because: string;
}

const trail =
  '($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging)';
const denied = '($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")';
const issuer = '$.userIdentity.sessionContext.sessionIssuer';

function onTrail(
  verdict: HardFilter['verdict'],
  because: string,
  ...more: readonly string[]
): HardFilter {
  const patterns = more.map((condition) => `{ (${trail}) && (${condition}) }`);
  const [only] = patterns;
  const pattern = patterns.length === 1 && only !== undefined ? only : patterns;
  return { control: 'cloudtrail-config-changes', pattern, verdict, because };
}

function onDenied(verdict: HardFilter['verdict'], because: string, condition: string): HardFilter {
  return { control: 'unauthorized-api-calls', pattern: `{ (${denied}) && (${condition}) }`, verdict, because };
}

function onRoot(verdict: HardFilter['verdict'], because: string, condition: string): HardFilter {
  return { control: 'root-usage', pattern: `{ $.userIdentity.type = "Root" && (${condition}) }`, verdict, because };
}

function onSignIn(verdict: HardFilter['verdict'], because: string, condition: string): HardFilter {
  const pattern = `{ $.eventName = ConsoleLogin && (${condition}) }`;
  return { control: 'console-signin-without-mfa', pattern, verdict, because };
}

function onFailure(verdict: HardFilter['verdict'], because: string, condition: string): HardFilter {
  return { control: 'console-auth-failures', pattern: `{ $.eventName = ConsoleLogin && (${condition}) }`, verdict, because };
}

function on(
  control: AlarmControlId,
  verdict: HardFilter['verdict'],
  because: string,
  pattern: string | readonly string[],
): HardFilter {
  return { control, pattern, verdict, because };
}

export const hardFilters: readonly HardFilter[] = [
  onTrail('misses', 'other regions', '$.awsRegion = us-east-1'),
  onTrail('misses', 'one region', '$.awsRegion != eu-central-1'),
  onTrail('covers', 'the two halves are every region', '$.awsRegion = us-east-1', '$.awsRegion != us-east-1'),
  onTrail('misses', 'two regions of many', '$.awsRegion = us-east-1', '$.awsRegion = eu-west-1'),
  onTrail('misses', 'denied attempts', '$.errorCode NOT EXISTS'),
  onTrail('misses', 'a success has no errorCode, and != on an absent field is false', '$.errorCode != "AccessDenied"'),
  onTrail('covers', 'present or absent', '$.errorCode = *', '$.errorCode NOT EXISTS'),
  onTrail('covers', 'success and every way to be denied', '$.errorCode = "AccessDenied*"', '$.errorCode NOT EXISTS'),
  onTrail('misses', 'only roles have a session issuer', `${issuer}.userName != "ci"`),
  onTrail('misses', 'only roles have a session issuer', `${issuer}.arn != "arn:aws:iam::111122223333:role/ci"`),
  onTrail(
    'covers-with-exclusions',
    'guarded by type: only the role ci is lost',
    `$.userIdentity.type != "AssumedRole" || ${issuer}.userName != "ci"`,
  ),
  onTrail(
    'covers-with-exclusions',
    'guarded by absence: only the role ci is lost',
    `${issuer}.userName NOT EXISTS || ${issuer}.userName != "ci"`,
  ),
  onTrail('misses', 'the guard is for another field', `$.userIdentity.userName NOT EXISTS || ${issuer}.userName != "ci"`),
  onTrail('covers-with-exclusions', 'one session name', '$.userIdentity.principalId != "*:ci-bot"'),
  onTrail('misses', 'every role starts so', '$.userIdentity.principalId != "AROA*"'),
  onTrail('misses', 'roles and root have no userName', '$.userIdentity.userName != "ci"'),
  onTrail('misses', 'roles have no userName on either side', '$.userIdentity.userName = ci', '$.userIdentity.userName != ci'),
  onTrail('covers', 'with or without', '$.userIdentity.userName = *', '$.userIdentity.userName NOT EXISTS'),
  onTrail('covers-with-exclusions', 'one role, all its sessions', '$.userIdentity.arn != "arn:aws:sts::111122223333:assumed-role/ci/*"'),
  onTrail('misses', 'every role', '$.userIdentity.arn != "*assumed-role*"'),
  onTrail('misses', 'nothing is left', '$.userIdentity.arn != "*"'),
  onTrail('covers', 'direct calls have no invokedBy', '$.userIdentity.invokedBy NOT EXISTS'),
  onTrail('misses', 'absent on direct calls, so != is false', '$.userIdentity.invokedBy != "cloudformation.amazonaws.com"'),
  onTrail(
    'covers',
    'the guarded form',
    '$.userIdentity.invokedBy NOT EXISTS || $.userIdentity.invokedBy != "cloudformation.amazonaws.com"',
  ),
  onTrail('covers', 'an address that is a service is a service-invoked call', '$.sourceIPAddress != "cloudformation.amazonaws.com"'),
  onTrail('covers-with-exclusions', 'people call from there through some consoles', '$.sourceIPAddress != "AWS Internal"'),
  onTrail('covers-with-exclusions', 'a wildcard for it', '$.sourceIPAddress != "*Internal"'),
  onTrail('covers-with-exclusions', 'one address', '$.sourceIPAddress != "203.0.113.7"'),
  onTrail('covers-with-exclusions', 'one network', '$.sourceIPAddress != 10.*'),
  onTrail('misses', 'one address only', '$.sourceIPAddress = 10.0.0.1'),
  onTrail('misses', 'anybody can set a user agent', '$.userAgent != "*Terraform*"'),
  onTrail('misses', 'a user agent can be any text', '$.userAgent = "*e*"'),
  onTrail('misses', 'a user agent is optional', '$.userAgent = "*"'),
  onTrail('misses', 'half of the callers', '$.userIdentity.type = IAMUser'),
  onTrail('covers', 'both halves', '$.userIdentity.type = IAMUser', '$.userIdentity.type != IAMUser'),
  onTrail(
    'covers',
    'all who have to be seen',
    '$.userIdentity.type = IAMUser || $.userIdentity.type = AssumedRole || $.userIdentity.type = Root',
  ),
  onTrail('covers', 'a service is nobody who has to be seen', '$.userIdentity.type != AWSService'),
  onTrail('covers', 'fixed fields', '$.eventType = AwsApiCall && $.managementEvent IS TRUE && $.readOnly IS FALSE && $.eventCategory = Management'),
  onTrail('misses', '= never matches a boolean', '$.managementEvent = true'),
  onTrail('misses', 'these calls are no reads', '$.readOnly IS TRUE'),
  onTrail('misses', 'another account', '$.recipientAccountId = 123456789012'),
  onTrail('misses', 'callers with MFA', '$.userIdentity.sessionContext.attributes.mfaAuthenticated != "true"'),
  onTrail('misses', 'no request parameters when denied', '$.requestParameters.name = *'),
  onTrail('misses', 'eventVersion is text, and text has no order', '$.eventVersion >= 1.05'),
  onTrail('misses', 'two names at once', '$.eventName = CreateTrail && $.eventName = UpdateTrail'),
  on('cloudtrail-config-changes', 'covers', 'wildcards at the ends', '{ ($.eventName = *Trail) || ($.eventName = *Logging) }'),
  on('cloudtrail-config-changes', 'misses', '* in the middle is an asterisk', '{ ($.eventName = S*Logging) || ($.eventName = *Trail) }'),
  on('cloudtrail-config-changes', 'invalid', 'no groups', '{ $.eventName = %^(Create|Update|Delete)Trail$% }'),
  on('cloudtrail-config-changes', 'covers', 'an unanchored search', '{ $.eventName = %Trail$|Logging$% }'),
  on('cloudtrail-config-changes', 'misses', 'values are case-sensitive', '{ $.eventSource = CloudTrail.amazonaws.com }'),
  on('cloudtrail-config-changes', 'covers', 'the whole service', '{ $.eventSource = cloudtrail.amazonaws.com }'),
  on('cloudtrail-config-changes', 'covers', 'any property', '{ $.* = cloudtrail.amazonaws.com }'),
  on('cloudtrail-config-changes', 'noisy', 'everything', ''),
  on('cloudtrail-config-changes', 'noisy', 'everything, quoted', '""'),
  on('cloudtrail-config-changes', 'misses', 'fields of a line, never JSON', '[a, b, ...]'),
  on('cloudtrail-config-changes', 'covers', 'any of the words', '?CreateTrail ?UpdateTrail ?DeleteTrail ?StartLogging ?StopLogging'),
  on('cloudtrail-config-changes', 'misses', 'all of the words', 'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging'),
  on('cloudtrail-config-changes', 'misses', 'any record can hold the word', '?CreateTrail cloudtrail -Describe'),
  on('cloudtrail-config-changes', 'covers', 'the invalid one is set aside', ['{ $.eventName == X }', `{ ${trail} }`]),
  on('cloudtrail-config-changes', 'invalid', 'a missing parenthesis', `{ (${trail} }`),
  on('cloudtrail-config-changes', 'misses', 'the conditions bind tighter than ||', `{ ${trail} && $.awsRegion = us-east-1 }`),

  on('unauthorized-api-calls', 'covers', 'the first text', `{ ${denied} }`),
  on('unauthorized-api-calls', 'covers', 'split in two', ['{ $.errorCode = "*UnauthorizedOperation" }', '{ $.errorCode = "AccessDenied*" }']),
  on('unauthorized-api-calls', 'misses', 'no errorCode is both', '{ $.errorCode = "*UnauthorizedOperation" && $.errorCode = "AccessDenied*" }'),
  on('unauthorized-api-calls', 'misses', 'EC2 says Client.UnauthorizedOperation', '{ $.errorCode = "UnauthorizedOperation" || $.errorCode = "AccessDenied*" }'),
  on('unauthorized-api-calls', 'misses', 'others say AccessDeniedException', '{ $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied" }'),
  on('unauthorized-api-calls', 'noisy', 'an event would need to be HeadBucket and from the log delivery', `{ ${denied} || $.sourceIPAddress != "delivery.logs.amazonaws.com" || $.eventName != "HeadBucket" }`),
  on('unauthorized-api-calls', 'covers', 'any error at all', '{ $.errorCode = * }'),
  on('unauthorized-api-calls', 'covers', 'any of the words', '?UnauthorizedOperation ?AccessDenied'),
  on('unauthorized-api-calls', 'covers', 'a regular expression', '{ $.errorCode = %UnauthorizedOperation$|^AccessDenied% }'),
  on('unauthorized-api-calls', 'misses', 'the message differs by service', '{ $.errorMessage = "*not authorized*" }'),
  onDenied('covers', 'the exclusions of the benchmark', '$.sourceIPAddress != "delivery.logs.amazonaws.com" && $.eventName != "HeadBucket"'),
  onDenied('covers-with-exclusions', 'two named calls', '$.eventName != DescribeInstances && $.eventName != ListBuckets'),
  onDenied('covers-with-exclusions', 'a call named by a regular expression', '$.eventName != %^DescribeInstances$%'),
  onDenied('misses', 'a family of calls', '$.eventName != Describe*'),
  onDenied('covers-with-exclusions', 'another type of caller', '$.userIdentity.type != AWSAccount'),
  onDenied('misses', 'every role', '$.userIdentity.type != AssumedRole'),
  onDenied('covers', 'service-invoked calls', '$.userIdentity.invokedBy NOT EXISTS'),
  onDenied('misses', 'a service', '$.eventSource != s3.amazonaws.com'),
  onDenied('misses', 'reads', '$.readOnly IS FALSE'),
  onDenied('covers-with-exclusions', 'one principal', '$.userIdentity.principalId != "AROAEXAMPLE:scanner"'),

  on('root-usage', 'covers', 'broader than the text', '{ $.userIdentity.type = "Root" }'),
  on('root-usage', 'misses', 'values are case-sensitive', '{ $.userIdentity.type = "root" }'),
  on('root-usage', 'covers', 'the ARN of the root user', '{ $.userIdentity.arn = "*:root" }'),
  on('root-usage', 'noisy', 'everybody but services', '{ $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }'),
  on('root-usage', 'noisy', 'a service assuming a role is neither', '{ $.userIdentity.type != "IAMUser" && $.userIdentity.type != "AssumedRole" }'),
  onRoot('covers', 'the text', '$.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent"'),
  onRoot('misses', 'sign-ins', '$.eventType = AwsApiCall'),
  onRoot('misses', 'calls', '$.eventName = ConsoleLogin'),
  onRoot('misses', 'a session with MFA', '$.userIdentity.sessionContext.attributes.mfaAuthenticated != "true"'),
  onRoot('misses', 'reads', '$.readOnly IS FALSE'),
  onRoot('misses', 'a named call is no exclusion here', '$.eventName != DescribeInstances'),
  onRoot('misses', 'accounts with an alias show it as userName', '$.userIdentity.userName NOT EXISTS'),

  onSignIn('covers', 'the first text', '$.additionalEventData.MFAUsed != "Yes"'),
  onSignIn('covers', 'every fixed field', '$.errorMessage NOT EXISTS && $.additionalEventData.MFAUsed = No && $.responseElements.ConsoleLogin = Success && $.userIdentity.type = IAMUser'),
  onSignIn('misses', 'phones', '$.additionalEventData.MFAUsed != "Yes" && $.additionalEventData.MobileVersion = No'),
  onSignIn('misses', 'other pages', '$.additionalEventData.MFAUsed != "Yes" && $.additionalEventData.LoginTo = "https://console.aws.amazon.com/*"'),
  onSignIn('misses', 'MFAUsed is text', '$.additionalEventData.MFAUsed IS FALSE'),
  onSignIn('misses', 'values are case-sensitive', '$.additionalEventData.MFAUsed = "no"'),
  onSignIn('misses', 'a sign-in has no session yet', '$.userIdentity.sessionContext.attributes.mfaAuthenticated != "true"'),
  onSignIn('misses', 'a success has no errorMessage', '$.errorMessage != "Failed authentication" && $.additionalEventData.MFAUsed = No'),
  onSignIn('covers-with-exclusions', 'one user', '$.additionalEventData.MFAUsed = No && $.userIdentity.userName != "break-glass"'),
  on('console-signin-without-mfa', 'noisy', 'sign-ins with MFA', '{ $.eventName = ConsoleLogin }'),

  on('console-auth-failures', 'covers', 'both phrases are in the line', 'ConsoleLogin "Failed authentication"'),
  onFailure('covers', 'the other sign of failure', '$.responseElements.ConsoleLogin = Failure'),
  onFailure('covers', 'there are two outcomes', '$.responseElements.ConsoleLogin != Success'),
  onFailure('misses', 'values are case-sensitive', '$.errorMessage = "Failed Authentication"'),
  onFailure('misses', 'a failed sign-in has no errorCode', '$.errorCode = *'),
  onFailure('misses', 'the root user', '$.errorMessage = "Failed authentication" && $.userIdentity.type = IAMUser'),
  onFailure('misses', 'failures after MFA', '$.errorMessage = "Failed authentication" && $.additionalEventData.MFAUsed = No'),
  on('console-auth-failures', 'invalid', 'two words need quotes', '{ $.eventName = ConsoleLogin && $.errorMessage = Failed authentication }'),

  on('vpc-changes', 'covers', 'ClassicLink calls no longer occur', '{ ($.eventName = *Vpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = *VpcPeeringConnection) }'),
  on('iam-policy-changes', 'covers', 'prefix or suffix', '{ $.eventSource = iam.amazonaws.com && $.eventName = *Policy* }'),
  on('iam-policy-changes', 'misses', 'policy versions', '{ $.eventSource = iam.amazonaws.com && $.eventName = *Policy }'),
  on('iam-policy-changes', 'covers', 'alternatives', '{ $.eventName = %^Delete.*Policy|^Put.*Policy|^Create.*Policy|^Attach.*Policy|^Detach.*Policy% }'),
  on('kms-cmk-disable-delete', 'covers', 'the source binds to one name only, which is broader', '{ ($.eventSource = kms.amazonaws.com) && ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }'),
  on('kms-cmk-disable-delete', 'misses', 'no name is both', '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) && ($.eventName = ScheduleKeyDeletion)) }'),
  on('kms-cmk-disable-delete', 'covers', 'every name differs from one of two', '{ ($.eventSource = kms.amazonaws.com) && (($.eventName != DisableKey) || ($.eventName != ScheduleKeyDeletion)) }'),
  on('kms-cmk-disable-delete', 'noisy', 'every other service', '{ $.eventSource != s3.amazonaws.com }'),
  on('security-group-changes', 'covers', 'the new call as well', '{ $.eventName = *SecurityGroup* && $.readOnly IS FALSE }'),
  on('security-group-changes', 'misses', 'calls through an endpoint', '{ $.eventName = *SecurityGroup* && $.vpcEndpointId NOT EXISTS }'),
];
