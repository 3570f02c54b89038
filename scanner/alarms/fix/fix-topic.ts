import type { Fate } from '../event-fates.ts';
import type { Run } from '../results.ts';
import type { Step } from '../route.ts';
import { cliLine, type FixTexts, hcl, joined, subscriptionTexts, topicTexts, yaml } from './fix-texts.ts';

/** A topic that is gone, refuses CloudWatch, or is encrypted with a key CloudWatch cannot use. */
export function topicFix(run: Run, fate: Fate, cause: Step): (FixTexts & { summary: string }) | null {
  const arn = cause.arn ?? '';
  const name = cause.name ?? arn;
  const lookup = run.linked.topic(arn);
  const region = arn.split(':')[3] ?? cause.region;
  if (lookup.state === 'gone') {
    const texts = joined(topicTexts(region, name), subscriptionTexts(region, arn, '{email}'));
    return { summary: `Create the topic ${name} again and subscribe somebody to it.`, ...texts };
  }
  if (lookup.state !== 'found') return null;
  const keyId = lookup.fact.attributes?.kmsKeyId;
  if (keyId && cause.causeKey !== arn) return keyFix(cause, keyId);
  if (keyId && /alias\/aws\//.test(keyId)) return customerKeyFix(name, arn, region);
  const alarmArn = fate.through.flatMap((it) => it.route).find((it) => it.link === 'alarm')?.arn ?? '';
  return policyFix(name, arn, region, alarmArn.split(':')[4] ?? '', lookup.fact.attributes?.policy ?? null);
}

function policyFix(
  name: string,
  arn: string,
  region: string,
  accountId: string,
  current: string | null,
): FixTexts & { summary: string } {
  const statement = {
    Sid: 'CloudWatchAlarmsPublish',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: arn,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [...statementsOf(current), statement] });
  return {
    summary: `Let cloudwatch.amazonaws.com publish to the topic ${name}; remove a Deny that names it.`,
    console: [
      `Open SNS, Topics in ${region}, ${name}, Edit, Access policy.`,
      'Add the statement CloudWatchAlarmsPublish and remove any Deny that applies to cloudwatch.amazonaws.com.',
    ],
    cli: cliLine('aws sns set-topic-attributes', [
      ['--region', region],
      ['--topic-arn', arn],
      ['--attribute-name', 'Policy'],
      ['--attribute-value', policy],
    ]),
    terraform: `resource "aws_sns_topic_policy" "alerts" {
  arn    = ${hcl(arn)}
  policy = ${hcl(policy)}
}`,
    cloudformation: `AlertTopicPolicy:
  Type: AWS::SNS::TopicPolicy
  Properties:
    Topics:
      - ${yaml(arn)}
    PolicyDocument: ${policy}`,
  };
}

/** What stands in the policy stays, apart from a statement this fix wrote before. */
function statementsOf(policy: string | null): unknown[] {
  try {
    const parsed: unknown = JSON.parse(policy ?? '{}');
    if (typeof parsed !== 'object' || parsed === null || !('Statement' in parsed)) return [];
    return Array.isArray(parsed.Statement) ? parsed.Statement : [parsed.Statement];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const keyStatement = {
  Sid: 'CloudWatchAlarmsUseTopicKey',
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
};

function customerKeyFix(name: string, arn: string, region: string): FixTexts & { summary: string } {
  const statement = JSON.stringify(keyStatement);
  return {
    summary: `Encrypt the topic ${name} with a customer managed key that lets cloudwatch.amazonaws.com use it.`,
    console: [
      `Open KMS in ${region}, create a symmetric key and add the statement CloudWatchAlarmsUseTopicKey to its policy.`,
      `Open SNS, Topics, ${name}, Edit, Encryption, and choose that key.`,
    ],
    cli: cliLine('aws sns set-topic-attributes', [
      ['--region', region],
      ['--topic-arn', arn],
      ['--attribute-name', 'KmsMasterKeyId'],
      ['--attribute-value', '{kmsKeyId}'],
    ]),
    terraform: `# The key's policy needs: ${statement}
resource "aws_sns_topic" "alerts" {
  name              = ${hcl(name)}
  kms_master_key_id = "{kmsKeyId}"
}`,
    cloudformation: `# The key's policy needs: ${statement}
AlertTopic:
  Type: AWS::SNS::Topic
  Properties:
    TopicName: ${yaml(name)}
    KmsMasterKeyId: '{kmsKeyId}'`,
  };
}

function keyFix(cause: Step, keyId: string): FixTexts & { summary: string } {
  const key = cause.causeKey ?? keyId;
  const region = key.split(':')[3] ?? cause.region;
  const statement = JSON.stringify(keyStatement);
  return {
    summary: `Enable the key ${keyId} and let cloudwatch.amazonaws.com use it.`,
    console: [
      `Open KMS, Customer managed keys in ${region} and choose ${keyId}.`,
      'Cancel a scheduled deletion and enable the key.',
      'Add the statement CloudWatchAlarmsUseTopicKey to its key policy.',
    ],
    cli: `${cliLine('aws kms get-key-policy', [
      ['--region', region],
      ['--key-id', key],
      ['--policy-name', 'default'],
      ['--output', 'text'],
    ])} > key-policy.json
# Add to its statements: ${statement}
${cliLine('aws kms put-key-policy', [
  ['--region', region],
  ['--key-id', key],
  ['--policy-name', 'default'],
  ['--policy', 'file://key-policy.json'],
])}
${cliLine('aws kms enable-key', [
  ['--region', region],
  ['--key-id', key],
])}`,
    terraform: `# In the aws_kms_key_policy of ${keyId}, add: ${statement}`,
    cloudformation: `# In the KeyPolicy of ${keyId}, add: ${statement}`,
  };
}
