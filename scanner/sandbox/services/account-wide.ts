import * as cloudfrontModule from '@aws-sdk/client-cloudfront';
import * as shieldModule from '@aws-sdk/client-shield';
import * as supportModule from '@aws-sdk/client-support';
import type { Call } from '../call.ts';
import { ago, over, without } from '../cloud/names.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const support = defineService({
  name: 'support',
  signingName: 'support',
  client: new supportModule.SupportClient({ region: 'us-east-1' }),
  module: supportModule,
  isGlobal: true,
  operations: {
    DescribeTrustedAdvisorChecks: operation<
      supportModule.DescribeTrustedAdvisorChecksRequest,
      supportModule.DescribeTrustedAdvisorChecksResponse
    >((_, call) => ({
      checks: advisor(call).map(({ id, name, description, category, metadata }) => ({
        id,
        name: name ?? id,
        description: description ?? '',
        category: category ?? 'security',
        metadata: metadata ?? [],
      })),
    })),
    DescribeTrustedAdvisorCheckSummaries: operation<
      supportModule.DescribeTrustedAdvisorCheckSummariesRequest,
      supportModule.DescribeTrustedAdvisorCheckSummariesResponse
    >((input, call) => ({
      summaries: advisor(call)
        .filter((it) => input.checkIds?.includes(it.id ?? ''))
        .map((it) => {
          const { checkId, timestamp, status, resourcesSummary, categorySpecificSummary } = resultOf(it);
          const hasFlaggedResources = (resourcesSummary?.resourcesFlagged ?? 0) > 0;
          return {
            checkId,
            timestamp,
            status,
            resourcesSummary,
            categorySpecificSummary,
            hasFlaggedResources,
          };
        }),
    })),
    DescribeTrustedAdvisorCheckResult: operation<
      supportModule.DescribeTrustedAdvisorCheckResultRequest,
      supportModule.DescribeTrustedAdvisorCheckResultResponse
    >((input, call) => {
      const check = advisor(call).find((it) => it.id === input.checkId);
      if (!check)
        throw new AwsError('InvalidParameterValueException', `Invalid check id ${input.checkId}`, {
          status: 400,
        });
      return { result: resultOf(check) };
    }),
  },
});

type AdvisorCheck = ReturnType<typeof advisor>[number];

function advisor({ account }: Call) {
  const plan = account.document.supportPlan ?? 'business';
  if (plan === 'basic' || plan === 'developer') {
    const message = 'Amazon Web Services Premium Support Subscription is required to use this service.';
    throw new AwsError('SubscriptionRequiredException', message, { status: 400 });
  }
  return account.document.global?.trustedAdvisor ?? [];
}

function resultOf(check: AdvisorCheck): supportModule.TrustedAdvisorCheckResult {
  const flagged = check.result?.flaggedResources ?? [];
  const open = flagged.filter((it) => !it.isSuppressed);
  const summary = {
    resourcesProcessed: 10,
    resourcesIgnored: 0,
    resourcesSuppressed: flagged.length - open.length,
  };
  return {
    checkId: check.id,
    timestamp: ago(600).toISOString(),
    status: open.length > 0 ? 'warning' : 'ok',
    categorySpecificSummary: {},
    ...check.result,
    flaggedResources: flagged,
    resourcesSummary: { ...summary, resourcesFlagged: open.length, ...check.result?.resourcesSummary },
  };
}

export const shield = defineService({
  name: 'shield',
  signingName: 'shield',
  client: new shieldModule.ShieldClient({ region: 'us-east-1' }),
  module: shieldModule,
  isGlobal: true,
  operations: {
    GetSubscriptionState: operation<object, shieldModule.GetSubscriptionStateResponse>((_, { account }) => ({
      SubscriptionState: subscriptionOf(account.document.global?.shield) ? 'ACTIVE' : 'INACTIVE',
    })),
    DescribeSubscription: operation<object, shieldModule.DescribeSubscriptionResponse>((_, { account }) => {
      const subscription = subscriptionOf(account.document.global?.shield);
      if (!subscription)
        throw new AwsError('ResourceNotFoundException', 'The subscription does not exist.', { status: 400 });
      const SubscriptionArn = `arn:${account.partition}:shield::${account.id}:subscription`;
      return {
        Subscription: {
          AutoRenew: 'ENABLED',
          StartTime: ago(200 * 24 * 60),
          SubscriptionArn,
          ...subscription,
        },
      };
    }),
  },
});

/** One that has ended and is not renewed is none. */
function subscriptionOf<It extends Pick<shieldModule.Subscription, 'EndTime' | 'AutoRenew'>>(
  subscription: It | undefined,
): It | undefined {
  const hasEnded = subscription?.EndTime !== undefined && subscription.EndTime.getTime() < Date.now();
  return hasEnded && subscription.AutoRenew !== 'ENABLED' ? undefined : subscription;
}

export const cloudfront = defineService({
  name: 'cloudfront',
  signingName: 'cloudfront',
  client: new cloudfrontModule.CloudFrontClient({ region: 'us-east-1' }),
  module: cloudfrontModule,
  isGlobal: true,
  operations: {
    ListDistributions: operation<
      cloudfrontModule.ListDistributionsRequest,
      cloudfrontModule.ListDistributionsResult
    >((input, { account }) => {
      const size = Number(input.MaxItems ?? 100);
      const all = (account.document.global?.distributions ?? []).map((it) =>
        over<cloudfrontModule.DistributionSummary>(without(it, 'Logging'), {
          ...distributionDefaults,
          ARN: `arn:${account.partition}:cloudfront::${account.id}:distribution/${it.Id}`,
          DomainName: `${(it.Id ?? '').toLowerCase()}.cloudfront.net`,
          LastModifiedTime: ago(100 * 24 * 60),
        }),
      );
      const page = paginate(all, {
        of: 'distributions',
        size,
        token: input.Marker,
        invalid: 'InvalidArgument',
      });
      const IsTruncated = page.next !== undefined;
      const list = { Marker: input.Marker ?? '', NextMarker: page.next, MaxItems: size, IsTruncated };
      return {
        DistributionList: {
          ...list,
          Quantity: page.items.length,
          Items: page.items,
        },
      };
    }),
    GetDistributionConfig: operation<
      cloudfrontModule.GetDistributionConfigRequest,
      cloudfrontModule.GetDistributionConfigResult
    >((input, { account }) => {
      const found = account.document.global?.distributions?.find((it) => it.Id === input.Id);
      if (!found) throw new AwsError('NoSuchDistribution', 'The specified distribution does not exist.');
      const { DefaultCacheBehavior, Origins } = distributionDefaults;
      return {
        DistributionConfig: {
          CallerReference: found.Id ?? '',
          Comment: found.Comment ?? '',
          Enabled: found.Enabled ?? true,
          DefaultCacheBehavior: found.DefaultCacheBehavior ?? DefaultCacheBehavior,
          Origins: found.Origins ?? Origins,
          Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '', ...found.Logging },
        },
      };
    }),
  },
});

const distributionDefaults: Partial<cloudfrontModule.DistributionSummary> = {
  Status: 'Deployed',
  Enabled: true,
  WebACLId: '',
  Aliases: { Quantity: 0, Items: [] },
  Origins: { Quantity: 0, Items: [] },
  DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'redirect-to-https' },
  CacheBehaviors: { Quantity: 0 },
  CustomErrorResponses: { Quantity: 0 },
  Comment: '',
  PriceClass: 'PriceClass_All',
  ViewerCertificate: { CloudFrontDefaultCertificate: true },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  HttpVersion: 'http2',
  IsIPV6Enabled: true,
  Staging: false,
};
