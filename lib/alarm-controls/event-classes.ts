import { absent, type EventClass, type FieldDomain, valueState } from '../filter-pattern/event-class.ts';
import type { JsonObject } from '../filter-pattern/json-value.ts';
import { type IdentityShape, identityShape } from './identity-shapes.ts';
import {
  addressDomain,
  loginPages,
  optionalText,
  ownAccount,
  sampleAccounts,
  text,
  userAgentDomain,
} from './ordinary-values.ts';
import { globalRegionOf, regionsOf } from './regions.ts';
import type { IdentityType, JudgedContext } from './required-event.ts';

export interface CallFacts {
  /** null: any service or any call. */
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly readOnly: boolean;
  readonly isGlobalService: boolean;
  readonly errorCodes: FieldDomain;
  readonly eventNames?: FieldDomain;
  readonly eventSources?: FieldDomain;
  readonly eventTypes?: FieldDomain;
  readonly sample: { readonly eventSource: string; readonly eventName: string };
}

export interface SignInFacts {
  readonly outcome: 'Success' | 'Failure' | 'either';
  readonly mfaUsed: 'No' | 'either';
}

const nothing: FieldDomain = { kind: 'known', state: absent };
const nullOrObject: FieldDomain = { kind: 'one-of', states: [valueState(null), valueState({})] };

/** The class of an API call's records, for one type of caller. */
export function callClass(facts: CallFacts, identity: IdentityType, context: JudgedContext): EventClass {
  return callClassOf(facts, identityShape(identity, 'call', context), context);
}

export function callClassOf(facts: CallFacts, shape: IdentityShape, context: JudgedContext): EventClass {
  const { eventSource, eventName } = facts.sample;
  const base: JsonObject = {
    eventVersion: '1.11',
    userIdentity: shape.base,
    eventTime: '2026-03-02T09:14:27Z',
    eventSource,
    eventName,
    awsRegion: homeRegionOf(context),
    sourceIPAddress: '81.92.113.40',
    userAgent: userAgentDomain.ordinary[0] ?? '',
    ...errorOf(facts.errorCodes),
    requestParameters: null,
    responseElements: null,
    requestID: '5d0c9a52-7f3e-4b1c-9a68-31d2c7b04e15',
    eventID: 'b6a1f0d4-2c57-4e39-8d1b-90e7a35fc2d8',
    readOnly: facts.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: context.accountId ?? sampleAccounts[0],
    eventCategory: 'Management',
  };
  const known = (value: string | boolean): FieldDomain => ({ kind: 'known', state: valueState(value) });
  return {
    base,
    fields: new Map<string, FieldDomain>([
      ...recordFields(facts.isGlobalService, context),
      ...shape.fields.map(([name, domain]) => [`userIdentity.${name}`, domain] as const),
      ['eventSource', facts.eventSources ?? known(eventSource)],
      ['eventName', facts.eventNames ?? known(eventName)],
      ['readOnly', known(facts.readOnly)],
      ['eventType', facts.eventTypes ?? known('AwsApiCall')],
      ['errorCode', facts.errorCodes],
      ['requestID', text(['5d0c9a52-7f3e-4b1c-9a68-31d2c7b04e15', '9e2f7c04-41d8-4b57-b3aa-6c0e5d18f792'])],
      ['errorMessage', optionalText(['The caller is not permitted to perform this call.'])],
      ['requestParameters', nullOrObject],
      ['responseElements', nullOrObject],
      ...[
        'additionalEventData.MFAUsed',
        'additionalEventData.MobileVersion',
        'additionalEventData.LoginTo',
      ].map((name) => [name, nothing] as const),
      ['additionalEventData.SamlProviderArn', nothing],
      ['responseElements.ConsoleLogin', nothing],
    ]),
  };
}

