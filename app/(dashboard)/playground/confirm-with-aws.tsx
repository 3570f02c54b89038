'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, startTransition, useActionState, useMemo } from 'react';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { FieldError, FormMessage } from '#components/ui/form-fields.tsx';
import { Note } from '#components/ui/note.tsx';
import { Section } from '#components/ui/section.tsx';
import { confirmationCalls } from '#lib/alarm-controls/confirm.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import { includesEdition } from '#lib/alarm-controls/editions.ts';
import { type FormState, initialFormState } from '#lib/form-state.ts';
import { plural } from '#lib/format.ts';
import { confirmAction } from './actions.ts';
import { ConfirmationEntry } from './confirmation-entry.tsx';
import { ConfirmationViews, type ConfirmQuestion, isUnderWay } from './confirmation-view.ts';

const pollMs = 1000;

interface ChoosableAccount {
  id: string;
  name: string;
  accountId: string;
  partition: string;
}

export interface ConfirmChoices {
  isOn: boolean;
  canAsk: boolean;
  isAdmin: boolean;
  accounts: readonly ChoosableAccount[];
}

interface Props {
  choices: ConfirmChoices;
  question: ConfirmQuestion;
  /** Row id; one that cannot be chosen counts as none. */
  account: string;
  chooseAccount: (id: string) => void;
}

/** CloudWatch Logs itself on the control's records, beside our own engine. Off unless the operator wants it. */
export function ConfirmWithAws(props: Props) {
  const { isOn, isAdmin } = props.choices;
  if (isOn) return <Confirmations {...props} />;
  if (!isAdmin) return null;
  return (
    <p className="small m3 mt-3">
      CloudWatch Logs can confirm this, one control at a time. It is off: set{' '}
      <span className="mono">WATCHPOST_CONFIRM_WITH_AWS=true</span> for the web server and the worker.
    </p>
  );
}

function Confirmations({ choices, question, account, chooseAccount }: Props) {
  const { control } = question;
  const poll = useQuery({
    queryKey: ['confirmations', control],
    queryFn: ({ signal }) => fetchJson(`/api/confirmations?control=${control}`, ConfirmationViews, signal),
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) ? pollMs : false),
  });
  const [newest, ...earlier] = poll.data ?? [];
  if (!choices.canAsk && !newest) return null;
  return (
    <Section title="Confirm with AWS">
      {choices.canAsk ? (
        <AskForm
          accounts={choices.accounts}
          question={question}
          account={account}
          chooseAccount={chooseAccount}
        />
      ) : null}
      {poll.isError ? (
        <Note tone="warn">
          <b>The answers could not be read just now.</b> What was asked goes on; change the control or load
          the page again.
        </Note>
      ) : null}
      <div aria-live="polite">
        {newest ? (
          <ConfirmationEntry key={newest.id} confirmation={newest} question={question} isOpen />
        ) : null}
      </div>
      {earlier.length > 0 ? (
        <>
          <h3 className="mt-5 mb-2">Asked before</h3>
          {earlier.map((it) => (
            <ConfirmationEntry key={it.id} confirmation={it} question={question} isOpen={false} />
          ))}
        </>
      ) : null}
    </Section>
  );
}

function AskForm({
  accounts,
  question,
  account,
  chooseAccount,
}: {
  accounts: readonly ChoosableAccount[];
  question: ConfirmQuestion;
  account: string;
  chooseAccount: (id: string) => void;
}) {
  const client = useQueryClient();
  const [state, action, isPending] = useActionState(async (before: FormState, form: FormData) => {
    const after = await confirmAction(before, form);
    if (after.isOk) await client.invalidateQueries({ queryKey: ['confirmations'] });
    return after;
  }, initialFormState);
  const chosen = accounts.find((it) => it.id === account) ?? accounts[0];
  if (!chosen) return <p className="m2">Onboard an account first: AWS is asked in its name.</p>;
  const isEmpty = question.patterns.length === 0;
  // Given as `action`, the form would be reset once it is sent, and the account with it.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => action(form));
  }

  return (
    <form onSubmit={submit}>
      <FormMessage state={state} />
      <input type="hidden" name="control" value={question.control} />
      <input type="hidden" name="edition" value={question.edition} />
      <input type="hidden" name="patterns" value={JSON.stringify(question.patterns)} />
      <p className="m2">
        <Plan question={question} account={chosen} />
      </p>
      <div className="ask">
        <label className="field pick">
          <span>Account</span>
          <select
            name="accountId"
            value={chosen.id}
            onChange={(event) => chooseAccount(event.target.value)}
            aria-label="Account to ask in"
          >
            {accounts.map((it) => (
              <option key={it.id} value={it.id}>
                {it.name} ({it.accountId})
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn" disabled={isPending || isEmpty}>
          {isPending ? 'Queueing' : 'Ask AWS'}
        </button>
      </div>
      {isEmpty ? <p className="small m3">Give a pattern first.</p> : null}
      <FieldError state={state} name="patterns" />
      <FieldError state={state} name="accountId" />
    </form>
  );
}

function Plan({ question, account }: { question: ConfirmQuestion; account: ChoosableAccount }) {
  const { control, edition, patterns } = question;
  const calls = useMemo(() => {
    const { since } = alarmControl(control);
    const judged = includesEdition(edition, since) ? edition : since;
    return confirmationCalls(control, judged, { accountId: account.accountId, partition: account.partition });
  }, [control, edition, account]);
  const what = patterns.length > 1 ? `each of ${patterns.length} patterns` : 'the pattern';
  return (
    <>
      Sends {plural(calls.flat().length, 'made-up record')} of this control with {what} to{' '}
      <span className="mono">logs:TestMetricFilter</span>, in{' '}
      {plural(calls.length * Math.max(1, patterns.length), 'call')}. It reads no logs and changes nothing.
    </>
  );
}
