import { type FieldConditions, meets } from '../../alarms/field-conditions.ts';
import type { TrailSelectorsFact } from '../../snapshot.ts';
import { missedSamples, missedSamplesOfBucket, missesAnyObject } from './object-samples.ts';

export type EventKind = 'read' | 'write';

/** What one selector asks of an object's ARN; without conditions it records every object. */
export type RecordedObjects = readonly FieldConditions[];

const objects = 'AWS::S3::Object';
const none: FieldConditions = {
  equals: [],
  startsWith: [],
  endsWith: [],
  notEquals: [],
  notStartsWith: [],
  notEndsWith: [],
};

/** What each selector of a trail records of this kind of object-level events; empty for none. */
export function recordedObjects(selectors: TrailSelectorsFact, kind: EventKind): RecordedObjects[] {
  return [
    ...selectors.classic.flatMap((it) => classicObjects(it, kind)),
    ...selectors.advanced.flatMap((it) => advancedObjects(it, kind)),
  ];
}

function classicObjects(selector: TrailSelectorsFact['classic'][number], kind: EventKind): RecordedObjects[] {
  if (
    selector.readWriteType !== 'All' &&
    selector.readWriteType !== (kind === 'read' ? 'ReadOnly' : 'WriteOnly')
  )
    return [];
  const values = selector.dataResources.filter((it) => it.type === objects).flatMap((it) => it.values);
  return values.length === 0 ? [] : [[{ ...none, startsWith: values }]];
}

type Field = TrailSelectorsFact['advanced'][number]['fields'][number];

function advancedObjects(
  { fields }: TrailSelectorsFact['advanced'][number],
  kind: EventKind,
): RecordedObjects[] {
  const named = (name: string) => fields.filter((it) => it.field === name);
  if (!named('eventCategory').some((it) => it.equals.includes('Data'))) return [];
  if (!named('resources.type').some((it) => it.equals.includes(objects))) return [];
  if (!named('readOnly').every((it) => meets(it, kind === 'read' ? 'true' : 'false'))) return [];
  if (!named('eventSource').every((it) => meets(it, 's3.amazonaws.com'))) return [];
  if (fields.some((it) => narrows(it, kind))) return [];
  return [named('resources.ARN').map(withBuckets)];
}

/** AWS writes a whole bucket with a slash at its end, whichever the operator. */
function withBuckets(field: FieldConditions): FieldConditions {
  const isBucket = (it: string): boolean => it.endsWith('/');
  return {
    ...field,
    equals: field.equals.filter((it) => !isBucket(it)),
    startsWith: [...field.startsWith, ...field.equals.filter(isBucket)],
    notEquals: field.notEquals.filter((it) => !isBucket(it)),
    notStartsWith: [...field.notStartsWith, ...field.notEquals.filter(isBucket)],
  };
}

/** Conditions by which selectors of S3 objects record only some of the events of this kind: "eventName PutObject". */
export function narrowingConditions(selectors: TrailSelectorsFact, kind: EventKind): string[] {
  const ofObjects = selectors.advanced.filter((selector) =>
    selector.fields.some((it) => it.field === 'resources.type' && it.equals.includes(objects)),
  );
  return ofObjects.flatMap(({ fields }) => fields.filter((it) => narrows(it, kind)).map(inWords));
}

function inWords(field: Field): string {
  const taken = [...field.equals, ...field.startsWith, ...field.endsWith];
  const left = [...field.notEquals, ...field.notStartsWith, ...field.notEndsWith];
  return `${field.field} ${taken.length > 0 ? taken.join(', ') : `not ${left.join(', ')}`}`;
}

/** Held to some calls, callers or event types, a selector does not record the events of this kind. */
function narrows(field: Field, kind: EventKind): boolean {
  if (/^(eventCategory|resources\.type|resources\.ARN|readOnly|eventSource)$/.test(field.field)) return false;
  if (isWithout(field)) return false;
  return field.field !== 'eventName' || !leavesOutOnly(field, kind === 'read' ? 'write' : 'read');
}

/** Such as every call but HeadObject: no write is lost. */
function leavesOutOnly(field: Field, kind: EventKind): boolean {
  if ([...field.equals, ...field.startsWith, ...field.endsWith, ...field.notEndsWith].length > 0)
    return false;
  const calls =
    kind === 'read'
      ? /^(Get|Head|List|Select)/
      : /^(Put|Delete|Copy|Create|Complete|Upload|Abort|Restore|Rename)/;
  return [...field.notEquals, ...field.notStartsWith].every((it) => calls.test(it));
}

function isWithout(field: FieldConditions): boolean {
  return [
    field.equals,
    field.startsWith,
    field.endsWith,
    field.notEquals,
    field.notStartsWith,
    field.notEndsWith,
  ].every((it) => it.length === 0);
}

/** Whether these selectors together record all objects of one bucket. */
export function recordsBucket(recorded: readonly RecordedObjects[], bucketName: string): boolean {
  return missedSamplesOfBucket(recorded, bucketName).length === 0;
}

/** Buckets, or kinds of objects, that no selector records; null: only the named ones are recorded. */
export function leftOutOf(recorded: readonly RecordedObjects[]): string[] | null {
  if (missesAnyObject(recorded)) return null;
  return [...new Set(missedSamples(recorded).map((it) => it.words))];
}

/** What selectors that are held to some objects name: buckets, or endings of objects' names. */
export function namedObjects(recorded: readonly RecordedObjects[]): string[] {
  const named = recorded
    .flat()
    .flatMap(({ equals, startsWith, endsWith }) => [
      ...[...equals, ...startsWith].map(bucketOf),
      ...endsWith.map((it) => `…${it}`),
    ]);
  return [...new Set(named)];
}

function bucketOf(objectArn: string): string {
  return objectArn.replace(/^arn:[a-z-]+:s3:::/, '').replace(/\/.*$/, '');
}
