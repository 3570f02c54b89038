import { describe, expect, it } from 'vitest';
import { decideExposure, type ExposureFacts } from './bucket-exposure.ts';

const none = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
const all = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};
const openBase: ExposureFacts = {
  bucketArn: 'arn:aws:s3:::acme-trail',
  grants: [],
  policyText: null,
  bucketBlock: null,
  accountBlock: null,
};

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function allow(more: object = {}): object {
  return {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::acme-trail/*',
    ...more,
  };
}

describe('the effective exposure of a bucket', () => {
  it.each([
    ['nothing set', {}, 'unblocked'],
    ['both blocks empty', { bucketBlock: none, accountBlock: none }, 'unblocked'],
    ['the bucket blocks', { bucketBlock: all }, 'blocked'],
    ['the account blocks', { accountBlock: all }, 'blocked'],
    [
      'each blocks a half',
      {
        bucketBlock: { ...none, ignorePublicAcls: true },
        accountBlock: { ...none, restrictPublicBuckets: true },
      },
      'blocked',
    ],
    [
      'new grants are blocked, and there are none',
      { bucketBlock: { ...none, blockPublicAcls: true }, accountBlock: { ...none, blockPublicPolicy: true } },
      'blocked',
    ],
    [
      'only ACLs are blocked',
      { bucketBlock: { ...all, blockPublicPolicy: false, restrictPublicBuckets: false } },
      'unblocked',
    ],
    [
      'only policies are blocked',
      { accountBlock: { ...all, blockPublicAcls: false, ignorePublicAcls: false } },
      'unblocked',
    ],
    [
      'three of the four, the account unread',
      { bucketBlock: { ...all, restrictPublicBuckets: false }, accountBlock: undefined },
      'blocked',
    ],
    [
      'two of the four, the account unread',
      {
        bucketBlock: { ...all, blockPublicPolicy: false, restrictPublicBuckets: false },
        accountBlock: undefined,
      },
      'open-question',
    ],
  ] as const)('without grants: %s', (_, facts, state) => {
    expect(decideExposure({ ...openBase, ...facts }).state).toBe(state);
  });

  const allUsers = { groupUri: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' };
  const anyAccount = {
    groupUri: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
    permission: 'WRITE',
  };
  const logDelivery = { groupUri: 'http://acs.amazonaws.com/groups/s3/LogDelivery', permission: 'WRITE' };
  it.each([
    ['AllUsers', { grants: [allUsers] }, 'public'],
    ['AuthenticatedUsers', { grants: [anyAccount] }, 'public'],
    ['the log delivery group', { grants: [logDelivery] }, 'unblocked'],
    ['one account', { grants: [{ groupUri: null, permission: 'FULL_CONTROL' }] }, 'unblocked'],
    ['AllUsers, ignored by the bucket', { grants: [allUsers], bucketBlock: all }, 'blocked'],
    ['AllUsers, ignored by the account', { grants: [allUsers], accountBlock: all }, 'blocked'],
    [
      'AllUsers, only new ACLs blocked',
      { grants: [allUsers], bucketBlock: { ...all, ignorePublicAcls: false } },
      'public',
    ],
    [
      'AllUsers while only policies are restricted',
      { grants: [allUsers], accountBlock: { ...none, restrictPublicBuckets: true } },
      'public',
    ],
  ] as const)('grants to %s', (_, facts, state) => {
    expect(decideExposure({ ...openBase, ...facts }).state).toBe(state);
  });

  it.each([
    ['"*"', allow(), 'public'],
    ['{"AWS":"*"}', allow({ Principal: { AWS: '*' } }), 'public'],
    ['{"AWS":["*"]}', allow({ Principal: { AWS: ['*'] } }), 'public'],
    [
      'everyone but one',
      allow({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      'public',
    ],
    ['one account', allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), 'unblocked'],
    ['a service', allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } }), 'unblocked'],
    ['whoever has an account there', allow({ Principal: { Federated: 'graph.facebook.com' } }), 'public'],
    [
      'the users of one pool',
      allow({
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-north-1:1234' } },
      }),
      'unblocked',
    ],
    [
      'the users of one account’s provider',
      allow({ Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' } }),
      'unblocked',
    ],
  ])('a statement for %s', (_, statement, state) => {
    expect(decideExposure({ ...openBase, policyText: policy(statement) }).state).toBe(state);
  });

  it.each([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-halvorsen01' } }, 'unblocked'],
    [{ StringEquals: { 'AWS:PrincipalOrgId': ['o-halvorsen01'] } }, 'unblocked'],
    [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'public'],
    [{ StringLike: { 'aws:PrincipalOrgPaths': 'o-halvorsen01/r-ab12/*' } }, 'unblocked'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-halvorsen01' } }, 'public'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-halvorsen01' } }, 'public'],
    [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-halvorsen01' } }, 'public'],
    [{ StringEquals: { 'aws:SourceAccount': '111122223333' } }, 'unblocked'],
    [{ StringLike: { 'aws:SourceAccount': '1111*' } }, 'public'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } }, 'unblocked'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } }, 'public'],
    [{ StringLike: { 'aws:SourceArn': '*' } }, 'public'],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } }, 'unblocked'],
    [{ StringLike: { 'aws:SourceVpc': 'vpc-*' } }, 'public'],
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'unblocked'],
    [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, 'public'],
    [{ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '::/0'] } }, 'public'],
    [{ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }, 'public'],
    [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'public'],
    [{ StringEquals: { 'aws:Referer': 'https://acme.example' } }, 'public'],
    [{ StringLike: { 'aws:UserAgent': 'acme-*' } }, 'public'],
    [{ Bool: { 'aws:SecureTransport': 'true' } }, 'public'],
    [{ Null: { 'aws:PrincipalOrgID': 'false' } }, 'public'],
    [{ StringEquals: { 'aws:PrincipalAccount': `$${'{'}aws:ResourceAccount}` } }, 'public'],
    [{ StringEquals: { 'aws:Referer': 'x', 'aws:SourceVpce': 'vpce-0a1b2c3d' } }, 'unblocked'],
    [{ Bool: { 'aws:PrincipalIsAWSService': 'true' } }, 'public'],
    [{ StringEquals: { 'aws:PrincipalServiceName': 'config.amazonaws.com' } }, 'unblocked'],
    [{ StringLike: { 'aws:PrincipalServiceName': '*.amazonaws.com' } }, 'public'],
    [{ StringEquals: { 'aws:VpceOrgID': 'o-halvorsen01' } }, 'unblocked'],
    [
      {
        StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-halvorsen01' },
        Null: { 'aws:PrincipalOrgID': 'false' },
      },
      'unblocked',
    ],
    [
      {
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-halvorsen01/*' },
        Null: { 'aws:PrincipalOrgPaths': false },
      },
      'unblocked',
    ],
    [
      {
        StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-halvorsen01' },
        Null: { 'aws:SourceVpce': 'false' },
      },
      'public',
    ],
  ])('a statement for everyone under %j', (Condition, state) => {
    expect(decideExposure({ ...openBase, policyText: policy(allow({ Condition })) }).state).toBe(state);
  });

  it.each([
    ['restricted by the bucket', { bucketBlock: all }, 'blocked'],
    ['restricted by the account', { accountBlock: all }, 'blocked'],
    ['only new policies blocked', { bucketBlock: { ...all, restrictPublicBuckets: false } }, 'public'],
    [
      'the account unread',
      { bucketBlock: { ...all, restrictPublicBuckets: false }, accountBlock: undefined },
      'open-question',
    ],
  ])('a public policy, %s', (_, facts, state) => {
    expect(decideExposure({ ...openBase, policyText: policy(allow()), ...facts }).state).toBe(state);
  });

  it('heeds a Deny that stops everyone outside the organization', () => {
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'],
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-halvorsen01' } },
    };
    expect(decideExposure({ ...openBase, policyText: policy(allow(), deny) }).state).toBe('unblocked');
    const plainHttp = { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(decideExposure({ ...openBase, policyText: policy(allow(), plainHttp) }).state).toBe('public');
    const otherAction = { ...deny, Action: 's3:PutObject' };
    expect(decideExposure({ ...openBase, policyText: policy(allow(), otherAction) }).state).toBe('public');
  });

  const denied = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: 'arn:aws:s3:::acme-trail/*',
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-halvorsen01' } },
  };
  const onBucket = { Resource: 'arn:aws:s3:::acme-trail', Action: 's3:ListBucket' };
  it.each([
    ['one Deny for objects', [allow(), denied], 'unblocked'],
    ['one Deny that leaves the bucket itself', [allow(), allow(onBucket), denied], 'public'],
    ['two that cover both', [allow(), allow(onBucket), denied, { ...denied, ...onBucket }], 'unblocked'],
    [
      'a Deny that spares callers without the key',
      [
        allow(),
        {
          ...denied,
          Condition: { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-halvorsen01/*' } },
        },
      ],
      'public',
    ],
    [
      'a Deny that stops callers without the key',
      [
        allow(),
        {
          ...denied,
          Condition: { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-halvorsen01/*' } },
        },
      ],
      'unblocked',
    ],
    [
      'a Deny for nobody',
      [allow(), { ...denied, Principal: undefined, NotPrincipal: { AWS: '*' }, Condition: undefined }],
      'public',
    ],
    [
      'a Deny of one character where any run is open',
      [allow(), { ...denied, Resource: 'arn:aws:s3:::acme-trail/?' }],
      'public',
    ],
    ['a Deny of other calls', [allow(), { ...denied, Action: undefined, NotAction: 's3:Get*' }], 'public'],
    [
      'a Deny that spares whoever comes through a service',
      [allow(), { ...denied, Condition: { ...denied.Condition, Bool: { 'aws:ViaAWSService': 'false' } } }],
      'public',
    ],
    [
      'a Deny that spares services themselves',
      [
        allow(),
        { ...denied, Condition: { ...denied.Condition, Bool: { 'aws:PrincipalIsAWSService': 'false' } } },
      ],
      'unblocked',
    ],
    [
      'a Deny everywhere but in another folder',
      [
        allow({ Resource: 'arn:aws:s3:::acme-trail/AWSLogs/*' }),
        { ...denied, Resource: undefined, NotResource: 'arn:aws:s3:::acme-trail/public/*' },
      ],
      'unblocked',
    ],
    [
      'a Deny everywhere but in a folder of it',
      [allow(), { ...denied, Resource: undefined, NotResource: 'arn:aws:s3:::acme-trail/public/*' }],
      'public',
    ],
    [
      'a Deny in a folder of another case',
      [
        allow({ Resource: 'arn:aws:s3:::acme-trail/AWSLogs/*' }),
        { ...denied, Resource: 'arn:aws:s3:::acme-trail/awslogs/*' },
      ],
      'public',
    ],
    ['a Deny of every S3 call where every call is open', [allow({ Action: '*' }), denied], 'unblocked'],
    [
      'a Deny of this bucket where every bucket is open',
      [allow({ Resource: '*' }), { ...denied, Resource: ['arn:aws:s3:::acme-trail*'] }],
      'unblocked',
    ],
    [
      'a Deny of objects where a call on objects is open',
      [allow({ Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'] }), denied],
      'unblocked',
    ],
    [
      'a Deny of all other calls',
      [allow(), { ...denied, Action: undefined, NotAction: 's3:PutObject' }],
      'unblocked',
    ],
  ])('weighs an open statement against %s', (_, statements, state) => {
    expect(decideExposure({ ...openBase, policyText: policy(...statements) }).state).toBe(state);
  });

  it.each([
    ['arn:aws:s3:::acme-trail', 'public'],
    ['arn:aws:s3:::acme-trail/AWSLogs/*', 'public'],
    ['arn:aws:s3:::acme-*', 'public'],
    ['arn:aws:s3:::*/public/*', 'public'],
    ['*', 'public'],
    ['arn:aws:s3:::acme-trails/*', 'unblocked'],
    ['arn:aws:s3:::other/*', 'unblocked'],
  ])('looks at an open statement over %s only if that is the bucket', (Resource, state) => {
    expect(decideExposure({ ...openBase, policyText: policy(allow({ Resource })) }).state).toBe(state);
  });

  it.each([
    ['the ACL', { grants: undefined }, { unread: ['acl'] }],
    ['the policy', { policyText: undefined }, { unread: ['policy'] }],
    ['a policy that is no JSON', { policyText: '{' }, { unread: ['policy'] }],
    ['the bucket’s block', { bucketBlock: undefined }, { unread: ['block'] }],
    ['the account’s block', { accountBlock: undefined }, { unread: ['block'] }],
  ])('stays open when %s was not read', (_, facts, expected) => {
    expect(decideExposure({ ...openBase, ...facts })).toMatchObject({ state: 'open-question', ...expected });
  });

  it('needs nothing that cannot change the answer', () => {
    const blocked = { ...openBase, bucketBlock: all };
    expect(
      decideExposure({ ...blocked, grants: undefined, policyText: undefined, accountBlock: undefined }).state,
    ).toBe('blocked');
    expect(decideExposure({ ...openBase, policyText: undefined, grants: [allUsers] }).state).toBe('public');
  });
});

it('compares hostile wildcards without trying every way to read them', () => {
  const open = allow({ Resource: `arn:aws:s3:::acme-trail/${'a'.repeat(2000)}` });
  const hostile = { ...open, Effect: 'Deny', Resource: `arn:aws:s3:::acme-trail/${'*a'.repeat(30)}*b` };
  expect(decideExposure({ ...openBase, policyText: policy(open, hostile) }).state).toBe('public');
});
