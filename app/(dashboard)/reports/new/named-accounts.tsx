import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { FieldError, typedValue } from '#components/ui/form-fields.tsx';
import type { FormState } from '#lib/form-state.ts';
import { capitalize, formatNumber, plural } from '#lib/format.ts';

const Found = z.object({
  accounts: z.array(z.object({ accountId: z.string(), name: z.string(), environment: z.string() })),
  total: z.number(),
});

/** Ids, one a line: to paste, to type, or to tick among what a search finds. The lines are what is sent. */
export function NamedAccounts({ state, value }: { state: FormState; value: string }) {
  const [text, setText] = useState(() => typedValue(state, 'accounts', value));
  const isInvalid = state.fields.accounts !== undefined;
  const ids = idsIn(text);
  return (
    <div className="byaccount">
      <Search
        chosen={new Set(ids)}
        toggle={(id) => setText(linesOf(ids.includes(id) ? ids.filter((it) => it !== id) : [...ids, id]))}
      />
      <label htmlFor="accounts" className="mt-3">
        Account ids <small>one a line</small>
      </label>
      <textarea
        id="accounts"
        name="accounts"
        className="inp mono"
        rows={4}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={isInvalid ? 'accounts-error' : undefined}
      />
      <p className="hint" aria-live="polite">
        {ids.length === 0 ? 'None chosen yet.' : `${plural(ids.length, 'account')} chosen.`}
      </p>
      <FieldError state={state} name="accounts" />
    </div>
  );
}

function idsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((it) => it !== ''))];
}

function linesOf(ids: readonly string[]): string {
  return ids.join('\n');
}

/** Only where scripts run: it is no field of the form. */
function Search({ chosen, toggle }: { chosen: ReadonlySet<string>; toggle: (accountId: string) => void }) {
  const isLive = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const found = useQuery({
    queryKey: ['accounts', asked],
    queryFn: ({ signal }) => fetchJson(`/api/accounts?q=${encodeURIComponent(asked)}`, Found, signal),
    enabled: isLive && asked !== '',
    placeholderData: keepPreviousData,
  });
  if (!isLive) return null;
  return (
    <>
      <label htmlFor="find-account">Find accounts</label>
      <input
        id="find-account"
        type="search"
        className="inp"
        placeholder="Name, id or owner"
        autoComplete="off"
        value={q}
        onChange={(event) => setQ(event.target.value)}
        // Enter asks for nothing else: the form is sent by its button.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {asked === '' ? null : <Matches answer={found.data} isLost={found.isError} {...{ chosen, toggle }} />}
    </>
  );
}

function Matches({
  answer,
  isLost,
  chosen,
  toggle,
}: {
  answer: z.infer<typeof Found> | undefined;
  isLost: boolean;
  chosen: ReadonlySet<string>;
  toggle: (accountId: string) => void;
}) {
  if (isLost) return <p className="hint">The search did not answer. Ids can be typed below.</p>;
  if (!answer) return <p className="hint">Searching.</p>;
  if (answer.total === 0) return <p className="hint">No account has that in its name, id or owner.</p>;
  return (
    <>
      <div className="choices mt-2">
        {answer.accounts.map(({ accountId, name, environment }) => (
          <label key={accountId} className="chk">
            <input type="checkbox" checked={chosen.has(accountId)} onChange={() => toggle(accountId)} />
            <bdi className="cut">{name}</bdi>{' '}
            <small>
              {capitalize(environment)} <span className="mono">{accountId}</span>
            </small>
          </label>
        ))}
      </div>
      {answer.total > answer.accounts.length ? (
        <p className="hint">
          The first {answer.accounts.length} of {formatNumber(answer.total)}. Type more of the name to see
          others.
        </p>
      ) : null}
    </>
  );
}
