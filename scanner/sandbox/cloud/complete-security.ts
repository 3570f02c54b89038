import type { StandardsSubscription } from '@aws-sdk/client-securityhub';
import type { RegionBlock } from '../document/cloud-document.ts';
import type { DetectorDocument } from '../document/security.ts';
import type { Here } from './complete-monitoring.ts';
import { ago, arn, hexFrom, over, uuidFrom } from './names.ts';

export function completeRules({ owner, region }: Here, { rules = [], eventBuses = [] }: RegionBlock) {
  const buses = eventBuses.some((bus) => bus.Name === 'default')
    ? eventBuses
    : [{ Name: 'default' }, ...eventBuses];
  return {
    eventBuses: buses.map((bus) => ({
      Arn: arn(owner, 'events', region, `event-bus/${bus.Name ?? ''}`),
      ...bus,
    })),
    rules: rules.map((rule) => {
      const bus = rule.EventBusName ?? 'default';
      const path = bus === 'default' ? '' : `${bus}/`;
      return {
        Arn: arn(owner, 'events', region, `rule/${path}${rule.Name ?? ''}`),
        State: 'ENABLED' as const,
        EventBusName: bus,
        ...rule,
        targets: (rule.targets ?? []).map((target, index) => over(target, { Id: `target-${index + 1}` })),
      };
    }),
  };
}

export function completeKeys({ owner, region }: Here, { keys = [] }: RegionBlock) {
  return {
    keys: keys.map((key) => {
      const keyId =
        key.KeyId ?? uuidFrom(`${owner.id} ${region} ${key.aliases?.[0] ?? key.Description ?? ''}`);
      const state = key.KeyState ?? 'Enabled';
      return {
        AWSAccountId: owner.id,
        Arn: arn(owner, 'kms', region, `key/${keyId}`),
        CreationDate: ago(400 * 24 * 60),
        Enabled: state === 'Enabled',
        Description: '',
        KeyUsage: 'ENCRYPT_DECRYPT' as const,
        KeyState: state,
        Origin: 'AWS_KMS' as const,
        KeyManager: 'CUSTOMER' as const,
        KeySpec: 'SYMMETRIC_DEFAULT' as const,
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' as const,
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT' as const],
        MultiRegion: false,
        ...key,
        KeyId: keyId,
        rotation: { KeyId: keyId, KeyRotationEnabled: false, ...key.rotation },
      };
    }),
  };
}

export function completeConfig({ owner, region }: Here, block: RegionBlock) {
  const { configurationRecorders = [], deliveryChannels = [] } = block;
  return {
    configurationRecorders: configurationRecorders.map((recorder) => {
      const name = recorder.name ?? 'default';
      const recorderArn = arn(owner, 'config', region, `configuration-recorder/${name}/${hexFrom(name, 8)}`);
      return {
        arn: recorderArn,
        roleARN: `arn:${owner.partition}:iam::${owner.id}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true, resourceTypes: [] },
        recordingMode: { recordingFrequency: 'CONTINUOUS' as const },
        recordingScope: 'PAID' as const,
        ...recorder,
        name,
        status: {
          name,
          arn: recorderArn,
          recording: true,
          lastStatus: 'Success' as const,
          lastStartTime: ago(300 * 24 * 60),
          lastStatusChangeTime: ago(30),
          ...(recorder.servicePrincipal && { servicePrincipal: recorder.servicePrincipal }),
          ...recorder.status,
        },
      };
    }),
    deliveryChannels: deliveryChannels.map((channel) => {
      const delivered = {
        lastStatus: 'Success' as const,
        lastAttemptTime: ago(90),
        lastSuccessfulTime: ago(90),
      };
      const name = channel.name ?? 'default';
      return {
        s3BucketName: `config-bucket-${owner.id}`,
        ...channel,
        name,
        status: {
          name,
          configHistoryDeliveryInfo: delivered,
          configSnapshotDeliveryInfo: delivered,
          configStreamDeliveryInfo: { lastStatus: 'Success' as const, lastStatusChangeTime: ago(30) },
          ...channel.status,
        },
      };
    }),
  };
}

export function completeBuckets({ owner, region }: Here, { buckets = [] }: RegionBlock) {
  const canonicalId = hexFrom(owner.id, 64);
  return {
    buckets: buckets.map((bucket) => ({
      CreationDate: ago(500 * 24 * 60),
      BucketRegion: region,
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      encryption: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const },
            BucketKeyEnabled: false,
          },
        ],
      },
      ...bucket,
      acl: {
        Owner: { ID: canonicalId },
        Grants: [
          {
            Grantee: { Type: 'CanonicalUser' as const, ID: canonicalId },
            Permission: 'FULL_CONTROL' as const,
          },
        ],
        ...bucket.acl,
      },
    })),
  };
}

export function completeServices(here: Here, block: RegionBlock) {
  const { owner, region } = here;
  const { securityHub, macie } = block;
  const since = ago(300 * 24 * 60);
  return {
    detectors: (block.detectors ?? []).map((it, index) => completeDetector(here, it, index)),
    ...(securityHub && {
      securityHub: over(
        { ...securityHub, standards: (securityHub.standards ?? []).map((it) => completeStandard(here, it)) },
        {
          HubArn: arn(owner, 'securityhub', region, 'hub/default'),
          SubscribedAt: since.toISOString(),
          AutoEnableControls: true,
        },
      ),
    }),
    ...(macie && { macie: over(macie, { status: 'ENABLED', createdAt: since, updatedAt: since }) }),
    analyzers: (block.analyzers ?? []).map((it) =>
      over(it, {
        arn: arn(owner, 'access-analyzer', region, `analyzer/${it.name ?? ''}`),
        createdAt: since,
        type: 'ACCOUNT',
        status: 'ACTIVE',
      }),
    ),
  };
}

function completeDetector(
  { owner, region }: Here,
  detector: DetectorDocument,
  index: number,
): DetectorDocument {
  const since = ago(300 * 24 * 60).toISOString();
  const detectorId = detector.DetectorId ?? hexFrom(`${owner.id} ${region} ${index}`, 32);
  const findings = (detector.findings ?? []).map((finding, position) => {
    const id = finding.Id ?? hexFrom(`${detectorId} ${position}`, 32);
    return over(
      { ...finding, Id: id },
      {
        AccountId: owner.id,
        Arn: arn(owner, 'guardduty', region, `detector/${detectorId}/finding/${id}`),
        CreatedAt: finding.UpdatedAt ?? ago(60).toISOString(),
        UpdatedAt: ago(60).toISOString(),
        Region: region,
        Resource: {},
        SchemaVersion: '2.0',
        Severity: 5,
        Type: 'Recon:EC2/PortProbeUnprotectedPort',
      },
    );
  });
  return over(
    { ...detector, DetectorId: detectorId, findings },
    {
      Status: 'ENABLED',
      ServiceRole: `arn:${owner.partition}:iam::${owner.id}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
      CreatedAt: since,
      UpdatedAt: since,
      FindingPublishingFrequency: 'SIX_HOURS',
      Features: [],
      Tags: {},
    },
  );
}

function completeStandard({ owner, region }: Here, standard: StandardsSubscription): StandardsSubscription {
  const subscription = (standard.StandardsArn ?? '').replace(/^.*:(?:standards|ruleset)\//, '');
  return over(standard, {
    StandardsSubscriptionArn: arn(owner, 'securityhub', region, `subscription/${subscription}`),
    StandardsInput: {},
    StandardsStatus: 'READY',
  });
}
