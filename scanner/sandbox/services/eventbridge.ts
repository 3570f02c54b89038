import * as module from '@aws-sdk/client-eventbridge';
import type { Call } from '../call.ts';
import { without } from '../cloud/names.ts';
import type { RuleDocument } from '../document/monitoring.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const eventbridge = defineService({
  name: 'events',
  signingName: 'events',
  client: new module.EventBridgeClient({ region: 'us-east-1' }),
  module,
  operations: {
    ListEventBuses: operation<module.ListEventBusesRequest, module.ListEventBusesResponse>((input, call) => {
      const page = pageOf(busesOf(call), 'buses', input);
      return { EventBuses: page.items, NextToken: page.next };
    }),
    ListRules: operation<module.ListRulesRequest, module.ListRulesResponse>((input, call) => {
      const rules = onBus(input.EventBusName, call)
        .filter((it) => !input.NamePrefix || it.Name?.startsWith(input.NamePrefix))
        .map(published);
      const page = pageOf(rules, `rules ${input.EventBusName} ${input.NamePrefix}`, input);
      return { Rules: page.items, NextToken: page.next };
    }),
    DescribeRule: operation<module.DescribeRuleRequest, module.DescribeRuleResponse>((input, call) =>
      published(find(input.Name, input.EventBusName, call)),
    ),
    ListTargetsByRule: operation<module.ListTargetsByRuleRequest, module.ListTargetsByRuleResponse>(
      (input, call) => {
        const { targets = [] } = find(input.Rule, input.EventBusName, call);
        const page = pageOf(targets, `targets ${input.Rule}`, input);
        return { Targets: page.items, NextToken: page.next };
      },
    ),
  },
});

function busesOf({ here, account, region }: Call): module.EventBus[] {
  const arn = `arn:${account.partition}:events:${region}:${account.id}:event-bus/default`;
  return here.eventBuses ?? [{ Name: 'default', Arn: arn }];
}

function onBus(busName: string | undefined, call: Call): RuleDocument[] {
  const name = (busName ?? 'default').replace(/^.*event-bus\//, '');
  if (!busesOf(call).some((it) => it.Name === name)) {
    throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  }
  return (call.here.rules ?? []).filter((it) => (it.EventBusName ?? 'default') === name);
}

function find(name: string | undefined, busName: string | undefined, call: Call): RuleDocument {
  const rule = onBus(busName, call).find((it) => it.Name === name);
  if (rule) return rule;
  throw new AwsError(
    'ResourceNotFoundException',
    `Rule ${name} does not exist on EventBus ${busName ?? 'default'}.`,
  );
}

function published(rule: RuleDocument): module.Rule {
  return without(rule, 'targets');
}

function pageOf<T>(
  items: T[],
  of: string,
  input: { Limit?: number | undefined; NextToken?: string | undefined },
) {
  return paginate(items, {
    of,
    size: input.Limit ?? 100,
    token: input.NextToken,
    invalid: 'InvalidNextTokenException',
  });
}
