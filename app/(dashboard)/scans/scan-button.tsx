'use client';

import { useActionState } from 'react';
import { initialFormState } from '#lib/form-state.ts';
import { scanAction } from './actions.ts';

/** Starts a scan of everything, or of one account, and leads to its progress. */
export function ScanButton({ accountId, children = 'Scan now' }: { accountId?: string; children?: string }) {
  const [state, action, isPending] = useActionState(scanAction, initialFormState);
  return (
    <form action={action} className="inlineform">
      {accountId ? <input type="hidden" name="accountId" value={accountId} /> : null}
      <button type="submit" className="btn primary" disabled={isPending}>
        {isPending ? 'Starting' : children}
      </button>
      {state.message ? (
        <p className="small m2" role="alert">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
