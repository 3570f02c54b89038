import type { JsonObject } from '../filter-pattern/json-value.ts';
import { type CloudTrailRecord, eventNameOf } from './cloudtrail-record.ts';
import { identityShape } from './identity-shapes.ts';
import { sampleAccounts, userAgentDomain } from './ordinary-values.ts';
import type { JudgedContext } from './required-event.ts';

/** Something that happens all day without anything being wrong. */
export interface RoutineEvent {
  readonly eventName: string;
  readonly label: string;
  readonly sample: CloudTrailRecord;
}

const regions = ['us-east-1', 'eu-west-1'];

/** The whole list of routine activity: a filter that fires on any of it is noisy. */
export function routineEvents(moreRegions: readonly string[] = []): readonly RoutineEvent[] {
  const everywhere = [...new Set([...regions, ...moreRegions])];
  return everywhere.flatMap((awsRegion) =>
    records.map(({ label, sample }) => ({
      eventName: eventNameOf(sample),
      label,
      sample: { ...sample, awsRegion },
    })),
  );
}

const context: JudgedContext = {};
const user = identityShape('IAMUser', 'call', context).base;
const role = identityShape('AssumedRole', 'call', context).base;
const signInUser = identityShape('IAMUser', 'sign-in', context).base;
const service: JsonObject = { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' };

const records: readonly { readonly label: string; readonly sample: CloudTrailRecord }[] = [
  ...[user, role].flatMap((identity) => [
    {
      label: 'A successful DescribeInstances',
      sample: call(identity, 'ec2', 'DescribeInstances', { readOnly: true }),
    },
    {
      label: 'A successful GetObject',
      sample: call(identity, 's3', 'GetObject', {
        readOnly: true,
        managementEvent: false,
        eventCategory: 'Data',
        requestParameters: { bucketName: 'quarterly-figures', key: 'q1.csv' },
        additionalEventData: { SignatureVersion: 'SigV4', bytesTransferredOut: 4096 },
      }),
    },
    {
      label: 'A Lambda Invoke',
      sample: call(identity, 'lambda', 'Invoke', {
        readOnly: false,
        managementEvent: false,
        eventCategory: 'Data',
        requestParameters: { functionName: 'resize-images' },
      }),
    },
  ]),
  {
    label: 'An AssumeRole by a service',
    sample: call(service, 'sts', 'AssumeRole', {
      readOnly: true,
      sourceIPAddress: 'lambda.amazonaws.com',
      userAgent: 'lambda.amazonaws.com',
      requestParameters: { roleSessionName: 'resize-images' },
    }),
  },
  { label: 'A console sign-in by an IAM user with MFA', sample: signInRecord(signInUser, 'Success', 'Yes') },
];

/** A successful API call. */
export function call(
  userIdentity: JsonObject,
  service: string,
  eventName: string,
  more: JsonObject = {},
): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: '2026-03-02T10:02:51Z',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: '176.58.9.201',
    userAgent: userAgentDomain.ordinary[0] ?? '',
    requestParameters: null,
    responseElements: null,
    requestID: '9e2f7c04-41d8-4b57-b3aa-6c0e5d18f792',
    eventID: '0c7e6a11-5b2d-4f88-a3c9-6f10d2e94b57',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: sampleAccounts[0],
    eventCategory: 'Management',
    ...more,
  };
}

export function signInRecord(
  userIdentity: JsonObject,
  outcome: 'Success' | 'Failure',
  mfaUsed: 'Yes' | 'No',
  more: JsonObject = {},
): CloudTrailRecord {
  return call(userIdentity, 'signin', 'ConsoleLogin', {
    ...(outcome === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: mfaUsed,
    },
    eventType: 'AwsConsoleSignIn',
    ...more,
  });
}
