import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  permissionPolicy,
  policyText,
  rolePermissions,
  trustPolicy,
} from '#lib/onboarding/role-documents.ts';
import { cloudFormationTemplate, terraformTemplate } from '#lib/onboarding/role-templates.ts';
import { neededPermissions } from './policy.ts';
import { managementOnly, tries } from './probe/tries.ts';
import { collectFrom } from './test-support/collected.ts';

const accountId = '111111111111';
const balancer = `arn:aws:elasticloadbalancing:eu-west-1:${accountId}:loadbalancer/app/pay/0123456789abcdef`;

describe('the role’s policy', () => {
  it('is current: npm run policy -- --write', () => {
    expect(rolePermissions).toEqual(neededPermissions());
  });

  it('is enough for a scan: a role with nothing else has no denied call', async () => {
    const allow = permissionPolicy().Statement[0]?.Action ?? [];
    const { snapshot } = await collectFrom(
      {
        accounts: [
          {
            id: accountId,
            name: 'a',
            role: { allow: [allow].flat() },
            resources: {
              'eu-west-1': {
                trails: [{ Name: 'main', KmsKeyId: 'alias/trail', CloudWatchLogsLogGroupArn: 'trail' }],
                keys: [{ aliases: ['alias/trail'] }],
                logGroups: [{ logGroupName: 'trail' }],
                baselines: [{ logGroupName: 'trail', topic: 'security' }],
                topics: [
                  {
                    name: 'security',
                    person: 'ops@example.com',
                    attributes: { KmsMasterKeyId: 'alias/trail' },
                  },
                ],
                alarmMuteRules: [{ Name: 'night', MuteTargets: { AlarmNames: ['root-usage'] } }],
                loadBalancers: [{ LoadBalancerName: 'pay', LoadBalancerArn: balancer }],
                webAcls: [{ Name: 'edge', resources: [balancer] }],
                userPools: [{ Id: 'eu-west-1_a', Name: 'guests' }],
              },
            },
          },
        ],
      },
      accountId,
    );
    expect(snapshot.gaps.filter((it) => it.kind === 'denied')).toEqual([]);
  });

  it('allows no writing and no reading of data, and denies the latter outright', () => {
    const [allow, deny] = permissionPolicy().Statement;
    for (const action of [allow?.Action ?? []].flat()) {
      expect(action).toMatch(/^[a-z0-9-]+:(List|Describe|Get|BatchGet|GET$)/);
      expect([deny?.Action ?? []].flat().filter((it) => covers(it, action))).toEqual([]);
    }
  });

  it('fits where customers put it: a managed policy holds 6,144 characters without spaces', () => {
    expect(policyText(permissionPolicy()).replace(/\s/g, '').length).toBeLessThanOrEqual(6144);
  });

  it('is what the connection test tries, and nothing else', () => {
    const actions = neededPermissions().map((it) => it.action);
    for (const action of [...Object.keys(tries), ...managementOnly]) expect(actions).toContain(action);
  });

  it('says why each action is needed', () => {
    for (const it of neededPermissions()) expect(it.why, it.action).toMatch(/^[A-Z].*\.$/);
  });
});

function covers(pattern: string, action: string): boolean {
  const [start = '', ...rest] = pattern.toLowerCase().split('*');
  return rest.length === 0 ? action.toLowerCase() === start : action.toLowerCase().startsWith(start);
}

describe('templates', () => {
  const filled = {
    principalArn: 'arn:aws:iam::204917563318:role/watchpost',
    externalId: 'wp-9f27c1d4e08b4a6f',
  };

  it('CloudFormation holds the same policy, with external ID and principal as parameters', () => {
    const text = cloudFormationTemplate(filled).replaceAll(/!(Ref|GetAtt) (\S+)/g, "'$2'");
    const template = parse(text);
    const [policy] = template.Resources.Role.Properties.Policies;
    expect(policy.PolicyDocument).toEqual(permissionPolicy());
    expect(template.Parameters.ExternalId.Default).toBe(filled.externalId);
    expect(
      parse(cloudFormationTemplate({ principalArn: null, externalId: null }).replaceAll('!', '')).Parameters
        .ExternalId,
    ).not.toHaveProperty('Default');
  });

  it('Terraform names every action', () => {
    const text = terraformTemplate(filled);
    for (const { action } of rolePermissions) expect(text).toContain(`"${action}",`);
  });

  it('the trust policy demands the external ID', () => {
    expect(trustPolicy(filled).Statement).toMatchObject([
      {
        Principal: { AWS: filled.principalArn },
        Condition: { StringEquals: { 'sts:ExternalId': filled.externalId } },
      },
    ]);
  });
});
