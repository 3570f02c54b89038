import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, scanned } from '../../test-support/judged.ts';
import { trailKms } from './trail-kms.ts';

const regions = ['eu-west-1', 'us-east-1'];
const keyId = '1d7c1f2e-5a55-4b51-9d5b-0d3f1c9b7a10';
const lostKeyId = '5b0c9a1e-77aa-4d36-8a6f-2c4be1f0d911';
const archive = '999999999991';
const archiveKey = `arn:aws:kms:eu-west-1:${archive}:key/${keyId}`;
const strangerKey = `arn:aws:kms:eu-west-1:999999999999:key/${keyId}`;
const withKey =
  (key: object, role = {}) =>
  (id: string) => ({
    id,
    name: id,
    role,
    regions,
    resources: {
      'eu-west-1': {
        trails: [{ Name: 'main', KmsKeyId: 'alias/trail' }],
        keys: [{ aliases: ['alias/trail'], ...key }],
      },
    },
  });
const naming = (KmsKeyId: string | null) => (id: string) => ({
  id,
  name: id,
  regions,
  resources: { 'eu-west-1': { trails: [{ Name: 'main', ...(KmsKeyId && { KmsKeyId }) }] } },
});

const cases = {
  '111111111111': {
    make: withKey({}),
    verdict: 'pass',
    reason: 'Trail main encrypts with an enabled KMS key.',
  },
  '111111111112': {
    make: withKey({ KeyState: 'Disabled' }),
    verdict: 'fail',
    reason: 'KMS key alias/trail of trail main is disabled.',
  },
  '111111111113': {
    make: withKey({ KeyState: 'PendingDeletion' }),
    verdict: 'fail',
    reason: 'KMS key alias/trail of trail main is pending deletion.',
  },
  '111111111114': { make: naming(null), verdict: 'fail', reason: 'Trail main has no KMS key.' },
  '111111111115': {
    make: withKey({}, { deny: ['kms:DescribeKey'] }),
    verdict: 'unknown',
    reason:
      'Trail main has KMS key alias/trail; its state could not be read: kms:DescribeKey was denied in eu-west-1.',
  },
  '111111111116': {
    make: naming(archiveKey),
    verdict: 'pass',
    reason: 'Trail main encrypts with an enabled KMS key.',
  },
  '111111111118': {
    make: withKey({ KeyState: 'Updating' }),
    verdict: 'pass',
    reason: 'Trail main encrypts with an enabled KMS key.',
  },
  '111111111119': {
    make: withKey({ KeyState: 'Unavailable' }),
    verdict: 'fail',
    reason: 'KMS key alias/trail of trail main is not usable (Unavailable).',
  },
  '111111111120': {
    make: naming(`arn:aws:kms:eu-west-1:${archive}:key/${lostKeyId}`),
    verdict: 'fail',
    reason: `KMS key ${lostKeyId} (account ${archive}) of trail main is disabled.`,
  },
  '111111111117': {
    make: naming(strangerKey),
    verdict: 'unknown',
    reason: `Trail main has KMS key ${keyId} of account 999999999999, which is not scanned.`,
  },
} as const;

let judged: Judged;

beforeAll(async () => {
  const accounts = Object.entries(cases).map(([id, it]) => it.make(id));
  const keys = [{ KeyId: keyId }, { KeyId: lostKeyId, KeyState: 'Disabled' as const }];
  judged = await scanned(
    {
      accounts: [
        ...accounts,
        { id: archive, name: 'archive', regions, resources: { 'eu-west-1': { keys } } },
      ],
    },
    [...Object.keys(cases), archive],
  );
});

describe('trail-kms', () => {
  it.each(Object.entries(cases))('judges %s as it should', (accountId, { verdict, reason }) => {
    expect(judged.verdict(accountId, trailKms)).toMatchObject({ verdict, reason });
  });

  it('names the action to grant, or the account to onboard', () => {
    expect(judged.verdict('111111111115', trailKms).missing).toMatchObject([{ action: 'kms:DescribeKey' }]);
    expect(judged.verdict('111111111117', trailKms).missing).toMatchObject([{ accountId: '999999999999' }]);
  });

  it('fails without any trail', () => {
    expect(judged.verdict(archive, trailKms).verdict).toBe('fail');
  });
});
