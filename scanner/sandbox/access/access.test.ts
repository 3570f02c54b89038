import { CloudTrailClient, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { errorOf, operatorOptions, sandboxWith, sessionOptions, testAccountId } from '../testing.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const RoleArn = `arn:aws:iam::${testAccountId}:role/WatchpostReadOnly`;
const ExternalId = `wp-${testAccountId}`;

function assume(input: Partial<AssumeRoleCommandInput>) {
  const sts = new STSClient(operatorOptions(sandbox));
  return sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'watchpost', ExternalId, ...input }));
}

describe('AssumeRole', () => {
  it('gives a session that knows who it is', async () => {
    sandbox = await sandboxWith({});
    const { AssumedRoleUser, Credentials } = await assume({});
    expect(AssumedRoleUser?.Arn).toBe(
      `arn:aws:sts::${testAccountId}:assumed-role/WatchpostReadOnly/watchpost`,
    );
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    const sts = new STSClient(await sessionOptions(sandbox));
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(testAccountId);
  });

  it('refuses in the same words whatever the cause', async () => {
    sandbox = await sandboxWith(
      {},
      {
        accounts: [
          {
            id: '222222222222',
            name: 'refusing',
            role: { trustedPrincipal: 'arn:aws:iam::999999999999:root' },
          },
        ],
      },
    );
    const inputs: Partial<AssumeRoleCommandInput>[] = [
      { ExternalId: undefined },
      { ExternalId: 'wrong-one' },
      { RoleArn: `${RoleArn}X` },
      { RoleArn: 'arn:aws:iam::333333333333:role/WatchpostReadOnly' },
      { RoleArn: RoleArn.replace('role/', 'role/security/') },
      { RoleArn: 'arn:aws:iam::222222222222:role/WatchpostReadOnly', ExternalId: 'wp-222222222222' },
    ];
    for (const input of inputs) {
      expect(await errorOf(assume(input))).toEqual({
        name: 'AccessDenied',
        status: 403,
        message: `User: arn:aws:iam::204917563318:user/watchpost is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn ?? RoleArn}`,
      });
    }
  });

  it('asks for no external ID when the role demands none, and takes a written trust policy', async () => {
    const Principal = { AWS: 'arn:aws:iam::204917563318:root' };
    const Condition = { StringLike: { 'sts:ExternalId': ['wp-*', 'next'] } };
    sandbox = await sandboxWith({
      role: { externalId: false },
      otherRoles: [
        {
          name: 'Written',
          path: '/security/',
          trust: { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition }] },
        },
      ],
    });
    expect((await assume({ ExternalId: undefined })).Credentials).toBeDefined();
    const written = RoleArn.replace('role/WatchpostReadOnly', 'role/security/Written');
    expect((await assume({ RoleArn: written, ExternalId: 'next' })).Credentials).toBeDefined();
    expect((await errorOf(assume({ RoleArn: written, ExternalId: 'other' }))).name).toBe('AccessDenied');
  });

  it('refuses bad input, inactive regions and account without a role', async () => {
    sandbox = await sandboxWith(
      { stsInactiveRegions: ['eu-north-1'] },
      { accounts: [{ id: '222222222222', name: 'bare', role: false }] },
    );
    expect(await errorOf(assume({}))).toMatchObject({ name: 'RegionDisabledException', status: 403 });
    expect(await errorOf(assume({ RoleSessionName: 'a b' }))).toMatchObject({ status: 400 });
    const bare = {
      RoleArn: 'arn:aws:iam::222222222222:role/WatchpostReadOnly',
      ExternalId: 'wp-222222222222',
    };
    expect((await errorOf(assume(bare))).name).toBe('AccessDenied');
  });
});

