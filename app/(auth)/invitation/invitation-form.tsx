'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { acceptAction } from './actions.ts';

export function InvitationForm({ token, email }: { token: string; email: string }) {
  const [state, action, isPending] = useActionState(acceptAction, initialFormState);
  return (
    <form action={action} className="form">
      <FormMessage state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" value={email} autoComplete="username" />
      <TextField state={state} name="name" label="Your name" autoComplete="name" isRequired />
      <TextField
        state={state}
        name="password"
        label="Password"
        note="12 characters or more"
        type="password"
        autoComplete="new-password"
        isRequired
      />
      <button type="submit" className="btn primary" disabled={isPending}>
        {isPending ? 'Joining' : 'Join'}
      </button>
    </form>
  );
}
