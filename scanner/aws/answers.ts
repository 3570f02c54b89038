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

/** A list whose items are parsed one by one, so that one bad item is one gap. */
export const rawItems = z
  .array(z.unknown())
  .nullish()
  .transform((it) => it ?? []);
