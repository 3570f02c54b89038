'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { scanNow } from '#lib/commands/scans.ts';
import { formAction } from '#lib/form-action.ts';

const ScanRequest = z.object({ accountId: z.uuid().optional() });

export const scanAction = formAction(ScanRequest, async ({ accountId }, viewer) => {
  const { scanId } = await scanNow(viewer, { accountId: accountId ?? null });
  redirect(`/scans/${scanId}`);
});
