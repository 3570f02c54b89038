import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListTrailsCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  GetTransformerCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  DescribeOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Asking, SendOptions } from '../aws/ask.ts';

/** Where an action is tried: nothing there has to exist, since AWS decides on permission before existence. */
interface TryPlace {
  asking: Asking;
  accountId: string;
  partition: string;
  region: string;
}

type Try = (place: TryPlace, options: SendOptions) => Promise<unknown>;

const absent = 'watchpost-connection-test';
const absentKey = '00000000-0000-4000-8000-000000000000';

/** Every action of the role's policy, called once. */
export const tries: Readonly<Record<string, Try>> = {
  'account:ListRegions': (at, options) =>
    at.asking.client(AccountClient, at.region).send(new ListRegionsCommand({ MaxResults: 1 }), options),
  'cloudtrail:ListTrails': (at, options) => trail(at).send(new ListTrailsCommand({}), options),
  'cloudtrail:DescribeTrails': (at, options) => trail(at).send(new DescribeTrailsCommand({}), options),
  'cloudtrail:GetTrailStatus': (at, options) =>
    trail(at).send(new GetTrailStatusCommand({ Name: arn(at, 'cloudtrail', `trail/${absent}`) }), options),
  'cloudtrail:GetEventSelectors': (at, options) =>
    trail(at).send(
      new GetEventSelectorsCommand({ TrailName: arn(at, 'cloudtrail', `trail/${absent}`) }),
      options,
    ),
  'cloudwatch:DescribeAlarms': (at, options) =>
    alarms(at).send(new DescribeAlarmsCommand({ MaxRecords: 1 }), options),
  'cloudwatch:ListAlarmMuteRules': (at, options) =>
    alarms(at).send(new ListAlarmMuteRulesCommand({ MaxRecords: 1 }), options),
  'cloudwatch:GetAlarmMuteRule': (at, options) =>
    alarms(at).send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: absent }), options),
  async 'ec2:DescribeRegions'(at, options) {
    const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    return at.asking.client(EC2Client, at.region).send(new DescribeRegionsCommand({}), options);
  },
  'events:ListRules': (at, options) => events(at).send(new ListRulesCommand({ Limit: 1 }), options),
  'events:ListTargetsByRule': (at, options) =>
    events(at).send(new ListTargetsByRuleCommand({ Rule: absent }), options),
  'kms:DescribeKey': (at, options) =>
    keys(at).send(new DescribeKeyCommand({ KeyId: arn(at, 'kms', `key/${absentKey}`) }), options),
  'kms:GetKeyPolicy': (at, options) =>
    keys(at).send(new GetKeyPolicyCommand({ KeyId: arn(at, 'kms', `key/${absentKey}`) }), options),
  'logs:DescribeLogGroups': (at, options) =>
    logs(at).send(new DescribeLogGroupsCommand({ limit: 1 }), options),
  'logs:DescribeMetricFilters': (at, options) =>
    logs(at).send(new DescribeMetricFiltersCommand({ limit: 1 }), options),
  'logs:GetTransformer': (at, options) =>
    logs(at).send(new GetTransformerCommand({ logGroupIdentifier: absent }), options),
  'organizations:DescribeOrganization': (at, options) =>
    organization(at).send(new DescribeOrganizationCommand({}), options),
  'organizations:ListDelegatedAdministrators': (at, options) =>
    organization(at).send(new ListDelegatedAdministratorsCommand({ MaxResults: 1 }), options),
  'organizations:ListDelegatedServicesForAccount': (at, options) =>
    organization(at).send(new ListDelegatedServicesForAccountCommand({ AccountId: at.accountId }), options),
  'sns:GetTopicAttributes': (at, options) =>
    topics(at).send(new GetTopicAttributesCommand({ TopicArn: arn(at, 'sns', absent) }), options),
  'sns:ListSubscriptionsByTopic': (at, options) =>
    topics(at).send(new ListSubscriptionsByTopicCommand({ TopicArn: arn(at, 'sns', absent) }), options),
};

/** AWS refuses these to every account but the management account and its delegates; there they are not tried. */
export const managementOnly: readonly string[] = [
  'organizations:ListDelegatedAdministrators',
  'organizations:ListDelegatedServicesForAccount',
];

function arn({ partition, region, accountId }: TryPlace, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

const trail = (at: TryPlace) => at.asking.client(CloudTrailClient, at.region);
const alarms = (at: TryPlace) => at.asking.client(CloudWatchClient, at.region);
const events = (at: TryPlace) => at.asking.client(EventBridgeClient, at.region);
const keys = (at: TryPlace) => at.asking.client(KMSClient, at.region);
const logs = (at: TryPlace) => at.asking.client(CloudWatchLogsClient, at.region);
const organization = (at: TryPlace) => at.asking.client(OrganizationsClient, at.region);
const topics = (at: TryPlace) => at.asking.client(SNSClient, at.region);
