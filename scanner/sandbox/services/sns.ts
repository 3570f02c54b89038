import * as module from '@aws-sdk/client-sns';
import { accessDenied } from '../access/denied-codes.ts';
import { denialText } from '../access/permissions.ts';
import { evaluateFor } from '../access/policy.ts';
import type { Call } from '../call.ts';
import { PolicyDocument } from '../document/account.ts';
import type { TopicDocument } from '../document/monitoring.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const sns = defineService({
  name: 'sns',
  signingName: 'sns',
  client: new module.SNSClient({ region: 'us-east-1' }),
  module,
  operations: {
    ListTopics: operation<module.ListTopicsInput, module.ListTopicsResponse>((input, { here }) => {
      const topics = (here.topics ?? []).map(({ TopicArn }) => ({ TopicArn }));
      const page = pageOf(topics, 'topics', input.NextToken);
      return { Topics: page.items, NextToken: page.next };
    }),
    GetTopicAttributes: operation<module.GetTopicAttributesInput, module.GetTopicAttributesResponse>(
      (input, call) => ({
        Attributes: attributesOf(find(input.TopicArn, call, 'SNS:GetTopicAttributes')),
      }),
    ),
    ListSubscriptionsByTopic: operation<
      module.ListSubscriptionsByTopicInput,
      module.ListSubscriptionsByTopicResponse
    >((input, call) => {
      const { subscriptions = [] } = find(input.TopicArn, call, 'SNS:ListSubscriptionsByTopic');
      const page = pageOf(subscriptions, `subscriptions ${input.TopicArn}`, input.NextToken);
      return { Subscriptions: page.items, NextToken: page.next };
    }),
    ListSubscriptions: operation<module.ListSubscriptionsInput, module.ListSubscriptionsResponse>(
      (input, { here }) => {
        const all = (here.topics ?? []).flatMap((it) => it.subscriptions ?? []);
        const page = pageOf(all, 'subscriptions', input.NextToken);
        return { Subscriptions: page.items, NextToken: page.next };
      },
    ),
    GetSubscriptionAttributes: operation<
      module.GetSubscriptionAttributesInput,
      module.GetSubscriptionAttributesResponse
    >((input, { here }) => {
      const all = (here.topics ?? []).flatMap((it) => it.subscriptions ?? []);
      const found = all.find((it) => it.SubscriptionArn === input.SubscriptionArn);
      if (!found) throw new AwsError('NotFoundException', 'Subscription does not exist');
      const { SubscriptionArn = '', Owner = '', Protocol = '', Endpoint = '', TopicArn = '' } = found;
      return {
        Attributes: { SubscriptionArn, Owner, Protocol, Endpoint, TopicArn, PendingConfirmation: 'false' },
      };
    }),
  },
});

function find(topicArn: string | undefined, call: Call, action: string): TopicDocument {
  const [, , , region, accountId] = (topicArn ?? '').split(':');
  if (!topicArn?.startsWith('arn:') || region !== call.region) {
    throw new AwsError('InvalidParameterException', 'Invalid parameter: TopicArn');
  }
  const owner = call.cloud.accounts.get(accountId ?? '');
  const topic = owner?.resources.get(region)?.topics?.find((it) => it.TopicArn === topicArn);
  const isOpen =
    topic !== undefined && evaluateFor(policyOf(topic), call.caller.arn, request(action, call)) === 'allow';
  if (accountId !== call.account.id && !isOpen) {
    throw accessDenied(sns, denialText(call.caller.arn, action, { by: 'resource' }, topicArn));
  }
  if (!topic) throw new AwsError('NotFoundException', 'Topic does not exist');
  return topic;
}

function request(action: string, { caller, cloud }: Call) {
  const { accountId } = caller;
  const organizationId = cloud.accounts.get(accountId)?.organization?.id;
  return {
    action,
    context: {
      'aws:sourceowner': accountId,
      'aws:sourceaccount': accountId,
      'aws:principalorgid': organizationId,
    },
  };
}

function policyOf(topic: TopicDocument): PolicyDocument {
  return PolicyDocument.parse(JSON.parse(attributesOf(topic).Policy ?? '{"Statement":[]}'));
}

function attributesOf({
  TopicArn = '',
  attributes,
  subscriptions = [],
}: TopicDocument): Record<string, string> {
  const owner = TopicArn.split(':')[4] ?? '';
  const pending = subscriptions.filter((it) => it.SubscriptionArn === 'PendingConfirmation').length;
  return {
    TopicArn,
    Owner: owner,
    DisplayName: '',
    Policy: JSON.stringify(defaultPolicy(TopicArn, owner)),
    SubscriptionsConfirmed: String(subscriptions.length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
    ...attributes,
  };
}

function defaultPolicy(topicArn: string, owner: string) {
  const verbs = [
    'GetTopicAttributes',
    'SetTopicAttributes',
    'AddPermission',
    'RemovePermission',
    'DeleteTopic',
  ];
  const actions = [...verbs, 'Subscribe', 'ListSubscriptionsByTopic', 'Publish'].map((verb) => `SNS:${verb}`);
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions,
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': owner } },
      },
    ],
  };
}

function pageOf<T>(items: T[], of: string, token: string | undefined) {
  return paginate(items, { of, size: 100, token, invalid: 'InvalidParameterException' });
}
