import type { TrailSelectorsFact } from '../../snapshot.ts';

export type EventKind = 'read' | 'write';

/** S3 objects a selector records, by bucket. Text like `arn:aws:s3:::acme-logs/` names what is in or out. */
export interface RecordedObjects {
  /** Every bucket but those in `except`; else only those in `only`. */
  isEverything: boolean;
  except: readonly string[];
  only: readonly string[];
}

const objects = 'AWS::S3::Object';

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
  if (values.length === 0) return [];
  const isEverything = values.some(meansAllBuckets);
  return [{ isEverything, except: [], only: isEverything ? [] : values }];
}

type Field = TrailSelectorsFact['advanced'][number]['fields'][number];

function advancedObjects(
  { fields }: TrailSelectorsFact['advanced'][number],
  kind: EventKind,
): RecordedObjects[] {
  const named = (name: string) => fields.filter((it) => it.field === name);
  if (!named('eventCategory').some((it) => it.equals.includes('Data'))) return [];
  if (!named('resources.type').some((it) => it.equals.includes(objects))) return [];
  if (!named('readOnly').every((it) => takes(it, kind === 'read' ? 'true' : 'false'))) return [];
  if (!named('eventSource').every((it) => takes(it, 's3.amazonaws.com'))) return [];
  if (fields.some((it) => narrows(it, kind))) return [];

  const arns = named('resources.ARN');
  const only = arns.flatMap((it) => [...it.equals, ...it.startsWith, ...it.endsWith]);
  const except = arns.flatMap((it) => [...it.notEquals, ...it.notStartsWith, ...it.notEndsWith]);
  const isEverything = only.length === 0 || only.some(meansAllBuckets);
  return [{ isEverything, except, only: isEverything ? [] : only }];
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

function takes(field: Field, value: string): boolean {
  if (field.notEquals.includes(value)) return false;
  return field.equals.length === 0 || field.equals.includes(value);
}

function isWithout(field: Field): boolean {
  return [
    field.equals,
    field.startsWith,
    field.endsWith,
    field.notEquals,
    field.notStartsWith,
    field.notEndsWith,
  ].every((it) => it.length === 0);
}

/** `arn:aws:s3` and `arn:aws:s3:::` stand for every bucket, in every partition. */
function meansAllBuckets(value: string): boolean {
  return /^arn:[a-z-]+:s3(:::)?$/.test(value);
}

/** Whether these selectors record all objects of one bucket. */
export function recordsBucket(recorded: readonly RecordedObjects[], bucketName: string): boolean {
  const isAll = (value: string) => new RegExp(`^arn:[a-z-]+:s3:::${escaped(bucketName)}/?$`).test(value);
  const touches = (value: string) =>
    value.includes(`:::${bucketName}/`) || value.endsWith(`:::${bucketName}`);
  return recorded.some((it) =>
    it.isEverything ? !it.except.some(touches) : it.only.some(isAll) && !it.except.some(touches),
  );
}

/** Buckets left out by every selector together; null: only the named buckets are recorded. */
export function leftOutOf(recorded: readonly RecordedObjects[]): string[] | null {
  const broad = recorded.filter((it) => it.isEverything);
  const [first] = broad;
  if (!first) return null;
  const inAll = first.except.filter((value) => broad.every((it) => it.except.includes(value)));
  return inAll.filter((value) => !recordsBucket(recorded, bucketOf(value)));
}

export function bucketOf(objectArn: string): string {
  return objectArn.replace(/^arn:[a-z-]+:s3:::/, '').replace(/\/.*$/, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
