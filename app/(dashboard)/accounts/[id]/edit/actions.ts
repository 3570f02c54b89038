'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { removeAccount, updateAccount } from '#lib/commands/accounts.ts';
import { formAction } from '#lib/form-action.ts';
import { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';

const AccountForm = OnboardingDraft.omit({ isInternetExposed: true, roleArn: true }).extend({
  id: z.string(),
  isInternetExposed: z.literal('on').optional(),
});

export const updateAccountAction = formAction(
  AccountForm,
  async ({ id, isInternetExposed, ...rest }, viewer) => {
    await updateAccount(viewer, id, { ...rest, isInternetExposed: isInternetExposed === 'on' });
    redirect(`/accounts/${id}`);
  },
);

const Removal = z
  .object({ id: z.string(), name: z.string(), typed: z.string() })
  .refine((it) => it.typed.trim() === it.name, {
    path: ['typed'],
    message: 'Type the name of the account as it is written above.',
  });

export const removeAccountAction = formAction(Removal, async ({ id }, viewer) => {
  await removeAccount(viewer, id);
  redirect('/accounts');
});
