import { type AnalyzerSummary, AnalyzerSummary$ } from '@aws-sdk/client-accessanalyzer';
import {
  type ConfigurationRecorder,
  ConfigurationRecorder$,
  type ConfigurationRecorderStatus,
  ConfigurationRecorderStatus$,
  type DeliveryChannel,
  DeliveryChannel$,
  type DeliveryChannelStatus,
  DeliveryChannelStatus$,
} from '@aws-sdk/client-config-service';
import {
  type Finding,
  Finding$,
  type GetDetectorResponse,
  GetDetectorResponse$,
} from '@aws-sdk/client-guardduty';
import { type ResourceState, ResourceState$ } from '@aws-sdk/client-inspector2';
import {
  type GetKeyRotationStatusResponse,
  GetKeyRotationStatusResponse$,
  type KeyMetadata,
  KeyMetadata$,
} from '@aws-sdk/client-kms';
import { type GetMacieSessionResponse, GetMacieSessionResponse$ } from '@aws-sdk/client-macie2';
import {
  type DescribeHubResponse,
  DescribeHubResponse$,
  type StandardsSubscription,
  StandardsSubscription$,
} from '@aws-sdk/client-securityhub';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { moment } from './moment.ts';
import { awsShape, awsStruct, text, textOrJson } from './shape.ts';

export const KeyDocument = awsStruct<KeyMetadata>(KeyMetadata$).with({
  aliases: z.array(text).optional(),
  policy: textOrJson.optional(),
  rotation: awsShape<GetKeyRotationStatusResponse>(GetKeyRotationStatusResponse$).optional(),
});
export type KeyDocument = z.infer<typeof KeyDocument>;

const Recorder = awsStruct<ConfigurationRecorder>(ConfigurationRecorder$).with({
  status: awsShape<ConfigurationRecorderStatus>(ConfigurationRecorderStatus$).optional(),
});

const Channel = awsStruct<DeliveryChannel>(DeliveryChannel$).with({
  status: awsShape<DeliveryChannelStatus>(DeliveryChannelStatus$).optional(),
});

/** GuardDuty carries times as text; a file may still write `now-9d`. */
function timesAsText(finding: unknown): unknown {
  if (typeof finding !== 'object' || finding === null) return finding;
  const times = ['CreatedAt', 'UpdatedAt'].flatMap((field) => {
    const time = moment.safeParse(Reflect.get(finding, field));
    return time.success ? [[field, time.data.toISOString()] as const] : [];
  });
  return { ...finding, ...Object.fromEntries(times) };
}

const Detector = awsStruct<GetDetectorResponse>(GetDetectorResponse$).with({
  DetectorId: text.optional(),
  findings: z.array(z.preprocess(timesAsText, awsShape<Finding>(Finding$))).optional(),
});
export type DetectorDocument = z.infer<typeof Detector>;

const Hub = awsStruct<DescribeHubResponse>(DescribeHubResponse$).with({
  standards: z.array(awsShape<StandardsSubscription>(StandardsSubscription$)).optional(),
});

export const securitySections = {
  keys: z.array(KeyDocument).optional(),
  configurationRecorders: z.array(Recorder).optional(),
  deliveryChannels: z.array(Channel).optional(),
  detectors: z.array(Detector).optional(),
  guardDutyAdministrator: AccountId.optional(),
  guardDutyOrganizationAdmins: z.array(AccountId).optional(),
  securityHub: Hub.optional(),
  macie: awsShape<GetMacieSessionResponse>(GetMacieSessionResponse$).optional(),
  inspector: awsShape<ResourceState>(ResourceState$).optional(),
  analyzers: z.array(awsShape<AnalyzerSummary>(AnalyzerSummary$)).optional(),
};
