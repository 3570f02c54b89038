import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import { APIGatewayClient, GetRestApisCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { AppSyncClient, ListGraphqlApisCommand } from '@aws-sdk/client-appsync';
import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelStatusCommand,
  DescribeDeliveryChannelsCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import {
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
  ListOrganizationAdminAccountsCommand,
} from '@aws-sdk/client-guardduty';
import { BatchGetAccountStatusCommand, Inspector2Client } from '@aws-sdk/client-inspector2';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import {
  DescribeHubCommand,
  GetEnabledStandardsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import {
  DescribeSubscriptionCommand,
  GetSubscriptionStateCommand,
  ShieldClient,
} from '@aws-sdk/client-shield';
import {
  DescribeTrustedAdvisorCheckResultCommand,
  DescribeTrustedAdvisorCheckSummariesCommand,
  DescribeTrustedAdvisorChecksCommand,
  SupportClient,
} from '@aws-sdk/client-support';
import {
  GetWebACLForResourceCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { type ClientOptions, errorOf, sandboxWith, sessionOptions } from '../testing.ts';

const balancer = 'arn:aws:elasticloadbalancing:eu-north-1:491823307716:loadbalancer/app/pay/0123456789abcdef';

let sandbox: Sandbox;
let here: ClientOptions;
let bare: ClientOptions;

beforeAll(async () => {
  sandbox = await sandboxWith({
    resources: {
      'eu-north-1': {
        keys: [
          { KeyId: 'k1', aliases: ['alias/pay'], rotation: { KeyRotationEnabled: true } },
          { KeyId: 'k2', KeySpec: 'RSA_2048' },
        ],
        rules: [
          {
            Name: 'root',
            EventPattern: { source: ['aws.signin'] },
            targets: [{ Arn: 'arn:aws:sns:eu-north-1:491823307716:t' }],
          },
        ],
        configurationRecorders: [{ name: 'default' }],
        deliveryChannels: [{}],
        detectors: [
          {
            DetectorId: 'd1',
            findings: [{ Severity: 8, UpdatedAt: '2026-01-02T00:00:00Z' }, { Severity: 2 }],
          },
        ],
        securityHub: {
          standards: [
            {
              StandardsArn: 'arn:aws:securityhub:eu-north-1::standards/cis-aws-foundations-benchmark/v/3.0.0',
            },
          ],
        },
        macie: {},
        inspector: { ec2: { status: 'ENABLED' } },
        analyzers: [{ name: 'org' }],
        webAcls: [{ Name: 'edge', resources: [balancer] }],
        loadBalancers: [{ LoadBalancerName: 'pay', LoadBalancerArn: balancer }],
        restApis: [{ id: 'a1', name: 'api', stages: [{ stageName: 'prod' }] }],
        graphqlApis: [{ name: 'graph' }],
        userPools: [{ Name: 'customers' }],
        vpcs: [{ VpcId: 'vpc-1' }],
        flowLogs: [{ ResourceId: 'vpc-1' }],
        instances: [{ InstanceId: 'i-1' }],
        repositories: [{ repositoryName: 'booking' }],
        functions: [{ FunctionName: 'on-booking' }],
      },
    },
    global: {
      distributions: [{ Id: 'E1' }],
      shield: {},
      trustedAdvisor: [{ id: 'DqdJqYeRm5', name: 'IAM Access Key Rotation', result: { status: 'warning' } }],
    },
  });
  here = await sessionOptions(sandbox);
  bare = await sessionOptions(sandbox, 'us-east-1');
});
afterAll(() => sandbox.close());

describe('keys', () => {
  it('describes, finds by alias, tells rotation and policy', async () => {
    const kms = new KMSClient(here);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/pay' }));
    expect(KeyMetadata).toMatchObject({ KeyId: 'k1', KeyState: 'Enabled', KeyManager: 'CUSTOMER' });
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId: 'k1' }));
    expect(rotation.KeyRotationEnabled).toBe(true);
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: 'k1' }));
    expect(Policy).toContain('arn:aws:iam::491823307716:root');
    expect((await kms.send(new ListKeysCommand({}))).Keys).toHaveLength(2);
    expect((await kms.send(new ListAliasesCommand({}))).Aliases?.[0]?.AliasName).toBe('alias/pay');
  });

  it('refuses rotation of an asymmetric key, and keys that are not there', async () => {
    const kms = new KMSClient(here);
    expect((await errorOf(kms.send(new GetKeyRotationStatusCommand({ KeyId: 'k2' })))).name).toBe(
      'UnsupportedOperationException',
    );
    expect((await errorOf(kms.send(new DescribeKeyCommand({ KeyId: 'nope' })))).name).toBe(
      'NotFoundException',
    );
    const foreign = 'arn:aws:kms:eu-north-1:111111111111:key/x';
    expect((await errorOf(kms.send(new DescribeKeyCommand({ KeyId: foreign })))).name).toBe(
      'AccessDeniedException',
    );
  });
});

