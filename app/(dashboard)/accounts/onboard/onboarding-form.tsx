'use client';

import { type ChangeEvent, type ReactNode, startTransition } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { FieldError, FormMessage } from '#components/ui/form-fields.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { type FormState, initialFormState } from '#lib/form-state.ts';
import { capitalize } from '#lib/format.ts';
import { environments } from '#lib/posture/decision-scope.ts';
import type { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { parseRoleArn } from '#lib/posture/role-arn.ts';
import { onboardingAction } from './actions.ts';

export interface OnboardingFormProps {
  id: string;
  externalId: string;
  draft: OnboardingDraft;
  change: (part: Partial<OnboardingDraft>) => void;
  state: FormState;
  action: (form: FormData) => void;
  isPending: boolean;
  isTesting: boolean;
  canOnboard: boolean;
  roleForms: ReactNode;
}

export function OnboardingForm({
  id,
  externalId,
  draft,
  change,
  state,
  action,
  isPending,
  isTesting,
  canOnboard,
  roleForms,
}: OnboardingFormProps) {
  /** Leaving a field keeps it, so that a reload or a closed tab loses nothing. */
  function keep(form: HTMLFormElement | null) {
    if (!form) return;
    const data = new FormData(form);
    data.set('intent', 'save');
    startTransition(async () => {
      await onboardingAction(initialFormState, data);
    });
  }

  return (
    <form
      action={action}
      className="form"
      aria-label="Onboard an account"
      onSubmit={(event) => {
        // With scripts the form is sent from here: React empties a form it sends itself, and with it the radio buttons.
        event.preventDefault();
        const data = new FormData(event.currentTarget, submitterOf(event.nativeEvent));
        startTransition(() => action(data));
      }}
      onBlur={(event) => {
        if (event.target instanceof HTMLInputElement) keep(event.currentTarget);
      }}
    >
      <input type="hidden" name="id" value={id} />
      <section className="grid gap-[18px]">
        <div>
          <h2>1. Create the role</h2>
          {roleForms}
        </div>
        <div>
          <span className="lbl">
            External ID <small>made here for this account; never choose your own</small>
          </span>
          <span className="inp mono lock">
            <span>{externalId}</span>
            <CopyButton text={externalId} look="quiet" label="Copy the external ID" />
          </span>
        </div>
      </section>
      <h2 className="formhead">2. Describe the account</h2>
      <RoleArnField draft={draft} change={change} state={state} />
      <div className="pair">
        <Field name="name" label="Name" draft={draft} change={change} state={state} />
        <Field name="owner" label="Owner" note="optional" draft={draft} change={change} state={state} />
      </div>
      <fieldset>
        <legend>Environment</legend>
        <div className="seg">
          {environments.map((it) => (
            <label key={it}>
              <input
                type="radio"
                name="environment"
                value={it}
                checked={draft.environment === it}
                onChange={() => change({ environment: it })}
              />
              {capitalize(it)}
            </label>
          ))}
        </div>
        <FieldError state={state} name="environment" />
      </fieldset>
      <label className="chk">
        <input
          type="checkbox"
          name="isInternetExposed"
          checked={draft.isInternetExposed}
          onChange={(event) => change({ isInternetExposed: event.target.checked })}
        />
        <span>
          Reachable from the internet <small>puts its fixes first</small>
        </span>
      </label>
      <div className="pair">
        <Field name="group" label="Group" note="optional" draft={draft} change={change} state={state} />
        <Field
          name="tags"
          label="Tags"
          note="optional, by commas"
          draft={draft}
          change={change}
          state={state}
        />
      </div>
      <FormMessage state={state} />
      <div className="formfoot">
        {isTesting ? (
          <button type="submit" name="intent" value="stop" className="btn" disabled={isPending}>
            Stop test
          </button>
        ) : (
          <button
            type="submit"
            name="intent"
            value="test"
            className={canOnboard ? 'btn' : 'btn primary'}
            disabled={isPending}
          >
            {canOnboard ? 'Test again' : 'Test connection'}
          </button>
        )}
        <button
          type="submit"
          name="intent"
          value="onboard"
          className={canOnboard ? 'btn primary' : 'btn'}
          disabled={!canOnboard || isPending}
        >
          Onboard account
        </button>
        {canOnboard ? null : <span className="small m3">Possible once the test is through</span>}
      </div>
    </form>
  );
}

function submitterOf(event: Event): HTMLElement | null {
  return event instanceof SubmitEvent ? event.submitter : null;
}

type FieldProps = Pick<OnboardingFormProps, 'draft' | 'change' | 'state'>;
type TextName = 'name' | 'owner' | 'group' | 'tags';

function Field({
  name,
  label,
  note,
  draft,
  change,
  state,
}: FieldProps & { name: TextName; label: string; note?: string }) {
  const isInvalid = isStillRefused(state, name, draft[name]);
  return (
    <div>
      <label htmlFor={name}>
        {label} {note ? <small>{note}</small> : null}
      </label>
      <input
        id={name}
        name={name}
        className="inp"
        value={draft[name]}
        onChange={(event: ChangeEvent<HTMLInputElement>) => change({ [name]: event.target.value })}
        autoComplete="off"
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={isInvalid ? `${name}-error` : undefined}
      />
      {isInvalid ? <FieldError state={state} name={name} /> : null}
    </div>
  );
}

/** A refusal is about the text that was sent; it does not outlive a correction. */
function isStillRefused(state: FormState, name: string, text: string): boolean {
  return state.fields[name] !== undefined && (state.values[name] ?? '') === text;
}

/** Says what was understood as soon as it is pasted. */
function RoleArnField({ draft, change, state }: FieldProps) {
  const text = draft.roleArn.trim();
  const role = text === '' ? null : parseRoleArn(text);
  const isRefused = isStillRefused(state, 'roleArn', draft.roleArn);
  const isInvalid = isRefused || typeof role === 'string';
  return (
    <div>
      <label htmlFor="roleArn">Role ARN</label>
      <input
        id="roleArn"
        name="roleArn"
        className="inp mono"
        value={draft.roleArn}
        onChange={(event) => change({ roleArn: event.target.value })}
        placeholder="arn:aws:iam::123456789012:role/WatchpostReadOnly"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby="roleArn-hint"
      />
      <div id="roleArn-hint" aria-live="polite">
        {typeof role === 'string' ? (
          <p className="hint err">
            <Glyph name="fail" />
            <span>{role}</span>
          </p>
        ) : isRefused ? (
          <FieldError state={state} name="roleArn" />
        ) : role ? (
          <p className="hint ok">
            <Glyph name="pass" />
            <span>
              Account <span className="mono">{role.accountId}</span>, partition {role.partition}
              {role.path === '/' ? '' : `, path ${role.path}`}, role {role.roleName}
            </span>
          </p>
        ) : (
          <p className="hint">
            <span>IAM shows it at the top of the role’s page.</span>
          </p>
        )}
      </div>
    </div>
  );
}
