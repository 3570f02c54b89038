import { defineCheck } from '../../check.ts';
import type { ConfigRecorderFact, ConfigRegionFact } from '../../facts/logging.ts';
import { notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { type Everywhere, judgeRegions } from '../support/regions.ts';
import { inWords, type Subject } from '../support/subjects.ts';

export const configRecording = defineCheck({
  id: 'config-recording',
  title: 'AWS Config records every region',
  section: 'logging',
  scope: 'region',
  impact: 'medium',
  likelihood: 'high',
  verdicts: ['pass', 'warn', 'fail', 'unknown'],
  rationale:
    'CloudTrail says who called what; Config says what the resource looked like before and after. Without it nobody can show how a security group stood last Tuesday, and Security Hub’s controls have nothing to judge.',
  remediation: {
    summary:
      'Set up a customer-managed recorder with a delivery channel in every enabled region, for all resource types; global types in the home region. An organization does this by StackSet.',
    console: [
      'Open Config in the region and choose Settings, or Get started.',
      'Choose all resource types; include global resource types in one region.',
      'Choose continuous recording, the service-linked role and the central bucket.',
      'Save and turn on recording.',
    ],
    cli: `# A region holds one recorder and one channel. Where they have other names, put those for default: each call replaces
# what is there. In one region, record IAM too: "includeGlobalResourceTypes":true.
for region in {regions}; do
  aws configservice put-configuration-recorder --region "$region" --configuration-recorder '{"name":"default","roleARN":"arn:{partition}:iam::{accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig","recordingGroup":{"allSupported":true,"includeGlobalResourceTypes":false}}'
  aws configservice put-delivery-channel --region "$region" --delivery-channel '{"name":"default","s3BucketName":"{configBucketName}"}'
  aws configservice start-configuration-recorder --region "$region" --configuration-recorder-name default
done`,
    terraform: `# Once a region, each with its provider; include_global_resource_types in one of them only.
resource "aws_config_configuration_recorder" "this" {
  role_arn = "arn:{partition}:iam::{accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  s3_bucket_name = "{configBucketName}"
  depends_on     = [aws_config_configuration_recorder.this]
}

resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.this]
}`,
    cloudformation: `# A stack in each region; IncludeGlobalResourceTypes in one of them only.
Recorder:
  Type: AWS::Config::ConfigurationRecorder
  Properties:
    RoleARN: 'arn:{partition}:iam::{accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'
    RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true }
Channel:
  Type: AWS::Config::DeliveryChannel
  Properties:
    S3BucketName: '{configBucketName}'`,
  },
  references: [
    'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html',
  ],
  reads: ['config.regions', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'config.regions',
        api: 'config:DescribeConfigurationRecorders',
        service: 'AWS Config',
        facts: linked.snapshot.topics['config.regions'],
        judgeRegion: (fact, gaps) => [regionSubject(fact, gaps, linked)],
        acrossRegions: (everywhere) => globalTypes(everywhere, linked),
        nothing: 'No region is in scope.',
      },
      linked,
      context,
    ),
});

function regionSubject(fact: ConfigRegionFact, gaps: readonly Gap[], linked: Linked): Subject {
  const { accountId } = linked.account;
  const { region } = fact;
  const own = fact.recorders.filter((it) => !it.isServiceLinked);
  const evidence = [
    evidenceOf(
      accountId,
      fact.source,
      recordersInWords(fact),
      'aws configservice describe-configuration-recorders',
      { ConfigurationRecorders: fact.recorders.map((it) => ({ ...it, status: undefined })) },
    ),
    ...own.flatMap((it) =>
      it.status
        ? [
            evidenceOf(
              accountId,
              it.status.source,
              `Recorder ${it.name}: recording is ${it.status.isRecording}.`,
              'aws configservice describe-configuration-recorder-status',
              { recording: it.status.isRecording, lastStatus: it.status.lastStatus },
            ),
          ]
        : [],
    ),
    ...(fact.channels
      ? [
          evidenceOf(
            accountId,
            fact.channels.source,
            `${fact.channels.items.length} delivery channels.`,
            'aws configservice describe-delivery-channel-status',
            { DeliveryChannels: fact.channels.items },
          ),
        ]
      : []),
  ];
  return { region, resource: null, named: region, evidence, ...regionState(fact, own, gaps, linked) };
}