describe('events', () => {
  it('lists buses, rules and targets', async () => {
    const events = new EventBridgeClient(here);
    expect((await events.send(new ListEventBusesCommand({}))).EventBuses?.[0]?.Name).toBe('default');
    const { Rules } = await events.send(new ListRulesCommand({}));
    expect(Rules?.[0]).toMatchObject({
      Name: 'root',
      State: 'ENABLED',
      EventPattern: '{"source":["aws.signin"]}',
    });
    expect((await events.send(new DescribeRuleCommand({ Name: 'root' }))).Arn).toContain('rule/root');
    expect((await events.send(new ListTargetsByRuleCommand({ Rule: 'root' }))).Targets).toHaveLength(1);
    expect((await errorOf(events.send(new DescribeRuleCommand({ Name: 'x' })))).name).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('configuration recorders', () => {
  it('come with status and channel', async () => {
    const config = new ConfigServiceClient(here);
    const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
    expect(ConfigurationRecorders?.[0]?.recordingGroup?.allSupported).toBe(true);
    const status = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
    expect(status.ConfigurationRecordersStatus?.[0]?.recording).toBe(true);
    expect((await config.send(new DescribeDeliveryChannelsCommand({}))).DeliveryChannels).toHaveLength(1);
    const channel = await config.send(new DescribeDeliveryChannelStatusCommand({}));
    expect(channel.DeliveryChannelsStatus?.[0]?.configHistoryDeliveryInfo?.lastSuccessfulTime).toBeInstanceOf(
      Date,
    );
    const missing = new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: ['x'] });
    expect((await errorOf(config.send(missing))).name).toBe('NoSuchConfigurationRecorderException');
  });
});

describe('GuardDuty', () => {
  it('filters findings by severity and age', async () => {
    const guard = new GuardDutyClient(here);
    expect((await guard.send(new ListDetectorsCommand({}))).DetectorIds).toEqual(['d1']);
    expect((await guard.send(new GetDetectorCommand({ DetectorId: 'd1' }))).Status).toBe('ENABLED');
    const FindingCriteria = {
      Criterion: { severity: { GreaterThanOrEqual: 7 }, 'service.archived': { Equals: ['false'] } },
    };
    const { FindingIds } = await guard.send(new ListFindingsCommand({ DetectorId: 'd1', FindingCriteria }));
    expect(FindingIds).toHaveLength(1);
    const { Findings } = await guard.send(new GetFindingsCommand({ DetectorId: 'd1', FindingIds }));
    expect(Findings?.[0]).toMatchObject({ Severity: 8, UpdatedAt: '2026-01-02T00:00:00.000Z' });
    expect(
      (await guard.send(new GetAdministratorAccountCommand({ DetectorId: 'd1' }))).Administrator,
    ).toBeUndefined();
    expect((await errorOf(guard.send(new ListOrganizationAdminAccountsCommand({})))).name).toBe(
      'BadRequestException',
    );
  });
});

describe('services that are off', () => {
  it('each refuse in their own words', async () => {
    const refusals = await Promise.all([
      errorOf(new Macie2Client(bare).send(new GetMacieSessionCommand({}))),
      errorOf(new SecurityHubClient(bare).send(new DescribeHubCommand({}))),
      errorOf(new SecurityHubClient(bare).send(new GetEnabledStandardsCommand({}))),
    ]);
    expect(refusals).toEqual([
      { name: 'AccessDeniedException', status: 403, message: 'Macie is not enabled' },
      {
        name: 'InvalidAccessException',
        status: 401,
        message: 'Account 491823307716 is not subscribed to AWS Security Hub',
      },
      {
        name: 'InvalidAccessException',
        status: 401,
        message: 'Account 491823307716 is not subscribed to AWS Security Hub',
      },
    ]);
    expect((await new GuardDutyClient(bare).send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
    const { accounts } = await new Inspector2Client(bare).send(new BatchGetAccountStatusCommand({}));
    expect(accounts?.[0]?.state?.status).toBe('DISABLED');
  });
});

describe('services that are on', () => {
  it('answer', async () => {
    expect((await new Macie2Client(here).send(new GetMacieSessionCommand({}))).status).toBe('ENABLED');
    expect((await new SecurityHubClient(here).send(new DescribeHubCommand({}))).HubArn).toContain(
      'hub/default',
    );
    const { StandardsSubscriptions } = await new SecurityHubClient(here).send(
      new GetEnabledStandardsCommand({}),
    );
    expect(StandardsSubscriptions?.[0]).toMatchObject({
      StandardsStatus: 'READY',
      StandardsSubscriptionArn:
        'arn:aws:securityhub:eu-north-1:491823307716:subscription/cis-aws-foundations-benchmark/v/3.0.0',
    });
    const { accounts } = await new Inspector2Client(here).send(new BatchGetAccountStatusCommand({}));
    expect(accounts?.[0]?.resourceState).toMatchObject({
      ec2: { status: 'ENABLED' },
      ecr: { status: 'DISABLED' },
    });
    expect(
      (await new AccessAnalyzerClient(here).send(new ListAnalyzersCommand({}))).analyzers?.[0]?.status,
    ).toBe('ACTIVE');
  });
});

describe('what faces the internet', () => {
  it('is listed with its web ACL', async () => {
    const waf = new WAFV2Client(here);
    const { WebACLs } = await waf.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }));
    const WebACLArn = WebACLs?.[0]?.ARN;
    expect((await waf.send(new ListResourcesForWebACLCommand({ WebACLArn }))).ResourceArns).toEqual([
      balancer,
    ]);
    expect((await waf.send(new GetWebACLForResourceCommand({ ResourceArn: balancer }))).WebACL?.Name).toBe(
      'edge',
    );
    expect(
      (await waf.send(new GetWebACLForResourceCommand({ ResourceArn: 'arn:x' }))).WebACL,
    ).toBeUndefined();
    const { LoadBalancers } = await new ElasticLoadBalancingV2Client(here).send(
      new DescribeLoadBalancersCommand({}),
    );
    expect(LoadBalancers?.[0]).toMatchObject({ Scheme: 'internet-facing', Type: 'application' });
    const gateway = new APIGatewayClient(here);
    expect((await gateway.send(new GetRestApisCommand({}))).items?.[0]?.endpointConfiguration?.types).toEqual(
      ['REGIONAL'],
    );
    expect((await gateway.send(new GetStagesCommand({ restApiId: 'a1' }))).item?.[0]?.stageName).toBe('prod');
    expect(
      (await new AppSyncClient(here).send(new ListGraphqlApisCommand({}))).graphqlApis?.[0]?.visibility,
    ).toBe('GLOBAL');
    const { UserPools } = await new CognitoIdentityProviderClient(here).send(
      new ListUserPoolsCommand({ MaxResults: 60 }),
    );
    expect(UserPools?.[0]?.Name).toBe('customers');
    const { DistributionList } = await new CloudFrontClient(here).send(new ListDistributionsCommand({}));
    expect(DistributionList?.Items?.[0]).toMatchObject({ Id: 'E1', WebACLId: '', Enabled: true });
    expect(
      (await errorOf(new WAFV2Client(here).send(new ListWebACLsCommand({ Scope: 'CLOUDFRONT' })))).name,
    ).toBe('WAFInvalidParameterException');
  });

  it('includes networks', async () => {
    const ec2 = new EC2Client(here);
    expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]?.VpcId).toBe('vpc-1');
    const Filter = [{ Name: 'resource-id', Values: ['vpc-1'] }];
    expect((await ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs?.[0]?.FlowLogStatus).toBe(
      'ACTIVE',
    );
    expect(
      (await ec2.send(new DescribeInstancesCommand({}))).Reservations?.[0]?.Instances?.[0]?.InstanceId,
    ).toBe('i-1');
  });
});

