/**
 * When a cron line (minute hour day-of-month month day-of-week, in UTC) runs next; null when it never does within
 * a year. As in cron, a restricted day of month and a restricted day of week are alternatives.
 */
export function nextRun(cron: string, after: Date): Date | null {
  const fields = cron.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = ranges.map((range, index) =>
    valuesOf(fields[index] ?? '*', range),
  );
  if (!minutes || !hours || !days || !months || !weekdays || fields.length !== 5) return null;
  const isDayFree = fields[2] === '*' || fields[4] === '*';
  const day = new Date(Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate()));
  for (let tries = 0; tries <= 366; tries += 1, day.setUTCDate(day.getUTCDate() + 1)) {
    if (!months.has(day.getUTCMonth() + 1)) continue;
    const inMonth = days.has(day.getUTCDate());
    const inWeek = weekdays.has(day.getUTCDay());
    if (isDayFree ? !(inMonth && inWeek) : !(inMonth || inWeek)) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const at = new Date(day.getTime() + (hour * 60 + minute) * 60_000);
        if (at > after) return at;
      }
    }
  }
  return null;
}

const ranges: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];

function valuesOf(field: string, [low, high]: readonly [number, number]): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [span = '*', step = '1'] = part.split('/');
    const [from = '*', to = from] = span.split('-');
    const first = from === '*' ? low : Number(from);
    const last = from === '*' ? high : Number(to);
    for (let it = first; it <= last; it += Math.max(1, Number(step))) values.add(it);
  }
  return new Set([...values].filter((it) => it >= low && it <= high).sort((a, b) => a - b));
}
