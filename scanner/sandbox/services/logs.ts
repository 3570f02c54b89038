import * as module from '@aws-sdk/client-cloudwatch-logs';
import type { Call } from '../call.ts';
import { without } from '../cloud/names.ts';
import type { LogGroupDocument } from '../document/monitoring.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';
import { testMetricFilter } from './test-metric-filter.ts';

const maxPage = 50;

export const logs = defineService({
  name: 'logs',
  signingName: 'logs',
  client: new module.CloudWatchLogsClient({ region: 'us-east-1' }),
  module,
  operations: {
    DescribeLogGroups: operation<module.DescribeLogGroupsRequest, module.DescribeLogGroupsResponse>(
      (input, call) => {
        const {
          logGroupNamePrefix: prefix,
          logGroupNamePattern: part,
          logGroupClass,
          logGroupIdentifiers,
        } = input;
        const groups = (call.here.logGroups ?? [])
          .filter((it) => !prefix || it.logGroupName?.startsWith(prefix))
          .filter((it) => !part || it.logGroupName?.toLowerCase().includes(part.toLowerCase()))
          .filter((it) => !logGroupClass || it.logGroupClass === logGroupClass)
          .filter((it) => !logGroupIdentifiers || logGroupIdentifiers.some((id) => isNamed(it, id)))
          .sort((a, b) => compare(a.logGroupName, b.logGroupName));
        const page = pageOf(groups, `groups ${prefix} ${part}`, input);
        return { logGroups: page.items.map(published), nextToken: page.next };
      },
    ),
    DescribeMetricFilters: operation<
      module.DescribeMetricFiltersRequest,
      module.DescribeMetricFiltersResponse
    >((input, call) => {
      const { logGroupName, filterNamePrefix, metricName, metricNamespace } = input;
      if ((metricName === undefined) !== (metricNamespace === undefined)) {
        throw new AwsError(
          'InvalidParameterException',
          'metricName and metricNamespace must be specified together.',
        );
      }
      if (logGroupName !== undefined) find(logGroupName, call);
      const filters = (call.here.metricFilters ?? [])
        .filter((it) => logGroupName === undefined || it.logGroupName === logGroupName)
        .filter((it) => !filterNamePrefix || it.filterName?.startsWith(filterNamePrefix))
        .filter(
          (it) =>
            !metricName ||
            it.metricTransformations?.some(
              (to) => to.metricName === metricName && to.metricNamespace === metricNamespace,
            ),
        )
        .sort((a, b) => compare(a.filterName, b.filterName));
      const page = pageOf(filters, `filters ${logGroupName} ${filterNamePrefix} ${metricName}`, input);
      return { metricFilters: page.items, nextToken: page.next };
    }),
    TestMetricFilter: operation<module.TestMetricFilterRequest, module.TestMetricFilterResponse>(
      testMetricFilter,
    ),
    GetTransformer: operation<module.GetTransformerRequest, module.GetTransformerResponse>((input, call) => {
      const group = find(input.logGroupIdentifier ?? '', call);
      if (!group.transformerConfig) return {};
      return {
        logGroupIdentifier: group.logGroupArn,
        creationTime: group.creationTime,
        lastModifiedTime: group.creationTime,
        transformerConfig: group.transformerConfig,
      };
    }),
    DescribeSubscriptionFilters: operation<
      module.DescribeSubscriptionFiltersRequest,
      module.DescribeSubscriptionFiltersResponse
    >((input, call) => {
      const filters = find(input.logGroupName ?? '', call).subscriptionFilters ?? [];
      const page = pageOf(filters, `subscriptions ${input.logGroupName}`, input);
      return { subscriptionFilters: page.items, nextToken: page.next };
    }),
    DescribeDeliverySources: operation<
      module.DescribeDeliverySourcesRequest,
      module.DescribeDeliverySourcesResponse
    >((input, { here }) => {
      const sources = (here.deliverySources ?? []).map((it) => without(it, 'deliveries'));
      const page = pageOf(sources, 'delivery sources', input);
      return { deliverySources: page.items, nextToken: page.next };
    }),
    DescribeDeliveries: operation<module.DescribeDeliveriesRequest, module.DescribeDeliveriesResponse>(
      (input, { here }) => {
        const deliveries = (here.deliverySources ?? []).flatMap((it) => it.deliveries ?? []);
        const page = pageOf(deliveries, 'deliveries', input);
        return { deliveries: page.items, nextToken: page.next };
      },
    ),
    ListTagsForResource: operation<module.ListTagsForResourceRequest, module.ListTagsForResourceResponse>(
      () => ({ tags: {} }),
    ),
  },
});

function pageOf<T>(
  items: T[],
  of: string,
  { limit, nextToken }: { limit?: number | undefined; nextToken?: string | undefined },
) {
  if (limit !== undefined && (limit < 1 || limit > maxPage)) {
    const message = `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${maxPage}`;
    throw new AwsError('InvalidParameterException', message);
  }
  return paginate(items, {
    of,
    size: limit ?? maxPage,
    token: nextToken,
    invalid: 'InvalidParameterException',
  });
}

function find(identifier: string, { here }: Call): LogGroupDocument {
  const group = (here.logGroups ?? []).find((it) => isNamed(it, identifier));
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

function isNamed(group: LogGroupDocument, identifier: string): boolean {
  return group.logGroupName === identifier || group.logGroupArn === identifier || group.arn === identifier;
}

function published(group: LogGroupDocument): module.LogGroup {
  const { metricFilters: _m, subscriptionFilters: _s, transformerConfig: _t, ...rest } = group;
  return rest;
}

function compare(a: string | undefined, b: string | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
