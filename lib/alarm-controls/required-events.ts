import type { EventClass } from '../filter-pattern/event-class.ts';
import { valueState } from '../filter-pattern/event-class.ts';
import { sampleEvent } from '../filter-pattern/sample.ts';
import { denialCodes, denialCodesOf, deniedCall, outcomesOf, rootCall } from './any-call.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';
import type { ControlEventName } from './control-event-names.ts';
import { type AlarmControlId, alarmControl } from './controls.ts';
import { type Edition, includesEdition } from './editions.ts';
import { type CallFacts, callClass, callClassOf, homeRegionOf, signInClass } from './event-classes.ts';
import { otherIdentityShape, otherIdentityTypes } from './identity-shapes.ts';
import { globalRegionOf } from './regions.ts';
import type { IdentityType, JudgedContext, RequiredEvent } from './required-event.ts';

const identityTypes: readonly IdentityType[] = ['IAMUser', 'AssumedRole', 'Root'];

/** Calls on EC2-Classic, which was switched off in 2023. */
const historicalCalls = new Set([
  'AttachClassicLinkVpc',
  'DetachClassicLinkVpc',
  'DisableVpcClassicLink',
  'EnableVpcClassicLink',
]);
const globalServices = new Set(['iam.amazonaws.com', 'organizations.amazonaws.com']);

/**
 * The events a control has to notice in an edition, by event name and type of caller; none when the
 * edition does not have the control. With a context, witnesses carry the account's own values.
 */
export function requiredEvents(
  control: AlarmControlId,
  edition: Edition,
  context: JudgedContext = {},
): readonly RequiredEvent[] {
  const { since } = alarmControl(control);
  if (!includesEdition(edition, since)) return [];
  const key = [control, edition, context.accountId, context.homeRegion, context.partition].join('|');
  const known = cache.get(key);
  if (known !== undefined) return known;
  const events = build(control, edition, context);
  if (cache.size >= 2000) cache.clear();
  cache.set(key, events);
  return events;
}

/** The abstract class behind a required event, and those whose loss is only an exclusion. */
export interface RequiredClass {
  readonly eventClass: EventClass;
  readonly lesser: readonly { readonly identityType: string; readonly eventClass: EventClass }[];
}

const cache = new Map<string, readonly RequiredEvent[]>();
const classes = new WeakMap<RequiredEvent, RequiredClass>();

export function requiredClass(event: RequiredEvent): RequiredClass | null {
  return classes.get(event) ?? null;
}

function build(control: AlarmControlId, edition: Edition, context: JudgedContext): readonly RequiredEvent[] {
  if (control === 'unauthorized-api-calls') return deniedEvents(context);
  if (control === 'root-usage') return rootEvents(context);
  if (control === 'console-signin-without-mfa') {
    const label = 'An IAM user signs in to the console without MFA';
    return [
      signIn(
        'IAMUser',
        label,
        signInClass({ outcome: 'Success', mfaUsed: 'No' }, 'IAMUser', context),
        context,
      ),
    ];
  }
  if (control === 'console-auth-failures') {
    return (['IAMUser', 'Root'] as const).map((identity) => {
      const eventClass = signInClass({ outcome: 'Failure', mfaUsed: 'either' }, identity, context);
      return signIn(identity, `A console sign-in by ${person(identity)} fails`, eventClass, context);
    });
  }
  return alarmControl(control)
    .eventNames.filter(({ since }) => includesEdition(edition, since))
    .flatMap((name) => identityTypes.map((identity) => namedCall(name, identity, context)));
}

function namedCall(name: ControlEventName, identity: IdentityType, context: JudgedContext): RequiredEvent {
  const { eventSource, eventName } = name;
  const facts: CallFacts = {
    eventSource,
    eventName,
    readOnly: false,
    isGlobalService: globalServices.has(eventSource),
    errorCodes: outcomesOf(eventSource),
    sample: { eventSource, eventName },
  };
  const eventClass = callClass(facts, identity, context);
  return remember(
    {
      id: `${eventSource}/${eventName}/${identity}`,
      eventSource,
      eventName,
      identity,
      label: `${eventName} by ${person(identity)}`,
      readOnly: false,
      isGlobalService: facts.isGlobalService,
      ...(historicalCalls.has(eventName) ? { isHistorical: true } : {}),
      witnesses: callWitnesses(eventClass, ['', ...denialCodesOf(eventSource).slice(0, 1)], facts, context),
    },
    { eventClass, lesser: [] },
  );
}

