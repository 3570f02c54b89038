'use client';

import { useActionState } from 'react';
import { FieldError, FormMessage, TextField } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { plural } from '#lib/format.ts';
import { createReportAction } from '../actions.ts';

interface Choice {
  id: string;
  name: string;
  accountId: string;
}

export function ReportForm({
  workspaceName,
  accounts,
  all,
  chosen,
}: {
  workspaceName: string;
  accounts: readonly Choice[];
  all: number;
  chosen: string | undefined;
}) {
  const [state, action, isPending] = useActionState(createReportAction, initialFormState);
  const one = accounts.find((it) => it.id === chosen);
  const checked = new Set([state.values.accountIds ?? (one ? [one.id] : [])].flat());
  return (
    <form action={action} className="form mt-5 max-w-[560px]">
      <FormMessage state={state} />
      <TextField
        state={state}
        name="title"
        label="Title"
        value={`Logging and monitoring review, ${one?.name ?? workspaceName}`}
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
      <fieldset>
        <legend>
          Accounts <small>none chosen means all {plural(all, 'account')}</small>
        </legend>
        <div className="choices">
          {accounts.map((account) => (
            <label key={account.id} className="chk">
              <input
                type="checkbox"
                name="accountIds"
                value={account.id}
                defaultChecked={checked.has(account.id)}
                key={String(checked.has(account.id))}
              />
              <bdi className="cut">{account.name}</bdi> <small className="mono">{account.accountId}</small>
            </label>
          ))}
        </div>
        <FieldError state={state} name="accountIds" />
      </fieldset>
      <div className="acts">
        <button type="submit" className="btn primary" disabled={isPending}>
          {isPending ? 'Queueing' : 'Create report'}
        </button>
        <span className="small m3">It is made in the background; you can leave the page.</span>
      </div>
    </form>
  );
}
