'use client';

import { useActionState } from 'react';
import { FieldError, FormMessage, TextField, typedValue } from '#components/ui/form-fields.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { capitalize } from '#lib/format.ts';
import { environments } from '#lib/posture/decision-scope.ts';
import { updateAccountAction } from './actions.ts';

export interface EditedAccount {
  id: string;
  name: string;
  owner: string | null;
  group: string | null;
  environment: string;
  isInternetExposed: boolean;
  tags: string[];
}

export function EditForm({ account }: { account: EditedAccount }) {
  const [state, action, isPending] = useActionState(updateAccountAction, initialFormState);
  const environment = typedValue(state, 'environment', account.environment);
  const wasTyped = Object.keys(state.values).length > 0;
  const isExposed = wasTyped ? state.values.isInternetExposed === 'on' : account.isInternetExposed;
  return (
    <form action={action} className="form mt-6">
      <FormMessage state={state} />
      <input type="hidden" name="id" value={account.id} />
      <div className="pair">
        <TextField state={state} name="name" label="Name" value={account.name} isRequired />
        <TextField state={state} name="owner" label="Owner" note="optional" value={account.owner ?? ''} />
      </div>
      <fieldset>
        <legend>Environment</legend>
        <div className="seg" key={environment}>
          {environments.map((it) => (
            <label key={it}>
              <input type="radio" name="environment" value={it} defaultChecked={it === environment} />
              {capitalize(it)}
            </label>
          ))}
        </div>
        <FieldError state={state} name="environment" />
      </fieldset>
      <label className="chk" key={String(isExposed)}>
        <input type="checkbox" name="isInternetExposed" defaultChecked={isExposed} />
        <span>
          Reachable from the internet <small>puts its fixes first</small>
        </span>
      </label>
      <div className="pair">
        <TextField state={state} name="group" label="Group" note="optional" value={account.group ?? ''} />
        <TextField
          state={state}
          name="tags"
          label="Tags"
          note="optional, by commas"
          value={account.tags.join(', ')}
        />
      </div>
      <div>
        <button type="submit" className="btn primary" disabled={isPending}>
          {isPending ? 'Saving' : 'Save'}
        </button>
      </div>
    </form>
  );
}
