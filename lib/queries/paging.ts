import { z } from 'zod';

const pageSizes = [25, 50, 100, 250] as const;

/** Search parameters arrive as text, as lists when repeated, or not at all. */
export const PageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);
export const PageSize = z.coerce.number().pipe(z.literal(pageSizes)).catch(50);
export const Direction = z.enum(['asc', 'desc']);
export type Direction = z.infer<typeof Direction>;

/** `?verdict=fail&verdict=warn` and `?verdict=fail,warn` both; values outside the list are dropped. */
export function listOf<const T extends readonly string[]>(values: T) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((it): T[number][] => {
      const given = [it ?? []].flat().flatMap((text) => text.split(','));
      return values.filter((value) => given.includes(value));
    });
}

/** One value of a repeated parameter, trimmed; empty is absent. PostgreSQL refuses NUL, and nothing is called so. */
export const Word = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((it) => [it ?? []].flat()[0]?.replaceAll('\0', '').trim() || undefined);

export interface Page<Row> {
  rows: Row[];
  total: number;
  page: number;
  pageSize: number;
}
