import { type ReactNode, useState } from 'react';
import { FieldError, typedValue } from '#components/ui/form-fields.tsx';
import type { FormState } from '#lib/form-state.ts';
import { capitalize, plural } from '#lib/format.ts';
import type { CountedName, ReportChoices } from '#lib/queries/report-choices.ts';
import { NamedAccounts } from './named-accounts.tsx';

/** Which accounts the report covers. Without scripts and styles all kinds show; only the chosen one counts. */
export function ReportAccounts({ state, choices }: { state: FormState; choices: ReportChoices }) {
  const { all, groups, tags, chosen } = choices;
  const kinds = [
    ['all', 'All'],
    ['environments', 'Environments'],
    ...(groups.length > 0 ? [['groups', 'Groups'] as const] : []),
    ...(tags.length > 0 ? [['tags', 'Tags'] as const] : []),
    ['accounts', 'Named'],
  ] as const;
  const covers = typedValue(state, 'covers', chosen ? 'accounts' : 'all');
  return (
    <fieldset className="scope" key={covers}>
      <legend>
        Accounts <small>{plural(all, 'account')} onboarded</small>
      </legend>
      <div className="seg">
        {kinds.map(([kind, title]) => (
          <label key={kind}>
            <input type="radio" name="covers" value={kind} defaultChecked={kind === covers} />
            {title}
          </label>
        ))}
      </div>
      <FieldError state={state} name="covers" />
      <Boxes
        state={state}
        name="environments"
        className="byenvironment"
        legend="Environments"
        choices={choices.environments}
        titleOf={capitalize}
      />
      <Boxes state={state} name="groups" className="bygroup" legend="Groups" choices={groups} />
      <Boxes
        state={state}
        name="tags"
        className="bytag"
        legend="Tags"
        choices={tags}
        note="with any of them"
        isOverlapping
      />
      <NamedAccounts state={state} value={chosen?.accountId ?? ''} />
    </fieldset>
  );
}

function Boxes({
  state,
  name,
  className,
  legend,
  choices,
  titleOf = String,
  note,
  isOverlapping = false,
}: {
  state: FormState;
  name: string;
  className: string;
  legend: string;
  choices: readonly CountedName[];
  titleOf?: (name: string) => string;
  note?: ReactNode;
  /** An account may have several: the sum is only the most it can be. */
  isOverlapping?: boolean;
}) {
  const [ticked, setTicked] = useState(() => new Set([state.values[name] ?? []].flat()));
  if (choices.length === 0) return null;
  const covered = choices.reduce((sum, it) => sum + (ticked.has(it.name) ? it.accounts : 0), 0);
  return (
    <fieldset className={className}>
      <legend className="vh">{legend}</legend>
      <div className="choices">
        {choices.map((it) => (
          <label className="chk" key={it.name}>
            <input
              type="checkbox"
              name={name}
              value={it.name}
              checked={ticked.has(it.name)}
              onChange={() => setTicked(toggled(ticked, it.name))}
            />
            <bdi className="cut">{titleOf(it.name)}</bdi> <small>{plural(it.accounts, 'account')}</small>
          </label>
        ))}
      </div>
      <p className="hint" aria-live="polite">
        {ticked.size === 0
          ? 'None chosen yet.'
          : `${isOverlapping && ticked.size > 1 ? 'At most ' : ''}${plural(covered, 'account')} chosen.`}
        {note ? <> An account counts {note}.</> : null}
      </p>
      <FieldError state={state} name={name} />
    </fieldset>
  );
}

function toggled(names: ReadonlySet<string>, name: string): Set<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}