describe('sessions', () => {
  it('expire', async () => {
    sandbox = await sandboxWith({});
    const options = await sessionOptions(sandbox);
    sandbox.expireSessions();
    expect((await errorOf(new CloudTrailClient(options).send(new ListTrailsCommand({})))).name).toBe(
      'ExpiredTokenException',
    );
    expect(await errorOf(new S3Client(options).send(new ListBucketsCommand({})))).toMatchObject({
      name: 'ExpiredToken',
      status: 400,
    });
  });

  it('are as short as the role makes them, and may be refused for a while', async () => {
    const faults = [{ kind: 'deny' as const, action: 'sts:AssumeRole', times: 1 }];
    sandbox = await sandboxWith({ role: { maxSessionSeconds: 2 }, faults });
    expect((await errorOf(assume({}))).message).toMatch(/perform: sts:AssumeRole on resource: \S+$/);
    const { Credentials } = await assume({ DurationSeconds: 3600 });
    expect(Credentials?.Expiration?.getTime()).toBeLessThan(Date.now() + 2_100);
  });

  it('are refused when the keys are unknown, or the region is off', async () => {
    sandbox = await sandboxWith({});
    const stranger = {
      ...operatorOptions(sandbox),
      credentials: { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x' },
    };
    expect((await errorOf(new CloudTrailClient(stranger).send(new ListTrailsCommand({})))).name).toBe(
      'UnrecognizedClientException',
    );
    const off = await sessionOptions(sandbox, 'ap-east-1');
    const ask = { trail: new CloudTrailClient(off), sns: new SNSClient(off), ec2: new EC2Client(off) };
    expect(await errorOf(ask.trail.send(new ListTrailsCommand({})))).toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
    expect((await errorOf(ask.sns.send(new ListTopicsCommand({})))).name).toBe('InvalidClientTokenId');
    expect(await errorOf(ask.ec2.send(new DescribeVpcsCommand({})))).toMatchObject({
      name: 'AuthFailure',
      status: 401,
    });
  });
});

describe('permissions', () => {
  it('are refused in each protocol’s own shape', async () => {
    sandbox = await sandboxWith({ role: { allow: ['sts:*'] } });
    const options = await sessionOptions(sandbox);
    const refusals = await Promise.all([
      errorOf(new CloudTrailClient(options).send(new ListTrailsCommand({}))),
      errorOf(new CloudWatchClient(options).send(new DescribeAlarmsCommand({}))),
      errorOf(new EC2Client(options).send(new DescribeVpcsCommand({}))),
      errorOf(new SNSClient(options).send(new ListTopicsCommand({}))),
      errorOf(new S3Client(options).send(new ListBucketsCommand({}))),
      errorOf(new GuardDutyClient(options).send(new ListDetectorsCommand({}))),
    ]);
    expect(refusals.map((it) => `${it.name} ${it.status}`)).toEqual([
      'AccessDeniedException 400',
      'AccessDeniedException 400',
      'UnauthorizedOperation 403',
      'AuthorizationErrorException 403',
      'AccessDenied 403',
      'AccessDeniedException 403',
    ]);
    const caller = `arn:aws:sts::${testAccountId}:assumed-role/WatchpostReadOnly/test`;
    expect(refusals[0]?.message).toBe(
      `User: ${caller} is not authorized to perform: cloudtrail:ListTrails because no identity-based policy allows the cloudtrail:ListTrails action`,
    );
  });

  it('name who refuses: role, boundary, service control policy', async () => {
    const organization = 'o-halvorsen01';
    sandbox = await sandboxWith(
      {
        organization,
        ou: 'Workloads/Production',
        role: { deny: ['sns:List*'], boundary: { name: 'pci', allow: ['*'], deny: ['cloudwatch:*'] } },
      },
      {
        organizations: [
          {
            id: organization,
            management: '111111111111',
            serviceControlPolicies: [
              { id: 'p-5x8k2v1q', deny: ['guardduty:*'], exceptRegions: ['eu-*'], ous: ['Workloads'] },
            ],
          },
        ],
      },
    );
    const [here, there] = [await sessionOptions(sandbox), await sessionOptions(sandbox, 'us-east-1')];
    const messages = await Promise.all([
      errorOf(new SNSClient(here).send(new ListTopicsCommand({}))),
      errorOf(new CloudWatchClient(here).send(new DescribeAlarmsCommand({}))),
      errorOf(new GuardDutyClient(there).send(new ListDetectorsCommand({}))),
    ]);
    expect(messages.map((it) => it.message.replace(/^.*perform: /, ''))).toEqual([
      `sns:ListTopics on resource: arn:aws:sns:eu-north-1:${testAccountId}:* with an explicit deny in an identity-based policy`,
      'cloudwatch:DescribeAlarms because no permissions boundary allows the cloudwatch:DescribeAlarms action',
      `guardduty:ListDetectors on resource: arn:aws:guardduty:us-east-1:${testAccountId}:detector/* with an explicit deny in a service control policy: arn:aws:organizations::111111111111:policy/o-halvorsen01/service_control_policy/p-5x8k2v1q`,
    ]);
    expect((await new GuardDutyClient(here).send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
  });

  it('may be written as IAM policies', async () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } };
    const Statement = [{ Effect: 'Allow' as const, Action: ['cloudtrail:*'], Resource: '*', Condition }];
    sandbox = await sandboxWith({ role: { policies: [{ Statement }] } });
    const here = new CloudTrailClient(await sessionOptions(sandbox));
    expect((await here.send(new ListTrailsCommand({}))).Trails).toEqual([]);
    const there = new CloudTrailClient(await sessionOptions(sandbox, 'us-east-1'));
    expect((await errorOf(there.send(new ListTrailsCommand({})))).name).toBe('AccessDeniedException');
  });
});
