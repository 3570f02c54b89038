import { z } from 'zod';

/** Emulators answer '' and null where AWS leaves a field out. */
export const optionalText = z
  .string()
  .nullish()
  .transform((it) => (it ? it : null));

/** A point in time as ISO 8601 UTC; some emulators answer text or epoch seconds. */
export const optionalTime = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((it) => {
    const date = new Date(typeof it === 'number' ? it * 1000 : (it ?? Number.NaN));
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
  });

export const texts = z
  .array(z.string())
  .nullish()
  .transform((it) => it ?? []);

export const flagOr = (whenAbsent: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((it) => it ?? whenAbsent);

/**
 * A list AWS always sends, empty or not. An answer without it is not AWS's: read as an empty list, it would be
 * taken for knowledge.
 */
export function promised<Item>(item: z.ZodType<Item>): z.ZodArray<z.ZodType<Item>> {
  return z.array(item, { error: (issue) => (issue.input === undefined ? notSent : undefined) });
}

/** Says in a schema's error that the field did not come at all. */
export const notSent = 'not sent';

/** A promised list whose items are parsed one by one, so that one bad item is one gap. */
export const promisedItems = promised(z.unknown());

/** Like `promisedItems`, where AWS may leave an empty list out. */
export const rawItems = z
  .array(z.unknown())
  .nullish()
  .transform((it) => it ?? []);
