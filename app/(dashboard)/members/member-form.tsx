'use client';

import { useActionState } from 'react';
import { initialFormState } from '#lib/form-state.ts';
import { changeMemberAction, withdrawAction } from './actions.ts';

export function MemberForm({ userId, name, role }: { userId: string; name: string; role: string }) {
  const [state, action, isPending] = useActionState(changeMemberAction, initialFormState);
  return (
    <form action={action} className="inlineform acts">
      <input type="hidden" name="userId" value={userId} />
      <label className="field pick">
        <span className="vh">Role of {name}</span>
        <select name="change" defaultValue={role} key={role}>
          <option value="auditor">Auditor</option>
          <option value="lead">Lead</option>
          <option value="admin">Admin</option>
          <option value="remove">Remove from the workspace</option>
        </select>
      </label>
      <button type="submit" className="btn" disabled={isPending}>
        Change<span className="vh"> the role of {name}</span>
      </button>
      {state.message ? (
        <p className="small" role="alert">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}

export function WithdrawForm({ id, email }: { id: string; email: string }) {
  const [, action, isPending] = useActionState(withdrawAction, initialFormState);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="btn quiet" disabled={isPending}>
        Withdraw<span className="vh"> the invitation of {email}</span>
      </button>
    </form>
  );
}
