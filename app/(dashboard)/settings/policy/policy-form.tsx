'use client';

import { type ReactNode, useActionState } from 'react';
import { FieldError, FormMessage, TextField, typedValue } from '#components/ui/form-fields.tsx';
import { Note } from '#components/ui/note.tsx';
import { editions } from '#lib/alarm-controls/editions.ts';
import { type FormState, initialFormState } from '#lib/form-state.ts';
import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { changePolicyAction } from './actions.ts';

export function PolicyForm({ policy, version }: { policy: WorkspacePolicy; version: string }) {
  const [state, action, isPending] = useActionState(changePolicyAction, initialFormState);
  const { alarmLatency } = policy;
  return (
    <form action={action} className="form policyform" key={version}>
      <input type="hidden" name="version" value={version} />
      <div className="pair">
        <div>
          <label htmlFor="edition">CIS edition</label>
          <select
            id="edition"
            name="edition"
            className="inp"
            defaultValue={typedValue(state, 'edition', policy.edition)}
          >
            {editions.toReversed().map((it) => (
              <option key={it} value={it}>
                CIS AWS Foundations {it}
              </option>
            ))}
          </select>
          <Hint>Its required events decide an alarm’s verdict and the score.</Hint>
        </div>
        <TextField
          state={state}
          name="retentionDays"
          label="Logs are kept"
          note="days at least"
          value={String(policy.retentionDays)}
          isRequired
          hint={<Hint>In the trail’s bucket and in its log group. Never expiring always passes.</Hint>}
        />
      </div>
      <fieldset>
        <legend>Alarm delay accepted</legend>
        <div className="pair">
          <TextField
            state={state}
            name="alarmDatapoints"
            label="Datapoints"
            note="that may be needed"
            value={String(alarmLatency.datapoints)}
            isRequired
            hint={<Hint>1: a single event must raise the alarm. More is a warning.</Hint>}
          />
          <TextField
            state={state}
            name="alarmMinutes"
            label="Minutes"
            note="until it must fire; empty: any"
            value={alarmLatency.minutes === null ? '' : String(alarmLatency.minutes)}
            hint={<Hint>Datapoints × period. A slower alarm is a warning.</Hint>}
          />
        </div>
      </fieldset>
      <TextField
        state={state}
        name="guardDutyFindingDays"
        label="GuardDuty findings are closed within"
        note="days"
        value={String(policy.guardDutyFindingDays)}
        isRequired
        className="short"
        hint={<Hint>High and critical ones. One that is active longer fails.</Hint>}
      />
      <NameList
        state={state}
        name="approvedBuckets"
        label="Approved trail buckets"
        note="one a line; empty: no list, nothing to check"
        value={policy.approvedBuckets}
        hint="A trail that delivers anywhere else fails."
      />
      <NameList
        state={state}
        name="regionsInScope"
        label="Regions in scope"
        note="one a line; empty: every enabled region"
        value={policy.regionsInScope}
        hint="Others are neither read nor judged. A region that comes back into scope is unknown until the next scan reads it. A multi-region trail still has to record every region."
      />
      <FormMessage state={state} />
      {state.isOk ? (
        <Note tone="pass" isAlert>
          <b>Saved.</b> Stored answers are judged again by it; AWS is not asked.
        </Note>
      ) : null}
      <div>
        <button type="submit" className="btn primary" disabled={isPending}>
          {isPending ? 'Saving' : 'Save and judge again'}
        </button>
      </div>
    </form>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return <p className="hint">{children}</p>;
}

function NameList({
  state,
  name,
  label,
  note,
  value,
  hint,
}: {
  state: FormState;
  name: string;
  label: string;
  note: string;
  value: readonly string[] | null;
  hint: string;
}) {
  const isInvalid = state.fields[name] !== undefined;
  return (
    <div>
      <label htmlFor={name}>
        {label} <small>{note}</small>
      </label>
      <textarea
        id={name}
        name={name}
        className="inp mono"
        rows={Math.min(8, Math.max(2, (value?.length ?? 0) + 1))}
        spellCheck={false}
        defaultValue={typedValue(state, name, value?.join('\n') ?? '')}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={isInvalid ? `${name}-error` : undefined}
      />
      <FieldError state={state} name={name} />
      {isInvalid ? null : <Hint>{hint}</Hint>}
    </div>
  );
}
