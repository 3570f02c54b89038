'use client';

import { useActionState } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { FormMessage, TextField, typedValue } from '#components/ui/form-fields.tsx';
import { Note } from '#components/ui/note.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { capitalize, formatInstant } from '#lib/format.ts';
import { inviteAction } from './actions.ts';

export function InviteForm() {
  const [state, action, isPending] = useActionState(inviteAction, { ...initialFormState, link: null });
  const role = typedValue(state, 'role', 'auditor');
  return (
    <form action={action} className="form">
      <FormMessage state={state} />
      {state.link ? (
        <Note tone="pass" action={<CopyButton text={state.link.url}>Copy link</CopyButton>}>
          <b>Hand this link to {state.link.email}.</b> It works once, until{' '}
          {formatInstant(state.link.expiresAt)}, and is not shown again.
          <span className="mono inviteurl">{state.link.url}</span>
        </Note>
      ) : null}
      <TextField state={state} name="email" label="E-mail" type="email" autoComplete="off" isRequired />
      <fieldset>
        <legend>Role</legend>
        <div className="seg" key={role}>
          {(['auditor', 'lead', 'admin'] as const).map((it) => (
            <label key={it}>
              <input type="radio" name="role" value={it} defaultChecked={it === role} />
              {capitalize(it)}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <button type="submit" className="btn primary" disabled={isPending}>
          {isPending ? 'Inviting' : 'Invite'}
        </button>
      </div>
    </form>
  );
}
