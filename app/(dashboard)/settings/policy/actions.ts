'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changePolicy, PolicySettings, rejudgeNow } from '#lib/commands/workspace-policy.ts';
import {
  DecisionEnd,
  decideNotRequired,
  endDecision,
  ServiceDecision,
} from '#lib/commands/workspace-policy-decisions.ts';
import { formAction } from '#lib/form-action.ts';

export const changePolicyAction = formAction(PolicySettings, async (settings, viewer) => {
  await changePolicy(viewer, settings);
  revalidatePath('/settings/policy');
});

export const decideAction = formAction(ServiceDecision, async (decision, viewer) => {
  await decideNotRequired(viewer, decision);
  revalidatePath('/settings/policy');
});

export const endDecisionAction = formAction(DecisionEnd, async (decision, viewer) => {
  await endDecision(viewer, decision);
  revalidatePath('/settings/policy');
});

export const rejudgeAction = formAction(z.object({}), async (_input, viewer) => {
  await rejudgeNow(viewer);
  revalidatePath('/settings/policy');
});
