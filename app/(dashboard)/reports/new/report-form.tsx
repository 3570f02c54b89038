'use client';

import { useActionState } from 'react';
import { FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import type { ReportChoices } from '#lib/queries/report-choices.ts';
import { createReportAction } from '../actions.ts';
import { ReportAccounts } from './report-accounts.tsx';

export function ReportForm({ workspaceName, choices }: { workspaceName: string; choices: ReportChoices }) {
  const [state, action, isPending] = useActionState(createReportAction, initialFormState);
  return (
    <form action={action} className="form mt-5 max-w-[560px]">
      <FormMessage state={state} />
      <TextField
        state={state}
        name="title"
        label="Title"
        value={`Logging and monitoring review, ${choices.chosen?.name ?? workspaceName}`}
        isRequired
      />
      <div className="pair">
        <TextField
          state={state}
          name="client"
          label="Client"
          note="named in the text"
          value={workspaceName}
        />
        <TextField state={state} name="classification" label="Classification" value="Confidential" />
      </div>
      <TextField state={state} name="version" label="Version" value="1.0" className="max-w-[120px]" />
      <ReportAccounts state={state} choices={choices} />
      <div className="acts">
        <button type="submit" className="btn primary" disabled={isPending}>
          {isPending ? 'Queueing' : 'Create report'}
        </button>
        <span className="small m3">It is made in the background; you can leave the page.</span>
      </div>
    </form>
  );
}
