'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { claimAction } from './actions.ts';

export function SetupForm({ token }: { token: string }) {
  const [state, action, isPending] = useActionState(claimAction, initialFormState);
  return (
    <form action={action} className="form">
      <FormMessage state={state} />
      <input type="hidden" name="token" value={token} />
      <TextField
        state={state}
        name="workspaceName"
        label="Organization"
        autoComplete="organization"
        isRequired
      />
      <TextField state={state} name="name" label="Your name" autoComplete="name" isRequired />
      <TextField state={state} name="email" label="E-mail" type="email" autoComplete="username" isRequired />
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
        {isPending ? 'Creating' : 'Create the first admin'}
      </button>
    </form>
  );
}
