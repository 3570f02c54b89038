import type { EventClass } from '../filter-pattern/event-class.ts';
import { valueState } from '../filter-pattern/event-class.ts';
import { remembered } from '../filter-pattern/remembered.ts';
import { sampleEvent } from '../filter-pattern/sample.ts';
import { denialCodes, denialCodesOf, deniedCall, outcomesOf, rootCall } from './any-call.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';
import type { ControlEventName } from './control-event-names.ts';
import { type AlarmControlId, alarmControl } from './controls.ts';
import { type Edition, includesEdition, newestEdition } from './editions.ts';
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
  const known = lists.get(key);
  if (known !== undefined) return known;
  const events = build(control, edition, context);
  for (const event of events) origins.set(event, { control, context });
  lists.set(key, events);
  return events;
}

/** Stands for the account in an event that is the same for many accounts. */
export const anyAccount = '604813927055';

/** An event of one account, and the same event in `anyAccount`. */
interface SharedEvent {
  readonly event: RequiredEvent;
  readonly accountId: string;
}

/** The event of an account, as it is in `anyAccount`; null when the event is of no account. */
export function inAnyAccount(event: RequiredEvent): SharedEvent | null {
  const known = shared.get(event);
  if (known !== undefined) return known;
  const found = findInAnyAccount(event);
  shared.set(event, found);
  return found;
}

function findInAnyAccount(event: RequiredEvent): SharedEvent | null {
  const { control, context } = origins.get(event) ?? {};
  if (control === undefined || context?.accountId === undefined) return null;
  const { accountId, homeRegion, partition } = context;
  const key = [control, homeRegion, partition].join('|');
  const known = ofAnyAccount.get(key);
  const byId = known ?? new Map(eventsOfAnyAccount(control, context).map((it) => [it.id, it]));
  if (known === undefined) ofAnyAccount.set(key, byId);
  const same = byId.get(event.id);
  return same === undefined ? null : { event: same, accountId };
}

function eventsOfAnyAccount(control: AlarmControlId, context: JudgedContext): readonly RequiredEvent[] {
  return build(control, newestEdition, { ...context, accountId: anyAccount });
}

/** The abstract class behind a required event, and those whose loss is only an exclusion. */
export interface RequiredClass {
  readonly eventClass: EventClass;
  readonly lesser: readonly { readonly identityType: string; readonly eventClass: EventClass }[];
}

const lists = remembered<string, readonly RequiredEvent[]>(1_000);
const ofAnyAccount = remembered<string, ReadonlyMap<string, RequiredEvent>>(200);
const origins = new WeakMap<RequiredEvent, { control: AlarmControlId; context: JudgedContext }>();
const shared = new WeakMap<RequiredEvent, SharedEvent | null>();
const classes = new WeakMap<RequiredEvent, () => RequiredClass>();

export function requiredClass(event: RequiredEvent): RequiredClass | null {
  return classes.get(event)?.() ?? null;
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
        () => signInClass({ outcome: 'Success', mfaUsed: 'No' }, 'IAMUser', context),
        context,
      ),
    ];
  }
  if (control === 'console-auth-failures') {
    return (['IAMUser', 'Root'] as const).map((identity) => {
      const classOf = () => signInClass({ outcome: 'Failure', mfaUsed: 'either' }, identity, context);
      return signIn(identity, `A console sign-in by ${person(identity)} fails`, classOf, context);
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
  return lazily(
    {
      id: `${eventSource}/${eventName}/${identity}`,
      eventSource,
      eventName,
      identity,
      label: `${eventName} by ${person(identity)}`,
      readOnly: false,
      isGlobalService: facts.isGlobalService,
      ...(historicalCalls.has(eventName) ? { isHistorical: true } : {}),
    },
    () => ({ eventClass: callClass(facts, identity, context), lesser: [] }),
    (eventClass) =>
      callWitnesses(eventClass, ['', ...denialCodesOf(eventSource).slice(0, 1)], facts, context),
  );
}

function deniedEvents(context: JudgedContext): readonly RequiredEvent[] {
  return [true, false].flatMap((readOnly) =>
    identityTypes.map((identity) => {
      const facts = deniedCall(readOnly);
      const lesser = identity !== 'IAMUser' ? [] : otherIdentityTypes;
      return lazily(
        {
          id: `*/denied-${readOnly ? 'read' : 'write'}/${identity}`,
          eventSource: null,
          eventName: null,
          identity,
          label: `Any ${readOnly ? 'read' : 'change'} by ${person(identity)} is denied`,
          readOnly,
          isGlobalService: false,
        },
        () => ({
          eventClass: callClass(facts, identity, context),
          lesser: lesser.map((identityType) => ({
            identityType,
            eventClass: callClassOf(facts, otherIdentityShape(identityType), context),
          })),
        }),
        (eventClass) => callWitnesses(eventClass, denialCodes, facts, context),
      );
    }),
  );
}

function rootEvents(context: JudgedContext): readonly RequiredEvent[] {
  const calls = [true, false].map((readOnly) => {
    const facts = rootCall(readOnly);
    return lazily(
      {
        id: `*/${readOnly ? 'read' : 'write'}/Root`,
        eventSource: null,
        eventName: null,
        identity: 'Root',
        label: `Any ${readOnly ? 'read' : 'change'} by the root user`,
        readOnly,
        isGlobalService: false,
      },
      () => ({ eventClass: callClass(facts, 'Root', context), lesser: [] }),
      (eventClass) => callWitnesses(eventClass, ['', 'AccessDenied'], facts, context),
    );
  });
  const signInEvents = () => signInClass({ outcome: 'either', mfaUsed: 'either' }, 'Root', context);
  return [...calls, signIn('Root', 'The root user signs in to the console', signInEvents, context)];
}

function signIn(
  identity: IdentityType,
  label: string,
  classOf: () => EventClass,
  context: JudgedContext,
): RequiredEvent {
  const name = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin' };
  return lazily(
    {
      id: `${name.eventSource}/${name.eventName}/${identity}`,
      ...name,
      identity,
      label,
      readOnly: false,
      isGlobalService: false,
    },
    () => ({ eventClass: classOf(), lesser: [] }),
    (eventClass) => regionsFor(false, context).map((region) => record(eventClass, { awsRegion: region })),
  );
}

/** Classes and witnesses are made when first asked for: most accounts' events are decided as those of any account. */
function lazily(
  facts: Omit<RequiredEvent, 'witnesses'>,
  classOf: () => RequiredClass,
  witnessesOf: (eventClass: EventClass) => readonly CloudTrailRecord[],
): RequiredEvent {
  let behind: RequiredClass | null = null;
  let witnesses: readonly CloudTrailRecord[] | null = null;
  const classed = () => {
    behind ??= classOf();
    return behind;
  };
  const event: RequiredEvent = {
    ...facts,
    get witnesses() {
      witnesses ??= witnessesOf(classed().eventClass);
      return witnesses;
    },
  };
  classes.set(event, classed);
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
