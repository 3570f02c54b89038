import * as module from '@aws-sdk/client-wafv2';
import { accessDenied } from '../access/denied-codes.ts';
import { denialOf, denialText } from '../access/permissions.ts';
import type { Call } from '../call.ts';
import { arn, uuidFrom, without } from '../cloud/names.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const wafv2 = defineService({
  name: 'wafv2',
  signingName: 'wafv2',
  client: new module.WAFV2Client({ region: 'us-east-1' }),
  module,
  operations: {
    ListWebACLs: operation<module.ListWebACLsRequest, module.ListWebACLsResponse>((input, call) => {
      const all = aclsOf(call, input.Scope).map((acl) => without(acl, 'resources'));
      const size = input.Limit ?? 100;
      const page = paginate(all, {
        of: `acls ${input.Scope}`,
        size,
        token: input.NextMarker,
        invalid: 'WAFInvalidParameterException',
      });
      return { WebACLs: page.items, NextMarker: page.next };
    }),
    GetWebACLForResource: operation<module.GetWebACLForResourceRequest, module.GetWebACLForResourceResponse>(
      (input, call) => {
        const resource = input.ResourceArn ?? '';
        if (kindOf(resource) === 'COGNITO_USER_POOL')
          demand(call, 'cognito-idp:GetWebACLForResource', resource);
        const acl = aclsOf(call, 'REGIONAL').find((it) => it.resources?.includes(resource));
        if (!acl) return {};
        demand(call, 'wafv2:GetWebACL', acl.ARN);
        const VisibilityConfig = {
          SampledRequestsEnabled: true,
          CloudWatchMetricsEnabled: true,
          MetricName: acl.Name,
        };
        return {
          WebACL: {
            Name: acl.Name,
            Id: acl.Id,
            ARN: acl.ARN,
            DefaultAction: { Allow: {} },
            VisibilityConfig,
          },
        };
      },
    ),
    ListResourcesForWebACL: operation<
      module.ListResourcesForWebACLRequest,
      module.ListResourcesForWebACLResponse
    >((input, call) => {
      const acl = aclsOf(call, 'REGIONAL').find((it) => it.ARN === input.WebACLArn);
      if (!acl)
        throw new AwsError(
          'WAFNonexistentItemException',
          'AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
        );
      const kind = input.ResourceType ?? 'APPLICATION_LOAD_BALANCER';
      return { ResourceArns: (acl.resources ?? []).filter((it) => kindOf(it) === kind) };
    }),
  },
});

/** WAF asks for these beside the action of the call itself. */
function demand(call: Call, action: string, resource: string | undefined): void {
  const denial = denialOf(call, action);
  if (denial) throw accessDenied(wafv2, denialText(call.caller.arn, action, denial, resource));
}

function aclsOf(call: Call, scope: string | undefined) {
  if (scope !== 'CLOUDFRONT') return call.here.webAcls ?? [];
  if (call.region !== 'us-east-1') {
    const message = 'Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT';
    throw new AwsError('WAFInvalidParameterException', message);
  }
  return (call.account.document.global?.webAcls ?? []).map((it) => {
    const id = it.Id ?? uuidFrom(`${call.account.id} global ${it.Name}`);
    const ARN = arn(call.account, 'wafv2', 'us-east-1', `global/webacl/${it.Name ?? ''}/${id}`);
    return { ARN, LockToken: id, ...it, Id: id };
  });
}

function kindOf(resourceArn: string): string {
  if (resourceArn.includes(':elasticloadbalancing:')) return 'APPLICATION_LOAD_BALANCER';
  if (resourceArn.includes(':apigateway:')) return 'API_GATEWAY';
  if (resourceArn.includes(':appsync:')) return 'APPSYNC';
  return resourceArn.includes(':cognito-idp:') ? 'COGNITO_USER_POOL' : 'OTHER';
}