describe('workloads', () => {
  it('are listed for those who ask what Inspector could scan', async () => {
    const { repositories } = await new ECRClient(here).send(new DescribeRepositoriesCommand({}));
    expect(repositories?.[0]?.repositoryArn).toBe('arn:aws:ecr:eu-north-1:491823307716:repository/booking');
    const { Functions } = await new LambdaClient(here).send(new ListFunctionsCommand({}));
    expect(Functions?.[0]?.FunctionArn).toBe('arn:aws:lambda:eu-north-1:491823307716:function:on-booking');
  });
});

describe('what an account has once', () => {
  it('is told from any region', async () => {
    const shield = new ShieldClient(here);
    expect((await shield.send(new GetSubscriptionStateCommand({}))).SubscriptionState).toBe('ACTIVE');
    expect((await shield.send(new DescribeSubscriptionCommand({}))).Subscription?.AutoRenew).toBe('ENABLED');
    const support = new SupportClient(bare);
    const { checks } = await support.send(new DescribeTrustedAdvisorChecksCommand({ language: 'en' }));
    const checkId = checks?.[0]?.id;
    const { summaries } = await support.send(
      new DescribeTrustedAdvisorCheckSummariesCommand({ checkIds: [checkId ?? ''] }),
    );
    expect(summaries?.[0]?.status).toBe('warning');
    const { result } = await support.send(new DescribeTrustedAdvisorCheckResultCommand({ checkId }));
    expect(result?.resourcesSummary?.resourcesFlagged).toBe(0);
  });

  it('is refused where it was not bought', async () => {
    const poor = await sandboxWith({ supportPlan: 'basic' });
    const session = await sessionOptions(poor, 'us-east-1');
    const advisor = new SupportClient(session).send(
      new DescribeTrustedAdvisorChecksCommand({ language: 'en' }),
    );
    expect(await errorOf(advisor)).toMatchObject({ name: 'SubscriptionRequiredException', status: 400 });
    const shield = new ShieldClient(session);
    expect((await shield.send(new GetSubscriptionStateCommand({}))).SubscriptionState).toBe('INACTIVE');
    expect((await errorOf(shield.send(new DescribeSubscriptionCommand({})))).name).toBe(
      'ResourceNotFoundException',
    );
    await poor.close();
  });
});
