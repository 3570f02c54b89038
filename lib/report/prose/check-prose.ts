import { alarmProse } from './alarm-prose.ts';
import { bucketProse } from './bucket-prose.ts';
import type { CheckProse } from './prose.ts';
import { serviceProse } from './service-prose.ts';
import { trailProse } from './trail-prose.ts';

const written: Readonly<Record<string, CheckProse>> = {
  ...trailProse,
  ...bucketProse,
  ...alarmProse,
  ...serviceProse,
};

/** The check's name in lists and tables. */
export function checkName(check: { id: string; title: string }): string {
  return written[check.id]?.name ?? check.title;
}

/** null for a check nobody has written for yet: the catalogue's own words stand in. */
export function proseOf(checkId: string): CheckProse | null {
  return written[checkId] ?? null;
}
