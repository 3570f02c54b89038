import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { fillRemediation } from '#lib/posture/fill-remediation.ts';
import { FindingDetail } from '#lib/posture/finding-detail.ts';
import { Remediation } from '#lib/posture/remediation.ts';
import type { Rating, VerdictStatus } from '#lib/posture/verdict.ts';
import { type FindingRow, findingRow, findingRowSelect } from './finding-rows.ts';
import { isRowId } from './row-id.ts';

export interface PublishedCheck {
  id: string;
  version: string;
  title: string;
  impact: Rating;
  likelihood: Rating;
  isInformational: boolean;
  rationale: string;
  remediation: Remediation;
  references: string[];
}

export interface FrameworkNumber {
  framework: string;
  edition: string;
  number: string;
  assessment: string | null;
}

export interface HistoryEntry {
  at: Date;
  scanNumber: number;
  /** null: seen for the first time. */
  from: VerdictStatus | null;
  to: VerdictStatus;
  isReopened: boolean;
  reason: string;
}

/** Everything the drill-down shows. */
export interface FindingPage extends FindingRow {
  check: PublishedCheck;
  detail: FindingDetail;
  frameworks: FrameworkNumber[];
  /** Newest first. */
  history: HistoryEntry[];
  metByStrict: VerdictStatus | null;
  rootCause: { key: string; text: string; link: number | null } | null;
  /** Who owns what this rests on; `findingId` and `accountRowId` are null while the owner is not onboarded. */
  inheritedFrom: {
    accountId: string;
    checkId: string;
    verdict: VerdictStatus;
    name: string | null;
    accountRowId: string | null;
    findingId: string | null;
  } | null;
  /** Accounts that inherit this verdict. */
  inheritedBy: number;
  /** Newest scan that judged the account. */
  scanNumber: number | null;
  /** When the account was read: judging it again makes what was seen no younger. */
  readAt: Date;
}

/** null: no such finding, or of another workspace. */
export async function getFinding(viewer: Viewer, id: string): Promise<FindingPage | null> {
  if (!isRowId(id)) return null;
  const row = await db().finding.findFirst({
    where: { id, workspaceId: viewer.workspaceId },
    select: {
      ...findingRowSelect,
      detail: true,
      metByStrict: true,
      rootCauseKey: true,
      rootCauseText: true,
      rootCauseLink: true,
      inheritedCheckId: true,
      account: {
        select: {
          ...findingRowSelect.account.select,
          partition: true,
          lastReadAt: true,
          lastAccountScan: { select: { scan: { select: { number: true } } } },
        },
      },
      check: {
        select: {
          id: true,
          version: true,
          title: true,
          impact: true,
          likelihood: true,
          isInformational: true,
          rationale: true,
          remediation: true,
          references: true,
          mappings: {
            select: { framework: true, edition: true, number: true, assessment: true },
            orderBy: [{ framework: 'asc' }, { edition: 'asc' }, { number: 'asc' }],
          },
        },
      },
      transitions: {
        select: {
          at: true,
          from: true,
          to: true,
          isReopened: true,
          reason: true,
          scan: { select: { number: true } },
        },
        orderBy: { id: 'desc' },
        take: 50,
      },
    },
  });
  if (!row) return null;

  const { check, detail, transitions, account, ...rest } = row;
  const { mappings, ...published } = check;
  const { partition, lastReadAt, lastAccountScan, ...shownAccount } = account;
  const { rootCauseKey, rootCauseText, rootCauseLink, inheritedCheckId, ...shown } = rest;
  const [inheritedFrom, inheritedBy] = await Promise.all([
    ownerOf(viewer, partition, rest.inheritedAccountId, inheritedCheckId, rest.inheritedVerdict),
    db().finding.count({
      where: {
        workspaceId: viewer.workspaceId,
        inheritedAccountId: account.accountId,
        inheritedCheckId: row.checkId,
        account: { partition, status: { not: 'removed' } },
      },
    }),
  ]);
  const parsedDetail = FindingDetail.parse(detail);
  const alike = parsedDetail.subjects.filter((it) => it.verdict === row.verdict);
  const worst = alike.find((it) => it.resource !== null);
  const place = {
    accountId: account.accountId,
    partition,
    region: row.region ?? worst?.region ?? null,
    regions: [...new Set(alike.flatMap((it) => it.region ?? []))],
    resource: row.resource ?? worst?.resource ?? null,
    ...(parsedDetail.names && { names: parsedDetail.names }),
  };
  return {
    ...findingRow({ ...shown, check: { title: check.title }, account: shownAccount }),
    metByStrict: rest.metByStrict,
    check: { ...published, remediation: fillRemediation(Remediation.parse(check.remediation), place) },
    detail: parsedDetail,
    frameworks: mappings,
    history: transitions.map(({ scan, ...it }) => ({ ...it, scanNumber: scan.number })),
    rootCause:
      rootCauseKey === null ? null : { key: rootCauseKey, text: rootCauseText ?? '', link: rootCauseLink },
    inheritedFrom,
    inheritedBy,
    scanNumber: lastAccountScan?.scan.number ?? null,
    readAt: lastReadAt ?? row.lastSeenAt,
  };
}

/** Row id of one account's finding for a check, for links by name. */
export async function findingIdOf(
  viewer: Viewer,
  accountRowId: string,
  checkId: string,
): Promise<string | null> {
  if (!isRowId(accountRowId)) return null;
  const row = await db().finding.findFirst({
    where: { workspaceId: viewer.workspaceId, accountId: accountRowId, checkId },
    select: { id: true },
  });
  return row?.id ?? null;
}

async function ownerOf(
  viewer: Viewer,
  partition: string,
  accountId: string | null,
  checkId: string | null,
  verdict: VerdictStatus | null,
): Promise<FindingPage['inheritedFrom']> {
  if (accountId === null || checkId === null || verdict === null) return null;
  const owner = await db().account.findFirst({
    where: { workspaceId: viewer.workspaceId, partition, accountId, status: { not: 'removed' } },
    select: { id: true, name: true, findings: { where: { checkId }, select: { id: true } } },
  });
  return {
    accountId,
    checkId,
    verdict,
    name: owner?.name ?? null,
    accountRowId: owner?.id ?? null,
    findingId: owner?.findings[0]?.id ?? null,
  };
}