/** The class of console sign-ins of an IAM user or the root user. */
export function signInClass(facts: SignInFacts, identity: IdentityType, context: JudgedContext): EventClass {
  const shape = identityShape(identity, 'sign-in', context);
  const isFailure = facts.outcome === 'Failure';
  const outcomes = facts.outcome === 'either' ? ['Success', 'Failure'] : [facts.outcome];
  const mfaUsed = facts.mfaUsed === 'No' ? ['No'] : ['No', 'Yes'];
  const choice = (values: readonly string[]): FieldDomain => ({
    kind: 'one-of',
    states: values.map(valueState),
  });
  const message = 'Failed authentication';
  const base: JsonObject = {
    eventVersion: '1.11',
    userIdentity: shape.base,
    eventTime: '2026-03-02T09:14:27Z',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: homeRegionOf(context),
    sourceIPAddress: '81.92.113.40',
    userAgent: userAgentDomain.ordinary[1] ?? '',
    ...(isFailure ? { errorMessage: message } : {}),
    requestParameters: null,
    responseElements: { ConsoleLogin: outcomes[0] ?? 'Success' },
    additionalEventData: {
      LoginTo: loginPages[0],
      MobileVersion: 'No',
      MFAUsed: 'No',
    },
    eventID: 'b6a1f0d4-2c57-4e39-8d1b-90e7a35fc2d8',
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: context.accountId ?? sampleAccounts[0],
    eventCategory: 'Management',
  };
  const known = (value: string | boolean): FieldDomain => ({ kind: 'known', state: valueState(value) });
  const either = facts.outcome === 'either';
  return {
    base,
    fields: new Map<string, FieldDomain>([
      ...recordFields(false, context),
      ...shape.fields.map(([name, domain]) => [`userIdentity.${name}`, domain] as const),
      ...(isFailure && identity === 'IAMUser' ? [optionalArn(shape)] : []),
      ['eventSource', known('signin.amazonaws.com')],
      ['eventName', known('ConsoleLogin')],
      ['readOnly', known(false)],
      ['eventType', known('AwsConsoleSignIn')],
      ['errorCode', nothing],
      ['errorMessage', either ? optionalText([message]) : isFailure ? known(message) : nothing],
      ['requestParameters', { kind: 'known', state: valueState(null) }],
      ['responseElements', { kind: 'known', state: valueState({}) }],
      ['responseElements.ConsoleLogin', outcomes.length === 1 ? known(outcomes[0] ?? '') : choice(outcomes)],
      ['additionalEventData', { kind: 'known', state: valueState({}) }],
      ['additionalEventData.LoginTo', text(loginPages)],
      ['additionalEventData.MobileVersion', choice(['No', 'Yes'])],
      ['additionalEventData.MFAUsed', mfaUsed.length === 1 ? known('No') : choice(mfaUsed)],
      ['additionalEventData.SamlProviderArn', nothing],
      ...(facts.mfaUsed === 'No' ? [['additionalEventData.MFAIdentifier', nothing] as const] : []),
    ]),
  };
}

export function homeRegionOf(context: JudgedContext): string {
  return context.homeRegion ?? 'us-east-1';
}

/** The error of the ordinary event, where the class always has one. */
function errorOf(errorCodes: FieldDomain): JsonObject {
  const [first] = errorCodes.kind === 'one-of' ? errorCodes.states : [];
  if (first?.kind !== 'value') return {};
  return { errorCode: first.value, errorMessage: 'The caller is not permitted to perform this call.' };
}

/** A failed sign-in names the user without an ARN in older records. */
function optionalArn(shape: IdentityShape): readonly [string, FieldDomain] {
  const arn = shape.fields.find(([name]) => name === 'arn')?.[1];
  return ['userIdentity.arn', arn?.kind === 'open' ? { ...arn, isOptional: true } : nothing];
}

function recordFields(
  isGlobalService: boolean,
  context: JudgedContext,
): readonly (readonly [string, FieldDomain])[] {
  const global =
    isGlobalService && context.partition !== undefined ? globalRegionOf(context.partition) : null;
  const regions = global === null ? regionsOf(context.partition, homeRegionOf(context)) : [global];
  return [
    ['eventVersion', text(['1.11', '1.08'])],
    ['eventTime', text(['2026-03-02T09:14:27Z', '2026-07-19T23:40:02Z'])],
    ['awsRegion', { kind: 'one-of', states: regions.map(valueState) }],
    ['sourceIPAddress', addressDomain],
    ['userAgent', userAgentDomain],
    ['eventID', text(['b6a1f0d4-2c57-4e39-8d1b-90e7a35fc2d8', '0c7e6a11-5b2d-4f88-a3c9-6f10d2e94b57'])],
    ['managementEvent', { kind: 'known', state: valueState(true) }],
    ['eventCategory', { kind: 'known', state: valueState('Management') }],
    ['recipientAccountId', ownAccount(context.accountId)],
    ['userIdentity', { kind: 'known', state: valueState({}) }],
    ['serviceEventDetails', nothing],
    ['insightDetails', nothing],
  ];
}
