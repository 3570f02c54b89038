import { isRedirectError } from 'next/dist/client/components/redirect-error.js';
import type { z } from 'zod';
import { currentViewer } from '#lib/auth/require-viewer.ts';
import type { Viewer } from '#lib/auth/viewer.ts';
import { AppError } from './errors.ts';
import type { FormState } from './form-state.ts';
import { log } from './log.ts';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/**
 * Wraps a command as a server action: parses the form, demands a signed-in viewer, turns an AppError into a message
 * and anything else into a logged reference. Redirect from inside `run` to leave the page.
 */
export function formAction<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input, viewer: Viewer) => Promise<void>,
): Action {
  return anonymousFormAction(schema, async (input) => {
    const viewer = await currentViewer();
    if (!viewer) throw new AppError('not-signed-in', 'You are signed out. Sign in again in another tab.');
    await run(input, viewer);
  });
}

/** The same for the few forms that need no viewer: sign-in and one-time links. */
export function anonymousFormAction<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input) => Promise<void>,
): Action {
  return async (_state, form) => {
    const values = valuesOf(form);
    const parsed = schema.safeParse(values);
    if (!parsed.success) return refused(values, 'Some fields need another look.', fieldErrors(parsed.error));
    try {
      await run(parsed.data);
    } catch (error) {
      if (isRedirectError(error)) throw error;
      if (error instanceof AppError) {
        return refused(values, error.message, error.field ? { [error.field]: error.message } : {});
      }
      const reference = crypto.randomUUID().slice(0, 8);
      log.error({ error, reference }, 'a form action failed');
      return refused(values, `This did not work, and nothing was changed. Reference ${reference}.`, {});
    }
    return { isOk: true, message: null, fields: {}, values: {} };
  };
}

const hidden = new Set(['password', 'token']);

function refused(values: FormState['values'], message: string, fields: FormState['fields']): FormState {
  const shown = Object.entries(values).filter(([name]) => !hidden.has(name));
  return { isOk: false, message, fields, values: Object.fromEntries(shown) };
}

/** Next's own `$ACTION_…` fields and files are left out; a repeated name becomes a list. */
function valuesOf(form: FormData): FormState['values'] {
  const values: FormState['values'] = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$')) continue;
    const all = form.getAll(name).filter((it) => typeof it === 'string');
    values[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return values;
}

function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues) fields[String(path[0] ?? '')] ??= message;
  return fields;
}
