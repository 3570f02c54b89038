import { Glyph } from '#components/ui/glyph.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { formatDate, formatList, plural } from '#lib/format.ts';
import { scopeWords } from '#lib/posture/decision-scope.ts';
import type { Decidable, DecisionView, PolicyPage } from '#lib/queries/workspace-policy.ts';
import { DecisionForm, EndDecisionForm } from './decision-form.tsx';

/** Services that cost money: required, or decided against with scope, owner, reason, cost and end. */
export function DecisionTable({ page, canChange }: { page: PolicyPage; canChange: boolean }) {
  if (page.decidables.length === 0) {
    return <p className="m2">The worker publishes its checks when it starts.</p>;
  }
  return (
    <>
      <p className="m2">
        These cost money or may have a substitute. A decision takes the check out of the score, in all
        accounts or in those it names, until its last day; then it is judged again by itself. The narrower of
        two decisions holds.
      </p>
      <ul className="decisions">
        {page.decidables.map((it) => (
          <DecidableItem key={it.checkId} decidable={it} page={page} canChange={canChange} />
        ))}
      </ul>
    </>
  );
}

interface ItemProps {
  decidable: Decidable;
  page: PolicyPage;
  canChange: boolean;
}

function DecidableItem({ decidable, page, canChange }: ItemProps) {
  const { checkId, decisions, broken } = decidable;
  const title = checkTitle(checkId, decidable.title);
  const standing = decisions.filter((it) => it.isStanding);
  const isRequiredNowhere = standing.some((it) => it.scope === 'all');
  const found = broken > 0 ? `; fails or warns in ${plural(broken, 'account')}` : '';
  return (
    <li>
      <h3>{title}</h3>
      {isRequiredNowhere ? null : (
        <p className="small m2">
          {standing.length > 0 ? 'Required elsewhere' : 'Required'}
          {found}
        </p>
      )}
      {decisions.length > 0 ? (
        <ul>
          {decisions.map((it, index) => (
            <DecisionItem
              key={it.key}
              decision={it}
              idPrefix={`${checkId}-${index}`}
              title={title}
              {...{ decidable, page, canChange }}
            />
          ))}
        </ul>
      ) : null}
      {canChange ? (
        <DecisionForm
          key={page.version}
          checkId={checkId}
          decision={null}
          idPrefix={`${checkId}-new`}
          summary={decisions.length > 0 ? 'Decide for other accounts' : 'Decide that it is not required'}
          about={title}
          page={page}
        />
      ) : null}
    </li>
  );
}

function DecisionItem({
  decision,
  decidable,
  page,
  canChange,
  idPrefix,
  title,
}: ItemProps & { decision: DecisionView; idPrefix: string; title: string }) {
  const { isStanding, expiresAt } = decision;
  const where = scopeOf(decision);
  const about = `${title}, ${where}`;
  const end = formatDate(expiresAt);
  return (
    <li className="decision">
      <div className="small m2">
        <p className={isStanding ? 'strong' : 'ended'}>
          <Glyph name="excepted" />{' '}
          {isStanding ? `Not required in ${where} until ${end}` : `The decision for ${where} ended on ${end}`}
        </p>
        {isStanding ? <p>{coverage(decision)}</p> : null}
        <p>{decision.reason}</p>
        <p className="m3">
          {decision.owner}. Cost: {decision.costNote}
        </p>
      </div>
      {canChange ? (
        <>
          <EndDecisionForm decision={decision} about={about} version={page.version} />
          <DecisionForm
            key={page.version}
            checkId={decidable.checkId}
            decision={decision}
            idPrefix={idPrefix}
            summary={isStanding ? 'Change or renew' : 'Renew'}
            about={about}
            page={page}
          />
        </>
      ) : null}
    </li>
  );
}

/** Accounts by name, as people know them; those no longer onboarded by id. */
function scopeOf({ scope, named }: DecisionView): string {
  return scopeWords(scope, (id) => named.find((it) => it.accountId === id)?.name ?? id);
}

function coverage({ scope, covered, named }: DecisionView): string {
  const today = covered === 0 ? 'No account today' : `${plural(covered, 'account')} today`;
  if (scope === 'all' || 'environments' in scope) return `${today}.`;
  const gone = scope.accounts.filter((id) => !named.some((it) => it.accountId === id));
  const left = gone.length > 0 ? ` Not onboarded any more: ${formatList(gone)}.` : '';
  const ids = named.length > 0 ? `: ${named.map((it) => it.accountId).join(', ')}` : '';
  return `${today}${ids}.${left}`;
}
