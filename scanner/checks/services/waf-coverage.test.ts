import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { wafCoverage } from './waf-coverage.ts';

const balancer = 'arn:aws:elasticloadbalancing:eu-north-1:111111111111:loadbalancer/app/pay/0123456789abcdef';
const pay = { LoadBalancerName: 'pay', LoadBalancerArn: balancer };
const acl = (resource: string) => ({ webAcls: [{ Name: 'edge', resources: [resource] }] });
const stage = 'arn:aws:apigateway:eu-north-1::/restapis/a1b2c3/stages/prod';
const api = { id: 'a1b2c3', name: 'booking' };
const pool = 'arn:aws:cognito-idp:eu-north-1:111111111111:userpool/eu-north-1_abc';

describe('waf-coverage', () => {
  it.each([
    ['a load balancer with a web ACL', { eu: { loadBalancers: [pay], ...acl(balancer) } }, 'pass'],
    ['a bare load balancer', { eu: { loadBalancers: [pay] } }, 'fail'],
    [
      'an internal load balancer',
      { eu: { loadBalancers: [{ ...pay, Scheme: 'internal' as const }] } },
      'not_applicable',
    ],
    [
      'a network load balancer',
      { eu: { loadBalancers: [{ LoadBalancerName: 'net', Type: 'network' as const }] } },
      'not_applicable',
    ],
    [
      'a stage that names its web ACL',
      {
        eu: {
          restApis: [
            {
              ...api,
              stages: [
                {
                  stageName: 'prod',
                  webAclArn: 'arn:aws:wafv2:eu-north-1:111111111111:regional/webacl/edge/1',
                },
              ],
            },
          ],
        },
      },
      'pass',
    ],
    [
      'a stage that WAF names',
      { eu: { restApis: [{ ...api, stages: [{ stageName: 'prod' }] }], ...acl(stage) } },
      'pass',
    ],
    ['a bare stage', { eu: { restApis: [{ ...api, stages: [{ stageName: 'prod' }] }] } }, 'fail'],
    [
      'a private API',
      {
        eu: {
          restApis: [
            {
              ...api,
              endpointConfiguration: { types: ['PRIVATE' as const] },
              stages: [{ stageName: 'prod' }],
            },
          ],
        },
      },
      'not_applicable',
    ],
    ['an API without stages', { eu: { restApis: [api] } }, 'not_applicable'],
    ['a bare GraphQL API', { eu: { graphqlApis: [{ name: 'track' }] } }, 'fail'],
    [
      'a private GraphQL API',
      { eu: { graphqlApis: [{ name: 'track', visibility: 'PRIVATE' as const }] } },
      'not_applicable',
    ],
    [
      'a user pool with a web ACL',
      { eu: { userPools: [{ Id: 'eu-north-1_abc', Name: 'customers' }], ...acl(pool) } },
      'pass',
    ],
    ['a bare user pool', { eu: { userPools: [{ Name: 'customers' }] } }, 'fail'],
    [
      'a distribution with a web ACL',
      {
        global: {
          distributions: [
            { Id: 'E1', WebACLId: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/1' },
          ],
        },
      },
      'pass',
    ],
    ['a bare distribution', { global: { distributions: [{ Id: 'E1' }] } }, 'fail'],
    [
      'a disabled distribution',
      { global: { distributions: [{ Id: 'E1', Enabled: false }] } },
      'not_applicable',
    ],
    [
      'a distribution whose answer leaves out the web ACL',
      {
        global: { distributions: [{ Id: 'E1' }] },
        faults: [{ kind: 'sparse', action: 'cloudfront:*', fields: ['WebACLId'] }],
      },
      'unknown',
    ],
    [
      'a load balancer whose answer leaves out the scheme',
      {
        eu: { loadBalancers: [pay] },
        faults: [{ kind: 'sparse', action: 'elasticloadbalancing:*', fields: ['Scheme'] }],
      },
      'unknown',
    ],
    ['nothing', {}, 'not_applicable'],
    ['load balancers that were denied', { role: { deny: ['elasticloadbalancing:*'] } }, 'unknown'],
    [
      'a load balancer whose web ACL was denied',
      { eu: { loadBalancers: [pay] }, role: { deny: ['wafv2:*'] } },
      'unknown',
    ],
    [
      'a bare one beside what was denied',
      { eu: { loadBalancers: [pay] }, role: { deny: ['cognito-idp:*'] } },
      'fail',
    ],
  ])('judges %s', async (_, account, verdict) => {
    expect((await verdictIn(wafCoverage, account as never)).verdict).toBe(verdict);
  });

  it('names the bare ones', async () => {
    const found = await verdictIn(wafCoverage, {
      eu: { loadBalancers: [pay], userPools: [{ Name: 'customers' }] },
    });
    expect(found.reason).toBe('No web ACL protects load balancer pay and user pool customers.');
  });
});
