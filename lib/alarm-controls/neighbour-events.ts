import type { FilterPattern } from '../filter-pattern/ast.ts';
import { conditionLeaves } from '../filter-pattern/walk.ts';
import { type AlarmControlId, alarmControl } from './controls.ts';
import { identityShape } from './identity-shapes.ts';
import { call, type RoutineEvent, signInRecord } from './routine-events.ts';

const user = identityShape('IAMUser', 'call', {}).base;
const role = identityShape('AssumedRole', 'call', {}).base;
const root = identityShape('Root', 'call', {}).base;
const signInUser = identityShape('IAMUser', 'sign-in', {}).base;
const signInRoot = identityShape('Root', 'sign-in', {}).base;

/** Other services with calls of the same name. */
const namesakes: Readonly<Record<string, readonly string[]>> = {
  CreatePolicy: ['iot', 'organizations', 'iam'],
  DeletePolicy: ['iot', 'organizations', 'iam'],
  AttachPolicy: ['iot', 'organizations'],
  DetachPolicy: ['iot', 'organizations'],
  UpdatePolicy: ['organizations'],
  CreatePolicyVersion: ['iot', 'iam'],
  DeletePolicyVersion: ['iot', 'iam'],
  CreateRoute: ['apigateway', 'appmesh', 'ec2'],
  DeleteRoute: ['apigateway', 'appmesh', 'ec2'],
  StartLogging: ['gamelift', 'cloudtrail'],
  StopLogging: ['gamelift', 'cloudtrail'],
};

/** Reads around the calls of a control. */
const readCalls: Partial<Record<AlarmControlId, readonly string[]>> = {
  'iam-policy-changes': ['iam:GetPolicy', 'iam:ListAttachedRolePolicies'],
  'cloudtrail-config-changes': ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  'kms-cmk-disable-delete': ['kms:DescribeKey', 'kms:Decrypt'],
  's3-bucket-policy-changes': ['s3:GetBucketPolicy', 's3:GetBucketAcl'],
  'config-changes': ['config:DescribeConfigurationRecorders'],
  'security-group-changes': ['ec2:DescribeSecurityGroups'],
  'nacl-changes': ['ec2:DescribeNetworkAcls'],
  'network-gateway-changes': ['ec2:DescribeInternetGateways'],
  'route-table-changes': ['ec2:DescribeRouteTables'],
  'vpc-changes': ['ec2:DescribeVpcs'],
  'organizations-changes': ['organizations:DescribeOrganization'],
  'monitoring-changes': ['monitoring:DescribeAlarms', 'logs:DescribeMetricFilters'],
};

/** Events near a control that nobody has to see: what an overbroad filter fires on beside its own. */
export function neighbourEvents(
  control: AlarmControlId,
  patterns: readonly FilterPattern[],
): readonly RoutineEvent[] {
  const { eventNames } = alarmControl(control);
  const required = new Set(eventNames.map(({ eventSource, eventName }) => `${eventSource}/${eventName}`));
  const sameName = eventNames.flatMap(({ eventSource, eventName }) =>
    (namesakes[eventName] ?? [])
      .filter((service) => !required.has(`${service}.amazonaws.com/${eventName}`))
      .map((service) =>
        neighbour(`${eventName} of ${service} instead of ${eventSource}`, service, eventName),
      ),
  );
  const reads = (readCalls[control] ?? []).map((name) => {
    const [service = '', eventName = ''] = name.split(':');
    return neighbour(`A read: ${eventName}`, service, eventName, true);
  });
  const [first] = eventNames.filter(({ eventName }) => eventName !== 'ConsoleLogin');
  const invoked = first === undefined ? [] : [serviceInvoked(first.eventSource, first.eventName)];
  return [
    ...sameName,
    ...named(control, patterns),
    ...invoked,
    ...reads,
    ...otherChanges,
    ...signIns(control),
  ];
}

