'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { signInAction } from './actions.ts';

export function SignInForm() {
  const [state, action, isPending] = useActionState(signInAction, initialFormState);
  return (
    <form action={action} className="form">
      <FormMessage state={state} />
      <TextField state={state} name="email" label="E-mail" type="email" autoComplete="username" isRequired />
      <TextField
        state={state}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        isRequired
      />
      <button type="submit" className="btn primary" disabled={isPending}>
        {isPending ? 'Signing in' : 'Sign in'}
      </button>
    </form>
  );
}
