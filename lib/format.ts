/** Texts for people, always in UTC: what is printed must not depend on who looks. */
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const full = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const grouped = new Intl.NumberFormat('en-GB');

type Instant = Date | string;

/** `19 Nov 2026, 06:14 UTC` */
export function formatInstant(at: Instant): string {
  return `${full.format(new Date(at))}, ${clock.format(new Date(at))} UTC`;
}

/** `19 Nov, 06:14` */
export function formatShortInstant(at: Instant): string {
  return `${dayMonth.format(new Date(at))}, ${clock.format(new Date(at))}`;
}

/** `19 Nov` */
export function formatDay(at: Instant): string {
  return dayMonth.format(new Date(at));
}

/** `19 Nov 2026` */
export function formatDate(at: Instant): string {
  return full.format(new Date(at));
}

/** `06:14` */
export function formatClock(at: Instant): string {
  return clock.format(new Date(at));
}

/** `06:14` on the day of `now`, `16 Nov, 18:02` before. */
export function formatReadAt(at: Instant, now: Instant): string {
  return formatDay(at) === formatDay(now) ? formatClock(at) : formatShortInstant(at);
}

/** `06:12:41` */
export function formatSeconds(at: Instant): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** `4 min 12 s`, `38 s`, `0.2 s` */
export function formatDuration(durationMs: number): string {
  if (durationMs < 10_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** Share of 0 to 1 as whole percent; what is not everything never reads 100%, what is not nothing never 0%. */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return '99%';
  if (percent === 0 && share > 0) return '1%';
  return `${percent}%`;
}

/** `1 account`, `24 accounts` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `a, b and c` */
export function formatList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `payments-prod` → initials for the sign beside a name: `PP`. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
