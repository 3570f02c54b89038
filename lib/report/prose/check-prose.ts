import { alarmProse } from './alarm-prose.ts';
import { bucketProse } from './bucket-prose.ts';
import { serviceProse } from './service-prose.ts';
import { trailProse } from './trail-prose.ts';

/** What the report says of one check, whoever the client is. */
export interface CheckProse {
  /** What the alarm is about, for tables; the catalogue's title where it is short already. */
  name?: string;
  /** The finding's title; `where` reads "in 20 of 24 accounts" or "in payments-prod". */
  title(where: string): string;
  /** What the watched thing is, and why it is watched. */
  about: string;
  impact: string;
  likelihood: string;
  /** What to bring about, in one or two sentences. */
  fix: string;
}

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
