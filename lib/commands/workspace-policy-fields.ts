import { z } from 'zod';

/** One name a line (or separated by commas or spaces), sorted, each once. */
export function nameList(shape: RegExp, complaint: (name: string) => string, most = 500) {
  return z
    .string()
    .default('')
    .transform((text) => [...new Set(text.split(/[\s,]+/).filter((it) => it !== ''))].sort())
    .superRefine((list, context) => {
      const odd = list.find((it) => !shape.test(it));
      if (odd) context.addIssue({ code: 'custom', message: complaint(odd) });
      if (list.length > most) context.addIssue({ code: 'custom', message: `At most ${most}.` });
    });
}

/** Of the policy the person saw when the page was loaded. */
export const policyVersion = z.string().regex(/^[0-9a-f]{32}$/, 'Load the page again.');