function regionState(
  fact: ConfigRegionFact,
  own: readonly ConfigRecorderFact[],
  gaps: readonly Gap[],
  linked: Linked,
): Pick<Subject, 'verdict' | 'says' | 'missing'> {
  const unreadRecorder = gaps.filter(
    (it) => it.api === 'config:DescribeConfigurationRecorders' && it.resource !== null,
  );
  if (own.length === 0 && unreadRecorder.length > 0) {
    return {
      verdict: 'unknown',
      says: 'The Config recorder of {where} could not be read.',
      missing: missingOfGaps(linked, unreadRecorder),
    };
  }
  if (own.length === 0) {
    return {
      verdict: 'fail',
      says:
        fact.recorders.length > 0
          ? 'Config has only a service-linked recorder in {where}, whose records you cannot read.'
          : 'Config has no recorder in {where}.',
    };
  }
  const mayRecord = own.filter((it) => it.status?.isRecording ?? true);
  if (mayRecord.length === 0) return { verdict: 'fail', says: 'The Config recorder is stopped in {where}.' };
  if (!mayRecord.some((it) => it.recordsAllTypes))
    return { verdict: 'fail', says: partialInWords(mayRecord) };
  const undelivered = brokenDelivery(fact);
  if (undelivered) return undelivered;
  const complete = own.filter((it) => it.status?.isRecording && it.recordsAllTypes);
  if (complete.length === 0) {
    return {
      verdict: 'unknown',
      says: 'Whether Config is recording in {where} was not read.',
      missing: missingAbout('config:DescribeConfigurationRecorderStatus', fact.region, gaps, linked),
    };
  }
  return channelState(fact, complete, gaps, linked);
}

function channelState(
  fact: ConfigRegionFact,
  recorders: readonly ConfigRecorderFact[],
  gaps: readonly Gap[],
  linked: Linked,
): Pick<Subject, 'verdict' | 'says' | 'missing'> {
  const lastRecorded = recorders.find((it) => it.status?.lastStatus?.toUpperCase() === 'FAILURE');
  if (lastRecorded?.status) {
    const error = lastRecorded.status.lastError ? `: ${lastRecorded.status.lastError}` : '';
    return { verdict: 'fail', says: `Config’s last recording failed in {where}${error}.` };
  }
  if (!fact.channels) {
    return {
      verdict: 'unknown',
      says: 'Whether Config delivers its records in {where} was not read.',
      missing: missingAbout('config:DescribeDeliveryChannels', fact.region, gaps, linked),
    };
  }
  if (recorders.every((it) => it.isDaily)) {
    return { verdict: 'warn', says: 'Config records only once a day in {where}.' };
  }
  const daily = [...new Set(recorders.flatMap((it) => it.dailyTypes ?? []))].sort();
  return daily.length > 0
    ? { verdict: 'warn', says: `Config records ${inWords(daily)} only once a day in {where}.` }
    : { verdict: 'pass', says: 'Config records all resource types in {where}.' };
}

/** Broken whatever the recorder does; null: nothing known to be broken. */
function brokenDelivery({ channels }: ConfigRegionFact): Pick<Subject, 'verdict' | 'says'> | null {
  if (!channels) return null;
  if (channels.items.length === 0) {
    return { verdict: 'fail', says: 'Config has no delivery channel in {where}.' };
  }
  const failed = channels.items
    .flatMap((it) => it.lastStatus ?? [])
    .find((it) => it.status.toUpperCase() === 'FAILURE');
  if (!failed) return null;
  const error = failed.error ? `: ${failed.error}` : '';
  return { verdict: 'fail', says: `Config’s last ${failed.kind} delivery failed in {where}${error}.` };
}

/** IAM users, roles and the like are the same in every region: one region must record them. */
function globalTypes(
  { inScope, facts, isComplete }: Everywhere<ConfigRegionFact>,
  linked: Linked,
): Subject[] {
  if (recordingOwn(inScope).length === 0) return [];
  if (recordingOwn(facts).some((it) => it.recordsGlobalTypes)) return [];
  const { accountId } = linked.account;
  const isEverySeen =
    isComplete &&
    facts.every((it) => it.recorders.every((recorder) => recorder.isServiceLinked || recorder.status));
  const base = { region: null, resource: null, named: accountId };
  if (isEverySeen) {
    const says = 'No region’s recorder records global types, such as IAM roles, of account {where}.';
    return [{ ...base, verdict: 'fail', says }];
  }
  const says =
    'No recorder that was read records global types of account {where}; not every region was read.';
  return [{ ...base, verdict: 'unknown', says, missing: [{ message: says.replace('{where}', accountId) }] }];
}

function recordingOwn(facts: readonly ConfigRegionFact[]): ConfigRecorderFact[] {
  return facts.flatMap((it) =>
    it.recorders.filter((recorder) => !recorder.isServiceLinked && recorder.status?.isRecording),
  );
}

function missingAbout(api: string, region: string, gaps: readonly Gap[], linked: Linked) {
  const why = gaps.filter((it) => it.api === api);
  return missingOfGaps(
    linked,
    why.length > 0 ? why : [notAsked('config.regions', api, region, linked.snapshot)],
  );
}

function recordersInWords({ recorders }: ConfigRegionFact): string {
  if (recorders.length === 0) return 'No recorder.';
  return recorders.map((it) => `${it.name}${it.isServiceLinked ? ' (service-linked)' : ''}`).join(', ');
}

function partialInWords(recorders: readonly ConfigRecorderFact[]): string {
  const excluded = recorders.flatMap((it) => it.excludedTypes);
  return excluded.length > 0
    ? `Config leaves out ${excluded.slice(0, 3).join(', ')}${excluded.length > 3 ? ' and more' : ''} in {where}.`
    : 'Config records only some resource types in {where}.';
}
