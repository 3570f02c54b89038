import { type FieldConditions, meets } from '../../alarms/field-conditions.ts';

/** One object of a class whose objects meet the same conditions. */
export interface ObjectSample {
  arn: string;
  /** What the class is called in a sentence: a bucket, or the ending of objects' names. */
  words: string;
}

/** Stands for what no condition names: no bucket, and no object one would name, holds it. */
const other = '\u0000';

/**
 * Objects that these selectors together do not record. Conditions tell objects apart only by how an ARN begins and
 * ends, so one sample of each beginning and ending decides for all.
 */
export function missedSamples(recorded: readonly (readonly FieldConditions[])[]): ObjectSample[] {
  return missed(recorded, samplesOf(recorded.flat(), []));
}

/** Whether an object that no condition names goes unrecorded. */
export function missesAnyObject(recorded: readonly (readonly FieldConditions[])[]): boolean {
  const arn = anyObject(rootOf(recorded.flat()));
  return !recorded.some((conditions) => conditions.every((it) => meets(it, arn)));
}

export function missedSamplesOfBucket(
  recorded: readonly (readonly FieldConditions[])[],
  bucketName: string,
): ObjectSample[] {
  const conditions = recorded.flat();
  const start = `${rootOf(conditions)}${bucketName}/`;
  return missed(
    recorded,
    samplesOf(conditions, [start]).filter((it) => it.arn.startsWith(start)),
  );
}

function missed(
  recorded: readonly (readonly FieldConditions[])[],
  samples: readonly ObjectSample[],
): ObjectSample[] {
  return samples.filter(
    ({ arn }) => !recorded.some((conditions) => conditions.every((it) => meets(it, arn))),
  );
}

function samplesOf(conditions: readonly FieldConditions[], more: readonly string[]): ObjectSample[] {
  const root = rootOf(conditions);
  const whole = conditions.flatMap((it) => [...it.equals, ...it.notEquals]);
  const starts = conditions.flatMap((it) => [...it.startsWith, ...it.notStartsWith]);
  const ends = conditions.flatMap((it) => [...it.endsWith, ...it.notEndsWith]);
  const begun = ['', ...whole, ...starts, ...more].flatMap((it) => objectAt(it, root));
  const exact = whole.filter((it) => it.startsWith(root));
  const all = [...begun.flatMap((it) => [it, ...ends.map((end) => `${it}${end}`)]), ...exact];
  return [...new Set(all)].map((arn) => ({
    arn,
    words: wordsOf(arn, root),
  }));
}

/** An object whose ARN begins so and goes on as no condition says; none where no object's ARN does. */
function objectAt(start: string, root: string): string[] {
  if (root.startsWith(start)) return [anyObject(root)];
  if (!start.startsWith(root)) return [];
  return [start.slice(root.length).includes('/') ? `${start}${other}` : `${start}${other}/${other}`];
}

function anyObject(root: string): string {
  return `${root}${other}/${other}`;
}

function wordsOf(arn: string, root: string): string {
  const [bucket = '', ...key] = arn.slice(root.length).split('/');
  if (bucket !== other) return bucket.replace(other, '*');
  return `objects whose names end in ${key.join('/').replace(other, '')}`;
}

function rootOf(conditions: readonly FieldConditions[]): string {
  const values = conditions.flatMap((it) => [
    ...it.equals,
    ...it.startsWith,
    ...it.notEquals,
    ...it.notStartsWith,
  ]);
  const partition = values.map((it) => /^arn:([a-z-]+):s3/.exec(it)?.[1]).find((it) => it !== undefined);
  return `arn:${partition ?? 'aws'}:s3:::`;
}
