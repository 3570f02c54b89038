'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import type { DecidableCheckId } from '#lib/posture/workspace-policy.ts';
import type { DecisionView, PolicyPage } from '#lib/queries/workspace-policy.ts';
import { decideAction, endDecisionAction } from './actions.ts';
import { ScopeFields } from './scope-fields.tsx';

/** States that a service is reviewed and not required, or changes or renews such a decision. */
export function DecisionForm({
  checkId,
  decision,
  idPrefix,
  summary,
  about,
  page: { version, accounts },
}: {
  checkId: DecidableCheckId;
  /** null: a new one. */
  decision: DecisionView | null;
  /** Tells this form's fields from those of the others on the page. */
  idPrefix: string;
  summary: string;
  /** Completes the names of its buttons for those who do not see where they stand. */
  about: string;
  page: Pick<PolicyPage, 'version' | 'accounts'>;
}) {
  const [state, action, isPending] = useActionState(decideAction, initialFormState);
  return (
    <details className="decide" open={state.message !== null}>
      <summary>
        {summary}
        <span className="vh">: {about}</span>
      </summary>
      <form action={action} className="form">
        <FormMessage state={state} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="checkId" value={checkId} />
        <input type="hidden" name="replaces" value={decision?.key ?? ''} />
        <ScopeFields state={state} idPrefix={idPrefix} scope={decision?.scope ?? 'all'} accounts={accounts} />
        <div className="pair">
          <TextField
            state={state}
            name="owner"
            id={`${idPrefix}-owner`}
            label="Owner"
            note="who answers for it"
            value={decision?.owner ?? ''}
            isRequired
          />
          <TextField
            state={state}
            name="expiresOn"
            id={`${idPrefix}-expiresOn`}
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
          id={`${idPrefix}-reason`}
          label="Reason"
          note="printed in the report"
          value={decision?.reason ?? ''}
          isRequired
        />
        <TextField
          state={state}
          name="costNote"
          id={`${idPrefix}-costNote`}
          label="Cost"
          note="what it would cost, or that cost is not the reason"
          value={decision?.costNote ?? ''}
          isRequired
        />
        <div>
          <button type="submit" className="btn" disabled={isPending}>
            {isPending ? 'Saving' : 'Save the decision'}
            <span className="vh"> about {about}</span>
          </button>
        </div>
      </form>
    </details>
  );
}

export function EndDecisionForm({
  decision,
  about,
  version,
}: {
  decision: DecisionView;
  about: string;
  version: string;
}) {
  const [state, action, isPending] = useActionState(endDecisionAction, initialFormState);
  return (
    <form action={action} className="inlineform">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="decision" value={decision.key} />
      <button type="submit" className="btn quiet" disabled={isPending}>
        {decision.isStanding ? 'Require again' : 'Remove'}
        <span className="vh">: {about}</span>
      </button>
      {state.message ? (
        <p className="small" role="alert">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
