import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import type { Viewer } from '#lib/auth/viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { JobStatus } from '#lib/db/generated/enums.ts';
import { env } from '#lib/env.ts';
import {
  ConfirmationProgress,
  ConfirmationResult,
  type ConfirmationSummary,
  summaryOf,
} from '#lib/posture/confirmation.ts';
import { isRowId } from './row-id.ts';

export interface ConfirmationRow {
  id: string;
  control: string;
  edition: string;
  patterns: string[];
  accountName: string;
  /** AWS's twelve digits. */
  accountId: string;
  status: JobStatus;
  progress: ConfirmationProgress | null;
  /** null until AWS was asked. */
  summary: ConfirmationSummary | null;
  askedBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface ConfirmationPage extends ConfirmationRow {
  result: ConfirmationResult | null;
}

const select = {
  id: true,
  control: true,
  edition: true,
  patterns: true,
  status: true,
  progress: true,
  result: true,
  createdAt: true,
  finishedAt: true,
  account: { select: { name: true, accountId: true } },
  askedBy: { select: { name: true } },
} as const satisfies Prisma.ConfirmationSelect;

const shown = 5;

/** The newest answers about one control, newest first; everyone of the workspace may read them. */
export async function listConfirmations(viewer: Viewer, control: AlarmControlId): Promise<ConfirmationRow[]> {
  const rows = await db().confirmation.findMany({
    where: { workspaceId: viewer.workspaceId, control },
    select,
    orderBy: { createdAt: 'desc' },
    take: shown,
  });
  return rows.map((row) => {
    const { result: _whole, ...it } = confirmationPage(row);
    return it;
  });
}

/** null: no such confirmation, or of another workspace. */
export async function getConfirmation(viewer: Viewer, id: string): Promise<ConfirmationPage | null> {
  if (!isRowId(id)) return null;
  const row = await db().confirmation.findFirst({ where: { id, workspaceId: viewer.workspaceId }, select });
  return row && confirmationPage(row);
}

export interface ConfirmationChoices {
  /** The operator's switch. */
  isOn: boolean;
  canAsk: boolean;
  /** Who can be told how to switch it on. */
  isAdmin: boolean;
  accounts: { id: string; name: string; accountId: string; partition: string }[];
}

/** Who may ask, and in which accounts. */
export async function getConfirmationChoices(viewer: Viewer): Promise<ConfirmationChoices> {
  const isOn = env().WATCHPOST_CONFIRM_WITH_AWS;
  const canAsk = isOn && hasRole(viewer, 'lead');
  const accounts = canAsk
    ? await db().account.findMany({
        where: { workspaceId: viewer.workspaceId, status: { notIn: ['removed', 'suspended'] } },
        select: { id: true, name: true, accountId: true, partition: true },
        orderBy: { name: 'asc' },
      })
    : [];
  return { isOn, canAsk, isAdmin: hasRole(viewer, 'admin'), accounts };
}

function confirmationPage(row: Prisma.ConfirmationGetPayload<{ select: typeof select }>): ConfirmationPage {
  const { account, askedBy, progress, ...it } = row;
  const result = it.result === null ? null : ConfirmationResult.parse(it.result);
  return {
    ...it,
    result,
    summary: result && summaryOf(result),
    progress: progress === null ? null : ConfirmationProgress.parse(progress),
    accountName: account.name,
    accountId: account.accountId,
    askedBy: askedBy?.name ?? null,
  };
}