function deniedEvents(context: JudgedContext): readonly RequiredEvent[] {
  return [true, false].flatMap((readOnly) =>
    identityTypes.map((identity) => {
      const facts = deniedCall(readOnly);
      const eventClass = callClass(facts, identity, context);
      const lesser = identity !== 'IAMUser' ? [] : otherIdentityTypes;
      return remember(
        {
          id: `*/denied-${readOnly ? 'read' : 'write'}/${identity}`,
          eventSource: null,
          eventName: null,
          identity,
          label: `Any ${readOnly ? 'read' : 'change'} by ${person(identity)} is denied`,
          readOnly,
          isGlobalService: false,
          witnesses: callWitnesses(eventClass, denialCodes, facts, context),
        },
        {
          eventClass,
          lesser: lesser.map((identityType) => ({
            identityType,
            eventClass: callClassOf(facts, otherIdentityShape(identityType), context),
          })),
        },
      );
    }),
  );
}

function rootEvents(context: JudgedContext): readonly RequiredEvent[] {
  const calls = [true, false].map((readOnly) => {
    const facts = rootCall(readOnly);
    const eventClass = callClass(facts, 'Root', context);
    return remember(
      {
        id: `*/${readOnly ? 'read' : 'write'}/Root`,
        eventSource: null,
        eventName: null,
        identity: 'Root',
        label: `Any ${readOnly ? 'read' : 'change'} by the root user`,
        readOnly,
        isGlobalService: false,
        witnesses: callWitnesses(eventClass, ['', 'AccessDenied'], facts, context),
      },
      { eventClass, lesser: [] },
    );
  });
  const signInEvents = signInClass({ outcome: 'either', mfaUsed: 'either' }, 'Root', context);
  return [...calls, signIn('Root', 'The root user signs in to the console', signInEvents, context)];
}

function signIn(
  identity: IdentityType,
  label: string,
  eventClass: EventClass,
  context: JudgedContext,
): RequiredEvent {
  const name = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin' };
  return remember(
    {
      id: `${name.eventSource}/${name.eventName}/${identity}`,
      ...name,
      identity,
      label,
      readOnly: false,
      isGlobalService: false,
      witnesses: regionsFor(false, context).map((region) => record(eventClass, { awsRegion: region })),
    },
    { eventClass, lesser: [] },
  );
}

function remember(event: RequiredEvent, behind: RequiredClass): RequiredEvent {
  classes.set(event, behind);
  return event;
}

/** '' stands for success. */
function callWitnesses(
  eventClass: EventClass,
  outcomes: readonly string[],
  facts: CallFacts,
  context: JudgedContext,
): readonly CloudTrailRecord[] {
  return regionsFor(facts.isGlobalService, context).flatMap((awsRegion) =>
    outcomes.map((errorCode) =>
      record(eventClass, { awsRegion, ...(errorCode === '' ? {} : denial(errorCode)) }),
    ),
  );
}

function denial(errorCode: string): Readonly<Record<string, string>> {
  return { errorCode, errorMessage: 'The caller is not permitted to perform this call.' };
}

function record(eventClass: EventClass, values: Readonly<Record<string, string>>): CloudTrailRecord {
  const placements = Object.entries(values).map(([name, value]) => ({
    segments: [{ kind: 'name' as const, name }],
    state: valueState(value),
  }));
  return sampleEvent(eventClass.base, placements, '');
}

function regionsFor(isGlobalService: boolean, context: JudgedContext): readonly string[] {
  const global =
    isGlobalService && context.partition !== undefined ? globalRegionOf(context.partition) : null;
  if (global !== null) return [global];
  const home = homeRegionOf(context);
  return [home, otherRegion(home, context.partition)];
}

function otherRegion(home: string, partition: string | undefined): string {
  const other = {
    'aws-cn': ['cn-north-1', 'cn-northwest-1'],
    'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  };
  const pair =
    partition === 'aws-cn' || partition === 'aws-us-gov' ? other[partition] : ['us-east-1', 'eu-west-1'];
  return pair.find((region) => region !== home) ?? home;
}

function person(identity: IdentityType): string {
  return { IAMUser: 'an IAM user', AssumedRole: 'an assumed role', Root: 'the root user' }[identity];
}
