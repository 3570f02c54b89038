import { z } from 'zod';

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A point in time: ISO 8601, seconds since 1970, or `now`, `now-3d`, `now+2h`, `now-30m` (from loading on). */
export const moment = z.union([z.string(), z.number(), z.date()]).transform((value, context) => {
  const date = momentOf(value);
  if (date) return date;
  context.addIssue({
    code: 'custom',
    message: `expected a time such as 2026-11-19T06:14:00Z or now-3d, got "${value}"`,
  });
  return z.NEVER;
});

function momentOf(value: string | number | Date): Date | undefined {
  if (value instanceof Date) return value;
  if (typeof value === 'number') return new Date(value * 1000);
  const relative = /^now(?:([+-])(\d+)([mhd]))?$/.exec(value);
  if (relative) {
    const [, sign, amount, unit] = relative;
    const offset = Number(amount ?? 0) * (unitMs[unit ?? 'm'] ?? 0);
    return new Date(Date.now() + (sign === '-' ? -offset : offset));
  }
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
