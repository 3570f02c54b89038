'use server';

import { z } from 'zod';
import { ConfirmationRequest, confirmWithAws } from '#lib/commands/confirmations.ts';
import { formAction } from '#lib/form-action.ts';

/** One JSON text, because a form would rewrite the line breaks of a pattern. */
const Patterns = z
  .string()
  .transform((text, context) => {
    try {
      const patterns: unknown = JSON.parse(text);
      return patterns;
    } catch {
      context.addIssue({ code: 'custom', message: 'The patterns arrived broken. Load the page again.' });
      return z.NEVER;
    }
  })
  .pipe(ConfirmationRequest.shape.patterns);

export const confirmAction = formAction(
  ConfirmationRequest.extend({ patterns: Patterns }),
  async (input, viewer) => {
    await confirmWithAws(viewer, input);
  },
);
