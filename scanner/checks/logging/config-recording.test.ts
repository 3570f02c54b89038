import { describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy, type WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { worldOf } from '../../memory-recorder.ts';
import { testAccountId } from '../../test-support/bucket-cloud.ts';
import { collectFrom } from '../../test-support/collected.ts';
import { judgedOver } from '../../test-support/judged.ts';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { configRecording } from './config-recording.ts';

const on = { configurationRecorders: [{}], deliveryChannels: [{}] };
const recorder = (more: object) => ({ configurationRecorders: [more], deliveryChannels: [{}] });
const failing = { lastStatus: 'Failure' as const, lastErrorMessage: 'NoSuchBucket' };

describe('config-recording', () => {
  it.each([
    ['records everything in every region', { eu: on, us: on }, 'pass', 'records all resource types'],
    ['has no recorder in one region', { eu: on }, 'fail', 'Config has no recorder in us-east-1.'],
    [
      'has a stopped recorder',
      { eu: on, us: recorder({ status: { recording: false } }) },
      'fail',
      'stopped in us-east-1',
    ],
    [
      'has only a service-linked recorder',
      {
        eu: on,
        us: {
          configurationRecorders: [
            { name: 'AWSConfigurationRecorderForSecurityHub', servicePrincipal: 'securityhub.amazonaws.com' },
          ],
        },
      },
      'fail',
      'only a service-linked recorder in us-east-1',
    ],
    [
      'has no delivery channel',
      { eu: on, us: { configurationRecorders: [{}] } },
      'fail',
      'no delivery channel in us-east-1',
    ],
    [
      'cannot deliver',
      { eu: on, us: { ...on, deliveryChannels: [{ status: { configHistoryDeliveryInfo: failing } }] } },
      'fail',
      'delivery failed in us-east-1: NoSuchBucket',
    ],
    [
      'records some types',
      {
        eu: on,
        us: recorder({ recordingGroup: { allSupported: false, resourceTypes: ['AWS::S3::Bucket'] } }),
      },
      'fail',
      'only some resource types in us-east-1',
    ],
    [
      'leaves out some types',
      {
        eu: on,
        us: recorder({
          recordingGroup: {
            allSupported: false,
            exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::Volume'] },
            recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
          },
        }),
      },
      'fail',
      'leaves out AWS::EC2::Volume in us-east-1',
    ],
    [
      'records global types in one region',
      { eu: on, us: recorder({ recordingGroup: { allSupported: true, includeGlobalResourceTypes: false } }) },
      'pass',
      '',
    ],
    [
      'records global types nowhere',
      {
        eu: recorder({ recordingGroup: { allSupported: true, includeGlobalResourceTypes: false } }),
        us: recorder({ recordingGroup: { allSupported: true, includeGlobalResourceTypes: false } }),
      },
      'fail',
      'No region’s recorder records global types',
    ],
    [
      'records daily',
      { eu: on, us: recorder({ recordingMode: { recordingFrequency: 'DAILY' as const } }) },
      'warn',
      'once a day in us-east-1',
    ],
    [
      'records one type daily',
      {
        eu: on,
        us: recorder({
          recordingMode: {
            recordingFrequency: 'CONTINUOUS' as const,
            recordingModeOverrides: [
              { resourceTypes: ['AWS::EC2::Instance'], recordingFrequency: 'DAILY' as const },
            ],
          },
        }),
      },
      'warn',
      'records AWS::EC2::Instance only once a day in us-east-1',
    ],
    [
      'has no channel and a recorder whose status was denied',
      {
        eu: on,
        us: { configurationRecorders: [{}] },
        role: { deny: ['config:DescribeConfigurationRecorderStatus'] },
      },
      'fail',
      'no delivery channel in us-east-1',
    ],
    [
      'records some types and has a status that was denied',
      {
        eu: on,
        us: recorder({
          recordingGroup: { allSupported: false, resourceTypes: ['AWS::S3::Bucket'] },
        }),
        role: { deny: ['config:DescribeConfigurationRecorderStatus'] },
      },
      'fail',
      'only some resource types in us-east-1',
    ],
    [
      'was denied',
      { eu: on, us: on, role: { deny: ['config:DescribeConfigurationRecorders'] } },
      'unknown',
      'was denied',
    ],
    [
      'has a recorder whose status was denied',
      { eu: on, us: on, role: { deny: ['config:DescribeConfigurationRecorderStatus'] } },
      'unknown',
      'was not read',
    ],
    [
      'has a channel whose status was denied',
      { eu: on, us: on, role: { deny: ['config:DescribeDeliveryChannelStatus'] } },
      'pass',
      '',
    ],
    [
      'has channels that were denied',
      { eu: on, us: on, role: { deny: ['config:DescribeDeliveryChannel*'] } },
      'unknown',
      'delivers its records',
    ],
  ])('judges an account where Config %s', async (_, account, verdict, reason) => {
    const found = await verdictIn(configRecording, account as never);
    expect(found.verdict).toBe(verdict);
    expect(found.reason).toContain(reason);
  });

  describe('where no recorder that was read records global types', () => {
    const regional = recorder({ recordingGroup: { allSupported: true, includeGlobalResourceTypes: false } });
    const onlyEu: WorkspacePolicy = { ...defaultWorkspacePolicy, regionsInScope: ['eu-north-1'] };

    it('leaves open that a region nobody could name records them', async () => {
      const found = await verdictIn(configRecording, {
        eu: on,
        us: regional,
        role: { deny: ['account:ListRegions', 'ec2:DescribeRegions'] },
      });
      expect(found.verdict).toBe('unknown');
    });

    it('leaves open that a region out of scope records them, which was not read', async () => {
      const resources = { 'eu-north-1': regional, 'us-east-1': on };
      const regions = ['eu-north-1', 'us-east-1'];
      const { snapshot } = await collectFrom(
        { accounts: [{ id: testAccountId, name: 'a', regions, resources }] },
        testAccountId,
        { regions: ['eu-north-1'] },
      );
      const judged = judgedOver(worldOf([snapshot]));
      expect(judged.verdict(testAccountId, configRecording, onlyEu)).toMatchObject({
        verdict: 'unknown',
        reason: expect.stringContaining('not every region was read'),
      });
    });

    it('knows them from a region out of scope that was read', async () => {
      const found = await verdictIn(configRecording, { eu: regional, us: on }, onlyEu);
      expect(found.verdict).toBe('pass');
    });

    it('fails where every region was read, in scope or not', async () => {
      const found = await verdictIn(configRecording, { eu: regional, us: regional }, onlyEu);
      expect(found.verdict).toBe('fail');
    });
  });

  it('says what was not read of the channel', async () => {
    const found = await verdictIn(configRecording, {
      eu: on,
      us: on,
      role: { deny: ['config:DescribeDeliveryChannelStatus'] },
    });
    expect(found.notes.join(' ')).toContain('config:DescribeDeliveryChannelStatus');
  });
});
