import type { Prisma } from '#lib/db/generated/client.ts';
import type { Environment } from '#lib/db/generated/enums.ts';
import type { Section, Severity, VerdictStatus } from '#lib/posture/verdict.ts';

/** A finding as lists show it. */
export interface FindingRow {
  id: string;
  checkId: string;
  title: string;
  section: Section;
  verdict: VerdictStatus;
  severity: Severity;
  reason: string;
  region: string | null;
  resource: string | null;
  /** 1–8 for alarm checks that break. */
  firstBrokenLink: number | null;
  eventsRequired: number | null;
  eventsLost: number | null;
  /** The owner's verdict, when this one is inherited. */
  inheritedVerdict: VerdictStatus | null;
  inheritedAccountId: string | null;
  metBy: string | null;
  /** What was true when the account could last be read. */
  isStale: boolean;
  firstSeenAt: Date;
  lastSeenAt: Date;
  statusSince: Date;
  account: {
    id: string;
    accountId: string;
    name: string;
    environment: Environment;
    isInternetExposed: boolean;
  };
}

export const findingRowSelect = {
  id: true,
  checkId: true,
  check: { select: { title: true } },
  section: true,
  verdict: true,
  severity: true,
  reason: true,
  region: true,
  resource: true,
  firstBrokenLink: true,
  eventsRequired: true,
  eventsLost: true,
  inheritedVerdict: true,
  inheritedAccountId: true,
  metBy: true,
  isStale: true,
  firstSeenAt: true,
  lastSeenAt: true,
  statusSince: true,
  account: {
    select: { id: true, accountId: true, name: true, environment: true, isInternetExposed: true },
  },
} as const satisfies Prisma.FindingSelect;

type Selected = Prisma.FindingGetPayload<{ select: typeof findingRowSelect }>;

export function findingRow({ check, ...row }: Selected): FindingRow {
  return { ...row, title: check.title };
}
