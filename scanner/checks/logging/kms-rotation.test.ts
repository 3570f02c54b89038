import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { kmsRotation } from './kms-rotation.ts';

const rotating = { aliases: ['alias/good'], rotation: { KeyRotationEnabled: true } };
const still = { aliases: ['alias/still'] };

describe('kms-rotation', () => {
  it.each([
    ['every key rotates', { eu: { keys: [rotating] }, us: { keys: [rotating] } }, 'pass'],
    ['one key does not', { eu: { keys: [rotating] }, us: { keys: [still] } }, 'fail'],
    ['there is no key', {}, 'not_applicable'],
    [
      'the keys are AWS’s own',
      { eu: { keys: [{ aliases: ['alias/aws/s3'], KeyManager: 'AWS' as const }] } },
      'not_applicable',
    ],
    ['AWS’s own key has no alias', { eu: { keys: [{ KeyManager: 'AWS' as const }] } }, 'not_applicable'],
    [
      'the key is disabled',
      { eu: { keys: [{ ...still, KeyState: 'Disabled' as const }] } },
      'not_applicable',
    ],
    [
      'the key is pending deletion',
      { eu: { keys: [{ ...still, KeyState: 'PendingDeletion' as const }] } },
      'not_applicable',
    ],
    [
      'the key is asymmetric',
      { eu: { keys: [{ ...still, KeySpec: 'RSA_2048' as const }] } },
      'not_applicable',
    ],
    [
      'the key’s material is imported',
      { eu: { keys: [{ ...still, Origin: 'EXTERNAL' as const }] } },
      'not_applicable',
    ],
    [
      'the key is a replica of one that rotates',
      {
        eu: { keys: [rotating] },
        us: {
          keys: [
            {
              ...still,
              MultiRegion: true,
              MultiRegionConfiguration: {
                MultiRegionKeyType: 'REPLICA' as const,
                PrimaryKey: { Arn: 'arn:aws:kms:eu-north-1:111111111111:key/mrk-1', Region: 'eu-north-1' },
              },
            },
          ],
        },
      },
      'pass',
    ],
    [
      'rotation was denied',
      { eu: { keys: [rotating] }, role: { deny: ['kms:GetKeyRotationStatus'] } },
      'unknown',
    ],
    ['the list was denied', { eu: { keys: [rotating] }, role: { deny: ['kms:ListKeys'] } }, 'unknown'],
    ['only aliases were denied', { eu: { keys: [rotating] }, role: { deny: ['kms:ListAliases'] } }, 'pass'],
  ])('judges an account where %s', async (_, account, verdict) => {
    expect((await verdictIn(kmsRotation, account)).verdict).toBe(verdict);
  });

  it('says where a replica is judged when nothing else is to be', async () => {
    const replica = {
      KeyId: 'mrk-1',
      MultiRegion: true,
      MultiRegionConfiguration: {
        MultiRegionKeyType: 'REPLICA' as const,
        PrimaryKey: { Arn: 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1', Region: 'eu-west-1' },
      },
    };
    const verdict = await verdictIn(kmsRotation, { eu: { keys: [replica] } });
    expect(verdict).toMatchObject({
      verdict: 'not_applicable',
      reason:
        'No key of the account is judged in these regions: replica key/mrk-1 is judged at its primary in eu-west-1.',
    });
  });

  it('names the key and the action that is missing', async () => {
    const failing = await verdictIn(kmsRotation, { eu: { keys: [still] } });
    expect(failing.reason).toMatch(/^Rotation is off for key\/[0-9a-f-]{36}\.$/);
    expect(failing.resource).toMatch(/^arn:aws:kms:eu-north-1:111111111111:key\//);
    const blind = await verdictIn(kmsRotation, {
      eu: { keys: [still] },
      role: { deny: ['kms:DescribeKey'] },
    });
    expect(blind).toMatchObject({ verdict: 'unknown', missing: [{ action: 'kms:DescribeKey' }] });
    const unasked = await verdictIn(kmsRotation, {
      eu: { keys: [still] },
      role: { deny: ['kms:GetKeyRotationStatus'] },
    });
    expect(unasked.reason).toMatch(/rotates was not read: kms:GetKeyRotationStatus was denied\.$/);
  });
});
