import { FieldError, typedValue } from '#components/ui/form-fields.tsx';
import type { FormState } from '#lib/form-state.ts';
import { capitalize, plural } from '#lib/format.ts';
import { type DecisionScope, environments } from '#lib/posture/decision-scope.ts';
import type { PolicyPage } from '#lib/queries/workspace-policy.ts';

const kinds = [
  ['all', 'All accounts'],
  ['environments', 'Environments'],
  ['accounts', 'Named accounts'],
] as const;

/** Which accounts a decision is about. Without scripts and styles all three kinds show; only the chosen one counts. */
export function ScopeFields({
  state,
  idPrefix,
  scope,
  accounts,
}: {
  state: FormState;
  idPrefix: string;
  scope: DecisionScope;
  accounts: PolicyPage['accounts'];
}) {
  const covers = typedValue(state, 'covers', kindOf(scope));
  const chosen = chosenEnvironments(state, scope);
  const id = `${idPrefix}-accounts`;
  const isInvalid = state.fields.accounts !== undefined;
  return (
    <fieldset className="scope" key={`${covers} ${chosen.join()}`}>
      <legend>Accounts it is about</legend>
      <div className="seg">
        {kinds.map(([kind, title]) => (
          <label key={kind}>
            <input type="radio" name="covers" value={kind} defaultChecked={kind === covers} />
            {title}
          </label>
        ))}
      </div>
      <FieldError state={state} name="covers" id={`${idPrefix}-covers`} />
      <fieldset className="byenvironment">
        <legend className="vh">Environments</legend>
        {environments.map((it) => (
          <label className="chk" key={it}>
            <input type="checkbox" name="environments" value={it} defaultChecked={chosen.includes(it)} />
            <span>
              {capitalize(it)} <small>{plural(accounts[it], 'account')}</small>
            </span>
          </label>
        ))}
        <FieldError state={state} name="environments" id={`${idPrefix}-environments`} />
      </fieldset>
      <div className="byaccount">
        <label htmlFor={id}>
          Account ids <small>one a line</small>
        </label>
        <textarea
          id={id}
          name="accounts"
          className="inp mono"
          rows={3}
          spellCheck={false}
          defaultValue={typedValue(state, 'accounts', namedIn(scope))}
          aria-invalid={isInvalid ? true : undefined}
          aria-describedby={isInvalid ? `${id}-error` : undefined}
        />
        <FieldError state={state} name="accounts" id={id} />
      </div>
    </fieldset>
  );
}

function kindOf(scope: DecisionScope): (typeof kinds)[number][0] {
  if (scope === 'all') return 'all';
  return 'environments' in scope ? 'environments' : 'accounts';
}

function namedIn(scope: DecisionScope): string {
  return scope !== 'all' && 'accounts' in scope ? scope.accounts.join('\n') : '';
}

/** What was ticked, also when that was nothing: a box that is not ticked is not sent. */
function chosenEnvironments(state: FormState, scope: DecisionScope): readonly string[] {
  if (Object.keys(state.values).length > 0) return [state.values.environments ?? []].flat();
  return scope !== 'all' && 'environments' in scope ? scope.environments : [];
}