function serviceInvoked(eventSource: string, eventName: string): RoutineEvent {
  const caller = 'cloudformation.amazonaws.com';
  const sample = call({ ...role, invokedBy: caller }, eventSource.replace('.amazonaws.com', ''), eventName, {
    sourceIPAddress: caller,
    userAgent: caller,
  });
  return { eventName, label: `${eventName} invoked by a service`, sample };
}

/** Event names the filters spell out beyond the control's own. */
function named(control: AlarmControlId, patterns: readonly FilterPattern[]): readonly RoutineEvent[] {
  const { eventNames } = alarmControl(control);
  const own = new Set(eventNames.map(({ eventName }) => eventName));
  const service = eventNames[0]?.eventSource.replace('.amazonaws.com', '') ?? 'ec2';
  const found = new Set(
    patterns.flatMap(spelledEventNames).filter((name) => !own.has(name) && name !== 'ConsoleLogin'),
  );
  return [...found].map((name) => neighbour(`${name}, which no edition asks for`, service, name));
}

function spelledEventNames(pattern: FilterPattern): readonly string[] {
  if (pattern.kind !== 'json') return [];
  return conditionLeaves(pattern.condition).flatMap((leaf) => {
    if (leaf.kind !== 'comparison' || leaf.operator !== '=' || leaf.value.kind !== 'text') return [];
    const [first, second] = leaf.selector.segments;
    const isEventName = first?.kind === 'name' && first.name === 'eventName' && second === undefined;
    return isEventName && !leaf.value.isOpenAtStart && !leaf.value.isOpenAtEnd ? [leaf.value.text] : [];
  });
}

const otherChanges: readonly RoutineEvent[] = [
  neighbour('Another change: RunInstances', 'ec2', 'RunInstances'),
  neighbour('Another change: CreateUser', 'iam', 'CreateUser'),
  {
    eventName: 'UpdateInstanceInformation',
    label: 'An event of a service itself',
    sample: call(
      { accountId: '745120398461', invokedBy: 'AWS Internal' },
      'ssm',
      'UpdateInstanceInformation',
      {
        eventType: 'AwsServiceEvent',
        sourceIPAddress: 'AWS Internal',
        userAgent: 'AWS Internal',
      },
    ),
  },
  {
    eventName: 'GenerateDataKey',
    label: 'A call a service makes for the root user',
    sample: call({ ...root, invokedBy: 'AWS Internal' }, 'kms', 'GenerateDataKey', { readOnly: true }),
  },
  {
    eventName: 'GetRole',
    label: 'A call that fails for another reason than permission',
    sample: call(user, 'iam', 'GetRole', { readOnly: true, errorCode: 'NoSuchEntityException' }),
  },
  {
    eventName: 'RunInstances',
    label: 'A denied call',
    sample: call(role, 'ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
  },
];

function signIns(control: AlarmControlId): readonly RoutineEvent[] {
  const federated = signInRecord(role, 'Success', 'No', {
    additionalEventData: {
      MobileVersion: 'No',
      MFAUsed: 'No',
      SamlProviderArn: 'arn:aws:iam::745120398461:saml-provider/idp',
    },
  });
  const all: readonly (RoutineEvent & { readonly of: readonly AlarmControlId[] })[] = [
    { eventName: 'ConsoleLogin', label: 'A federated console sign-in', sample: federated, of: [] },
    {
      eventName: 'ConsoleLogin',
      label: 'A console sign-in by the root user without MFA',
      sample: signInRecord(signInRoot, 'Success', 'No'),
      of: ['root-usage'],
    },
    {
      eventName: 'ConsoleLogin',
      label: 'A failed console sign-in by an IAM user',
      sample: signInRecord(signInUser, 'Failure', 'No'),
      of: ['console-auth-failures'],
    },
  ];
  return all
    .filter(({ of }) => !of.includes(control))
    .map(({ eventName, label, sample }) => ({ eventName, label, sample }));
}

function neighbour(label: string, service: string, eventName: string, readOnly = false): RoutineEvent {
  return { eventName, label, sample: call(user, service, eventName, { readOnly }) };
}
