import * as module from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { arn, isArn } from '../cloud/names.ts';
import type { TrailDocument } from '../document/monitoring.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const cloudtrail = defineService({
  name: 'cloudtrail',
  signingName: 'cloudtrail',
  client: new module.CloudTrailClient({ region: 'us-east-1' }),
  module,
  operations: {
    ListTrails: operation<module.ListTrailsRequest, module.ListTrailsResponse>((input, call) => {
      const trails = ownTrails(call).map(({ TrailARN, Name, HomeRegion }) => ({
        TrailARN,
        Name,
        HomeRegion,
      }));
      const page = paginate(trails, {
        of: 'trails',
        size: 100,
        token: input.NextToken,
        invalid: 'InvalidTokenException',
      });
      return { Trails: page.items, NextToken: page.next };
    }),
    DescribeTrails: operation<module.DescribeTrailsRequest, module.DescribeTrailsResponse>((input, call) => {
      const wanted = input.trailNameList ?? [];
      const seen = [...ownTrails(call), ...organizationTrails(call)].filter((trail) =>
        wanted.length === 0
          ? isVisible(trail, call, input.includeShadowTrails ?? true)
          : wanted.some(
              (name) => name === trail.TrailARN || (name === trail.Name && isVisible(trail, call, true)),
            ),
      );
      return { trailList: seen.map(published) };
    }),
    GetTrail: operation<module.GetTrailRequest, module.GetTrailResponse>((input, call) => {
      const name = input.Name ?? '';
      const trail = [...ownTrails(call), ...organizationTrails(call)].find(
        (it) => it.TrailARN === name || (it.Name === name && isVisible(it, call, true)),
      );
      if (!trail) throw notFound(name, call);
      return { Trail: published(trail) };
    }),
    GetTrailStatus: operation<module.GetTrailStatusRequest, module.GetTrailStatusResponse>(
      (input, call) => named(input.Name, call).status ?? { IsLogging: false },
    ),
    GetEventSelectors: operation<module.GetEventSelectorsRequest, module.GetEventSelectorsResponse>(
      (input, call) => {
        const trail = named(input.TrailName, call);
        if (trail.advancedEventSelectors) {
          return { TrailARN: trail.TrailARN, AdvancedEventSelectors: trail.advancedEventSelectors };
        }
        return {
          TrailARN: trail.TrailARN,
          EventSelectors: (trail.eventSelectors ?? [{}]).map(completeSelector),
        };
      },
    ),
    GetInsightSelectors: operation<module.GetInsightSelectorsRequest, module.GetInsightSelectorsResponse>(
      (input, call) => {
        const trail = named(input.TrailName, call);
        if (!trail.insightSelectors?.length) {
          const message = `Trail ${trail.TrailARN} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`;
          throw new AwsError('InsightNotEnabledException', message);
        }
        return { TrailARN: trail.TrailARN, InsightSelectors: trail.insightSelectors };
      },
    ),
    ListTags: operation<module.ListTagsRequest, module.ListTagsResponse>((input) => ({
      ResourceTagList: (input.ResourceIdList ?? []).map((ResourceId) => ({ ResourceId, TagsList: [] })),
    })),
  },
});

function ownTrails({ account }: Call): TrailDocument[] {
  return [...account.resources.values()].flatMap((block) => block.trails ?? []);
}

/** The management account's organization trails, as a member sees them. */
function organizationTrails({ account, cloud }: Call): TrailDocument[] {
  const managementId = account.organization?.management;
  if (managementId === undefined || managementId === account.id) return [];
  const blocks = cloud.accounts.get(managementId)?.resources.values() ?? [];
  return [...blocks].flatMap((block) => block.trails ?? []).filter((trail) => trail.IsOrganizationTrail);
}

function isVisible(trail: TrailDocument, call: Call, withShadows: boolean): boolean {
  const isOwn = trail.TrailARN?.split(':')[4] === call.account.id;
  if (isOwn && trail.HomeRegion === call.region) return true;
  return withShadows && (trail.IsMultiRegionTrail === true || trail.HomeRegion === call.region);
}

/** By name only where the trail lives; by ARN from any region, and for organization trails from a member. */
function named(name: string | undefined, call: Call): TrailDocument {
  const trail = [...ownTrails(call), ...organizationTrails(call)].find(
    (it) =>
      it.TrailARN === name ||
      (it.Name === name && it.HomeRegion === call.region && it.TrailARN?.split(':')[4] === call.account.id),
  );
  if (!trail) throw notFound(name ?? '', call);
  return trail;
}

function notFound(name: string, call: Call): AwsError {
  const wanted = isArn(name) ? name : arn(call.account, 'cloudtrail', call.region, `trail/${name}`);
  return new AwsError('TrailNotFoundException', `Unknown trail: ${wanted} for the user: ${call.account.id}`);
}

function published(trail: TrailDocument): module.Trail {
  const { status: _, eventSelectors: _e, advancedEventSelectors: _a, insightSelectors: _i, ...rest } = trail;
  return rest;
}

function completeSelector(selector: module.EventSelector): module.EventSelector {
  return {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
    ...selector,
  };
}
