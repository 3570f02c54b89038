'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import {
  changeRole,
  Invitation,
  inviteMember,
  removeMember,
  withdrawInvitation,
} from '#lib/commands/members.ts';
import { AppError } from '#lib/errors.ts';
import { formAction } from '#lib/form-action.ts';
import type { FormState } from '#lib/form-state.ts';

const roles = ['admin', 'lead', 'auditor'] as const;

export interface InviteState extends FormState {
  /** Shown once: only its hash is stored. */
  link: { url: string; expiresAt: string; email: string } | null;
}

/** Invites, and hands the link back to the admin, once. */
export async function inviteAction(_state: InviteState, form: FormData): Promise<InviteState> {
  const viewer = await requireViewer();
  const values = { email: text(form, 'email'), role: text(form, 'role') };
  const parsed = Invitation.safeParse(values);
  if (!parsed.success) {
    return {
      isOk: false,
      message: null,
      fields: { email: 'This is no e-mail address.' },
      values,
      link: null,
    };
  }
  try {
    const { url, expiresAt } = await inviteMember(viewer, parsed.data);
    revalidatePath('/members');
    const link = { url, expiresAt: expiresAt.toISOString(), email: parsed.data.email };
    return { isOk: true, message: null, fields: {}, values: {}, link };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.field ? { [error.field]: error.message } : {};
    return { isOk: false, message: error.field ? null : error.message, fields, values, link: null };
  }
}

const MemberChange = z.object({
  userId: z.string(),
  change: z.enum([...roles, 'remove']),
});

export const changeMemberAction = formAction(MemberChange, async ({ userId, change }, viewer) => {
  if (change === 'remove') await removeMember(viewer, userId);
  else await changeRole(viewer, userId, change);
  revalidatePath('/members');
});

export const withdrawAction = formAction(z.object({ id: z.string() }), async ({ id }, viewer) => {
  await withdrawInvitation(viewer, id);
  revalidatePath('/members');
});

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
