'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import type { Decidable } from '#lib/queries/workspace-policy.ts';
import { decideAction, endDecisionAction } from './actions.ts';

/** States that a service is reviewed and not required, or renews such a decision. */
export function DecisionForm({
  decidable: { checkId, decision },
  title,
  version,
}: {
  decidable: Decidable;
  title: string;
  version: string;
}) {
  const [state, action, isPending] = useActionState(decideAction, initialFormState);
  return (
    <details className="decide" open={state.message !== null}>
      <summary>
        {decision ? 'Change or renew' : 'Decide that it is not required'}
        <span className="vh">: {title}</span>
      </summary>
      <form action={action} className="form">
        <FormMessage state={state} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="checkId" value={checkId} />
        <div className="pair">
          <TextField
            state={state}
            name="owner"
            id={`${checkId}-owner`}
            label="Owner"
            note="who answers for it"
            value={decision?.owner ?? ''}
            isRequired
          />
          <TextField
            state={state}
            name="expiresOn"
            id={`${checkId}-expiresOn`}
            label="Until"
            note="at most a year ahead"
            type="date"
            value={decision?.expiresAt.slice(0, 10) ?? ''}
            isRequired
          />
        </div>
        <TextField
          state={state}
          name="reason"
          id={`${checkId}-reason`}
          label="Reason"
          note="printed in the report"
          value={decision?.reason ?? ''}
          isRequired
        />
        <TextField
          state={state}
          name="costNote"
          id={`${checkId}-costNote`}
          label="Cost"
          note="what it would cost, or that cost is not the reason"
          value={decision?.costNote ?? ''}
          isRequired
        />
        <div>
          <button type="submit" className="btn" disabled={isPending}>
            {isPending ? 'Saving' : 'Save the decision'}
            <span className="vh"> about {title}</span>
          </button>
        </div>
      </form>
    </details>
  );
}

export function EndDecisionForm({
  checkId,
  title,
  version,
}: {
  checkId: string;
  title: string;
  version: string;
}) {
  const [state, action, isPending] = useActionState(endDecisionAction, initialFormState);
  return (
    <form action={action} className="inlineform">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="checkId" value={checkId} />
      <button type="submit" className="btn quiet" disabled={isPending}>
        Require again<span className="vh">: {title}</span>
      </button>
      {state.message ? (
        <p className="small" role="alert">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
