import { absent, type FieldDomain, type OpenDomain, valueState } from '../filter-pattern/event-class.ts';
import type { CallFacts } from './event-classes.ts';
import { optionalText, text } from './ordinary-values.ts';

/** Denial codes a filter for unauthorized calls has to know. */
export const denialCodes = [
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'Client.UnauthorizedOperation',
] as const;

const readCalls = [
  'DescribeInstances',
  'ListBuckets',
  'GetSecretValue',
  'LookupEvents',
  'BatchGetProjects',
  'Decrypt',
];
const writeCalls = [
  'RunInstances',
  'CreateUser',
  'PutBucketPolicy',
  'DeleteTrail',
  'UpdateFunctionConfiguration20150331v2',
  'AttachRolePolicy',
  'ModifyInstanceAttribute',
  'StopLogging',
  'TerminateInstances',
  'AuthorizeSecurityGroupIngress',
];
const readName =
  /^(Describe|Get|List|Lookup|Head|BatchGet|BatchDescribe|Check|Search|Select|Query|Scan|Decrypt|Filter|Validate|Test|Simulate|Preview|Estimate|View|Download|Retrieve|Discover|Verify|Assume)/;

const services = ['ec2', 'iam', 's3', 'kms', 'lambda', 'sts', 'logs', 'rds', 'guardduty'].map(
  (name) => `${name}.amazonaws.com`,
);

const anyService: OpenDomain = {
  ...text(services),
  accepts: (source) => source.endsWith('.amazonaws.com'),
  fillers: ['sqs.amazonaws.com', 'sqs', '.amazonaws.com'],
};

/** HeadBucket denials are left out by the benchmark's own text, so nobody has to see them. */
export function deniedCall(readOnly: boolean): CallFacts {
  return {
    ...anyCall(readOnly),
    errorCodes: { kind: 'one-of', states: denialCodes.map(valueState) },
    eventNames: eventNames(readOnly, 'exact-exclusion', (name) => name !== 'HeadBucket'),
  };
}

export function rootCall(readOnly: boolean): CallFacts {
  return {
    ...anyCall(readOnly),
    errorCodes: optionalText(['AccessDenied', 'ValidationException']),
    eventNames: eventNames(readOnly, 'ordinary', (name) => name !== 'ConsoleLogin'),
    eventTypes: {
      kind: 'one-of',
      states: ['AwsApiCall', ...(readOnly ? [] : ['AwsConsoleAction'])].map(valueState),
    },
  };
}

/** A call with a name: it succeeds, or the service denies it in its own words. */
export function outcomesOf(eventSource: string): FieldDomain {
  return { kind: 'one-of', states: [absent, ...denialCodesOf(eventSource).map(valueState)] };
}

export function denialCodesOf(eventSource: string): readonly string[] {
  if (eventSource === 'ec2.amazonaws.com') return ['Client.UnauthorizedOperation'];
  const isClassic = eventSource === 'iam.amazonaws.com' || eventSource === 's3.amazonaws.com';
  return isClassic ? ['AccessDenied'] : ['AccessDenied', 'AccessDeniedException'];
}

function anyCall(readOnly: boolean): CallFacts {
  return {
    eventSource: null,
    eventName: null,
    readOnly,
    isGlobalService: false,
    errorCodes: optionalText([]),
    eventSources: anyService,
    sample: readOnly
      ? { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' }
      : { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
  };
}

function eventNames(
  readOnly: boolean,
  named: OpenDomain['named'],
  isPossible: (name: string) => boolean,
): OpenDomain {
  return {
    ...text(readOnly ? readCalls : writeCalls),
    named,
    accepts: (name) => /^[A-Za-z0-9_]+$/.test(name) && readName.test(name) === readOnly && isPossible(name),
    fillers: readOnly ? ['DescribeX', 'GetX', 'X', 'Describe'] : ['CreateX', 'X', 'Create'],
  };
}
