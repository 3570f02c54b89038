'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { removeAccountAction } from './actions.ts';

/** What cannot be undone asks for the name. */
export function RemoveForm({ id, name }: { id: string; name: string }) {
  const [state, action, isPending] = useActionState(removeAccountAction, initialFormState);
  return (
    <form action={action} className="form">
      <FormMessage state={state} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="name" value={name} />
      <TextField state={state} name="typed" label={`Type ${name} to confirm`} autoComplete="off" isRequired />
      <div>
        <button type="submit" className="btn" disabled={isPending}>
          {isPending ? 'Taking out' : 'Take out'}
        </button>
      </div>
    </form>
  );
}
