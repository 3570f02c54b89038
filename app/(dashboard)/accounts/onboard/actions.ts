'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import {
  activateAccount,
  saveDraft,
  startConnectionTest,
  stopConnectionTest,
} from '#lib/commands/onboarding.ts';
import { formAction } from '#lib/form-action.ts';
import { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';

const OnboardingForm = OnboardingDraft.omit({ isInternetExposed: true }).extend({
  id: z.string(),
  intent: z.enum(['test', 'stop', 'onboard', 'save']).default('test'),
  isInternetExposed: z.literal('on').optional(),
});

/** One form, several buttons: what was typed is kept whichever is pressed. */
export const onboardingAction = formAction(
  OnboardingForm,
  async ({ id, intent, isInternetExposed, ...rest }, viewer) => {
    const draft: OnboardingDraft = { ...rest, isInternetExposed: isInternetExposed === 'on' };
    if (intent === 'onboard') {
      const { scanId } = await activateAccount(viewer, id, draft);
      redirect(`/scans/${scanId}`);
    }
    if (intent === 'test') await startConnectionTest(viewer, id, draft);
    if (intent === 'stop') await stopConnectionTest(viewer, id);
    if (intent === 'save') await saveDraft(viewer, id, draft);
    else revalidatePath('/accounts/onboard');
  },
);
